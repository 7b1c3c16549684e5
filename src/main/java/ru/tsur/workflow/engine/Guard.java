package ru.tsur.workflow.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * The tenant says what may be seen, the candidate group what may be done: whoever claims or
 * completes a task is its assignee, or nobody is and he is one of its candidates. Nobody assigns a
 * task to another.
 */
class Guard extends TenantCommandChecker {

  @Override
  public void checkTaskWork(TaskEntity task) {
    super.checkTaskWork(task);
    if (isAsked() && !isMine(task)) {
      throw new AuthorizationException("Эта задача не входит в ваши полномочия.");
    }
    if (hasMovedOn(task)) {
      throw new OptimisticLockingException("Эту задачу только что завершил другой сотрудник.");
    }
  }

  @Override
  public void checkUpdateTaskVariable(TaskEntity task) {
    super.checkUpdateTaskVariable(task);
    if (isAsked() && !isMine(task)) {
      throw new AuthorizationException("Эта задача не входит в ваши полномочия.");
    }
  }

  @Override
  public void checkTaskAssign(TaskEntity task) {
    super.checkTaskAssign(task);
    if (isAsked()) {
      throw new AuthorizationException("Назначить задачу другому нельзя.");
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
    Authentication me = Context.getCommandContext().getAuthentication();
    if (task.getAssignee() != null) {
      return task.getAssignee().equals(me.getUserId());
    }
    return task.getCandidates().stream()
        .anyMatch(
            candidate ->
                me.getUserId().equals(candidate.getUserId())
                    || candidate.getGroupId() != null
                        && me.getGroupIds() != null
                        && me.getGroupIds().contains(candidate.getGroupId()));
  }
}
