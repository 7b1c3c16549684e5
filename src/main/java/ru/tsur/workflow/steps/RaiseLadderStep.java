package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Ladder;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/** A step of the ladder begins: its official has a task, the journal a row. */
@Component("raiseLadderStep")
class RaiseLadderStep implements ExecutionListener {

  private final Ladder ladder;

  RaiseLadderStep(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public void notify(DelegateExecution execution) {
    ladder.raise(
        InProcess.appeal(execution),
        InProcess.tenant(execution),
        Integer.parseInt(execution.getVariable("step").toString()),
        Actor.SYSTEM);
  }
}
