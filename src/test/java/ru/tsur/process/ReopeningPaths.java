package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.ReopeningRefused;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Reopening;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.control.Check;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/** Closed appeals that are considered again; run on H2 and on PostgreSQL. */
abstract class ReopeningPaths {

  private static final LocalDate WED_2026_06_03 = LocalDate.of(2026, 6, 3);
  private static final LocalDate WED_2026_06_10 = LocalDate.of(2026, 6, 10);

  /** Thirty days from 10 June. */
  private static final LocalDate FRI_2026_07_10 = LocalDate.of(2026, 7, 10);

  private static final Region.Asked WASTE = new Region.Asked("Снег на обочине", "0301", "lugovets");

  @Autowired Region region;
  @Autowired Appeals appeals;
  @Autowired Questions questions;
  @Autowired Assignments assignments;
  @Autowired Deadlines deadlines;
  @Autowired ControlDates controls;
  @Autowired Extensions extensions;
  @Autowired Promises promises;
  @Autowired Reopenings reopenings;
  @Autowired Withdrawals withdrawals;
  @Autowired Letters letters;
  @Autowired Acts acts;
  @Autowired Organization organization;
  @Autowired Check check;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void aWednesdayInJune() {
    region.itIs(WED_2026_06_03);
  }

  @AfterEach
  void registerAndEngineAgree() {
    try {
      assertThat(check.findings(Set.of(Check.Holds.ALWAYS))).isEmpty();
    } finally {
      ClockUtil.reset();
    }
  }

  private AppealId application(Region.Asked... asked) {
    return region.registered(AppealType.APPLICATION, Channel.POST, asked);
  }

  private Actor controller() {
    return region.official("controller", Role.CONTROLLER);
  }

  AppealId answered(Region.Asked... asked) {
    AppealId appeal = application(asked);
    answer(appeal);
    return appeal;
  }

  private void answer(AppealId appeal) {
    region.does(appeal, "Task_Triage");
    answerTriaged(appeal);
  }

  private void answerTriaged(AppealId appeal) {
    if (region.open(appeal).contains("Task_ConfirmRouting")) {
      region.does(appeal, "Task_ConfirmRouting");
    }
    while (!region.tasks(appeal, "Task_AcceptQuestions").isEmpty()) {
      region.does(appeal, "Task_AcceptQuestions");
    }
    answerAccepted(appeal);
  }

