package ru.tsur.workflow.forms;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.BodyId;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** The letter about a request to stop, made from its template and edited (art. 5 п. 5). */
@Component
class PrepareWithdrawalForm implements TaskForm {

  private final Letters letters;
  private final WithdrawalInHand inHand;
  private final Withdrawals withdrawals;
  private final LetterTexts texts;
  private final Appeals appeals;
  private final Drafting drafting;

  PrepareWithdrawalForm(
      Letters letters,
      WithdrawalInHand inHand,
      Withdrawals withdrawals,
      LetterTexts texts,
      Appeals appeals,
      Drafting drafting) {
    this.letters = letters;
    this.inHand = inHand;
    this.withdrawals = withdrawals;
    this.texts = texts;
    this.appeals = appeals;
    this.drafting = drafting;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_PrepareWithdrawalNotice");
  }

  @Override
  public Shown show(TaskInHand task) {
    Withdrawal withdrawal = inHand.of(task);
    LetterKind kind = WithdrawalInHand.letter(withdrawal);
    Map<String, Object> values =
        drafting.show(
            task, () -> texts.ofWithdrawal(appeals.appeal(task.appeal()), withdrawal, kind));
    values.putAll(WithdrawalInHand.decided(withdrawal));
    values.put("kind", kind.title());
    return new Shown(values, Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите текст письма.");
    Withdrawal withdrawal = inHand.of(task);
    LetterKind kind = WithdrawalInHand.letter(withdrawal);
    LetterId letter =
        drafting.write(
            task,
            kind.title(),
            text,
            () ->
                withdrawals
                    .told(withdrawal)
                    .map(
                        one -> letters.startTo(task.appeal(), kind, new BodyId("tsur"), one.name()))
                    .orElseGet(() -> letters.startDraft(task.appeal(), kind, new BodyId("tsur"))));
    withdrawals.writtenAs(withdrawal.id(), letter.value());
    return Map.of("letter", letter.toString());
  }
}
