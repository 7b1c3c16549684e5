package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Tenant;

/**
 * The ladder of a breached term: steps raised for a late block and the measures recorded on them.
 */
@Component
@Transactional
public class Ladder {

  /** Longest term of a measure in days. */
  public static final int MAX_DAYS = 15;

  /** A typed measure of an official on the ladder. */
  public enum Measure {
    REINFORCE("усилена группа исполнителей"),
    DEADLINE_SET("установлен срок ответа исполнителю"),
    PERSONAL_CONTROL("взято на личный контроль"),
    DISCIPLINARY("начата служебная проверка"),
    RESOURCES("выделены средства или техника"),
    MEETING("проведено совещание с исполнителями"),
    INSPECTION("назначен выезд на место"),
    OTHER_BODY("привлечён другой орган");

    private final String title;

    Measure(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * A step raised: 1 block head, 2 supervising deputy governor, 3 deputy governor – head of the
   * apparatus.
   */
  public record Step(
      UUID id,
      AppealId appeal,
      Tenant tenant,
      int level,
      Instant raisedAt,
      Optional<Measure> measure,
      Optional<LocalDate> measureDue,
      Optional<OfficialId> recordedBy,
      Optional<Instant> recordedAt) {}

  private final JdbcClient jdbc;
  private final Acts acts;
  private final Clock clock;

  Ladder(JdbcClient jdbc, Acts acts, Clock clock) {
    this.jdbc = jdbc;
    this.acts = acts;
    this.clock = clock;
  }

  public void raise(AppealId appeal, Tenant tenant, int level, Actor actor) {
    jdbc.sql(
            """
            insert into ladder_step (id, appeal, tenant, level, raised_at)
            values (:id, :appeal, :tenant, :level, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("appeal", appeal.value())
        .param("tenant", tenant.value())
        .param("level", level)
        .param("now", utc(clock.instant()))
        .update();
    acts.record(appeal, actor, Action.ESCALATED, tenant.value(), Map.of("level", level));
  }

  /** Records the measure of the earliest open step of that level. */
  public LocalDate recordMeasure(
      AppealId appeal, Tenant tenant, int level, Measure measure, int days, Actor official) {
    if (days < 1 || days > MAX_DAYS) {
      throw new InvalidAppeal("days", "Срок меры – от 1 до " + MAX_DAYS + " дней.");
    }
    LocalDate due = LocalDate.now(clock).plusDays(days);
    jdbc.sql(
            """
            update ladder_step set measure = :measure, measure_due = :due, recorded_by = :by, recorded_at = :now
            where id = (select id from ladder_step
              where appeal = :appeal and tenant = :tenant and level = :level and recorded_at is null
                and raised_at >= coalesce(
                  (select max(r.ordered_at) from reopening r where r.appeal = :appeal), raised_at)
              order by raised_at, id fetch first 1 rows only)
            """)
        .param("measure", measure.name())
        .param("due", due)
        .param("by", official.official().value())
        .param("now", utc(clock.instant()))
        .param("appeal", appeal.value())
        .param("tenant", tenant.value())
        .param("level", level)
        .update();
    acts.record(
        appeal,
        official,
        Action.MEASURES_RECORDED,
        tenant.value(),
        Map.of("level", level, "measure", measure.name(), "due", due.toString()));
    return due;
  }

  @Transactional(readOnly = true)
  public List<Step> of(AppealId appeal) {
    return jdbc.sql("select * from ladder_step where appeal = :appeal order by raised_at, level")
        .param("appeal", appeal.value())
        .query(Ladder::map)
        .list();
  }

  private static Step map(ResultSet row, int i) throws SQLException {
    return new Step(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        new Tenant(row.getString("tenant")),
        row.getInt("level"),
        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
        text(row, "measure").map(Measure::valueOf),
        Optional.ofNullable(row.getObject("measure_due", LocalDate.class)),
        text(row, "recorded_by").map(OfficialId::new),
        instant(row, "recorded_at"));
  }
}
