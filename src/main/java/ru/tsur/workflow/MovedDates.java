package ru.tsur.workflow;

import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Promises;
import ru.tsur.deadline.TermId;
import ru.tsur.workflow.engine.InstanceTenants;

/**
 * After an appeal's deadlines have moved: its timers and the due dates of its open tasks follow,
 * each by the expression it has in its diagram.
 */
@Component
class MovedDates {

  /** The engine refuses a user a list without end (queryMaxResultsLimit). */
  private static final int AT_ONCE = 1000;

  private static final Pattern TERM =
      Pattern.compile(
          "\\$\\{terms\\.(due|dueOfOutcome|breach|breachOfOutcome|reminders)\\(execution(?:, *'([A-Z0-9_]+)')?\\)}");

  private static final Pattern OWN =
      Pattern.compile("\\$\\{terms\\.(dueOf|breachOf|remindersOf)\\(execution, *'([a-z]+)'\\)}");

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final ManagementService management;
  private final RepositoryService repository;
  private final Deadlines deadlines;
  private final Outcomes outcomes;
  private final Promises promises;

  MovedDates(
      @Lazy RuntimeService runtime,
      @Lazy TaskService tasks,
      @Lazy ManagementService management,
      @Lazy RepositoryService repository,
      Deadlines deadlines,
      Outcomes outcomes,
      @Lazy Promises promises) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.management = management;
    this.repository = repository;
    this.deadlines = deadlines;
    this.outcomes = outcomes;
    this.promises = promises;
  }

  /** Called across bodies. */
  void follow(AppealId appeal) {
    Map<String, Deadlines.Kept> kept =
        deadlines.of(appeal).stream()
            .filter(Deadlines.Kept::current)
            .collect(
                Collectors.toMap(
                    one ->
                        one.isOfAnswer()
                            ? Deadlines.ANSWER.value()
                            : one.subject().equals("APPEAL") ? one.term().value() : one.subject(),
                    one -> one));
    List<Task> open =
        tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).listPage(0, AT_ONCE);
    open.forEach(task -> move(task, kept));
    Map<String, String> definitions =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(appeal.toString())
            .listPage(0, AT_ONCE)
            .stream()
            .collect(
                Collectors.toMap(ProcessInstance::getId, ProcessInstance::getProcessDefinitionId));
    if (!definitions.isEmpty()) {
      Map<String, String> activities = new HashMap<>();
      management
          .createJobQuery()
          .processInstanceIds(definitions.keySet())
          .timers()
          .listPage(0, AT_ONCE)
          .forEach(
              timer ->
                  move(
                      timer,
                      activities.computeIfAbsent(timer.getJobDefinitionId(), this::activity),
                      open,
                      kept));
    }
  }

  /** The promised day moved: so do the task that confirms it and the timers of the promise. */
  void followPromise(AppealId appeal, UUID promise) {
    for (ProcessInstance instance :
        runtime
            .createProcessInstanceQuery()
            .processDefinitionKey(InstanceTenants.PROMISE)
            .processInstanceBusinessKey(appeal.toString())
            .variableValueEquals("promise", promise.toString())
            .listPage(0, AT_ONCE)) {
      Date due = deadlines.date(promises.promise(promise).day().atTime(23, 59));
      tasks
          .createTaskQuery()
          .processInstanceId(instance.getId())
          .taskDefinitionKey("Task_ConfirmPromise")
          .listPage(0, AT_ONCE)
          .forEach(
              task -> {
                task.setDueDate(due);
                tasks.saveTask(task);
              });
      management
          .createJobQuery()
          .processInstanceId(instance.getId())
          .timers()
          .listPage(0, AT_ONCE)
          .forEach(timer -> management.recalculateJobDuedate(timer.getId(), false));
    }
  }

  /**
   * A task is due at the earlier of its own term and the appeal's, as long as the appeal's was not
   * over when the task opened.
   */
  private void move(Task task, Map<String, Deadlines.Kept> kept) {
    Optional<String> variable = ofItsOwn(task);
    if (variable.isPresent()) {
      String id = (String) runtime.getVariable(task.getExecutionId(), variable.get());
      due(task, deadlines.date(kept.get(id).due()));
      return;
    }
    Optional<Deadlines.Kept> own =
        Optional.ofNullable(kept.get(task.getId()))
            .or(
                () ->
                    model(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
                        .map(
                            element ->
                                ((org.camunda.bpm.model.bpmn.instance.UserTask) element)
                                    .getCamundaDueDate())
                        .flatMap(due -> term(due).or(() -> ofOutcome(task, due)))
                        .map(term -> kept.get(term.value())));
    own.ifPresent(
        term -> {
          Date due =
              deadlines.date(
                  Optional.ofNullable(kept.get(Deadlines.ANSWER.value()))
                      .map(Deadlines.Kept::due)
                      .filter(
                          whole ->
                              whole.isBefore(term.due())
                                  && whole.isAfter(deadlines.local(task.getCreateTime())))
                      .orElse(term.due()));
          due(task, due);
        });
  }

  private void due(Task task, Date due) {
    if (!due.equals(task.getDueDate())) {
      task.setDueDate(due);
      tasks.saveTask(task);
    }
  }

  /** The variable that names what the task's term is of, if it has a term of its own. */
  private Optional<String> ofItsOwn(Task task) {
    return model(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
        .map(
            element -> ((org.camunda.bpm.model.bpmn.instance.UserTask) element).getCamundaDueDate())
        .map(OWN::matcher)
        .filter(Matcher::matches)
        .map(named -> named.group(2));
  }

  /** The term of a step runs from when its task opened, the law's from the register. */
  private void move(
      Job timer, String activity, Collection<Task> open, Map<String, Deadlines.Kept> kept) {
    Optional<FlowElement> element = model(timer.getProcessDefinitionId(), activity);
    String date = element.map(MovedDates::date).orElse("");
    if (OWN.matcher(date).matches()) {
      management.recalculateJobDuedate(timer.getId(), false);
      return;
    }
    boolean part = date.equals("${terms.breachOfPart(execution)}");
    Matcher named = TERM.matcher(date);
    boolean known = named.matches();
    if (!part && !known) {
      return;
    }
    Optional<TermId> step = term(date).filter(TermId::isStep);
    if (!part && step.isEmpty()) {
      boolean over =
          known
              && named.group(1).equals("reminders")
              && Optional.ofNullable(kept.get(Deadlines.ANSWER.value()))
                  .filter(answer -> answer.isBreachedOn(deadlines.now()))
                  .isPresent();
      if (over) { // nothing is left to remind of: it fires once and says nothing
        management.setJobDuedate(timer.getId(), deadlines.date(deadlines.now()), false);
      } else {
        management.recalculateJobDuedate(timer.getId(), false);
      }
    } else if (element.get() instanceof BoundaryEvent boundary) {
      open.stream()
          .filter(
              task ->
                  task.getProcessInstanceId().equals(timer.getProcessInstanceId())
                      && task.getTaskDefinitionKey().equals(boundary.getAttachedTo().getId()))
          .map(task -> kept.get(task.getId()))
          .filter(own -> own != null && (part || own.term().equals(step.get())))
          .map(own -> deadlines.date(own.breachAt()))
          .filter(due -> !due.equals(timer.getDuedate()))
          .findFirst()
          .ifPresent(due -> management.setJobDuedate(timer.getId(), due, false));
    }
  }

  private Optional<TermId> ofOutcome(Task task, String expression) {
    return expression.contains("dueOfOutcome")
        ? Optional.ofNullable((String) runtime.getVariable(task.getExecutionId(), "outcome"))
            .map(id -> outcomes.outcome(UUID.fromString(id)).term())
        : Optional.empty();
  }

  private static Optional<TermId> term(String expression) {
    Matcher named = TERM.matcher(expression == null ? "" : expression);
    return named.matches()
        ? Optional.ofNullable(named.group(2)).map(TermId::new)
        : Optional.empty();
  }

  private static String date(FlowElement event) {
    return event.getChildElementsByType(TimerEventDefinition.class).stream()
        .map(timer -> timer.getTimeDate() != null ? timer.getTimeDate() : timer.getTimeCycle())
        .filter(java.util.Objects::nonNull)
        .map(expression -> expression.getTextContent().strip())
        .findFirst()
        .orElse("");
  }

  private Optional<FlowElement> model(String definition, String element) {
    return Optional.ofNullable(
        repository.getBpmnModelInstance(definition).getModelElementById(element));
  }

  private String activity(String jobDefinition) {
    JobDefinition found =
        management.createJobDefinitionQuery().jobDefinitionId(jobDefinition).singleResult();
    return found.getActivityId();
  }
}
