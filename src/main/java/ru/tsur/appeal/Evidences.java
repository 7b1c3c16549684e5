package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.NoEvidence;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;

/** Evidence of the measures taken on the questions of appeals. */
@Component
@Transactional
public class Evidences {

  /** Largest file, bytes. */
  public static final int MAX_FILE = 10 * 1024 * 1024;

  /** Most files of one question. */
  static final int MAX_FILES = 20;

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final Questions questions;
  private final Acts acts;
  private final Clock clock;

  Evidences(JdbcClient jdbc, Appeals appeals, Questions questions, Acts acts, Clock clock) {
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.questions = questions;
    this.acts = acts;
    this.clock = clock;
  }

  /** A document that exists elsewhere, or what the applicant said. */
  public record Named(Evidence.Kind kind, String title, String number, LocalDate day, String who) {}

  /**
   * Keeps a photo or an act; what it is, its first bytes say.
   *
   * @throws InvalidAppeal if it is too large or neither JPEG, PNG nor PDF
   */
  public void attach(QuestionId id, String name, byte[] content, Actor executor) {
    Question question = questions.question(id);
    NewAppeal.File file = file(name, content);
    if (of(id).stream().filter(one -> one.kind() == Evidence.Kind.FILE).count() >= MAX_FILES) {
      throw new InvalidAppeal("file", "По вопросу уже приложено " + MAX_FILES + " файлов.");
    }
    UUID attachment = appeals.attach(question.appeal(), Optional.empty(), file, executor);
    insert(
        question,
        Evidence.Kind.FILE,
        attachment,
        new Named(null, file.name(), "", null, ""),
        executor);
  }

  /**
   * A photo, an act or a letter as it came.
   *
   * @throws InvalidAppeal if it is too large or neither JPEG, PNG nor PDF
   */
  static NewAppeal.File file(String name, byte[] content) {
    if (content.length == 0) {
      throw new InvalidAppeal("file", "Файл пустой.");
    }
    if (content.length > MAX_FILE) {
      throw new InvalidAppeal(
          "file", "Файл больше 10 МБ: уменьшите снимок или разделите документ.");
    }
    String type =
        FileType.of(content)
            .orElseThrow(
                () ->
                    new InvalidAppeal(
                        "file",
                        "Это не снимок JPEG или PNG и не документ PDF: выберите другой файл."));
    return new NewAppeal.File(FileType.name(name, type), type, content);
  }

  /** The act of a visit that was held, with its first file: nothing is attached anew. */
  public void ofVisit(QuestionId id, Visit visit, List<Attached> files, Actor executor) {
    String present = visit.present();
    name(
        id,
        new Named(
            Evidence.Kind.VISIT,
            "Акт выезда: " + visit.place().substring(0, Math.min(visit.place().length(), 480)),
            "",
            visit.heldOn().orElseThrow(),
            present.substring(0, Math.min(present.length(), 300))),
        files.stream().findFirst().map(Attached::id),
        executor);
  }

  /** Names a document or the applicant's confirmation instead of the one named before. */
  public void name(QuestionId id, Named named, Actor executor) {
    name(id, named, Optional.empty(), executor);
  }

  private void name(QuestionId id, Named named, Optional<UUID> attachment, Actor executor) {
    Question question = questions.question(id);
    boolean known =
        of(id).stream()
            .filter(one -> one.kind() != Evidence.Kind.FILE)
            .anyMatch(
                one ->
                    new Named(
                            one.kind(),
                            one.title(),
                            one.number(),
                            one.day().orElse(null),
                            one.who())
                        .equals(named));
    if (known) {
      return;
    }
    jdbc.sql(
            """
            update evidence set replaced_at = :now
            where question = :question and kind <> 'FILE' and replaced_at is null
            """)
        .param("now", utc(clock.instant()))
        .param("question", id.value())
        .update();
    insert(question, named.kind(), attachment.orElse(null), named, executor);
  }

