package ru.tsur.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.NumberSeries;
import ru.tsur.correspondence.LetterRefusals.DigestMismatch;
import ru.tsur.correspondence.LetterRefusals.LetterExists;
import ru.tsur.correspondence.LetterRefusals.NoOutgoingSeries;
import ru.tsur.correspondence.LetterRefusals.NotASigner;
import ru.tsur.correspondence.LetterRefusals.NotApproved;
import ru.tsur.correspondence.LetterRefusals.StaleVersion;
import ru.tsur.correspondence.LetterRefusals.WrongState;
import ru.tsur.correspondence.SeparationOfDuties.Duty;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * Letters from the first draft to the signature. Every act on one letter waits for the one before.
 */
@Component("correspondence.letters") // «letters» is the bean that diagrams call
@Transactional
public class Letters {

  private final JdbcClient jdbc;
  private final LetterTable table;
  private final LetterTemplates templates;
  private final Organization organization;
  private final Complaints complaints;
  private final Joinings joinings;
  private final NumberSeries numbers;
  private final Clock clock;
  private final String messageDomain;

  Letters(
      JdbcClient jdbc,
      LetterTable table,
      LetterTemplates templates,
      Organization organization,
      Complaints complaints,
      Joinings joinings,
      NumberSeries numbers,
      Clock clock,
      @Value("${tsur.mail.from}") String from) {
    this.jdbc = jdbc;
    this.table = table;
    this.templates = templates;
    this.organization = organization;
    this.complaints = complaints;
    this.joinings = joinings;
    this.numbers = numbers;
    this.clock = clock;
    this.messageDomain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
  }

  /**
   * Begins a letter to the applicant, without text.
   *
   * @throws LetterExists if a draft or an unsent letter of this kind exists for the appeal
   */
  public LetterId startDraft(AppealId appeal, LetterKind kind, BodyId signingBody) {
    return start(appeal, kind, signingBody, null, false);
  }

  /** As {@link #startDraft}, where each promise of an answer has its own letter of the kind. */
  public LetterId startOneOfSeveral(AppealId appeal, LetterKind kind, BodyId signingBody) {
    return start(appeal, kind, signingBody, null, true);
  }

  /** As {@link #startDraft}, to a body that the appeal goes to. */
  public LetterId startCover(AppealId appeal, BodyId signingBody, String recipient) {
    return startTo(appeal, LetterKind.COVER, signingBody, recipient);
  }

  /** As {@link #startDraft}, of this kind, to a body or organisation. */
  public LetterId startTo(AppealId appeal, LetterKind kind, BodyId signingBody, String recipient) {
    return start(appeal, kind, signingBody, recipient, true);
  }

  private LetterId start(
      AppealId appeal, LetterKind kind, BodyId signingBody, String recipient, boolean several) {
    lock(appeal); // two at once: the second waits here and then finds the first
    if (!several && open(appeal, kind).isPresent()) {
      throw new LetterExists(kind);
    }
    LetterId id = LetterId.random();
    jdbc.sql(
            """
            insert into letter (id, appeal, kind, body, state, template, created_at, recipient, round_no)
            values (:id, :appeal, :kind, :body, 'DRAFT', :template, :at, :recipient,
              (select round_no from appeal where id = :appeal))
            """)
        .param("id", id.value())
        .param("appeal", appeal.value())
        .param("kind", kind.name())
        .param("body", signingBody.value())
        .param("template", templates.versionOf(kind))
        .param("at", Sql.utc(clock.instant()))
        .param("recipient", recipient)
        .update();
    return id;
  }

  /**
   * Keeps the text as a new version, unless it is the latest version's.
   *
   * @return the version that now holds the text
   * @throws WrongState after the signature
   */
  public int write(LetterId id, String text, Actor author) {
    draft(id);
    LetterText written = LetterText.of("text", text);
    Optional<DraftVersion> latest = latest(id);
    if (latest.isPresent() && latest.get().digest().equals(written.digest())) {
      return latest.get().version();
    }
    int version = latest.map(DraftVersion::version).orElse(0) + 1;
    jdbc.sql(
            """
            insert into draft_version (letter, version, text, digest, author, author_post, author_for, written_at)
            values (:letter, :version, :text, :digest, :author, :post, :absent, :at)
            """)
        .param("letter", id.value())
        .param("version", version)
        .param("text", written.value())
        .param("digest", written.digest())
        .param("author", author.official().value())
        .param("post", author.post())
        .param("absent", author.absentOrNull())
        .param("at", Sql.utc(clock.instant()))
        .update();
    return version;
  }

