package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.PostponementRefused;
import ru.tsur.appeal.Promise.Postponement;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * Promises of answers: written with the draft, under control from the day the answer left until the
 * applicant is told that it is done.
 */
@Component("appeal.promises")
@Transactional
public class Promises {

  /** Longest text of what is promised or of a reason, characters. */
  public static final int MAX_TEXT = 2000;

  /** A year further than this is a slip of the pen. */
  private static final int MOST_YEARS = 3;

  private final JdbcClient jdbc;
  private final Questions questions;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  Promises(JdbcClient jdbc, Questions questions, Acts acts, AppealProcess process, Clock clock) {
    this.jdbc = jdbc;
    this.questions = questions;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * Writes down, or corrects, what the draft promises on a question.
   *
   * @param field path of the day's field
   */
  public void write(QuestionId id, String what, LocalDate day, String field, Actor executor) {
    requireFuture(day, field);
    Optional<Promise> before = of(id);
    if (before
        .filter(known -> known.state() == Promise.State.RUNNING && !known.day().equals(day))
        .isPresent()) {
      throw new InvalidAppeal(
          field,
          "По этому вопросу уже обещано до "
              + AppealRefusals.day(before.get().day())
              + ", обещание на контроле: новый срок – только переносом обещанного.");
    }
    if (before.filter(known -> known.state() == Promise.State.RUNNING).isPresent()) {
      return;
    }
    if (before.filter(known -> known.what().equals(what) && known.day().equals(day)).isPresent()) {
      return;
    }
    jdbc.sql("delete from promise where question = :question and state = 'WRITTEN'")
        .param("question", id.value())
        .update();
    Question question = questions.question(id);
    UUID promise = UUID.randomUUID();
    jdbc.sql(
            """
            insert into promise (id, appeal, question, what, first_day, on_day, state, made_by, made_post, made_for, made_at)
            values (:id, :appeal, :question, :what, :day, :day, 'WRITTEN', :by, :post, :absent, :now)
            """)
        .param("id", promise)
        .param("appeal", question.appeal().value())
        .param("question", id.value())
        .param("what", what)
        .param("day", day)
        .param("by", executor.official().value())
        .param("post", executor.post())
        .param("absent", executor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    record(
        question.appeal(),
        executor,
        Action.PROMISED,
        promise,
        Map.of("question", id.toString(), "day", day.toString()));
  }

  /** The draft promises nothing on the question any more. */
  public void forget(QuestionId id) {
    jdbc.sql("delete from promise where question = :question and state = 'WRITTEN'")
        .param("question", id.value())
        .update();
  }

  /** No answer leaves that would promise anything. */
  public void drop(AppealId appeal) {
    jdbc.sql("delete from promise where appeal = :appeal and state = 'WRITTEN'")
        .param("appeal", appeal.value())
        .update();
  }

  private void requireFuture(LocalDate day, String field) {
    LocalDate today = LocalDate.now(clock);
    if (!day.isAfter(today)) {
      throw new InvalidAppeal(
          field, "Обещанный срок – только будущий день: эта дата уже прошла или сегодня.");
    }
    if (day.isAfter(today.plusYears(MOST_YEARS))) {
      throw new InvalidAppeal(
          field, "Обещанный срок дальше чем через " + MOST_YEARS + " года: проверьте год.");
    }
  }

  /**
   * Before the signature: the applicant is promised a day that is still to come.
   *
   * @throws InvalidAppeal for the first that has passed while the draft was on its way
   */
  @Transactional(readOnly = true)
  public void requireAhead(AppealId appeal) {
    of(appeal).stream()
        .filter(promise -> promise.state() == Promise.State.WRITTEN)
        .filter(promise -> !promise.day().isAfter(LocalDate.now(clock)))
        .findFirst()
        .ifPresent(
            promise -> {
              throw new InvalidAppeal(
                  "signed",
                  "Обещанный в ответе срок "
                      + AppealRefusals.day(promise.day())
                      + " уже наступил: верните проект, чтобы назвать новый или подтвердить"
                      + " исполнение (59-ФЗ, ст. 10 ч. 1 п. 1).");
            });
  }

  /** The answer has left: what it promises is under control of who answered the question. */
  public void begin(AppealId appeal) {
    for (Question question : questions.considered(appeal)) {
      of(question.id())
          .filter(promise -> promise.state() == Promise.State.WRITTEN)
          .ifPresent(promise -> begin(promise, question));
    }
  }

  private void begin(Promise promise, Question question) {
    Tenant tenant = Tenant.of(question.body().orElseThrow(), question.block().orElseThrow());
    jdbc.sql("update promise set state = 'RUNNING', tenant = :tenant where id = :id")
        .param("tenant", tenant.value())
        .param("id", promise.id())
        .update();
    process.promiseMade(promise.appeal(), promise.id(), tenant);
  }

  /** The executor says that it is done; it stands until the signer refuses to say so. */
  public void confirm(UUID id, Actor executor) {
    Promise promise = promise(id);
    jdbc.sql("update promise set confirmed_by = :by, confirmed_at = :now where id = :id")
        .param("by", executor.official().value())
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
    record(promise.appeal(), executor, Action.PROMISE_CONFIRMED, id, day(promise));
  }

  /** The signer does not write to the applicant that it is done. */
  public void doubt(UUID id) {
    jdbc.sql("update promise set confirmed_by = null, confirmed_at = null where id = :id")
        .param("id", id)
        .update();
    if (promise(id).day().isBefore(LocalDate.now(clock))) {
      breakOnce(id);
    }
  }

  /** The promised day is over. Whether nobody had said that it is done. */
  public boolean breakIfNotDone(UUID id) {
    boolean late = promise(id).confirmedAt().isEmpty();
    if (late) {
      breakOnce(id);
    }
    return late;
  }

  private void breakOnce(UUID id) {
    Promise promise = promise(id);
    if (promise.brokenAt().isEmpty()) {
      jdbc.sql("update promise set broken_at = :now where id = :id")
          .param("now", utc(clock.instant()))
          .param("id", id)
          .update();
      record(promise.appeal(), Actor.SYSTEM, Action.PROMISE_BROKEN, id, day(promise));
    }
  }

  /** The applicant has been told: nothing is left to control. */
  public void keep(UUID id) {
    Promise promise = promise(id);
    jdbc.sql("update promise set state = 'KEPT', kept_at = :now where id = :id")
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
    record(promise.appeal(), Actor.SYSTEM, Action.PROMISE_KEPT, id, day(promise));
  }

  /** Whether an executor's request for a later day would be heard. */
  @Transactional(readOnly = true)
  public boolean mayBePostponed(UUID id) {
    Promise promise = promise(id);
    return promise.confirmedAt().isEmpty()
        && !promise.day().isBefore(LocalDate.now(clock))
        && promise.postponements().stream()
            .allMatch(earlier -> earlier.granted().equals(Optional.of(false)));
  }

  /** The executor asks for a later day; the decision becomes the signer's task. */
  public UUID askForPostponement(UUID id, LocalDate day, String reason, Actor executor) {
    if (reason == null || reason.isBlank()) {
      throw new InvalidAppeal("reason", "Напишите, почему обещанное не успевают сделать.");
    }
    if (reason.length() > MAX_TEXT) {
      throw new InvalidAppeal("reason", "Причина длиннее " + MAX_TEXT + " знаков.");
    }
    if (executor.role() != Role.EXECUTOR) {
      throw new PostponementRefused("reason", "О переносе просит исполнитель обещанного.");
    }
    requireFuture(day, "day");
    // Two at once: the second waits here and then finds the first.
    Sql.lock(jdbc, "promise", id);
    Promise promise = promise(id);
    if (!day.isAfter(promise.day())) {
      throw new PostponementRefused("day", "Новый срок должен быть позже обещанного.");
    }
    requireRunning(promise);
    for (Postponement earlier : promise.postponements()) {
      if (earlier.granted().isEmpty()) {
        throw new PostponementRefused("reason", "Просьба о переносе уже ожидает решения.");
      }
      if (earlier.granted().get()) {
        throw new PostponementRefused(
            "reason", "Обещанный срок уже переносился: перенос возможен один раз.");
      }
    }
    UUID postponement = UUID.randomUUID();
    jdbc.sql(
            """
            insert into promise_postponement (id, promise, on_day, reason, requested_by, requested_post, requested_for,
              requested_at)
            values (:id, :promise, :day, :reason, :by, :post, :absent, :now)
            """)
        .param("id", postponement)
        .param("promise", id)
        .param("day", day)
        .param("reason", reason.strip())
        .param("by", executor.official().value())
        .param("post", executor.post())
        .param("absent", executor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    record(
        promise.appeal(),
        executor,
        Action.POSTPONEMENT_ASKED,
        id,
        Map.of("from", promise.day().toString(), "day", day.toString()));
    process.postponementAsked(promise.appeal(), id, postponement);
    return postponement;
  }

  /** The signer decides; after the promised day a later one is no more possible. */
  public void decide(UUID id, boolean granted, Actor signer) {
    Postponement asked = postponement(id);
    Promise promise = promise(asked.promise());
    if (asked.granted().isPresent()) {
      throw new PostponementRefused("granted", "Решение о переносе уже принято.");
    }
    if (!Collections.disjoint(asked.requesters(), signer.persons())) {
      throw new PostponementRefused(
          "granted", "Решение о переносе принимает не тот, кто о нём просит.");
    }
    if (granted) {
      requireRunning(promise);
    }
    jdbc.sql(
            """
            update promise_postponement set granted = :granted, decided_by = :by, decided_post = :post, decided_at = :now
            where id = :id
            """)
        .param("granted", granted)
        .param("by", signer.official().value())
        .param("post", signer.post())
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
    record(
        promise.appeal(),
        signer,
        Action.POSTPONEMENT_DECIDED,
        promise.id(),
        Map.of("granted", granted, "day", asked.day().toString()));
  }

  /** Moves the day of a granted postponement, with the task and the timers. */
  public Postponement apply(UUID id) {
    Postponement granted = postponement(id);
    Promise promise = promise(granted.promise());
    requireRunning(promise);
    jdbc.sql("update promise set on_day = :day where id = :id")
        .param("day", granted.day())
        .param("id", promise.id())
        .update();
    process.promiseMoved(promise.appeal(), promise.id());
    return granted;
  }

  private void requireRunning(Promise promise) {
    if (promise.state() != Promise.State.RUNNING || promise.confirmedAt().isPresent()) {
      throw new PostponementRefused("reason", "Обещанное уже исполнено: переносить нечего.");
    }
    if (promise.day().isBefore(LocalDate.now(clock))) {
      throw new PostponementRefused(
          "reason",
          "Обещанный срок истёк "
              + AppealRefusals.day(promise.day())
              + ": перенести можно только до его истечения.");
    }
  }

  @Transactional(readOnly = true)
  public Promise promise(UUID id) {
    return read("p.id = :id", "id", id).stream().findFirst().orElseThrow();
  }

  /** The latest one. */
  @Transactional(readOnly = true)
  public Optional<Promise> of(QuestionId question) {
    return read("p.question = :id", "id", question.value()).stream().reduce((first, next) -> next);
  }

  /** Promises of an appeal in the order of its questions. */
  @Transactional(readOnly = true)
  public List<Promise> of(AppealId appeal) {
    return read("p.appeal = :id", "id", appeal.value());
  }

  @Transactional(readOnly = true)
  public Postponement postponement(UUID id) {
    return jdbc.sql("select * from promise_postponement where id = :id")
        .param("id", id)
        .query(Promises::postponement)
        .single();
  }

  private List<Promise> read(String where, String name, UUID value) {
    return jdbc.sql(
            "select p.* from promise p join question q on q.id = p.question where "
                + where
                + " order by q.ordinal, p.made_at")
        .param(name, value)
        .query(this::map)
        .list();
  }

  private List<Postponement> postponements(UUID promise) {
    return jdbc.sql(
            "select * from promise_postponement where promise = :promise order by requested_at")
        .param("promise", promise)
        .query(Promises::postponement)
        .list();
  }

  private void record(
      AppealId appeal, Actor actor, Action action, UUID promise, Map<String, ?> details) {
    acts.record(appeal, actor, action, "обещание " + promise, details);
  }

  private static Map<String, String> day(Promise promise) {
    return Map.of("question", promise.question().toString(), "day", promise.day().toString());
  }

  private Promise map(ResultSet row, int i) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Promise(
        id,
        new AppealId(row.getObject("appeal", UUID.class)),
        new QuestionId(row.getObject("question", UUID.class)),
        row.getString("what"),
        row.getObject("first_day", LocalDate.class),
        row.getObject("on_day", LocalDate.class),
        Promise.State.valueOf(row.getString("state")),
        text(row, "tenant").map(Tenant::new),
        new OfficialId(row.getString("made_by")),
        text(row, "confirmed_by").map(OfficialId::new),
        instant(row, "confirmed_at"),
        instant(row, "broken_at"),
        instant(row, "kept_at"),
        postponements(id));
  }

  private static Postponement postponement(ResultSet row, int i) throws SQLException {
    boolean granted = row.getBoolean("granted");
    Optional<Boolean> decided = row.wasNull() ? Optional.empty() : Optional.of(granted);
    return new Postponement(
        row.getObject("id", UUID.class),
        row.getObject("promise", UUID.class),
        row.getObject("on_day", LocalDate.class),
        row.getString("reason"),
        new OfficialId(row.getString("requested_by")),
        row.getString("requested_post"),
        text(row, "requested_for").map(OfficialId::new),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        decided,
        text(row, "decided_by").map(OfficialId::new));
  }
}
