package ru.tsur.workflow.engine;

import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * The tenant says what may be seen, the candidate group what may be done: whoever claims or
 * completes a task is one of its candidates today, and nobody else is its assignee. Nobody assigns
 * a task to another, and nobody works on a complaint on himself.
 */
class Guard extends TenantCommandChecker {

  @Override
  public void checkTaskWork(TaskEntity task) {
    super.checkTaskWork(task);
    refuseOthers(task);
    if (hasMovedOn(task)) {
      throw new OptimisticLockingException("Эту задачу только что завершил другой сотрудник.");
    }
  }

  @Override
  public void checkUpdateTaskVariable(TaskEntity task) {
    super.checkUpdateTaskVariable(task);
    refuseOthers(task);
  }

  @Override
  public void checkTaskAssign(TaskEntity task) {
    super.checkTaskAssign(task);
    if (isAsked()) {
      throw new AuthorizationException("Назначить задачу другому нельзя.");
    }
  }

  private static void refuseOthers(TaskEntity task) {
    if (isAsked() && !isMine(task)) {
      throw new AuthorizationException("Эта задача не входит в ваши полномочия.");
    }
  }

  /** Whether a person asks, and not a step of a diagram, a timer or the product itself. */
  private static boolean isAsked() {
    var command = Context.getCommandContext();
    return command.isAuthorizationCheckEnabled() && command.getAuthentication() != null;
  }

  /** The task was read before, and its execution after, another one's completion. */
  private static boolean hasMovedOn(TaskEntity task) {
    ExecutionEntity execution = task.getExecution();
    return execution == null || !task.getTaskDefinitionKey().equals(execution.getActivityId());
  }

  private static boolean isMine(TaskEntity task) {
    CommandContext command = Context.getCommandContext();
    String me = command.getAuthenticatedUserId();
    if (task.getAssignee() != null && !task.getAssignee().equals(me)) {
      return false;
    }
    if (task.getCandidates().isEmpty()) {
      // read while another's completion took them away; no task of ours comes without
      throw new OptimisticLockingException("The candidates of the task are gone");
    }
    Set<String> groups =
        IdentityFromOrganization.of(command)
            .map(identity -> identity.groupsToday(me, task.getTenantId()))
            .orElse(Set.of());
    return task.getCandidates().stream()
        .anyMatch(
            candidate ->
                me.equals(candidate.getUserId())
                    || candidate.getGroupId() != null && groups.contains(candidate.getGroupId()));
  }
}
