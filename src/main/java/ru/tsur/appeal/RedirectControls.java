package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.DocumentRequest.Way;
import ru.tsur.appeal.RedirectControl.End;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Tenant;

/**
 * Control kept over what was sent on (art. 8 p. 5): asked with the covering letter, running from
 * the day the letter left, whether the appeal is closed or not, until the body answers or the
 * coordinator takes it off. Stopping the appeal at the applicant's request does not end it: the
 * other body considers the appeal by itself.
 */
@Component("appeal.redirectControls")
@Transactional
public class RedirectControls {

  /** Row of the terms table: the day that is offered, counted from the registration. */
  public static final TermId DEFAULT_DAY = new TermId("STEP_CONTROL");

  private static final Set<Outcome.Kind> KINDS =
      Set.of(Outcome.Kind.REDIRECT, Outcome.Kind.COPIES, Outcome.Kind.MIGRATION);

  private static final int LONGEST_TEXT = 2000;

  /** A year further than this is a slip of the pen. */
  private static final int MOST_YEARS = 1;

  private final JdbcClient jdbc;
  private final Chases chases;
  private final AttachedFiles attached;
  private final Deadlines deadlines;
  private final Terms terms;
  private final Complaints complaints;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  RedirectControls(
      JdbcClient jdbc,
      Appeals appeals,
      Deadlines deadlines,
      Terms terms,
      Complaints complaints,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.chases = new Chases(jdbc, "redirect_chase", "control");
    this.attached = new AttachedFiles(jdbc, appeals, "redirect_file", "control");
    this.deadlines = deadlines;
    this.terms = terms;
    this.complaints = complaints;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /** Whether results may be asked of the recipients of such an outcome. */
  public static boolean mayBeAsked(Outcome outcome) {
    return KINDS.contains(outcome.kind());
  }

  /** The day that is offered; counted from today if that of the registration is over. */
  @Transactional(readOnly = true)
  public LocalDate offeredDay(AppealId appeal) {
    LocalDate day = deadlines.dueFromRegistration(appeal, terms.term(DEFAULT_DAY));
    return day.isAfter(LocalDate.now(clock))
        ? day
        : deadlines.computeForTask(appeal, terms.term(DEFAULT_DAY)).dueAt().toLocalDate();
  }

  /**
   * What the coordinator asks of the recipients, in the place of what he asked before.
   *
   * @param days by the recipient's ordinal; who is not there is not asked
   * @param field path of a day's field by the ordinal
   */
  public void ask(
      Outcome outcome, Map<Integer, LocalDate> days, IntFunction<String> field, Actor coordinator) {
    if (!days.isEmpty() && !mayBeAsked(outcome)) {
      throw new InvalidAppeal(
          "control",
          "Документы и материалы о результатах запрашивают у того, кому обращение направлено на"
              + " рассмотрение (59-ФЗ, ст. 8 ч. 5).");
    }
    jdbc.sql("delete from redirect_control where outcome = :outcome and began_on is null")
        .param("outcome", outcome.id())
        .update();
    LocalDate today = LocalDate.now(clock);
    days.forEach(
        (recipient, day) -> {
          if (!day.isAfter(today) || day.isAfter(today.plusYears(MOST_YEARS))) {
            throw new InvalidAppeal(
                field.apply(recipient),
                "Контрольная дата – будущий день, не дальше чем через год: закон срока не называет"
                    + " (59-ФЗ, ст. 8 ч. 5).");
          }
          jdbc.sql(
                  """
                  insert into redirect_control (id, appeal, outcome, recipient, due, asked_by, asked_post, asked_for, asked_at)
                  values (:id, :appeal, :outcome, :recipient, :due, :by, :post, :absent, :now)
                  """)
              .param("id", UUID.randomUUID())
              .param("appeal", outcome.appeal().value())
              .param("outcome", outcome.id())
              .param("recipient", recipient)
              .param("due", day)
              .param("by", coordinator.official().value())
              .param("post", coordinator.post())
              .param("absent", coordinator.absentOrNull())
              .param("now", utc(clock.instant()))
              .update();
        });
    if (!days.isEmpty()) {
      acts.record(
          outcome.appeal(),
          coordinator,
          Action.RESULTS_ASKED,
          outcome.kind().name(),
          Map.of("recipients", days.size()));
    }
  }

  /**
   * Before the signature: a body is asked for a day that is still to come.
   *
   * @throws InvalidAppeal if one has come while the letter was on its way
   */
  @Transactional(readOnly = true)
  public void requireAhead(UUID outcome) {
    of(outcome).stream()
        .filter(one -> !one.due().isAfter(LocalDate.now(clock)))
        .findFirst()
        .ifPresent(
            one -> {
              throw new InvalidAppeal(
                  "signed",
                  "Контрольная дата "
                      + AppealRefusals.day(one.due())
                      + ", названная в сопроводительном письме, уже наступила: верните письмо, чтобы"
                      + " назвать новую (59-ФЗ, ст. 8 ч. 5).");
            });
  }

  /** The covering letter has left: the control begins, with a process of its own. */
  public void begin(UUID id, LocalDate left) {
    RedirectControl control = control(id);
    jdbc.sql("update redirect_control set began_on = :left where id = :id")
        .param("left", left)
        .param("id", id)
        .update();
    record(control, Actor.SYSTEM, Action.RESULTS_CONTROLLED);
    process.redirectControlled(control.appeal(), id);
  }

  /** Whose letter has not left and will not: nobody was asked. */
  public void dropUnsent(AppealId appeal) {
    of(appeal).stream()
        .filter(one -> one.beganOn().isEmpty() && one.end().isEmpty())
        .forEach(one -> end(one, End.NOT_SENT, Actor.SYSTEM));
  }

  /** The appeal is closed and a complaint: who keeps what is under control sees its instances. */
  public void keepShown(AppealId appeal) {
    if (of(appeal).stream().anyMatch(RedirectControl::isRunning)) {
      complaints.tenant(appeal, Tenant.TSUR);
    }
  }

  /** The day has passed, or the pause after a reminder, and nothing has come. */
  public void late(UUID id) {
    RedirectControl control = running(id);
    if (control.lateAt().isEmpty()) {
      jdbc.sql("update redirect_control set late_at = :now where id = :id")
          .param("now", utc(clock.instant()))
          .param("id", id)
          .update();
    }
    record(control, Actor.SYSTEM, Action.RESULTS_LATE);
  }

  /** The coordinator has reminded the body. */
  public void chased(UUID id, Way way, String note, Actor coordinator) {
    RedirectControl control = running(id);
    chases.add(id, way, note, coordinator, clock.instant());
    record(control, coordinator, Action.RESULTS_CHASED);
  }

  /** What the body answered, and when. */
  public void received(UUID id, String answer, LocalDate on, Actor coordinator) {
    RedirectControl control = running(id);
    requireText("answer", answer, "Напишите, что ответил орган.");
    if (on.isBefore(control.beganOn().orElseThrow()) || on.isAfter(LocalDate.now(clock))) {
      throw new InvalidAppeal(
          "answeredOn",
          "Орган ответил не раньше, чем ему отправили письмо ("
              + AppealRefusals.day(control.beganOn().orElseThrow())
              + "), и не позже сегодняшнего дня.");
    }
    jdbc.sql("update redirect_control set answer = :answer, answered_on = :on where id = :id")
        .param("answer", answer.strip())
        .param("on", on)
        .param("id", id)
        .update();
    end(control, End.RECEIVED, coordinator);
    record(control(id), coordinator, Action.RESULTS_RECEIVED);
  }

  /** Nothing is waited for any more. */
  public void released(UUID id, String reason, Actor coordinator) {
    RedirectControl control = running(id);
    requireText("reason", reason, "Напишите, почему снимаете с контроля.");
    jdbc.sql("update redirect_control set reason = :reason where id = :id")
        .param("reason", reason.strip())
        .param("id", id)
        .update();
    end(control, End.RELEASED, coordinator);
    record(control, coordinator, Action.RESULTS_RELEASED);
  }

  /** A file of the body's answer: JPEG, PNG or PDF. */
  public void attach(UUID id, String name, byte[] content, Actor coordinator) {
    RedirectControl control = running(id);
    attached.add(id, control.appeal(), name, content, coordinator);
  }

  private static void requireText(String field, String value, String message) {
    if (value == null || value.isBlank()) {
      throw new InvalidAppeal(field, message);
    }
    if (value.length() > LONGEST_TEXT) {
      throw new InvalidAppeal(field, "Не длиннее " + LONGEST_TEXT + " знаков.");
    }
  }

  private void end(RedirectControl control, End end, Actor actor) {
    jdbc.sql(
            """
            update redirect_control set ending = :end, ended_by = :by, ended_post = :post, ended_at = :now where id = :id
            """)
        .param("end", end.name())
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("now", utc(clock.instant()))
        .param("id", control.id())
        .update();
  }

  private static final String READ =
      """
      select c.*, r.name, r.letter from redirect_control c
        join outcome_recipient r on r.outcome = c.outcome and r.ordinal = c.recipient
      """;

  @Transactional(readOnly = true)
  public RedirectControl control(UUID id) {
    return jdbc.sql(READ + "where c.id = :id")
        .param("id", id)
        .query(RedirectControls::map)
        .single();
  }

  /** In the order of asking and of recipients. */
  @Transactional(readOnly = true)
  public List<RedirectControl> of(AppealId appeal) {
    return jdbc.sql(READ + "where c.appeal = :appeal order by c.asked_at, c.recipient")
        .param("appeal", appeal.value())
        .query(RedirectControls::map)
        .list();
  }

  /** What is asked with the letters of an outcome. */
  @Transactional(readOnly = true)
  public List<RedirectControl> of(UUID outcome) {
    return jdbc.sql(READ + "where c.outcome = :outcome order by c.recipient")
        .param("outcome", outcome)
        .query(RedirectControls::map)
        .list();
  }

  /** Names of the files that came, by attachment. */
  @Transactional(readOnly = true)
  public List<Attached> files(UUID id) {
    return attached.of(id);
  }

  /** How often the body was reminded. */
  @Transactional(readOnly = true)
  public int chases(UUID id) {
    return jdbc.sql("select count(*) from redirect_chase where control = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** What has become of it, in a few words. */
  @Transactional(readOnly = true)
  public String standing(RedirectControl control) {
    int chases = chases(control.id());
    String late =
        control.lateAt().isPresent()
            ? " (к контрольной дате ответа не было"
                + (chases > 0 ? ", напоминали раз: " + chases : "")
                + ")"
            : "";
    return control
            .end()
            .map(
                end ->
                    end.title()
                        + control.answeredOn().map(on -> " " + AppealRefusals.day(on)).orElse("")
                        + (control.answer().isEmpty() ? "" : ": " + control.answer())
                        + (control.reason().isEmpty() ? "" : ": " + control.reason()))
            .orElse(control.beganOn().isPresent() ? "на контроле" : "письмо ещё не отправлено")
        + late;
  }

  private RedirectControl running(UUID id) {
    Sql.lock(jdbc, "redirect_control", id);
    RedirectControl control = control(id);
    if (!control.isRunning()) {
      throw new InvalidAppeal("received", "Этот контроль уже окончен.");
    }
    return control;
  }

  private void record(RedirectControl control, Actor actor, Action action) {
    acts.record(
        control.appeal(),
        actor,
        action,
        "контроль " + control.id(),
        Map.of("due", control.due().toString()));
  }

  private static RedirectControl map(ResultSet row, int i) throws SQLException {
    return new RedirectControl(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        row.getObject("outcome", UUID.class),
        row.getInt("recipient"),
        row.getString("name"),
        row.getObject("due", LocalDate.class),
        new OfficialId(row.getString("asked_by")),
        uuid(row, "letter"),
        Optional.ofNullable(row.getObject("began_on", LocalDate.class)),
        instant(row, "late_at"),
        text(row, "ending").map(End::valueOf),
        Optional.ofNullable(row.getObject("answered_on", LocalDate.class)),
        text(row, "answer").orElse(""),
        text(row, "reason").orElse(""));
  }
}
