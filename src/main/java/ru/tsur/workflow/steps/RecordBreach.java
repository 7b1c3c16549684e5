package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Deadlines;
import ru.tsur.workflow.InProcess;

/**
 * The term of the answer is over and the answer is not sent: a fact of the journal; the work goes
 * on.
 */
@Component("recordBreach")
class RecordBreach implements JavaDelegate {

  private final Deadlines deadlines;

  RecordBreach(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void execute(DelegateExecution execution) {
    deadlines.breached(InProcess.appeal(execution), Deadlines.ANSWER);
  }
}
