package ru.tsur.desk;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.desk.TaskRefusals.NoSuchTask;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.TasksInHand;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Takes a task from the official who holds it and cannot do it; it goes back to its candidate
 * group. Over a body's tasks the head of their block may, over a block head's the supervising
 * deputy governor, over those of the ЦУР a coordinator: each sees them. Not what is above them:
 * measures on the ladder stay with their deputy governor.
 */
@Component
@Transactional
class TaskRelease {

  /** Not his to release, or nothing to release. */
  static final class ReleaseRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    ReleaseRefused(String message) {
      super(message);
    }
  }

  private static final Set<Role> OF_BODY = Set.of(Role.EXECUTOR, Role.APPROVER, Role.SIGNER);
  private static final Set<Role> OF_HEAD = Set.of(Role.BLOCK_HEAD);
  private static final Set<Role> OF_CENTRE = Set.of(Role.REGISTRAR, Role.COORDINATOR, Role.SIGNER);

  private final TasksOnDesk desk;
  private final TaskService tasks;
  private final EngineAccess engine;
  private final Assignments assignments;
  private final Complaints complaints;
  private final Acts acts;
  private final Organization organization;
  private final TasksInHand inHand;

  TaskRelease(
      TasksOnDesk desk,
      TaskService tasks,
      EngineAccess engine,
      Assignments assignments,
      Complaints complaints,
      Acts acts,
      Organization organization,
      TasksInHand inHand) {
    this.desk = desk;
    this.tasks = tasks;
    this.engine = engine;
    this.assignments = assignments;
    this.complaints = complaints;
    this.acts = acts;
    this.organization = organization;
    this.inHand = inHand;
  }

  /** Whether the official is offered to release the task: somebody else holds it. */
  boolean isFor(OnDesk onDesk, OfficialId official) {
    String holder = onDesk.task().getAssignee();
    return holder != null
        && !holder.equals(official.value())
        && position(onDesk, official).isPresent();
  }

  /**
   * @throws NoSuchTask if he does not see it
   * @throws ReleaseRefused if he may not, or nobody else holds the task
   * @throws OptimisticLockingException if another holds it meanwhile
   */
  void release(String id, OfficialId official, ReleaseReason reason) {
    OnDesk onDesk = desk.see(id, official);
    TaskGroup position =
        position(onDesk, official)
            .orElseThrow(
                () ->
                    new ReleaseRefused(
                        "Снять это задание с исполнителя может руководитель блока, задание самого"
                            + " руководителя блока – курирующий заместитель Губернатора, задание ЦУР –"
                            + " координатор; задания заместителей Губернатора не снимаются."));
    if (!isFor(onDesk, official)) {
      throw new ReleaseRefused(
          onDesk.task().getAssignee() == null
              ? "Задание ни за кем не закреплено: его уже сняли или вернули."
              : "Это ваше задание: верните его сами.");
    }
    OfficialId holder = new OfficialId(onDesk.task().getAssignee());
    engine.acrossBodies(
        () -> { // one command: the engine's lock of the row that is compared
          Task now = tasks.createTaskQuery().taskId(id).singleResult();
          if (now == null) {
            throw new NoSuchTask();
          }
          if (!holder.value().equals(now.getAssignee())) {
            throw new OptimisticLockingException("Held by another meanwhile: " + id);
          }
          tasks.setAssignee(id, null);
          onDesk
              .inHand()
              .code("assignment")
              .ifPresent(assignment -> assignments.free(AssignmentId.of(assignment), holder));
          acts.record(
              onDesk.inHand().appeal(),
              organization.actorFor(official, position),
              Action.TASK_RELEASED,
              inHand.place(
                  id, now.getTaskDefinitionKey(), now.getProcessDefinitionId(), now.getDueDate()),
              Map.of("from", holder.value(), "reason", reason.name()));
        });
  }

  private Optional<TaskGroup> position(OnDesk onDesk, OfficialId official) {
    Tenant tenant = onDesk.inHand().tenant();
    Set<Role> roles = onDesk.groups().stream().map(TaskGroup::role).collect(Collectors.toSet());
    return above(roles, tenant)
        .map(role -> role.at(tenant))
        .filter(
            organization.groupsOf(official, complaints.banned(onDesk.inHand().appeal()))::contains);
  }

  private static Optional<Role> above(Set<Role> roles, Tenant tenant) {
    if (tenant.isCentre()) {
      return OF_CENTRE.containsAll(roles) ? Optional.of(Role.COORDINATOR) : Optional.empty();
    }
    if (OF_BODY.containsAll(roles)) {
      return Optional.of(Role.BLOCK_HEAD);
    }
    return OF_HEAD.containsAll(roles) ? Optional.of(Role.DEPUTY_GOVERNOR) : Optional.empty();
  }
}