  /**
   * @throws SeparationOfDuties if he, or in whose place he acts, wrote any of the text
   * @throws StaleVersion if there is a later version
   */
  public void approve(LetterId id, int version, Actor approver) {
    opinion(id, version, approver, null);
  }

  /** Asks for rework; also what a signer says who does not sign. */
  public void remark(LetterId id, int version, String text, Actor approver) {
    opinion(id, version, approver, LetterText.of("remark", text).value());
  }

  private void opinion(LetterId id, int version, Actor by, String remark) {
    Letter letter = draft(id);
    latest(id, version);
    boolean approved = remark == null;
    if (approved) {
      SeparationOfDuties.check(authors(letter), Duty.AUTHOR, by, Duty.APPROVER);
    }
    jdbc.sql(
            """
            insert into approval (letter, ordinal, version, approver, post, approver_for, approved, remark, at)
            values (:letter,
              (select coalesce(max(ordinal), 0) + 1 from approval where letter = :letter),
              :version, :approver, :post, :absent, :approved, :remark, :at)
            """)
        .param("letter", id.value())
        .param("version", version)
        .param("approver", by.official().value())
        .param("post", by.post())
        .param("absent", by.absentOrNull())
        .param("approved", approved)
        .param("remark", remark)
        .param("at", Sql.utc(clock.instant()))
        .update();
  }

  /**
   * Signs one version: gives the outgoing number, makes the document that leaves the house and,
   * with {@link DispatchMethod#EMAIL}, puts it into the {@link Outbox}. From here on nothing of it
   * changes but where it goes.
   *
   * @param digest of the text that the signer was shown
   * @return the outgoing number
   * @throws SeparationOfDuties if he, or in whose place he acts, wrote or approved any of it, in
   *     whatever position
   */
  public String sign(
      LetterId id,
      int version,
      String digest,
      Actor signer,
      DispatchMethod method,
      String address) {
    lock(table.read(id).appeal()); // nothing is joined to it from here on
    Letter letter = draft(id);
    DraftVersion text = latest(id, version);
    if (!text.digest().equals(digest)) {
      throw new DigestMismatch(version);
    }
    Body body = organization.body(letter.body());
    checkSigner(letter, body, signer);
    if (letter.kind().needsApproval() && !isApproved(id, version)) {
      throw new NotApproved(version);
    }
    String to = Address.checked(method, address);
    String series = body.outgoingSeries().orElseThrow(() -> new NoOutgoingSeries(body.shortName()));
    String number = numbers.next(series, LocalDate.now(clock).getYear());
    Instant now = clock.instant();
    String name = organization.official(signer.official()).shortName();
    jdbc.sql(
            """
            update letter set state = :state, sent_at = :sentAt, number = :number, signed_version = :version,
              signed_digest = :digest, signed_by = :by, signed_name = :name, signed_post = :post, signed_for = :absent,
              signed_at = :at, document = :document, method = :method, address = :address,
              message_id = :messageId
            where id = :id
            """)
        .param("state", method == DispatchMethod.CASE_FILE ? "SENT" : "SIGNED")
        .param("sentAt", method == DispatchMethod.CASE_FILE ? Sql.utc(now) : null)
        .param("number", number)
        .param("version", version)
        .param("digest", digest)
        .param("by", signer.official().value())
        .param("name", name)
        .param("post", signer.signature())
        .param("absent", signer.absentOrNull())
        .param("at", Sql.utc(now))
        .param(
            "document",
            templates.document(
                body.name(),
                number,
                now.atZone(clock.getZone()),
                text,
                signer.signature(),
                name,
                alsoTo(letter)))
        .param("method", method.name())
        .param("address", to)
        .param("messageId", "<" + id + "@" + messageDomain + ">")
        .param("id", id.value())
        .update();
    return number;
  }

