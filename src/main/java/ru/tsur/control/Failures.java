package ru.tsur.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.correspondence.DeliveryAttempt;
import ru.tsur.correspondence.DeliveryOutcome;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.Outbox;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * What failed for good and waits for a person. Without texts of people: see {@link FailureReason}.
 */
@Component
class Failures {

  private static final int MOST = 200;

  /** What can be tried again from the page. */
  enum Kind {
    JOB,
    EXTERNAL,
    LETTER
  }

  /** One failure; a letter is tried again by the registrar's decision, not from here. */
  record Failure(
      Kind kind,
      String id,
      String what,
      FailureReason why,
      Instant since,
      Optional<Appeal> appeal) {}

  private final ManagementService management;
  private final RuntimeService runtime;
  private final ExternalTaskService steps;
  private final EngineAccess engine;
  private final Diagrams diagrams;
  private final Appeals appeals;
  private final Outbox outbox;

  Failures(
      ManagementService management,
      RuntimeService runtime,
      ExternalTaskService steps,
      EngineAccess engine,
      Diagrams diagrams,
      Appeals appeals,
      Outbox outbox) {
    this.management = management;
    this.runtime = runtime;
    this.steps = steps;
    this.engine = engine;
    this.diagrams = diagrams;
    this.appeals = appeals;
    this.outbox = outbox;
  }

  /** The oldest first. */
  List<Failure> all() {
    List<Failure> all = new ArrayList<>();
    engine.acrossBodies(
        () -> {
          management
              .createJobQuery()
              .noRetriesLeft()
              .listPage(0, MOST)
              .forEach(job -> all.add(of(job)));
          steps
              .createExternalTaskQuery()
              .noRetriesLeft()
              .listPage(0, MOST)
              .forEach(step -> all.add(of(step)));
        });
    outbox.waitingForDecision().stream().limit(MOST).forEach(letter -> all.add(of(letter)));
    all.sort(Comparator.comparing(Failure::since));
    return all;
  }

  /** Lets the job run once more; false if it is gone or runs already. */
  boolean retryJob(String id) {
    return engine.acrossBodies(
        () -> {
          Job job = management.createJobQuery().jobId(id).noRetriesLeft().singleResult();
          if (job == null) {
            return false;
          }
          management.setJobRetries(id, 1);
          return true;
        });
  }

  /** As {@link #retryJob}, for a step that a worker does. */
  boolean retryStep(String id) {
    return engine.acrossBodies(
        () -> {
          ExternalTask step =
              steps.createExternalTaskQuery().externalTaskId(id).noRetriesLeft().singleResult();
          if (step == null) {
            return false;
          }
          steps.setRetries(id, 1);
          return true;
        });
  }

  private Failure of(Job job) {
    JobDefinition definition =
        job.getJobDefinitionId() == null
            ? null
            : management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult();
    String activity =
        job.getFailedActivityId() != null
            ? job.getFailedActivityId()
            : definition == null ? "" : definition.getActivityId();
    return new Failure(
        Kind.JOB,
        job.getId(),
        job.getProcessDefinitionId() == null
            ? "Служебный шаг системы"
            : what(job.getProcessDefinitionId(), activity),
        FailureReason.of(management.getJobExceptionStacktrace(job.getId())),
        since(job.getId(), job.getCreateTime()),
        appeal(job.getProcessInstanceId()));
  }

  private Failure of(ExternalTask step) {
    return new Failure(
        Kind.EXTERNAL,
        step.getId(),
        what(step.getProcessDefinitionId(), step.getActivityId()),
        FailureReason.of(step.getErrorMessage()), // the worker says the class alone
        since(step.getId(), step.getCreateTime()),
        appeal(step.getProcessInstanceId()));
  }

  private Failure of(Letter letter) {
    Optional<DeliveryAttempt> last =
        outbox.attempts(letter.id()).stream().reduce((before, after) -> after);
    return new Failure(
        Kind.LETTER,
        letter.id().toString(),
        "Отправка письма: «" + letter.kind().title() + "»",
        new FailureReason(
            "Последняя попытка: "
                + last.flatMap(DeliveryAttempt::outcome)
                    .map(DeliveryOutcome::title)
                    .orElse("не начиналась")
                + ".",
            "Ничего: решает регистратор, у него есть задание об этом письме.",
            ""),
        last.map(DeliveryAttempt::startedAt).orElse(letter.createdAt()),
        appeals.find(letter.appeal()));
  }

  private String what(String definition, String activity) {
    return "Схема «"
        + diagrams.name(definition)
        + "», шаг «"
        + diagrams.element(definition, activity)
        + "»";
  }

  private Instant since(String configuration, Date created) {
    return runtime.createIncidentQuery().configuration(configuration).list().stream()
        .map(Incident::getIncidentTimestamp)
        .min(Comparator.naturalOrder())
        .orElse(created == null ? new Date(0) : created)
        .toInstant();
  }

  private Optional<Appeal> appeal(String instance) {
    if (instance == null) {
      return Optional.empty();
    }
    ProcessInstance found =
        runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
    try {
      return found == null || found.getBusinessKey() == null
          ? Optional.empty()
          : appeals.find(new AppealId(UUID.fromString(found.getBusinessKey())));
    } catch (IllegalArgumentException noAppeal) {
      return Optional.empty();
    }
  }
}
