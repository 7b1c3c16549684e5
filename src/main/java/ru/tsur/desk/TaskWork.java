package ru.tsur.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.organization.OfficialId;
import ru.tsur.workflow.TaskForms;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Fills in and completes a task in one transaction, as its official with his own rights: what
 * Tasklist does in two calls, for our own actions.
 */
@Component
@Transactional
public class TaskWork {

  private final TasksOnDesk desk;
  private final TaskForms forms;
  private final TaskService tasks;
  private final EngineAccess engine;

  TaskWork(TasksOnDesk desk, TaskForms forms, TaskService tasks, EngineAccess engine) {
    this.desk = desk;
    this.forms = forms;
    this.tasks = tasks;
    this.engine = engine;
  }

  /** What the form of the task shows its official now. */
  public Map<String, Object> shown(String task, OfficialId official) {
    TasksOnDesk.OnDesk onDesk = desk.see(task, official);
    return forms
        .of(onDesk.inHand().element())
        .map(form -> form.show(onDesk.inHand()).values())
        .orElse(Map.of());
  }

  /** Claims the task if it is free, applies the form and completes it. */
  public void done(String task, OfficialId official, JsonNode values) {
    TasksOnDesk.OnDesk onDesk = desk.work(task, official);
    forms.submit(onDesk.inHand(), values);
    complete(onDesk, official, Map.of());
  }

  /** The same for a Camunda form, whose values come as variables. */
  public void done(String task, OfficialId official, Map<String, Object> variables) {
    complete(desk.work(task, official), official, variables);
  }

  private void complete(
      TasksOnDesk.OnDesk onDesk, OfficialId official, Map<String, Object> variables) {
    engine.as(
        official,
        () -> {
          if (onDesk.task().getAssignee() == null) {
            tasks.claim(onDesk.task().getId(), official.value());
          }
          tasks.complete(onDesk.task().getId(), variables);
        });
  }
}
