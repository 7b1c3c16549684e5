package ru.tsur.workflow;

import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.ExtensionId;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * The register's port to the engine: starts an appeal's process, asks for an extension, moves
 * timers and due dates.
 */
@Component
class AppealProcesses implements AppealProcess {

  /** The engine refuses a user a list without end (queryMaxResultsLimit). */
  private static final int AT_ONCE = 1000;

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final ManagementService management;
  private final EngineAccess engine;
  private final Deadlines deadlines;

  AppealProcesses(
      RuntimeService runtime,
      TaskService tasks,
      ManagementService management,
      EngineAccess engine,
      Deadlines deadlines) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.management = management;
    this.engine = engine;
    this.deadlines = deadlines;
  }

  @Override
  public void start(AppealId appeal, AppealType type, boolean registered) {
    engine.acrossBodies(
        () ->
            runtime.startProcessInstanceByKey(
                "appeal",
                appeal.toString(),
                Map.of("type", type.name(), "registered", registered)));
  }

  @Override
  public void extensionRequested(AppealId appeal, ExtensionId extension) {
    engine.acrossBodies(
        () ->
            runtime
                .createMessageCorrelation("ExtensionRequested")
                .processInstanceBusinessKey(appeal.toString())
                .setVariable("extension", extension.toString())
                .correlate());
  }

  /**
   * Recalculates the timers whose dates come from the deadline, and the due dates of the appeal's
   * open tasks.
   */
  @Override
  public void deadlineMoved(AppealId appeal) {
    engine.acrossBodies(
        () -> {
          runtime
              .createProcessInstanceQuery()
              .processInstanceBusinessKey(appeal.toString())
              .listPage(0, AT_ONCE)
              .forEach(
                  instance -> {
                    moveTimer(instance.getId(), "Event_TermBreached");
                    moveTimer(instance.getId(), "Event_Reminder");
                  });
          moveTasks(appeal);
        });
  }

  private void moveTimer(String instance, String event) {
    for (Job timer :
        management
            .createJobQuery()
            .processInstanceId(instance)
            .activityId(event)
            .listPage(0, AT_ONCE)) {
      management.recalculateJobDuedate(timer.getId(), false);
    }
  }

  /**
   * A task is due at the earlier of its own term and the appeal's deadline; its own term was kept
   * when it opened.
   */
  private void moveTasks(AppealId appeal) {
    Deadlines.Kept answer = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
    Map<String, Deadlines.Kept> ofTasks = new HashMap<>();
    deadlines.of(appeal).forEach(kept -> ofTasks.put(kept.subject(), kept));
    for (Task task :
        tasks
            .createTaskQuery()
            .processInstanceBusinessKey(appeal.toString())
            .listPage(0, AT_ONCE)) {
      Optional.ofNullable(ofTasks.get(task.getId()))
          .ifPresent(
              own -> {
                Date due =
                    deadlines.date(own.due().isBefore(answer.due()) ? own.due() : answer.due());
                if (!due.equals(task.getDueDate())) {
                  task.setDueDate(due);
                  tasks.saveTask(task);
                }
              });
    }
  }
}
