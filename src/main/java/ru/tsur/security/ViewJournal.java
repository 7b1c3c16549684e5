package ru.tsur.security;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealId;
import ru.tsur.organization.OfficialId;

/**
 * Each look into a card or a controller's page: who, when, at what (152-ФЗ: access to personal data
 * is logged).
 */
@Component
@Transactional
public class ViewJournal {

  private final JdbcClient jdbc;
  private final Clock clock;

  ViewJournal(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public void looked(OfficialId who, String page, AppealId appeal) {
    write(who, page, appeal, null);
  }

  /** A look at a list; {@code detail} names its filters, no personal data. */
  public void listed(OfficialId who, String page, String detail) {
    write(who, page, null, detail.length() > 500 ? detail.substring(0, 500) : detail);
  }

  private void write(OfficialId who, String page, AppealId appeal, String detail) {
    jdbc.sql(
            "insert into view_journal (at, who, page, appeal, detail) values (:at, :who, :page, :appeal, :detail)")
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("who", who.value())
        .param("page", page)
        .param("appeal", appeal == null ? null : appeal.value())
        .param("detail", detail)
        .update();
  }
}
