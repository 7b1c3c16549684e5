package ru.tsur.workflow;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.correspondence.DeliveryOutcome;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Outbox;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Does the sending step of {@code delivery.bpmn}: fetches it, lets the outbox try once, tells the
 * process what is known. The attempt is committed before anything is sent; a step taken up again
 * after a crash finds the attempt's outcome.
 */
@Component
public class LetterWorker {

  private static final Logger LOG = LoggerFactory.getLogger(LetterWorker.class);
  private static final String WORKER = "letters";
  private static final int AT_ONCE = 50;
  private static final int TRIES = 3;
  private static final long PAUSE_MILLIS = 60_000;
  private static final String TOPIC = "letter-email";

  private final ExternalTaskService steps;
  private final Outbox outbox;
  private final Acts acts;
  private final EngineAccess engine;
  private final TransactionTemplate transaction;

  LetterWorker(
      ExternalTaskService steps,
      Outbox outbox,
      Acts acts,
      EngineAccess engine,
      TransactionTemplate transaction) {
    this.steps = steps;
    this.outbox = outbox;
    this.acts = acts;
    this.engine = engine;
    this.transaction = transaction;
  }

  @Scheduled(
      fixedDelayString = "${tsur.mail.poll:PT2S}",
      initialDelayString = "${tsur.mail.first-poll:PT5S}")
  @Transactional(propagation = Propagation.NEVER)
  public void sendDue() {
    long lock = outbox.longestAttempt().plusSeconds(60).toMillis();
    for (int sent = 0; sent < AT_ONCE; sent++) {
      // one at a time: the lock covers one attempt
      List<LockedExternalTask> due =
          engine.acrossBodies(
              () -> steps.fetchAndLock(1, WORKER).topic(TOPIC, lock).variables("letter").execute());
      if (due.isEmpty()) {
        return;
      }
      try {
        send(due.get(0));
      } catch (RuntimeException e) {
        failed(due.get(0), e);
      }
    }
  }

  /** The attempt's row says what is known; after some tries the step stands on «Сбои». */
  private void failed(LockedExternalTask step, RuntimeException e) {
    LOG.error("Sending step {} failed: {}", step.getId(), e.getClass().getName());
    int left = step.getRetries() == null ? TRIES : step.getRetries() - 1;
    engine.acrossBodies(
        () ->
            steps.handleFailure(
                step.getId(), WORKER, e.getClass().getName(), Math.max(left, 0), PAUSE_MILLIS));
  }

  private void send(LockedExternalTask step) {
    LetterId letter = LetterId.of(step.getVariables().get("letter").toString());
    DeliveryOutcome outcome = outbox.deliver(letter);
    transaction.executeWithoutResult(
        status -> {
          acts.record(
              AppealId.of(step.getBusinessKey()),
              Actor.SYSTEM,
              outcome == DeliveryOutcome.SENT ? Action.SENT : Action.DELIVERY_FAILED,
              "письмо",
              Map.of("letter", letter.toString(), "outcome", outcome.name()));
          engine.acrossBodies(
              () -> steps.complete(step.getId(), WORKER, Map.of("delivery", outcome.name())));
        });
  }
}
