package ru.tsur.workflow.steps;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.InProcess;

/** Joins a duplicate to the first appeal, which the coordinator chose. */
@Component("joinAppeal")
class JoinAppeal implements JavaDelegate {

  private final Appeals appeals;
  private final JointConsideration together;
  private final InProcess process;

  JoinAppeal(Appeals appeals, JointConsideration together, InProcess process) {
    this.appeals = appeals;
    this.together = together;
    this.process = process;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId later = InProcess.appeal(execution);
    AppealId first = AppealId.of((String) execution.getVariable("first"));
    AnswerAddress asked = AnswerAddress.of(appeals.appeal(later));
    together.join(
        later,
        first,
        asked.equals(AnswerAddress.of(appeals.appeal(first)))
            ? Optional.empty()
            : Optional.of(asked.method().title()),
        process.actor(List.of(Role.COORDINATOR.at(Tenant.TSUR))));
  }
}
