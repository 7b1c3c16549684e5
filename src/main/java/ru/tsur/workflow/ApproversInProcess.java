package ru.tsur.workflow;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * {@code ${approvers…}}: the groups that approve a draft, in the order the table of approval routes
 * gives.
 */
@Component("approvers")
public class ApproversInProcess {

  private final Desk desk;

  ApproversInProcess(Desk desk) {
    this.desk = desk;
  }

  public List<String> of(DelegateExecution execution) {
    return Stream.of(((String) execution.getVariable("approvers")).split(","))
        .map(role -> desk.group(execution, role.strip()))
        .distinct()
        .toList();
  }
}
