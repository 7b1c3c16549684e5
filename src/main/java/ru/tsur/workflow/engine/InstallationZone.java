package ru.tsur.workflow.engine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.TimeZone;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The engine stores its timestamps without a zone: the zone of the first start is kept in the
 * database, and another one refuses to start.
 */
@Component
class InstallationZone {

  InstallationZone(JdbcClient jdbc, Clock clock) {
    String zone = clock.getZone().getId();
    if (!TimeZone.getDefault().hasSameRules(TimeZone.getTimeZone(clock.getZone()))) {
      throw new IllegalStateException(
          "Часовой пояс процесса Java (%s) не совпадает с tsur.zone (%s)."
              .formatted(TimeZone.getDefault().getID(), zone));
    }
    var kept = jdbc.sql("select zone from installation").query(String.class).optional();
    if (kept.isEmpty()) {
      jdbc.sql("insert into installation (zone, created_at) values (:zone, :now)")
          .param("zone", zone)
          .param("now", OffsetDateTime.now(clock))
          .update();
    } else if (!kept.get().equals(zone)) {
      throw new IllegalStateException(
          "База данных ведётся в часовом поясе %s, а tsur.zone = %s. Сроки сдвинулись бы: запуск отменён."
              .formatted(kept.get(), zone));
    }
  }
}
