package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/** The answer has left: its term is fulfilled, and that of each appeal joined to this one. */
@Component("recordAnswer")
class RecordAnswer implements JavaDelegate {

  private final Deadlines deadlines;
  private final JointConsideration together;

  RecordAnswer(Deadlines deadlines, JointConsideration together) {
    this.deadlines = deadlines;
    this.together = together;
  }

  @Override
  public void execute(DelegateExecution execution) {
    deadlines.answered(InProcess.appeal(execution));
    together.answered(InProcess.appeal(execution), Actor.SYSTEM);
  }
}
