package ru.tsur.workflow.steps;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Visits;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.InProcess;

/** Ends the work on a withdrawn appeal at once: its drafts are cancelled, its questions settled. */
@Component("stopConsideration")
class StopConsideration implements JavaDelegate {

  private final Withdrawals withdrawals;
  private final Letters letters;
  private final Dispatch dispatch;
  private final DocumentRequests requests;
  private final Visits visits;
  private final ComplaintNotices notices;
  private final InProcess process;

  StopConsideration(
      Withdrawals withdrawals,
      Letters letters,
      Dispatch dispatch,
      DocumentRequests requests,
      Visits visits,
      ComplaintNotices notices,
      InProcess process) {
    this.visits = visits;
    this.notices = notices;
    this.requests = requests;
    this.withdrawals = withdrawals;
    this.letters = letters;
    this.dispatch = dispatch;
    this.process = process;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Actor coordinator = process.actor(List.of(Role.COORDINATOR.at(Tenant.TSUR)));
    withdrawals.stop(UUID.fromString((String) execution.getVariable("withdrawal")), coordinator);
    requests.endWith(appeal, coordinator);
    visits.endWith(appeal, coordinator);
    notices.endWith(appeal, coordinator);
    letters.of(appeal).stream()
        .filter(letter -> letter.state() == LetterState.DRAFT)
        .filter(letter -> !letter.kind().isOfPromise())
        .filter(letter -> letter.kind() != LetterKind.WITHDRAWAL_REFUSAL)
        .filter(letter -> letter.kind() != LetterKind.WITHDRAWAL_PARTIAL)
        .forEach(
            letter ->
                dispatch.cancel(
                    letter.id(),
                    "Рассмотрение прекращено по заявлению (59-ФЗ, ст. 5 п. 5).",
                    coordinator));
  }
}
