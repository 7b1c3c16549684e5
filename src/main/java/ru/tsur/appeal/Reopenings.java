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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Appeal.State;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.ReopeningRefused;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.appeal.Reopening.Kind;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;

/**
 * Closed appeals that are considered again: a written answer is asked for in the place of a
 * published one (art. 5 п. 3), or the answer was not to every question (art. 10 p. 1 п. 4). The law
 * names no more; after the answer a new demand is a new appeal.
 */
@Component("appeal.reopenings")
@Transactional
public class Reopenings {

  /** Who may order it. */
  public static final List<TaskGroup> ORDERED_BY =
      List.of(Role.CONTROLLER.at(Tenant.TSUR), Role.SIGNER.at(Tenant.TSUR));

  /** Longest text of a request or a reason, characters. */
  public static final int MAX_TEXT = 4000;

  /**
   * What is ordered.
   *
   * @param ordinals of the questions that are not answered in full
   * @param missed a question of the appeal's text that nobody had noticed; may be empty
   * @param newDemand whether the person asks for what his appeal had not asked
   */
  public record Ordered(String reason, Set<Integer> ordinals, String missed, boolean newDemand) {}

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final Questions questions;
  private final Outcomes outcomes;
  private final Joinings joinings;
  private final Deadlines deadlines;
  private final Terms terms;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  Reopenings(
      JdbcClient jdbc,
      Appeals appeals,
      Questions questions,
      Outcomes outcomes,
      Joinings joinings,
      Deadlines deadlines,
      Terms terms,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.questions = questions;
    this.outcomes = outcomes;
    this.joinings = joinings;
    this.deadlines = deadlines;
    this.terms = terms;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * The registrar records that the applicant asks for a written answer: all questions that were
   * told where their answer is published are considered, from the day of the request.
   */
  public UUID writtenAnswerAsked(
      AppealId id, String request, LocalDate receivedOn, Actor registrar) {
    requireText("text", request, "Напишите, о чём просит заявитель.");
    appeals.lock(id);
    Appeal appeal = appeals.appeal(id);
    requireClosed(appeal);
    List<Question> asked = published(appeal);
    LocalDate today = LocalDate.now(clock);
    if (receivedOn.isAfter(today)) {
      throw new InvalidAppeal("receivedOn", "Дата поступления не может быть в будущем.");
    }
    Instant told =
        asked.stream()
            .flatMap(one -> outcomes.outcome(one.outcome().orElseThrow()).doneAt().stream())
            .min(Instant::compareTo)
            .orElseThrow();
    if (receivedOn.isBefore(told.atZone(clock.getZone()).toLocalDate())) {
      throw new InvalidAppeal(
          "receivedOn",
          "Просьба не может поступить раньше, чем заявителю сообщили, где опубликован ответ.");
    }
    if (deadlines.isOver(
        terms.term(Deadlines.REOPENED_ANSWER),
        receivedOn.atStartOfDay(clock.getZone()).toInstant())) {
      throw new InvalidAppeal(
          "receivedOn",
          "Со дня поступления просьбы прошло больше срока ответа: зарегистрируйте её как новое обращение, его срок – 30"
              + " дней со дня регистрации (59-ФЗ, ст. 8 ч. 2, ст. 12 ч. 1).");
    }
    return reopen(appeal, Kind.WRITTEN_ANSWER, request, Optional.of(receivedOn), asked, registrar);
  }

  /** What he may ask a written answer to. */
  private List<Question> published(Appeal appeal) {
    List<Question> asked =
        questions.of(appeal.id()).stream()
            .filter(question -> question.outcome().filter(this::isPublished).isPresent())
            .toList();
    if (asked.isEmpty()) {
      throw new ReopeningRefused(
          "appeal",
          of(appeal.id()).stream().anyMatch(earlier -> earlier.kind() == Kind.WRITTEN_ANSWER)
              ? "Письменный ответ по этой просьбе уже дан (59-ФЗ, ст. 5 п. 3, ст. 11 ч. 5.1). Новое требование –"
                  + " новое обращение."
              : "Письменный ответ просят, если вместо него назван адрес опубликованного (59-ФЗ, ст. 5 п. 3,"
                  + " ст. 11 ч. 5.1), а это обращение окончено иначе. Новое требование – новое обращение.");
    }
    return asked;
  }

  /** Why no written answer can be asked for; empty: it can. */
  @Transactional(readOnly = true)
  public Optional<String> whyNotAsked(AppealId id) {
    Appeal appeal = appeals.appeal(id);
    return AppealRefusals.why(
        () -> {
          requireClosed(appeal);
          published(appeal);
        });
  }

  /** Why nobody can order it; empty: who has the right can. */
  @Transactional(readOnly = true)
  public Optional<String> whyNotOrdered(AppealId id) {
    Appeal appeal = appeals.appeal(id);
    return AppealRefusals.why(() -> requireAnswered(appeal));
  }

  private boolean isPublished(UUID outcome) {
    return outcomes.outcome(outcome).kind() == Outcome.Kind.PUBLISHED;
  }

  /** The controller or the head of the ЦУР orders it: the answer is not to every question. */
  public UUID order(AppealId id, Ordered ordered, Actor official) {
    if (official.role() != Role.CONTROLLER && official.role() != Role.SIGNER) {
      throw new ReopeningRefused(
          "reason", "Вернуть обращение к рассмотрению может контролёр или руководитель ЦУР.");
    }
    requireText("reason", ordered.reason(), "Напишите, чего в ответе недостаёт.");
    if (ordered.newDemand()) {
      throw new ReopeningRefused(
          "newDemand",
          "Новое требование – новое обращение: его регистрируют и рассматривают отдельно (59-ФЗ, ст. 4 п. 1,"
              + " ст. 8 ч. 2).");
    }
    appeals.lock(id);
    Appeal appeal = appeals.appeal(id);
    requireAnswered(appeal);
    List<Question> asked = new ArrayList<>(named(id, ordered.ordinals()));
    if (!ordered.missed().isBlank()) {
      asked.add(questions.add(id, ordered.missed(), "missed"));
    }
    if (asked.isEmpty()) {
      throw new InvalidAppeal(
          "questions",
          "Назовите вопросы, на которые не дан полный ответ (59-ФЗ, ст. 10 ч. 1 п. 4).");
    }
    return reopen(appeal, Kind.INCOMPLETE, ordered.reason(), Optional.empty(), asked, official);
  }

  /** There is an answer of its own that can be incomplete. */
  private void requireAnswered(Appeal appeal) {
    requireClosed(appeal);
    if (appeal.state() != State.ANSWERED) {
      throw new ReopeningRefused(
          "appeal",
          "Ответа по существу не давали («"
              + appeal.state().title()
              + "»): дополнять нечего (59-ФЗ, ст. 10 ч. 1 п. 4). Несогласие с решением – новое обращение (ст. 5"
              + " п. 4).");
    }
    joinings
        .answered(appeal.id())
        .ifPresent(
            one -> {
              throw new ReopeningRefused(
                  "appeal",
                  "Ответ дан вместе с № "
                      + one.first().number()
                      + ": возобновите его, новый ответ дополнит общий (59-ФЗ, ст. 10 ч. 1 п. 4).");
            });
  }

  private List<Question> named(AppealId id, Set<Integer> ordinals) {
    List<Question> all = questions.of(id);
    List<Question> asked = new ArrayList<>();
    for (int ordinal : new TreeSet<>(ordinals)) {
      Question question =
          all.stream()
              .filter(one -> one.ordinal() == ordinal)
              .findFirst()
              .orElseThrow(
                  () -> new InvalidAppeal("questions", "Вопроса " + ordinal + " в обращении нет."));
      question
          .outcome()
          .map(outcomes::outcome)
          .ifPresent(
              outcome -> {
                throw new ReopeningRefused(
                    "questions",
                    "На вопрос "
                        + ordinal
                        + " ответ не давали, по нему решено: "
                        + outcome.kind().title()
                        + " (59-ФЗ, "
                        + outcome.kind().article()
                        + ").");
              });
      boolean before =
          of(id).stream()
              .filter(earlier -> earlier.kind() == Kind.INCOMPLETE)
              .flatMap(earlier -> earlier.questions().stream())
              .anyMatch(earlier -> earlier.question().equals(question.id()));
      if (before) {
        throw new ReopeningRefused(
            "questions",
            "Вопрос "
                + ordinal
                + " уже возвращался к рассмотрению как неполно отвеченный: второй раз – только по новому обращению"
                + " или жалобе заявителя (59-ФЗ, ст. 5 п. 4).");
      }
      asked.add(question);
    }
    return asked;
  }

  private static void requireText(String field, String typed, String missing) {
    if (typed == null || typed.isBlank()) {
      throw new InvalidAppeal(field, missing);
    }
    if (typed.length() > MAX_TEXT) {
      throw new InvalidAppeal(field, "Текст длиннее " + MAX_TEXT + " знаков.");
    }
  }

  private static void requireClosed(Appeal appeal) {
    if (appeal.isOpen()) {
      throw new ReopeningRefused(
          "appeal",
          "Обращение ещё рассматривается: возвращать его не надо, ответ должен быть на каждый вопрос (59-ФЗ, ст. 10"
              + " ч. 1 п. 4). Что прислал заявитель, приложите как дополнение (ст. 5 п. 1).");
    }
    if (appeal.state() == State.WITHDRAWN) {
      throw new ReopeningRefused(
          "appeal",
          "Рассмотрение прекращено по заявлению самого заявителя (59-ФЗ, ст. 5 п. 5): если он обратился снова, это"
              + " новое обращение.");
    }
  }

  private UUID reopen(
      Appeal appeal,
      Kind kind,
      String text,
      Optional<LocalDate> receivedOn,
      List<Question> asked,
      Actor actor) {
    AppealId id = appeal.id();
    Deadlines.Kept first = deadlines.current(id, Deadlines.ANSWER).orElseThrow();
    Instant answered = appeal.answeredAt().orElseThrow();
    int round = round(id) + 1;
    UUID reopening = UUID.randomUUID();
    jdbc.sql(
            """
            insert into reopening (id, appeal, round_no, kind, text, received_on, state_before, answered_before,
              closed_before, late_before, ordered_by, ordered_post, ordered_for, ordered_at)
            values (:id, :appeal, :round, :kind, :text, :on, :state, :answered, :closed, :late, :by, :post, :absent, :now)
            """)
        .param("id", reopening)
        .param("appeal", id.value())
        .param("round", round)
        .param("kind", kind.name())
        .param("text", text.strip())
        .param("on", receivedOn.orElse(null))
        .param("state", appeal.state().name())
        .param("answered", utc(answered))
        .param("closed", utc(appeal.closedAt().orElseThrow()))
        .param("late", first.isBreachedOn(deadlines.local(answered)))
        .param("by", actor.official().value())
        .param("post", actor.post())
        .param("absent", actor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    for (Question question : asked) {
      jdbc.sql(
              """
              insert into reopened_question (reopening, question, result_before, outcome_before, place_before)
              values (:reopening, :question, :result, :outcome, :place)
              """)
          .param("reopening", reopening)
          .param("question", question.id().value())
          .param("result", question.result().map(Result::name).orElse(null))
          .param("outcome", question.outcome().orElse(null))
          .param(
              "place",
              question
                  .assignment()
                  .map(none -> question.body().orElseThrow() + "." + question.block().orElseThrow())
                  .orElse(null))
          .update();
    }
    appeals.reopen(id, round);
    questions.reopen(id, round, asked.stream().map(Question::id).toList());
    Instant from =
        receivedOn
            .map(day -> day.atStartOfDay(clock.getZone()).toInstant())
            .orElseGet(clock::instant);
    acts.record(
        id,
        actor,
        Action.REOPENED,
        "обращение",
        Map.of(
            "reopening",
            reopening.toString(),
            "kind",
            kind.name(),
            "questions",
            asked.stream().map(question -> question.id().toString()).toList(),
            "received",
            receivedOn.map(LocalDate::toString).orElse("")));
    deadlines.reopen(first, terms.term(Deadlines.REOPENED_ANSWER), from, actor);
    process.start(id, appeal.type(), true);
    return reopening;
  }

  private int round(AppealId id) {
    return jdbc.sql("select round_no from appeal where id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  /** In the order of the rounds. */
  @Transactional(readOnly = true)
  public List<Reopening> of(AppealId appeal) {
    return jdbc.sql("select * from reopening where appeal = :appeal order by round_no")
        .param("appeal", appeal.value())
        .query(this::map)
        .list();
  }

  /** Why the appeal is considered now, or was the last time; empty: as it came. */
  @Transactional(readOnly = true)
  public Optional<Reopening> latest(AppealId appeal) {
    return of(appeal).stream().reduce((first, next) -> next);
  }

  private Reopening map(ResultSet row, int i) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Kind kind = Kind.valueOf(row.getString("kind"));
    return new Reopening(
        id,
        new AppealId(row.getObject("appeal", UUID.class)),
        row.getInt("round_no"),
        kind,
        row.getString("text"),
        Optional.ofNullable(row.getObject("received_on", LocalDate.class)),
        State.valueOf(row.getString("state_before")),
        row.getObject("answered_before", OffsetDateTime.class).toInstant(),
        row.getObject("closed_before", OffsetDateTime.class).toInstant(),
        asked(id),
        Sql.actor(row, "ordered", kind == Kind.WRITTEN_ANSWER ? Role.REGISTRAR : Role.CONTROLLER),
        row.getObject("ordered_at", OffsetDateTime.class).toInstant());
  }

  private List<Reopening.Asked> asked(UUID reopening) {
    return jdbc.sql(
            """
            select r.*, q.ordinal from reopened_question r join question q on q.id = r.question
            where r.reopening = :reopening order by q.ordinal
            """)
        .param("reopening", reopening)
        .query(
            (row, i) ->
                new Reopening.Asked(
                    new QuestionId(row.getObject("question", UUID.class)),
                    row.getInt("ordinal"),
                    text(row, "result_before").map(Result::valueOf),
                    uuid(row, "outcome_before"),
                    text(row, "place_before")))
        .list();
  }
}
