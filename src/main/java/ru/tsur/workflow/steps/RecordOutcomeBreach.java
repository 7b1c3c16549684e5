package ru.tsur.workflow.steps;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;

/**
 * The term of article 8 or 11 is over and its letters have not left: a fact of the journal; the
 * work goes on.
 */
@Component("recordOutcomeBreach")
class RecordOutcomeBreach implements JavaDelegate {

  private final Outcomes outcomes;
  private final Deadlines deadlines;

  RecordOutcomeBreach(Outcomes outcomes, Deadlines deadlines) {
    this.outcomes = outcomes;
    this.deadlines = deadlines;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Outcome outcome = outcomes.outcome(UUID.fromString((String) execution.getVariable("outcome")));
    deadlines.breached(outcome.appeal(), outcome.term());
  }
}
