package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.workflow.TaskInHand;

/**
 * The request to stop that a task is about. A variable is only believed if the request belongs to
 * the task's own appeal.
 */
@Component
class WithdrawalInHand {

  private final Withdrawals withdrawals;

  WithdrawalInHand(Withdrawals withdrawals) {
    this.withdrawals = withdrawals;
  }

  Withdrawal of(TaskInHand task) {
    Withdrawal found =
        withdrawals.withdrawal(UUID.fromString(task.code("withdrawal").orElseThrow()));
    if (!found.appeal().equals(task.appeal())) {
      throw new UnknownAppeal();
    }
    return found;
  }

  static LetterKind letter(Withdrawal withdrawal) {
    return switch (withdrawal.decision().orElseThrow()) {
      case STOP -> LetterKind.WITHDRAWAL_NOTICE;
      case PARTIAL -> LetterKind.WITHDRAWAL_PARTIAL;
      case CONTINUE -> LetterKind.WITHDRAWAL_REFUSAL;
      case ANSWERED -> throw new IllegalStateException("nobody decided, nobody is told");
    };
  }

  /** What was decided, as the forms show it. */
  static Map<String, Object> decided(Withdrawal withdrawal) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("decided", "ст. 5 п. 5: " + withdrawal.decision().orElseThrow().title());
    values.put(
        "ground",
        withdrawal
            .ground()
            .map(
                ground ->
                    ground.title()
                        + (withdrawal.explanation().isEmpty()
                            ? ""
                            : ". " + withdrawal.explanation()))
            .orElse("просьба заявителя"));
    return values;
  }
}
