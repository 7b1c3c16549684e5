package ru.tsur.security;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;

/** Who looked at what and when. */
@Component
public class ViewJournal {

  private static final int LONGEST_DETAIL = 500;
  private static final Duration ONE_LOOK = Duration.ofMinutes(5);

  private final JdbcClient jdbc;
  private final CurrentOfficial current;
  private final Clock clock;

  ViewJournal(JdbcClient jdbc, CurrentOfficial current, Clock clock) {
    this.jdbc = jdbc;
    this.current = current;
    this.clock = clock;
  }

  /** A look at one appeal. What one goes on looking at is one look. */
  public void viewed(String page, AppealId appeal) {
    int lately =
        jdbc.sql(
                """
                select count(*) from view_journal
                where appeal = :appeal and who = :who and page = :page and at > :since
                """)
            .param("appeal", appeal.value())
            .param("who", current.official().id().value())
            .param("page", page)
            .param("since", OffsetDateTime.now(clock).minus(ONE_LOOK))
            .query(Integer.class)
            .single();
    if (lately == 0) {
      write(page, appeal, null);
    }
  }

  /**
   * A look at a page without one appeal.
   *
   * @param detail filters and the like, no personal data; may be null
   */
  public void viewed(String page, String detail) {
    write(page, null, detail);
  }

  private void write(String page, AppealId appeal, String detail) {
    jdbc.sql(
            """
            insert into view_journal (at, who, page, appeal, detail)
            values (:at, :who, :page, :appeal, :detail)
            """)
        .param("at", OffsetDateTime.now(clock))
        .param("who", current.official().id().value())
        .param("page", page)
        .param("appeal", appeal == null ? null : appeal.value())
        .param(
            "detail",
            detail == null || detail.length() <= LONGEST_DETAIL
                ? detail
                : detail.substring(0, LONGEST_DETAIL))
        .update();
  }
}
