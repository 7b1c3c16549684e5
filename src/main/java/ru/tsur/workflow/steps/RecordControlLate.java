package ru.tsur.workflow.steps;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.RedirectControls;

/** The control day is over and the body has not answered: a fact of the journal (art. 8 p. 5). */
@Component("recordControlLate")
class RecordControlLate implements JavaDelegate {

  private final RedirectControls controls;

  RecordControlLate(RedirectControls controls) {
    this.controls = controls;
  }

  @Override
  public void execute(DelegateExecution execution) {
    controls.late(UUID.fromString((String) execution.getVariable("control")));
  }
}