  private void insert(
      Question question, Evidence.Kind kind, UUID attachment, Named named, Actor executor) {
    jdbc.sql(
            """
            insert into evidence (id, appeal, question, kind, attachment, title, number, on_day, who,
              attached_by, attached_post, attached_for, attached_at)
            values (:id, :appeal, :question, :kind, :attachment, :title, :number, :day, :who,
              :by, :post, :absent, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("appeal", question.appeal().value())
        .param("question", question.id().value())
        .param("kind", kind.name())
        .param("attachment", attachment)
        .param("title", named.title())
        .param("number", named.number())
        .param("day", named.day())
        .param("who", named.who())
        .param("by", executor.official().value())
        .param("post", executor.post())
        .param("absent", executor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    acts.record(
        question.appeal(),
        executor,
        Action.EVIDENCE_ATTACHED,
        "вопрос " + question.ordinal(),
        Map.of("question", question.id().toString(), "kind", kind.name()));
  }

  /** The work begins anew: what was attached stands for nothing any more, it stays in the case. */
  public void forget(AppealId appeal) {
    questions
        .considered(appeal)
        .forEach(
            one ->
                jdbc.sql(
                        "update evidence set replaced_at = :now where question = :id and replaced_at is null")
                    .param("now", utc(clock.instant()))
                    .param("id", one.id().value())
                    .update());
  }

  /** What stands for a question now, oldest first. */
  @Transactional(readOnly = true)
  public List<Evidence> of(QuestionId question) {
    return jdbc.sql(
            """
            select * from evidence where question = :question and replaced_at is null
            order by attached_at, id
            """)
        .param("question", question.value())
        .query(Evidences::map)
        .list();
  }

  /**
   * What proves the answer that is written now, oldest first: of a question that is considered
   * again, only what came after it was reopened.
   */
  @Transactional(readOnly = true)
  public List<Evidence> proofs(QuestionId question) {
    Optional<Instant> reopened =
        jdbc.sql(
                """
                select max(r.ordered_at) as at from reopening r
                  join reopened_question q on q.reopening = r.id
                where q.question = :question
                """)
            .param("question", question.value())
            .query((row, i) -> Sql.instant(row, "at"))
            .single();
    return of(question).stream()
        .filter(one -> reopened.filter(one.attachedAt()::isBefore).isEmpty())
        .toList();
  }

  /** What stands for the questions of an appeal, in their order. */
  @Transactional(readOnly = true)
  public List<Evidence> of(AppealId appeal) {
    return jdbc.sql(
            """
            select e.* from evidence e join question q on q.id = e.question
            where e.appeal = :appeal and e.replaced_at is null order by q.ordinal, e.attached_at, e.id
            """)
        .param("appeal", appeal.value())
        .query(Evidences::map)
        .list();
  }

  /**
   * @throws NoEvidence for the first question with measures that nothing proves
   */
  @Transactional(readOnly = true)
  public void requireProven(AppealId appeal) {
    questions.considered(appeal).stream()
        .filter(question -> question.result().equals(Optional.of(Result.MEASURES_TAKEN)))
        .filter(question -> proofs(question.id()).isEmpty())
        .findFirst()
        .ifPresent(
            question -> {
              throw new NoEvidence(null, question.ordinal());
            });
  }

  private static Evidence map(ResultSet row, int i) throws SQLException {
    return new Evidence(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        new QuestionId(row.getObject("question", UUID.class)),
        Evidence.Kind.valueOf(row.getString("kind")),
        uuid(row, "attachment"),
        row.getString("title"),
        text(row, "number").orElse(""),
        Optional.ofNullable(row.getObject("on_day", LocalDate.class)),
        text(row, "who").orElse(""),
        new OfficialId(row.getString("attached_by")),
        row.getString("attached_post"),
        row.getObject("attached_at", OffsetDateTime.class).toInstant());
  }
}
