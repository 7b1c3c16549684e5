package ru.tsur.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static ru.tsur.correspondence.DispatchMethod.CABINET;
import static ru.tsur.correspondence.DispatchMethod.EMAIL;
import static ru.tsur.correspondence.DispatchMethod.POST;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.tsur.correspondence.DeliveryDecision.Kind;
import ru.tsur.correspondence.FakeSmtp.Manner;
import ru.tsur.correspondence.LetterRefusals.FieldMissing;
import ru.tsur.correspondence.LetterRefusals.NothingToDecide;
import ru.tsur.correspondence.LetterRefusals.WrongAddress;
import ru.tsur.correspondence.LetterRefusals.WrongDispatchDate;
import ru.tsur.correspondence.LetterRefusals.WrongState;
import ru.tsur.organization.Refusal;

/** The registrar's acts, on H2; {@link DispatchOnPostgresTest} runs the same. */
class DispatchTest {

  private static final String MAIL = "ivanova@example.ru";
  private static final String STREET = "300000, г. Тула, пр. Ленина, д. 1";
  private static final LocalDate SIGNED_ON = LocalDate.of(2026, 5, 18);

  private FakeSmtp server;
  private House house;
  private Dispatch dispatch;

  DataSource database() {
    return Databases.h2();
  }

  @BeforeEach
  void open() {
    server = new FakeSmtp(Manner.ACCEPTS);
    house = new House(database(), server.port());
    dispatch = house.dispatch;
  }

  @AfterEach
  void close() {
    house.close();
    server.close();
  }

  private Letter.Consignment consignment(LetterId id) {
    return house.letters.letter(id).consignment().orElseThrow();
  }

