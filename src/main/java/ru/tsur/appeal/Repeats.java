package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;

/**
 * Earlier appeals of the same applicant on what seems the same question, offered to the official
 * who decides: nothing is linked silently (law.md §5). The same applicant is who has the same name
 * and one of the addresses.
 */
@Component
@Transactional
public class Repeats {

  /** Of an applicant whose key is to be made again (V15). */
  private static final String NO_KEY = "?";

  /** What an official answers who finds no connection. */
  public static final String NONE = "NONE";

  /** Texts less alike are not offered. */
  static final double ALIKE = 0.3;

  private static final double VERY_ALIKE = 0.6;
  private static final double SAME = 0.9;
  private static final int MOST_OFFERED = 5;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final JdbcClient jdbc;
  private final Complaints complaints;
  private final Acts acts;
  private final Clock clock;

  Repeats(JdbcClient jdbc, Complaints complaints, Acts acts, Clock clock) {
    this.complaints = complaints;
    this.jdbc = jdbc;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * An earlier appeal and what the new one seems to be to it.
   *
   * @param likeness from 0 to 1
   */
  public record Offer(
      AppealId id, String number, String said, double likeness, LinkKind suggested) {

    /** As a form's option has it: {@code REPEAT:Г-1/2026}. */
    public String value() {
      return suggested.name() + ":" + number;
    }

    /** «№ Г-1/2026 от 03.06.2026, ответ дан, текст очень похож: повторное». */
    public String label() {
      return said + ": " + suggested.title();
    }
  }

  /** What the official chose of {@link Offer#value()}; empty for {@link #NONE} and for nothing. */
  public static Optional<Appeals.Earlier> chosen(String value) {
    int colon = value.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Stream.of(LinkKind.values())
            .filter(kind -> kind.name().equals(value.substring(0, colon)))
            .findFirst()
            .map(kind -> new Appeals.Earlier(value.substring(colon + 1), kind));
  }

  private record Candidate(
      AppealId id,
      String number,
      Instant registeredAt,
      Appeal.State state,
      boolean open,
      boolean late,
      String text,
      List<String> addresses,
      double likeness) {

    private Candidate comparedWith(String other) {
      return new Candidate(
          id, number, registeredAt, state, open, late, text, addresses, Likeness.of(text, other));
    }
  }

  /**
   * What is offered of an appeal, the likest first.
   *
   * @param reader who is shown it: no complaint about himself
   * @param self the appeal, if it is stored: neither itself nor what it is linked with is offered
   */
  @Transactional(readOnly = true)
  public List<Offer> offers(
      OfficialId reader, Optional<AppealId> self, Applicant applicant, String text) {
    String key = key(applicant);
    if (key.isEmpty()) {
      return List.of();
    }
    List<String> addresses = addresses(applicant);
    List<Candidate> alike =
        earlier(self, key).stream()
            .filter(one -> !complaints.isHiddenFrom(one.id(), reader))
            .filter(one -> one.addresses().stream().anyMatch(addresses::contains))
            .map(one -> one.comparedWith(text))
            .filter(one -> one.likeness() >= ALIKE)
            .toList();
    long answers = alike.stream().filter(Repeats::isAnswered).count();
    return alike.stream()
        .sorted(
            Comparator.comparingDouble(Candidate::likeness)
                .thenComparing(Candidate::registeredAt)
                .reversed())
        .limit(MOST_OFFERED)
        .map(
            one ->
                new Offer(
                    one.id(), one.number(), said(one), one.likeness(), suggested(one, answers)))
        .toList();
  }

  /** The official looked at what was offered and found no connection: a fact of the journal. */
  public void unrelated(AppealId appeal, int offered, Actor official) {
    if (acts.of(appeal).stream().noneMatch(act -> act.action() == Action.UNRELATED)) {
      acts.record(appeal, official, Action.UNRELATED, "обращение", Map.of("offered", offered));
    }
  }

  /** Applicants stored before their keys were made by {@link #key} get theirs. */
  @EventListener(ApplicationStartedEvent.class)
  public void makeKeys() {
    jdbc.sql(
            "select appeal, last_name, first_name, organization from applicant where name_key = :none")
        .param("none", NO_KEY)
        .query(
            (row, i) ->
                Map.entry(
                    row.getObject("appeal", UUID.class),
                    key(
                        value(row, "last_name"),
                        value(row, "first_name"),
                        value(row, "organization"))))
        .list()
        .forEach(
            made ->
                jdbc.sql("update applicant set name_key = :key where appeal = :appeal")
                    .param("key", made.getValue())
                    .param("appeal", made.getKey())
                    .update());
  }

  /** Whether an appeal that stands beside it is of the same person: name and one address. */
  @Transactional(readOnly = true)
  public boolean isOf(AppealId appeal, Applicant applicant) {
    String key = key(applicant);
    List<String> addresses = addresses(applicant);
    return !key.isEmpty()
        && jdbc
            .sql(
                "select postal_address, email, cabinet from applicant where appeal = :appeal and name_key = :key")
            .param("appeal", appeal.value())
            .param("key", key)
            .query((row, i) -> addresses(row))
            .list()
            .stream()
            .flatMap(List::stream)
            .anyMatch(addresses::contains);
  }

  /**
   * Whether two applicants are the same: by name and one address, or, where they share none, by the
   * full name with the patronymic.
   */
  static boolean isSame(Applicant one, Applicant other) {
    String key = key(one);
    if (key.isEmpty() || !key.equals(key(other))) {
      return false;
    }
    boolean full = one.lastName().isEmpty() || !one.middleName().isEmpty();
    return addresses(one).stream().anyMatch(addresses(other)::contains)
        || full && Likeness.normal(one.name()).equals(Likeness.normal(other.name()));
  }

  /** Surname and first initial, or the organisation: how an applicant is looked for. */
  static String key(Applicant applicant) {
    return key(applicant.lastName(), applicant.firstName(), applicant.organization());
  }

  private static String key(String lastName, String firstName, String organization) {
    if (lastName.isEmpty()) {
      return Likeness.normal(organization);
    }
    String first = Likeness.normal(firstName);
    return Likeness.normal(lastName)
        + (first.isEmpty() ? "" : " " + first.substring(0, first.offsetByCodePoints(0, 1)));
  }

  private static List<String> addresses(Applicant applicant) {
    return Stream.of(applicant.postalAddress(), applicant.email(), applicant.cabinet())
        .map(Likeness::normal)
        .filter(address -> !address.isEmpty())
        .toList();
  }

  private LinkKind suggested(Candidate one, long answers) {
    if (isAnswered(one)) {
      return answers >= 2 ? LinkKind.MULTIPLE : LinkKind.REPEAT;
    }
    if (one.open() && one.late()) {
      return LinkKind.REPEAT;
    }
    return one.open() && one.likeness() >= SAME ? LinkKind.DUPLICATE : LinkKind.RELATED;
  }

  private static boolean isAnswered(Candidate one) {
    return one.state() == Appeal.State.ANSWERED;
  }

  private String said(Candidate one) {
    String likeness =
        one.likeness() >= SAME
            ? "тот же текст"
            : one.likeness() >= VERY_ALIKE ? "текст очень похож" : "текст похож";
    return "№ "
        + one.number()
        + " от "
        + DAY.format(one.registeredAt().atZone(clock.getZone()))
        + ", "
        + one.state().title()
        + (one.open() && one.late() ? ", срок истёк" : "")
        + ", "
        + likeness;
  }

  private List<Candidate> earlier(Optional<AppealId> self, String key) {
    return jdbc.sql(
            """
            select a.id, a.number, a.registered_at, a.state, a.closed_at, a.text, p.postal_address, p.email, p.cabinet,
              d.due
            from applicant p join appeal a on a.id = p.appeal
              left join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term in ('T5', 'T6', 'T5_REOPENED') and d.current_one
            where p.name_key = :key and a.number is not null and a.id <> :self
              and not exists (select 1 from appeal_link l where (l.appeal = :self and l.other = a.id)
                or (l.other = :self and l.appeal = a.id))
            order by a.registered_at desc, a.id fetch first 50 rows only
            """)
        .param("key", key)
        .param("self", self.map(AppealId::value).orElse(new UUID(0, 0)))
        .query(this::map)
        .list();
  }

  private Candidate map(ResultSet row, int i) throws SQLException {
    LocalDateTime due = row.getObject("due", LocalDateTime.class);
    return new Candidate(
        new AppealId(row.getObject("id", UUID.class)),
        row.getString("number"),
        instant(row, "registered_at").orElseThrow(),
        Appeal.State.valueOf(row.getString("state")),
        instant(row, "closed_at").isEmpty(),
        due != null && due.isBefore(LocalDateTime.now(clock)),
        row.getString("text"),
        addresses(row),
        0);
  }

  private static List<String> addresses(ResultSet row) {
    return Stream.of("postal_address", "email", "cabinet")
        .map(column -> value(row, column))
        .map(Likeness::normal)
        .filter(address -> !address.isEmpty())
        .toList();
  }

  private static String value(ResultSet row, String column) {
    try {
      String value = row.getString(column);
      return value == null ? "" : value;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
