package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.Recalculation.Verdict;
import ru.tsur.deadline.Deadline;
import ru.tsur.deadline.ExtensionRefused;
import ru.tsur.deadline.ProductionCalendar;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermWithoutLength;
import ru.tsur.deadline.Terms;
import ru.tsur.deadline.UnknownTerm;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;

/**
 * Acts of recalculation. An act is ordered once and worked off by its process, some appeals in each
 * transaction; an appeal that is done is not done again, so a crash in the middle costs nothing.
 */
@Component
@Transactional
public class Recalculations {

  /** A deadline and what the act would make, or has made, of it. */
  public record Change(
      AppealId appeal,
      String number,
      String label,
      boolean ofAppeal,
      LocalDateTime before,
      LocalDateTime after,
      Verdict verdict) {}

  /** All that an act would do, before it is ordered. */
  public record Preview(int appeals, Map<Verdict, Integer> counts, List<Change> changes) {

    public int moved() {
      return counts.getOrDefault(Verdict.MOVED_EARLIER, 0)
          + counts.getOrDefault(Verdict.MOVED_LATER, 0);
    }
  }

  /** How far an act has come. */
  public record Progress(int done, int left, int moved) {}

  private record Judged(Deadlines.Kept kept, Term rule, Deadline again, Verdict verdict) {}

  private final JdbcClient jdbc;
  private final Deadlines deadlines;
  private final Terms terms;
  private final AppealProcess process;
  private final Clock clock;

  Recalculations(
      JdbcClient jdbc, Deadlines deadlines, Terms terms, AppealProcess process, Clock clock) {
    this.jdbc = jdbc;
    this.deadlines = deadlines;
    this.terms = terms;
    this.process = process;
    this.clock = clock;
  }

  /** Old and new dates of all open deadlines; what stays as it is, is counted only. */
  @Transactional(readOnly = true)
  public Preview preview(ProductionCalendar calendar, boolean withTerms) {
    Map<UUID, String> numbers = numbers();
    Set<String> open = process.openTasks();
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    List<Change> changes = new ArrayList<>();
    Set<AppealId> appeals = new HashSet<>();
    for (Deadlines.Kept kept : deadlines.running(Optional.empty())) {
      if (kept.isOfAppeal() || kept.isOwedToUs() || open.contains(kept.subject())) {
        Judged judged = judge(kept, calendar, withTerms);
        appeals.add(kept.appeal());
        counts.merge(judged.verdict(), 1, Integer::sum);
        if (judged.verdict() != Verdict.SAME && judged.verdict() != Verdict.BREACHED) {
          changes.add(change(judged, numbers.get(kept.appeal().value())));
        }
      }
    }
    return new Preview(appeals.size(), counts, changes);
  }

  /**
   * Orders the act: its calendar is in force at once, the dates follow.
   *
   * @throws InvalidAppeal without a basis, or while another act is under way
   */
  public Recalculation order(
      Optional<Long> calendar, boolean withTerms, String basis, Actor actor) {
    if (basis == null || basis.isBlank()) {
      throw new InvalidAppeal("basis", "Укажите документ-основание: вид, номер и дату.");
    }
    if (basis.length() > 300) {
      throw new InvalidAppeal("basis", "Основание длиннее 300 знаков.");
    }
    try {
      jdbc.sql(
              """
              insert into recalculation (calendar, with_terms, basis, ordered_by, ordered_post, ordered_at, running)
              values (:calendar, :terms, :basis, :by, :post, :now, 1)
              """)
          .param("calendar", calendar.orElse(null))
          .param("terms", withTerms)
          .param("basis", basis.strip())
          .param("by", actor.official().value())
          .param("post", actor.post())
          .param("now", utc(clock.instant()))
          .update();
    } catch (DuplicateKeyException another) {
      throw new InvalidAppeal("basis", "Предыдущий пересчёт ещё не закончен: дождитесь его конца.");
    }
    Recalculation act = latest().orElseThrow();
    process.recalculationOrdered(act.id());
    return act;
  }

  /**
   * Moves what has to be moved in the next so many appeals, with their timers and due dates.
   *
   * @return how many appeals are left
   */
  public int next(long id, ProductionCalendar calendar, int most) {
    Recalculation act = recalculation(id);
    List<AppealId> appeals =
        jdbc
            .sql(
                """
                select a.id from appeal a where a.closed_at is null and not exists (
                  select 1 from recalculated_appeal r where r.recalculation = :act and r.appeal = a.id)
                order by a.received_at, a.id fetch first %d rows only
                """
                    .formatted(most))
            .param("act", id)
            .query(UUID.class)
            .list()
            .stream()
            .map(AppealId::new)
            .toList();
    for (AppealId appeal : appeals) {
      recalculate(appeal, act, calendar);
      jdbc.sql("insert into recalculated_appeal (recalculation, appeal) values (:act, :appeal)")
          .param("act", id)
          .param("appeal", appeal.value())
          .update();
    }
    return appeals.size() < most ? 0 : progress(id).left();
  }

  /** The last appeal is done. */
  public void finish(long id) {
    jdbc.sql(
            "update recalculation set finished_at = :now, running = null where id = :id and running = 1")
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
  }

