package ru.tsur.workflow.steps;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Promises;

/** The letter that it is done has left: the promise is no more under control. */
@Component("recordPromiseKept")
class RecordPromiseKept implements JavaDelegate {

  private final Promises promises;

  RecordPromiseKept(Promises promises) {
    this.promises = promises;
  }

  @Override
  public void execute(DelegateExecution execution) {
    promises.keep(UUID.fromString((String) execution.getVariable("promise")));
  }
}
