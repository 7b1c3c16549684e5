package ru.tsur.desk;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Takes a task from the official who holds it and cannot do it. The head of the task's block may,
 * and a coordinator; the task goes back to its candidate group.
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

  private final TasksOnDesk desk;
  private final TaskService tasks;
  private final EngineAccess engine;
  private final Assignments assignments;
  private final Acts acts;
  private final Organization organization;
  private final Clock clock;

  TaskRelease(
      TasksOnDesk desk,
      TaskService tasks,
      EngineAccess engine,
      Assignments assignments,
      Acts acts,
      Organization organization,
      Clock clock) {
    this.desk = desk;
    this.tasks = tasks;
    this.engine = engine;
    this.assignments = assignments;
    this.acts = acts;
    this.organization = organization;
    this.clock = clock;
  }

  /** Whether the official is offered to release the task: somebody else holds it. */
  boolean isFor(OnDesk onDesk, OfficialId official) {
    String holder = onDesk.task().getAssignee();
    return holder != null
        && !holder.equals(official.value())
        && position(onDesk.inHand().tenant(), official).isPresent();
  }

  /**
   * @throws ReleaseRefused if he may not, or nobody else holds the task
   */
  void release(String id, OfficialId official, ReleaseReason reason) {
    OnDesk onDesk =
        desk.find(id, official)
            .filter(found -> position(found.inHand().tenant(), official).isPresent())
            .orElseThrow(
                () ->
                    new ReleaseRefused(
                        "Снять задание с исполнителя может руководитель блока или координатор."));
    Task task = onDesk.task();
    if (!isFor(onDesk, official)) {
      throw new ReleaseRefused(
          task.getAssignee() == null
              ? "Задание ни за кем не закреплено: его уже сняли или вернули."
              : "Это ваше задание: верните его сами.");
    }
    OfficialId holder = new OfficialId(task.getAssignee());
    engine.acrossBodies(() -> tasks.setAssignee(id, null));
    onDesk
        .inHand()
        .code("assignment")
        .ifPresent(assignment -> assignments.free(AssignmentId.of(assignment), holder));
    acts.record(
        onDesk.inHand().appeal(),
        organization.actorFor(official, position(onDesk.inHand().tenant(), official).orElseThrow()),
        Action.TASK_RELEASED,
        place(task),
        Map.of("from", holder.value(), "reason", reason.name()));
  }

  private Optional<TaskGroup> position(Tenant tenant, OfficialId official) {
    return Stream.of(Role.BLOCK_HEAD, Role.COORDINATOR)
        .filter(role -> !role.isOfBlock() || !tenant.isCentre())
        .map(role -> role.at(tenant))
        .filter(organization.groupsOf(official)::contains)
        .findFirst();
  }

  private Acts.Place place(Task task) {
    String definition = task.getProcessDefinitionId();
    return new Acts.Place(
        task.getId(),
        task.getTaskDefinitionKey(),
        definition.substring(0, definition.lastIndexOf(':')),
        Optional.ofNullable(task.getDueDate())
            .map(due -> LocalDateTime.ofInstant(due.toInstant(), clock.getZone())));
  }
}
