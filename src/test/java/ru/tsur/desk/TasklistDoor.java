package ru.tsur.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.Principal;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;
import ru.tsur.workflow.engine.EngineAccess;

/** What Tasklist calls when an official works on a task, without the HTTP. */
@Component
public class TasklistDoor {

  private final TaskFormsApi forms;
  private final TaskService tasks;
  private final FormService completion;
  private final EngineAccess engine;

  TasklistDoor(TaskFormsApi forms, TaskService tasks, FormService completion, EngineAccess engine) {
    this.forms = forms;
    this.tasks = tasks;
    this.completion = completion;
    this.engine = engine;
  }

  /** The values that the opened form shows. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> opens(Task task, OfficialId official) {
    return (Map<String, Object>) forms.show(task.getId(), principal(official)).get("values");
  }

  /** The form is checked and kept, the task taken if it is free, and completed. */
  public void completes(Task task, OfficialId official, JsonNode values) {
    forms.submit(task.getId(), "", 0, values, principal(official));
    if (task.getAssignee() == null) {
      engine.as(official, () -> tasks.claim(task.getId(), official.value()));
    }
    engine.as(official, () -> completion.submitTaskForm(task.getId(), Map.of()));
  }

  private static Principal principal(OfficialId official) {
    return official::value;
  }
}
