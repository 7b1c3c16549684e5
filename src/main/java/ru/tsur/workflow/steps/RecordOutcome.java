package ru.tsur.workflow.steps;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Outcomes;
import ru.tsur.organization.Actor;

/** The letters of a decision by article 8 or 11 have left: its term is fulfilled. */
@Component("recordOutcome")
class RecordOutcome implements JavaDelegate {

  private final Outcomes outcomes;

  RecordOutcome(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    outcomes.done(UUID.fromString((String) execution.getVariable("outcome")), Actor.SYSTEM);
  }
}
