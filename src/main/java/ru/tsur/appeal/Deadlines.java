package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.deadline.Adjustment;
import ru.tsur.deadline.Calendars;
import ru.tsur.deadline.Deadline;
import ru.tsur.deadline.FirstDay;
import ru.tsur.deadline.NonWorkingDay;
import ru.tsur.deadline.ProductionCalendar;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Unit;
import ru.tsur.deadline.WorkingTime;
import ru.tsur.organization.Actor;

/**
 * Deadlines kept with how they came about. A moved deadline is a new row; the one before it stays
 * as history. Local times are in the zone of the injected clock.
 */
@Component
@Transactional
public class Deadlines {

  /** Term of the answer (art. 12 p. 1). */
  public static final TermId ANSWER = new TermId("T5");

  /**
   * Term of the governor's answer about breaches of migration law (art. 12 p. 1.1). It stands in
   * the place of {@link #ANSWER}: who asks for that one is told of this.
   */
  public static final TermId GOVERNORS_ANSWER = new TermId("T6");

  /**
   * Term of the answer of an appeal that is considered again. It stands in the place of {@link
   * #ANSWER} too.
   */
  public static final TermId REOPENED_ANSWER = new TermId("T5_REOPENED");

  /** What may be the term of the answer, one of them at a time. */
  private static final List<TermId> ANSWERS = List.of(ANSWER, GOVERNORS_ANSWER, REOPENED_ANSWER);

  /** Term of the registration (art. 8 p. 2). */
  public static final TermId REGISTRATION = new TermId("T1");

  /** Term of another body to supply documents (art. 10 p. 2). */
  public static final TermId DOCUMENTS = new TermId("T8");

  /** Term of a co-executor's part, counted from the registration. */
  public static final TermId PART = new TermId("STEP_PART");

  private static final String APPEAL = "APPEAL";

  /**
   * A deadline in the register. {@code due} is the last moment to act; the breach is one minute
   * later, at 24:00. {@code rule} is the row it was computed by, empty for deadlines older than its
   * keeping.
   */
  public record Kept(
      UUID id,
      AppealId appeal,
      String subject,
      TermId term,
      String article,
      String label,
      Instant startedAt,
      LocalDateTime raw,
      LocalDateTime due,
      String adjustment,
      String calendar,
      List<String> steps,
      int extension,
      boolean current,
      Optional<Term> rule,
      Optional<Instant> fulfilledAt) {

    /**
     * When it is breached if nothing was done: 24:00 of the last day, or the end of a term in
     * hours.
     */
    public LocalDateTime breachAt() {
      return due.getHour() == 23 && due.getMinute() == 59
          ? due.toLocalDate().plusDays(1).atStartOfDay()
          : due;
    }

    public boolean isBreachedOn(LocalDateTime now) {
      return !now.isBefore(breachAt());
    }

    /** Whether another would say the same of when it began and ends, and by which row. */
    private boolean isAs(TermId other, Instant from, LocalDateTime otherRaw, LocalDateTime ends) {
      return term.equals(other)
          && startedAt.equals(from)
          && raw.equals(otherRaw)
          && due.equals(ends);
    }

    boolean isOfAppeal() {
      return subject.equals(APPEAL);
    }

    /** Of what another one owes us: kept under the id of the request, and ended with it. */
    public boolean isOwedToUs() {
      return !isOfAppeal() && term.equals(DOCUMENTS);
    }

    /** Whether it is the term of the answer, by whichever part of art. 12. */
    public boolean isOfAnswer() {
      return isOfAppeal() && ANSWERS.contains(term);
    }
  }

  private final JdbcClient jdbc;
  private final Calendars calendars;
  private final Acts acts;
  private final Clock clock;

  Deadlines(JdbcClient jdbc, Calendars calendars, Acts acts, Clock clock) {
    this.jdbc = jdbc;
    this.calendars = calendars;
    this.acts = acts;
    this.clock = clock;
  }

  /** Starts a statutory term of the appeal. */
  public Kept start(AppealId appeal, Term term, Instant from, Actor actor) {
    Kept kept = keep(appeal, APPEAL, term, compute(term, from), from, 0, Optional.empty());
    acts.record(
        appeal,
        actor,
        Action.DEADLINE_SET,
        term.id().value(),
        Map.of("term", term.id().value(), "due", "" + kept.due()));
    return kept;
  }

