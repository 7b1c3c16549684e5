package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.organization.Actor;

/** Which appeals are joined to which; {@link JointConsideration} joins them. */
@Component
@Transactional(readOnly = true)
public class Joinings {

  private static final String ALL =
      """
      select j.*, l.number as later_number, l.registered_at as later_at, f.number as first_number,
        f.registered_at as first_at
      from joining j join appeal l on l.id = j.appeal join appeal f on f.id = j.to_appeal
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Joinings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The first appeal that this one is considered with now. */
  public Optional<Joining> open(AppealId later) {
    return of(later).stream().filter(Joining::isOpen).findFirst();
  }

  /** All joinings of this one to others, in their order. */
  public List<Joining> of(AppealId later) {
    return query("where j.appeal = :appeal", later);
  }

  /** All that was ever joined to this one, in order. */
  public List<Joining> to(AppealId first) {
    return query("where j.to_appeal = :appeal", first);
  }

  /** What is considered together with this one now, in the order of joining. */
  public List<Joining> openTo(AppealId first) {
    return to(first).stream().filter(Joining::isOpen).toList();
  }

  /** The joining by which this appeal has its answer. */
  public Optional<Joining> answered(AppealId later) {
    return of(later).stream()
        .filter(one -> one.ended().equals(Optional.of(Joining.End.ANSWERED)))
        .findFirst();
  }

  @Transactional
  void add(AppealId later, AppealId first, Actor coordinator) {
    jdbc.sql(
            """
            insert into joining (id, appeal, to_appeal, joined_by, joined_post, joined_for, joined_at)
            values (:id, :later, :first, :by, :post, :absent, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("later", later.value())
        .param("first", first.value())
        .param("by", coordinator.official().value())
        .param("post", coordinator.post())
        .param("absent", coordinator.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
  }

  @Transactional
  void end(Joining joining, Joining.End end) {
    jdbc.sql("update joining set ended = :end, ended_at = :now where id = :id")
        .param("end", end.name())
        .param("now", utc(clock.instant()))
        .param("id", joining.id())
        .update();
  }

  /** By how many days the term was extended while they were joined: the notice named both. */
  int extendedBy(Joining joining) {
    return jdbc.sql(
            """
            select coalesce(max(granted_days), 0) from extension
            where appeal = :first and granted and decided_at >= :at
            """)
        .param("first", joining.first().appeal().value())
        .param("at", utc(joining.joinedAt()))
        .query(Integer.class)
        .single();
  }

  private List<Joining> query(String where, AppealId appeal) {
    return jdbc.sql(ALL + where + " order by j.joined_at, l.registered_at")
        .param("appeal", appeal.value())
        .query(this::map)
        .list();
  }

  private Joining map(ResultSet row, int i) throws SQLException {
    return new Joining(
        row.getObject("id", UUID.class),
        side(row, "appeal", "later"),
        side(row, "to_appeal", "first"),
        row.getObject("joined_at", OffsetDateTime.class).toInstant(),
        row.getString("joined_by"),
        text(row, "ended").map(Joining.End::valueOf));
  }

  private Joining.Side side(ResultSet row, String id, String side) throws SQLException {
    return new Joining.Side(
        new AppealId(row.getObject(id, UUID.class)),
        row.getString(side + "_number"),
        row.getObject(side + "_at", OffsetDateTime.class)
            .atZoneSameInstant(clock.getZone())
            .toLocalDate());
  }
}