  /** Cut off after the final dot. */
  private LetterId unknown() {
    LetterId id = house.signedAnswer(EMAIL, MAIL);
    server.becomes(Manner.CUTS_AFTER_DOT);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.UNKNOWN);
    server.becomes(Manner.ACCEPTS);
    return id;
  }

  @Test
  void recordsDateAndNumberOfThePost() {
    LetterId id = house.signedAnswer(POST, STREET);
    house.clock.passes(Duration.ofDays(2));

    dispatch.recordDispatch(
        id, POST, null, SIGNED_ON.plusDays(1), " 80085512345678 ", house.registrar);

    assertThat(house.stateOf(id)).isEqualTo(LetterState.SENT);
    assertThat(consignment(id))
        .isEqualTo(
            new Letter.Consignment(
                POST,
                STREET,
                "<" + id + "@region.example>",
                Optional.of(SIGNED_ON.plusDays(1).atStartOfDay(house.clock.getZone()).toInstant()),
                Optional.of("80085512345678"),
                Optional.of(house.registrar.official())));
    assertThatThrownBy(
            () -> dispatch.recordDispatch(id, POST, null, SIGNED_ON, "1", house.registrar))
        .isInstanceOf(WrongState.class);
  }

  @Test
  void countsTheDayOfSignatureFromTheSignature() {
    LetterId id = house.signedAnswer(CABINET, "1000123456");
    Instant signedAt = house.clock.instant();
    house.clock.passes(Duration.ofDays(2));
    dispatch.recordDispatch(id, CABINET, null, SIGNED_ON, "К-1", house.registrar);
    assertThat(consignment(id).sentAt()).contains(signedAt);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "2026-05-17, 1, sentOn, the day before the signature",
    "2026-05-21, 1, sentOn, tomorrow",
    ", 1, sentOn, no date",
    "2026-05-19, ' ', dispatchNumber, blank number",
    "2026-05-19, , dispatchNumber, no number"
  })
  void refusesAnImpossibleDispatch(LocalDate sentOn, String number, String field, String why) {
    LetterId id = house.signedAnswer(POST, STREET);
    house.clock.passes(Duration.ofDays(2));
    assertThatThrownBy(
            () -> dispatch.recordDispatch(id, POST, null, sentOn, number, house.registrar))
        .as(why)
        .asInstanceOf(type(Refusal.class))
        .satisfies(refusal -> assertThat(refusal.field()).contains(field))
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotStartWith("Дата отправки"))
        .isInstanceOfAny(WrongDispatchDate.class, FieldMissing.class);
    assertThat(house.stateOf(id)).isEqualTo(LetterState.SIGNED);
    assertThat(dispatch.decisions(id)).isEmpty();
  }

  @Test
  void anotherMethodNeedsItsAddress() {
    LetterId id = house.signedAnswer(EMAIL, MAIL);
    assertThatThrownBy(
            () -> dispatch.recordDispatch(id, POST, null, SIGNED_ON, "1", house.registrar))
        .isInstanceOf(WrongAddress.class);

    dispatch.recordDispatch(id, POST, STREET, SIGNED_ON, "1", house.registrar);

    assertThat(consignment(id).method()).isEqualTo(POST);
    assertThat(consignment(id).address()).isEqualTo(STREET);
    assertThat(dispatch.decisions(id))
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.kind()).isEqualTo(Kind.DISPATCHED);
              assertThat(decision.oldValue()).contains("EMAIL: " + MAIL);
              assertThat(decision.newValue()).contains("POST: " + STREET);
            });
  }

  @Test
  void aDraftIsNotDispatched() {
    LetterId id = house.approvedAnswer();
    assertThatThrownBy(
            () -> dispatch.recordDispatch(id, POST, STREET, SIGNED_ON, "1", house.registrar))
        .isInstanceOf(WrongState.class);
  }

  @Test
  void aCorrectedAddressIsTriedAgain() {
    LetterId id = house.signedAnswer(EMAIL, "ivanowa@example.ru");
    server.treats("ivanowa@example.ru", Manner.REFUSES_RECIPIENT_550);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.FAILED);
    Letter.Signature signature = house.letters.letter(id).signature().orElseThrow();

    dispatch.correctAddress(id, MAIL, house.registrar);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.FAILED); // nobody said «again»
    dispatch.retry(id, house.registrar);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.SENT);

    assertThat(house.outbox.attempts(id))
        .extracting(DeliveryAttempt::address)
        .containsExactly("ivanowa@example.ru", MAIL);
    assertThat(dispatch.decisions(id))
        .extracting(DeliveryDecision::kind, DeliveryDecision::afterAttempt)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(Kind.ADDRESS, 1),
            org.assertj.core.api.Assertions.tuple(Kind.RETRY, 1));
    assertThat(house.letters.letter(id).signature()).contains(signature);
  }

  @Test
  void refusesAWrongCorrection() {
    LetterId id = house.signedAnswer(EMAIL, MAIL);
    assertThatThrownBy(() -> dispatch.correctAddress(id, "ivanova", house.registrar))
        .isInstanceOf(WrongAddress.class);
    assertThat(consignment(id).address()).isEqualTo(MAIL);
  }

  @Test
  void anUnknownLetterIsSentAgainOnlyByAPersonAndWithTheSameMessageId() {
    LetterId id = unknown();
    dispatch.retry(id, house.registrar);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.SENT);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.SENT);
    String messageId = "Message-ID: " + consignment(id).messageId();
    assertThat(server.texts).hasSize(2).allSatisfy(text -> assertThat(text).contains(messageId));
  }

  @Test
  void oneDecisionAllowsOneMoreUnknown() {
    LetterId id = unknown();
    dispatch.retry(id, house.registrar);
    server.becomes(Manner.CUTS_AFTER_DOT);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.UNKNOWN);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.UNKNOWN);
    assertThat(server.texts).hasSize(2);
  }

  @Test
  void anUnknownLetterIsConfirmedByEvidenceAtTheTimeOfTheAttempt() {
    LetterId id = unknown();
    Instant attemptedAt = house.clock.instant();
    house.clock.passes(Duration.ofHours(5));
    assertThatThrownBy(() -> dispatch.confirmSent(id, " ", house.registrar))
        .isInstanceOf(FieldMissing.class);

    dispatch.confirmSent(id, "Заявитель подтвердил по телефону.", house.registrar);

    assertThat(house.stateOf(id)).isEqualTo(LetterState.SENT);
    assertThat(consignment(id).sentAt()).contains(attemptedAt);
    assertThat(consignment(id).sentBy()).contains(house.registrar.official());
    assertThat(house.outbox.attempts(id).get(0).outcome()).contains(DeliveryOutcome.UNKNOWN);
    assertThat(house.outbox.waitingForDecision()).isEmpty();
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.SENT);
    assertThat(server.texts).hasSize(1);
  }

  /** It is a matter of its return, until it is sent and refused again. */
  @Test
  void aConfirmedLetterThatCameBackWaitsForNoDecisionAboutItsAttempt() {
    LetterId id = unknown();
    dispatch.confirmSent(id, "Заявитель подтвердил по телефону.", house.registrar);
    house.clock.passes(Duration.ofHours(1));
    house.fates.returned(id, SIGNED_ON, "Ящик закрыт.", house.registrar);

    assertThat(house.stateOf(id)).isEqualTo(LetterState.SIGNED);
    assertThat(house.outbox.waitingForDecision()).isEmpty();

    house.clock.passes(Duration.ofHours(1));
    dispatch.retry(id, house.registrar);
    server.becomes(Manner.REFUSES_RECIPIENT_550);
    assertThat(house.outbox.deliver(id)).isEqualTo(DeliveryOutcome.FAILED);
    assertThat(house.outbox.waitingForDecision()).extracting(Letter::id).containsExactly(id);
  }

  @Test
  void nothingIsDecidedAboutALetterThatWasNotRefused() {
    LetterId id = house.signedAnswer(EMAIL, MAIL);
    assertThatThrownBy(() -> dispatch.retry(id, house.registrar))
        .isInstanceOf(NothingToDecide.class);
    server.becomes(Manner.REFUSES_RECIPIENT_550);
    house.outbox.deliver(id);
    assertThatThrownBy(() -> dispatch.confirmSent(id, "Дошло.", house.registrar))
        .isInstanceOf(NothingToDecide.class);
  }

  @Test
  void anUnreachableLetterGoesByPost() {
    LetterId id = house.signedAnswer(EMAIL, MAIL);
    server.becomes(Manner.REFUSES_RECIPIENT_550);
    house.outbox.deliver(id);

    dispatch.sendOtherwise(id, POST, STREET, house.registrar);
    assertThat(house.outbox.pending()).isEmpty();
    dispatch.recordDispatch(id, POST, null, SIGNED_ON, "800", house.registrar);

    assertThat(consignment(id).address()).isEqualTo(STREET);
    assertThat(house.stateOf(id)).isEqualTo(LetterState.SENT);
  }

  @Test
  void aCancelledLetterKeepsItsNumber() {
    LetterId id = house.signedAnswer(EMAIL, MAIL);
    assertThatThrownBy(() -> dispatch.cancel(id, "", house.registrar))
        .isInstanceOf(FieldMissing.class);
    dispatch.cancel(id, "Подписано по ошибке.", house.registrar);
    assertThat(house.stateOf(id)).isEqualTo(LetterState.CANCELLED);
    assertThat(house.letters.letter(id).signature().orElseThrow().number()).isEqualTo("МД-1/2026");
    assertThatThrownBy(() -> dispatch.cancel(id, "Ещё раз.", house.registrar))
        .isInstanceOf(WrongState.class);

    LetterId draft = house.approvedAnswer();
    dispatch.cancel(draft, "Не понадобилось.", house.registrar);
    assertThatThrownBy(() -> house.letters.write(draft, "Новый.", house.executor))
        .isInstanceOf(WrongState.class);
    assertThat(house.letters.open(house.letters.letter(draft).appeal(), LetterKind.ANSWER))
        .isEmpty();
  }
}
