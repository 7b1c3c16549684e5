package ru.tsur.security;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;

/** Who looked at what and when. */
@Component
public class ViewJournal {

  private static final int LONGEST_DETAIL = 500;

  private final JdbcClient jdbc;
  private final CurrentOfficial current;
  private final Clock clock;

  ViewJournal(JdbcClient jdbc, CurrentOfficial current, Clock clock) {
    this.jdbc = jdbc;
    this.current = current;
    this.clock = clock;
  }

  /** A look at one appeal. */
  public void viewed(String page, AppealId appeal) {
    write(page, appeal, null);
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
