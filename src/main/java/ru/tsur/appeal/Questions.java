package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.ComplaintBan;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.UnansweredQuestion;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Block;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;
import ru.tsur.organization.ThemeCode;

/**
 * Questions of appeals: stated, corrected, routed to a block and a body, answered with a result.
 */
@Component("appeal.questions")
@Transactional
public class Questions {

  /** Longest substance of a question, characters. */
  public static final int MAX_SUBSTANCE = 20_000;

  /** Most questions of one appeal. */
  public static final int MAX_QUESTIONS = 20;

  private final JdbcClient jdbc;
  private final Organization organization;
  private final Complaints complaints;
  private final Acts acts;

  Questions(JdbcClient jdbc, Organization organization, Complaints complaints, Acts acts) {
    this.jdbc = jdbc;
    this.organization = organization;
    this.complaints = complaints;
    this.acts = acts;
  }

  /** Questions of an appeal in their order. */
  public List<Question> of(AppealId appeal) {
    return jdbc.sql("select * from question where appeal = :appeal order by ordinal")
        .param("appeal", appeal.value())
        .query(Questions::map)
        .list();
  }

  /**
   * Those that are considered on the merits: triage decided nothing else of them. Of an appeal that
   * is considered again, those that it is reopened for.
   */
  public List<Question> considered(AppealId appeal) {
    return jdbc.sql(
            """
            select q.* from question q join appeal a on a.id = q.appeal
            where q.appeal = :appeal and q.outcome is null and q.round_no = a.round_no order by q.ordinal
            """)
        .param("appeal", appeal.value())
        .query(Questions::map)
        .list();
  }

  public List<Question> of(AssignmentId assignment) {
    return jdbc.sql("select * from question where assignment = :assignment order by ordinal")
        .param("assignment", assignment.value())
        .query(Questions::map)
        .list();
  }

  public Question question(QuestionId id) {
    return jdbc.sql("select * from question where id = :id")
        .param("id", id.value())
        .query(Questions::map)
        .single();
  }

  /** Replaces what is stated of an appeal's questions; only before they are routed. */
  public void state(AppealId appeal, List<Question.Stated> stated) {
    Faults faults = new Faults();
    check(stated, faults);
    faults.settle();
    jdbc.sql("delete from question where appeal = :appeal")
        .param("appeal", appeal.value())
        .update();
    int ordinal = 0;
    for (Question.Stated question : stated) {
      ordinal++;
      insert(new QuestionId(UUID.randomUUID()), appeal, ordinal, question);
    }
  }

  private void insert(QuestionId id, AppealId appeal, int ordinal, Question.Stated question) {
    jdbc.sql(
            """
            insert into question (id, appeal, ordinal, substance, theme, municipality)
            values (:id, :appeal, :ordinal, :substance, :theme, :municipality)
            """)
        .param("id", id.value())
        .param("appeal", appeal.value())
        .param("ordinal", ordinal)
        .param("substance", question.substance().strip())
        .param("theme", question.theme().map(ThemeCode::value).orElse(null))
        .param("municipality", question.municipality().map(BodyId::value).orElse(null))
        .update();
  }

  /** A question of the appeal's text that nobody had noticed. */
  Question add(AppealId appeal, String substance, String field) {
    List<Question> before = of(appeal);
    Faults faults = new Faults();
    check(
        List.of(new Question.Stated(substance, Optional.empty(), Optional.empty())),
        one -> field,
        faults);
    if (before.size() >= MAX_QUESTIONS) {
      faults.add(new InvalidAppeal(field, "Вопросов уже " + MAX_QUESTIONS + ": больше нельзя."));
    }
    faults.settle();
    QuestionId id = new QuestionId(UUID.randomUUID());
    int ordinal = before.isEmpty() ? 1 : before.get(before.size() - 1).ordinal() + 1;
    insert(id, appeal, ordinal, new Question.Stated(substance, Optional.empty(), Optional.empty()));
    return question(id);
  }

  /** They are considered anew, without a result and without who answers. */
  void reopen(AppealId appeal, int round, List<QuestionId> reopened) {
    jdbc.sql(
            """
            update question set round_no = :round, result = null, outcome = null, assignment = null
            where appeal = :appeal and id in (:ids)
            """)
        .param("round", round)
        .param("appeal", appeal.value())
        .param("ids", reopened.stream().map(QuestionId::value).toList())
        .update();
  }

