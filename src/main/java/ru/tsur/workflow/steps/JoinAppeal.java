package ru.tsur.workflow.steps;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.InProcess;

/** Joins a duplicate to the first appeal, which the coordinator chose. */
@Component("joinAppeal")
class JoinAppeal implements JavaDelegate {

  private final JointConsideration together;
  private final InProcess process;

  JoinAppeal(JointConsideration together, InProcess process) {
    this.together = together;
    this.process = process;
  }

  @Override
  public void execute(DelegateExecution execution) {
    together.join(
        InProcess.appeal(execution),
        AppealId.of((String) execution.getVariable("first")),
        process.actor(List.of(Role.COORDINATOR.at(Tenant.TSUR))));
  }
}
