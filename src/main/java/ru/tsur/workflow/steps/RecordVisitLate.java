package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.workflow.VisitsInProcess;

/**
 * The day of the visit is over and there is no act: a fact of the journal, told to who goes and to
 * the block head; the term of the answer does not ask about it.
 */
@Component("recordVisitLate")
class RecordVisitLate implements JavaDelegate {

  private final VisitsInProcess inProcess;
  private final Visits visits;
  private final VisitReminders reminders;

  RecordVisitLate(VisitsInProcess inProcess, Visits visits, VisitReminders reminders) {
    this.inProcess = inProcess;
    this.visits = visits;
    this.reminders = reminders;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Visit visit = inProcess.of(execution);
    visits.late(visit.id());
    reminders.late(visit);
  }
}