  /** Starts a term of something of the appeal that has an id of its own, as a request has. */
  public Kept startOf(AppealId appeal, UUID subject, Term term, Instant from, Actor actor) {
    return keepOf(appeal, subject, term, from, actor, Optional.empty());
  }

  /** The same term, counted from another day. */
  public Kept restart(AppealId appeal, UUID subject, Term term, Instant from, Actor actor) {
    return keepOf(appeal, subject, term, from, actor, currentOf(appeal, subject));
  }

  private Kept keepOf(
      AppealId appeal, UUID subject, Term term, Instant from, Actor actor, Optional<Kept> before) {
    Kept kept = keep(appeal, subject.toString(), term, compute(term, from), from, 0, before);
    acts.record(
        appeal,
        actor,
        Action.DEADLINE_SET,
        term.id().value(),
        Map.of("term", term.id().value(), "due", "" + kept.due()));
    return kept;
  }

  /** The deadline that runs for it now. */
  @Transactional(readOnly = true)
  public Optional<Kept> currentOf(AppealId appeal, UUID subject) {
    return jdbc.sql(
            "select * from deadline where appeal = :appeal and subject = :subject and current_one")
        .param("appeal", appeal.value())
        .param("subject", subject.toString())
        .query(this::map)
        .optional();
  }

  /** It has come to its end: its term runs no more. */
  void fulfilOf(AppealId appeal, UUID subject) {
    jdbc.sql(
            """
            update deadline set fulfilled_at = :now
            where appeal = :appeal and subject = :subject and current_one and fulfilled_at is null
            """)
        .param("now", utc(clock.instant()))
        .param("appeal", appeal.value())
        .param("subject", subject.toString())
        .update();
  }

  /** The term of a task that is opened now: a step's from now, the law's from the registration. */
  public Deadline computeForTask(AppealId appeal, Term term) {
    Term rule = inTimeForTheWhole(appeal, term);
    return compute(rule, startOfTask(appeal, rule));
  }

  /** A part is due by half of the answer's term, also where that is shorter than usual (T6). */
  private Term inTimeForTheWhole(AppealId appeal, Term term) {
    Optional<Kept> answer = term.id().equals(PART) ? current(appeal, ANSWER) : Optional.empty();
    if (answer.isEmpty() || !term.unit().inDays() || term.length().isEmpty()) {
      return term;
    }
    long days =
        ChronoUnit.DAYS.between(
            local(answer.get().startedAt()).toLocalDate(), answer.get().raw().toLocalDate());
    int half = (int) Math.max(1, days / 2);
    return half >= term.length().getAsInt()
        ? term
        : new Term(
            term.id(),
            term.label(),
            term.article(),
            OptionalInt.of(half),
            term.unit(),
            term.nonWorkingDay(),
            term.firstDay(),
            term.hours());
  }

  /** Last day of a term that runs from the registration and is no term of the appeal. */
  @Transactional(readOnly = true)
  public LocalDate dueFromRegistration(AppealId appeal, Term term) {
    Instant registered = current(appeal, ANSWER).map(Kept::startedAt).orElseGet(clock::instant);
    return compute(term, registered).dueAt().toLocalDate();
  }

  /** The last working day before that day, by the calendar of now. */
  public LocalDate workingDayBefore(LocalDate day) {
    ProductionCalendar calendar = calendars.current().withWeekendsOnlyOutside();
    LocalDate before = day.minusDays(1);
    while (!calendar.isWorking(before)) {
      before = before.minusDays(1);
    }
    return before;
  }

  private Instant startOfTask(AppealId appeal, Term term) {
    Instant registered = current(appeal, ANSWER).map(Kept::startedAt).orElseGet(clock::instant);
    // a part that comes to its body when half of the term is over has the step's days from then
    boolean late = term.id().equals(PART) && !compute(term, registered).breachAt().isAfter(now());
    return term.id().isStep() && (late || !term.id().equals(PART)) ? clock.instant() : registered;
  }

  /** Keeps how the due date of a task came about. */
  public Kept keepForTask(AppealId appeal, String task, Term term) {
    Term rule = inTimeForTheWhole(appeal, term);
    Instant from = startOfTask(appeal, rule);
    return keep(appeal, task, rule, compute(rule, from), from, 0, Optional.empty());
  }