  @Transactional(readOnly = true)
  public Optional<Recalculation> latest() {
    return jdbc.sql("select * from recalculation order by id desc fetch first 1 rows only")
        .query(Recalculations::map)
        .optional();
  }

  @Transactional(readOnly = true)
  public List<Recalculation> all() {
    return jdbc.sql("select * from recalculation order by id desc")
        .query(Recalculations::map)
        .list();
  }

  @Transactional(readOnly = true)
  public Recalculation recalculation(long id) {
    return jdbc.sql("select * from recalculation where id = :id")
        .param("id", id)
        .query(Recalculations::map)
        .single();
  }

  @Transactional(readOnly = true)
  public Progress progress(long id) {
    return jdbc.sql(
            """
            select (select count(*) from recalculated_appeal where recalculation = :id) as done,
              (select count(*) from appeal a where a.closed_at is null and not exists (
                select 1 from recalculated_appeal r where r.recalculation = :id and r.appeal = a.id)) as open,
              (select count(*) from deadline where recalculation = :id) as moved
            """)
        .param("id", id)
        .query(
            (row, i) -> new Progress(row.getInt("done"), row.getInt("open"), row.getInt("moved")))
        .single();
  }

  /** What an act has moved: old and new, at most so many. */
  @Transactional(readOnly = true)
  public List<Change> moved(long id, int most) {
    return jdbc.sql(
            """
            select d.appeal, a.number, d.label, d.subject, b.due as before_due, d.due as after_due
            from deadline d join deadline b on b.id = d.replaces join appeal a on a.id = d.appeal
            where d.recalculation = :id order by d.due, a.number fetch first %d rows only
            """
                .formatted(most))
        .param("id", id)
        .query(
            (row, i) -> {
              LocalDateTime before = row.getObject("before_due", LocalDateTime.class);
              LocalDateTime after = row.getObject("after_due", LocalDateTime.class);
              return new Change(
                  new AppealId(row.getObject("appeal", UUID.class)),
                  row.getString("number"),
                  row.getString("label"),
                  row.getString("subject").equals("APPEAL"),
                  before,
                  after,
                  after.isBefore(before) ? Verdict.MOVED_EARLIER : Verdict.MOVED_LATER);
            })
        .list();
  }

  private void recalculate(AppealId appeal, Recalculation act, ProductionCalendar calendar) {
    Set<String> open = process.openTasks(appeal);
    boolean moved = false;
    for (Deadlines.Kept kept : deadlines.running(Optional.of(appeal))) {
      if (kept.isOfAppeal() || kept.isOwedToUs() || open.contains(kept.subject())) {
        Judged judged = judge(kept, calendar, act.withTerms());
        if (judged.verdict().moves()) {
          deadlines.move(kept, judged.rule(), judged.again(), act);
          moved = true;
        }
      }
    }
    if (moved) {
      process.deadlineMoved(appeal);
    }
  }

  private Judged judge(Deadlines.Kept kept, ProductionCalendar calendar, boolean withTerms) {
    Term rule =
        withTerms
            ? row(kept).or(kept::rule).orElseThrow()
            : kept.rule().or(() -> row(kept)).orElseThrow();
    Deadline again;
    try {
      again = deadlines.again(kept, rule, calendar);
    } catch (TermWithoutLength | ExtensionRefused unfit) {
      // a row of now that cannot be counted for this deadline: its own rule stays
      rule = kept.rule().orElseThrow();
      again = deadlines.again(kept, rule, calendar);
    }
    LocalDateTime now = deadlines.now();
    Verdict verdict;
    if (again.dueAt().equals(kept.due())) {
      verdict = Verdict.SAME;
    } else if (kept.isBreachedOn(now)) {
      verdict = Verdict.BREACHED;
    } else if (again.isBreachedOn(now)) {
      verdict = Verdict.WOULD_BE_PAST;
    } else {
      verdict = again.dueAt().isBefore(kept.due()) ? Verdict.MOVED_EARLIER : Verdict.MOVED_LATER;
    }
    return new Judged(kept, rule, again, verdict);
  }

  /** The row of the terms table as it is now; empty if a methodologist has removed it. */
  private Optional<Term> row(Deadlines.Kept kept) {
    try {
      return Optional.of(terms.term(kept.term()));
    } catch (UnknownTerm removed) {
      return Optional.empty();
    }
  }

  private static Change change(Judged judged, String number) {
    return new Change(
        judged.kept().appeal(),
        number,
        judged.kept().label(),
        judged.kept().isOfAppeal(),
        judged.kept().due(),
        judged.again().dueAt(),
        judged.verdict());
  }

  private Map<UUID, String> numbers() {
    return jdbc
        .sql("select id, number from appeal where closed_at is null and number is not null")
        .query((row, i) -> Map.entry(row.getObject("id", UUID.class), row.getString("number")))
        .list()
        .stream()
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Recalculation map(ResultSet row, int i) throws SQLException {
    return new Recalculation(
        row.getLong("id"),
        Optional.ofNullable(row.getObject("calendar", Long.class)),
        row.getBoolean("with_terms"),
        row.getString("basis"),
        new Actor(
            new OfficialId(row.getString("ordered_by")),
            row.getString("ordered_post"),
            Role.METHODOLOGIST),
        row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
        instant(row, "finished_at"));
  }
}
