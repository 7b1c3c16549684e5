package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.VisitLetters;

/** The complaint has been returned: what went beside its consideration ends with it. */
@Component("recordReturn")
class RecordReturn implements JavaDelegate {

  private final VisitLetters invitations;

  RecordReturn(VisitLetters invitations) {
    this.invitations = invitations;
  }

  @Override
  public void execute(DelegateExecution execution) {
    invitations.endWith(InProcess.appeal(execution), "Жалоба возвращена, выезда не будет.");
  }
}
