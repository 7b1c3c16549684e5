package ru.tsur.workflow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;

/** What a step of a diagram knows of its surroundings, in the register's words. */
@Component
public class InProcess {

  private final IdentityService identity;
  private final Organization organization;

  InProcess(IdentityService identity, Organization organization) {
    this.identity = identity;
    this.organization = organization;
  }

  /** The appeal that the instance and all it calls are about. */
  public static AppealId appeal(DelegateExecution execution) {
    return AppealId.of(execution.getProcessBusinessKey());
  }

  public static Tenant tenant(BaseDelegateExecution execution) {
    return Tenant.ofInstance(((DelegateExecution) execution).getTenantId());
  }

  public static AssignmentId assignment(DelegateExecution execution) {
    return AssignmentId.of((String) execution.getVariable("assignment"));
  }

  public static Optional<String> code(DelegateExecution execution, String variable) {
    return Optional.ofNullable((String) execution.getVariable(variable))
        .filter(value -> !value.isBlank());
  }

  /**
   * The signed-in official, in the position by which he works for one of the groups; the system for
   * timers.
   *
   * @throws ru.tsur.organization.PositionMissing if he holds none today
   */
  public Actor actor(List<TaskGroup> groups) {
    return actor(groups, Optional.empty());
  }

  /**
   * The same for a task that was an absent one's.
   *
   * @throws ru.tsur.organization.PositionMissing if he holds none today
   */
  Actor actor(List<TaskGroup> groups, Optional<OfficialId> absent) {
    if (!isPerson()) {
      return Actor.SYSTEM;
    }
    OfficialId official = new OfficialId(identity.getCurrentAuthentication().getUserId());
    Set<TaskGroup> his = organization.groupsOf(official);
    TaskGroup group =
        groups.stream()
            .filter(his::contains)
            .findFirst()
            .or(() -> groups.stream().findFirst())
            .orElseThrow(() -> new IllegalArgumentException("A task without a candidate group"));
    return organization.actorFor(official, group, absent);
  }

  /** Whether this person acts, and not another, a timer or a step. */
  boolean isActing(String official) {
    return isPerson() && identity.getCurrentAuthentication().getUserId().equals(official);
  }

  private boolean isPerson() {
    Authentication current = identity.getCurrentAuthentication();
    return current != null && current.getUserId() != null;
  }
}
