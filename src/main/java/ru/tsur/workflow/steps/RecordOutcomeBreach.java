package ru.tsur.workflow.steps;

import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.organization.Actor;

/**
 * The term of article 8 or 11 is over and its letters have not left: a fact of the journal, once
 * for each term; the work goes on.
 */
@Component("recordOutcomeBreach")
class RecordOutcomeBreach implements JavaDelegate {

  private final Outcomes outcomes;
  private final Deadlines deadlines;
  private final Acts acts;

  RecordOutcomeBreach(Outcomes outcomes, Deadlines deadlines, Acts acts) {
    this.outcomes = outcomes;
    this.deadlines = deadlines;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Outcome outcome = outcomes.outcome(UUID.fromString((String) execution.getVariable("outcome")));
    String term = outcome.term().value();
    boolean known =
        acts.of(outcome.appeal()).stream()
            .anyMatch(act -> act.action() == Action.BREACHED && act.object().equals(term));
    if (!known) {
      acts.record(
          outcome.appeal(),
          Actor.SYSTEM,
          Action.BREACHED,
          term,
          Map.of(
              "term",
              term,
              "due",
              deadlines.current(outcome.appeal(), outcome.term()).orElseThrow().due().toString()));
    }
  }
}
