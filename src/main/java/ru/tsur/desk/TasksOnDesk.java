package ru.tsur.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
import ru.tsur.desk.TaskRefusals.NoSuchTask;
import ru.tsur.desk.TaskRefusals.NotYours;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.PassedTasks;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.engine.EngineAccess;

/** A task as its official may see it: asked of the engine with his own rights. */
@Component
class TasksOnDesk {

  private static final int OPEN_AT_MOST = 1000;

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final EngineAccess engine;
  private final Organization organization;
  private final PassedTasks passed;
  private final Complaints complaints;

  TasksOnDesk(
      TaskService tasks,
      RuntimeService runtime,
      EngineAccess engine,
      Organization organization,
      PassedTasks passed,
      Complaints complaints) {
    this.complaints = complaints;
    this.tasks = tasks;
    this.runtime = runtime;
    this.engine = engine;
    this.organization = organization;
    this.passed = passed;
  }

  /**
   * A visible task with what belongs to it.
   *
   * @param holder who else has it in hand, if somebody has
   */
  record OnDesk(
      Task task,
      TaskInHand inHand,
      List<TaskGroup> groups,
      boolean editable,
      Optional<String> holder) {}

  /**
   * @throws NoSuchTask if he does not see it
   */
  OnDesk see(String id, OfficialId official) {
    Task task = engine.as(official, () -> tasks.createTaskQuery().taskId(id).singleResult());
    if (task == null) {
      throw new NoSuchTask();
    }
    return engine.acrossBodies(() -> onDesk(task, official));
  }

  /**
   * @throws NotYours if he may only read it
   */
  OnDesk work(String id, OfficialId official) {
    OnDesk seen = see(id, official);
    if (!seen.editable()) {
      throw new NotYours(seen.holder());
    }
    return seen;
  }

  List<Task> see(List<String> ids, OfficialId official) {
    return engine.as(
        official,
        () -> tasks.createTaskQuery().taskIdIn(ids.toArray(String[]::new)).listPage(0, ids.size()));
  }

  /**
   * @throws NoSuchTask if another completed the task meanwhile, and its process ended with it
   */
  AppealId appeal(Task task) {
    return engine.acrossBodies(
        () ->
            runtime
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(instance -> AppealId.of(instance.getBusinessKey()))
                .orElseThrow(NoSuchTask::new));
  }

  /** Ids of the open tasks of an appeal, whoever's. */
  Set<String> openOf(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(appeal.toString())
                .listPage(0, OPEN_AT_MOST)
                .stream()
                .map(Task::getId)
                .collect(Collectors.toSet()));
  }

  private OnDesk onDesk(Task task, OfficialId official) {
    List<TaskGroup> groups =
        tasks.getIdentityLinksForTask(task.getId()).stream()
            .map(IdentityLink::getGroupId)
            .filter(java.util.Objects::nonNull)
            .map(TaskGroup::new)
            .toList();
    AppealId appeal = appeal(task);
    Set<TaskGroup> mine = organization.groupsOf(official, complaints.banned(appeal));
    Optional<TaskGroup> group = groups.stream().filter(mine::contains).findFirst();
    boolean editable =
        group.isPresent()
            && (task.getAssignee() == null || task.getAssignee().equals(official.value()));
    Actor actor =
        group
            .map(one -> organization.actorFor(official, one, passed.absent(task.getId())))
            .orElse(Actor.SYSTEM); // he only looks, in no position
    Map<String, Object> variables = runtime.getVariables(task.getExecutionId());
    return new OnDesk(
        task,
        new TaskInHand(
            task.getId(),
            task.getTaskDefinitionKey(),
            appeal,
            Tenant.ofInstance(task.getTenantId()),
            variables,
            actor),
        groups,
        editable,
        Optional.ofNullable(task.getAssignee())
            .filter(holder -> !holder.equals(official.value()))
            .map(OfficialId::new)
            .flatMap(organization::findOfficial)
            .map(Official::shortName));
  }
}
