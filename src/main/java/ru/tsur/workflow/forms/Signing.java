package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm.Option;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * What all forms that sign a letter share: exactly the version shown is signed, or returned with a
 * remark (art. 10 p. 3).
 */
@Component
class Signing {

  /** Options of the field {@code signed}. */
  static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final Letters letters;
  private final ShownRemarks remarks;
  private final Acts acts;

  Signing(Letters letters, ShownRemarks remarks, Acts acts) {
    this.letters = letters;
    this.remarks = remarks;
    this.acts = acts;
  }

  /** The letter as the signer sees it, to be completed by what is special to it. */
  Map<String, Object> show(LetterId letter, DispatchMethod method, String address) {
    DraftVersion version = letters.latest(letter).orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("digest", version.digest());
    values.put("number", "исходящий номер присваивается при подписании");
    values.put("alsoTo", String.join(", ", letters.alsoTo(letter)));
    values.put("method", method.title() + ": " + address);
    values.put("signed", "YES");
    values.put("remark", "");
    values.put("remarks", remarks.ofLetter(letter));
    values.put("covers", List.of());
    return values;
  }

  /** Whether he signs; either way of a version that he was shown. */
  static boolean isAgreed(Typed typed) {
    boolean signed = typed.yes("signed", "Выберите: подписать или вернуть.");
    version(typed);
    return signed;
  }

  private static int version(Typed typed) {
    return typed.number("version", "Обновите страницу: неизвестно, какая версия подписывается.");
  }

  /** Back to its author; variables of the task. */
  Map<String, Object> giveBack(TaskInHand task, LetterId letter, Typed typed) {
    letters.remark(
        letter,
        version(typed),
        typed.required("remark", 4000, "Напишите, что исправить."),
        task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SIGNING_REFUSED,
        "письмо",
        Map.of("letter", letter.toString()));
    return Map.of("signed", false);
  }

  /** Signed, numbered and addressed; variables of the task. */
  Map<String, Object> sign(
      TaskInHand task, LetterId letter, Typed typed, DispatchMethod method, String address) {
    int version = version(typed);
    String digest =
        typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается.");
    String number = letters.sign(letter, version, digest, task.actor(), method, address);
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SIGNED,
        "письмо",
        Map.of(
            "letter", letter.toString(), "version", version, "digest", digest, "number", number));
    return Map.of("signed", true);
  }
}
