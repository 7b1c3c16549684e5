package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Подписать»: the signer signs exactly the version he was shown, or returns it with a remark (art.
 * 10 p. 3).
 */
@Component
class SignForm implements TaskForm {

  private static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final Letters letters;
  private final LetterInHand inHand;
  private final Appeals appeals;
  private final Questions questions;
  private final ShownRemarks remarks;
  private final Acts acts;

  SignForm(
      Letters letters,
      LetterInHand inHand,
      Appeals appeals,
      Questions questions,
      ShownRemarks remarks,
      Acts acts) {
    this.letters = letters;
    this.inHand = inHand;
    this.appeals = appeals;
    this.questions = questions;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignAnswer", "Task_SignRedirect");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId letter = letter(task);
    DraftVersion version = letters.latest(letter).orElseThrow();
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("digest", version.digest());
    values.put("number", "исходящий номер присваивается при подписании");
    values.put("method", address.method().title() + ": " + address.address());
    values.put("signed", "YES");
    values.put("remark", "");
    values.put("remarks", remarks.ofLetter(letter));
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = letter(task);
    boolean signed = typed.yes("signed", "Выберите: подписать или вернуть.");
    int version =
        typed.number("version", "Обновите страницу: неизвестно, какая версия подписывается.");
    if (!signed) {
      letters.remark(
          letter,
          version,
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
    boolean answer = task.element().equals("Task_SignAnswer");
    if (answer) {
      questions.requireAllAnswered(task.appeal());
    }
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    String digest =
        typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается.");
    String number =
        letters.sign(letter, version, digest, task.actor(), address.method(), address.address());
    if (answer) {
      appeals.signed(task.appeal());
    }
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SIGNED,
        "письмо",
        Map.of(
            "letter", letter.toString(), "version", version, "digest", digest, "number", number));
    return Map.of("signed", true);
  }

  private LetterId letter(TaskInHand task) {
    return inHand.of(task);
  }
}
