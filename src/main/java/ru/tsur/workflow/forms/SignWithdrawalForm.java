package ru.tsur.workflow.forms;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.LetterId;
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

  private final LetterInHand letterInHand;
  private final WithdrawalInHand inHand;
  private final Appeals appeals;
  private final Withdrawals withdrawals;
  private final Signing signing;

  SignWithdrawalForm(
      LetterInHand letterInHand,
      WithdrawalInHand inHand,
      Appeals appeals,
      Withdrawals withdrawals,
      Signing signing) {
    this.withdrawals = withdrawals;
    this.letterInHand = letterInHand;
    this.inHand = inHand;
    this.appeals = appeals;
    this.signing = signing;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignWithdrawalNotice");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId letter = letterInHand.of(task);
    AnswerAddress address = address(task);
    Map<String, Object> values = signing.show(letter, address.method(), address.address());
    values.putAll(WithdrawalInHand.decided(inHand.of(task)));
    return new Shown(values, Map.of("decisions", Signing.DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = letterInHand.of(task);
    if (!Signing.isAgreed(typed)) {
      return signing.giveBack(task, letter, typed);
    }
    Withdrawal withdrawal = inHand.of(task);
    if (!Collections.disjoint(
        withdrawal.decidedBy().orElseThrow().persons(), task.actor().persons())) {
      throw typed.refuse(
          "signed", "Подписывает не тот, кто принял решение о прекращении (59-ФЗ, ст. 10 ч. 3).");
    }
    AnswerAddress address = address(task);
    return signing.sign(task, letter, typed, address.method(), address.address());
  }

  private AnswerAddress address(TaskInHand task) {
    return withdrawals
        .told(inHand.of(task))
        .map(one -> new AnswerAddress(DispatchMethod.POST, one.address()))
        .orElseGet(() -> AnswerAddress.of(appeals.appeal(task.appeal())));
  }
}
