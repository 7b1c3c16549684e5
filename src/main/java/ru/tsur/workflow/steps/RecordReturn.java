package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.VisitLetters;

/** The complaint has been returned: what went beside its consideration ends with it. */
@Component("recordReturn")
class RecordReturn implements JavaDelegate {

  private final Visits visits;
  private final VisitLetters invitations;

  RecordReturn(Visits visits, VisitLetters invitations) {
    this.visits = visits;
    this.invitations = invitations;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    for (Visit visit : visits.of(appeal)) {
      if (visit.isOpen()) {
        invitations.takeBack(visit, "Жалоба возвращена, выезда не будет.", Actor.SYSTEM);
      }
    }
    visits.endWith(appeal, Actor.SYSTEM);
  }
}
