package ru.tsur.correspondence;

import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.correspondence.Letter.Consignment;
import ru.tsur.correspondence.LetterRefusals.WrongState;

/**
 * Signed letters that go by e-mail. An attempt is committed before the server is asked and its
 * outcome after the server answered: what was cut off between the two is {@link
 * DeliveryOutcome#UNKNOWN} and is never sent again unless a person says so in {@link Dispatch}.
 */
@Component
public class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final LetterTable letters;
  private final DeliveryTables deliveries;
  private final MailServer server;
  private final Clock clock;
  private final TransactionTemplate ownTransaction;

  /** Attempts of this process that are under way. */
  private final ConcurrentMap<LetterId, CompletableFuture<DeliveryOutcome>> underWay =
      new ConcurrentHashMap<>();

  Outbox(
      LetterTable letters,
      DeliveryTables deliveries,
      MailServer server,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.letters = letters;
    this.deliveries = deliveries;
    this.server = server;
    this.clock = clock;
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** What a claim found: a mail to send, or an outcome that stands without sending. */
  private record Claim(MailServer.Mail mail, int attempt, DeliveryOutcome settled) {

    static Claim settled(DeliveryOutcome outcome) {
      return new Claim(null, 0, outcome);
    }
  }

  /**
   * Tries once to hand the letter over. Safe to call again: a letter that was sent, refused for
   * good or is unknown is not sent, its outcome is told. A second caller waits for the first and
   * gets the same answer.
   *
   * @throws WrongState if the letter is not signed, is cancelled or does not go by e-mail
   */
  @Transactional(propagation = Propagation.NEVER)
  public DeliveryOutcome deliver(LetterId id) {
    var mine = new CompletableFuture<DeliveryOutcome>();
    CompletableFuture<DeliveryOutcome> others = underWay.putIfAbsent(id, mine);
    if (others != null) {
      return others.join();
    }
    try {
      DeliveryOutcome outcome = attempt(id);
      mine.complete(outcome);
      return outcome;
    } catch (Throwable e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(id, mine);
    }
  }

  private DeliveryOutcome attempt(LetterId id) {
    Claim claim = ownTransaction.execute(transaction -> claim(id));
    if (claim.settled() != null) {
      return claim.settled();
    }
    MailServer.Reply reply = server.handOver(claim.mail());
    Instant answeredAt = clock.instant();
    DeliveryOutcome outcome =
        ownTransaction.execute(transaction -> finish(id, claim.attempt(), reply, answeredAt));
    LOG.info("Letter {}, attempt {}: {}", id, claim.attempt(), outcome);
    return outcome;
  }

  private Claim claim(LetterId id) {
    Letter letter = letters.lock(id);
    if (letter.state() == LetterState.SENT) {
      return Claim.settled(DeliveryOutcome.SENT);
    }
    Consignment consignment =
        letter
            .consignment()
            .filter(to -> letter.state() == LetterState.SIGNED)
            .filter(to -> to.method() == DispatchMethod.EMAIL)
            .orElseThrow(() -> notForMail(letter));
    Optional<DeliveryAttempt> last = deliveries.lastAttempt(id);
    if (last.isPresent() && last.get().outcome().isEmpty()) {
      // Not under way in this process: whoever made the claim died.
      interrupted(id, last.get());
      return Claim.settled(DeliveryOutcome.UNKNOWN);
    }
    Optional<DeliveryOutcome> standing = last.flatMap(attempt -> standing(id, attempt));
    if (standing.isPresent()) {
      return Claim.settled(standing.get());
    }
    int ordinal = last.map(DeliveryAttempt::ordinal).orElse(0) + 1;
    deliveries.claim(id, ordinal, consignment.address(), clock.instant());
    Optional<InternetAddress> to = Address.ofMail(consignment.address());
    if (to.isEmpty()) {
      deliveries.finish(
          id, ordinal, DeliveryOutcome.FAILED, "Не адрес электронной почты.", clock.instant());
      return Claim.settled(DeliveryOutcome.FAILED);
    }
    return new Claim(mail(letter, to.get()), ordinal, null);
  }

  private static WrongState notForMail(Letter letter) {
    return letter.state() == LetterState.SIGNED
        ? new WrongState(letter.state(), "Письмо отправляется не электронной почтой.")
        : WrongState.of(letter);
  }

  /** FAILED and UNKNOWN stand until a person decides to try again. */
  private Optional<DeliveryOutcome> standing(LetterId id, DeliveryAttempt last) {
    return last.outcome()
        .filter(outcome -> outcome != DeliveryOutcome.RETRY)
        .filter(outcome -> !isReleased(id, last.ordinal()));
  }

  private boolean isReleased(LetterId id, int attempt) {
    return deliveries.decisions(id).stream()
        .anyMatch(
            decision ->
                decision.kind() == DeliveryDecision.Kind.RETRY
                    && decision.afterAttempt() == attempt);
  }

  private static MailServer.Mail mail(Letter letter, InternetAddress to) {
    Letter.Signature signature = letter.signature().orElseThrow();
    return new MailServer.Mail(
        letter.consignment().orElseThrow().messageId(),
        to,
        letter.kind().title() + ", исх. № " + signature.number(),
        signature.document());
  }

  private DeliveryOutcome finish(
      LetterId id, int ordinal, MailServer.Reply reply, Instant answeredAt) {
    letters.lock(id);
    DeliveryOutcome outcome = reply.outcome();
    String words = reply.words();
    if (outcome == DeliveryOutcome.RETRY && isLastTry(id, ordinal)) {
      outcome = DeliveryOutcome.FAILED;
      words = "Последняя попытка. " + words;
    }
    deliveries.finish(id, ordinal, outcome, words, answeredAt);
    if (outcome == DeliveryOutcome.SENT) {
      letters.sentByMail(id, answeredAt);
    }
    return outcome;
  }

  private boolean isLastTry(LetterId id, int ordinal) {
    List<DeliveryAttempt> round = round(id, ordinal);
    Instant first = round.get(0).startedAt();
    Instant last = round.get(round.size() - 1).startedAt();
    return RetrySchedule.isLast(round.size(), Duration.between(first, last));
  }

  /** The attempts up to this one since a person last decided to try again, or since the first. */
  private List<DeliveryAttempt> round(LetterId id, int ordinal) {
    List<DeliveryAttempt> round = new ArrayList<>();
    for (DeliveryAttempt attempt : deliveries.attempts(id)) {
      if (attempt.ordinal() <= ordinal) {
        round.add(attempt);
        boolean ended =
            attempt.outcome().filter(outcome -> outcome != DeliveryOutcome.RETRY).isPresent();
        if (ended && attempt.ordinal() < ordinal) {
          round.clear();
        }
      }
    }
    return round;
  }

  private void interrupted(LetterId id, DeliveryAttempt attempt) {
    deliveries.finish(
        id,
        attempt.ordinal(),
        DeliveryOutcome.UNKNOWN,
        "Отправка прервалась: неизвестно, принял ли сервер письмо.",
        clock.instant());
    LOG.warn("Letter {}, attempt {}: interrupted, a person decides", id, attempt.ordinal());
  }

  /**
   * Marks as UNKNOWN every attempt that has no outcome and is not under way here; to be called at
   * start, before anything is delivered.
   *
   * @return the letters that now wait for a person
   */
  @Transactional(propagation = Propagation.NEVER)
  public List<LetterId> resolveInterrupted() {
    List<LetterId> resolved = new ArrayList<>();
    for (LetterId id : deliveries.claimed()) {
      if (!underWay.containsKey(id)
          && Boolean.TRUE.equals(ownTransaction.execute(t -> resolve(id)))) {
        resolved.add(id);
      }
    }
    return resolved;
  }

  private boolean resolve(LetterId id) {
    letters.lock(id);
    Optional<DeliveryAttempt> open =
        deliveries.lastAttempt(id).filter(attempt -> attempt.outcome().isEmpty());
    open.ifPresent(attempt -> interrupted(id, attempt));
    return open.isPresent();
  }

  /** Signed letters that go by e-mail and are not known to be sent, oldest first. */
  @Transactional(readOnly = true)
  public List<Letter> pending() {
    return letters.signedByMethod(DispatchMethod.EMAIL);
  }

  /**
   * Those of {@link #pending} that were refused for good or are unknown, and nobody decided yet; a
   * letter that came back since is another matter ({@link LetterFates}).
   */
  @Transactional(readOnly = true)
  public List<Letter> waitingForDecision() {
    return pending().stream()
        .filter(
            letter ->
                deliveries
                    .lastAttempt(letter.id())
                    .filter(last -> !isBackSince(letter, last))
                    .flatMap(last -> standing(letter.id(), last))
                    .isPresent())
        .toList();
  }

  private boolean isBackSince(Letter letter, DeliveryAttempt last) {
    List<LetterFate> fates = deliveries.fates(letter.id());
    return LetterFate.hasLastDispatchReturned(letter, fates)
        && !fates.get(fates.size() - 1).at().isBefore(last.startedAt());
  }

  /** Oldest first. */
  @Transactional(readOnly = true)
  public List<DeliveryAttempt> attempts(LetterId id) {
    return deliveries.attempts(id);
  }

  /** When to try again after the last attempt; now, if there was none or it is not RETRY. */
  @Transactional(readOnly = true)
  public Instant nextTry(LetterId id) {
    return deliveries
        .lastAttempt(id)
        .filter(last -> last.outcome().equals(Optional.of(DeliveryOutcome.RETRY)))
        .map(
            last ->
                last.finishedAt()
                    .orElseThrow()
                    .plus(RetrySchedule.pauseAfter(round(id, last.ordinal()).size())))
        .orElseGet(clock::instant);
  }

  /** A lock on the sending step must hold longer than this. */
  public Duration longestAttempt() {
    return server.longestAttempt();
  }
}