  /** Moves the term of the answer by {@code days} from its original raw date (D4). */
  public Kept extend(AppealId appeal, Term term, int days, Actor actor) {
    Kept before = current(appeal, ANSWER).orElseThrow(AppealRefusals.UnknownAppeal::new);
    return move(before, term, extended(before, term, days), days, Map.entry("days", days), actor);
  }

  /** The answer's term from its start by another row: T6 in the place of T5. */
  Kept replaceAnswer(AppealId appeal, Term term, Actor actor) {
    Kept before = current(appeal, ANSWER).orElseThrow(AppealRefusals.UnknownAppeal::new);
    Deadline again = compute(term, before.startedAt());
    return move(before, term, again, 0, Map.entry("article", term.article()), actor);
  }

  /**
   * The appeal is considered again: its term of the answer begins anew, the first one stays as
   * history.
   */
  void reopen(Kept first, Term term, Instant from, Actor actor) {
    Kept kept =
        keep(first.appeal(), APPEAL, term, compute(term, from), from, 0, Optional.of(first));
    acts.record(
        first.appeal(),
        actor,
        Action.DEADLINE_SET,
        term.id().value(),
        Map.of("term", term.id().value(), "due", "" + kept.due()));
  }

  /** A joined appeal has the term of the first one (law.md §5), counted from that registration. */
  Kept adopt(AppealId appeal, Kept first, String number, Actor actor) {
    Kept before = current(appeal, ANSWER).orElseThrow(AppealRefusals.UnknownAppeal::new);
    if (before.isAs(first.term(), first.startedAt(), first.raw(), first.due())) {
      return before;
    }
    Deadline its =
        new Deadline(
            first.term(),
            local(first.startedAt()),
            first.raw(),
            first.due(),
            Adjustment.valueOf(first.adjustment()),
            first.calendar(),
            first.steps(),
            true);
    Term rule = first.rule().or(before::rule).orElseThrow();
    Map.Entry<String, Object> why = Map.entry("joinedTo", number);
    return move(before, rule, its, first.startedAt(), first.extension(), why, actor);
  }

  /**
   * No longer joined: the term counts from the appeal's own registration.
   *
   * @param days of an extension that its applicant was told of
   */
  Kept returnToOwn(AppealId appeal, Term term, Instant registeredAt, int days, Actor actor) {
    Kept before = current(appeal, ANSWER).orElseThrow(AppealRefusals.UnknownAppeal::new);
    ProductionCalendar calendar = calendars.current().withWeekendsOnlyOutside();
    Deadline own =
        days > 0 ? term.extended(local(registeredAt), days, calendar) : compute(term, registeredAt);
    if (before.isAs(term.id(), registeredAt, own.raw(), own.dueAt())) {
      return before;
    }
    return move(before, term, own, registeredAt, days, Map.entry("unjoined", "own"), actor);
  }

  private Kept move(
      Kept before, Term term, Deadline to, int days, Map.Entry<String, Object> why, Actor actor) {
    return move(before, term, to, before.startedAt(), days, why, actor);
  }

  private Kept move(
      Kept before,
      Term term,
      Deadline to,
      Instant from,
      int days,
      Map.Entry<String, Object> why,
      Actor actor) {
    AppealId appeal = before.appeal();
    Kept kept = keep(appeal, APPEAL, term, to, from, days, Optional.of(before));
    acts.record(
        appeal,
        actor,
        Action.DEADLINE_MOVED,
        term.id().value(),
        Map.of(
            "term",
            term.id().value(),
            "from",
            "" + before.due(),
            "to",
            "" + kept.due(),
            why.getKey(),
            why.getValue()));
    return kept;
  }

  /** When the term of the answer would end if it were extended by {@code days}. */
  public LocalDateTime dueIfExtended(Kept answer, Term term, int days) {
    return extended(answer, term, days).dueAt();
  }

  private Deadline extended(Kept answer, Term term, int days) {
    return term.extended(
        local(answer.startedAt()), days, calendars.current().withWeekendsOnlyOutside());
  }

