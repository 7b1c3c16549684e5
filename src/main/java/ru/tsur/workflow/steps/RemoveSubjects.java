package ru.tsur.workflow.steps;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Promises;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.InProcess;

/**
 * A complaint on ours is found after triage: who is banned has been kept away from the tasks
 * already. What was given to them, or written or approved by them, is taken back: the work begins
 * anew with the routing, or ends with the return of art. 8 p. 7. Else it goes on without them.
 */
@Component("removeSubjects")
class RemoveSubjects implements JavaDelegate {

  private static final String WORK = "work";

  private final Complaints complaints;
  private final Assignments assignments;
  private final Outcomes outcomes;
  private final Letters letters;
  private final Dispatch dispatch;
  private final Promises promises;
  private final Evidences evidences;
  private final AppealProcess appeals;
  private final InProcess process;

  RemoveSubjects(
      Complaints complaints,
      Assignments assignments,
      Outcomes outcomes,
      Letters letters,
      Dispatch dispatch,
      Promises promises,
      Evidences evidences,
      AppealProcess appeals,
      InProcess process) {
    this.complaints = complaints;
    this.assignments = assignments;
    this.outcomes = outcomes;
    this.letters = letters;
    this.dispatch = dispatch;
    this.promises = promises;
    this.evidences = evidences;
    this.appeals = appeals;
    this.process = process;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Actor coordinator = process.actor(List.of(Role.COORDINATOR.at(Tenant.TSUR)));
    Optional<Outcome> returned =
        outcomes.of(appeal).stream()
            .filter(one -> one.kind() == Outcome.Kind.RETURN_COMPLAINT && one.doneAt().isEmpty())
            .findFirst();
    if (returned.isPresent()) {
      takeBack(appeal, coordinator);
      execution.setVariable(WORK, "RETURN");
      appeals.complaintReturned(appeal, returned.get().id());
    } else if (isInTheirHands(appeal)) {
      takeBack(appeal, coordinator);
      execution.setVariable(WORK, "ANEW");
      appeals.workTakenBack(appeal);
    } else {
      freeNamed(appeal);
      execution.setVariable(WORK, "KEPT");
    }
  }

  private void takeBack(AppealId appeal, Actor coordinator) {
    letters
        .open(appeal, LetterKind.ANSWER)
        .ifPresent(
            draft ->
                dispatch.cancel(
                    draft.id(),
                    "Поручения сняты: жалоба на тех, кто готовил ответ (59-ФЗ, ст. 8 ч. 6).",
                    coordinator));
    promises.drop(appeal);
    evidences.forget(appeal);
    assignments.takeBack(appeal, coordinator);
  }

  private boolean isInTheirHands(AppealId appeal) {
    Set<OfficialId> banned = complaints.banned(appeal);
    return assignments.of(appeal).stream()
            .anyMatch(one -> complaints.ban("body", appeal, one.tenant()).isPresent())
        || !Collections.disjoint(letters.workedOnAnswer(appeal), banned);
  }

  /** Another executor of the body may go on in the place of one who is banned. */
  private void freeNamed(AppealId appeal) {
    Set<OfficialId> banned = complaints.banned(appeal);
    assignments
        .of(appeal)
        .forEach(
            one ->
                one.executor()
                    .filter(banned::contains)
                    .ifPresent(executor -> assignments.free(one.id(), executor)));
  }
}
