package ru.tsur.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.correspondence.LetterRefusals.AlreadyApproved;
import ru.tsur.correspondence.LetterRefusals.StaleVersion;
import ru.tsur.correspondence.SeparationOfDuties.Duty;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;

/** Parts of an answer, one per assignment: what each body writes before the letter is joined. */
@Component
@Transactional
public class AnswerParts {

  /**
   * One version of a part.
   *
   * @param approvedBy who approved this version, in his own body
   */
  public record Part(
      DraftVersion text,
      Optional<OfficialId> approvedBy,
      Optional<String> approverPost,
      Optional<Instant> approvedAt) {

    public boolean isApproved() {
      return approvedBy.isPresent();
    }
  }

  /** A remark to one version of a part. */
  public record Remark(int version, OfficialId by, String post, String text, Instant at) {}

  /**
   * A part's place in the joined text.
   *
   * @param heading line above it, «По вопросу 1 (дороги)»; blank for none
   */
  public record Section(AssignmentId assignment, String heading) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  AnswerParts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Keeps the text as a new version, unless it is the latest version's.
   *
   * @return the version that now holds the text
   */
  public int write(AssignmentId assignment, String text, Actor author) {
    lock(assignment);
    LetterText written = LetterText.of("text", text);
    Optional<Part> latest = latest(assignment);
    if (latest.isPresent() && latest.get().text().text().equals(written.value())) {
      return latest.get().text().version();
    }
    int version = latest.map(part -> part.text().version()).orElse(0) + 1;
    jdbc.sql(
            """
            insert into answer_part (assignment, version, text, author, author_post, author_for, written_at)
            values (:assignment, :version, :text, :author, :post, :absent, :at)
            """)
        .param("assignment", assignment.value())
        .param("version", version)
        .param("text", written.value())
        .param("author", author.official().value())
        .param("post", author.post())
        .param("absent", author.absentOrNull())
        .param("at", Sql.utc(clock.instant()))
        .update();
    return version;
  }

  /**
   * Approves the latest version; a second approval of it changes nothing.
   *
   * @throws SeparationOfDuties if he, or in whose place he acts, wrote any version of the part
   * @throws StaleVersion if there is a later version
   */
  public void approve(AssignmentId assignment, int version, Actor approver) {
    lock(assignment);
    Part part = latest(assignment, version);
    SeparationOfDuties.check(authors(assignment), Duty.AUTHOR, approver, Duty.APPROVER);
    if (part.isApproved()) {
      return;
    }
    jdbc.sql(
            """
            update answer_part set approved_by = :by, approver_post = :post, approved_for = :absent,
              approved_at = :at
            where assignment = :assignment and version = :version
            """)
        .param("by", approver.official().value())
        .param("post", approver.post())
        .param("absent", approver.absentOrNull())
        .param("at", Sql.utc(clock.instant()))
        .param("assignment", assignment.value())
        .param("version", version)
        .update();
  }

  /** Asks for rework of the latest version. */
  public void remark(AssignmentId assignment, int version, String text, Actor approver) {
    lock(assignment);
    if (latest(assignment, version).isApproved()) {
      throw new AlreadyApproved(version);
    }
    jdbc.sql(
            """
            insert into part_remark (assignment, ordinal, version, author, post, text, at)
            values (:assignment,
              (select coalesce(max(ordinal), 0) + 1 from part_remark where assignment = :assignment),
              :version, :author, :post, :text, :at)
            """)
        .param("assignment", assignment.value())
        .param("version", version)
        .param("author", approver.official().value())
        .param("post", approver.post())
        .param("text", LetterText.of("remark", text).value())
        .param("at", Sql.utc(clock.instant()))
        .update();
  }

  /** All versions, oldest first. */
  @Transactional(readOnly = true)
  public List<Part> versions(AssignmentId assignment) {
    return jdbc.sql("select * from answer_part where assignment = :assignment order by version")
        .param("assignment", assignment.value())
        .query((row, n) -> part(row))
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<Part> latest(AssignmentId assignment) {
    return jdbc.sql(
            """
            select * from answer_part where assignment = :assignment
            and version = (select max(version) from answer_part where assignment = :assignment)
            """)
        .param("assignment", assignment.value())
        .query((row, n) -> part(row))
        .optional();
  }

  /** All remarks, oldest first. */
  @Transactional(readOnly = true)
  public List<Remark> remarks(AssignmentId assignment) {
    return jdbc.sql("select * from part_remark where assignment = :assignment order by ordinal")
        .param("assignment", assignment.value())
        .query(
            (row, n) ->
                new Remark(
                    row.getInt("version"),
                    new OfficialId(row.getString("author")),
                    row.getString("post"),
                    row.getString("text"),
                    Sql.instant(row, "at")))
        .list();
  }

  /**
   * The latest texts in the given order, each under its heading; a part not yet written is left
   * out.
   */
  @Transactional(readOnly = true)
  public String joined(List<Section> sections) {
    return sections.stream()
        .flatMap(section -> latest(section.assignment()).map(part -> text(section, part)).stream())
        .collect(Collectors.joining("\n\n"));
  }

  /** Of any version, with those in whose place they wrote. */
  private Map<OfficialId, Boolean> authors(AssignmentId assignment) {
    var authors = new HashMap<OfficialId, Boolean>();
    jdbc.sql(
            """
            select author, true from answer_part where assignment = :assignment
            union select author_for, false from answer_part where assignment = :assignment and author_for is not null
            """)
        .param("assignment", assignment.value())
        .query(
            row -> {
              authors.merge(
                  new OfficialId(row.getString(1)), row.getBoolean(2), Boolean::logicalOr);
            });
    return authors;
  }

  private static String text(Section section, Part part) {
    String text = part.text().text().strip();
    return section.heading().isBlank() ? text : section.heading().strip() + "\n" + text;
  }

  /** All acts on one part follow each other. */
  private void lock(AssignmentId assignment) {
    jdbc.sql("select id from assignment where id = :id for update")
        .param("id", assignment.value())
        .query((row, n) -> row.getString(1))
        .single();
  }

  private Part latest(AssignmentId assignment, int asked) {
    Optional<Part> latest = latest(assignment);
    return latest
        .filter(part -> part.text().version() == asked)
        .orElseThrow(
            () -> new StaleVersion(asked, latest.map(part -> part.text().version()).orElse(0)));
  }

  private static Part part(ResultSet row) throws SQLException {
    String text = row.getString("text");
    return new Part(
        new DraftVersion(
            row.getInt("version"),
            text,
            LetterText.digest(text),
            new OfficialId(row.getString("author")),
            row.getString("author_post"),
            Sql.instant(row, "written_at")),
        Optional.ofNullable(row.getString("approved_by")).map(OfficialId::new),
        Optional.ofNullable(row.getString("approver_post")),
        Sql.instantIfAny(row, "approved_at"));
  }
}
