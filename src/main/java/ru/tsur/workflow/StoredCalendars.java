package ru.tsur.workflow;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import ru.tsur.deadline.Calendars;
import ru.tsur.deadline.InvalidCalendar;
import ru.tsur.deadline.ProductionCalendar;
import ru.tsur.organization.OfficialId;

/**
 * Production calendars: the product's data files ({@code tsur.calendar.location} names their
 * folder), and those that a methodologist has loaded. The one in force is named by the latest act
 * of recalculation.
 */
@Component
public class StoredCalendars implements Calendars {

  /** The three files of a calendar, as texts. */
  public record Files(String version, String holidays, String shortDays, String regional) {

    /**
     * @throws InvalidCalendar with all faults, each with its line
     */
    public ProductionCalendar read() {
      return ProductionCalendar.read(
          new StringReader(holidays),
          new StringReader(shortDays),
          new StringReader(regional),
          version);
    }
  }

  /** A loaded calendar; {@code id} is empty for the product's own. */
  public record Loaded(
      Optional<Long> id, Files files, Optional<OfficialId> by, Optional<Instant> at) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Files own;
  private final AtomicReference<ProductionCalendar> known = new AtomicReference<>();

  StoredCalendars(
      JdbcClient jdbc,
      Clock clock,
      ResourceLoader resources,
      @Value("${tsur.calendar.location:classpath:calendar/}") String folder,
      @Value("${tsur.calendar.version:RU-2024-2027}") String version) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.own =
        new Files(
            version,
            text(resources, folder + "holidays-RU-2024-2027.csv"),
            text(resources, folder + "short-days-RU-2024-2027.csv"),
            text(resources, folder + "regional-days.csv"));
    own.read(); // a broken file stops the start, with its lines
  }

  @Override
  public ProductionCalendar current() {
    ProductionCalendar found = known.get();
    if (found == null) {
      found = inForce().files().read();
      known.set(found);
    }
    return found;
  }

  public Loaded inForce() {
    return jdbc.sql("select calendar from recalculation order by id desc fetch first 1 rows only")
        .query((row, i) -> Optional.ofNullable(row.getObject("calendar", Long.class)))
        .optional()
        .flatMap(id -> id)
        .flatMap(this::find)
        .orElseGet(() -> new Loaded(Optional.empty(), own, Optional.empty(), Optional.empty()));
  }

  /** The calendar of an act; the product's own for none. */
  public ProductionCalendar of(Optional<Long> id) {
    return id.map(one -> find(one).orElseThrow().files()).orElse(own).read();
  }

  public String shippedVersion() {
    return own.version();
  }

  public Optional<Loaded> find(long id) {
    return jdbc.sql("select * from production_calendar where id = :id")
        .param("id", id)
        .query(
            (row, i) ->
                new Loaded(
                    Optional.of(row.getLong("id")),
                    new Files(
                        row.getString("version"),
                        row.getString("holidays"),
                        row.getString("short_days"),
                        row.getString("regional")),
                    Optional.of(new OfficialId(row.getString("loaded_by"))),
                    Optional.of(row.getObject("loaded_at", OffsetDateTime.class).toInstant())))
        .optional();
  }

  /** Whether a calendar of this name is there; names are never used twice. */
  public boolean isTaken(String version) {
    return own.version().equals(version)
        || jdbc.sql("select count(*) from production_calendar where version = :version")
                .param("version", version)
                .query(Long.class)
                .single()
            > 0;
  }

  /**
   * Stores a calendar; it is in force once an act of recalculation names it.
   *
   * @throws InvalidCalendar with all faults
   */
  @Transactional
  public long load(Files files, OfficialId by) {
    files.read();
    jdbc.sql(
            """
            insert into production_calendar (version, holidays, short_days, regional, loaded_by, loaded_at)
            values (:version, :holidays, :shortDays, :regional, :by, :now)
            """)
        .param("version", files.version())
        .param("holidays", files.holidays())
        .param("shortDays", files.shortDays())
        .param("regional", files.regional())
        .param("by", by.value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return jdbc.sql("select id from production_calendar where version = :version")
        .param("version", files.version())
        .query(Long.class)
        .single();
  }

  /** Another calendar is in force once this transaction is committed. */
  void changed() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            known.set(null);
          }
        });
  }

  private static String text(ResourceLoader resources, String place) {
    try (Reader file =
        new InputStreamReader(
            resources.getResource(place).getInputStream(), StandardCharsets.UTF_8)) {
      var text = new java.io.StringWriter();
      file.transferTo(text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
