package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.DraftVersion;
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
  private final LetterInHand letterInHand;
  private final WithdrawalInHand inHand;
  private final Withdrawals withdrawals;
  private final LetterTexts texts;
  private final Appeals appeals;
  private final ShownRemarks remarks;
  private final Acts acts;

  PrepareWithdrawalForm(
      Letters letters,
      LetterInHand letterInHand,
      WithdrawalInHand inHand,
      Withdrawals withdrawals,
      LetterTexts texts,
      Appeals appeals,
      ShownRemarks remarks,
      Acts acts) {
    this.letters = letters;
    this.letterInHand = letterInHand;
    this.inHand = inHand;
    this.withdrawals = withdrawals;
    this.texts = texts;
    this.appeals = appeals;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_PrepareWithdrawalNotice");
  }

  @Override
  public Shown show(TaskInHand task) {
    Withdrawal withdrawal = inHand.of(task);
    LetterKind kind = WithdrawalInHand.letter(withdrawal);
    Optional<LetterId> letter = letterInHand.find(task);
    Map<String, Object> values = new LinkedHashMap<>(WithdrawalInHand.decided(withdrawal));
    values.put("kind", kind.title());
    values.put(
        "text",
        letter
            .flatMap(letters::latest)
            .map(DraftVersion::text)
            .orElseGet(() -> texts.ofWithdrawal(appeals.appeal(task.appeal()), withdrawal, kind)));
    values.put("remarks", letter.map(remarks::ofLetter).orElse(List.of()));
    return new Shown(values, Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите текст письма.");
    Withdrawal withdrawal = inHand.of(task);
    LetterKind kind = WithdrawalInHand.letter(withdrawal);
    LetterId letter =
        letterInHand
            .find(task)
            .orElseGet(() -> letters.startDraft(task.appeal(), kind, new BodyId("tsur")));
    withdrawals.writtenAs(withdrawal.id(), letter.value());
    int version = letters.write(letter, text, task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DRAFT_WRITTEN,
        kind.title(),
        Map.of("letter", letter.toString(), "version", version));
    return Map.of("letter", letter.toString());
  }
}
