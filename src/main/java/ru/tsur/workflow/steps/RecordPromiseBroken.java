package ru.tsur.workflow.steps;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Promises;

/** The promised day is over and nobody has said that it is done: a fact of the journal. */
@Component("recordPromiseBroken")
class RecordPromiseBroken implements JavaDelegate {

  private final Promises promises;

  RecordPromiseBroken(Promises promises) {
    this.promises = promises;
  }

  @Override
  public void execute(DelegateExecution execution) {
    promises.breakIfNotDone(UUID.fromString((String) execution.getVariable("promise")));
  }
}
