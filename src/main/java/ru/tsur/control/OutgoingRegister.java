package ru.tsur.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealId;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;

/** All signed letters of all bodies by filter, the latest first. */
@Component
@Transactional(readOnly = true)
class OutgoingRegister {

  static final int PAGE = 50;
  static final int MOST_ROWS = 10_000;

  /** How far a signed letter has come. */
  enum State {
    WAITING("ждёт отправки"),
    SENT("отправлено"),
    PROVEN("вручено"),
    RETURNED("вернулось"),
    IN_CASE("в деле"),
    CANCELLED("отменено");

    private final String title;

    State(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** A signed letter; {@code proof} is the number of the notification, or the day it came back. */
  record Row(
      LetterId id,
      Optional<AppealId> appeal,
      String appealNumber,
      boolean closed,
      String number,
      Instant signedAt,
      String body,
      String kind,
      String recipient,
      DispatchMethod method,
      String address,
      String dispatchNumber,
      Optional<Instant> sentAt,
      State state,
      Optional<LocalDate> fateDay,
      String proof) {}

  private static final String ROWS =
      """
      select * from (
        select l.id, l.appeal, a.number as appeal_number, a.closed_at, l.number, l.signed_at, l.body, l.kind, l.recipient,
          l.method, l.address, l.dispatch_number, l.sent_at, p.last_name, p.first_name, p.middle_name, p.organization,
          f.on_day as fate_day, f.number as proof,
          case when l.state = 'CANCELLED' then 'CANCELLED'
            when l.method = 'CASE_FILE' then 'IN_CASE'
            when f.kind = 'RETURNED' and f.sent_at = l.sent_at then 'RETURNED'
            when l.state = 'SIGNED' then 'WAITING'
            when f.kind = 'PROVEN' then 'PROVEN'
            else 'SENT' end as fate
        from letter l join appeal a on a.id = l.appeal left join applicant p on p.appeal = a.id
          left join letter_fate f on f.letter = l.id
            and f.ordinal = (select max(g.ordinal) from letter_fate g where g.letter = l.id)
        where l.number is not null
        union all
        select m.id, cast(null as uuid), 'не обращение', m.closed_at, m.number, m.signed_at, 'tsur', 'EMAIL_COVER', m.recipient,
          'POST', m.address, m.dispatch_number, cast(m.sent_on as timestamp with time zone), null, null, null, null,
          cast(null as date), null, case when m.sent_on is null then 'WAITING' else 'SENT' end
        from email m where m.number is not null) outgoing
      where 1 = 1
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  OutgoingRegister(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One more than {@code limit} tells that there are more.
   *
   * @param hidden seals of complaints that the reader must not see
   */
  List<Row> rows(OutgoingFilter filter, Set<Integer> hidden, long offset, int limit) {
    Map<String, Object> values = new HashMap<>();
    String where = where(filter, hidden, values);
    values.put("offset", offset);
    values.put("limit", limit);
    return jdbc.sql(
            ROWS
                + where
                + " order by signed_at desc, id offset :offset rows fetch next :limit rows only")
        .params(values)
        .query(OutgoingRegister::map)
        .list();
  }

  Optional<Row> row(LetterId id) {
    return jdbc.sql(ROWS + " and id = :id")
        .param("id", id.value())
        .query(OutgoingRegister::map)
        .optional();
  }

  private String where(OutgoingFilter filter, Set<Integer> hidden, Map<String, Object> values) {
    StringBuilder where = new StringBuilder();
    if (!hidden.isEmpty()) {
      where.append(
          " and not exists (select 1 from complaint c where c.appeal = outgoing.appeal and c.seal in (:hidden))");
      values.put("hidden", hidden);
    }
    filter
        .number()
        .ifPresent(
            number -> {
              where.append(
                  " and (upper(number) like upper(:number) escape '!'"
                      + " or upper(appeal_number) like upper(:number) escape '!')");
              values.put(
                  "number",
                  "%" + number.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
            });
    filter
        .from()
        .ifPresent(
            day -> {
              where.append(" and signed_at >= :from");
              values.put("from", moment(day));
            });
    filter
        .to()
        .ifPresent(
            day -> {
              where.append(" and signed_at < :to");
              values.put("to", moment(day.plusDays(1)));
            });
    filter
        .body()
        .ifPresent(
            body -> {
              where.append(" and body = :body");
              values.put("body", body.value());
            });
    filter
        .state()
        .ifPresent(
            state -> {
              where.append(" and fate = :fate");
              values.put("fate", state.name());
            });
    return where.toString();
  }

  private OffsetDateTime moment(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static Row map(ResultSet row, int i) throws SQLException {
    return new Row(
        new LetterId(row.getObject("id", UUID.class)),
        Optional.ofNullable(row.getObject("appeal", UUID.class)).map(AppealId::new),
        text(row, "appeal_number"),
        row.getObject("closed_at", OffsetDateTime.class) != null,
        row.getString("number"),
        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
        row.getString("body"),
        kind(row.getString("kind")),
        recipient(row),
        DispatchMethod.valueOf(row.getString("method")),
        text(row, "address"),
        text(row, "dispatch_number"),
        Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        State.valueOf(row.getString("fate")),
        Optional.ofNullable(row.getObject("fate_day", LocalDate.class)),
        text(row, "proof"));
  }

  private static String kind(String code) {
    return code.equals("EMAIL_COVER")
        ? "Сопроводительное к электронному письму"
        : LetterKind.valueOf(code).title();
  }

  /** A body, or the applicant by name. */
  private static String recipient(ResultSet row) throws SQLException {
    String body = text(row, "recipient");
    if (!body.isEmpty()) {
      return body;
    }
    String name =
        Stream.of(text(row, "last_name"), text(row, "first_name"), text(row, "middle_name"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? text(row, "organization") : name;
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }
}
