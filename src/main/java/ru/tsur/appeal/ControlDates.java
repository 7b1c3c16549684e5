package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.utc;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.organization.Actor;

/**
 * The day that the covering letter of a redirected appeal sets for the answer. It shortens no term
 * of the law and is not one: when it passes, that is a fact of its own.
 */
@Component
@Transactional
public class ControlDates {

  /**
   * @param body who sent the appeal on
   * @param missedAt when it was recorded that the day had passed without an answer
   */
  public record ControlDate(LocalDate due, String body, Optional<Instant> missedAt) {}

  private static final int LONGEST_BODY = 300;

  private final JdbcClient jdbc;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  ControlDates(JdbcClient jdbc, Acts acts, AppealProcess process, Clock clock) {
    this.jdbc = jdbc;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /** What may be stated: both or neither, and no day before the receipt. */
  public static Optional<ControlDate> stated(String due, String body, LocalDate received) {
    String day = due == null ? "" : due.strip();
    String sender = body == null ? "" : body.strip();
    if (day.isEmpty() && sender.isEmpty()) {
      return Optional.empty();
    }
    if (day.isEmpty()) {
      throw new InvalidAppeal(
          "controlDate", "Укажите срок, который установил направивший орган, или уберите орган.");
    }
    if (sender.isEmpty()) {
      throw new InvalidAppeal("controlBody", "Укажите орган, который установил срок.");
    }
    if (sender.length() > LONGEST_BODY) {
      throw new InvalidAppeal("controlBody", "Наименование длиннее 300 знаков.");
    }
    LocalDate on;
    try {
      on = LocalDate.parse(day);
    } catch (java.time.format.DateTimeParseException notADay) {
      throw new InvalidAppeal("controlDate", "Такой даты нет: укажите день.");
    }
    if (on.isBefore(received)) {
      throw new InvalidAppeal(
          "controlDate", "Срок направившего органа раньше дня поступления обращения.");
    }
    return Optional.of(new ControlDate(on, sender, Optional.empty()));
  }

  /** Keeps it once; the reminders follow the earlier of the two days. */
  public void keep(AppealId appeal, ControlDate stated, Actor actor) {
    if (of(appeal).isPresent()) {
      return;
    }
    jdbc.sql("insert into control_date (appeal, due, body) values (:appeal, :due, :body)")
        .param("appeal", appeal.value())
        .param("due", stated.due())
        .param("body", stated.body())
        .update();
    acts.record(
        appeal,
        actor,
        Action.CONTROL_DATE_SET,
        "срок направившего органа",
        Map.of("due", stated.due().toString()));
    process.deadlineMoved(appeal);
  }

  /** The day has passed and no answer has left: recorded once, beside art. 12. */
  public void missed(AppealId appeal) {
    int recorded =
        jdbc.sql(
                "update control_date set missed_at = :now where appeal = :appeal and missed_at is null")
            .param("now", utc(clock.instant()))
            .param("appeal", appeal.value())
            .update();
    if (recorded == 1) {
      acts.record(
          appeal,
          Actor.SYSTEM,
          Action.CONTROL_DATE_MISSED,
          "срок направившего органа",
          Map.of("due", of(appeal).orElseThrow().due().toString()));
    }
  }

  /** Of the first consideration only: the sender's day was for its answer. */
  @Transactional(readOnly = true)
  public Optional<ControlDate> of(AppealId appeal) {
    return jdbc.sql(
            """
            select c.* from control_date c join appeal a on a.id = c.appeal where c.appeal = :appeal and a.round_no = 1
            """)
        .param("appeal", appeal.value())
        .query(
            (row, i) ->
                new ControlDate(
                    row.getObject("due", LocalDate.class),
                    row.getString("body"),
                    instant(row, "missed_at")))
        .optional();
  }
}