  private void lock(AppealId appeal) {
    jdbc.sql("select id from appeal where id = :id for update")
        .param("id", appeal.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** What the document will name besides: the signer sees it before he signs. */
  @Transactional(readOnly = true)
  public List<String> alsoTo(LetterId id) {
    return alsoTo(letter(id));
  }

  /**
   * Numbers of the appeals that are joined to this one at the signature: no author forgets them.
   */
  private List<String> alsoTo(Letter letter) {
    return letter.kind() == LetterKind.ANSWER || letter.kind() == LetterKind.EXTENSION_NOTICE
        ? joinings.openTo(letter.appeal()).stream().map(one -> one.later().said()).toList()
        : List.of();
  }

  private void checkSigner(Letter letter, Body body, Actor signer) {
    boolean holdsThePosition =
        signer.role() == Role.SIGNER
            && organization.positionsOf(signer.official()).stream()
                .anyMatch(p -> p.role() == Role.SIGNER && p.body().equals(letter.body()));
    if (!holdsThePosition && !standsAbove(letter, body, signer)) {
      throw new NotASigner(body.shortName());
    }
    SeparationOfDuties.check(authors(letter), Duty.AUTHOR, signer, Duty.SIGNER);
    SeparationOfDuties.check(approvers(letter), Duty.APPROVER, signer, Duty.SIGNER);
  }

  /** Over the ЦУР, where the complaint is on all of its signers (art. 8 p. 6). */
  private boolean standsAbove(Letter letter, Body body, Actor signer) {
    return body.isCentre()
        && signer.role() == Role.HEAD_OF_APPARATUS
        && organization
                .deciding(Role.SIGNER, Tenant.TSUR, complaints.banned(letter.appeal()))
                .role()
            == Role.HEAD_OF_APPARATUS;
  }

  /**
   * @throws LetterRefusals.UnknownLetter if there is none
   */
  @Transactional(readOnly = true)
  public Letter letter(LetterId id) {
    return table.read(id);
  }

  /** All letters of an appeal, oldest first. */
  @Transactional(readOnly = true)
  public List<Letter> of(AppealId appeal) {
    return table.of(appeal);
  }

  /** As {@link #of}; of an appeal that is considered again those of now. */
  @Transactional(readOnly = true)
  public List<Letter> ofRound(AppealId appeal) {
    return table.ofRound(appeal);
  }

  /** The draft or unsent letter of this kind, if any. */
  @Transactional(readOnly = true)
  public Optional<Letter> open(AppealId appeal, LetterKind kind) {
    return table.ofRound(appeal).stream()
        .filter(letter -> letter.kind() == kind)
        .filter(l -> l.state() == LetterState.DRAFT || l.state() == LetterState.SIGNED)
        .findFirst();
  }

  /** All versions, oldest first. */
  @Transactional(readOnly = true)
  public List<DraftVersion> versions(LetterId id) {
    return jdbc.sql("select * from draft_version where letter = :letter order by version")
        .param("letter", id.value())
        .query((row, n) -> draftVersion(row))
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<DraftVersion> latest(LetterId id) {
    return jdbc.sql(
            """
            select * from draft_version where letter = :letter
            and version = (select max(version) from draft_version where letter = :letter)
            """)
        .param("letter", id.value())
        .query((row, n) -> draftVersion(row))
        .optional();
  }

  /** All opinions, oldest first. */
  @Transactional(readOnly = true)
  public List<Approval> approvals(LetterId id) {
    return jdbc.sql("select * from approval where letter = :letter order by ordinal")
        .param("letter", id.value())
        .query(
            (row, n) ->
                new Approval(
                    row.getInt("version"),
                    new OfficialId(row.getString("approver")),
                    row.getString("post"),
                    row.getBoolean("approved"),
                    Optional.ofNullable(row.getString("remark")),
                    Sql.instant(row, "at")))
        .list();
  }

  /**
   * Who wrote or approved anything of the answer that is prepared now, and in whose place: its
   * parts, and its draft if there is one.
   */
  @Transactional(readOnly = true)
  public Set<OfficialId> workedOnAnswer(AppealId appeal) {
    Set<OfficialId> people = new HashSet<>();
    jdbc.sql(
            """
            select p.author, p.author_for, p.approved_by, p.approved_for from answer_part p
              join assignment s on s.id = p.assignment
              join appeal a on a.id = s.appeal and a.round_no = s.round_no
            where a.id = :appeal and s.state <> 'TAKEN_BACK'
            """)
        .param("appeal", appeal.value())
        .query(
            row -> {
              for (int i = 1; i <= 4; i++) {
                Optional.ofNullable(row.getString(i)).map(OfficialId::new).ifPresent(people::add);
              }
            });
    open(appeal, LetterKind.ANSWER)
        .ifPresent(
            draft -> {
              people.addAll(authors(draft).keySet());
              people.addAll(approvers(draft).keySet());
            });
    return people;
  }

  private static DraftVersion draftVersion(ResultSet row) throws SQLException {
    return new DraftVersion(
        row.getInt("version"),
        row.getString("text"),
        row.getString("digest"),
        new OfficialId(row.getString("author")),
        row.getString("author_post"),
        Sql.instant(row, "written_at"));
  }

  private Letter draft(LetterId id) {
    Letter letter = table.lock(id);
    if (letter.state() != LetterState.DRAFT) {
      throw WrongState.of(letter);
    }
    return letter;
  }

  private DraftVersion latest(LetterId id, int asked) {
    Optional<DraftVersion> latest = latest(id);
    return latest
        .filter(version -> version.version() == asked)
        .orElseThrow(() -> new StaleVersion(asked, latest.map(DraftVersion::version).orElse(0)));
  }

  /** The last word on the version is an approval: a remark after it takes it back. */
  private boolean isApproved(LetterId id, int version) {
    List<Approval> opinions =
        approvals(id).stream().filter(opinion -> opinion.version() == version).toList();
    return !opinions.isEmpty() && opinions.get(opinions.size() - 1).approved();
  }

  /**
   * Who wrote any version of the letter or, for an answer, of the parts it is joined from, and in
   * whose place.
   */
  private Map<OfficialId, Boolean> authors(Letter letter) {
    return people(
        letter,
        """
        select author, true from draft_version where letter = :letter
        union select author_for, false from draft_version where letter = :letter and author_for is not null
        union select p.author, true from answer_part p join assignment a on a.id = p.assignment
          where a.appeal = :appeal and a.round_no = :round and a.state <> 'TAKEN_BACK' and :answer
        union select p.author_for, false from answer_part p join assignment a on a.id = p.assignment
          where a.appeal = :appeal and a.round_no = :round and a.state <> 'TAKEN_BACK' and :answer and p.author_for is not null
        """);
  }

  private Map<OfficialId, Boolean> approvers(Letter letter) {
    return people(
        letter,
        """
        select approver, true from approval where letter = :letter and approved
        union select approver_for, false from approval where letter = :letter and approved and approver_for is not null
        union select p.approved_for, false from answer_part p join assignment a on a.id = p.assignment
          where a.appeal = :appeal and a.round_no = :round and a.state <> 'TAKEN_BACK' and :answer and p.approved_for is not null
        union select p.approved_by, true from answer_part p join assignment a on a.id = p.assignment
          where a.appeal = :appeal and a.round_no = :round and a.state <> 'TAKEN_BACK' and :answer and p.approved_by is not null
        """);
  }

  private Map<OfficialId, Boolean> people(Letter letter, String sql) {
    var people = new HashMap<OfficialId, Boolean>();
    jdbc.sql(sql)
        .param("letter", letter.id().value())
        .param("appeal", letter.appeal().value())
        .param("round", round(letter))
        .param("answer", letter.kind() == LetterKind.ANSWER)
        .query(
            row -> {
              people.merge(new OfficialId(row.getString(1)), row.getBoolean(2), Boolean::logicalOr);
            });
    return people;
  }

  private int round(Letter letter) {
    return jdbc.sql("select round_no from letter where id = :id")
        .param("id", letter.id().value())
        .query(Integer.class)
        .single();
  }
}
