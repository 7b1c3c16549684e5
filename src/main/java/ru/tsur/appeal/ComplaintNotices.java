package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.ComplaintBan;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;

/**
 * A complaint on one of ours that triage did not see (art. 8 p. 6): told by who works on the
 * appeal, checked by a coordinator before the answer is signed. Whom it is on is not asked of who
 * tells, and the text is shown to the coordinator only, until it is checked.
 */
@Component("appeal.complaintNotices")
@Transactional
public class ComplaintNotices {

  /** Longest text, characters. */
  public static final int LONGEST = 2000;

  /** Most notices that wait at once. */
  private static final int MOST = 20;

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final Questions questions;
  private final JointConsideration together;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  ComplaintNotices(
      JdbcClient jdbc,
      Appeals appeals,
      Questions questions,
      JointConsideration together,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.questions = questions;
    this.together = together;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * The coordinator's task comes in the same transaction; what is told while he is looking is added
   * to what he reads. The same words of the same person are one notice.
   *
   * @throws ComplaintBan if there is nothing to check any more
   */
  public UUID tell(AppealId appeal, String text, Actor actor) {
    appeals.lock(appeal);
    Appeal told = appeals.appeal(appeal);
    if (told.state() == Appeal.State.SIGNED) {
      throw new ComplaintBan(
          "text",
          "ответ уже подписан, его рассмотрение окончено. Жалоба на того, кто рассматривал обращение, регистрируется"
              + " отдельно (ст. 8 ч. 2).");
    }
    if (!isConsidered(told)) {
      throw new ComplaintBan(
          "text", "обращение сейчас не рассматривается по существу: сообщать не о чем.");
    }
    if (text.isBlank() || text.length() > LONGEST) {
      throw new ComplaintBan("text", "напишите, на что жалуются, не длиннее 2000 знаков.");
    }
    List<ComplaintNotice> open = open(appeal);
    Optional<UUID> same =
        open.stream()
            .filter(one -> one.text().equals(text.strip()))
            .filter(one -> one.noticedBy().official().equals(actor.official()))
            .findFirst()
            .map(ComplaintNotice::id);
    if (same.isPresent()) {
      return same.get();
    }
    if (open.size() >= MOST) {
      throw new ComplaintBan(
          "text", "об этом обращении уже сообщили " + MOST + " раз: дождитесь проверки.");
    }
    Optional<UUID> looking = open.stream().findFirst().map(ComplaintNotice::id);
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into complaint_notice (id, appeal, text, noticed_by, noticed_post, noticed_for, noticed_at, with_notice)
            values (:id, :appeal, :text, :by, :post, :absent, :now, :with)
            """)
        .param("with", looking.orElse(null))
        .param("id", id)
        .param("appeal", appeal.value())
        .param("text", text.strip())
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("absent", actor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    acts.record(
        appeal, actor, Action.COMPLAINT_NOTICED, "обращение", Map.of("notice", id.toString()));
    if (looking.isEmpty()) {
      process.complaintNoticed(appeal, id);
    }
    return id;
  }

  /** Whether it is considered on the merits, by a diagram that waits for it, and not signed. */
  @Transactional(readOnly = true)
  public boolean mayBeTold(AppealId appeal) {
    return isConsidered(appeals.appeal(appeal)) && process.awaitsComplaintNotices(appeal);
  }

  private boolean isConsidered(Appeal appeal) {
    return appeal.state() == Appeal.State.IN_WORK
        && !appeals.isStopped(appeal.id())
        && !questions.considered(appeal.id()).isEmpty();
  }

  /**
   * The coordinator has looked at all that is open. What was joined to a complaint is decided on
   * anew.
   *
   * @param id of the notice that has the check
   * @param read all that he was shown
   * @param ground why nobody is kept away; empty with another finding
   * @throws ComplaintBan if it was checked, or more was told since
   */
  public void checked(
      UUID id, Set<UUID> read, ComplaintNotice.Found found, String ground, Actor coordinator) {
    ComplaintNotice notice = notice(id);
    appeals.lock(notice.appeal());
    List<ComplaintNotice> open = open(notice.appeal());
    if (!open.stream().map(ComplaintNotice::id).allMatch(read::contains)) {
      throw new ComplaintBan(
          "complained",
          "пока вы читали, о жалобе сообщили ещё раз. Обновите страницу и прочитайте всё.");
    }
    if (open.stream().noneMatch(one -> one.id().equals(id))) {
      throw new ComplaintBan("complained", "это сообщение уже проверено.");
    }
    if (found == ComplaintNotice.Found.YES || found == ComplaintNotice.Found.RETURNED) {
      together.complaintFound(notice.appeal(), coordinator);
    }
    open.forEach(one -> end(one, found, ground, coordinator));
  }

  /** Consideration is stopped: nobody has to look any more. */
  public void endWith(AppealId appeal, Actor actor) {
    open(appeal).forEach(notice -> end(notice, ComplaintNotice.Found.ENDED, "", actor));
  }

  private void end(
      ComplaintNotice notice, ComplaintNotice.Found found, String ground, Actor actor) {
    jdbc.sql(
            """
            update complaint_notice set found = :found, ground = :ground, checked_by = :by, checked_post = :post, checked_for = :absent,
              checked_at = :now where id = :id
            """)
        .param("found", found.name())
        .param("ground", ground.isEmpty() ? null : ground)
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("absent", actor.absentOrNull())
        .param("now", utc(clock.instant()))
        .param("id", notice.id())
        .update();
    acts.record(
        notice.appeal(),
        actor,
        Action.COMPLAINT_CHECKED,
        "обращение",
        Map.of("notice", notice.id().toString(), "found", found.name()));
  }

  /**
   * Before the signature: the signer may be the one whom the complaint is on. Nobody tells anything
   * while he signs.
   *
   * @throws ComplaintBan while nobody has looked
   */
  public void requireChecked(AppealId appeal) {
    appeals.lock(appeal);
    if (!open(appeal).isEmpty()) {
      throw new ComplaintBan(
          "signed",
          "координатор ЦУР проверяет, нет ли в обращении жалобы на должностных лиц области. Подпишите ответ после"
              + " проверки.");
    }
  }

  @Transactional(readOnly = true)
  public ComplaintNotice notice(UUID id) {
    return jdbc.sql("select * from complaint_notice where id = :id")
        .param("id", id)
        .query(ComplaintNotices::map)
        .single();
  }

  /** In the order of telling. */
  @Transactional(readOnly = true)
  public List<ComplaintNotice> of(AppealId appeal) {
    return jdbc.sql("select * from complaint_notice where appeal = :appeal order by noticed_at, id")
        .param("appeal", appeal.value())
        .query(ComplaintNotices::map)
        .list();
  }

  /** What the coordinator has to look at, in the order of telling. */
  @Transactional(readOnly = true)
  public List<ComplaintNotice> open(AppealId appeal) {
    return of(appeal).stream().filter(one -> one.found().isEmpty()).toList();
  }

  private static ComplaintNotice map(ResultSet row, int i) throws SQLException {
    return new ComplaintNotice(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        row.getString("text"),
        Sql.actor(row, "noticed", Role.EXECUTOR),
        row.getObject("noticed_at", OffsetDateTime.class).toInstant(),
        text(row, "found").map(ComplaintNotice.Found::valueOf),
        text(row, "ground").orElse(""));
  }
}
