package ru.tsur.workflow.steps;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Deadlines;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/**
 * The term of the answer is over and the answer is not sent: a fact of the journal; the work goes
 * on.
 */
@Component("recordBreach")
class RecordBreach implements JavaDelegate {

  private final Acts acts;
  private final Deadlines deadlines;

  RecordBreach(Acts acts, Deadlines deadlines) {
    this.acts = acts;
    this.deadlines = deadlines;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var appeal = InProcess.appeal(execution);
    var due = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due();
    acts.record(
        appeal, Actor.SYSTEM, Action.BREACHED, "T5", Map.of("term", "T5", "due", due.toString()));
  }
}
