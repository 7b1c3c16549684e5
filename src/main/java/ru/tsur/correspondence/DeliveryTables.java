package ru.tsur.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;

/**
 * Attempts and decisions of one letter; the letter's row is locked by the caller when it writes.
 */
@Component
class DeliveryTables {

  private static final String CLAIMED = "CLAIMED";
  private static final int LONGEST_DETAIL = 1000;

  private final JdbcClient jdbc;

  DeliveryTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Oldest first. */
  List<DeliveryAttempt> attempts(LetterId letter) {
    return jdbc.sql("select * from delivery_attempt where letter = :letter order by ordinal")
        .param("letter", letter.value())
        .query((row, n) -> attempt(row))
        .list();
  }

  Optional<DeliveryAttempt> lastAttempt(LetterId letter) {
    return jdbc.sql(
            """
            select * from delivery_attempt where letter = :letter
            and ordinal = (select max(ordinal) from delivery_attempt where letter = :letter)
            """)
        .param("letter", letter.value())
        .query((row, n) -> attempt(row))
        .optional();
  }

  void claim(LetterId letter, int ordinal, String address, Instant at) {
    jdbc.sql(
            """
            insert into delivery_attempt (letter, ordinal, address, started_at, outcome)
            values (:letter, :ordinal, :address, :at, 'CLAIMED')
            """)
        .param("letter", letter.value())
        .param("ordinal", ordinal)
        .param("address", address)
        .param("at", Sql.utc(at))
        .update();
  }

  /** Nothing is done to an attempt whose outcome stands, except that UNKNOWN becomes known. */
  boolean finish(LetterId letter, int ordinal, DeliveryOutcome outcome, String detail, Instant at) {
    return jdbc.sql(
                """
                update delivery_attempt set outcome = :outcome, detail = :detail, finished_at = :at
                where letter = :letter and ordinal = :ordinal and outcome in ('CLAIMED', 'UNKNOWN')
                """)
            .param("outcome", outcome.name())
            .param("detail", shortened(detail))
            .param("at", Sql.utc(at))
            .param("letter", letter.value())
            .param("ordinal", ordinal)
            .update()
        == 1;
  }

  /** Letters whose attempt has no outcome. */
  List<LetterId> claimed() {
    return jdbc.sql(
            "select letter from delivery_attempt where outcome = 'CLAIMED' order by started_at")
        .query((row, n) -> new LetterId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Oldest first. */
  List<DeliveryDecision> decisions(LetterId letter) {
    return jdbc.sql("select * from delivery_decision where letter = :letter order by ordinal")
        .param("letter", letter.value())
        .query(
            (row, n) ->
                new DeliveryDecision(
                    row.getInt("after_attempt"),
                    DeliveryDecision.Kind.valueOf(row.getString("decision")),
                    Optional.ofNullable(row.getString("old_value")),
                    Optional.ofNullable(row.getString("new_value")),
                    Optional.ofNullable(row.getString("reason")),
                    new OfficialId(row.getString("decided_by")),
                    row.getString("post"),
                    Sql.instant(row, "at")))
        .list();
  }

  void decide(
      LetterId letter,
      DeliveryDecision.Kind kind,
      String oldValue,
      String newValue,
      String reason,
      Actor by,
      Instant at) {
    jdbc.sql(
            """
            insert into delivery_decision (letter, ordinal, after_attempt, decision, old_value,
              new_value, reason, decided_by, post, at)
            values (:letter,
              (select coalesce(max(ordinal), 0) + 1 from delivery_decision where letter = :letter),
              (select coalesce(max(ordinal), 0) from delivery_attempt where letter = :letter),
              :decision, :old, :new, :reason, :by, :post, :at)
            """)
        .param("letter", letter.value())
        .param("decision", kind.name())
        .param("old", oldValue)
        .param("new", newValue)
        .param("reason", reason)
        .param("by", by.official().value())
        .param("post", by.post())
        .param("at", Sql.utc(at))
        .update();
  }

  private static String shortened(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
  }

  private static DeliveryAttempt attempt(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    String detail = row.getString("detail");
    return new DeliveryAttempt(
        row.getInt("ordinal"),
        row.getString("address"),
        Sql.instant(row, "started_at"),
        Sql.instantIfAny(row, "finished_at"),
        outcome.equals(CLAIMED) ? Optional.empty() : Optional.of(DeliveryOutcome.valueOf(outcome)),
        detail == null ? "" : detail);
  }

  /** What became of a letter after it had left, oldest first. */
  List<LetterFate> fates(LetterId id) {
    return jdbc.sql("select * from letter_fate where letter = :letter order by ordinal")
        .param("letter", id.value())
        .query(DeliveryTables::fate)
        .list();
  }

  private static LetterFate fate(ResultSet row, int i) throws SQLException {
    return new LetterFate(
        LetterFate.Kind.valueOf(row.getString("kind")),
        row.getObject("on_day", LocalDate.class),
        row.getString("number"),
        row.getString("reason"),
        DispatchMethod.valueOf(row.getString("method")),
        row.getString("address"),
        Sql.instant(row, "sent_at"),
        new OfficialId(row.getString("recorded_by")),
        row.getString("post"),
        Sql.instant(row, "at"));
  }
}
