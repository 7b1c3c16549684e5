package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Appeal.State;
import ru.tsur.appeal.AppealRefusals.AnotherContent;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.WrongState;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;

/**
 * What applicants add to running appeals (art. 5 п. 1): stored as received, then told to who
 * considers. The term stays as it is.
 */
@Component
@Transactional
public class Supplements {

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final Joinings joinings;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  Supplements(
      JdbcClient jdbc,
      Appeals appeals,
      Joinings joinings,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.joinings = joinings;
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /** What a door hands over. */
  public record New(
      Optional<String> externalId,
      String text,
      Instant receivedAt,
      List<NewAppeal.File> attachments) {}

  /** A supplement stored, and whether it had been stored before. */
  public record Stored(UUID id, boolean before) {}

  /**
   * Stores it; whoever considers the appeal gets a task in the same transaction. Idempotent by the
   * external id within the appeal.
   *
   * @throws AnotherContent if the external id came before with other content
   * @throws WrongState if nothing can be added any more
   */
  public Stored add(AppealId id, New supplement, Actor actor) {
    appeals.lock(id);
    String digest = digest(supplement);
    Optional<Stored> before =
        supplement.externalId().flatMap(external -> stored(id, external, digest));
    if (before.isPresent()) {
      return before.get();
    }
    Appeal appeal = appeals.appeal(id);
    check(appeal, supplement);
    requireRunning(appeal);
    UUID stored = UUID.randomUUID();
    try {
      insert(stored, id, supplement, digest, actor);
    } catch (DuplicateKeyException twin) {
      throw new Appeals.TwinInFlight(twin);
    }
    supplement.attachments().forEach(file -> appeals.attach(id, Optional.of(stored), file, actor));
    acts.record(
        id,
        actor,
        Action.SUPPLEMENTED,
        "обращение",
        Map.of("supplement", stored.toString(), "files", supplement.attachments().size()));
    if (appeal.state() != State.RECEIVED) { // who registers it reads the supplement with it
      // a joined one is considered with the first, by the same people
      AppealId considered = joinings.open(id).map(one -> one.first().appeal()).orElse(id);
      process.supplementReceived(considered, stored);
    }
    return new Stored(stored, false);
  }

  private void insert(UUID id, AppealId appeal, New supplement, String digest, Actor actor) {
    jdbc.sql(
            """
            insert into supplement (id, appeal, external_id, content_digest, text, received_at, stored_at, stored_by,
              stored_post)
            values (:id, :appeal, :external, :digest, :text, :received, :now, :by, :post)
            """)
        .param("id", id)
        .param("appeal", appeal.value())
        .param("external", supplement.externalId().orElse(null))
        .param("digest", digest)
        .param("text", supplement.text())
        .param("received", utc(supplement.receivedAt()))
        .param("now", utc(clock.instant()))
        .param("by", actor.official().value())
        .param("post", actor.post())
        .update();
  }

  /** In the order of receipt. */
  @Transactional(readOnly = true)
  public List<Supplement> of(AppealId appeal) {
    return jdbc.sql(
            "select * from supplement where appeal = :appeal order by received_at, stored_at")
        .param("appeal", appeal.value())
        .query(Supplements::map)
        .list();
  }

  private Optional<Stored> stored(AppealId appeal, String externalId, String digest) {
    return jdbc.sql(
            "select id, content_digest from supplement where appeal = :appeal and external_id = :external")
        .param("appeal", appeal.value())
        .param("external", externalId)
        .query(
            (row, i) -> {
              if (!row.getString("content_digest").equals(digest)) {
                throw new AnotherContent(externalId);
              }
              return new Stored(row.getObject("id", UUID.class), true);
            })
        .optional();
  }

  private void check(Appeal appeal, New supplement) {
    if (supplement.text() == null || supplement.text().isBlank()) {
      throw new InvalidAppeal("text", "Введите текст дополнения.");
    }
    if (supplement.text().length() > Appeals.MAX_TEXT) {
      throw new InvalidAppeal(
          "text", "Текст длиннее " + Appeals.MAX_TEXT + " знаков: приложите его файлом.");
    }
    if (supplement.receivedAt().isAfter(clock.instant())) {
      throw new InvalidAppeal("receivedAt", "Дата поступления не может быть в будущем.");
    }
    if (day(supplement.receivedAt()).isBefore(day(appeal.receivedAt()))) {
      throw new InvalidAppeal("receivedAt", "Дополнение не может поступить раньше обращения.");
    }
    if (supplement.attachments().size() > NewAppeal.File.MOST) {
      throw new InvalidAppeal("files", "Файлов больше " + NewAppeal.File.MOST + ": объедините их.");
    }
    supplement.attachments().forEach(file -> file.requireFits("files"));
  }

  private java.time.LocalDate day(Instant moment) {
    return moment.atZone(clock.getZone()).toLocalDate();
  }

  /** Why none is taken of this appeal; empty: one is. */
  @Transactional(readOnly = true)
  public Optional<String> whyNot(AppealId id) {
    Appeal appeal = appeals.appeal(id);
    return AppealRefusals.why(() -> requireRunning(appeal));
  }

  /** Afterwards what comes is an appeal of its own: to refuse it is not allowed (art. 9 p. 1). */
  private void requireRunning(Appeal appeal) {
    if (!appeal.isOpen() || appeal.state() == State.SIGNED) {
      throw new WrongState(
          "Ответ уже "
              + (appeal.isOpen() ? "подписан" : "дан")
              + ": зарегистрируйте поступившее как новое обращение (59-ФЗ, ст. 8 ч. 2, ст. 9 ч. 1).");
    }
    boolean stopped =
        jdbc.sql("select count(*) from withdrawal where appeal = :appeal and decision = 'STOP'")
                .param("appeal", appeal.id().value())
                .query(Long.class)
                .single()
            > 0;
    if (stopped) {
      throw new WrongState(
          "Рассмотрение прекращено по заявлению (59-ФЗ, ст. 5 п. 5): зарегистрируйте поступившее как новое обращение.");
    }
  }

  private static String digest(New supplement) {
    StringBuilder content = new StringBuilder();
    content.append(supplement.receivedAt()).append('\n').append(supplement.text());
    supplement.attachments().forEach(file -> content.append('\n').append(file.digest()));
    return Appeals.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Supplement map(ResultSet row, int i) throws SQLException {
    return new Supplement(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        text(row, "external_id"),
        row.getString("text"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getObject("stored_at", OffsetDateTime.class).toInstant(),
        new OfficialId(row.getString("stored_by")),
        row.getString("stored_post"));
  }
}
