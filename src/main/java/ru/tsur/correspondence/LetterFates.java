package ru.tsur.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.correspondence.LetterRefusals.FieldMissing;
import ru.tsur.correspondence.LetterRefusals.NothingToDecide;
import ru.tsur.correspondence.LetterRefusals.WrongFateDay;
import ru.tsur.organization.Actor;

/**
 * Proof that a letter arrived, or its return, as the registrar records them. What came back has to
 * be sent again; the date on which the answer first left stays the date of fulfilment.
 */
@Component
@Transactional
public class LetterFates {

  private static final int LONGEST_NUMBER = 60;
  private static final int LONGEST_REASON = 2000;

  private final JdbcClient jdbc;
  private final LetterTable letters;
  private final DeliveryTables deliveries;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  LetterFates(
      JdbcClient jdbc,
      LetterTable letters,
      DeliveryTables deliveries,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.deliveries = deliveries;
    this.jdbc = jdbc;
    this.letters = letters;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * The letter was handed over.
   *
   * @param number of the notification or the tracking
   */
  public void proven(LetterId id, LocalDate day, String number, Actor by) {
    Letter letter = left(id);
    String known = required("number", "номер уведомления или отслеживания", number, LONGEST_NUMBER);
    if (last(id).filter(fate -> fate.kind() == LetterFate.Kind.PROVEN).isPresent()) {
      throw new NothingToDecide("Вручение этого письма уже подтверждено.");
    }
    write(letter, LetterFate.Kind.PROVEN, day, known, "", by);
  }

  /** The letter came back: the registrar gets a task to send it again. */
  public void returned(LetterId id, LocalDate day, String reason, Actor by) {
    Letter letter = left(id);
    String why = required("reason", "причину возврата", reason, LONGEST_REASON);
    if (last(id)
        .filter(fate -> fate.sentAt().equals(letter.consignment().orElseThrow().sentAt().get()))
        .isPresent()) {
      throw new NothingToDecide("О вручении или возврате этого письма уже записано.");
    }
    write(letter, LetterFate.Kind.RETURNED, day, "", why, by);
    jdbc.sql("update letter set state = 'SIGNED' where id = :id").param("id", id.value()).update();
    process.letterReturned(letter.appeal(), id.value());
  }

  /** Nowhere to send it: it stays in the case as it came back. */
  public void keepInCase(LetterId id, String reason, Actor by) {
    Letter letter = letters.lock(id);
    if (!isBack(id)) {
      throw new NothingToDecide("Это письмо не вернулось.");
    }
    String why = required("reason", "почему письмо не отправляется снова", reason, LONGEST_REASON);
    deliveries.decide(id, DeliveryDecision.Kind.KEPT, null, null, why, by, clock.instant());
    jdbc.sql("update letter set state = 'SENT' where id = :id").param("id", id.value()).update();
    acts.record(letter.appeal(), by, Action.RETURN_KEPT, "письмо", Map.of("letter", id.toString()));
  }

  /** It came back and what it was for is over: it stays in the case, nobody is asked. */
  public void over(LetterId id, String reason) {
    Letter letter = letters.lock(id);
    process.resendingOver(letter.appeal(), id.value());
    keepInCase(id, reason, Actor.SYSTEM);
  }

  private Letter left(LetterId id) {
    Letter letter = letters.lock(id);
    if (letter.state() != LetterState.SENT
        || letter.consignment().orElseThrow().method() == DispatchMethod.CASE_FILE
        || LetterFate.hasLastDispatchReturned(letter, of(id))) {
      throw new NothingToDecide(
          "Вручение или возврат записывают о письме, которое отправлено адресату.");
    }
    return letter;
  }

  private static Optional<Instant> sentAt(Letter letter) {
    return letter.consignment().flatMap(Letter.Consignment::sentAt);
  }

  private void write(
      Letter letter, LetterFate.Kind kind, LocalDate day, String number, String reason, Actor by) {
    LocalDate sentOn = LocalDate.ofInstant(sentAt(letter).orElseThrow(), clock.getZone());
    if (day == null || day.isAfter(LocalDate.now(clock)) || day.isBefore(sentOn)) {
      throw new WrongFateDay(sentOn);
    }
    jdbc.sql(
            """
            insert into letter_fate (letter, ordinal, kind, on_day, number, reason, method, address, sent_at,
              recorded_by, post, at)
            values (:letter, (select coalesce(max(ordinal), 0) + 1 from letter_fate where letter = :letter),
              :kind, :day, :number, :reason, :method, :address, :sentAt, :by, :post, :now)
            """)
        .param("letter", letter.id().value())
        .param("kind", kind.name())
        .param("day", day)
        .param("number", number)
        .param("reason", reason)
        .param("method", letter.consignment().orElseThrow().method().name())
        .param("address", letter.consignment().orElseThrow().address())
        .param("sentAt", Sql.utc(sentAt(letter).orElseThrow()))
        .param("by", by.official().value())
        .param("post", by.post())
        .param("now", Sql.utc(clock.instant()))
        .update();
    acts.record(
        letter.appeal(),
        by,
        kind == LetterFate.Kind.PROVEN ? Action.DELIVERY_PROVEN : Action.LETTER_RETURNED,
        "письмо",
        Map.of(
            "letter",
            letter.id().toString(),
            "number",
            letter.signature().orElseThrow().number(),
            "day",
            day.toString()));
  }

  /** All fates of a letter, oldest first. */
  @Transactional(readOnly = true)
  public List<LetterFate> of(LetterId id) {
    return deliveries.fates(id);
  }

  /** Whether the letter came back and has neither left again nor been kept in the case. */
  @Transactional(readOnly = true)
  public boolean isBack(LetterId id) {
    Letter letter = letters.read(id);
    return letter.state() == LetterState.SIGNED
        && LetterFate.hasLastDispatchReturned(letter, of(id));
  }

  /** When it first left, however often it came back. */
  @Transactional(readOnly = true)
  public Optional<Instant> firstLeft(Letter letter) {
    return Stream.concat(of(letter.id()).stream().map(LetterFate::sentAt), sentAt(letter).stream())
        .min(Instant::compareTo);
  }

  private Optional<LetterFate> last(LetterId id) {
    return of(id).stream().reduce((first, next) -> next);
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
