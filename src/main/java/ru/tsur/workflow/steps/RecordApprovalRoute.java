package ru.tsur.workflow.steps;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Takes order and approvers from the table of approval routes. */
@Component("recordApprovalRoute")
class RecordApprovalRoute implements ExecutionListener {

  @Override
  public void notify(DelegateExecution execution) {
    Map<String, Object> answer =
        Answers.single((DmnDecisionResult) execution.getVariable("decisionResult"));
    execution.setVariable("order", answer.getOrDefault("order", "IN_TURN"));
    execution.setVariable("approvers", answer.getOrDefault("approvers", "approver"));
  }
}
