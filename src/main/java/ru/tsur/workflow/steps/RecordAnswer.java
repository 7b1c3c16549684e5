package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Deadlines;
import ru.tsur.workflow.InProcess;

/** The answer has left: its term is fulfilled. */
@Component("recordAnswer")
class RecordAnswer implements JavaDelegate {

  private final Deadlines deadlines;

  RecordAnswer(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void execute(DelegateExecution execution) {
    deadlines.answered(InProcess.appeal(execution));
  }
}
