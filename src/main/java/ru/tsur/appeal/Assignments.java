package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.NoMoreReturns;
import ru.tsur.appeal.AppealRefusals.WrongState;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Tenant;

/**
 * Considerations by blocks: formed from routed questions, accepted or returned, decided by the
 * coordinator.
 */
@Component("appeal.assignments")
@Transactional
public class Assignments {

  private final JdbcClient jdbc;
  private final Questions questions;
  private final Complaints complaints;
  private final Acts acts;
  private final Clock clock;

  Assignments(JdbcClient jdbc, Questions questions, Complaints complaints, Acts acts, Clock clock) {
    this.jdbc = jdbc;
    this.questions = questions;
    this.complaints = complaints;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * One assignment for each pair of block and body among the routed questions.
   *
   * @param responsible the question whose body answers for the whole letter; absent: the first one
   */
  public List<Assignment> form(AppealId appeal, Optional<QuestionId> responsible, Actor actor) {
    List<Question> routed = questions.considered(appeal);
    Question leading =
        responsible
            .flatMap(id -> routed.stream().filter(question -> question.id().equals(id)).findFirst())
            .orElse(routed.get(0));
    Map<Tenant, AssignmentId> formed = new LinkedHashMap<>();
    for (Question question : routed) {
      if (!question.isRouted()) {
        throw new WrongState("Вопрос " + question.ordinal() + " не распределён.");
      }
      BlockId block = question.block().orElseThrow();
      BodyId body = question.body().orElseThrow();
      Tenant tenant = Tenant.of(body, block);
      complaints.requireMayAnswer("body", appeal, tenant);
      boolean leads =
          tenant.equals(Tenant.of(leading.body().orElseThrow(), leading.block().orElseThrow()));
      AssignmentId id =
          formed.computeIfAbsent(tenant, none -> insert(appeal, block, body, leads, actor));
      questions.bind(question.id(), id);
    }
    return of(appeal);
  }

  /** The block head takes the questions; an executor may be named. */
  public void accept(AssignmentId id, Optional<OfficialId> executor, Actor head) {
    Assignment assignment = assignment(id);
    executor.ifPresent(named -> complaints.requireNotOn("executor", assignment.appeal(), named));
    jdbc.sql(
            """
            update assignment set state = 'ACCEPTED', executor = :executor, accepted_at = :now, accepted_by = :by
            where id = :id
            """)
        .param("executor", executor.map(OfficialId::value).orElse(null))
        .param("now", utc(clock.instant()))
        .param("by", head.official().value())
        .param("id", id.value())
        .update();
    acts.record(
        assignment.appeal(),
        head,
        Action.ACCEPTED,
        assignment.tenant().value(),
        Map.of(
            "assignment", id.toString(), "executor", executor.map(OfficialId::value).orElse("")));
  }

  /** Who was named executor is so no more: any executor of the body may go on. */
  public void free(AssignmentId id, OfficialId executor) {
    jdbc.sql("update assignment set executor = null where id = :id and executor = :executor")
        .param("id", id.value())
        .param("executor", executor.value())
        .update();
  }

  /**
   * The block head returns «не наше».
   *
   * @throws NoMoreReturns after two returns
   */
  public void returnToCoordinator(AssignmentId id, String reason, Actor head) {
    Assignment assignment = assignment(id);
    if (!assignment.isReturnable()) {
      throw new NoMoreReturns();
    }
    if (reason == null || reason.isBlank()) {
      throw new InvalidAppeal("reason", "Укажите причину возврата.");
    }
    if (reason.length() > 2000) {
      throw new InvalidAppeal("reason", "Причина длиннее 2000 знаков.");
    }
    jdbc.sql(
            """
            insert into assignment_return (id, assignment, block, body, reason, returned_at, returned_by)
            values (:id, :assignment, :block, :body, :reason, :now, :by)
            """)
        .param("id", UUID.randomUUID())
        .param("assignment", id.value())
        .param("block", assignment.block().value())
        .param("body", assignment.body().value())
        .param("reason", reason.strip())
        .param("now", utc(clock.instant()))
        .param("by", head.official().value())
        .update();
    jdbc.sql("update assignment set state = 'RETURNED', returns = returns + 1 where id = :id")
        .param("id", id.value())
        .update();
    acts.record(
        assignment.appeal(),
        head,
        Action.RETURNED,
        assignment.tenant().value(),
        Map.of("assignment", id.toString(), "returns", assignment.returns() + 1));
  }

  /** The coordinator decides on a return; after two of them the decision binds. */
  public void decide(
      AssignmentId id, BlockId block, BodyId body, String reason, Actor coordinator) {
    Assignment before = assignment(id);
    questions.requireBlock("block", block);
    questions.requireBody("body", body);
    complaints.requireMayAnswer("body", before.appeal(), Tenant.of(body, block));
    boolean taken =
        of(before.appeal()).stream()
            .anyMatch(one -> !one.id().equals(id) && one.tenant().equals(Tenant.of(body, block)));
    if (taken) {
      throw new InvalidAppeal(
          "body", "Этот орган уже рассматривает другие вопросы обращения по этому блоку.");
    }
    if (reason == null || reason.isBlank()) {
      throw new InvalidAppeal("reason", "Обоснуйте решение: его увидит руководитель блока.");
    }
    jdbc.sql(
            """
            update assignment set block = :block, body = :body, state = 'PROPOSED', executor = null,
              final_decision = :final where id = :id
            """)
        .param("block", block.value())
        .param("body", body.value())
        .param("final", before.returns() >= Assignment.MAX_RETURNS)
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            update assignment_return set decided_block = :block, decided_body = :body, decision = :reason,
              decided_at = :now, decided_by = :by where assignment = :id and decided_at is null
            """)
        .param("block", block.value())
        .param("body", body.value())
        .param("reason", reason.strip())
        .param("now", utc(clock.instant()))
        .param("by", coordinator.official().value())
        .param("id", id.value())
        .update();
    questions.moveTo(id, block, body, reason.strip());
    acts.record(
        before.appeal(),
        coordinator,
        Action.REASSIGNED,
        before.tenant().value(),
        Map.of(
            "assignment", id.toString(),
            "from", before.tenant().value(),
            "to", Tenant.of(body, block).value(),
            "final", before.returns() >= Assignment.MAX_RETURNS));
  }

  /** The part of the answer is written (and approved, where several bodies answer). */
  public void partReady(AssignmentId id) {
    jdbc.sql("update assignment set state = 'PART_READY' where id = :id")
        .param("id", id.value())
        .update();
  }

  /**
   * What was given to those whom the complaint is on is taken back, and their results with it: the
   * questions are routed anew (art. 8 p. 6). The rows stay as history.
   */
  public void takeBack(AppealId appeal, Actor coordinator) {
    List<Assignment> taken = of(appeal);
    taken.forEach(
        one ->
            jdbc.sql("update assignment set state = 'TAKEN_BACK' where id = :id")
                .param("id", one.id().value())
                .update());
    questions.unbind(appeal);
    acts.record(
        appeal,
        coordinator,
        Action.WORK_TAKEN_BACK,
        "обращение",
        Map.of("tenants", taken.stream().map(one -> one.tenant().value()).sorted().toList()));
  }

  @Transactional(readOnly = true)
  public Assignment assignment(AssignmentId id) {
    return jdbc.sql("select * from assignment where id = :id")
        .param("id", id.value())
        .query(Assignments::map)
        .single();
  }

  /**
   * In the order in which they were formed, the responsible one first; of an appeal that is
   * considered again those of now, and none that was taken back.
   */
  @Transactional(readOnly = true)
  public List<Assignment> of(AppealId appeal) {
    return jdbc.sql(
            """
            select s.* from assignment s join appeal a on a.id = s.appeal
            where s.appeal = :appeal and s.round_no = a.round_no and s.state <> 'TAKEN_BACK' order by s.responsible desc, s.created_at, s.id
            """)
        .param("appeal", appeal.value())
        .query(Assignments::map)
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<Assignment> responsible(AppealId appeal) {
    return of(appeal).stream().filter(Assignment::responsible).findFirst();
  }

  @Transactional(readOnly = true)
  public List<Assignment.Return> returns(AssignmentId id) {
    return jdbc.sql("select * from assignment_return where assignment = :id order by returned_at")
        .param("id", id.value())
        .query(
            (row, i) ->
                new Assignment.Return(
                    new BlockId(row.getString("block")),
                    new BodyId(row.getString("body")),
                    row.getString("reason"),
                    row.getObject("returned_at", OffsetDateTime.class).toInstant(),
                    new OfficialId(row.getString("returned_by")),
                    text(row, "decided_block").map(BlockId::new),
                    text(row, "decided_body").map(BodyId::new),
                    text(row, "decision").orElse("")))
        .list();
  }

  private AssignmentId insert(
      AppealId appeal, BlockId block, BodyId body, boolean responsible, Actor actor) {
    AssignmentId id = new AssignmentId(UUID.randomUUID());
    jdbc.sql(
            """
            insert into assignment (id, appeal, block, body, responsible, state, returns, final_decision, created_at,
              round_no)
            values (:id, :appeal, :block, :body, :responsible, 'PROPOSED', 0, false, :now,
              (select round_no from appeal where id = :appeal))
            """)
        .param("id", id.value())
        .param("appeal", appeal.value())
        .param("block", block.value())
        .param("body", body.value())
        .param("responsible", responsible)
        .param("now", utc(clock.instant()))
        .update();
    acts.record(
        appeal,
        actor,
        Action.ASSIGNED,
        Tenant.of(body, block).value(),
        Map.of("assignment", id.toString(), "responsible", responsible));
    return id;
  }

  private static Assignment map(ResultSet row, int i) throws SQLException {
    return new Assignment(
        new AssignmentId(row.getObject("id", UUID.class)),
        new AppealId(row.getObject("appeal", UUID.class)),
        new BlockId(row.getString("block")),
        new BodyId(row.getString("body")),
        row.getBoolean("responsible"),
        Assignment.State.valueOf(row.getString("state")),
        text(row, "executor").map(OfficialId::new),
        row.getInt("returns"),
        row.getBoolean("final_decision"));
  }
}
