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
import ru.tsur.appeal.Deadlines;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
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
  private final Acts acts;
  private final InProcess process;
  private final ObjectMapper json;

  TasksInHand(
      TaskForms forms,
      Deadlines deadlines,
      Terms terms,
      Acts acts,
      InProcess process,
      ObjectMapper json) {
    this.forms = forms;
    this.deadlines = deadlines;
    this.terms = terms;
    this.acts = acts;
    this.process = process;
    this.json = json;
  }

  /** A task opens; {@code term} names the row of the terms table that its due date comes from. */
  public void opened(DelegateTask task, String term) {
    TermId id = new TermId(term);
    AppealId appeal = InProcess.appeal(task.getExecution());
    if (deadlines.current(appeal, id).isEmpty()) {
      deadlines.keepForTask(appeal, task.getId(), terms.term(id));
    }
  }

  /** Somebody claims the task, or its diagram names who does it. */
  public void taken(DelegateTask task) {
    if (task.getAssignee() != null) {
      acts.record(
          appeal(task),
          process.isActing(task.getAssignee()) ? actor(task) : Actor.SYSTEM,
          Action.TASK_TAKEN,
          place(task),
          Map.of("assignee", task.getAssignee()));
    }
  }

  /** Applies the form; {@code fields} are the variables a Camunda form may bring. */
  public void completed(DelegateTask task, java.util.Set<String> fields) {
    TaskInHand inHand = inHand(task);
    Map<String, Object> decided =
        isCamundaForm(task) ? fromVariables(task, inHand, fields) : forms.apply(inHand);
    task.setVariables(decided);
    Map<String, Object> details = new HashMap<>(decided);
    acts.record(inHand.appeal(), inHand.actor(), Action.TASK_COMPLETED, place(task), details);
    forms.forget(task.getId());
  }

  public void gone(DelegateTask task) {
    forms.forget(task.getId());
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
        new Tenant(task.getTenantId()),
        task.getExecution().getVariables(),
        actor(task));
  }

  private static AppealId appeal(DelegateTask task) {
    return InProcess.appeal(task.getExecution());
  }

  private Actor actor(DelegateTask task) {
    return process.actor(groups(task));
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