  /** Themes and municipalities of what is considered again; the questions stay as they are. */
  public void classify(AppealId appeal, Map<QuestionId, Question.Stated> stated) {
    Faults faults = new Faults();
    List<Question> all = considered(appeal);
    List<Question> given = all.stream().filter(one -> stated.containsKey(one.id())).toList();
    check(
        given.stream().map(one -> stated.get(one.id())).toList(),
        i -> "questions." + all.indexOf(given.get(i)),
        faults);
    faults.settle();
    given.forEach(
        one ->
            jdbc.sql(
                    "update question set theme = :theme, municipality = :municipality where id = :id")
                .param("theme", stated.get(one.id()).theme().map(ThemeCode::value).orElse(null))
                .param(
                    "municipality",
                    stated.get(one.id()).municipality().map(BodyId::value).orElse(null))
                .param("id", one.id().value())
                .update());
  }

  /** The answer of the routing table; empty block or body: the table does not know. */
  public void route(
      QuestionId id,
      Optional<BlockId> tableBlock,
      Optional<BodyId> tableBody,
      String tableReason,
      String table,
      Actor actor) {
    Optional<BlockId> block = tableBlock.flatMap(this::open).map(Block::id);
    Optional<BodyId> body =
        tableBody.filter(
            found -> block.filter(b -> organization.canAnswer(Tenant.of(found, b))).isPresent());
    String reason =
        block.equals(tableBlock) && body.equals(tableBody)
            ? tableReason
            : tableReason
                + " По таблице это «%s», но там сегодня некому отвечать."
                    .formatted(
                        tableBody.map(this::name).orElseGet(() -> name(tableBlock.orElseThrow())));
    Question question = question(id);
    if (block.isPresent() && body.isPresent()) {
      Optional<ComplaintBan> ban =
          complaints.ban("body", question.appeal(), Tenant.of(body.get(), block.get()));
      if (ban.isPresent()) {
        reason =
            tableReason
                + (tableReason.endsWith(".") ? "" : ".")
                + " По таблице это «%s», но ему поручить нельзя: решает координатор. %s"
                    .formatted(name(body.get()), ban.get().getMessage());
        body = Optional.empty();
      }
    }
    assign(id, block, body, "TABLE", reason, table);
    acts.record(
        question.appeal(),
        actor,
        Action.ROUTED,
        "вопрос " + question.ordinal(),
        Map.of(
            "question", id.toString(),
            "block", block.map(BlockId::value).orElse(""),
            "body", body.map(BodyId::value).orElse(""),
            "table", table));
  }

  /** The coordinator's own decision on a question. */
  public void decide(QuestionId id, BlockId block, BodyId body, String reason, Actor actor) {
    Question before = question(id);
    requireBlock("questions." + (before.ordinal() - 1) + ".block", block);
    requireBody("questions." + (before.ordinal() - 1) + ".body", body);
    complaints.requireMayAnswer(
        "questions." + (before.ordinal() - 1) + ".body", before.appeal(), Tenant.of(body, block));
    assign(id, Optional.of(block), Optional.of(body), "COORDINATOR", reason, before.routingTable());
    acts.record(
        before.appeal(),
        actor,
        Action.ROUTING_CONFIRMED,
        "вопрос " + before.ordinal(),
        Map.of(
            "question", id.toString(),
            "from",
                before.block().map(BlockId::value).orElse("")
                    + "/"
                    + before.body().map(BodyId::value).orElse(""),
            "to", block.value() + "/" + body.value()));
  }

  /** Gives a question its result. */
  public void answer(QuestionId id, Result result) {
    jdbc.sql("update question set result = :result where id = :id")
        .param("result", result.name())
        .param("id", id.value())
        .update();
  }

  /**
   * @throws UnansweredQuestion for the first question without a result
   */
  @Transactional(readOnly = true)
  public void requireAllAnswered(AppealId appeal) {
    of(appeal).stream()
        .filter(question -> question.result().isEmpty())
        .findFirst()
        .ifPresent(
            question -> {
              throw new UnansweredQuestion(question.ordinal());
            });
  }

  /** An open block, or a refusal at the field. */
  public Block requireBlock(String field, BlockId block) {
    return open(block)
        .orElseThrow(() -> new InvalidAppeal(field, "Нет такого блока: «" + block.value() + "»."));
  }

  private Optional<Block> open(BlockId block) {
    return organization.findBlock(block).filter(found -> found.closedOn().isEmpty());
  }

  private String name(BlockId block) {
    return organization.findBlock(block).map(Block::name).orElse(block.value());
  }

