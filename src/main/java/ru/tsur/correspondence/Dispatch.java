package ru.tsur.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.correspondence.DeliveryDecision.Kind;
import ru.tsur.correspondence.Letter.Consignment;
import ru.tsur.correspondence.LetterRefusals.BeingSent;
import ru.tsur.correspondence.LetterRefusals.FieldMissing;
import ru.tsur.correspondence.LetterRefusals.NothingToDecide;
import ru.tsur.correspondence.LetterRefusals.WrongDispatchDate;
import ru.tsur.correspondence.LetterRefusals.WrongState;
import ru.tsur.organization.Actor;

/**
 * What a person does with a signed letter: sends it by post or cabinet, corrects the address,
 * decides about one that was refused or is unknown. Each act is kept as a {@link DeliveryDecision}.
 * While an attempt is under way all of them are refused.
 */
@Component
@Transactional
public class Dispatch {

  private static final int LONGEST_NUMBER = 60;
  private static final int LONGEST_REASON = 2000;

  private final JdbcClient jdbc;
  private final LetterTable letters;
  private final DeliveryTables deliveries;
  private final Clock clock;

  Dispatch(JdbcClient jdbc, LetterTable letters, DeliveryTables deliveries, Clock clock) {
    this.jdbc = jdbc;
    this.letters = letters;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * Records that the letter went by post or cabinet. It counts as sent at the beginning of that
   * day, or at the signature, or when its return was recorded, if that was later.
   *
   * @param address where it went; null: where it was to go, if the method is the letter's
   * @param dispatchNumber register number of the post or the cabinet
   */
  public void recordDispatch(
      LetterId id,
      DispatchMethod method,
      String address,
      LocalDate sentOn,
      String dispatchNumber,
      Actor by) {
    if (method == DispatchMethod.EMAIL) {
      throw new IllegalArgumentException("E-mail is sent by the outbox");
    }
    Letter letter = signed(id);
    String to = addressOf(letter, method, address);
    Instant signedAt = letter.signature().orElseThrow().at();
    checkDay(sentOn, signedAt);
    String number =
        required(
            "dispatchNumber", "регистрационный номер отправки", dispatchNumber, LONGEST_NUMBER);
    Instant startOfDay = sentOn.atStartOfDay(clock.getZone()).toInstant();
    Instant earliest =
        deliveries.fates(id).stream().map(LetterFate::at).reduce(signedAt, (first, next) -> next);
    Instant sentAt = startOfDay.isBefore(earliest) ? earliest : startOfDay;
    jdbc.sql(
            """
            update letter set state = 'SENT', method = :method, address = :address, sent_at = :at,
              dispatch_number = :number, sent_by = :by
            where id = :id
            """)
        .param("method", method.name())
        .param("address", to)
        .param("at", Sql.utc(sentAt))
        .param("number", number)
        .param("by", by.official().value())
        .param("id", id.value())
        .update();
    deliveries.decide(
        id, Kind.DISPATCHED, way(letter), way(method, to), number, by, clock.instant());
  }

  private static String addressOf(Letter letter, DispatchMethod method, String address) {
    Consignment before = letter.consignment().orElseThrow();
    if (address == null && before.method() == method) {
      return before.address();
    }
    return Address.checked(method, address);
  }

  private void checkDay(LocalDate sentOn, Instant signedAt) {
    LocalDate today = LocalDate.now(clock);
    LocalDate signedOn = LocalDate.ofInstant(signedAt, clock.getZone());
    if (sentOn == null) {
      throw WrongDispatchDate.missing();
    }
    if (sentOn.isAfter(today)) {
      throw WrongDispatchDate.inFuture(today);
    }
    if (sentOn.isBefore(signedOn)) {
      throw WrongDispatchDate.beforeSignature(signedOn);
    }
  }

  /** Changes where the letter goes by the method it has; does not by itself send it again. */
  public void correctAddress(LetterId id, String address, Actor by) {
    Letter letter = signed(id);
    DispatchMethod method = letter.consignment().orElseThrow().method();
    String to = Address.checked(method, address);
    redirect(letter, method, to, Kind.ADDRESS, by);
  }

  /** Chooses another method, with the address that it needs; sends nothing. */
  public void sendOtherwise(LetterId id, DispatchMethod method, String address, Actor by) {
    Letter letter = signed(id);
    redirect(letter, method, Address.checked(method, address), Kind.OTHER_METHOD, by);
  }

  private void redirect(Letter letter, DispatchMethod method, String to, Kind kind, Actor by) {
    jdbc.sql("update letter set method = :method, address = :address where id = :id")
        .param("method", method.name())
        .param("address", to)
        .param("id", letter.id().value())
        .update();
    deliveries.decide(letter.id(), kind, way(letter), way(method, to), null, by, clock.instant());
  }

  /**
   * Lets the outbox try again after a refusal for good, or after UNKNOWN in the knowledge that the
   * applicant may get it twice (with the same Message-ID and number).
   */
  public void retry(LetterId id, Actor by) {
    Letter letter = signed(id);
    DeliveryOutcome last = lastOutcome(id);
    if (letter.consignment().orElseThrow().method() != DispatchMethod.EMAIL
        || (last != DeliveryOutcome.FAILED
            && last != DeliveryOutcome.UNKNOWN
            && !LetterFate.hasLastDispatchReturned(letter, deliveries.fates(id)))) {
      throw new NothingToDecide("Повторная отправка не нужна: письму не было отказано.");
    }
    deliveries.decide(id, Kind.RETRY, null, null, null, by, clock.instant());
  }

  /**
   * Declares an UNKNOWN letter sent, at the time when the attempt began.
   *
   * @param evidence how it is known, as the person gives it
   */
  public void confirmSent(LetterId id, String evidence, Actor by) {
    signed(id);
    DeliveryAttempt last =
        deliveries
            .lastAttempt(id)
            .filter(attempt -> attempt.outcome().equals(Optional.of(DeliveryOutcome.UNKNOWN)))
            .orElseThrow(
                () ->
                    new NothingToDecide(
                        "Подтвердить отправку можно, только когда неизвестно, принял ли сервер письмо."));
    String reason =
        required("evidence", "чем подтверждается, что письмо дошло", evidence, LONGEST_REASON);
    jdbc.sql("update letter set state = 'SENT', sent_at = :at, sent_by = :by where id = :id")
        .param("at", Sql.utc(last.startedAt()))
        .param("by", by.official().value())
        .param("id", id.value())
        .update();
    deliveries.decide(id, Kind.CONFIRMED, null, null, reason, by, clock.instant());
  }

  /** Gives up a draft or an unsent letter; its number stays taken. */
  public void cancel(LetterId id, String reason, Actor by) {
    Letter letter = letters.lock(id);
    if (letter.state() != LetterState.DRAFT && letter.state() != LetterState.SIGNED) {
      throw WrongState.of(letter);
    }
    refuseWhileBeingSent(id);
    String why = required("reason", "причину отмены", reason, LONGEST_REASON);
    jdbc.sql("update letter set state = 'CANCELLED' where id = :id")
        .param("id", id.value())
        .update();
    deliveries.decide(id, Kind.CANCELLED, null, null, why, by, clock.instant());
  }

  /** All decisions about a letter, oldest first. */
  @Transactional(readOnly = true)
  public List<DeliveryDecision> decisions(LetterId id) {
    return deliveries.decisions(id);
  }

  private Letter signed(LetterId id) {
    Letter letter = letters.lock(id);
    if (letter.state() != LetterState.SIGNED) {
      throw WrongState.of(letter);
    }
    refuseWhileBeingSent(id);
    return letter;
  }

  private void refuseWhileBeingSent(LetterId id) {
    if (deliveries.lastAttempt(id).filter(last -> last.outcome().isEmpty()).isPresent()) {
      throw new BeingSent();
    }
  }

  private DeliveryOutcome lastOutcome(LetterId id) {
    return deliveries.lastAttempt(id).flatMap(DeliveryAttempt::outcome).orElse(null);
  }

  private static String way(Letter letter) {
    Consignment to = letter.consignment().orElseThrow();
    return way(to.method(), to.address());
  }

  private static String way(DispatchMethod method, String address) {
    String way = method.name() + ": " + address;
    return way.length() <= 500 ? way : way.substring(0, 500);
  }

  private static String required(String field, String what, String typed, int longest) {
    String text = typed == null ? "" : typed.strip();
    if (text.isEmpty()) {
      throw new FieldMissing(field, "Укажите " + what + ".");
    }
    if (text.length() > longest) {
      throw new FieldMissing(field, "Не длиннее " + longest + " знаков.");
    }
    return text;
  }
}
