package ru.tsur.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;

/**
 * All appeals by filter, sorted by term. Local times and instants are compared in the database's
 * session, whose zone is the JVM's, which is the region's.
 */
@Component
@Transactional(readOnly = true)
class AppealRegister {

  static final int PAGE = 50;

  /** Counting ends here: «10000+». */
  static final int MOST_COUNTED = 10_000;

  private static final int CHUNK = 500;

  /**
   * One row.
   *
   * @param overdue the term of the answer is, or was when the answer left
   * @param breached terms of the law of which the journal records a breach, by their ids
   */
  record Row(
      AppealId id,
      Optional<String> number,
      Appeal.State state,
      AppealType type,
      boolean collective,
      Instant receivedAt,
      Optional<LocalDateTime> due,
      Optional<Instant> answeredAt,
      boolean open,
      boolean overdue,
      List<String> breached,
      boolean escalated,
      boolean reopened,
      List<Question> questions) {

    boolean isBreached() {
      return overdue || !breached.isEmpty();
    }
  }

  record Question(String substance, Optional<String> block, Optional<String> body) {}

  /**
   * Numbers over all rows found; each stands for at least so many when there are more than counted.
   */
  record Sums(
      long found,
      long open,
      long breached,
      long escalated,
      long reopened,
      long answered,
      long answeredInTime) {

    boolean capped() {
      return found > MOST_COUNTED;
    }
  }

  private static final String OVERDUE =
      """
      (coalesce(t5.due, t1.due) + interval '1' minute <=
        case when a.closed_at is null then :now else cast(coalesce(a.answered_at, a.closed_at) as timestamp) end)""";

  /** By the law: a row whose id begins with T, not a setting of the ЦУР (ladder's last step). */
  private static final String OF_LAW = "b.action = 'BREACHED' and b.object like 'T%'";

  private static final String BREACHED =
      "(" + OVERDUE + " or exists (select 1 from act b where b.appeal = a.id and " + OF_LAW + "))";

  private static final String COLLECTIVE =
      "exists (select 1 from signatory s where s.appeal = a.id)";

  private static final String ESCALATED =
      "exists (select 1 from ladder_step l where l.appeal = a.id)";

  private static final String FROM =
      """
       from appeal a
        left join deadline t5 on t5.appeal = a.id and t5.subject = 'APPEAL' and t5.term in ('T5', 'T6', 'T5_REOPENED') and t5.current_one
        left join deadline t1 on t1.appeal = a.id and t1.subject = 'APPEAL' and t1.term = 'T1' and t1.current_one
        left join control_date cd on cd.appeal = a.id and a.round_no = 1
      where 1 = 1
      """;

  private final JdbcClient jdbc;
  private final Organization organization;
  private final Clock clock;

  AppealRegister(JdbcClient jdbc, Organization organization, Clock clock) {
    this.jdbc = jdbc;
    this.organization = organization;
    this.clock = clock;
  }