  /**
   * What may still be moved: of open appeals, with their number. A registered appeal has fulfilled
   * T1; whether the task of a task's deadline is still open, the caller knows.
   */
  @Transactional(readOnly = true)
  List<Kept> running(Optional<AppealId> only) {
    return jdbc.sql(
            """
            select d.* from deadline d join appeal a on a.id = d.appeal
            where d.current_one and a.closed_at is null and d.fulfilled_at is null
              and (d.subject <> 'APPEAL' or d.term <> 'T1' or a.number is null)
              %s
            order by a.received_at, a.id, d.made_at
            """
                .formatted(only.isPresent() ? "and a.id = :appeal" : ""))
        .param("appeal", only.map(AppealId::value).orElse(null))
        .query(this::map)
        .list();
  }

  /** The term is over and what it was for is not done: a fact of the journal, once. */
  public void breached(AppealId appeal, TermId term) {
    Kept deadline = current(appeal, term).orElseThrow();
    String object = deadline.term().value();
    Instant made =
        madeAt(deadline); // one that began anew may count from a day before the last breach
    boolean known =
        acts.of(appeal).stream()
            .anyMatch(
                act ->
                    act.action() == Action.BREACHED
                        && act.object().equals(object)
                        && !act.at().isBefore(made));
    if (!known && deadline.fulfilledAt().isEmpty()) {
      acts.record(
          appeal,
          Actor.SYSTEM,
          Action.BREACHED,
          object,
          Map.of("term", object, "due", deadline.due().toString()));
    }
  }

  private Instant madeAt(Kept deadline) {
    return jdbc.sql("select made_at from deadline where id = :id")
        .param("id", deadline.id())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** The answer has left: its term runs no more, whatever other letters are still to go. */
  public void answered(AppealId appeal) {
    fulfil(appeal, ANSWER);
  }

  /** What the term was for is done: it runs no more. */
  void fulfil(AppealId appeal, TermId term) {
    jdbc.sql(
            """
            update deadline set fulfilled_at = :now
            where appeal = :appeal and subject = 'APPEAL' and term in (:terms) and current_one and fulfilled_at is null
            """)
        .param("now", utc(clock.instant()))
        .param("appeal", appeal.value())
        .param("terms", rows(term))
        .update();
  }

  /** What this deadline would be by that rule and calendar, its extension included. */
  Deadline again(Kept kept, Term rule, ProductionCalendar calendar) {
    LocalDateTime from = local(kept.startedAt());
    Term its = inTimeForTheWhole(kept.appeal(), rule);
    ProductionCalendar forgiving = calendar.withWeekendsOnlyOutside();
    return kept.extension() > 0
        ? its.extended(from, kept.extension(), forgiving)
        : its.from(from, forgiving);
  }

  /** Replaces a deadline by what the act of recalculation made of it. */
  Kept move(Kept before, Term rule, Deadline moved, Recalculation act) {
    Kept kept =
        keep(
            before.appeal(),
            before.subject(),
            rule,
            moved,
            before.startedAt(),
            before.extension(),
            Optional.of(before));
    jdbc.sql("update deadline set recalculation = :act where id = :id")
        .param("act", act.id())
        .param("id", kept.id())
        .update();
    acts.record(
        before.appeal(),
        act.orderedBy(),
        Action.DEADLINE_MOVED,
        rule.id().value(),
        Map.of(
            "term",
            rule.id().value(),
            "from",
            "" + before.due(),
            "to",
            "" + kept.due(),
            "recalculation",
            act.id(),
            "basis",
            act.basis()));
    return kept;
  }

  @Transactional(readOnly = true)
  public Optional<Kept> current(AppealId appeal, TermId term) {
    if (term.isStep()) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select * from deadline where appeal = :appeal and subject = 'APPEAL' and term in (:terms) and current_one
            """)
        .param("appeal", appeal.value())
        .param("terms", rows(term))
        .query(this::map)
        .optional();
  }

  /** One of them stands in the place of T5, never beside it. */
  private static List<String> rows(TermId term) {
    return term.equals(ANSWER)
        ? ANSWERS.stream().map(TermId::value).toList()
        : List.of(term.value());
  }

  /** All deadlines of the appeal itself and of its tasks, oldest first. */
  @Transactional(readOnly = true)
  public List<Kept> of(AppealId appeal) {
    return jdbc.sql("select * from deadline where appeal = :appeal order by made_at, term")
        .param("appeal", appeal.value())
        .query(this::map)
        .list();
  }

  private Deadline compute(Term term, Instant from) {
    return term.from(local(from), calendars.current().withWeekendsOnlyOutside());
  }

  /** Whether a term that began then is over by now. */
  boolean isOver(Term term, Instant from) {
    return compute(term, from).dueAt().isBefore(now());
  }

  public LocalDateTime now() {
    return LocalDateTime.now(clock);
  }

  /** The engine's date as a local moment. */
  public LocalDateTime local(Date date) {
    return local(date.toInstant());
  }

  /** A local moment as the engine's date. */
  public Date date(LocalDateTime local) {
    return Date.from(local.atZone(clock.getZone()).toInstant());
  }

  private Kept keep(
      AppealId appeal,
      String subject,
      Term term,
      Deadline deadline,
      Instant from,
      int extension,
      Optional<Kept> before) {
    before.ifPresent(this::retire);
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into deadline (id, appeal, subject, term, article, label, started_at, raw, due, adjustment, calendar,
              steps, extension, current_one, made_at, term_length, unit, non_working_day, first_day, hours, replaces)
            values (:id, :appeal, :subject, :term, :article, :label, :startedAt, :raw, :due, :adjustment, :calendar,
              :steps, :extension, true, :madeAt, :length, :unit, :nonWorkingDay, :firstDay, :hours, :replaces)
            """)
        .param("id", id)
        .param("appeal", appeal.value())
        .param("subject", subject)
        .param("term", term.id().value())
        .param("article", term.article())
        .param("label", term.label())
        .param("startedAt", utc(from))
        .param("raw", deadline.raw())
        .param("due", deadline.dueAt())
        .param("adjustment", deadline.adjustment().name())
        .param("calendar", deadline.calendar())
        .param("steps", String.join("\n", deadline.steps()))
        .param("extension", extension)
        .param("madeAt", utc(clock.instant()))
        .param("length", term.length().isPresent() ? term.length().getAsInt() : null)
        .param("unit", term.unit().name())
        .param("nonWorkingDay", term.nonWorkingDay().name())
        .param("firstDay", term.firstDay().name())
        .param("hours", term.hours().name())
        .param("replaces", before.map(Kept::id).orElse(null))
        .update();
    return new Kept(
        id,
        appeal,
        subject,
        term.id(),
        term.article(),
        term.label(),
        from,
        deadline.raw(),
        deadline.dueAt(),
        deadline.adjustment().name(),
        deadline.calendar(),
        deadline.steps(),
        extension,
        true,
        Optional.of(term),
        Optional.empty());
  }

