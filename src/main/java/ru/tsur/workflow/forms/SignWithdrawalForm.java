package ru.tsur.workflow.forms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * The head of the ЦУР signs the letter about a request to stop, or returns it; never who decided
 * (art. 10 p. 3).
 */
@Component
class SignWithdrawalForm implements TaskForm {

  private static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final Letters letters;
  private final LetterInHand letterInHand;
  private final WithdrawalInHand inHand;
  private final Appeals appeals;
  private final ShownRemarks remarks;
  private final Acts acts;

  SignWithdrawalForm(
      Letters letters,
      LetterInHand letterInHand,
      WithdrawalInHand inHand,
      Appeals appeals,
      ShownRemarks remarks,
      Acts acts) {
    this.letters = letters;
    this.letterInHand = letterInHand;
    this.inHand = inHand;
    this.appeals = appeals;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignWithdrawalNotice");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId letter = letterInHand.of(task);
    DraftVersion version = letters.latest(letter).orElseThrow();
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    Map<String, Object> values = new LinkedHashMap<>(WithdrawalInHand.decided(inHand.of(task)));
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("digest", version.digest());
    values.put("number", "исходящий номер присваивается при подписании");
    values.put("method", address.method().title() + ": " + address.address());
    values.put("signed", "YES");
    values.put("remark", "");
    values.put("remarks", remarks.ofLetter(letter));
    values.put("covers", List.of());
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = letterInHand.of(task);
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
    Withdrawal withdrawal = inHand.of(task);
    if (!Collections.disjoint(
        withdrawal.decidedBy().orElseThrow().persons(), task.actor().persons())) {
      throw typed.refuse(
          "signed", "Подписывает не тот, кто принял решение о прекращении (59-ФЗ, ст. 10 ч. 3).");
    }
    String digest =
        typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается.");
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    String number =
        letters.sign(letter, version, digest, task.actor(), address.method(), address.address());
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
