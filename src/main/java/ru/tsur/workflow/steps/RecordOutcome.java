package ru.tsur.workflow.steps;

import java.time.Clock;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;

/**
 * The letters of a decision by article 8 or 11 have left: its term is fulfilled, and the control
 * over what they asked for (art. 8 p. 5) begins.
 */
@Component("recordOutcome")
class RecordOutcome implements JavaDelegate {

  private final Outcomes outcomes;
  private final RedirectControls controls;
  private final LetterFates fates;
  private final Letters letters;
  private final Clock clock;

  RecordOutcome(
      Outcomes outcomes,
      RedirectControls controls,
      LetterFates fates,
      Letters letters,
      Clock clock) {
    this.outcomes = outcomes;
    this.controls = controls;
    this.fates = fates;
    this.letters = letters;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    UUID outcome = UUID.fromString((String) execution.getVariable("outcome"));
    outcomes.done(outcome, Actor.SYSTEM);
    for (RedirectControl asked : controls.of(outcome)) {
      asked
          .letter()
          .map(LetterId::new)
          .map(letters::letter)
          .flatMap(fates::firstLeft)
          .ifPresent(
              left -> controls.begin(asked.id(), left.atZone(clock.getZone()).toLocalDate()));
    }
  }
}