  /** An extension and a recalculation at once: the later one finds its deadline gone. */
  private void retire(Kept before) {
    int retired =
        jdbc.sql("update deadline set current_one = false where id = :id and current_one")
            .param("id", before.id())
            .update();
    if (retired != 1) {
      throw new OptimisticLockingFailureException("This deadline was moved meanwhile.");
    }
  }

  /** A moment as people of the region read it. */
  public LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, clock.getZone());
  }

  private Kept map(ResultSet row, int i) throws SQLException {
    return new Kept(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        row.getString("subject"),
        new TermId(row.getString("term")),
        row.getString("article"),
        row.getString("label"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("raw", LocalDateTime.class),
        row.getObject("due", LocalDateTime.class),
        row.getString("adjustment"),
        row.getString("calendar"),
        row.getString("steps").lines().toList(),
        row.getInt("extension"),
        row.getBoolean("current_one"),
        rule(row),
        Sql.instant(row, "fulfilled_at"));
  }

  private static Optional<Term> rule(ResultSet row) throws SQLException {
    return row.getString("unit") == null
        ? Optional.empty()
        : Optional.of(
            new Term(
                new TermId(row.getString("term")),
                row.getString("label"),
                row.getString("article"),
                OptionalInt.of(row.getInt("term_length")),
                Unit.valueOf(row.getString("unit")),
                NonWorkingDay.valueOf(row.getString("non_working_day")),
                FirstDay.valueOf(row.getString("first_day")),
                WorkingTime.valueOf(row.getString("hours"))));
  }
}
