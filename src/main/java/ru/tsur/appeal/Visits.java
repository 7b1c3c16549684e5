package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.VisitRefused;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * Visits on site (art. 9 p. 2): appointed while the appeal is considered, held with an act, put off
 * or cancelled with a reason, ended with the consideration. The term of the answer does not ask
 * about them.
 */
@Component("appeal.visits")
@Transactional
public class Visits {

  private static final int LONGEST_PLACE = 500;
  private static final int LONGEST_PEOPLE = 1000;
  private static final int LONGEST_FOUND = 4000;
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

  /** A year further than this is a slip of the pen. */
  private static final int MOST_YEARS = 1;

  /** What is appointed. */
  public record Stated(
      LocalDate day, String time, String place, String participants, boolean invited) {}

  /** What was done there. */
  public record Report(LocalDate on, String present, boolean applicantCame, String found) {}

  private final JdbcClient jdbc;
  private final AttachedFiles attached;
  private final Deadlines deadlines;
  private final Complaints complaints;
  private final Organization organization;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  Visits(
      JdbcClient jdbc,
      Appeals appeals,
      Deadlines deadlines,
      Complaints complaints,
      Organization organization,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.attached = new AttachedFiles(jdbc, appeals, "visit_file", "visit");
    this.deadlines = deadlines;
    this.complaints = complaints;
    this.organization = organization;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * The executor or the block head appoints it. The process is told by {@link #begin}, when the
   * invitation is written.
   */
  public UUID appoint(AppealId appeal, Tenant tenant, Stated stated, Actor actor) {
    if (actor.role() != Role.EXECUTOR && actor.role() != Role.BLOCK_HEAD) {
      throw new VisitRefused(
          "day",
          "Выезд назначает исполнитель, который рассматривает обращение, или руководитель его блока"
              + " (59-ФЗ, ст. 9 ч. 2).");
    }
    requireDay("day", appeal, stated.day());
    requireText("place", stated.place(), LONGEST_PLACE, "Напишите, куда выезжают.");
    requireText("participants", stated.participants(), LONGEST_PEOPLE, "Напишите, кто выезжает.");
    requireTime("time", stated.day(), stated.time());
    complaints.requireNoneNamed("participants", appeal, stated.participants());
    if (stated.invited()
        && organization.body(tenant.body().orElseThrow()).outgoingSeries().isEmpty()) {
      throw new VisitRefused(
          "invited",
          "У вашего органа нет исходящих номеров, подписать приглашение некому: сообщите заявителю о"
              + " выезде иначе (59-ФЗ, ст. 9 ч. 2, ст. 10 ч. 1 п. 1) и выберите «Нет».");
    }
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into visit (id, appeal, tenant, on_day, at_time, place, participants, invited,
              appointed_by, appointed_post, appointed_for, appointed_at)
            values (:id, :appeal, :tenant, :day, :time, :place, :participants, :invited, :by, :post, :absent, :now)
            """)
        .param("id", id)
        .param("appeal", appeal.value())
        .param("tenant", tenant.value())
        .param("day", stated.day())
        .param("time", stated.time())
        .param("place", stated.place().strip())
        .param("participants", stated.participants().strip())
        .param("invited", stated.invited())
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("absent", actor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    record(visit(id), actor, Action.VISIT_APPOINTED);
    return id;
  }

  /** The visit has its process now. */
  public void begin(UUID id) {
    process.visitAppointed(visit(id).appeal(), id);
  }

  /** The letter that invites the applicant to the day that stands. */
  public void invitedBy(UUID id, UUID letter) {
    jdbc.sql("update visit set letter = :letter where id = :id")
        .param("letter", letter)
        .param("id", id)
        .update();
  }

  /** Held: an act is attached. */
  public void held(UUID id, Report report, Actor actor) {
    Visit visit = open(id);
    requireText("present", report.present(), LONGEST_PEOPLE, "Напишите, кто был на месте.");
    requireText("found", report.found(), LONGEST_FOUND, "Напишите, что установлено.");
    requireHeldOn(visit, report.on());
    if (files(id).isEmpty()) {
      throw new InvalidAppeal("result", "Приложите акт выезда: без него выезд не записывается.");
    }
    jdbc.sql(
            """
            update visit set held_on = :on, present = :present, applicant_came = :came, found = :found where id = :id
            """)
        .param("on", report.on())
        .param("present", report.present().strip())
        .param("came", report.applicantCame())
        .param("found", report.found().strip())
        .param("id", id)
        .update();
    end(visit, Visit.End.HELD, actor, Action.VISIT_HELD);
  }

  /** Put off to another day. */
  public void moved(UUID id, LocalDate day, String time, String reason, Actor actor) {
    Visit visit = open(id);
    requireText("reason", reason, LONGEST_PEOPLE, "Напишите, почему выезд переносится.");
    requireDay("newDay", visit.appeal(), day);
    requireTime("newTime", day, time);
    jdbc.sql(
            """
            insert into visit_move (visit, ordinal, from_day, to_day, reason, moved_by, post, moved_at)
            values (:id, (select coalesce(max(ordinal), 0) + 1 from visit_move where visit = :id), :from, :to, :reason,
              :by, :post, :now)
            """)
        .param("id", id)
        .param("from", visit.day())
        .param("to", day)
        .param("reason", reason.strip())
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("now", utc(clock.instant()))
        .update();
    jdbc.sql(
            "update visit set on_day = :day, at_time = :time, late_at = null, letter = null where id = :id")
        .param("day", day)
        .param("time", time)
        .param("id", id)
        .update();
    acts.record(
        visit.appeal(),
        actor,
        Action.VISIT_MOVED,
        "выезд " + id,
        Map.of("from", visit.day().toString(), "day", day.toString()));
  }

  /** It is not needed, or cannot be. */
  public void cancelled(UUID id, String reason, Actor actor) {
    Visit visit = open(id);
    requireText("reason", reason, LONGEST_PEOPLE, "Напишите, почему выезд отменён.");
    jdbc.sql("update visit set reason = :reason where id = :id")
        .param("reason", reason.strip())
        .param("id", id)
        .update();
    end(visit, Visit.End.CANCELLED, actor, Action.VISIT_CANCELLED);
  }

  /** The day has passed without a report: a fact of the journal, no breach of the answer's term. */
  public void late(UUID id) {
    Visit visit = open(id);
    jdbc.sql("update visit set late_at = :now where id = :id")
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
    record(visit, Actor.SYSTEM, Action.VISIT_LATE);
  }

  /** Consideration is over: what was not held will not be. */
  public void endWith(AppealId appeal, Actor actor) {
    of(appeal).stream()
        .filter(Visit::isOpen)
        .forEach(visit -> end(visit, Visit.End.CLOSED, actor, Action.VISIT_CLOSED));
  }

  /** The act or a photo: JPEG, PNG or PDF. */
  public void attach(UUID id, String name, byte[] content, Actor actor) {
    Visit visit = open(id);
    attached.add(id, visit.appeal(), name, content, actor);
  }

  /** Not without the applicant who is invited to a later day, nor before it was thought of. */
  private void requireHeldOn(Visit visit, LocalDate on) {
    if (visit.invited() && on.isBefore(visit.day())) {
      throw new InvalidAppeal(
          "heldOn",
          "Заявитель приглашён на "
              + AppealRefusals.day(visit.day())
              + ": раньше этого дня выезд без него не проводят. Чтобы выехать раньше, сначала перенесите"
              + " выезд (59-ФЗ, ст. 9 ч. 2, ст. 10 ч. 1 п. 1).");
    }
    LocalDate appointedOn = visit.appointedAt().atZone(clock.getZone()).toLocalDate();
    if (on.isAfter(LocalDate.now(clock)) || on.isBefore(appointedOn)) {
      throw new InvalidAppeal(
          "heldOn",
          "Выезд проведён не раньше, чем о нём решено ("
              + AppealRefusals.day(appointedOn)
              + "), и не позже сегодняшнего дня.");
    }
  }

  /**
   * Before the signature: the applicant is invited to an hour that has not passed.
   *
   * @throws InvalidAppeal if it has while the letter was on its way
   */
  @Transactional(readOnly = true)
  public void requireAhead(UUID id) {
    Visit visit = visit(id);
    if (hasPassed(visit.day(), visit.time())) {
      throw new InvalidAppeal(
          "signed",
          "Время выезда "
              + AppealRefusals.day(visit.day())
              + " в "
              + visit.time()
              + ", на которое приглашают заявителя, уже прошло: верните приглашение (59-ФЗ, ст. 9 ч. 2,"
              + " ст. 10 ч. 1 п. 1).");
    }
  }

  /** Whether its process waits for visits: it is considered, and by a diagram that knows them. */
  @Transactional(readOnly = true)
  public boolean mayBeAppointed(AppealId appeal) {
    return process.awaitsVisits(appeal);
  }

  /**
   * To come, not further than a year, and part of the consideration: within the answer's term while
   * that runs.
   */
  private void requireDay(String field, AppealId appeal, LocalDate day) {
    LocalDate today = LocalDate.now(clock);
    if (day.isBefore(today)) {
      throw new InvalidAppeal(field, "Этот день уже прошёл: назначьте выезд на сегодня или позже.");
    }
    if (day.isAfter(today.plusYears(MOST_YEARS))) {
      throw new InvalidAppeal(field, "Назначьте выезд на день не дальше чем через год.");
    }
    deadlines
        .current(appeal, Deadlines.ANSWER)
        .filter(answer -> !answer.isBreachedOn(deadlines.now()))
        .map(answer -> answer.due().toLocalDate())
        .filter(day::isAfter)
        .ifPresent(
            due -> {
              throw new VisitRefused(
                  field,
                  "Выезд – часть рассмотрения и срока ответа не продлевает: назначьте его не позже "
                      + AppealRefusals.day(due)
                      + " (59-ФЗ, ст. 9 ч. 2, ст. 12) либо сначала попросите о продлении.");
            });
  }

  private void requireTime(String field, LocalDate day, String time) {
    if (!TIME.matcher(time).matches()) {
      throw new InvalidAppeal(field, "Укажите время, например 10:30.");
    }
    if (hasPassed(day, time)) {
      throw new InvalidAppeal(
          field, "Это время сегодня уже прошло: назначьте выезд на более позднее время.");
    }
  }

  private boolean hasPassed(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).isBefore(LocalDateTime.now(clock));
  }

  private static void requireText(String field, String value, int longest, String message) {
    if (value == null || value.isBlank()) {
      throw new InvalidAppeal(field, message);
    }
    if (value.length() > longest) {
      throw new InvalidAppeal(field, "Не длиннее " + longest + " знаков.");
    }
  }

  private void end(Visit visit, Visit.End end, Actor actor, Action action) {
    jdbc.sql(
            "update visit set ending = :end, ended_by = :by, ended_post = :post, ended_at = :now where id = :id")
        .param("end", end.name())
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("now", utc(clock.instant()))
        .param("id", visit.id())
        .update();
    record(visit, actor, action);
  }

  @Transactional(readOnly = true)
  public Visit visit(UUID id) {
    return jdbc.sql("select * from visit where id = :id").param("id", id).query(this::map).single();
  }

  /** In the order of appointment. */
  @Transactional(readOnly = true)
  public List<Visit> of(AppealId appeal) {
    return jdbc.sql("select * from visit where appeal = :appeal order by appointed_at, id")
        .param("appeal", appeal.value())
        .query(this::map)
        .list();
  }

  /** What was held: its acts may prove the measures taken. */
  @Transactional(readOnly = true)
  public List<Visit> held(AppealId appeal) {
    return of(appeal).stream()
        .filter(visit -> visit.end().equals(Optional.of(Visit.End.HELD)))
        .toList();
  }

  /** The act and the photos. */
  @Transactional(readOnly = true)
  public List<Attached> files(UUID id) {
    return attached.of(id);
  }

  private Visit open(UUID id) {
    Sql.lock(jdbc, "visit", id);
    Visit visit = visit(id);
    if (!visit.isOpen()) {
      throw new VisitRefused("result", "Этот выезд уже окончен.");
    }
    return visit;
  }

  private void record(Visit visit, Actor actor, Action action) {
    acts.record(
        visit.appeal(),
        actor,
        action,
        "выезд " + visit.id(),
        Map.of("day", visit.day().toString()));
  }

  private Visit map(ResultSet row, int i) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Visit(
        id,
        new AppealId(row.getObject("appeal", UUID.class)),
        new Tenant(row.getString("tenant")),
        row.getObject("on_day", LocalDate.class),
        row.getString("at_time"),
        row.getString("place"),
        row.getString("participants"),
        row.getBoolean("invited"),
        Sql.actor(row, "appointed", Role.EXECUTOR),
        row.getObject("appointed_at", OffsetDateTime.class).toInstant(),
        uuid(row, "letter"),
        instant(row, "late_at"),
        text(row, "ending").map(Visit.End::valueOf),
        Optional.ofNullable(row.getObject("held_on", LocalDate.class)),
        text(row, "present").orElse(""),
        row.getBoolean("applicant_came"),
        text(row, "found").orElse(""),
        text(row, "reason").orElse(""),
        moves(id));
  }

  private List<Visit.Move> moves(UUID id) {
    return jdbc.sql("select * from visit_move where visit = :id order by ordinal")
        .param("id", id)
        .query(
            (row, i) ->
                new Visit.Move(
                    row.getObject("from_day", LocalDate.class),
                    row.getObject("to_day", LocalDate.class),
                    row.getString("reason")))
        .list();
  }
}
