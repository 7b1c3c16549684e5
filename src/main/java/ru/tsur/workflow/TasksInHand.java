package ru.tsur.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Deadlines;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;

/**
 * What happens to every user task, whatever its diagram: when it opens, how its due date came about
 * is kept; when it is taken or completed, the journal gets a row; when it is completed, its form is
 * applied.
 */
@Component
public class TasksInHand {

  private final TaskForms forms;
  private final Deadlines deadlines;
  private final Terms terms;
  private final TimerDates dates;
  private final Acts acts;
  private final Assignments assignments;
  private final PassedTasks passed;
  private final InProcess process;
  private final ObjectMapper json;

  TasksInHand(
      TaskForms forms,
      Deadlines deadlines,
      Terms terms,
      TimerDates dates,
      Acts acts,
      Assignments assignments,
      PassedTasks passed,
      InProcess process,
      ObjectMapper json) {
    this.forms = forms;
    this.deadlines = deadlines;
    this.terms = terms;
    this.dates = dates;
    this.acts = acts;
    this.assignments = assignments;
    this.passed = passed;
    this.process = process;
    this.json = json;
  }

  /** A task opens; {@code term} names the row of the terms table that its due date comes from. */
  public void opened(DelegateTask task, String term) {
    if (task.getProcessDefinitionId().startsWith("email:")) {
      return; // no appeal, no deadline of one: the task's own due date is all there is
    }
    TermId id = new TermId(term);
    AppealId appeal = InProcess.appeal(task.getExecution());
    if (deadlines.current(appeal, id).isEmpty()) {
      deadlines.keepForTask(appeal, task.getId(), terms.term(id));
    }
  }

  /** A part of the answer is asked for: whose it is says which row its due date comes from. */
  public void partOpened(DelegateTask task) {
    opened(task, dates.termOfPart(task.getExecution()));
  }

  /** Somebody claims the task, or its diagram names who does it, or he whom that one replaces. */
  public void taken(DelegateTask task) {
    if (task.getAssignee() == null) {
      return;
    }
    Map<String, String> details = new HashMap<>(Map.of("assignee", task.getAssignee()));
    boolean himself = process.isActing(task.getAssignee());
    if (!himself) {
      passed
          .toDeputy(task.getId(), new OfficialId(task.getAssignee()), named(task), tenant(task))
          .ifPresent(absent -> details.put("for", absent.value()));
    }
    acts.record(
        appeal(task),
        himself ? actor(task) : Actor.SYSTEM,
        Action.TASK_TAKEN,
        place(task),
        details);
  }

  /** The executor whom the block head named. */
  private Optional<OfficialId> named(DelegateTask task) {
    return InProcess.code(task.getExecution(), "assignment")
        .flatMap(id -> assignments.assignment(AssignmentId.of(id)).executor());
  }

  /** Applies the form; {@code fields} are the variables a Camunda form may bring. */
  public void completed(DelegateTask task, java.util.Set<String> fields) {
    TaskInHand inHand = inHand(task);
    Map<String, Object> decided =
        isCamundaForm(task) ? fromVariables(task, inHand, fields) : forms.apply(inHand);
    task.setVariables(decided);
    Map<String, Object> details = new HashMap<>(decided);
    acts.record(inHand.appeal(), inHand.actor(), Action.TASK_COMPLETED, place(task), details);
    forget(task);
  }

  public void gone(DelegateTask task) {
    forget(task);
  }

  private void forget(DelegateTask task) {
    forms.forget(task.getId());
    passed.forget(task.getId());
  }

  private Map<String, Object> fromVariables(
      DelegateTask task, TaskInHand inHand, java.util.Set<String> fields) {
    ObjectNode values = json.createObjectNode();
    for (String field : fields) {
      Object value = task.getVariable(field);
      values.put(field, value == null ? "" : value.toString());
    }
    return forms.apply(inHand, values);
  }

  private static boolean isCamundaForm(DelegateTask task) {
    return task.getExecution().getBpmnModelElementInstance()
            instanceof org.camunda.bpm.model.bpmn.instance.UserTask model
        && model.getCamundaFormRef() != null;
  }

  private TaskInHand inHand(DelegateTask task) {
    return new TaskInHand(
        task.getId(),
        task.getTaskDefinitionKey(),
        appeal(task),
        tenant(task),
        task.getExecution().getVariables(),
        actor(task));
  }

  private static AppealId appeal(DelegateTask task) {
    return InProcess.appeal(task.getExecution());
  }

  private static Tenant tenant(DelegateTask task) {
    return Tenant.ofInstance(task.getTenantId());
  }

  private Actor actor(DelegateTask task) {
    return process.actor(groups(task), passed.absent(task.getId()));
  }

  private static List<TaskGroup> groups(DelegateTask task) {
    return task.getCandidates().stream()
        .filter(
            link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
        .map(IdentityLink::getGroupId)
        .map(TaskGroup::new)
        .toList();
  }

  private Acts.Place place(DelegateTask task) {
    return place(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getProcessDefinitionId(),
        task.getDueDate());
  }

  /** Where the journal says that an act on this task was done; {@code due} may be null. */
  public Acts.Place place(String task, String element, String definition, Date due) {
    return new Acts.Place(
        task,
        element,
        definition.substring(0, definition.lastIndexOf(':')),
        Optional.ofNullable(due).map(deadlines::local));
  }
}
