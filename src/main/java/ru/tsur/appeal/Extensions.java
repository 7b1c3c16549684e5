package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.ExtensionRefused;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;

/**
 * Extension of the term: asked with a ground, decided before the term, once, by up to 30 days (art.
 * 12 p. 2).
 */
@Component
@Transactional
public class Extensions {

  /** Longest extension in days. */
  public static final int MAX_DAYS = 30;

  private final JdbcClient jdbc;
  private final Deadlines deadlines;
  private final JointConsideration together;
  private final Joinings joinings;
  private final Terms terms;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  Extensions(
      JdbcClient jdbc,
      Deadlines deadlines,
      JointConsideration together,
      Joinings joinings,
      Terms terms,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.deadlines = deadlines;
    this.together = together;
    this.joinings = joinings;
    this.terms = terms;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /** The executor asks; the decision becomes the signer's task in the same transaction. */
  public ExtensionId request(
      AppealId appeal, Extension.Ground ground, String reason, int days, Actor executor) {
    if (reason == null || reason.isBlank()) {
      throw new InvalidAppeal("reason", "Напишите, почему срока недостаточно.");
    }
    if (reason.length() > 2000) {
      throw new InvalidAppeal("reason", "Обоснование длиннее 2000 знаков.");
    }
    requireDays(days);
    if (executor.role() != Role.EXECUTOR) {
      throw new ExtensionRefused(
          "reason", "О продлении просит исполнитель, который готовит ответ.");
    }
    lock(appeal); // two at once: the second waits here and then finds the first
    requireBeforeTerm(appeal);
    joinings
        .open(appeal)
        .ifPresent(
            one -> {
              throw new ExtensionRefused(
                  "reason",
                  "Обращение присоединено к № "
                      + one.first().number()
                      + ": срок у них один, его продлевают по первому (59-ФЗ, ст. 12 ч. 2).");
            });
    for (Extension earlier : of(appeal)) {
      if (earlier.granted().isEmpty()) {
        throw new ExtensionRefused("reason", "Запрос о продлении уже ожидает решения подписанта.");
      }
      if (earlier.granted().get()) {
        throw extendedBefore();
      }
    }
    if (isExtended(appeal)) { // with the appeal that it was joined to
      throw extendedBefore();
    }
    ExtensionId id = new ExtensionId(UUID.randomUUID());
    jdbc.sql(
            """
            insert into extension (id, appeal, ground, reason, days, requested_by, requested_post, requested_for, requested_at)
            values (:id, :appeal, :ground, :reason, :days, :by, :post, :absent, :now)
            """)
        .param("post", executor.post())
        .param("absent", executor.absentOrNull())
        .param("id", id.value())
        .param("appeal", appeal.value())
        .param("ground", ground.name())
        .param("reason", reason.strip())
        .param("days", days)
        .param("by", executor.official().value())
        .param("now", utc(clock.instant()))
        .update();
    acts.record(
        appeal,
        executor,
        Action.EXTENSION_ASKED,
        "срок ответа",
        Map.of("extension", id.toString(), "ground", ground.name(), "days", days));
    process.extensionRequested(appeal, id);
    return id;
  }

  /** Whether an executor's request would be heard: none waits, none was granted, the term runs. */
  @Transactional(readOnly = true)
  public boolean mayBeAsked(AppealId appeal) {
    return of(appeal).stream().allMatch(earlier -> earlier.granted().equals(Optional.of(false)))
        && deadlines
            .current(appeal, Deadlines.ANSWER)
            .filter(term -> term.extension() == 0 && !term.isBreachedOn(deadlines.now()))
            .filter(term -> !term.term().equals(Deadlines.REOPENED_ANSWER))
            .isPresent();
  }

  /** The signer decides; a grant after the term is refused, a refusal is always possible. */
  public void decide(ExtensionId id, boolean granted, int days, Actor signer) {
    Extension extension = extension(id);
    if (extension.granted().isPresent()) {
      throw new ExtensionRefused("granted", "Решение о продлении уже принято.");
    }
    if (!Collections.disjoint(extension.requester().persons(), signer.persons())) {
      throw new ExtensionRefused(
          "granted", "Решение о продлении принимает не тот, кто о нём просит.");
    }
    if (granted) {
      requireDays(days);
      requireBeforeTerm(extension.appeal());
      if (!isRunning(extension.appeal())) {
        throw new ExtensionRefused(
            "granted",
            "Рассмотрение окончено или прекращено: продлевать нечего (59-ФЗ, ст. 12 ч. 2).");
      }
    }
    jdbc.sql(
            """
            update extension set granted = :granted, granted_days = :days, decided_by = :by, decided_at = :now
            where id = :id
            """)
        .param("granted", granted)
        .param("days", granted ? days : 0)
        .param("by", signer.official().value())
        .param("now", utc(clock.instant()))
        .param("id", id.value())
        .update();
    acts.record(
        extension.appeal(),
        signer,
        Action.EXTENSION_DECIDED,
        "срок ответа",
        Map.of("extension", id.toString(), "granted", granted, "days", granted ? days : 0));
  }

  /**
   * Moves the deadline of a granted extension, with timers and due dates.
   *
   * @throws ExtensionRefused if the term is over by now
   */
  public Deadlines.Kept apply(ExtensionId id, Actor actor) {
    Extension extension = extension(id);
    lock(extension.appeal()); // what is joined meanwhile is joined to the new term
    requireBeforeTerm(extension.appeal());
    TermId term = deadlines.current(extension.appeal(), Deadlines.ANSWER).orElseThrow().term();
    Deadlines.Kept moved =
        deadlines.extend(extension.appeal(), terms.term(term), extension.grantedDays(), actor);
    process.deadlineMoved(extension.appeal());
    together.extended(extension.appeal(), actor);
    return moved;
  }

  @Transactional(readOnly = true)
  public Extension extension(ExtensionId id) {
    return jdbc.sql("select * from extension where id = :id")
        .param("id", id.value())
        .query(Extensions::map)
        .single();
  }

  @Transactional(readOnly = true)
  public List<Extension> of(AppealId appeal) {
    return jdbc.sql("select * from extension where appeal = :appeal order by requested_at")
        .param("appeal", appeal.value())
        .query(Extensions::map)
        .list();
  }

  private void lock(AppealId appeal) {
    Sql.lock(jdbc, "appeal", appeal.value());
  }

  private boolean isExtended(AppealId appeal) {
    return deadlines
        .current(appeal, Deadlines.ANSWER)
        .filter(term -> term.extension() > 0)
        .isPresent();
  }

  private static ExtensionRefused extendedBefore() {
    return new ExtensionRefused(
        "reason", "Срок уже продлевался: продление возможно один раз (59-ФЗ, ст. 12 ч. 2).");
  }

  private boolean isRunning(AppealId appeal) {
    return deadlines
        .current(appeal, Deadlines.ANSWER)
        .filter(term -> term.fulfilledAt().isEmpty())
        .isPresent();
  }

  private void requireBeforeTerm(AppealId appeal) {
    Deadlines.Kept current =
        deadlines.current(appeal, Deadlines.ANSWER).orElseThrow(AppealRefusals.UnknownAppeal::new);
    if (current.term().equals(Deadlines.REOPENED_ANSWER)) {
      throw new ExtensionRefused(
          "reason",
          "Срок возобновлённого рассмотрения не продлевается: по ст. 12 ч. 2 59-ФЗ продлевают срок, который идёт со"
              + " дня регистрации.");
    }
    if (current.isBreachedOn(deadlines.now())) {
      throw ExtensionRefused.tooLate(current.due());
    }
  }

  private static void requireDays(int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw ExtensionRefused.wrongDays(days);
    }
  }

  private static Extension map(ResultSet row, int i) throws SQLException {
    boolean granted = row.getBoolean("granted");
    Optional<Boolean> decided = row.wasNull() ? Optional.empty() : Optional.of(granted);
    return new Extension(
        new ExtensionId(row.getObject("id", UUID.class)),
        new AppealId(row.getObject("appeal", UUID.class)),
        Extension.Ground.valueOf(row.getString("ground")),
        row.getString("reason"),
        row.getInt("days"),
        new OfficialId(row.getString("requested_by")),
        row.getString("requested_post"),
        text(row, "requested_for").map(OfficialId::new),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        decided,
        row.getInt("granted_days"),
        text(row, "decided_by").map(OfficialId::new));
  }
}
