package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Visit;
import ru.tsur.workflow.VisitsInProcess;

/** Tells who goes and the block head that a visit is near. */
@Component("remindOfVisit")
class RemindOfVisit implements JavaDelegate {

  private final VisitsInProcess inProcess;
  private final Deadlines deadlines;
  private final VisitReminders reminders;

  RemindOfVisit(VisitsInProcess inProcess, Deadlines deadlines, VisitReminders reminders) {
    this.inProcess = inProcess;
    this.deadlines = deadlines;
    this.reminders = reminders;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Visit visit = inProcess.of(execution);
    if (!deadlines.now().toLocalDate().isAfter(visit.day())) { // else it is late: another event's
      reminders.near(visit);
    }
  }
}