  AppealId registeredAndAccepted() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    return appeal;
  }

  void answerAccepted(AppealId appeal) {
    region.partsAreWritten(appeal);
    while (!region.tasks(appeal, "Task_ApprovePart").isEmpty()) {
      region.does(appeal, "Task_ApprovePart");
    }
    region.draftIsWritten(appeal);
    while (!region.open(appeal).contains("Task_SignAnswer")) {
      region.open(appeal).stream()
          .filter(task -> task.startsWith("Task_Approve"))
          .findFirst()
          .ifPresent(task -> region.does(appeal, task));
    }
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
  }

  AppealId published(Region.Asked... asked) {
    AppealId appeal = application(asked);
    region.does(
        appeal,
        "Task_Triage",
        "triage",
        "PUBLISHED",
        "ground",
        "Ответ размещён",
        "link",
        "https://example.org/answers/1");
    region.does(appeal, "Task_NamePublication");
    region.does(appeal, "Task_SignDeclining");
    region.dispatchAll(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.LEFT);
    return appeal;
  }

  private static Reopenings.Ordered incomplete(Integer... ordinals) {
    return new Reopenings.Ordered("Не сказано, когда починят.", Set.of(ordinals), "", false);
  }

  @Test
  void aPublishedAnswerIsGivenInWritingIfThePersonAsks() {
    AppealId appeal = published(Region.ROADS);
    String number = appeals.appeal(appeal).numberOrNone();
    Letter first = letters.of(appeal).get(0);
    assertThat(letters.latest(first.id()).orElseThrow().text())
        .contains("вправе получить письменный ответ", "пункт 3 статьи 5");
    region.itIs(LocalDate.of(2026, 6, 11));

    reopenings.writtenAnswerAsked(
        appeal,
        "Прошу ответить письменно.",
        WED_2026_06_10,
        region.official("registrar", Role.REGISTRAR));

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.REGISTERED);
    assertThat(appeals.appeal(appeal).isOpen()).isTrue();
    assertThat(appeals.appeal(appeal).numberOrNone()).isEqualTo(number);
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    Deadlines.Kept term = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
    assertThat(term.term()).isEqualTo(Deadlines.REOPENED_ANSWER);
    assertThat(term.due().toLocalDate()).isEqualTo(FRI_2026_07_10);
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(FRI_2026_07_10.plusDays(1).atStartOfDay());
    assertThat(region.timer(appeal, "Event_Reminder"))
        .contains(FRI_2026_07_10.minusDays(7).atTime(9, 0));
    assertThat(check.findings()).noneMatch(one -> one.text().contains(number));

    answer(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
    Letter second = letters.of(appeal).get(1);
    assertThat(letters.of(appeal))
        .extracting(one -> one.kind() + " " + one.state())
        .containsExactly("PUBLISHED_NOTICE SENT", "ANSWER SENT");
    assertThat(letters.latest(second.id()).orElseThrow().text())
        .contains(
            "в дополнение к сообщению о размещённом ответе от 03.06.2026 № "
                + first.signature().orElseThrow().number());
    assertThat(acts.of(appeal))
        .extracting(Acts.Act::action)
        .containsSubsequence(Action.CLOSED, Action.REOPENED, Action.TRIAGED, Action.CLOSED);
    Reopening history = reopenings.latest(appeal).orElseThrow();
    assertThat(history.stateBefore()).isEqualTo(Appeal.State.LEFT);
    assertThat(history.questions())
        .singleElement()
        .satisfies(one -> assertThat(one.result()).contains(Result.EXPLAINED))
        .satisfies(one -> assertThat(one.outcome()).isPresent());
    assertThatThrownBy(
            () ->
                reopenings.writtenAnswerAsked(
                    appeal,
                    "Прошу ещё раз.",
                    LocalDate.of(2026, 6, 11),
                    region.official("registrar", Role.REGISTRAR)))
        .isInstanceOf(ReopeningRefused.class)
        .hasMessageContaining("уже дан")
        .hasMessageContaining("ст. 5 п. 3");
  }

  @Test
  void onlyTheQuestionsNamedAreConsideredAgain() {
    AppealId appeal = answered(Region.ROADS, WASTE);
    Question waste = questions.of(appeal).get(1);
    Letter first = letters.of(appeal).get(0);
    region.itIs(WED_2026_06_10);

    reopenings.order(appeal, incomplete(1), region.official("centre.head", Role.SIGNER));

    assertThat(region.rows(appeal, "Task_Triage", "questions")).hasSize(1);
    region.does(appeal, "Task_Triage");
    assertThat(region.tasks(appeal, "Task_AcceptQuestions")).hasSize(1);
    region.does(appeal, "Task_AcceptQuestions");
    region.partsAreWritten(appeal);
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_DraftAnswer",
                    "text",
                    "Починят в июле.",
                    "results",
                    region.results(appeal, "Task_DraftAnswer", "EXPLAINED")))
        .hasMessageContaining("назовите в тексте письмо")
        .hasMessageContaining(first.signature().orElseThrow().number());
    answerTriaged(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(questions.of(appeal).get(1)).isEqualTo(waste);
    assertThat(letters.of(appeal))
        .extracting(one -> one.kind() + " " + one.state())
        .containsExactly("ANSWER SENT", "ANSWER SENT");
    assertThat(letters.latest(letters.of(appeal).get(1).id()).orElseThrow().text())
        .contains("в дополнение к ответу от 03.06.2026 № ")
        .doesNotContain("По вопросу 2");
    assertThatThrownBy(() -> reopenings.order(appeal, incomplete(1), controller()))
        .isInstanceOf(ReopeningRefused.class)
        .hasMessageContaining("уже возвращался")
        .hasMessageContaining("ст. 5 п. 4");
    reopenings.order(appeal, incomplete(2), controller()); // the other question still may be
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    answer(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void aQuestionThatNobodyHadNoticedIsAnsweredToo() {
    AppealId appeal = answered(Region.ROADS);
    reopenings.order(
        appeal,
        new Reopenings.Ordered("Не заметили вопрос", Set.of(), "Когда вывезут мусор?", false),
        controller());

    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    assertThat(rows)
        .extracting(row -> row.get("substance"))
        .containsExactly("Когда вывезут мусор?");
    rows.get(0).put("theme", "0301");
    rows.get(0).put("municipality", "zarechensk");
    region.does(appeal, "Task_Triage", "questions", rows);
    assertThat(questions.of(appeal).get(1).theme().orElseThrow().value()).isEqualTo("0301");
    answerTriaged(appeal);

    assertThat(questions.of(appeal))
        .extracting(one -> one.result().orElseThrow())
        .containsExactly(Result.EXPLAINED, Result.EXPLAINED);
  }

  @Test
  void triageOfAReopenedAppealChangesNoQuestion() {
    AppealId appeal = answered(Region.ROADS, WASTE);
    reopenings.order(appeal, incomplete(1), controller());
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");

    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_Triage",
                    "triage",
                    "REDIRECT",
                    "recipients",
                    "Минобороны РФ",
                    "ground",
                    "Не наше"))
        .hasMessageContaining("ст. 9 ч. 1");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_Triage",
                    "questions",
                    List.of(rows.get(0), Map.of("substance", "И ещё почините крышу"))))
        .hasMessageContaining("новое обращение")
        .hasMessageContaining("ст. 8 ч. 2");
    rows.get(0).put("substance", "Дайте квартиру");
    assertThatThrownBy(() -> region.does(appeal, "Task_Triage", "questions", rows))
        .hasMessageContaining("суть не меняется");
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    assertThat(questions.of(appeal)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, ст. 10 ч. 1 п. 4",
    "WITHDRAWN, ст. 5 п. 5",
    "LEFT, Ответа по существу не давали",
    "NEW_DEMAND, ст. 8 ч. 2",
    "NO_QUESTION, ст. 10 ч. 1 п. 4",
    "OTHER_QUESTION, Вопроса 7 в обращении нет",
    "BY_REGISTRAR, контролёр или руководитель ЦУР",
    "NO_REASON, чего в ответе недостаёт"
  })
  void whatTheLawDoesNotAllowIsRefusedAndChangesNothing(String what, String said) {
    AppealId appeal =
        switch (what) {
          case "OPEN" -> application(Region.ROADS);
          case "WITHDRAWN" -> withdrawn();
          case "LEFT" -> published(Region.ROADS);
          default -> answered(Region.ROADS);
        };
    Appeal before = appeals.appeal(appeal);
    Reopenings.Ordered order =
        switch (what) {
          case "NEW_DEMAND" -> new Reopenings.Ordered("Просит новое", Set.of(1), "", true);
          case "NO_QUESTION" -> incomplete();
          case "OTHER_QUESTION" -> incomplete(7);
          case "NO_REASON" -> new Reopenings.Ordered(" ", Set.of(1), "", false);
          default -> incomplete(1);
        };

    assertThatThrownBy(
            () ->
                reopenings.order(
                    appeal,
                    order,
                    what.equals("BY_REGISTRAR")
                        ? region.official("registrar", Role.REGISTRAR)
                        : controller()))
        .hasMessageContaining(said);
    assertThat(appeals.appeal(appeal)).isEqualTo(before);
    assertThat(reopenings.of(appeal)).isEmpty();
    assertThat(region.isEnded(appeal)).isEqualTo(!before.isOpen());
  }

  private AppealId withdrawn() {
    AppealId appeal = application(Region.ROADS);
    withdrawals.record(
        appeal,
        "",
        "Прошу прекратить.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    region.does(appeal, "Task_SignWithdrawalNotice");
    region.dispatchAll(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
    return appeal;
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERED, 2026-06-03, окончено иначе",
    "OPEN, 2026-06-03, ещё рассматривается",
    "PUBLISHED, 2026-06-02, раньше",
    "PUBLISHED, 2026-06-04, в будущем"
  })
  void aWrittenAnswerIsAskedForInThePlaceOfAPublishedOneOnly(
      String what, LocalDate day, String said) {
    AppealId appeal =
        switch (what) {
          case "OPEN" -> application(Region.ROADS);
          case "PUBLISHED" -> published(Region.ROADS);
          default -> answered(Region.ROADS);
        };
    assertThatThrownBy(
            () ->
                reopenings.writtenAnswerAsked(
                    appeal, "Прошу письменно.", day, region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining(said);
    assertThat(reopenings.of(appeal)).isEmpty();
  }

  @Test
  void theNewTermIsBreachedEscalatesAndIsNotExtended() {
    AppealId appeal = answered(Region.ROADS);
    String number = appeals.appeal(appeal).numberOrNone();
    region.itIs(WED_2026_06_10);
    reopenings.order(appeal, incomplete(1), controller());
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions");
    assertThat(extensions.mayBeAsked(appeal)).isFalse();
    assertThatThrownBy(
            () ->
                extensions.request(
                    appeal,
                    Extension.Ground.EXCEPTIONAL,
                    "Сложно",
                    10,
                    organization.actorFor(
                        region.entitled(region.task(appeal, "Task_PreparePart")),
                        Role.EXECUTOR.at(assignments.of(appeal).get(0).tenant()))))
        .hasMessageContaining("не продлевается");

    region.timePassesTo(LocalDateTime.of(2026, 7, 11, 10, 0));

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.BREACHED)
        .extracting(Acts.Act::object)
        .containsExactly("T5_REOPENED");
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).contains(Action.REMINDED);
    assertThat(region.open(appeal)).contains("Task_PreparePart", "Task_HeadMeasures");
    assertThat(check.findings()).noneMatch(one -> one.text().contains(number));
    answerTriaged(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
  }

  @Test
  void aPromiseOfTheFirstAnswerStaysUnderControl() {
    AppealId appeal = application(Region.ROADS);
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions");
    List<Map<String, Object>> results = region.results(appeal, "Task_PreparePart", "PROMISED");
    results.get(0).putAll(Map.of("promise", "Починим", "promisedOn", "2026-06-30"));
    region.does(appeal, "Task_PreparePart", "text", "Починим до 30.06.2026.", "results", results);
    region.does(appeal, "Task_DraftAnswer", "results", results);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise");
    region.itIs(WED_2026_06_10);
    reopenings.order(appeal, incomplete(1), controller());
    List<Map<String, Object>> proof = region.rows(appeal, "Task_ConfirmPromise", "results");
    proof
        .get(0)
        .putAll(
            Map.of(
                "proof", "DOCUMENT",
                "document", "Акт приёмки",
                "documentNumber", "7",
                "documentDay", "2026-06-10",
                "documentBy", "МКУ «Дороги»"));
    region.does(appeal, "Task_ConfirmPromise", "results", proof);
    answer(appeal);

    assertThat(region.open(appeal)).containsExactly("Task_SignFulfilment");
    assertThat(promises.of(appeal))
        .extracting(Promise::state)
        .containsExactly(Promise.State.RUNNING);
    region.does(appeal, "Task_SignFulfilment");
    region.dispatchAll(appeal);
    assertThat(promises.of(appeal)).extracting(Promise::state).containsExactly(Promise.State.KEPT);
    assertThat(letters.of(appeal))
        .filteredOn(one -> one.kind() == LetterKind.ANSWER)
        .extracting(Letter::state)
        .containsExactly(LetterState.SENT, LetterState.SENT);
  }

  @Test
  void aReopenedAppealMayBeWithdrawn() {
    AppealId appeal = answered(Region.ROADS, WASTE);
    reopenings.order(appeal, incomplete(1), controller());
    withdrawals.record(
        appeal,
        "",
        "Спасибо, не надо.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    region.does(appeal, "Task_SignWithdrawalNotice");
    region.dispatchAll(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
    assertThat(questions.of(appeal))
        .extracting(one -> one.result().orElseThrow())
        .containsExactly(Result.WITHDRAWN, Result.EXPLAINED);
  }

  @Test
  void aReopenedComplaintStaysSealedFromTheFirstTask() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "complained",
        "YES",
        "subjects",
        List.of(Map.of("who", "official:coordinator2")));
    answerTriaged(appeal);
    reopenings.order(appeal, incomplete(1), controller());

    var triage = region.task(appeal, "Task_Triage");
    assertThat(Tenant.sealOf(triage.getTenantId())).isPresent();
    assertThat(region.entitled(triage).value()).isEqualTo("coordinator");
    answer(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void theSendersDayIsNotMissedByTheNewAnswer() {
    AppealId appeal = application(Region.ROADS);
    controls.keep(
        appeal,
        new ControlDates.ControlDate(
            LocalDate.of(2026, 6, 20), "Прокуратура области", java.util.Optional.empty()),
        region.official("registrar", Role.REGISTRAR));
    answer(appeal);
    region.itIs(WED_2026_06_10);
    reopenings.order(appeal, incomplete(1), controller());
    region.timePassesTo(LocalDateTime.of(2026, 7, 5, 10, 0));

    assertThat(acts.of(appeal))
        .extracting(Acts.Act::action)
        .contains(Action.REMINDED)
        .doesNotContain(Action.CONTROL_DATE_MISSED);
  }

  // ---- the number that is looked for

  @Test
  void aNumberWithACharacterThatIsNotKeptIsNotFound() {
    assertThat(appeals.numbered("Г-1\0/2026")).isEmpty();
    assertThat(appeals.numbered("Г-1\ud800/2026")).isEmpty();
  }

  @Test
  void aWrittenAnswerAfterARecordInTheCaseCompletesNoLetter() {
    AppealId appeal = published(Region.ROADS);
    jdbc.sql("update letter set kind = 'RECORD' where appeal = :id")
        .param("id", appeal.value())
        .update();
    reopenings.writtenAnswerAsked(
        appeal, "Прошу письменно.", WED_2026_06_03, region.official("registrar", Role.REGISTRAR));
    answer(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(letters.latest(letters.of(appeal).get(1).id()).orElseThrow().text())
        .doesNotContain("в дополнение");
  }

  @Test
  void whatProvedTheFirstMeasuresProvesNoNewOnes() {
    AppealId appeal = application(Region.ROADS);
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions");
    for (String step : List.of("Task_PreparePart", "Task_DraftAnswer")) {
      region.does(
          appeal,
          step,
          "text",
          "Ямы заделаны.",
          "results",
          region.results(appeal, step, "MEASURES_TAKEN"));
    }
    answerApproved(appeal);
    region.itIs(WED_2026_06_10);
    reopenings.order(appeal, incomplete(1), controller());
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions");

    List<Map<String, Object>> rows = region.rows(appeal, "Task_PreparePart", "results");
    assertThat(rows.get(0).get("proof")).as("nothing is offered of before").isEqualTo("");
    List<Map<String, Object>> same = region.results(appeal, "Task_PreparePart", "MEASURES_TAKEN");
    same.get(0).put("documentDay", "2026-06-03");
    assertThatThrownBy(
            () -> region.does(appeal, "Task_PreparePart", "text", "Готово.", "results", same))
        .hasMessageContaining("уже подтверждал прежний ответ")
        .hasMessageContaining("ст. 10 ч. 1 п. 1 и 3");
    same.get(0).put("documentNumber", "6");
    region.does(appeal, "Task_PreparePart", "text", "Готово.", "results", same);
    region.does(
        appeal, "Task_DraftAnswer", "results", region.rows(appeal, "Task_DraftAnswer", "results"));
    answerApproved(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  private void answerApproved(AppealId appeal) {
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
  }

  @Test
  void theSecondBreachOfAReopenedTermIsRecordedToo() {
    AppealId appeal = application(Region.ROADS, WASTE);
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(1)
        .putAll(
            Map.of(
                "outcome", "PUBLISHED",
                "ground", "Ответ размещён",
                "link", "https://example.org/answers/1"));
    region.does(appeal, "Task_Triage", "questions", rows);
    region.does(appeal, "Task_NamePublication");
    region.does(appeal, "Task_SignDeclining");
    answerTriaged(appeal);
    region.itIs(WED_2026_06_10);
    reopenings.order(appeal, incomplete(1), controller());
    region.timePassesTo(LocalDateTime.of(2026, 7, 11, 10, 0));
    answer(appeal);
    region.itIs(LocalDate.of(2026, 7, 20));

    assertThatThrownBy(
            () ->
                reopenings.writtenAnswerAsked(
                    appeal,
                    "Прошу письменно.",
                    LocalDate.of(2026, 6, 10),
                    region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining("зарегистрируйте её как новое обращение");
    // it came before that breach, and lay about
    reopenings.writtenAnswerAsked(
        appeal,
        "Прошу письменно.",
        LocalDate.of(2026, 7, 1),
        region.official("registrar", Role.REGISTRAR));
    region.timePassesTo(LocalDateTime.of(2026, 8, 3, 12, 0));

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.BREACHED)
        .extracting(Acts.Act::object)
        .containsExactly("T5_REOPENED", "T5_REOPENED");
    assertThat(check.findings())
        .noneMatch(one -> one.text().contains(appeals.appeal(appeal).numberOrNone()));
    jdbc.sql(
            """
            delete from act where appeal = :id and action = 'BREACHED' and id = (select max(id) from act
              where appeal = :id and action = 'BREACHED')
            """)
        .param("id", appeal.value())
        .update();
    assertThat(check.findings()).anyMatch(one -> one.rule().id().equals("breach-missing"));
    deadlines.breached(appeal, Deadlines.ANSWER); // as it was
  }
}