  private String name(BodyId body) {
    return organization.findBody(body).map(Body::shortName).orElse(body.value());
  }

  /** An open body, or a refusal at the field. */
  public Body requireBody(String field, BodyId body) {
    return organization
        .findBody(body)
        .filter(found -> found.closedOn().isEmpty())
        .orElseThrow(() -> new InvalidAppeal(field, "Нет такого органа: «" + body.value() + "»."));
  }

  void check(List<Question.Stated> stated, Faults faults) {
    if (stated.isEmpty()) {
      faults.add(new InvalidAppeal("questions", "Укажите хотя бы один вопрос."));
    }
    if (stated.size() > MAX_QUESTIONS) {
      faults.add(
          new InvalidAppeal(
              "questions", "Вопросов больше " + MAX_QUESTIONS + ": объедините однородные."));
    }
    check(stated, i -> "questions." + i, faults);
  }

  private void check(List<Question.Stated> stated, IntFunction<String> field, Faults faults) {
    for (int i = 0; i < stated.size(); i++) {
      String path = field.apply(i);
      Question.Stated question = stated.get(i);
      if (question.substance() == null || question.substance().isBlank()) {
        faults.add(
            new InvalidAppeal(path + ".substance", "Напишите суть вопроса " + (i + 1) + "."));
      } else if (question.substance().length() > MAX_SUBSTANCE) {
        faults.add(
            new InvalidAppeal(
                path + ".substance", "Суть вопроса длиннее " + MAX_SUBSTANCE + " знаков."));
      }
      question
          .theme()
          .filter(
              theme ->
                  organization
                      .findTheme(theme)
                      .filter(found -> found.closedOn().isEmpty())
                      .isEmpty())
          .ifPresent(
              theme ->
                  faults.add(
                      new InvalidAppeal(
                          path + ".theme",
                          "Нет такой темы в классификаторе: «" + theme.value() + "».")));
      question
          .municipality()
          .ifPresent(
              body -> faults.read(() -> requireBody(path + ".municipality", body).id(), body));
    }
  }

  void moveTo(AssignmentId assignment, BlockId block, BodyId body, String reason) {
    jdbc.sql(
            """
            update question set block = :block, body = :body, routed_by = 'COORDINATOR', routing_reason = :reason
            where assignment = :assignment
            """)
        .param("block", block.value())
        .param("body", body.value())
        .param("reason", reason)
        .param("assignment", assignment.value())
        .update();
  }

  void bind(QuestionId id, AssignmentId assignment) {
    jdbc.sql("update question set assignment = :assignment where id = :id")
        .param("assignment", assignment.value())
        .param("id", id.value())
        .update();
  }

  /**
   * What was given to somebody has neither a result nor who answers any more; what is returned by
   * an outcome keeps its result and is nobody's.
   */
  void unbind(AppealId appeal) {
    jdbc.sql(
            """
            update question set assignment = null,
              result = case when outcome is null then null else result end,
              block = case when outcome is null then block end,
              body = case when outcome is null then body end
            where appeal = :appeal and assignment is not null
              and round_no = (select round_no from appeal where id = :appeal)
            """)
        .param("appeal", appeal.value())
        .update();
  }

  private void assign(
      QuestionId id,
      Optional<BlockId> block,
      Optional<BodyId> body,
      String by,
      String reason,
      String table) {
    jdbc.sql(
            """
            update question set block = :block, body = :body, routed_by = :by, routing_reason = :reason,
              routing_table = :table where id = :id
            """)
        .param("block", block.map(BlockId::value).orElse(null))
        .param("body", body.map(BodyId::value).orElse(null))
        .param("by", by)
        .param("reason", reason)
        .param("table", table)
        .param("id", id.value())
        .update();
  }

  private static Question map(ResultSet row, int i) throws SQLException {
    return new Question(
        new QuestionId(row.getObject("id", UUID.class)),
        new AppealId(row.getObject("appeal", UUID.class)),
        row.getInt("ordinal"),
        row.getString("substance"),
        text(row, "theme").map(ThemeCode::new),
        text(row, "municipality").map(BodyId::new),
        text(row, "block").map(BlockId::new),
        text(row, "body").map(BodyId::new),
        text(row, "routing_reason").orElse(""),
        text(row, "routing_table").orElse(""),
        uuid(row, "assignment").map(AssignmentId::new),
        text(row, "result").map(Result::valueOf),
        uuid(row, "outcome"));
  }
}
