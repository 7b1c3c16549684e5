package ru.tsur.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Substitution;
import ru.tsur.organization.Substitutions;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * When a substitution begins, open tasks in the hands of the absent one go to the deputy; when it
 * is over, what the deputy still holds by it goes back to its group. Rights do not wait for this:
 * they are asked by date. Each beginning and end is one transaction and is marked in it, so it is
 * done once, also if the product stood still that night.
 */
@Component
public class Deputies {

  private static final Logger LOG = LoggerFactory.getLogger(Deputies.class);

  /** The engine refuses a user a list without end (queryMaxResultsLimit). */
  private static final int AT_ONCE = 1000;

  private final Substitutions substitutions;
  private final Organization organization;
  private final Complaints complaints;
  private final PassedTasks passed;
  private final TasksInHand inHand;
  private final TaskService tasks;
  private final RuntimeService runtime;
  private final EngineAccess engine;
  private final Acts acts;
  private final TransactionTemplate transaction;

  Deputies(
      Substitutions substitutions,
      Organization organization,
      Complaints complaints,
      PassedTasks passed,
      TasksInHand inHand,
      TaskService tasks,
      RuntimeService runtime,
      EngineAccess engine,
      Acts acts,
      TransactionTemplate transaction) {
    this.substitutions = substitutions;
    this.organization = organization;
    this.complaints = complaints;
    this.passed = passed;
    this.inHand = inHand;
    this.tasks = tasks;
    this.runtime = runtime;
    this.engine = engine;
    this.acts = acts;
    this.transaction = transaction;
  }

  /** Does what is due by now: every minute, and after each order. */
  @Scheduled(
      fixedDelayString = "${tsur.substitution.poll:PT1M}",
      initialDelayString = "${tsur.substitution.first-poll:PT10S}")
  public synchronized void follow() {
    List<Substitution> over = substitutions.toEnd();
    List<Substitution> due = substitutions.toBegin();
    if (over.isEmpty() && due.isEmpty()) {
      return;
    }
    organization.refresh(); // another process may have ordered it
    over.forEach(one -> attempt(one, this::end));
    due.forEach(one -> attempt(one, this::begin));
  }

  /** Somebody may complete a task just now: then once more in a minute. */
  private void attempt(Substitution one, Consumer<Substitution> act) {
    try {
      transaction.executeWithoutResult(status -> engine.acrossBodies(() -> act.accept(one)));
    } catch (RuntimeException e) {
      LOG.warn("Tasks of substitution {} not moved: {}", one.id(), e.getClass().getName());
    }
  }

  private void begin(Substitution one) {
    if (!substitutions.begun(one)) {
      return;
    }
    for (Task task : heldBy(one.absent())) {
      boolean his =
          groups(task).stream()
              .map(group -> organization.deputyFor(one.absent(), group))
              .anyMatch(deputy -> deputy.filter(one.deputy()::equals).isPresent());
      if (his && complaints.concerns(appeal(task), one.deputy())) {
        keepFrom(one, task);
      } else if (his) {
        passed.pass(task.getId(), one.id());
        tasks.setAssignee(task.getId(), one.deputy().value()); // TasksInHand#taken records it
      }
    }
  }

  /**
   * Art. 8 p. 6: a complaint on the deputy does not come to him; others of the group may take it.
   */
  private void keepFrom(Substitution one, Task task) {
    tasks.setAssignee(task.getId(), null);
    acts.record(
        appeal(task),
        Actor.SYSTEM,
        Action.TASK_NOT_PASSED,
        place(task),
        Map.of("from", one.absent().value()));
  }

  private void end(Substitution one) {
    if (!substitutions.ended(one)) {
      return;
    }
    Set<String> came = Set.copyOf(passed.of(one.id()));
    for (Task task : heldBy(one.deputy())) {
      boolean his = groups(task).stream().anyMatch(g -> organization.holds(one.deputy(), g));
      if (came.contains(task.getId()) || !his) {
        tasks.setAssignee(task.getId(), null);
        acts.record(
            appeal(task),
            Actor.SYSTEM,
            Action.TASK_BACK,
            place(task),
            Map.of("from", one.deputy().value(), "for", one.absent().value()));
      }
    }
    came.forEach(passed::forget);
  }

  private Acts.Place place(Task task) {
    return inHand.place(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getProcessDefinitionId(),
        task.getDueDate());
  }

  private List<Task> heldBy(OfficialId official) {
    return tasks.createTaskQuery().taskAssignee(official.value()).listPage(0, AT_ONCE);
  }

  private List<TaskGroup> groups(Task task) {
    return tasks.getIdentityLinksForTask(task.getId()).stream()
        .filter(
            link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
        .map(IdentityLink::getGroupId)
        .map(TaskGroup::new)
        .toList();
  }

  private AppealId appeal(Task task) {
    return AppealId.of(
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult()
            .getBusinessKey());
  }
}
