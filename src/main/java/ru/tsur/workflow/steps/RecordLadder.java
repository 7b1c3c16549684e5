package ru.tsur.workflow.steps;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Takes the first step of the ladder from its table. */
@Component("recordLadder")
class RecordLadder implements ExecutionListener {

  @Override
  public void notify(DelegateExecution execution) {
    Map<String, Object> answer =
        Answers.single((DmnDecisionResult) execution.getVariable("decisionResult"));
    execution.setVariable("level", answer.getOrDefault("level", "1"));
  }
}