  /**
   * One more than {@code limit} tells that there are more.
   *
   * @param hidden seals of complaints that the reader must not see
   */
  List<Row> rows(RegisterFilter filter, Set<Integer> hidden, long offset, int limit) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, hidden, values);
    values.put("offset", offset);
    values.put("limit", limit);
    List<Row> rows =
        jdbc.sql(
                "select a.id, a.number, a.state, a.type, a.received_at, a.answered_at, a.closed_at, "
                    + "case when cd.due is not null and cd.missed_at is null and cast(cd.due as timestamp) < t5.due"
                    + " then cast(cd.due as timestamp) + interval '1' day - interval '1' minute"
                    + " else coalesce(t5.due, t1.due) end as due, case when "
                    + OVERDUE
                    + " then 1 else 0 end as overdue, case when "
                    + COLLECTIVE
                    + " then 1 else 0 end as collective, case when "
                    + ESCALATED
                    + " then 1 else 0 end as escalated, a.round_no"
                    + FROM
                    + where
                    + " order by case when a.closed_at is null then 0 else 1 end, coalesce(t5.due, t1.due) nulls last,"
                    + " a.received_at, a.id offset :offset rows fetch next :limit rows only")
            .params(values)
            .query(AppealRegister::map)
            .list();
    return complete(rows);
  }

  Sums sums(RegisterFilter filter, Set<Integer> hidden) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, hidden, values);
    values.put("limit", MOST_COUNTED + 1);
    return jdbc.sql(
            "select count(*) as found, sum(is_open) as is_open, sum(breached) as breached, sum(escalated) as escalated,"
                + " sum(reopened) as reopened, sum(answered) as answered,"
                + " sum(case when answered = 1 and overdue = 0 and late_before = 0 then 1 else 0 end) as in_time"
                + " from (select case when a.closed_at is null then 1 else 0 end as is_open, case when "
                + OVERDUE
                + " then 1 else 0 end as overdue, case when "
                + BREACHED
                + " then 1 else 0 end as breached, case when "
                + ESCALATED
                + " then 1 else 0 end as escalated, case when a.round_no > 1 then 1 else 0 end as reopened,"
                + " case when exists (select 1 from reopening r where r.appeal = a.id and r.late_before)"
                + " then 1 else 0 end as late_before,"
                + " case when a.answered_at is not null then 1 else 0 end as answered"
                + FROM
                + where
                + " fetch first :limit rows only) counted")
        .params(values)
        .query(
            (row, i) ->
                new Sums(
                    row.getLong("found"),
                    row.getLong("is_open"),
                    row.getLong("breached"),
                    row.getLong("escalated"),
                    row.getLong("reopened"),
                    row.getLong("answered"),
                    row.getLong("in_time")))
        .single();
  }

  private String where(RegisterFilter filter, Set<Integer> hidden, Map<String, Object> values) {
    StringBuilder where = new StringBuilder();
    if (!hidden.isEmpty()) {
      where.append(
          " and not exists (select 1 from complaint c where c.appeal = a.id and c.seal in (:hidden))");
      values.put("hidden", hidden);
    }
    values.put("now", LocalDateTime.now(clock));
    filter
        .number()
        .ifPresent(
            number -> {
              where.append(" and upper(a.number) like upper(:number) escape '!'");
              values.put(
                  "number",
                  "%" + number.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
            });
    filter
        .from()
        .ifPresent(
            day -> {
              where.append(" and a.received_at >= :from");
              values.put("from", utc(day.atStartOfDay(clock.getZone()).toInstant()));
            });
    filter
        .to()
        .ifPresent(
            day -> {
              where.append(" and a.received_at < :to");
              values.put("to", utc(day.plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
            });
    filter
        .body()
        .ifPresent(
            body -> {
              where.append(
                  " and exists (select 1 from question q where q.appeal = a.id and q.body in (:bodies))");
              values.put("bodies", organization.subtree(body).stream().map(BodyId::value).toList());
            });
    filter
        .block()
        .ifPresent(
            block -> {
              where.append(
                  " and exists (select 1 from question q where q.appeal = a.id and q.block = :block)");
              values.put("block", block.value());
            });
    filter
        .state()
        .ifPresent(
            state -> {
              where.append(" and a.state = :state");
              values.put("state", state.name());
            });
    filter
        .type()
        .ifPresent(
            type -> {
              where.append(" and a.type = :type");
              values.put("type", type.name());
            });
    if (filter.collective()) {
      where.append(" and ").append(COLLECTIVE);
    }
    if (filter.overdue()) {
      where.append(" and ").append(BREACHED);
    }
    if (filter.escalated()) {
      where.append(" and ").append(ESCALATED);
    }
    if (filter.reopened()) {
      where.append(" and a.round_no > 1");
    }
    if (filter.promised()) {
      where.append(
          " and exists (select 1 from promise p where p.appeal = a.id and p.state = 'RUNNING')");
    }
    if (filter.redirected()) {
      where.append(
          " and exists (select 1 from redirect_control r where r.appeal = a.id and r.began_on is not null"
              + " and r.ending is null)");
    }
    return where.toString();
  }

  private List<Row> complete(List<Row> rows) {
    Map<UUID, List<Question>> questions = new HashMap<>();
    Map<UUID, List<String>> breached = new HashMap<>();
    for (int i = 0; i < rows.size(); i += CHUNK) {
      List<UUID> ids =
          rows.subList(i, Math.min(i + CHUNK, rows.size())).stream()
              .map(row -> row.id().value())
              .toList();
      jdbc.sql(
              "select appeal, substance, block, body from question where appeal in (:ids) order by appeal, ordinal")
          .param("ids", ids)
          .query(
              (RowCallbackHandler)
                  row ->
                      of(row, questions)
                          .add(
                              new Question(
                                  row.getString("substance"),
                                  Optional.ofNullable(row.getString("block")),
                                  Optional.ofNullable(row.getString("body")))));
      jdbc.sql(
              "select distinct b.appeal, b.object from act b where b.appeal in (:ids) and "
                  + OF_LAW
                  + " order by b.appeal, b.object")
          .param("ids", ids)
          .query((RowCallbackHandler) row -> of(row, breached).add(row.getString("object")));
    }
    return rows.stream()
        .map(
            row ->
                new Row(
                    row.id(),
                    row.number(),
                    row.state(),
                    row.type(),
                    row.collective(),
                    row.receivedAt(),
                    row.due(),
                    row.answeredAt(),
                    row.open(),
                    row.overdue(),
                    List.copyOf(breached.getOrDefault(row.id().value(), List.of())),
                    row.escalated(),
                    row.reopened(),
                    List.copyOf(questions.getOrDefault(row.id().value(), List.of()))))
        .toList();
  }

  private static <T> List<T> of(ResultSet row, Map<UUID, List<T>> known) throws SQLException {
    return known.computeIfAbsent(row.getObject("appeal", UUID.class), none -> new ArrayList<>());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Row map(ResultSet row, int i) throws SQLException {
    return new Row(
        new AppealId(row.getObject("id", UUID.class)),
        Optional.ofNullable(row.getString("number")),
        Appeal.State.valueOf(row.getString("state")),
        AppealType.valueOf(row.getString("type")),
        row.getInt("collective") == 1,
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("due", LocalDateTime.class)),
        Optional.ofNullable(row.getObject("answered_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getObject("closed_at", OffsetDateTime.class) == null,
        row.getInt("overdue") == 1,
        List.of(),
        row.getInt("escalated") == 1,
        row.getInt("round_no") > 1,
        List.of());
  }
}
