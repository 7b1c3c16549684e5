package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Recalculation;
import ru.tsur.appeal.Recalculations;
import ru.tsur.workflow.StoredCalendars;

/**
 * Recalculates the open deadlines of the next appeals, in the transaction of its job; {@code done}
 * says whether none is left.
 */
@Component("recalculateDeadlines")
class RecalculateDeadlines implements JavaDelegate {

  /** Few enough that nobody's completion waits, or fails, for long. */
  static final int AT_ONCE = 50;

  private final Recalculations recalculations;
  private final StoredCalendars calendars;

  RecalculateDeadlines(Recalculations recalculations, StoredCalendars calendars) {
    this.recalculations = recalculations;
    this.calendars = calendars;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long id = (Long) execution.getVariable("recalculation");
    Recalculation act = recalculations.recalculation(id);
    int left = recalculations.next(id, calendars.of(act.calendar()), AT_ONCE);
    if (left == 0) {
      recalculations.finish(id);
    }
    execution.setVariable("done", left == 0);
  }
}
