package ru.tsur.correspondence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.tsur.correspondence.DeliveryOutcome.FAILED;
import static ru.tsur.correspondence.DeliveryOutcome.RETRY;
import static ru.tsur.correspondence.DeliveryOutcome.SENT;
import static ru.tsur.correspondence.DeliveryOutcome.UNKNOWN;
import static ru.tsur.correspondence.DispatchMethod.EMAIL;
import static ru.tsur.correspondence.DispatchMethod.POST;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.IllegalTransactionStateException;
import ru.tsur.correspondence.FakeSmtp.Manner;
import ru.tsur.correspondence.LetterRefusals.BeingSent;
import ru.tsur.correspondence.LetterRefusals.WrongState;

/**
 * The sender against a mail server that misbehaves, on H2; {@link OutboxOnPostgresTest} runs the
 * same.
 */
class OutboxTest {

  private static final String MAIL = "ivanova@example.ru";

  private FakeSmtp server;
  private House house;
  private Outbox outbox;

  DataSource database() {
    return Databases.h2();
  }

  @BeforeEach
  void open() {
    server = new FakeSmtp(Manner.ACCEPTS);
    house = new House(database(), server.port());
    outbox = house.outbox;
  }

  @AfterEach
  void close() {
    house.close();
    server.close();
  }

