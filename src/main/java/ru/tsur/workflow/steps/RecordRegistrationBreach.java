package ru.tsur.workflow.steps;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/** The three days of art. 8 p. 2 are over and the appeal is not registered. */
@Component("recordRegistrationBreach")
class RecordRegistrationBreach implements JavaDelegate {

  private final Acts acts;

  RecordRegistrationBreach(Acts acts) {
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    acts.record(
        InProcess.appeal(execution), Actor.SYSTEM, Action.BREACHED, "T1", Map.of("term", "T1"));
  }
}