  /** Dies as a killed process would: nothing after it runs. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private LetterId signed() {
    return house.signedAnswer(EMAIL, MAIL);
  }

  private DeliveryAttempt lastAttempt(LetterId id) {
    List<DeliveryAttempt> attempts = outbox.attempts(id);
    return attempts.get(attempts.size() - 1);
  }

  @Test
  void sendsOnceAndKeepsTheServersWordsAndTime() {
    LetterId id = signed();
    assertThat(outbox.pending()).extracting(Letter::id).containsExactly(id);
    house.clock.passes(Duration.ofMinutes(3));

    assertThat(outbox.deliver(id)).isEqualTo(SENT);

    Letter letter = house.letters.letter(id);
    assertThat(letter.state()).isEqualTo(LetterState.SENT);
    assertThat(letter.consignment().orElseThrow().sentAt()).contains(house.clock.instant());
    assertThat(lastAttempt(id))
        .isEqualTo(
            new DeliveryAttempt(
                1,
                MAIL,
                house.clock.instant(),
                Optional.of(house.clock.instant()),
                Optional.of(SENT),
                "250 2.0.0 queued as 1"));
    assertThat(server.texts)
        .singleElement()
        .asString()
        .contains("Message-ID: " + letter.consignment().orElseThrow().messageId());

    assertThat(outbox.deliver(id)).isEqualTo(SENT);
    assertThat(server.texts).hasSize(1);
    assertThat(outbox.attempts(id)).hasSize(1);
    assertThat(outbox.pending()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES_RECIPIENT_550, FAILED, 550",
    "REFUSES_TEXT_554, FAILED, 554",
    "REFUSES_RECIPIENT_451, RETRY, 451",
    "REFUSES_TEXT_451, RETRY, 451",
    "REFUSES_GREETING_554, RETRY, 554",
    "HANGS_AT_GREETING, RETRY, Read timed out",
    "CUTS_AFTER_DOT, UNKNOWN, ''",
    "HANGS_AFTER_DOT, UNKNOWN, Read timed out",
    "ACCEPTS_AND_HANGS_AT_QUIT, SENT, 250"
  })
  void tellsWhatIsKnown(Manner manner, DeliveryOutcome outcome, String words) {
    LetterId id = signed();
    server.becomes(manner);
    boolean meantToWait = manner == Manner.HANGS_AT_GREETING || manner == Manner.HANGS_AFTER_DOT;
    Outbox client = meantToWait ? house.outboxWith(house.impatientClientOf(server.port())) : outbox;
    long start = System.nanoTime();

    assertThat(client.deliver(id)).isEqualTo(outcome);

    // a goodbye that never comes is not waited for
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(lastAttempt(id).outcome()).contains(outcome);
    assertThat(lastAttempt(id).detail()).contains(words).doesNotContain("Exception");
    assertThat(house.stateOf(id))
        .isEqualTo(outcome == SENT ? LetterState.SENT : LetterState.SIGNED);
  }

  @Test
  void aLineCutInTheTextIsNeverTakenForASentLetter() {
    LetterId id = signed();
    server.becomes(Manner.CUTS_AFTER_DATA);
    // RETRY if the break was seen before the dot, UNKNOWN if the dot may have been out
    assertThat(outbox.deliver(id)).isIn(RETRY, UNKNOWN);
    assertThat(server.texts).isEmpty();
  }

  @Test
  void retriesWhenNobodyListens() throws IOException {
    server.close();
    LetterId id = signed();
    try (Socket silent = new Socket()) { // holds the port, or another program might listen there
      silent.setReuseAddress(true);
      silent.bind(server.address());
      assertThat(outbox.deliver(id)).isEqualTo(RETRY);
    }
    assertThat(lastAttempt(id).detail()).contains("Connection refused");
  }

  @Test
  void doesNotSendAgainWhatIsUnknownOrRefusedForGood() {
    for (Manner manner : List.of(Manner.CUTS_AFTER_DOT, Manner.REFUSES_RECIPIENT_550)) {
      LetterId id = signed();
      server.becomes(manner);
      DeliveryOutcome first = outbox.deliver(id);
      int texts = server.texts.size();
      server.becomes(Manner.ACCEPTS);

      assertThat(outbox.deliver(id)).isEqualTo(first);
      assertThat(outbox.resolveInterrupted()).isEmpty();

      assertThat(server.texts).hasSize(texts);
      assertThat(outbox.attempts(id)).hasSize(1);
      assertThat(outbox.waitingForDecision()).extracting(Letter::id).contains(id);
    }
  }

  @Test
  void killedBetweenTheServersYesAndOurCommitIsUnknownAndNotSentAgain() {
    LetterId id = signed();
    Outbox dying = house.outboxWith(dyingAfter(house.smtp));
    assertThatThrownBy(() -> dying.deliver(id)).isInstanceOf(Killed.class);
    assertThat(server.texts).hasSize(1);
    assertThat(lastAttempt(id).outcome()).isEmpty();
    assertThatThrownBy(() -> house.dispatch.retry(id, house.registrar))
        .isInstanceOf(BeingSent.class);

    Outbox restarted = house.outboxWith(house.smtp);

    assertThat(restarted.resolveInterrupted()).containsExactly(id);
    assertThat(lastAttempt(id).outcome()).contains(UNKNOWN);
    assertThat(restarted.deliver(id)).isEqualTo(UNKNOWN);
    assertThat(restarted.resolveInterrupted()).isEmpty();
    assertThat(server.texts).hasSize(1);
    assertThat(house.stateOf(id)).isEqualTo(LetterState.SIGNED);
  }

  @Test
  void aStepTakenUpAgainAfterAKillFindsTheLetterUnknown() {
    LetterId id = signed();
    Outbox dying = house.outboxWith(dyingAfter(house.smtp));
    assertThatThrownBy(() -> dying.deliver(id)).isInstanceOf(Killed.class);

    assertThat(house.outboxWith(house.smtp).deliver(id)).isEqualTo(UNKNOWN);

    assertThat(server.texts).hasSize(1);
    assertThat(outbox.attempts(id)).hasSize(1);
  }

  private static MailServer dyingAfter(MailServer real) {
    return new MailServer() {
      @Override
      public Reply handOver(Mail mail) {
        assertThat(real.handOver(mail).outcome()).isEqualTo(SENT);
        throw new Killed();
      }

      @Override
      public Duration longestAttempt() {
        return real.longestAttempt();
      }
    };
  }

  @Test
  void theAttemptIsCommittedBeforeTheServerHasTheText() {
    LetterId id = signed();
    var seen = new CountDownLatch(1);
    server.beforeAnswer =
        () -> {
          // another connection sees it
          assertThat(outbox.attempts(id)).hasSize(1);
          assertThat(lastAttempt(id).outcome()).isEmpty();
          seen.countDown();
        };
    assertThat(outbox.deliver(id)).isEqualTo(SENT);
    assertThat(seen.getCount()).isZero();
  }

  @Test
  void twoAtOnceSendOneText() throws Exception {
    LetterId id = signed();
    var inData = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    server.beforeAnswer =
        () -> {
          inData.countDown();
          await(goOn);
        };
    var threads = Executors.newFixedThreadPool(2);
    try {
      Future<DeliveryOutcome> first = threads.submit(() -> outbox.deliver(id));
      assertThat(inData.await(20, SECONDS)).isTrue();
      // what is under way here is not interrupted
      assertThat(outbox.resolveInterrupted()).isEmpty();
      assertThatThrownBy(() -> house.dispatch.cancel(id, "передумали", house.registrar))
          .isInstanceOf(BeingSent.class);
      Future<DeliveryOutcome> second = threads.submit(() -> outbox.deliver(id));
      goOn.countDown();
      assertThat(first.get(20, SECONDS)).isEqualTo(SENT);
      assertThat(second.get(20, SECONDS)).isEqualTo(SENT);
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.texts).hasSize(1);
    assertThat(outbox.attempts(id)).hasSize(1);
  }

  @Test
  void twoProcessesAtOnceSendOneText() throws Exception {
    LetterId id = signed();
    Outbox other = house.outboxWith(house.smtp);
    var threads = Executors.newFixedThreadPool(2);
    try {
      Future<DeliveryOutcome> first = threads.submit(() -> outbox.deliver(id));
      Future<DeliveryOutcome> second = threads.submit(() -> other.deliver(id));
      // the later one sees a claim that is not its own: it cannot know more
      assertThat(List.of(first.get(20, SECONDS), second.get(20, SECONDS)))
          .contains(SENT)
          .allMatch(outcome -> outcome == SENT || outcome == UNKNOWN);
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.texts).hasSize(1);
    assertThat(house.stateOf(id)).isEqualTo(LetterState.SENT);
    assertThat(lastAttempt(id).outcome()).contains(SENT);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, SECONDS); // shorter than the client's patience
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void oneBadAddressDoesNotStopTheOthers() {
    LetterId bad = house.signedAnswer(EMAIL, "nobody@example.ru");
    LetterId good = signed();
    server.treats("nobody@example.ru", Manner.REFUSES_RECIPIENT_550);
    List<Letter> queue = outbox.pending();
    assertThat(queue).extracting(Letter::id).containsExactlyInAnyOrder(bad, good);

    queue.forEach(letter -> outbox.deliver(letter.id()));

    assertThat(house.stateOf(good)).isEqualTo(LetterState.SENT);
    assertThat(outbox.waitingForDecision()).extracting(Letter::id).containsExactly(bad);
  }

  @Test
  void triesEightTimesOverADayThenAsksAPerson() {
    LetterId id = signed();
    server.becomes(Manner.REFUSES_RECIPIENT_451);
    Instant start = house.clock.instant();
    int tries = 1;
    Duration pause = Duration.ZERO;
    while (outbox.deliver(id) == RETRY) {
      assertThat(outbox.waitingForDecision()).isEmpty();
      Duration next = Duration.between(house.clock.instant(), outbox.nextTry(id));
      assertThat(next).isGreaterThan(pause);
      pause = next;
      house.clock.passes(pause);
      tries++;
    }
    assertThat(tries).isEqualTo(8);
    assertThat(Duration.between(start, house.clock.instant())).isGreaterThan(Duration.ofHours(24));
    assertThat(lastAttempt(id).outcome()).contains(FAILED);
    assertThat(lastAttempt(id).detail()).contains("Последняя попытка", "451");

    // a person's «ещё раз» begins the count anew
    house.dispatch.retry(id, house.registrar);
    assertThat(outbox.deliver(id)).isEqualTo(RETRY);
    assertThat(outbox.nextTry(id)).isEqualTo(house.clock.instant().plus(Duration.ofMinutes(5)));
    server.becomes(Manner.ACCEPTS);
    assertThat(outbox.deliver(id)).isEqualTo(SENT);
    assertThat(server.texts).hasSize(1);
  }

  @Test
  void refusesToSendInsideATransaction() {
    LetterId id = signed();
    assertThatThrownBy(
            () -> house.transaction.executeWithoutResult(transaction -> outbox.deliver(id)))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThat(server.texts).isEmpty();
  }

  @Test
  void sendsOnlyWhatIsSignedAndGoesByMail() {
    LetterId draft = house.approvedAnswer();
    assertThatThrownBy(() -> outbox.deliver(draft)).isInstanceOf(WrongState.class);
    LetterId post = house.signedAnswer(POST, "г. Тула, пр. Ленина, д. 1");
    assertThatThrownBy(() -> outbox.deliver(post)).isInstanceOf(WrongState.class);
    LetterId cancelled = signed();
    house.dispatch.cancel(cancelled, "Ошибочно подписано.", house.registrar);
    assertThatThrownBy(() -> outbox.deliver(cancelled)).isInstanceOf(WrongState.class);
    assertThat(server.texts).isEmpty();
    assertThat(outbox.pending()).isEmpty();
  }
}
