package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.ExtensionRefused;
import ru.tsur.appeal.AppealRefusals.NoMoreReturns;
import ru.tsur.appeal.AppealRefusals.RequestRefused;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Evidence;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.appeal.Ladder;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Recalculation;
import ru.tsur.appeal.Recalculations;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.Receptions;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.appeal.RequestId;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Signatory;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.control.Check;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.correspondence.Explanations;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFate;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Outbox;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.organization.ThemeCode;
import ru.tsur.workflow.RequestRules;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.VisitLetters;

/**
 * Every path and timer of the diagrams, as people and time walk them; run on H2 and on PostgreSQL.
 */
abstract class AppealPaths extends ComplaintFoundLaterPaths {

  static final LocalDate WED_2026_06_03 = LocalDate.of(2026, 6, 3);

  /** Thirty days from 3 June: Friday 3 July, a working day. */
  static final LocalDate FRI_2026_07_03 = LocalDate.of(2026, 7, 3);

  static final Region.Asked WASTE = new Region.Asked("Не вывозят мусор", "0501", "");

  @Autowired Smtp smtp;
  @Autowired Outcomes outcomes;
  @Autowired Deadlines deadlines;
  @Autowired Evidences evidences;
  @Autowired Promises promises;
  @Autowired LetterFates fates;
  @Autowired Extensions extensions;
  @Autowired Ladder ladder;
  @Autowired Outbox outbox;
  @Autowired Clock clock;
  @Autowired Calendar calendar;
  @Autowired Recalculations recalculations;

  @BeforeEach
  void aWednesdayInJune() {
    region.itIs(WED_2026_06_03);
    smtp.server.reset();
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

  private List<Map<String, String>> routed(AppealId appeal, String block, String body) {
    return List.of(
        Map.of("id", questions.of(appeal).get(0).id().toString(), "block", block, "body", body));
  }

  // ---- appeal.bpmn

  @Test
  void goesFromTheRegistrarsDoorToItsClosure() {
    AppealId appeal = application(Region.ROADS);

    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    region.untilSigned(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.SIGNED);
    assertThat(region.open(appeal)).containsExactly("Task_DispatchByPost");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000001");

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(region.passed(appeal))
        .contains("End_AnswerSent", "End_DispatchedByPost", "End_AppealClosed");
  }

  @Test
  void whatCameByRestIsRegisteredByTheRegistrarWithinThreeDays() {
    AppealId appeal = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);

    Task task = region.task(appeal, "Task_RegisterAppeal");
    assertThat(region.due(task))
        .isEqualTo(LocalDateTime.of(2026, 6, 5, 23, 59)); // Saturday 6 June: D2
    assertThat(appeals.appeal(appeal).number()).isEmpty();
    region.does(appeal, "Task_RegisterAppeal");

    assertThat(appeals.appeal(appeal).number().orElseThrow()).startsWith("Г-").endsWith("/2026");
    assertThat(deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due().toLocalDate())
        .isEqualTo(FRI_2026_07_03);
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
  }

  @Test
  void lateRegistrationIsRecordedAndStaysPossible() {
    AppealId appeal = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    assertThat(region.timer(appeal, "Event_RegistrationBreached"))
        .contains(LocalDateTime.of(2026, 6, 6, 0, 0));

    region.timePassesTo(LocalDateTime.of(2026, 6, 8, 10, 0));

    assertThat(region.passed(appeal)).contains("Task_RecordRegistrationBreach");
    assertThat(region.open(appeal)).containsExactly("Task_RegisterAppeal");
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).contains(Action.BREACHED);
  }

  // ---- forwarding.bpmn, declining.bpmn

  @Test
  void outOfCompetenceIsRedirectedWithANoticeAndALetter() {
    AppealId appeal = application(Region.ROADS);

    region.does(
        appeal,
        "Task_Triage",
        "triage",
        "REDIRECT",
        "recipients",
        "Министерство обороны РФ",
        "ground",
        "Вопрос о воинской части");
    assertThat(region.due(region.task(appeal, "Task_RedirectWhole"))).isEqualTo("2026-06-10T23:59");
    region.does(appeal, "Task_RedirectWhole");
    assertThat(region.due(region.task(appeal, "Task_SignForwarding")))
        .isEqualTo("2026-06-10T23:59");
    region.does(appeal, "Task_SignForwarding", "signed", "NO", "remark", "Исправьте название");
    region.does(
        appeal, "Task_RedirectWhole", "text", "Ваше обращение направлено в Минобороны России.");
    region.does(appeal, "Task_SignForwarding");
    assertThat(region.tasks(appeal, "Task_DispatchByPost")).hasSize(2); // applicant and ministry
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.REDIRECTED);
    assertThat(questions.of(appeal))
        .allSatisfy(one -> assertThat(one.result()).contains(Result.FORWARDED));
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactlyInAnyOrder("REDIRECT_NOTICE SENT", "COVER SENT");
  }

  @ParameterizedTest
  @CsvSource({
    "COPIES, Task_SendCopies, 10, Task_SignForwarding, REDIRECTED, COPIES_NOTICE",
    "MIGRATION, Task_SendMigration, 8, Task_SignForwarding, REDIRECTED, MIGRATION_NOTICE",
    "RETURN_COMPLAINT, Task_ReturnComplaint, 10, Task_SignForwarding, RETURNED, COMPLAINT_RETURN",
    "COURT_DECISION, Task_ReturnCourtDecision, 10, Task_SignDeclining, RETURNED, COURT_RETURN",
    "ABUSE, Task_LeaveAbuse, 3, Task_SignDeclining, LEFT, ABUSE_NOTICE",
    "ILLEGIBLE, Task_LeaveIllegible, 10, Task_SignDeclining, LEFT, ILLEGIBLE_NOTICE",
    "UNCLEAR, Task_LeaveUnclear, 10, Task_SignDeclining, LEFT, UNCLEAR_NOTICE",
    "PUBLISHED, Task_NamePublication, 10, Task_SignDeclining, LEFT, PUBLISHED_NOTICE",
    "SECRET, Task_LeaveSecret, 3, Task_SignDeclining, LEFT, SECRET_NOTICE",
    "OTHER_ORDER, Task_NameOtherOrder, 3, Task_SignDeclining, RETURNED, OTHER_ORDER_NOTICE"
  })
  void eachOutcomeHasItsLetterItsTermAndItsEnd(
      Outcome.Kind kind,
      String prepare,
      int day,
      String sign,
      Appeal.State end,
      LetterKind letter) {
    AppealId appeal = application(Region.ROADS, WASTE);

    region.does(
        appeal,
        "Task_Triage",
        "triage",
        kind.name(),
        "recipients",
        kind.forwards() ? "УМВД по области\nГубернатор области" : "",
        "complained",
        kind == Outcome.Kind.RETURN_COMPLAINT ? "YES" : "NO",
        "subjects",
        List.of(Map.of("who", "official:head.roads")),
        "ground",
        "Так следует из текста",
        "link",
        "https://example.org/answers/1");
    LocalDate due = region.due(region.task(appeal, prepare)).toLocalDate();
    assertThat(due).isEqualTo(LocalDate.of(2026, day == 3 ? 7 : 6, day));
    region.does(appeal, prepare);
    region.does(appeal, sign, "signed", "NO", "remark", "Уточните");
    region.does(appeal, prepare, "text", "Уточнённое письмо.");
    region.does(appeal, sign);
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(end);
    assertThat(questions.of(appeal))
        .allSatisfy(one -> assertThat(one.result()).contains(kind.result()));
    assertThat(letters.of(appeal)).extracting(Letter::kind).contains(letter);
    assertThat(letters.of(appeal)).extracting(Letter::state).containsOnly(LetterState.SENT);
    assertThat(outcomes.of(appeal)).allSatisfy(one -> assertThat(one.doneAt()).isPresent());
  }

  @Test
  void correspondenceIsStoppedAfterTwoAnswersOnly() {
    AppealId first = answered();
    AppealId second =
        region.repeated(appeals.appeal(first).numberOrNone(), Channel.POST, Region.ROADS);
    Object[] stops = {
      "triage", "TERMINATION", "ground", "Тот же вопрос", "decision", "Решение от 01.06.2026 № 5"
    };
    assertThatThrownBy(() -> region.does(second, "Task_Triage", stops))
        .hasMessageContaining("ст. 11 ч. 5")
        .hasMessageContaining("не менее двух");
    assertThat(outcomes.of(second)).isEmpty();
    isAnswered(second);
    AppealId third =
        region.repeated(appeals.appeal(second).numberOrNone(), Channel.POST, Region.ROADS);

    region.does(third, "Task_Triage", stops);
    region.does(third, "Task_TerminateCorrespondence");
    region.does(third, "Task_SignDeclining");
    region.dispatchAll(third);
    assertThat(appeals.appeal(third).state()).isEqualTo(Appeal.State.LEFT);
  }

  private AppealId answered() {
    AppealId appeal = application(Region.ROADS);
    isAnswered(appeal);
    return appeal;
  }

  private void isAnswered(AppealId appeal) {
    region.untilSigned(appeal);
    region.dispatchAll(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void theAnswersTermIsFulfilledByTheAnswerThoughAnotherLetterIsLate() {
    AppealId appeal = application(Region.ROADS, WASTE);
    Task triage = region.task(appeal, "Task_Triage");
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(1).putAll(Map.of("outcome", "SECRET", "ground", "Тайна"));
    region.does(region.entitled(triage), triage, "questions", rows);
    region.does(appeal, "Task_AcceptQuestions");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(region.open(appeal)).containsExactly("Task_LeaveSecret");
    region.timePassesTo(FRI_2026_07_03.plusDays(3).atTime(10, 0));

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.BREACHED)
        .extracting(Acts.Act::object)
        .containsExactly("T16");
    assertThat(region.open(appeal))
        .containsExactlyInAnyOrder("Task_LeaveSecret", "Task_ApparatusMeasures");
    region.does(appeal, "Task_LeaveSecret");
    region.does(appeal, "Task_SignDeclining");
    region.dispatchAll(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void aReportOfACrimeWithoutANameIsForwardedAndNotAnswered() {
    AppealId appeal = region.unnamed(Region.ROADS);
    assertThatThrownBy(() -> region.does(appeal, "Task_Triage"))
        .hasMessageContaining("ответ не даётся (ст. 11 ч. 1)");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_Triage",
                    "triage",
                    "ANONYMOUS",
                    "unlawful",
                    "YES",
                    "ground",
                    "Не подписано"))
        .hasMessageContaining("ст. 11 ч. 1");
    region.does(
        appeal,
        "Task_Triage",
        "triage",
        "ANONYMOUS",
        "unlawful",
        "YES",
        "recipients",
        "УМВД по области",
        "ground",
        "Не подписано");
    region.does(appeal, "Task_ForwardAnonymous");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.LEFT);
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.consignment().orElseThrow().method())
        .containsExactlyInAnyOrder("RECORD CASE_FILE", "COVER POST");
  }

  @Test
  void partsGoTheirOwnWayWhileTheRestIsConsidered() {
    AppealId appeal = application(Region.ROADS, WASTE, Region.ROADS);
    Task triage = region.task(appeal, "Task_Triage");
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(1)
        .putAll(Map.of("outcome", "COPIES", "recipients", "Росприроднадзор", "ground", "Надзор"));
    rows.get(2)
        .putAll(
            Map.of(
                "outcome", "PUBLISHED", "link", "https://example.org/1", "ground", "Опубликовано"));
    region.does(region.entitled(triage), triage, "questions", rows);

    assertThat(region.open(appeal))
        .containsExactlyInAnyOrder(
            "Task_AcceptQuestions", "Task_SendCopies", "Task_NamePublication");
    region.does(appeal, "Task_SendCopies");
    region.does(appeal, "Task_SignForwarding");
    region.does(appeal, "Task_NamePublication");
    region.does(appeal, "Task_SignDeclining");
    region.dispatchAll(appeal);
    assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
    region.does(appeal, "Task_AcceptQuestions");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(questions.of(appeal))
        .extracting(one -> one.result().orElseThrow())
        .containsExactly(Result.EXPLAINED, Result.FORWARDED, Result.EXPLAINED);
  }

  @ParameterizedTest
  @CsvSource({
    "REDIRECT, T2, Task_RedirectWhole, Task_SignForwarding",
    "COURT_DECISION, T9, Task_ReturnCourtDecision, Task_SignDeclining"
  })
  void aLateNoticeIsABreachThatEscalatesAndStillHasToBeSent(
      String kind, String term, String prepare, String sign) {
    AppealId appeal = application(Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "triage",
        kind,
        "recipients",
        "Минобороны РФ",
        "ground",
        "Не в компетенции");
    region.timePassesTo(LocalDateTime.of(2026, 6, 11, 10, 0));

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.BREACHED)
        .extracting(Acts.Act::object)
        .containsExactly(term);
    assertThat(region.open(appeal)).contains(prepare, "Task_ApparatusMeasures");
    region.decides(
        appeal, "Task_ApparatusMeasures", Map.of("measure", "PERSONAL_CONTROL", "days", 1L));
    region.timePassesTo(LocalDateTime.of(2026, 6, 13, 10, 0));
    region.does(appeal, prepare);
    region.does(appeal, sign);
    region.dispatchAll(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
  }

  // ---- distribution.bpmn, consideration.bpmn

  @Test
  void undefinedThemeGoesToTheCoordinator() {
    AppealId appeal = application(new Region.Asked("Непонятно о чём", "", ""));
    region.does(appeal, "Task_Triage");

    assertThat(region.open(appeal)).containsExactly("Task_ConfirmRouting");
    region.does(
        appeal,
        "Task_ConfirmRouting",
        "questions",
        routed(appeal, "roads", "minroads"),
        "reason",
        "Речь о региональной дороге");

    assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
    assertThat(questions.of(appeal).get(0).routingReason()).isEqualTo("Речь о региональной дороге");
  }

  @Test
  void aBodyWhereNobodyCanSignTodayIsLeftToTheCoordinator() {
    String left =
        "update official_position set valid_until = %s where role = 'SIGNER' and valid_until %s";
    jdbc.sql(left.formatted("date '2020-01-01'", "is null")).update();
    organization.refresh();
    try {
      AppealId appeal = application(Region.ROADS);
      region.does(appeal, "Task_Triage");

      assertThat(region.open(appeal)).containsExactly("Task_ConfirmRouting");
      assertThat(questions.of(appeal).get(0).routingReason())
          .contains("там сегодня некому отвечать");
    } finally {
      jdbc.sql(left.formatted("null", "= date '2020-01-01'")).update();
      organization.refresh();
    }
  }

  @Test
  void severalBlocksAnswerTheirQuestionsAndOneSignsTheLetter() {
    AppealId appeal = application(Region.ROADS, WASTE);
    region.does(appeal, "Task_Triage");
    Question second = questions.of(appeal).get(1);
    region.does(appeal, "Task_ConfirmRouting", "responsible", second.id().toString());

    assertThat(region.tasks(appeal, "Task_AcceptQuestions")).hasSize(2);
    assertThat(assignments.responsible(appeal).orElseThrow().block())
        .isEqualTo(second.block().orElseThrow());
    region
        .tasks(appeal, "Task_AcceptQuestions")
        .forEach(task -> region.does(region.entitled(task), task));
    region.partsAreWritten(appeal);
    assertThat(region.tasks(appeal, "Task_ApprovePart")).hasSize(2);
    region.does(appeal, "Task_ApprovePart", "approved", "NO", "remark", "Добавьте срок ремонта");
    region.partsAreWritten(appeal);
    region
        .tasks(appeal, "Task_ApprovePart")
        .forEach(task -> region.does(region.entitled(task), task));

    Task draft = region.task(appeal, "Task_DraftAnswer");
    assertThat(draft.getTenantId())
        .isEqualTo(assignments.responsible(appeal).orElseThrow().tenant().value());
    region.draftIsWritten(appeal);
    assertThat(region.tasks(appeal, "Task_ApproveInParallel")).hasSize(2);
    region.does(appeal, "Task_ApproveInParallel");
    region.does(appeal, "Task_ApproveInParallel");
    assertThat(region.open(appeal)).containsExactly("Task_SignAnswer");
    assertThat(region.passed(appeal))
        .contains("Task_FormAssignments", "End_AllPartsReady", "End_PartReady");
  }

  @Test
  void returnsTwiceThenTheCoordinatorsDecisionBinds() {
    AppealId appeal = application(Region.ROADS);
    region.does(appeal, "Task_Triage");
    for (int returned = 0; returned < 2; returned++) {
      region.does(appeal, "Task_AcceptQuestions", "accepted", "NO", "reason", "Не наша дорога");
      assertThat(region.open(appeal)).containsExactly("Task_DecideBlock");
      region.does(
          appeal,
          "Task_DecideBlock",
          "block",
          "roads",
          "body",
          "minroads",
          "reason",
          "Дорога региональная");
    }

    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_AcceptQuestions",
                    "accepted",
                    "NO",
                    "reason",
                    "И всё-таки не наша"))
        .hasRootCauseInstanceOf(NoMoreReturns.class);
    assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
    region.does(appeal, "Task_AcceptQuestions", "executor", "executor.roads2");
    assertThat(region.task(appeal, "Task_PreparePart").getAssignee()).isEqualTo("executor.roads2");
    assertThat(region.passed(appeal)).contains("End_Returned");
  }

  // ---- response.bpmn

  @Test
  void approverAndSignerSendTheDraftBackWithRemarks() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);

    region.does(appeal, "Task_ApproveInTurn", "approved", "NO", "remark", "Уточните сроки");
    region.does(
        appeal,
        "Task_DraftAnswer",
        "text",
        "Ремонт будет выполнен до 1 августа.",
        "results",
        region.results(appeal, "Task_DraftAnswer", "EXPLAINED"));
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer", "signed", "NO", "remark", "Добавьте контакты");
    region.draftIsWritten(appeal);
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer");

    Letter letter = letters.of(appeal).get(0);
    assertThat(letters.versions(letter.id())).hasSize(2);
    assertThat(letters.approvals(letter.id())).hasSize(4);
    assertThat(letter.signature().orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void complaintOfSeveralBodiesIsApprovedByHeadToo() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    region.untilExecution(appeal);
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);

    List<String> approvals = List.of("Task_ApproveInTurn", "Task_ApproveInParallel");
    int approved = 0;
    for (String step : approvals) {
      while (!region.tasks(appeal, step).isEmpty()) {
        region.does(appeal, step);
        approved++;
      }
    }
    assertThat(approved).isEqualTo(2);
    assertThat(region.open(appeal)).containsExactly("Task_SignAnswer");
  }

  @Test
  void nobodyApprovesOrSignsWhatHeWroteInWhateverPosition() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    Task approval = region.task(appeal, "Task_ApproveInTurn");
    String tenant = approval.getTenantId();
    OfficialId both =
        organization.membersOf(new TaskGroup(Role.EXECUTOR.prefix() + "@" + tenant)).get(0).id();

    assertThatThrownBy(() -> region.does(both, approval)).isInstanceOf(RuntimeException.class);
    assertThat(region.open(appeal)).containsExactly("Task_ApproveInTurn");
  }

  // ---- timers

  @Test
  void remindsBeforeTheTermAndOnItsLastDayWithoutATask() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    assertThat(region.timer(appeal, "Event_Reminder"))
        .contains(LocalDateTime.of(2026, 6, 26, 9, 0));

    region.timePassesTo(FRI_2026_07_03.atTime(13, 0));

    assertThat(acts.of(appeal).stream().filter(act -> act.action() == Action.REMINDED)).hasSize(4);
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
  }

  @Test
  void breachRaisesTheLadderAndLeavesTheExecutorAtWork() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(FRI_2026_07_03.plusDays(1).atStartOfDay());

    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_HeadMeasures", "Task_PreparePart");
    region.decides(appeal, "Task_HeadMeasures", Map.of("measure", "REINFORCE", "days", 3L));
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    region.timePassesTo(LocalDateTime.of(2026, 7, 8, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_DeputyMeasures", "Task_PreparePart");
    region.decides(
        appeal, "Task_DeputyMeasures", Map.of("measure", "PERSONAL_CONTROL", "days", 1L));
    region.timePassesTo(LocalDateTime.of(2026, 7, 11, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_ApparatusMeasures", "Task_PreparePart");
    region.decides(appeal, "Task_ApparatusMeasures", Map.of("measure", "MEETING", "days", 1L));

    assertThat(ladder.of(appeal)).hasSize(3).allMatch(step -> step.recordedAt().isPresent());
    assertThat(region.passed(appeal)).contains("End_MeasuresRecorded", "End_LadderOver");
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
  }

  @Test
  void anOfficialLateOnTheLadderIsPassedOver() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);

    region.timePassesTo(LocalDateTime.of(2026, 7, 20, 10, 0));

    assertThat(region.passed(appeal)).contains("Event_HeadLate", "Event_DeputyLate");
    assertThat(region.open(appeal)).contains("Task_ApparatusMeasures", "Task_PreparePart");
  }

  @Test
  void theLastStepsDelayIsRecordedAndItsTaskStays() {
    AppealId appeal = application(Region.ROADS);
    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0)); // Saturday
    assertThat(region.timer(appeal, "Event_ApparatusLate"))
        .contains(LocalDateTime.of(2026, 7, 9, 0, 0)); // after three working days
    assertThat(breaches(appeal)).containsExactly("T5");

    region.timePassesTo(LocalDateTime.of(2026, 7, 9, 10, 0));

    assertThat(region.open(appeal)).containsExactly("Task_ApparatusMeasures", "Task_Triage");
    assertThat(breaches(appeal)).containsExactly("T5", "tsur");
    String apparatus =
        organization.membersOf(Role.HEAD_OF_APPARATUS.at(Tenant.TSUR)).get(0).email().orElseThrow();
    assertThat(
            jdbc.sql("select subject from notice where recipient = :recipient")
                .param("recipient", apparatus)
                .query(String.class)
                .list())
        .containsOnlyOnce(
            "Просрочены меры по обращению № " + appeals.appeal(appeal).numberOrNone());
    region.decides(appeal, "Task_ApparatusMeasures", Map.of("measure", "MEETING", "days", 1L));
    assertThat(region.passed(appeal)).contains("End_LadderBreachRecorded", "End_MeasuresRecorded");
  }

  private List<String> breaches(AppealId appeal) {
    return acts.of(appeal).stream()
        .filter(act -> act.action() == Action.BREACHED)
        .map(Acts.Act::object)
        .toList();
  }

  @Test
  void theAnswersDispatchEndsTheLadder() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer");
    assertThat(region.open(appeal)).containsExactly("Task_DispatchByPost", "Task_HeadMeasures");

    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000003");

    assertThat(region.isEnded(appeal)).isTrue();
  }

  // ---- extension.bpmn

  private void askForExtension(AppealId appeal, int days) {
    extensions.request(
        appeal,
        Extension.Ground.EXCEPTIONAL,
        "Нужно обследование дороги",
        days,
        organization.actorFor(
            new OfficialId("executor.roads"), new TaskGroup("executor@minroads.roads")));
  }

  private AppealId inExecutionByMinistry() {
    AppealId appeal = application(new Region.Asked("Ямы на трассе", "", ""));
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_ConfirmRouting", "questions", routed(appeal, "roads", "minroads"));
    region.does(appeal, "Task_AcceptQuestions", "executor", "executor.roads");
    return appeal;
  }

  @Test
  void extensionMovesDeadlineTimersAndTellsTheApplicant() {
    AppealId appeal = inExecutionByMinistry();
    askForExtension(appeal, 15);

    assertThat(region.open(appeal)).containsExactly("Task_DecideExtension", "Task_PreparePart");
    region.does(appeal, "Task_DecideExtension", "granted", "YES");

    LocalDate moved = LocalDate.of(2026, 7, 17); // 18 July is a Saturday
    assertThat(deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due().toLocalDate())
        .isEqualTo(moved);
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(moved.plusDays(1).atStartOfDay());
    assertThat(region.timer(appeal, "Event_Reminder")).contains(moved.minusDays(7).atTime(9, 0));
    assertThat(letters.of(appeal))
        .extracting(Letter::kind)
        .containsExactly(LetterKind.EXTENSION_NOTICE);
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000004");
    assertThat(region.passed(appeal)).contains("End_TermExtended", "End_ExtensionDecided");
  }

  @Test
  void remindersAreArmedAgainByAnExtensionOnTheLastDay() {
    AppealId appeal = inExecutionByMinistry();
    region.timePassesTo(FRI_2026_07_03.atTime(15, 0));
    askForExtension(appeal, 15);
    region.does(appeal, "Task_DecideExtension", "granted", "YES");

    assertThat(region.timer(appeal, "Event_Reminder"))
        .contains(LocalDateTime.of(2026, 7, 10, 9, 0));
  }

  @Test
  void aRefusedExtensionMovesNothing() {
    AppealId appeal = inExecutionByMinistry();
    askForExtension(appeal, 15);

    region.does(appeal, "Task_DecideExtension", "granted", "NO");

    assertThat(deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due().toLocalDate())
        .isEqualTo(FRI_2026_07_03);
    assertThat(region.passed(appeal)).contains("End_ExtensionRefused");
  }

  @Test
  void afterTheTermNothingIsExtended() {
    AppealId appeal = inExecutionByMinistry();
    askForExtension(appeal, 15);
    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 9, 0));

    assertThatThrownBy(
            () -> region.does(appeal, "Task_DecideExtension", "granted", "YES", "days", "15"))
        .hasRootCauseInstanceOf(ExtensionRefused.class);
    assertThatThrownBy(() -> askForExtension(appeal, 15)).isInstanceOf(ExtensionRefused.class);
    assertThat(region.open(appeal)).contains("Task_DecideExtension");
    region.does(appeal, "Task_DecideExtension", "granted", "NO");
    assertThat(region.passed(appeal)).contains("End_ExtensionRefused");
  }

  // ---- delivery.bpmn

  private AppealId signedForMail() {
    AppealId appeal =
        region.registered(AppealType.APPLICATION, Channel.OFFICIAL_SITE, Region.ROADS);
    region.untilSigned(appeal);
    return appeal;
  }

  @Test
  void theAnswerGoesByMailAndClosesTheAppeal() throws Exception {
    AppealId appeal = signedForMail();

    region.mailIsSent();

    assertThat(smtp.server.getReceivedMessages()).hasSize(1);
    assertThat(smtp.server.getReceivedMessages()[0].getMessageID())
        .isEqualTo(letters.of(appeal).get(0).consignment().orElseThrow().messageId());
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.of(appeal).get(0).state()).isEqualTo(LetterState.SENT);
  }

  @Test
  void aDeadMailServerIsTriedAgainWithGrowingPausesThenTheRegistrarDecides() {
    AppealId appeal = signedForMail();
    smtp.server.stop();
    try {
      region.mailIsSent();
      LocalDateTime first = region.timer(appeal, "Event_Pause").orElseThrow();
      region.timePassesTo(first);
      region.mailIsSent();
      LocalDateTime second = region.timer(appeal, "Event_Pause").orElseThrow();
      assertThat(java.time.Duration.between(first, second)).isGreaterThan(java.time.Duration.ZERO);
      for (int tries = 0; tries < 30 && region.timer(appeal, "Event_Pause").isPresent(); tries++) {
        region.timePassesTo(region.timer(appeal, "Event_Pause").orElseThrow());
        region.mailIsSent();
      }
    } finally {
      smtp.server.start();
    }

    assertThat(region.open(appeal)).containsExactly("Task_ResolveDelivery");
    region.does(
        appeal, "Task_ResolveDelivery", "resolution", "RETRY", "address", "new@example.org");
    region.mailIsSent();
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.of(appeal).get(0).consignment().orElseThrow().address())
        .isEqualTo("new@example.org");
  }

  @Test
  void theRegistrarSendsAFailedLetterByPost() {
    AppealId appeal = signedForMail();
    smtp.server.stop();
    try {
      region.mailIsSent();
      for (int tries = 0; tries < 30 && region.timer(appeal, "Event_Pause").isPresent(); tries++) {
        region.timePassesTo(region.timer(appeal, "Event_Pause").orElseThrow());
        region.mailIsSent();
      }
    } finally {
      smtp.server.start();
    }
    assertThatThrownBy(
            () ->
                region.does(
                    appeal, "Task_ResolveDelivery", "resolution", "SENT", "evidence", "Позвонил"))
        .hasMessageContaining("Подтвердить отправку можно");

    region.does(appeal, "Task_ResolveDelivery", "resolution", "POST");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000005");

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.of(appeal).get(0).consignment().orElseThrow().address()).contains("Садовая");
  }

  @Test
  void aLetterOfWhichNobodyKnowsWhetherItWentIsNeverSentAgainByItself() {
    AppealId appeal = signedForMail();
    LetterId letter = letters.of(appeal).get(0).id();
    // the process died between the claim and the server's answer
    jdbc.sql(
            """
            insert into delivery_attempt (letter, ordinal, address, started_at, outcome)
            values (:letter, 1, 'anna@example.org', :at, 'CLAIMED')
            """)
        .param("letter", letter.value())
        .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();
    outbox.resolveInterrupted();

    region.mailIsSent();

    assertThat(smtp.server.getReceivedMessages()).isEmpty();
    assertThat(region.open(appeal)).containsExactly("Task_ResolveDelivery");
    region.does(
        appeal,
        "Task_ResolveDelivery",
        "resolution",
        "SENT",
        "evidence",
        "Заявитель подтвердила по телефону");
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(region.passed(appeal)).contains("End_DeliveryConfirmed");
  }

  @Test
  void aComplaintAboutHealthGoesToTheDeputyGovernorAtOnce() {
    AppealId appeal =
        region.registered(
            AppealType.COMPLAINT, Channel.POST, new Region.Asked("Нет приёма врача", "", ""));
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_ConfirmRouting", "questions", routed(appeal, "health", "minhealth"));
    region.does(appeal, "Task_AcceptQuestions");

    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));

    assertThat(region.open(appeal)).containsExactly("Task_DeputyMeasures", "Task_PreparePart");
  }

  @Test
  void anAppealThatNobodyDistributedEscalatesToTheHeadOfTheApparatus() {
    AppealId appeal = application(Region.ROADS);

    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));

    assertThat(region.open(appeal)).containsExactly("Task_ApparatusMeasures", "Task_Triage");
  }

  @Test
  void onlyTheExecutorAsksForAnExtensionAndOnlyOnce() {
    AppealId appeal = inExecutionByMinistry();
    assertThatThrownBy(
            () ->
                extensions.request(
                    appeal,
                    Extension.Ground.EXCEPTIONAL,
                    "Хочу",
                    5,
                    organization.actorFor(
                        new OfficialId("head.roads"), new TaskGroup("head@roads"))))
        .isInstanceOf(ExtensionRefused.class);
    askForExtension(appeal, 15);
    assertThatThrownBy(() -> askForExtension(appeal, 10))
        .hasMessageContaining("уже ожидает решения");
  }

  @Test
  void anotherAppealsLetterIsNotTakenForThisOnes() {
    AppealId mine = application(Region.ROADS);
    AppealId foreign = application(Region.ROADS);
    for (AppealId appeal : List.of(mine, foreign)) {
      region.untilExecution(appeal);
      region.partsAreWritten(appeal);
    }
    region.draftIsWritten(foreign);
    LetterId letter = letters.of(foreign).get(0).id();
    Task task = region.task(mine, "Task_DraftAnswer");
    region.setVariable(task, "letter", letter.toString());

    assertThatThrownBy(() -> region.draftIsWritten(mine)).hasMessageContaining("Письмо не найдено");
    assertThat(letters.versions(letter)).hasSize(1);
  }

  // ---- the calendar changes

  @Test
  void aNewDayOffMovesDeadlineTimersAndTasks() {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(appeal, "Task_Triage");
    assertThat(region.due(region.task(appeal, "Task_AcceptQuestions")))
        .isEqualTo("2026-06-04T23:59");
    long dayOff = calendar.loaded(LocalDate.of(2026, 6, 4), FRI_2026_07_03);

    assertThat(calendar.preview(dayOff).changes())
        .filteredOn(change -> change.appeal().equals(appeal))
        .extracting(change -> change.label() + " " + change.before() + " " + change.after())
        .containsExactlyInAnyOrder(
            "Ответ на обращение 2026-07-03T23:59 2026-07-02T23:59",
            "Шаг: принять вопросы или вернуть 2026-06-04T23:59 2026-06-05T23:59");
    assertThat(answerDue(appeal)).as("a preview moves nothing").isEqualTo("2026-07-03T23:59");

    try {
      Recalculation act = calendar.ordered(Optional.of(dayOff));
      assertThat(answerDue(appeal)).as("the order moves nothing yet").isEqualTo("2026-07-03T23:59");
      assertThat(calendar.worked(act).left()).isZero();

      assertThat(answerDue(appeal)).isEqualTo("2026-07-02T23:59");
      assertThat(region.timer(appeal, "Event_TermBreached"))
          .contains(LocalDateTime.of(2026, 7, 3, 0, 0));
      assertThat(region.timer(appeal, "Event_Reminder"))
          .contains(LocalDateTime.of(2026, 6, 25, 9, 0));
      assertThat(region.due(region.task(appeal, "Task_AcceptQuestions")))
          .isEqualTo("2026-06-05T23:59");
      assertThat(acts.of(appeal))
          .filteredOn(one -> one.action() == Action.DEADLINE_MOVED)
          .allSatisfy(one -> assertThat(one.actor()).isEqualTo("methodologist"))
          .hasSize(2);
      assertThat(appeals(appeal)).isEmpty();

      assertThat(calendar.worked(calendar.ordered(Optional.of(dayOff))).moved())
          .as("the same act again")
          .isZero();
    } finally {
      calendar.asShipped();
    }
    assertThat(answerDue(appeal)).isEqualTo("2026-07-03T23:59");
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(LocalDateTime.of(2026, 7, 4, 0, 0));
    assertThat(appeals(appeal)).isEmpty();
  }

  @Test
  void anExtendedTermAndARegistrationMoveToo() {
    AppealId late = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    AppealId extended = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilExecution(extended);
    askForExtension(extended, 10);
    region.does(extended, "Task_DecideExtension", "granted", "YES", "days", 10);
    assertThat(answerDue(extended)).isEqualTo("2026-07-13T23:59");
    try {
      // registration ends on Saturday the 6th, so on Friday the 5th
      calendar.recalculated(LocalDate.of(2026, 6, 5), LocalDate.of(2026, 7, 13));

      assertThat(answerDue(extended)).isEqualTo("2026-07-10T23:59");
      assertThat(region.due(region.task(late, "Task_RegisterAppeal")))
          .isEqualTo("2026-06-04T23:59");
      assertThat(region.timer(late, "Event_RegistrationBreached"))
          .contains(LocalDateTime.of(2026, 6, 5, 0, 0));
      assertThat(appeals(extended)).isEmpty();
      assertThat(appeals(late)).isEmpty();
    } finally {
      calendar.asShipped();
    }
  }

  @Test
  void aRecalculationNeitherForgivesABreachNorMakesOne() {
    AppealId breached = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilExecution(breached);
    region.timePassesTo(FRI_2026_07_03.plusDays(3).atTime(10, 0));
    AppealId lastDay = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.timePassesTo(LocalDateTime.of(2026, 8, 5, 10, 0)); // its last day
    assertThat(answerDue(lastDay)).isEqualTo("2026-08-05T23:59");
    LocalDateTime step = region.due(region.task(breached, "Task_ApparatusMeasures"));
    long dayOff = calendar.loaded(FRI_2026_07_03, LocalDate.of(2026, 8, 5));

    assertThat(calendar.preview(dayOff).changes())
        .filteredOn(change -> change.appeal().equals(lastDay) && change.ofAppeal())
        .extracting(Recalculations.Change::verdict)
        .containsExactly(Recalculation.Verdict.WOULD_BE_PAST);
    try {
      calendar.worked(calendar.ordered(Optional.of(dayOff)));

      assertThat(answerDue(breached)).isEqualTo("2026-07-03T23:59");
      assertThat(answerDue(lastDay)).isEqualTo("2026-08-05T23:59");
      assertThat(region.due(region.task(breached, "Task_ApparatusMeasures"))).isEqualTo(step);
      assertThat(appeals(breached)).isEmpty();
      assertThat(appeals(lastDay)).isEmpty();
    } finally {
      calendar.asShipped();
    }
  }

  @Test
  void theLaddersTermAndItsTimerMoveTogether() {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilExecution(appeal);
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0)); // Monday
    Task deputy = region.task(appeal, "Task_HeadMeasures");
    LocalDate due = region.due(deputy).toLocalDate();
    assertThat(region.timer(appeal, "Event_HeadLate")).contains(due.plusDays(1).atStartOfDay());
    try {
      calendar.recalculated(due);

      LocalDate moved = region.due(region.task(appeal, "Task_HeadMeasures")).toLocalDate();
      assertThat(moved).isAfter(due);
      assertThat(region.timer(appeal, "Event_HeadLate")).contains(moved.plusDays(1).atStartOfDay());
    } finally {
      calendar.asShipped();
    }
  }

  @Test
  void aRecalculationThatCrashedInTheMiddleGoesOnWhereItStopped() {
    region.itIs(WED_2026_06_03.atTime(8, 0)); // the first one
    AppealId done = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.itIs(WED_2026_06_03.atTime(10, 0));
    for (int i = 0; i < 60; i++) { // more than one transaction takes
      region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    }
    region.itIs(WED_2026_06_03.atTime(11, 0)); // the last one
    AppealId broken = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    setUnit(broken, "НЕ ЕДИНИЦА");
    try {
      Recalculation act = calendar.ordered(Optional.of(calendar.loaded(FRI_2026_07_03)));
      assertThatThrownBy(() -> calendar.worked(act)).isNotNull();
      Recalculations.Progress crashed = recalculations.progress(act.id());
      assertThat(crashed.done()).isPositive();
      assertThat(crashed.left()).isPositive();
      assertThat(answerDue(done)).isEqualTo("2026-07-02T23:59");
      assertThat(calendar.jobs()).as("the job stays, to be tried again").hasSize(1);
      assertThatThrownBy(() -> calendar.ordered(Optional.empty()))
          .hasMessageContaining("ещё не закончен");

      setUnit(broken, "CALENDAR_DAYS");
      assertThat(calendar.worked(act).left()).isZero();
      assertThat(answerDue(broken)).isEqualTo("2026-07-02T23:59");
      assertThat(
              jdbc.sql(
                      "select count(*) from (select replaces from deadline where recalculation = :act group by replaces having count(*) > 1) twice")
                  .param("act", act.id())
                  .query(Long.class)
                  .single())
          .as("moved twice")
          .isZero();
    } finally {
      setUnit(broken, "CALENDAR_DAYS");
      jdbc.sql(
              "update recalculation set finished_at = ordered_at, running = null where running = 1")
          .update();
      calendar.asShipped();
    }
  }

  private void setUnit(AppealId appeal, String unit) {
    jdbc.sql("update deadline set unit = :unit where appeal = :appeal and term = 'T5'")
        .param("unit", unit)
        .param("appeal", appeal.value())
        .update();
  }

  private LocalDateTime answerDue(AppealId appeal) {
    return deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due();
  }

  /** What {@code check} says of this appeal. */
  private List<Check.Finding> appeals(AppealId appeal) {
    String number = appeals.appeal(appeal).number().orElse(appeal.toString());
    return check.findings().stream()
        .filter(found -> found.text().contains(appeal.toString()) || found.text().contains(number))
        .toList();
  }

  // ---- art. 8 p. 6: a complaint is not handed to whom it is on

  private static final OfficialId HEAD_OF_ROADS = new OfficialId("head.roads");

  /** A complaint that triage says is on these, as the form's list names them. */
  private AppealId complaintOn(Region.Asked asked, String... subjects) {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, asked);
    region.does(appeal, "Task_Triage", on(subjects));
    return appeal;
  }

  private static Object[] on(String... subjects) {
    return new Object[] {
      "complained", "YES", "subjects", Stream.of(subjects).map(who -> Map.of("who", who)).toList()
    };
  }

  /** Tasks of the appeal that the engine shows this official. */
  private long seen(AppealId appeal, OfficialId official) {
    return access.as(
        official,
        () -> tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).count());
  }

  private List<String> groups(AppealId appeal, String element) {
    Task task = region.task(appeal, element);
    return access.acrossBodies(
        () ->
            tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(link -> link.getGroupId())
                .filter(java.util.Objects::nonNull)
                .toList());
  }

  @Test
  void ofAComplaintTriageSaysOnWhomItIs() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);

    assertThatThrownBy(
            () -> region.does(application(Region.ROADS), "Task_Triage", "complained", ""))
        .as("a complaint may be inside any appeal")
        .hasMessageContaining("на наших не жалуются");
    assertThatThrownBy(() -> region.does(appeal, "Task_Triage", "complained", ""))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ")
        .hasMessageContaining("на кого жалоба");
    assertThatThrownBy(() -> region.does(appeal, "Task_Triage", on("")))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: выберите, на кого жалоба");
    assertThatThrownBy(() -> region.does(appeal, "Task_Triage", on("official:nobody")))
        .hasMessageContaining("из списка");
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    region.does(appeal, "Task_Triage", "complained", "NO");

    assertThat(complaints.of(appeal).isEmpty()).isTrue();
    assertThat(complaints.said(appeal)).isEmpty();
    assertThat(region.task(appeal, "Task_AcceptQuestions").getTenantId())
        .isEqualTo("zarechensk.roads");
  }

  @Test
  void aComplaintOnTheBlockHeadIsAcceptedByTheDeputyGovernorAndNeverSeenByTheHead() {
    AppealId appeal = complaintOn(Region.ROADS, "official:head.roads");

    assertThat(groups(appeal, "Task_AcceptQuestions")).containsExactly("deputy@roads");
    assertThat(seen(appeal, HEAD_OF_ROADS)).isZero();
    assertThat(seen(appeal, new OfficialId("deputy.infra"))).isOne();
    Task task = region.task(appeal, "Task_AcceptQuestions");
    access.as(
        HEAD_OF_ROADS,
        () -> {
          assertThatThrownBy(() -> tasks.claim(task.getId(), HEAD_OF_ROADS.value()))
              .isInstanceOf(RuntimeException.class);
          assertThatThrownBy(() -> tasks.complete(task.getId()))
              .isInstanceOf(RuntimeException.class);
        });
    region.does(appeal, "Task_AcceptQuestions");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    assertThat(seen(appeal, HEAD_OF_ROADS)).isZero();
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(acts.of(appeal)).noneMatch(act -> act.actor().equals("head.roads"));
    assertThat(
            jdbc.sql("select count(*) from complaint_tenant where appeal = :appeal")
                .param("appeal", appeal.value())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void theLadderOfAComplaintOnTheHeadBeginsAboveHim() {
    AppealId appeal = complaintOn(Region.ROADS, "official:head.roads");
    region.does(appeal, "Task_AcceptQuestions");

    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));

    assertThat(groups(appeal, "Task_HeadMeasures")).containsExactly("deputy@roads");
    assertThat(seen(appeal, HEAD_OF_ROADS)).isZero();
    assertThat(
            jdbc.sql("select recipient from notice where subject like :number or text like :number")
                .param("number", "%" + appeals.appeal(appeal).numberOrNone() + "%")
                .query(String.class)
                .list())
        .contains(organization.official(new OfficialId("deputy.infra")).email().orElseThrow())
        .doesNotContain(organization.official(HEAD_OF_ROADS).email().orElseThrow());
    assertThat(appeals(appeal)).isEmpty();
  }

  @Test
  void aComplaintOnABodyIsNotRoutedToItOrBelowIt() {
    AppealId appeal = complaintOn(Region.ROADS, "body:zarechensk");

    Question question = questions.of(appeal).get(0);
    assertThat(question.isRouted()).isFalse();
    assertThat(question.routingReason())
        .contains("ему поручить нельзя: решает координатор")
        .contains("Ст. 8 ч. 6 59-ФЗ");
    for (String body : List.of("zarechensk", "zarechensk1")) {
      assertThatThrownBy(
              () ->
                  region.does(
                      appeal, "Task_ConfirmRouting", "questions", routed(appeal, "roads", body)))
          .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: жалобу нельзя поручить органу");
    }
    assertThatThrownBy(
            () ->
                questions.decide(
                    question.id(),
                    new ru.tsur.organization.BlockId("roads"),
                    new ru.tsur.organization.BodyId("zarechensk"),
                    "x",
                    new ru.tsur.organization.Actor(
                        new OfficialId("coordinator"), "Координатор", Role.COORDINATOR)))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ");
    region.does(appeal, "Task_ConfirmRouting", "questions", routed(appeal, "roads", "minroads"));
    assertThat(seen(appeal, new OfficialId("executor.zarechensk"))).isZero();
    region.does(appeal, "Task_AcceptQuestions", "accepted", "NO", "reason", "Дорога городская");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_DecideBlock",
                    "block",
                    "roads",
                    "body",
                    "zarechensk",
                    "reason",
                    "Городская"))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: жалобу нельзя поручить органу");
    region.does(
        appeal,
        "Task_DecideBlock",
        "block",
        "roads",
        "body",
        "minroads",
        "reason",
        "Больше некому");
    assertThat(region.task(appeal, "Task_AcceptQuestions").getTenantId())
        .startsWith("minroads.roads-");
  }

  @Test
  void aBodyWhereOnlyTheSubjectCouldSignIsNotGivenTheComplaint() {
    AppealId appeal = complaintOn(Region.ROADS, "official:signer.zarechensk");

    assertThat(questions.of(appeal).get(0).routingReason())
        .contains("некому принять вопросы, подготовить, согласовать и подписать");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_ConfirmRouting",
                    "questions",
                    routed(appeal, "roads", "zarechensk")))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: без тех, на кого жалоба");
    region.does(appeal, "Task_ConfirmRouting", "questions", routed(appeal, "roads", "minroads"));
    assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
  }

  @Test
  void theSubjectIsNotNamedExecutorAndHisColleagueDoesTheTask() {
    AppealId appeal = complaintOn(Region.ROADS, "official:executor.zarechensk");

    assertThatThrownBy(
            () -> region.does(appeal, "Task_AcceptQuestions", "executor", "executor.zarechensk"))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ");
    region.does(appeal, "Task_AcceptQuestions");
    assertThat(seen(appeal, new OfficialId("executor.zarechensk"))).isZero();
    assertThat(seen(appeal, new OfficialId("executor.zarechensk2"))).isOne();
    assertThat(region.entitled(region.task(appeal, "Task_PreparePart")).value())
        .isEqualTo("executor.zarechensk2");
    region.partsAreWritten(appeal);
    assertThat(assignments.of(appeal).get(0).executor()).isEmpty();
  }

  @Test
  void aComplaintFoundInsideAnApplicationIsBannedToo() {
    AppealId appeal = application(Region.ROADS);
    region.does(appeal, "Task_Triage", on("official:head.roads"));

    assertThat(groups(appeal, "Task_AcceptQuestions")).containsExactly("deputy@roads");
    assertThat(complaints.concerns(appeal, HEAD_OF_ROADS)).isTrue();
  }

  @Test
  void aComplaintIsNotSentToWhomItIsOnAndIsReturnedIfThereIsNobodyElse() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    for (String kind : List.of("REDIRECT", "COPIES")) {
      for (String to :
          List.of(
              "Заместителю министра Яблокову Е. М.",
              "Прокуратура области\nМИНТРАНСДОР",
              "Министерство транспорта и дорожного хозяйства Заречной области",
              "ГКУ «Заречавтодор»")) {
        assertThatThrownBy(
                () ->
                    region.does(
                        appeal,
                        "Task_Triage",
                        concat(
                            on("official:head.roads", "body:minroads"),
                            "triage",
                            kind,
                            "recipients",
                            to,
                            "ground",
                            "Надзор")))
            .as(kind + " " + to)
            .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: жалобу нельзя направить");
      }
    }
    assertThatThrownBy(
            () ->
                region.does(
                    appeal, "Task_Triage", "triage", "RETURN_COMPLAINT", "ground", "Некому"))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ")
        .hasMessageContaining("ч. 7");
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(0)
        .putAll(Map.of("outcome", "COPIES", "recipients", "Минтрансдор", "ground", "Надзор"));
    assertThatThrownBy(
            () ->
                region.does(appeal, "Task_Triage", concat(on("body:minroads"), "questions", rows)))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ");
    region.does(
        appeal,
        "Task_Triage",
        concat(on("body:minroads"), "triage", "RETURN_COMPLAINT", "ground", "Больше некому"));
    region.does(appeal, "Task_ReturnComplaint");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.RETURNED);
  }

  private static Object[] concat(Object[] first, Object... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray();
  }

  @Test
  void whoeverWorksInTheCentreDoesNotDecideOnAComplaintOnHimself() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    OfficialId coordinator = new OfficialId("coordinator");
    Task triage = region.task(appeal, "Task_Triage");
    assertThatThrownBy(() -> region.does(coordinator, triage, on("official:coordinator")))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: жалоба на вас");
    region.does(
        new OfficialId("coordinator2"),
        triage,
        concat(
            on("official:coordinator", "official:centre.head"),
            "triage",
            "REDIRECT",
            "recipients",
            "Прокуратура области",
            "ground",
            "Надзор"));

    assertThat(seen(appeal, coordinator)).isZero();
    assertThat(seen(appeal, new OfficialId("coordinator2"))).isOne();
    region.does(new OfficialId("coordinator2"), region.task(appeal, "Task_RedirectWhole"));
    // its only signer is complained about: who stands above the centre signs
    assertThat(groups(appeal, "Task_SignForwarding")).containsExactly("apparatus@tsur");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.REDIRECTED);
  }

  // ---- after the answer: evidence, promises, returned letters

  @Test
  void measuresTakenNeedEvidenceElseTheQuestionIsExplained() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    List<Map<String, Object>> claimed = region.rows(appeal, "Task_PreparePart", "results");
    claimed.get(0).put("result", "MEASURES_TAKEN");
    assertThatThrownBy(
            () -> region.does(appeal, "Task_PreparePart", "text", "Сделано.", "results", claimed))
        .hasMessageContaining("надо подтвердить")
        .hasMessageContaining("«разъяснено» (59-ФЗ, ст. 10");
    claimed.get(0).put("proof", "FILE");
    assertThatThrownBy(
            () -> region.does(appeal, "Task_PreparePart", "text", "Сделано.", "results", claimed))
        .hasMessageContaining("приложите фото или акт");
    assertThat(evidences.of(appeal)).isEmpty();

    region.does(
        appeal,
        "Task_PreparePart",
        "text",
        "Сделано.",
        "results",
        region.results(appeal, "Task_PreparePart", "MEASURES_TAKEN"));
    List<Map<String, Object>> row = region.rows(appeal, "Task_DraftAnswer", "results");
    assertThat(row.get(0)).containsEntry("documentNumber", "5").containsEntry("proof", "DOCUMENT");
    row.get(0)
        .putAll(
            Map.of(
                "proof", "CONFIRMATION",
                "confirmedBy", "Заявителева А. П.",
                "confirmedOn", "2026-06-04",
                "confirmedHow", "по телефону"));
    assertThatThrownBy(() -> region.does(appeal, "Task_DraftAnswer", "results", row))
        .hasMessageContaining("ещё не наступила");
    row.get(0).put("confirmedOn", "2026-06-03");
    region.does(appeal, "Task_DraftAnswer", "results", row);

    assertThat(evidences.of(appeal))
        .extracting(Evidence::said)
        .containsExactly("подтверждение заявителя: Заявителева А. П., 03.06.2026, по телефону");
    assertThat(region.rows(appeal, "Task_ApproveInTurn", "evidence"))
        .extracting(one -> one.get("said"))
        .containsExactly("подтверждение заявителя: Заявителева А. П., 03.06.2026, по телефону");
    region.draftIsApproved(appeal);
    assertThat(region.rows(appeal, "Task_SignAnswer", "evidence")).hasSize(1);
    jdbc.sql("update evidence set replaced_at = attached_at where appeal = :appeal")
        .param("appeal", appeal.value())
        .update();
    assertThatThrownBy(() -> region.does(appeal, "Task_SignAnswer"))
        .hasMessageContaining("надо подтвердить");
    jdbc.sql(
            "update evidence set replaced_at = null where appeal = :appeal and kind = 'CONFIRMATION'")
        .param("appeal", appeal.value())
        .update();
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(questions.of(appeal).get(0).result()).contains(Result.MEASURES_TAKEN);
  }

  private static final LocalDate SAT_2026_08_01 = LocalDate.of(2026, 8, 1);

  private List<Map<String, Object>> promising(AppealId appeal, String element, String day) {
    List<Map<String, Object>> rows = region.rows(appeal, element, "results");
    rows.get(0)
        .putAll(Map.of("result", "PROMISED", "promise", "Ямы будут заделаны", "promisedOn", day));
    return rows;
  }

  /** Answered on 3 June: «будет сделано до 1 августа 2026». */
  private AppealId promised() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    region.does(
        appeal,
        "Task_PreparePart",
        "text",
        "Ямы будут заделаны до 1 августа 2026 года.",
        "results",
        promising(appeal, "Task_PreparePart", "2026-08-01"));
    region.does(appeal, "Task_DraftAnswer");
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    return appeal;
  }

  @Test
  void aPromisedDayThatCameBeforeTheAnswerLeftIsNotSignedAndNotForgotten() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    region.does(
        appeal,
        "Task_PreparePart",
        "text",
        "Сделаем до 05.06.2026.",
        "results",
        promising(appeal, "Task_PreparePart", "2026-06-05"));
    region.does(appeal, "Task_DraftAnswer");
    region.does(appeal, "Task_ApproveInTurn");
    region.itIs(LocalDate.of(2026, 6, 5));
    assertThatThrownBy(() -> region.does(appeal, "Task_SignAnswer"))
        .hasMessageContaining("05.06.2026 уже наступил");
    region.itIs(LocalDate.of(2026, 6, 4));
    region.does(appeal, "Task_SignAnswer");
    region.itIs(LocalDate.of(2026, 6, 8));
    region.dispatchAll(appeal);

    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise");
    region.timePassesTo(LocalDateTime.of(2026, 6, 8, 12, 0));
    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise", "Task_HeadMeasures");
    assertThat(actions(appeal)).contains(Action.PROMISE_BROKEN).doesNotContain(Action.REMINDED);
    assertThat(region.timer(appeal, "Event_PromiseReminder")).isEmpty();
  }

  private List<Action> actions(AppealId appeal) {
    return acts.of(appeal).stream().map(Acts.Act::action).toList();
  }

  @Test
  void aPromiseHasAFutureDayThatTheAnswerNames() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    region.partsAreWritten(appeal);

    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_DraftAnswer",
                    "text",
                    "Сделаем до 03.06.2026.",
                    "results",
                    promising(appeal, "Task_DraftAnswer", "2026-06-03")))
        .hasMessageContaining("только будущий день");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_DraftAnswer",
                    "text",
                    "Сделаем до 11.08.2026 и 2 августа 2026 года.",
                    "results",
                    promising(appeal, "Task_DraftAnswer", "2026-08-01")))
        .hasMessageContaining("не назван обещанный срок")
        .hasMessageContaining("01.08.2026");
    assertThat(promises.of(appeal)).as("a refusal promises nothing").isEmpty();

    region.does(
        appeal,
        "Task_DraftAnswer",
        "text",
        "Сделаем до 01.08.2026.",
        "results",
        promising(appeal, "Task_DraftAnswer", "2026-08-01"));
    assertThat(promises.of(appeal))
        .singleElement()
        .satisfies(one -> assertThat(one.state()).isEqualTo(Promise.State.WRITTEN));
    region.does(appeal, "Task_ApproveInTurn", "approved", "NO", "remark", "Не обещайте");
    region.draftIsWritten(appeal);
    assertThat(promises.of(appeal)).as("the draft promises it no more").isEmpty();
  }

  @Test
  void aPromiseStaysUnderControlUntilTheApplicantIsTold() {
    AppealId appeal = promised();

    assertThat(appeals.appeal(appeal).closedAt()).isPresent();
    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise");
    Task task = region.task(appeal, "Task_ConfirmPromise");
    assertThat(task.getTenantId()).isEqualTo("zarechensk.roads");
    assertThat(region.due(task)).isEqualTo(SAT_2026_08_01.atTime(23, 59));
    assertThat(region.timer(appeal, "Event_PromiseReminder"))
        .contains(LocalDateTime.of(2026, 7, 25, 9, 0));
    region.timePassesTo(LocalDateTime.of(2026, 7, 31, 10, 0));
    assertThat(actions(appeal)).filteredOn(Action.REMINDED::equals).hasSize(3);
    assertThatThrownBy(() -> region.does(appeal, "Task_ConfirmPromise"))
        .hasMessageContaining("надо подтвердить");

    region.promiseIsConfirmed(appeal);
    assertThat(region.rows(appeal, "Task_SignFulfilment", "evidence"))
        .extracting(one -> one.get("said"))
        .containsExactly("Акт приёмки № 7 от 31.07.2026, составил: МКУ «Дороги»");
    region.does(appeal, "Task_SignFulfilment", "signed", "NO", "remark", "Приложите фото");
    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise");
    region.promiseIsConfirmed(appeal);
    region.timePassesTo(LocalDateTime.of(2026, 8, 3, 10, 0));
    assertThat(region.open(appeal))
        .as("done in time: no ladder though the letter waits")
        .containsExactly("Task_SignFulfilment");
    region.does(appeal, "Task_SignFulfilment");
    assertThat(promises.of(appeal).get(0).keptAt()).isEmpty();
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(promises.of(appeal).get(0).state()).isEqualTo(Promise.State.KEPT);
    assertThat(actions(appeal)).contains(Action.PROMISE_KEPT).doesNotContain(Action.PROMISE_BROKEN);
    assertThat(letters.of(appeal))
        .filteredOn(letter -> letter.kind() == LetterKind.PROMISE_KEPT)
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letters.latest(letter.id()).orElseThrow().text())
                    .contains("до 01.08.2026", "Ямы будут заделаны."));
  }

  @Test
  void aBrokenPromiseRaisesTheLadderUntilItIsKept() {
    AppealId appeal = promised();

    region.timePassesTo(LocalDateTime.of(2026, 8, 3, 10, 0));

    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise", "Task_HeadMeasures");
    assertThat(actions(appeal)).filteredOn(Action.PROMISE_BROKEN::equals).hasSize(1);
    region.decides(appeal, "Task_HeadMeasures", Map.of("measure", "REINFORCE", "days", 1L));
    region.timePassesTo(LocalDateTime.of(2026, 8, 5, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise", "Task_DeputyMeasures");
    region.decides(appeal, "Task_DeputyMeasures", Map.of("measure", "MEETING", "days", 1L));
    region.timePassesTo(LocalDateTime.of(2026, 8, 7, 10, 0));
    region.decides(appeal, "Task_ApparatusMeasures", Map.of("measure", "MEETING", "days", 1L));
    assertThat(region.passed(appeal)).contains("End_PromiseLadderOver");
    assertThatThrownBy(() -> postponed(appeal, LocalDate.of(2026, 9, 1)))
        .hasMessageContaining("истёк 01.08.2026");
    region.promiseIsConfirmed(appeal);
    region.does(appeal, "Task_SignFulfilment");
    region.dispatchAll(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(promises.of(appeal).get(0).said()).isEqualTo("исполнено, срок нарушен");
  }

  private void postponed(AppealId appeal, LocalDate day) {
    Task task = region.task(appeal, "Task_ConfirmPromise");
    promises.askForPostponement(
        promises.of(appeal).get(0).id(),
        day,
        "Поставщик задержал асфальт",
        organization.actorFor(
            region.entitled(task), Role.EXECUTOR.at(new Tenant(task.getTenantId()))));
  }

  @Test
  void aPromiseIsPostponedOnceWithANotice() {
    AppealId appeal = promised();
    assertThatThrownBy(() -> postponed(appeal, LocalDate.of(2026, 7, 1)))
        .hasMessageContaining("позже обещанного");
    postponed(appeal, LocalDate.of(2026, 9, 1));
    assertThatThrownBy(() -> postponed(appeal, LocalDate.of(2026, 9, 2)))
        .hasMessageContaining("уже ожидает решения");
    region.does(appeal, "Task_DecidePostponement", "granted", "NO");
    assertThat(region.passed(appeal)).contains("End_PostponementRefused");
    assertThat(region.due(region.task(appeal, "Task_ConfirmPromise")))
        .isEqualTo(SAT_2026_08_01.atTime(23, 59));
    postponed(appeal, LocalDate.of(2026, 9, 1));
    region.timePassesTo(LocalDateTime.of(2026, 7, 31, 23, 0));
    region.does(appeal, "Task_DecidePostponement", "granted", "YES");

    assertThat(region.due(region.task(appeal, "Task_ConfirmPromise")))
        .isEqualTo(LocalDateTime.of(2026, 9, 1, 23, 59));
    assertThat(region.timer(appeal, "Event_PromiseBroken"))
        .contains(LocalDateTime.of(2026, 9, 2, 0, 0));
    assertThat(region.timer(appeal, "Event_PromiseReminder"))
        .contains(LocalDateTime.of(2026, 8, 25, 9, 0));
    Letter notice =
        letters.of(appeal).stream()
            .filter(letter -> letter.kind() == LetterKind.PROMISE_POSTPONED)
            .findFirst()
            .orElseThrow();
    assertThat(letters.latest(notice.id()).orElseThrow().text())
        .contains("до 01.08.2026", "перенесён до 01.09.2026", "Поставщик задержал асфальт.");
    region.dispatchAll(appeal);
    assertThat(region.passed(appeal)).contains("End_PromisePostponed");
    assertThatThrownBy(() -> postponed(appeal, LocalDate.of(2026, 10, 1)))
        .hasMessageContaining("перенос возможен один раз");
    region.timePassesTo(LocalDateTime.of(2026, 8, 20, 10, 0));
    assertThat(actions(appeal)).doesNotContain(Action.PROMISE_BROKEN);
  }

  @Test
  void twoPromisesOfOneAnswerAreKeptEachInItsTime() {
    AppealId appeal = application(Region.ROADS, Region.ROADS);
    region.untilExecution(appeal);
    List<Map<String, Object>> rows = region.rows(appeal, "Task_PreparePart", "results");
    rows.get(0)
        .putAll(Map.of("result", "PROMISED", "promise", "Заделаем", "promisedOn", "2026-08-01"));
    rows.get(1)
        .putAll(Map.of("result", "PROMISED", "promise", "Покрасим", "promisedOn", "2026-08-02"));
    region.does(
        appeal,
        "Task_PreparePart",
        "text",
        "Заделаем до 01.08.2026, покрасим до 02.08.2026.",
        "results",
        rows);
    region.does(appeal, "Task_DraftAnswer");
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(region.tasks(appeal, "Task_ConfirmPromise")).hasSize(2);
    region.promiseIsConfirmed(appeal);
    region.promiseIsConfirmed(appeal);
    region.does(appeal, "Task_SignFulfilment");
    region.does(appeal, "Task_SignFulfilment");
    region.dispatchAll(appeal);
    assertThat(promises.of(appeal)).extracting(Promise::state).containsOnly(Promise.State.KEPT);
    assertThat(region.isEnded(appeal)).isTrue();
  }

  private LetterId answerOf(AppealId appeal) {
    return letters.of(appeal).stream()
        .filter(letter -> letter.kind() == LetterKind.ANSWER)
        .map(Letter::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReturnedAnswerIsSentAgainAndTheDateOfFulfilmentStays() {
    AppealId appeal = answered();
    LetterId answer = answerOf(appeal);
    java.time.Instant answeredAt = appeals.appeal(appeal).answeredAt().orElseThrow();
    region.itIs(LocalDate.of(2026, 6, 22));
    assertThatThrownBy(
            () ->
                fates.returned(
                    answer,
                    LocalDate.of(2026, 6, 2),
                    "Истёк срок",
                    region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining("не раньше отправки (03.06.2026)");
    fates.returned(
        answer,
        LocalDate.of(2026, 6, 22),
        "Истёк срок хранения",
        region.official("registrar", Role.REGISTRAR));

    assertThat(region.open(appeal)).containsExactly("Task_Resend");
    assertThatThrownBy(
            () ->
                fates.proven(
                    answer,
                    LocalDate.of(2026, 6, 22),
                    "80",
                    region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining("которое отправлено адресату");
    region.does(
        appeal, "Task_Resend", "resolution", "POST", "postalAddress", "г. Зареченск, а/я 5");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000077");

    assertThat(region.isEnded(appeal)).isTrue();
    Letter again = letters.letter(answer);
    assertThat(again.state()).isEqualTo(LetterState.SENT);
    assertThat(again.consignment().orElseThrow().address()).isEqualTo("г. Зареченск, а/я 5");
    assertThat(again.consignment().orElseThrow().sentAt().orElseThrow()).isAfter(answeredAt);
    assertThat(appeals.appeal(appeal).answeredAt()).contains(answeredAt);
    assertThat(
            deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().fulfilledAt().orElseThrow())
        .isBefore(java.time.Instant.parse("2026-06-04T00:00:00Z"));
    fates.proven(
        answer,
        LocalDate.of(2026, 6, 22),
        "80081700000077",
        region.official("registrar", Role.REGISTRAR));
    assertThatThrownBy(
            () ->
                fates.returned(
                    answer,
                    LocalDate.of(2026, 6, 22),
                    "Поздно",
                    region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining("уже записано");
    assertThat(fates.of(answer))
        .extracting(LetterFate::kind)
        .containsExactly(LetterFate.Kind.RETURNED, LetterFate.Kind.PROVEN);
    assertThat(actions(appeal)).contains(Action.LETTER_RETURNED, Action.DELIVERY_PROVEN);
  }

  @Test
  void whatBouncedByMailGoesByPostOrByMailAgain() {
    AppealId appeal = signedForMail();
    region.mailIsSent();
    LetterId answer = answerOf(appeal);
    fates.returned(
        answer, WED_2026_06_03, "Ящика нет", region.official("registrar", Role.REGISTRAR));
    region.mailIsSent();
    assertThat(smtp.server.getReceivedMessages()).as("nothing goes by itself").hasSize(1);

    region.does(appeal, "Task_Resend", "resolution", "EMAIL", "email", "new@example.org");
    region.itIs(WED_2026_06_03.atTime(10, 1));
    region.mailIsSent();

    assertThat(smtp.server.getReceivedMessages()).hasSize(2);
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.letter(answer).consignment().orElseThrow().address())
        .isEqualTo("new@example.org");
    region.itIs(WED_2026_06_03.atTime(12, 0));
    fates.returned(
        answer, WED_2026_06_03, "И этого ящика нет", region.official("registrar", Role.REGISTRAR));
    region.does(appeal, "Task_Resend", "resolution", "POST");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000078");
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(region.passed(appeal)).contains("End_SentAgain");
  }

  @Test
  void aLetterThatCanGoNowhereStaysInTheCase() {
    AppealId appeal = answered();
    fates.returned(
        answerOf(appeal),
        WED_2026_06_03,
        "Адресат выбыл",
        region.official("registrar", Role.REGISTRAR));
    assertThatThrownBy(() -> region.does(appeal, "Task_Resend", "resolution", "KEEP"))
        .hasMessageContaining("почему отправить некуда");
    region.does(
        appeal, "Task_Resend", "resolution", "KEEP", "reason", "Других адресов заявителя нет");

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(region.passed(appeal)).contains("End_KeptInCase");
    assertThatThrownBy(
            () ->
                fates.proven(
                    answerOf(appeal),
                    WED_2026_06_03,
                    "80",
                    region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining("которое отправлено адресату");
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void aNoticeThatReturnedIsSentAgainThoughTheAppealIsClosedMeanwhile() {
    AppealId appeal = inExecutionByMinistry();
    askForExtension(appeal, 15);
    region.does(appeal, "Task_DecideExtension", "granted", "YES");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000079");
    LetterId notice = letters.of(appeal).get(0).id();
    fates.returned(
        notice, WED_2026_06_03, "Нет дома", region.official("registrar", Role.REGISTRAR));
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart", "Task_Resend");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000080");

    assertThat(appeals.appeal(appeal).closedAt()).isPresent();
    assertThat(region.open(appeal)).containsExactly("Task_Resend");
    assertThat(letters.letter(notice).state()).as("not given up").isEqualTo(LetterState.SIGNED);
    region.does(appeal, "Task_Resend", "resolution", "POST");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000081");
    assertThat(region.isEnded(appeal)).isTrue();
  }

  // ---- document-request.bpmn

  @Autowired DocumentRequests requests;
  @Autowired RequestRules requestRules;

  /** Asks on the executor's task, as the card does. */
  private RequestId asksFor(AppealId appeal, DocumentRequests.Stated typed) {
    Task task = region.task(appeal, "Task_PreparePart");
    Tenant tenant = new Tenant(task.getTenantId());
    DocumentRequests.Stated stated = requests.checked(typed);
    TaskInHand inHand =
        new TaskInHand(
            task.getId(),
            task.getTaskDefinitionKey(),
            appeal,
            tenant,
            Map.of(),
            organization.actorFor(region.entitled(task), Role.EXECUTOR.at(tenant)));
    return requests.ask(
        appeal, tenant, stated, requestRules.allowed(inHand, stated), inHand.actor());
  }

  private static DocumentRequests.Stated of(DocumentRequest.Addressee addressee, String name) {
    return new DocumentRequests.Stated(
        addressee, Optional.empty(), name, Optional.empty(), "Акт обследования дороги");
  }

  private static final DocumentRequests.Stated LUGOVETS =
      new DocumentRequests.Stated(
          DocumentRequest.Addressee.BODY,
          Optional.of(new BodyId("lugovets")),
          "",
          Optional.empty(),
          "Акт обследования дороги");

  private RequestId sentRequest(AppealId appeal) {
    RequestId id = asksFor(appeal, LUGOVETS);
    region.does(appeal, "Task_DraftRequest");
    region.does(appeal, "Task_SignRequest");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000021");
    return id;
  }

  @Test
  void documentsAreAskedForBySignedLetterAndReceived() {
    AppealId appeal = inExecutionByMinistry();
    RequestId id = asksFor(appeal, LUGOVETS);
    assertThat(region.open(appeal)).containsExactly("Task_DraftRequest", "Task_PreparePart");
    assertThat(region.due(region.task(appeal, "Task_DraftRequest"))).isEqualTo("2026-06-05T23:59");
    region.does(appeal, "Task_DraftRequest");
    Task sign = region.task(appeal, "Task_SignRequest");
    assertThat(organization.membersOf(new TaskGroup("signer@minroads.roads")))
        .extracting(one -> one.id())
        .contains(region.entitled(sign));
    region.does(appeal, "Task_SignRequest", "signed", "NO", "remark", "Назовите участок");
    region.does(appeal, "Task_DraftRequest", "text", "Просим представить акт обследования.");
    region.does(appeal, "Task_SignRequest");
    assertThat(requests.request(id).sentOn()).isEmpty();
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000020");

    assertThat(requests.request(id).sentOn()).contains(WED_2026_06_03);
    assertThat(region.due(region.task(appeal, "Task_ReceiveDocuments")))
        .as("T8: fifteen days from the dispatch")
        .isEqualTo("2026-06-18T23:59");
    assertThat(region.timer(appeal, "Event_RequestLate"))
        .contains(LocalDateTime.of(2026, 6, 19, 0, 0));
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.recipient().orElse(""))
        .containsExactly("DOCUMENT_REQUEST Администрация Луговецкого муниципального округа");

    region.timePassesTo(LocalDateTime.of(2026, 6, 12, 10, 0));
    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.REMINDED)
        .extracting(Acts.Act::object)
        .containsExactly("T8");
    assertThatThrownBy(
            () ->
                region.does(appeal, "Task_ReceiveDocuments", "came", "Акт", "cameOn", "2026-06-13"))
        .hasMessageContaining("не позже сегодняшнего дня");
    region.does(appeal, "Task_ReceiveDocuments", "came", "Акт обследования на 3 листах");

    assertThat(requests.request(id).end()).contains(DocumentRequest.End.RECEIVED);
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    assertThat(region.passed(appeal)).contains("End_DocumentsReceived", "End_RequestEnded");
  }

  @Test
  void courtsInquiryAndInvestigationAreNotAskedWhateverTheyAreCalled() {
    AppealId appeal = inExecutionByMinistry();
    assertThatThrownBy(() -> asksFor(appeal, of(DocumentRequest.Addressee.COURT, "Суд")))
        .isInstanceOf(RequestRefused.class)
        .hasMessageContaining("ст. 10 ч. 1 п. 2: у судов");
    assertThatThrownBy(
            () ->
                asksFor(appeal, of(DocumentRequest.Addressee.STATE_BODY, "Заречный районный суд")))
        .hasMessageContaining("у судов");
    assertThatThrownBy(
            () -> asksFor(appeal, of(DocumentRequest.Addressee.INQUIRY, "Отдел дознания")))
        .hasMessageContaining("у органов дознания");
    assertThatThrownBy(
            () ->
                asksFor(appeal, of(DocumentRequest.Addressee.ORGANIZATION, "Следственный комитет")))
        .hasMessageContaining("предварительного следствия");
    assertThat(requests.of(appeal)).isEmpty();
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
  }

  @Test
  void anOrganizationGetsAnExtractByMailWithoutTheApplicant() throws Exception {
    AppealId appeal = inExecutionByMinistry();
    RequestId id =
        asksFor(
            appeal,
            new DocumentRequests.Stated(
                DocumentRequest.Addressee.ORGANIZATION,
                Optional.empty(),
                "ООО «УК Заречье»",
                Optional.of("uk@example.org"),
                "Журнал осмотров"));
    assertThat(requests.request(id).enclosure()).isEqualTo(DocumentRequest.Enclosure.EXTRACT);
    region.does(appeal, "Task_DraftRequest");
    region.does(appeal, "Task_SignRequest");
    region.mailIsSent();

    assertThat(smtp.server.getReceivedMessages()).hasSize(1);
    assertThat(smtp.server.getReceivedMessages()[0].getAllRecipients()[0])
        .hasToString("uk@example.org");
    assertThat(letters.latest(letters.of(appeal).get(0).id()).orElseThrow().text())
        .contains("Ямы на трассе", "Журнал осмотров", "Просим ответить в течение 15 дней")
        .doesNotContain("Заявителев", "Садовая");
    assertThat(region.open(appeal)).contains("Task_ReceiveDocuments");
    region.does(appeal, "Task_ReceiveDocuments", "received", "NO");
    assertThat(requests.request(id).end()).contains(DocumentRequest.End.WITHDRAWN);
    assertThat(region.passed(appeal)).contains("End_RequestWithdrawn");
  }

  @Test
  void theTermRunsFromTheDayTheAddresseeGotTheRequest() {
    AppealId appeal = inExecutionByMinistry();
    RequestId id = sentRequest(appeal);
    region.timePassesTo(LocalDateTime.of(2026, 6, 9, 10, 0));
    Actor executor =
        organization.actorFor(
            new OfficialId("executor.roads"), new TaskGroup("executor@minroads.roads"));
    assertThatThrownBy(() -> requests.handed(id, LocalDate.of(2026, 6, 2), executor))
        .hasMessageContaining("не раньше отправки");

    requests.handed(id, LocalDate.of(2026, 6, 8), executor);

    assertThat(region.due(region.task(appeal, "Task_ReceiveDocuments")))
        .isEqualTo("2026-06-23T23:59");
    assertThat(region.timer(appeal, "Event_RequestLate"))
        .contains(LocalDateTime.of(2026, 6, 24, 0, 0));
    assertThat(region.timer(appeal, "Event_RequestReminder"))
        .contains(LocalDateTime.of(2026, 6, 16, 9, 0));
    try {
      calendar.recalculated(LocalDate.of(2026, 6, 23));
      assertThat(region.due(region.task(appeal, "Task_ReceiveDocuments")))
          .as("a day off moves it too")
          .isEqualTo("2026-06-22T23:59");
      assertThat(region.timer(appeal, "Event_RequestLate"))
          .contains(LocalDateTime.of(2026, 6, 23, 0, 0));
    } finally {
      calendar.asShipped();
    }
  }

  @Test
  void aLateAddresseeIsChasedAgainAndAgainAndItIsNotOurBreach() {
    AppealId appeal = inExecutionByMinistry();
    RequestId id = sentRequest(appeal);

    region.timePassesTo(LocalDateTime.of(2026, 6, 19, 10, 0)); // Friday
    assertThat(region.open(appeal))
        .containsExactly("Task_ChaseRequest", "Task_PreparePart", "Task_ReceiveDocuments");
    assertThatThrownBy(() -> requests.handed(id, LocalDate.of(2026, 6, 8), null))
        .hasMessageContaining("записан как нарушение");
    region.does(appeal, "Task_ChaseRequest", "way", "PHONE", "note", "Общий отдел");
    assertThat(region.timer(appeal, "Event_ChasePause"))
        .as("five working days")
        .contains(LocalDateTime.of(2026, 6, 27, 0, 0));
    region.timePassesTo(LocalDateTime.of(2026, 6, 29, 10, 0));
    region.does(appeal, "Task_ChaseRequest", "way", "LETTER", "note", "Письмо № 5");

    assertThat(requests.chases(id)).hasSize(2);
    assertThat(acts.of(appeal)).filteredOn(act -> act.action() == Action.DOCUMENTS_LATE).hasSize(2);
    assertThat(breaches(appeal)).as("T5 runs on").isEmpty();
  }

  @Test
  void anOpenRequestIsShownToWhoDecidesOnAnExtension() {
    AppealId appeal = inExecutionByMinistry();
    sentRequest(appeal);
    extensions.request(
        appeal,
        Extension.Ground.DOCUMENT_REQUEST,
        "Ждём акт",
        10,
        organization.actorFor(
            new OfficialId("executor.roads"), new TaskGroup("executor@minroads.roads")));
    assertThat(region.rows(appeal, "Task_DecideExtension", "requests"))
        .containsExactly(
            Map.of(
                "said",
                "Запрос по ст. 10 ч. 2 от 03.06.2026: Администрация Луговецкого муниципального округа, срок до 18.06.2026"));
  }

  @Test
  void aRequestIsTakenBackBeforeItIsSignedAndEndsWithTheAppeal() {
    AppealId appeal = inExecutionByMinistry();
    RequestId taken = asksFor(appeal, LUGOVETS);
    region.does(appeal, "Task_DraftRequest");
    region.does(appeal, "Task_SignRequest", "signed", "NO", "remark", "Не нужно");
    region.does(appeal, "Task_DraftRequest", "prepared", "NO");
    assertThat(requests.request(taken).end()).contains(DocumentRequest.End.WITHDRAWN);
    assertThat(region.passed(appeal)).contains("End_NotSent");
    RequestId open = sentRequest(appeal);
    RequestId unsigned = asksFor(appeal, of(DocumentRequest.Addressee.STATE_BODY, "Росреестр"));
    region.does(appeal, "Task_DraftRequest");

    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(requests.request(open).end()).contains(DocumentRequest.End.CLOSED);
    assertThat(requests.request(unsigned).end()).contains(DocumentRequest.End.CLOSED);
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactlyInAnyOrder(
            "DOCUMENT_REQUEST CANCELLED",
            "DOCUMENT_REQUEST SENT",
            "DOCUMENT_REQUEST CANCELLED",
            "ANSWER SENT");
  }

  // ---- a control date of its own (art. 8 p. 3, the covering letter); parts of co-executors

  @Autowired ControlDates controls;

  @Test
  void theEarlierOfTwoDaysIsRemindedOfAndItsPassingIsNoBreachOfArticle12() {
    AppealId appeal = application(Region.ROADS);
    Actor registrar =
        organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR));
    assertThat(region.timer(appeal, "Event_Reminder"))
        .contains(LocalDateTime.of(2026, 6, 26, 9, 0));
    controls.keep(
        appeal,
        ControlDates.stated("2026-06-17", "Администрация Президента РФ", WED_2026_06_03)
            .orElseThrow(),
        registrar);
    assertThat(region.timer(appeal, "Event_Reminder"))
        .contains(LocalDateTime.of(2026, 6, 10, 9, 0));
    region.untilExecution(appeal);

    region.timePassesTo(LocalDateTime.of(2026, 6, 17, 15, 0));
    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.REMINDED)
        .extracting(Acts.Act::object)
        .hasSize(4)
        .containsOnly("срок направившего органа");
    region.timePassesTo(LocalDateTime.of(2026, 6, 19, 10, 0));

    assertThat(acts.of(appeal))
        .extracting(Acts.Act::action)
        .containsOnlyOnce(Action.CONTROL_DATE_MISSED)
        .doesNotContain(Action.BREACHED);
    assertThat(region.timer(appeal, "Event_Reminder"))
        .as("then our own term's")
        .contains(LocalDateTime.of(2026, 6, 26, 9, 0));
    assertThat(controls.of(appeal).orElseThrow().missedAt()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-02, Прокуратура, раньше дня поступления",
    "2026-06-33, Прокуратура, Такой даты нет",
    "'', Прокуратура, Укажите срок",
    "2026-06-20, '', Укажите орган"
  })
  void aControlDateIsStatedWholeAndPossible(String due, String body, String refused) {
    assertThatThrownBy(() -> ControlDates.stated(due, body, WED_2026_06_03))
        .hasMessageContaining(refused);
  }

  @Test
  void aCoExecutorsLatePartIsNotALateWhole() {
    AppealId appeal = application(Region.ROADS, WASTE);
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_ConfirmRouting");
    while (!region.tasks(appeal, "Task_AcceptQuestions").isEmpty()) {
      region.does(appeal, "Task_AcceptQuestions");
    }
    List<Task> parts = region.tasks(appeal, "Task_PreparePart");
    assertThat(parts).hasSize(2);
    String lead = assignments.responsible(appeal).orElseThrow().tenant().value();
    for (Task part : parts) {
      assertThat(region.due(part))
          .as(part.getTenantId())
          .isEqualTo("2026-06-18T23:59"); // fifteen days from the third: both by their rows
    }
    region.timePassesTo(LocalDateTime.of(2026, 6, 19, 10, 0));

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.PART_LATE)
        .extracting(Acts.Act::object)
        .hasSize(1)
        .doesNotContain(lead);
    assertThat(breaches(appeal)).isEmpty();
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart", "Task_PreparePart");
  }

  @Test
  void aPartAssignedLateInTheTermStillHasItsDays() {
    AppealId appeal = application(Region.ROADS, WASTE);
    region.timePassesTo(LocalDateTime.of(2026, 6, 20, 10, 0));
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_ConfirmRouting");
    while (!region.tasks(appeal, "Task_AcceptQuestions").isEmpty()) {
      region.does(appeal, "Task_AcceptQuestions");
    }
    assertThat(region.tasks(appeal, "Task_PreparePart"))
        .isNotEmpty()
        .allSatisfy(part -> assertThat(region.due(part)).isEqualTo("2026-07-03T23:59"));
  }

  // ---- withdrawal.bpmn, supplement.bpmn

  @Autowired ru.tsur.appeal.Withdrawals withdrawals;
  @Autowired ru.tsur.appeal.Supplements supplements;

  private java.util.UUID asksToStop(AppealId appeal, String signatory) {
    if (!signatory.isEmpty()) {
      jdbc.sql(
              "insert into signatory (appeal, ordinal, name, address) values (:appeal, 1, 'Заявителева Анна', ''), (:appeal, 2, :name, '')")
          .param("appeal", appeal.value())
          .param("name", signatory)
          .update();
    }
    return withdrawals.record(
        appeal,
        signatory,
        "Прошу прекратить рассмотрение.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
  }

  private void noticeIsSent(AppealId appeal) {
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    region.does(appeal, "Task_SignWithdrawalNotice");
    region.dispatchAll(appeal);
  }

  @Test
  void aWithdrawnAppealStopsAtOnceAndIsClosedWhenTheNoticeIsSent() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    asksToStop(appeal, "");

    assertThat(region.open(appeal)).containsExactly("Task_DecideWithdrawal", "Task_PreparePart");
    assertThat(region.due(region.task(appeal, "Task_DecideWithdrawal")))
        .isEqualTo("2026-06-04T23:59");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");

    assertThat(region.open(appeal)).containsExactly("Task_PrepareWithdrawalNotice");
    assertThat(appeals.appeal(appeal).isOpen()).isTrue();
    assertThat(deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().fulfilledAt()).isPresent();
    assertThatThrownBy(() -> asksToStop(appeal, "")).hasMessageContaining("ст. 5 п. 5");
    assertThatThrownBy(() -> adds(appeal, "Ещё одно.")).hasMessageContaining("ст. 5 п. 5");
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    region.does(appeal, "Task_SignWithdrawalNotice", "signed", "NO", "remark", "Уточните дату");
    region.timePassesTo(LocalDateTime.of(2026, 7, 10, 10, 0)); // past the term of the answer
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).doesNotContain(Action.BREACHED);
    noticeIsSent(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
    assertThat(questions.of(appeal))
        .allSatisfy(one -> assertThat(one.result()).contains(Result.WITHDRAWN));
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactly("WITHDRAWAL_NOTICE SENT");
    assertThat(region.passed(appeal))
        .contains("End_ConsiderationStopped", "End_WorkStopped", "End_AppealClosed");
  }

  @ParameterizedTest
  @CsvSource({
    "'', CONTINUE, CRIME, WITHDRAWAL_REFUSAL, End_ConsiderationGoesOn",
    "'', CONTINUE, DANGER, WITHDRAWAL_REFUSAL, End_ConsiderationGoesOn",
    "Соседов С. С., PARTIAL, '', WITHDRAWAL_PARTIAL, End_SignatoryLeft"
  })
  void whatConcernsACrimeOrOtherSignatoriesIsAnsweredAllTheSame(
      String signatory, String decision, String ground, String letter, String end) {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    asksToStop(appeal, signatory);

    region.does(appeal, "Task_DecideWithdrawal", "decision", decision, "ground", ground);
    assertThat(region.open(appeal))
        .containsExactly("Task_PreparePart", "Task_PrepareWithdrawalNotice");
    noticeIsSent(appeal);

    assertThat(region.passed(appeal)).contains(end, "End_GoesOn");
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(letters.of(appeal))
        .extracting(one -> one.kind() + " " + one.state())
        .containsExactlyInAnyOrder(letter + " SENT", "ANSWER SENT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | PARTIAL  | ''    | прекратить можно только полностью",
        "Соседов С. С. | STOP     | ''    | для остальных рассмотрение продолжается",
        "''            | CONTINUE | ''    | Назовите причину закона",
        "''            | CONTINUE | SIGNED | ещё не подписано",
        "''            | ''       | ''    | Выберите"
      })
  void onlyWhatTheLawAllowsIsDecidedOfAWithdrawal(
      String signatory, String decision, String ground, String refusal) {
    AppealId appeal = application(Region.ROADS);
    asksToStop(appeal, signatory);

    assertThatThrownBy(
            () ->
                region.does(
                    appeal, "Task_DecideWithdrawal", "decision", decision, "ground", ground))
        .hasMessageContaining(refusal);
    assertThat(region.open(appeal)).containsExactly("Task_DecideWithdrawal", "Task_Triage");
  }

  @Test
  void aRequestToStopIsHeardFromRegistrationToSignature() {
    AppealId unregistered = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    assertThatThrownBy(() -> asksToStop(unregistered, "")).hasMessageContaining("ст. 8 ч. 2");

    AppealId twice = application(Region.ROADS);
    asksToStop(twice, "");
    assertThatThrownBy(() -> asksToStop(twice, "")).hasMessageContaining("ещё ожидает решения");

    AppealId signed = application(Region.ROADS);
    region.untilSigned(signed);
    assertThatThrownBy(() -> asksToStop(signed, "")).hasMessageContaining("ст. 10 ч. 1 п. 4");
    region.dispatchAll(signed);
    assertThatThrownBy(() -> asksToStop(signed, "")).hasMessageContaining("снято с контроля");
  }

  @Test
  void anAnswerSignedMeanwhileIsNotStoppedAnyMore() {
    AppealId appeal = application(Region.ROADS);
    asksToStop(appeal, "");
    region.untilSigned(appeal);

    assertThatThrownBy(() -> region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP"))
        .hasMessageContaining("прекращать нечего");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "CONTINUE", "ground", "SIGNED");
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue(); // the answer says it all
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void whatIsStoppedCancelsItsDraftsAndCannotBeExtended() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    askForExtension(appeal, 10);
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    asksToStop(appeal, "");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");

    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactly("ANSWER CANCELLED");
    assertThat(region.open(appeal)).containsExactly("Task_PrepareWithdrawalNotice");
    noticeIsSent(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
  }

  @Test
  void whatWasHandedOverBeforeTheWithdrawalStaysSo() {
    AppealId appeal = application(Region.ROADS, WASTE);
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(0).put("outcome", "COPIES");
    rows.get(0).put("recipients", "Прокуратура города");
    rows.get(0).put("ground", "Надзор");
    region.does(appeal, "Task_Triage", "questions", rows);
    region.does(appeal, "Task_SendCopies");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);
    asksToStop(appeal, "");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");
    noticeIsSent(appeal);

    assertThat(questions.of(appeal))
        .extracting(question -> question.result().orElseThrow())
        .containsExactly(Result.FORWARDED, Result.WITHDRAWN);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
  }

  private java.util.UUID adds(AppealId appeal, String text) {
    return supplements
        .add(
            appeal,
            new ru.tsur.appeal.Supplements.New(
                Optional.of(text),
                text,
                clock.instant(),
                List.of(new ru.tsur.appeal.NewAppeal.File("a.txt", "text/plain", new byte[] {1}))),
            region.official("registrar", Role.REGISTRAR))
        .id();
  }

  @Test
  void aSupplementIsReadByTheExecutorAndBeforeByTheCoordinator() {
    AppealId appeal = application(Region.ROADS);
    java.util.UUID early = adds(appeal, "Прилагаю схему двора.");
    assertThat(region.open(appeal)).containsExactly("Task_ReadSupplementAtCentre", "Task_Triage");
    assertThat(region.due(region.task(appeal, "Task_ReadSupplementAtCentre")))
        .isEqualTo("2026-06-04T23:59");
    region.does(appeal, "Task_ReadSupplementAtCentre");
    assertThat(adds(appeal, "Прилагаю схему двора.")).isEqualTo(early); // the same again

    region.untilExecution(appeal);
    adds(appeal, "Прилагаю фотографии.");
    Task task = region.task(appeal, "Task_ReadSupplement");
    assertThat(task.getTenantId()).isEqualTo(region.task(appeal, "Task_PreparePart").getTenantId());
    region.does(appeal, "Task_ReadSupplement");

    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    assertThat(supplements.of(appeal)).hasSize(2);
    assertThat(appeals.attachments(appeal)).hasSize(2);
    assertThat(region.passed(appeal)).contains("End_SupplementRead", "End_SupplementNoted");
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).contains(Action.SUPPLEMENTED);
  }

  @Test
  void aSupplementWaitsForTheRegistrationAndIsAnAppealOfItsOwnAfterTheSignature() {
    AppealId unregistered = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    adds(unregistered, "Прилагаю фотографии.");
    assertThat(region.open(unregistered)).containsExactly("Task_RegisterAppeal");

    AppealId signed = application(Region.ROADS);
    region.untilSigned(signed);
    assertThatThrownBy(() -> adds(signed, "Ещё одно.")).hasMessageContaining("ст. 9 ч. 1");
  }

  // ---- recognising repeats

  @Autowired ru.tsur.appeal.Repeats repeats;

  private List<String> offeredAt(AppealId appeal, String element) {
    return region.rows(appeal, element, "offers").stream()
        .map(row -> (String) row.get("label"))
        .toList();
  }

  /** Of a person of her own, else all the region's are one; registered, or by REST. */
  private AppealId of(String surname, boolean registered) {
    var appeal =
        new ru.tsur.appeal.NewAppeal(
            Channel.POST,
            registered ? Optional.empty() : Optional.of(java.util.UUID.randomUUID().toString()),
            clock.instant(),
            AppealType.APPLICATION,
            new ru.tsur.appeal.Applicant(
                ru.tsur.appeal.ApplicantKind.CITIZEN,
                surname,
                "Вера",
                "",
                "",
                "г. Зареченск, ул. Садовая, д. 2",
                "",
                "",
                ""),
            "Губернатору области",
            "Прошу отремонтировать улицу Садовую.",
            List.of(
                new Question.Stated(
                    "Ямы",
                    Optional.of(new ru.tsur.organization.ThemeCode("0301")),
                    Optional.of(new ru.tsur.organization.BodyId("zarechensk")))),
            List.of());
    return registered
        ? appeals.receiveAndRegister(
            AppealId.random(),
            appeal,
            Optional.empty(),
            region.official("registrar", Role.REGISTRAR))
        : appeals
            .receive(
                appeal,
                new ru.tsur.organization.Actor(
                    new OfficialId("portal"), "Внешняя система", Role.SYSTEM))
            .id();
  }

  private String number(AppealId appeal) {
    return appeals.appeal(appeal).number().orElseThrow();
  }

  @Test
  void whatSeemsTheSameIsOfferedAndTheRegistrarDecides() {
    String number = number(of("Повторова", true));
    AppealId later = of("Повторова", false);

    assertThat(offeredAt(later, "Task_RegisterAppeal"))
        .containsExactly(
            "№ " + number + " от 03.06.2026, зарегистрировано, тот же текст: дублирует",
            "Не связано ни с одним");
    assertThatThrownBy(() -> region.does(later, "Task_RegisterAppeal", "offer", ""))
        .hasMessageContaining("того же заявителя");
    region.does(later, "Task_RegisterAppeal", "offer", "DUPLICATE:" + number);

    assertThat(appeals.links(later))
        .extracting(Appeals.Link::said)
        .containsExactly("дублирует обращение № " + number);
    AppealId other = of("Повторова", false);
    region.does(other, "Task_RegisterAppeal", "offer", "NONE");
    assertThat(appeals.links(other)).isEmpty();
    assertThat(acts.of(other)).extracting(Acts.Act::action).contains(Action.UNRELATED);
    assertThat(offeredAt(of("Другова", false), "Task_RegisterAppeal")).isEmpty();
  }

  @Test
  void anAnsweredOneMakesItRepeatedAndTwoMakeItMultiple() {
    String first = answered(of("Многократова", true));
    AppealId later = of("Многократова", false);
    assertThat(offeredAt(later, "Task_RegisterAppeal"))
        .contains("№ " + first + " от 03.06.2026, ответ дан, тот же текст: повторное");
    answered(of("Многократова", true));

    assertThat(offeredAt(later, "Task_RegisterAppeal"))
        .contains("№ " + first + " от 03.06.2026, ответ дан, тот же текст: многократное");
    region.does(later, "Task_RegisterAppeal", "offer", "MULTIPLE:" + first);
    assertThat(outcomes.earlierAnswers(later)).isEqualTo(1);
  }

  @Test
  void triageMayLinkWhatTheRegistrarDidNot() {
    String number = number(of("Связева", true));
    AppealId later = of("Связева", true);

    assertThat(offeredAt(later, "Task_Triage")).hasSize(1);
    region.does(later, "Task_Triage", "offer", "DUPLICATE:" + number);
    assertThat(appeals.links(later)).hasSize(1);
    assertThat(
            repeats.offers(
                new OfficialId("coordinator"),
                Optional.of(later),
                appeals.appeal(later).applicant(),
                "Прошу"))
        .isEmpty();
  }

  @Test
  void anOpenOnePastItsTermMakesItRepeated() {
    String number = number(of("Просрочева", true));
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0));

    assertThat(offeredAt(of("Просрочева", true), "Task_Triage"))
        .containsExactly(
            "№ "
                + number
                + " от 03.06.2026, зарегистрировано, срок истёк, тот же текст: повторное");
  }

  private String answered(AppealId appeal) {
    region.untilSigned(appeal);
    region.dispatchAll(appeal);
    return number(appeal);
  }

  // ---- the doors: email.bpmn, personal reception, collective appeals, the governor's 20 days

  @Autowired Emails emails;
  @Autowired Explanations explanations;

  /**
   * As another system hands it over; its process has the e-mail's id where an appeal has its own.
   */
  private AppealId email(String sender) {
    return new AppealId(
        emails
            .receive(
                new Email.Incoming(
                    Optional.of(java.util.UUID.randomUUID().toString()),
                    clock.instant(),
                    sender,
                    "Анна",
                    "",
                    "Сосед угрожает поджечь дом.",
                    List.of(NewAppeal.File.uploaded("записка.jpg", "image/jpeg", new byte[2000]))),
                new ru.tsur.organization.Actor(
                    new OfficialId("portal"), "Внешняя система", ru.tsur.organization.Role.SYSTEM))
            .id());
  }

  private Email email(AppealId id) {
    return emails.email(id.value());
  }

  @Test
  void anEmailIsNoAppealIsExplainedOnceAndLookedAt() throws Exception {
    AppealId id = email("anna.once@example.org");

    assertThat(appeals.find(id)).isEmpty();
    assertThat(region.open(id)).containsExactly("Task_CheckEmail");
    assertThat(region.due(region.task(id, "Task_CheckEmail"))).isEqualTo("2026-06-04T23:59");
    explanations.sendDue();
    explanations.sendDue();
    assertThat(email(id).reply().state()).isEqualTo(Email.ReplyState.SENT);
    assertThat(smtp.server.getReceivedMessages()).hasSize(1);
    assertThat(smtp.server.getReceivedMessages()[0].getHeader("Auto-Submitted"))
        .containsExactly("auto-replied");
    assertThat(smtp.server.getReceivedMessages()[0].getContent().toString())
        .contains("статьи 4", "Госуслуг")
        .doesNotContain("поджечь", "Анна");

    assertThat(email(id).reply().words()).contains("250");
    assertThat(region.shown(id, "Task_CheckEmail").get("reply")).isEqualTo("отправлено");

    region.does(id, "Task_CheckEmail", "verdict", "HARMLESS");

    assertThat(region.isEnded(id)).isTrue();
    assertThat(region.passed(id)).contains("End_EmailExplained");
    assertThat(email(id).closedAt()).isPresent();
    assertThat(acts.ofEmail(id.value()))
        .extracting(Acts.Act::action)
        .containsExactly(
            Action.EMAIL_RECEIVED,
            Action.EMAIL_EXPLAINED,
            Action.TASK_TAKEN,
            Action.EMAIL_CHECKED,
            Action.EMAIL_CLOSED,
            Action.TASK_COMPLETED);
  }

  @Test
  void aCrimeReportedByEmailGoesToTheCompetentBodyWithASignedLetter() {
    AppealId id = email("");
    assertThat(email(id).reply().said()).isEqualTo("не направлялось: Адрес отправителя не указан.");

    region.does(
        id,
        "Task_CheckEmail",
        "verdict",
        "REPORTS",
        "ground",
        "Угроза поджога",
        "recipient",
        "УМВД России по области",
        "address",
        "г. Зареченск, ул. Полевая, д. 1");
    assertThat(email(id).cover().text())
        .contains("Письмо прилагается. К письму были приложены файлы", "– записка.jpg\n");
    region.does(id, "Task_SignEmailCover", "signed", "NO", "remark", "Уточните адрес");
    assertThat(region.open(id)).containsExactly("Task_CheckEmail");
    region.does(id, "Task_CheckEmail", "address", "г. Зареченск, ул. Полевая, д. 2");
    Task sign = region.task(id, "Task_SignEmailCover");
    jdbc.sql("update email set cover = 'подменено' where id = :id")
        .param("id", id.value())
        .update();
    assertThatThrownBy(() -> region.does(region.entitled(sign), sign, "digest", "0000"))
        .hasMessageContaining("Текст изменился");
    region.does(id, "Task_SignEmailCover");
    assertThat(email(id).cover().number()).isPresent();
    assertThat(email(id).cover().document()).contains("УМВД", "Полевая, д. 2", "подменено");
    assertThat(region.shown(id, "Task_SendEmailCover").get("files"))
        .isEqualTo("записка.jpg (2 КБ)");
    region.does(id, "Task_SendEmailCover", "dispatchNumber", "80081700000009");

    assertThat(region.isEnded(id)).isTrue();
    assertThat(region.passed(id)).contains("End_EmailForwarded");
    assertThat(email(id).state()).isEqualTo("направлено в компетентный орган");
    assertThat(acts.ofEmail(id.value()))
        .extracting(Acts.Act::action)
        .contains(Action.EMAIL_NOT_EXPLAINED)
        .doesNotContain(Action.EMAIL_EXPLAINED);
  }

  @Test
  void aDeadMailServerGetsTheExplanationLaterAndARobotNever() {
    AppealId robot = email("MAILER-DAEMON@example.org");
    assertThat(email(robot).reply().state()).isEqualTo(Email.ReplyState.NONE);
    AppealId id = email("anna@example.org");
    smtp.server.stop();
    try {
      explanations.sendDue();
      assertThat(email(id).reply().state()).isEqualTo(Email.ReplyState.QUEUED);
    } finally {
      smtp.server.start();
    }
    explanations.sendDue();
    assertThat(email(id).reply().state())
        .as("not before the pause")
        .isEqualTo(Email.ReplyState.QUEUED);
    region.itIs(WED_2026_06_03.atTime(10, 6));
    explanations.sendDue();
    assertThat(email(id).reply().state()).isEqualTo(Email.ReplyState.SENT);
  }

  @Test
  void theGovernorAnswersAboutMigrationInTwentyDays() {
    AppealId appeal = application(Region.ROADS);
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(LocalDateTime.of(2026, 7, 4, 0, 0));

    region.does(appeal, "Task_Triage", "governor", "YES");

    Deadlines.Kept answer = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
    assertThat(answer.term()).isEqualTo(Deadlines.GOVERNORS_ANSWER);
    assertThat(answer.due()).isEqualTo("2026-06-23T23:59"); // twenty days from Wednesday 3 June
    assertThat(deadlines.of(appeal))
        .filteredOn(Deadlines.Kept::current)
        .filteredOn(Deadlines.Kept::isOfAnswer)
        .hasSize(1);
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(LocalDateTime.of(2026, 6, 24, 0, 0));
    assertThat(region.timer(appeal, "Event_Reminder"))
        .contains(LocalDateTime.of(2026, 6, 16, 9, 0));
    region.does(appeal, "Task_AcceptQuestions");

    askForExtension(appeal, 30);
    region.does(appeal, "Task_DecideExtension", "granted", "YES", "days", "30");
    assertThat(deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due())
        .isEqualTo("2026-07-23T23:59"); // 50 days in all, from T6's raw date
    assertThat(region.timer(appeal, "Event_TermBreached"))
        .contains(LocalDateTime.of(2026, 7, 24, 0, 0));

    region.timePassesTo(LocalDateTime.of(2026, 7, 24, 10, 0));
    assertThat(breaches(appeal)).contains("T6").doesNotContain("T5");
  }

  @Test
  void twentyDaysAreTheGovernorsOnlyAndLateTriageIsABreachAtOnce() {
    AppealId other = application(Region.ROADS);
    jdbc.sql("update appeal set addressee = 'Заместителю Губернатора области' where id = :id")
        .param("id", other.value())
        .update();
    assertThatThrownBy(() -> region.does(other, "Task_Triage", "governor", "YES"))
        .hasMessageContaining("ст. 12 ч. 1.1");
    assertThat(deadlines.current(other, Deadlines.ANSWER).orElseThrow().term())
        .isEqualTo(Deadlines.ANSWER);

    AppealId late = application(Region.ROADS);
    region.timePassesTo(LocalDateTime.of(2026, 6, 30, 10, 0));
    region.does(late, "Task_Triage", "governor", "YES");
    region.timePassesTo(LocalDateTime.of(2026, 6, 30, 10, 1));
    assertThat(breaches(late)).containsExactly("T6");
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0));
    AppealId later = other;
    assertThat(breaches(later)).contains("T5");
    jdbc.sql("update appeal set addressee = 'Губернатору области' where id = :id")
        .param("id", later.value())
        .update();
    region.does(later, "Task_Triage", "governor", "YES");
    assertThat(breaches(later)).contains("T5", "T6");
    assertThat(check.findings())
        .noneMatch(found -> found.text().contains(appeals.appeal(later).numberOrNone()));
  }

  @Autowired Receptions receptions;

  /** «result, consent, answer, text, earlier» of a card that is else in order. */
  private Reception.Entered card(
      Reception.Result result, boolean consent, String answer, String text, String earlier) {
    return new Reception.Entered(
        WED_2026_06_03,
        Optional.of(new OfficialId("centre.head")),
        Optional.of(Reception.Document.PASSPORT),
        false,
        new Applicant(
            ApplicantKind.CITIZEN,
            "Заявителева",
            "Анна",
            "Петровна",
            "",
            "г. Зареченск, ул. Садовая, д. 1",
            "",
            "",
            ""),
        "Просит починить фонари",
        result,
        consent,
        answer,
        AppealType.APPLICATION,
        "Губернатору области",
        text,
        earlier);
  }

  private Reception received(Reception.Entered card) {
    return receptions.enter(
        java.util.UUID.randomUUID(),
        card,
        organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR)));
  }

  @Test
  void anOralAnswerByConsentClosesTheCardAtOnce() {
    Reception card =
        received(card(Reception.Result.ORAL_ANSWER, true, "Фонари починят до 10 июня.", "", ""));

    assertThat(card.number()).startsWith("ЛП-").endsWith("/2026");
    assertThat(card.appeal()).isEmpty();
    assertThat(
            receptions.enter(
                card.id(),
                card(Reception.Result.ORAL_ANSWER, true, "Фонари починят до 10 июня.", "", ""),
                organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR))))
        .as("sent twice")
        .isEqualTo(card);
  }

  @ParameterizedTest
  @CsvSource({"WRITTEN_ANSWER, Просит починить фонари", "WRITTEN_APPEAL, Прошу починить фонари."})
  void aReceptionThatNeedsAWrittenAnswerRegistersAnAppeal(Reception.Result result, String text) {
    Reception card = received(card(result, false, "", "Прошу починить фонари.", ""));

    AppealId appeal = card.appeal().orElseThrow();
    assertThat(appeals.appeal(appeal).channel()).isEqualTo(Channel.PERSONAL_RECEPTION);
    assertThat(appeals.appeal(appeal).text()).isEqualTo(text);
    assertThat(deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due().toLocalDate())
        .isEqualTo(FRI_2026_07_03);
    assertThat(deadlines.current(appeal, Deadlines.REGISTRATION)).isPresent();
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    assertThat(receptions.of(appeal)).containsExactly(card);
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).contains(Action.RECEIVED_IN_PERSON);
  }

  @Test
  void whatWasAnsweredBeforeIsRefusedOnlyWithThatAnswer() {
    AppealId appeal = application(Region.ROADS);
    String number = appeals.appeal(appeal).numberOrNone();
    assertThatThrownBy(
            () -> received(card(Reception.Result.ANSWERED_BEFORE, false, "", "", number)))
        .hasMessageContaining("ст. 13 ч. 6"); // not answered yet
    region.untilSigned(appeal);
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000021");

    Reception card =
        received(
            card(Reception.Result.ANSWERED_BEFORE, false, "", "", " № " + number.toLowerCase()));

    assertThat(card.earlier()).contains(appeal);
    assertThat(card.appeal()).isEmpty();
    assertThat(receptions.of(appeal)).containsExactly(card);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ORAL_ANSWER | false | Ответ | | consent | ст. 13 ч. 3",
        "ORAL_ANSWER | true | | | answer | ст. 13 ч. 3",
        "WRITTEN_APPEAL | false | | | text | ст. 13 ч. 4",
        "OUTSIDE_COMPETENCE | false | | | answer | ст. 13 ч. 5",
        "ANSWERED_BEFORE | false | | | earlier | ст. 13 ч. 6",
        "ANSWERED_BEFORE | false | | Г-999999/2026 | earlier | ст. 13 ч. 6"
      })
  void aReceptionIsRefusedWithThePartOfArticle13(
      Reception.Result result,
      boolean consent,
      String answer,
      String earlier,
      String field,
      String article) {
    assertThatThrownBy(
            () ->
                received(
                    card(
                        result,
                        consent,
                        answer == null ? "" : answer,
                        "",
                        earlier == null ? "" : earlier)))
        .hasMessageContaining(article)
        .isInstanceOfSatisfying(
            ru.tsur.organization.Refusal.class,
            refusal -> assertThat(refusal.field()).contains(field));
  }

  @Test
  void nobodyIsReceivedWithoutADocumentNorByAnybody() {
    Reception.Entered right = card(Reception.Result.ORAL_ANSWER, true, "Ответ", "", "");
    for (String wrong : List.of("document", "receiver")) {
      Reception.Entered card =
          new Reception.Entered(
              right.heldOn(),
              wrong.equals("receiver")
                  ? Optional.of(new OfficialId("registrar"))
                  : right.receiver(),
              wrong.equals("document") ? Optional.empty() : right.document(),
              right.priority(),
              right.person(),
              right.substance(),
              right.result(),
              right.consent(),
              right.answer(),
              right.type(),
              right.addressee(),
              right.text(),
              right.earlier());
      assertThatThrownBy(() -> received(card))
          .hasMessageContaining(wrong.equals("document") ? "ст. 13 ч. 2" : "ст. 13 ч. 1");
    }
  }

  private AppealId collective(String... names) {
    return appeals.receiveAndRegister(
        AppealId.random(),
        new NewAppeal(
            Channel.POST,
            Optional.empty(),
            clock.instant(),
            AppealType.APPLICATION,
            card(Reception.Result.ORAL_ANSWER, true, "", "", "").person(),
            "Губернатору области",
            "Просим отремонтировать улицу.",
            List.of(
                new Question.Stated(
                    "Ямы",
                    Optional.of(new ThemeCode("0301")),
                    Optional.of(new BodyId("zarechensk")))),
            List.of(),
            java.util.stream.Stream.of(names).map(name -> new Signatory(name, "")).toList()),
        Optional.empty(),
        organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR)));
  }

  @Test
  void aCollectiveAppealIsAnsweredToOneForAll() {
    assertThatThrownBy(() -> collective("Заявителева Анна Петровна")).hasMessageContaining("ст. 2");
    AppealId appeal = collective("Заявителева Анна Петровна", "Соседова Вера Ильинична");

    assertThat(appeals.signatories(appeal))
        .extracting(Signatory::name)
        .containsExactly("Заявителева Анна Петровна", "Соседова Вера Ильинична");
    region.untilSigned(appeal);
    assertThat(letters.of(appeal).get(0).signature().orElseThrow().document())
        .contains(
            "Заявителева Анна Петровна",
            "для всех подписавших коллективное обращение",
            "Уважаемые заявители!");
  }

  @Test
  void ofACollectiveAppealWhoAsksToStopIsNamed() {
    AppealId single = application(Region.ROADS);
    assertThatThrownBy(
            () ->
                withdrawals.record(
                    single,
                    "Соседов С. С.",
                    "Прошу прекратить.",
                    WED_2026_06_03,
                    region.official("registrar", Role.REGISTRAR)))
        .hasMessageContaining("не коллективное");
    AppealId of = collective("Заявителева Анна Петровна", "Соседова Вера Ильинична");
    for (String nobody : List.of("", "Чужаков Ч. Ч.")) {
      assertThatThrownBy(
              () ->
                  withdrawals.record(
                      of,
                      nobody,
                      "Прошу прекратить.",
                      WED_2026_06_03,
                      region.official("registrar", Role.REGISTRAR)))
          .hasMessageContaining("назовите, кто из подписавших");
    }
    withdrawals.record(
        of,
        "соседова вера ильинична",
        "Прошу прекратить.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
    assertThat(withdrawals.of(of).get(0).signatory()).isEqualTo("Соседова Вера Ильинична");
  }

  @Test
  void whatAWithdrawnAppealWouldHavePromisedIsNotControlled() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    jdbc.sql(
            """
            insert into promise (id, appeal, question, what, first_day, on_day, state, made_by, made_post, made_at)
            select random_uuid(), appeal, id, 'Ремонт', date '2026-08-01', date '2026-08-01', 'WRITTEN', 'x', 'x', :now
            from question where appeal = :appeal
            """
                .replace("random_uuid()", "cast('" + java.util.UUID.randomUUID() + "' as uuid)"))
        .param("appeal", appeal.value())
        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();
    asksToStop(appeal, "");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");
    noticeIsSent(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(region.open(appeal)).isEmpty();
    assertThat(appeals(appeal)).isEmpty();
  }

  // ---- triage.bpmn: duplicates joined to an open appeal

  @Autowired ru.tsur.appeal.Joinings joinings;
  @Autowired ru.tsur.appeal.JointConsideration together;
  @Autowired org.camunda.bpm.engine.RepositoryService deployments;

  private static final LocalDate MON_2026_06_08 = LocalDate.of(2026, 6, 8);

  private void joins(AppealId later, AppealId first) {
    region.does(later, "Task_Triage", "triage", "JOIN", "first", number(first));
  }

  /** The first of 3 June at its executor, and a duplicate of 8 June that is joined to it. */
  private AppealId joinedTo(AppealId first, String surname) {
    region.untilExecution(first);
    region.itIs(MON_2026_06_08);
    AppealId later = of(surname, true);
    joins(later, first);
    return later;
  }

  /** From the executor's task to the answer's signature. */
  private void isSigned(AppealId appeal) {
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
  }

  private void asksToStopToday(AppealId appeal) {
    withdrawals.record(
        appeal,
        "",
        "Прошу прекратить.",
        LocalDate.now(clock),
        region.official("registrar", Role.REGISTRAR));
  }

  private LocalDate due(AppealId appeal) {
    return deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due().toLocalDate();
  }

  private List<Action> done(AppealId appeal) {
    return acts.of(appeal).stream().map(Acts.Act::action).toList();
  }

  @Test
  void aDuplicateIsJoinedToTheFirstAndAnsweredByItsLetter() {
    AppealId first = of("Дублева", true);
    AppealId later = joinedTo(first, "Дублева");

    assertThat(appeals.links(later))
        .extracting(Appeals.Link::said)
        .containsExactly("дублирует обращение № " + number(first));
    assertThat(region.open(later)).isEmpty();
    assertThat(due(later)).as("the first one's").isEqualTo(FRI_2026_07_03);
    assertThat(region.timer(later, "Event_TermBreached"))
        .contains(FRI_2026_07_03.plusDays(1).atStartOfDay());
    assertThat(joinings.open(later)).isPresent();
    assertThat(done(later)).contains(Action.LINKED, Action.JOINED, Action.DEADLINE_MOVED);
    assertThat(done(first)).contains(Action.JOINED);
    jdbc.sql(
            "update deadline set due = due + interval '1' day where appeal = :id and term = 'T5' and current_one")
        .param("id", later.value())
        .update();
    assertThat(check.findings()).anyMatch(one -> one.rule().id().equals("joining-term"));
    jdbc.sql(
            "update deadline set due = due - interval '1' day where appeal = :id and term = 'T5' and current_one")
        .param("id", later.value())
        .update();
    assertThat(check.findings()).noneMatch(one -> one.rule().id().startsWith("joining"));

    isSigned(first);
    assertThat(appeals.appeal(later).state()).isEqualTo(Appeal.State.SIGNED);
    assertThatThrownBy(() -> asksToStopToday(later)).hasMessageContaining("ст. 10 ч. 1 п. 4");
    Letter answer = letters.of(first).get(0);
    assertThat(answer.signature().orElseThrow().document())
        .contains("№ " + number(first), "№ " + number(later) + " от 08.06.2026");
    region.dispatchAll(first);

    assertThat(region.isEnded(first)).isTrue();
    assertThat(region.isEnded(later)).isTrue();
    assertThat(appeals.appeal(later).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(appeals.appeal(later).answeredAt()).isEqualTo(appeals.appeal(first).answeredAt());
    assertThat(questions.of(later))
        .allSatisfy(one -> assertThat(one.result()).contains(Result.JOINTLY));
    assertThat(letters.of(later)).isEmpty();
    assertThat(done(later)).contains(Action.ANSWERED_JOINTLY, Action.CLOSED);
    assertThat(done(first)).contains(Action.ANSWERED_JOINTLY);
    assertThat(region.passed(later)).contains("End_AnsweredJointly", "End_NothingToConsider");
  }

  /** Art. 8 p. 6: nothing is joined to a complaint on ours. */
  @Test
  void whatWasJoinedIsDecidedOnAnewWhereAComplaintIsFoundInTheFirst() {
    AppealId first = of("Жалобина", true);
    AppealId later = joinedTo(first, "Жалобина");
    told(first);
    region.does(
        first, "Task_CheckComplaint", "complained", "NO", "none", "Это о погоде, не о людях.");
    assertThat(joinings.open(later)).as("no complaint: it stays").isPresent();
    told(first);

    found(first, "body:zarechensk");

    assertThat(joinings.open(later)).isEmpty();
    assertThat(done(later)).contains(Action.UNJOINED);
    assertThat(region.open(later)).containsExactly("Task_Triage");
    assertThat(region.open(first)).containsExactly("Task_ConfirmRouting");
    assertThat(shown(later, new OfficialId("coordinator"))).isOne();
    region.does(later, "Task_Triage");
    assertThat(region.open(later)).containsExactly("Task_AcceptQuestions");
    assertThat(check.findings())
        .noneMatch(one -> one.toString().contains(number(first)))
        .noneMatch(one -> one.toString().contains(number(later)));
  }

  /** What its officials began beside the answer is ended by whoever heads the block. */
  @Test
  void aVisitAndARequestOfABannedBodyGoToTheHeadOfTheBlock() {
    AppealId appeal = inExecution();
    appointed(appeal, "2026-06-08", false);
    RequestId request = asksFor(appeal, LUGOVETS);
    told(appeal);

    found(appeal, "body:zarechensk");

    assertThat(region.open(appeal))
        .containsExactly("Task_ConfirmRouting", "Task_DraftRequest", "Task_HoldVisit");
    assertThat(shown(appeal, EXECUTOR)).isZero();
    assertThat(historyOutsideTheSeal(appeal)).isZero();
    for (String element : List.of("Task_DraftRequest", "Task_HoldVisit")) {
      assertThat(region.entitled(region.task(appeal, element)))
          .isEqualTo(new OfficialId("head.roads"));
    }
    region.does(appeal, "Task_HoldVisit", "result", "CANCELLED", "reason", "Выедет другой орган");
    region.does(appeal, "Task_DraftRequest", "prepared", "NO");
    assertThat(requests.request(request).isOpen()).isFalse();
    assertThat(region.open(appeal)).containsExactly("Task_ConfirmRouting");
    assertThat(check.findings()).noneMatch(one -> one.toString().contains(number(appeal)));
  }

  @Test
  void aDuplicateIsOfferedToTheCoordinatorAndNeverJoinedSilently() {
    AppealId first = of("Тождева", true);
    AppealId later = of("Тождева", true);
    assertThatThrownBy(() -> joins(later, first))
        .hasMessageContaining("ещё не решено, рассматривать ли его");
    region.does(first, "Task_Triage");
    assertThatThrownBy(() -> region.does(later, "Task_Triage", "triage", "JOIN"))
        .hasMessageContaining("Выберите обращение");
    region.does(later, "Task_Triage"); // he need not
    assertThat(joinings.of(later)).isEmpty();
    assertThat(region.open(later)).containsExactly("Task_AcceptQuestions");
  }

  @Test
  void onlyADuplicateOfAnAppealThatWillBeAnsweredIsJoined() {
    AppealId first = of("Отказова", true);
    region.untilExecution(first);
    AppealId other = of("Другая", true);
    assertThatThrownBy(() -> joins(other, first)).hasMessageContaining("сначала укажите эту связь");

    AppealId complaint = of("Отказова", true);
    assertThatThrownBy(
            () ->
                region.does(
                    complaint,
                    "Task_Triage",
                    concat(on("official:head.roads"), "triage", "JOIN", "first", number(first))))
        .hasMessageContaining("Ст. 8 ч. 6");

    AppealId joined = of("Отказова", true);
    joins(joined, first);
    AppealId third = of("Отказова", true);
    appeals.link(
        third,
        new Appeals.Earlier(number(joined), ru.tsur.appeal.LinkKind.DUPLICATE),
        region.official("registrar", Role.REGISTRAR));
    assertThatThrownBy(() -> joins(third, joined)).hasMessageContaining("само присоединено к № ");

    asksToStop(first, "");
    region.does(first, "Task_DecideWithdrawal", "decision", "STOP");
    assertThatThrownBy(() -> joins(third, first)).hasMessageContaining("ст. 5 п. 5");
    noticeIsSent(first);
    assertThatThrownBy(() -> joins(third, first)).hasMessageContaining("связь");
    appeals.link(
        third,
        new Appeals.Earlier(number(first), ru.tsur.appeal.LinkKind.DUPLICATE),
        region.official("registrar", Role.REGISTRAR));
    assertThatThrownBy(() -> joins(third, first)).hasMessageContaining("ст. 9 ч. 1");

    AppealId signed = of("Подписева", true);
    region.untilSigned(signed);
    AppealId after = of("Подписева", true);
    assertThatThrownBy(() -> joins(after, signed)).hasMessageContaining("ст. 10 ч. 1 п. 4");

    AppealId late = of("Опоздаева", true);
    region.untilExecution(late);
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0));
    AppealId repeated = of("Опоздаева", true);
    appeals.link(
        repeated,
        new Appeals.Earlier(number(late), ru.tsur.appeal.LinkKind.DUPLICATE),
        region.official("registrar", Role.REGISTRAR));
    assertThatThrownBy(() -> joins(repeated, late)).hasMessageContaining("ст. 12 ч. 1");
  }

  @Test
  void onTheFirstsLastDayADuplicateIsJoinedToItsTerm() {
    AppealId first = of("Последнева", true);
    region.untilExecution(first);
    region.itIs(FRI_2026_07_03);
    AppealId later = of("Последнева", true);
    joins(later, first);
    assertThat(due(later)).isEqualTo(FRI_2026_07_03);
    assertThat(region.open(later)).isEmpty();
  }

  @Test
  void anExtensionMovesBothAndItsNoticeNamesBoth() {
    AppealId first = of("Продлева", true);
    AppealId later = joinedTo(first, "Продлева");
    assertThatThrownBy(() -> askForExtension(later, 10)).hasMessageContaining("присоединено к № ");
    askForExtension(first, 15);
    region.does(first, "Task_DecideExtension", "granted", "YES");

    LocalDate moved = LocalDate.of(2026, 7, 17); // 18 July is a Saturday
    assertThat(due(first)).isEqualTo(moved);
    assertThat(due(later)).isEqualTo(moved);
    assertThat(region.timer(later, "Event_TermBreached"))
        .contains(moved.plusDays(1).atStartOfDay());
    assertThat(letters.of(first).get(0).kind()).isEqualTo(LetterKind.EXTENSION_NOTICE);
    assertThat(letters.of(first).get(0).signature().orElseThrow().document())
        .contains("№ " + number(first), "№ " + number(later));

    AppealId third = of("Продлева", true);
    assertThatThrownBy(() -> joins(third, first)).hasMessageContaining("ст. 12 ч. 2");

    asksToStop(first, "");
    region.does(first, "Task_DecideWithdrawal", "decision", "STOP");
    assertThat(due(later)).as("8 June + 30 + 15").isEqualTo(LocalDate.of(2026, 7, 23));
    assertThatThrownBy(() -> askForExtension(later, 10)).hasMessageContaining("один раз");
  }

  @Test
  void theFirstsWithdrawalGivesTheDuplicateBackWithItsOwnTerm() {
    AppealId first = of("Отзывова", true);
    AppealId later = joinedTo(first, "Отзывова");
    asksToStop(first, "");
    region.does(first, "Task_DecideWithdrawal", "decision", "STOP");

    assertThat(region.open(first)).containsExactly("Task_PrepareWithdrawalNotice");
    assertThat(region.open(later)).containsExactly("Task_Triage");
    assertThat(due(later)).as("8 June + 30").isEqualTo(LocalDate.of(2026, 7, 8));
    assertThat(region.timer(later, "Event_TermBreached"))
        .contains(LocalDateTime.of(2026, 7, 9, 0, 0));
    assertThat(appeals.appeal(later).state()).isEqualTo(Appeal.State.REGISTERED);
    assertThat(done(later)).contains(Action.UNJOINED);
    assertThat(done(first)).contains(Action.UNJOINED);
    noticeIsSent(first);

    region.does(later, "Task_Triage", on("official:deputy.infra"));
    region.does(later, "Task_AcceptQuestions");
    isSigned(later);
    region.dispatchAll(later);
    assertThat(region.isEnded(later)).isTrue();
    assertThat(letters.of(later).get(0).signature().orElseThrow().document())
        .doesNotContain(number(first));
    assertThat(region.passed(later)).contains("End_OrderDecided");
  }

  @Test
  void aJoinedOnesBreachIsRecordedAndTheFirstsLadderSpeaksForBoth() {
    AppealId first = of("Просрочкина", true);
    AppealId later = joinedTo(first, "Просрочкина");
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0));

    assertThat(done(first)).contains(Action.BREACHED, Action.REMINDED);
    assertThat(done(later)).contains(Action.BREACHED).doesNotContain(Action.REMINDED);
    assertThat(ladder.of(first)).isNotEmpty();
    assertThat(ladder.of(later)).isEmpty();
    assertThat(region.open(later)).isEmpty();

    asksToStop(first, "");
    region.does(first, "Task_DecideWithdrawal", "decision", "STOP");
    assertThat(region.open(first)).containsExactly("Task_PrepareWithdrawalNotice");
    assertThat(region.open(later)).containsExactly("Task_ApparatusMeasures", "Task_Triage");
    assertThat(due(later)).as("a breach is never taken back").isEqualTo(FRI_2026_07_03);
    assertThat(done(later)).filteredOn(Action.BREACHED::equals).hasSize(1);
  }

  @Test
  void aJoinedOnesSupplementGoesToWhoConsidersTheFirstAndItsWithdrawalEndsIt() {
    AppealId first = of("Дополнева", true);
    AppealId later = joinedTo(first, "Дополнева");
    supplements.add(
        later,
        new ru.tsur.appeal.Supplements.New(
            Optional.empty(), "Прилагаю схему.", clock.instant(), List.of()),
        region.official("registrar", Role.REGISTRAR));

    assertThat(region.open(later)).isEmpty();
    assertThat(region.open(first)).containsExactly("Task_PreparePart", "Task_ReadSupplement");
    region.does(first, "Task_ReadSupplement");

    asksToStopToday(later);
    region.does(later, "Task_DecideWithdrawal", "decision", "STOP");
    noticeIsSent(later);
    assertThat(appeals.appeal(later).state()).isEqualTo(Appeal.State.WITHDRAWN);
    assertThat(region.open(first)).containsExactly("Task_PreparePart");
    isSigned(first);
    assertThat(
            letters.of(first).stream()
                .filter(one -> one.kind() == LetterKind.ANSWER)
                .findFirst()
                .orElseThrow()
                .signature()
                .orElseThrow()
                .document())
        .doesNotContain(number(later));
  }

  @Test
  void aStopEndsAtOnceWhatHangsBesideTheBracket() {
    AppealId appeal = inExecutionByMinistry();
    sentRequest(appeal);
    region.itIs(LocalDate.of(2026, 7, 3));
    askForExtension(appeal, 10);
    adds(appeal, "Прилагаю фотографии.");
    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));
    asksToStop(appeal, "");
    assertThat(region.open(appeal))
        .contains(
            "Task_ReceiveDocuments",
            "Task_DecideExtension",
            "Task_ReadSupplement",
            "Task_HeadMeasures");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");

    assertThat(region.open(appeal)).containsExactly("Task_PrepareWithdrawalNotice");
    assertThat(region.passed(appeal))
        .contains(
            "Event_LadderStopped",
            "Event_ExtensionStopped",
            "Event_RequestStopped",
            "Event_SupplementStopped");
    noticeIsSent(appeal);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
  }

  @Test
  void appealsOfTheEarlierDiagramGoOn() throws Exception {
    var old = deployments.createDeployment().name("earlier");
    for (String folder : List.of("processes", "forms")) {
      try (var files = java.nio.file.Files.list(java.nio.file.Path.of(folder))) {
        for (var file : files.toList()) {
          String name = folder + "/" + file.getFileName();
          old.addString(
              name,
              java.nio.file.Files.readString(
                  name.endsWith("/appeal.bpmn")
                      ? java.nio.file.Path.of(
                          "src/test/resources/process/appeal-before-joining.bpmn")
                      : file));
        }
      }
    }
    String deployment = access.acrossBodies(() -> old.deploy().getId());
    try {
      AppealId first = of("Прежняя", true);
      region.untilExecution(first);
      AppealId later = of("Прежняя", true);
      assertThatThrownBy(() -> joins(later, first)).hasMessageContaining("по прежней схеме");
      region.does(later, "Task_Triage");
      region.does(later, "Task_AcceptQuestions");
      isSigned(later);
      region.dispatchAll(later);
      assertThat(region.isEnded(later)).isTrue();
      asksToStop(first, "");
      region.does(first, "Task_DecideWithdrawal", "decision", "STOP");
      noticeIsSent(first);
      assertThat(appeals.appeal(first).state()).isEqualTo(Appeal.State.WITHDRAWN);
    } finally {
      access.acrossBodies(() -> deployments.deleteDeployment(deployment, true));
    }
  }

  // ---- control kept over what was sent on (art. 8 p. 5): redirect-control.bpmn

  @Autowired RedirectControls redirects;

  private static final byte[] PDF =
      "%PDF-1.4 акт".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private AppealId redirectedTo(String recipients) {
    AppealId appeal = application(Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "triage",
        "REDIRECT",
        "recipients",
        recipients,
        "ground",
        "Вопрос о воинской части");
    return appeal;
  }

  /** Sent on to one ministry, whose results are asked for by 3 July. */
  private AppealId controlled() {
    AppealId appeal = redirectedTo("Министерство обороны РФ");
    region.does(appeal, "Task_RedirectWhole", "control", "ALL");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);
    return appeal;
  }

  private java.util.UUID control(AppealId appeal) {
    return redirects.of(appeal).get(0).id();
  }

  private Actor coordinator() {
    return organization.actorFor(new OfficialId("coordinator"), Role.COORDINATOR.at(Tenant.TSUR));
  }

  @Test
  void resultsAreAskedForInTheCoveringLetterAndControlledAfterTheClosing() {
    AppealId appeal = redirectedTo("Министерство обороны РФ");
    region.does(appeal, "Task_RedirectWhole", "control", "ALL");
    assertThat(redirects.of(appeal))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.due())
                  .as("STEP_CONTROL from the registration")
                  .isEqualTo("2026-07-03");
              assertThat(one.beganOn()).isEmpty();
            });
    assertThat(region.rows(appeal, "Task_SignForwarding", "covers").get(0).get("text").toString())
        .contains("части 5 статьи 8", "до 03.07.2026 включительно");
    region.does(appeal, "Task_SignForwarding", "signed", "NO", "remark", "Назовите другой день");
    region.does(appeal, "Task_RedirectWhole", "control", "ALL", "controlDay", "2026-06-25");
    region.does(appeal, "Task_SignForwarding");
    assertThat(region.open(appeal)).doesNotContain("Task_RecordResult");
    region.dispatchAll(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.REDIRECTED);
    assertThat(region.open(appeal)).containsExactly("Task_RecordResult");
    assertThat(groups(appeal, "Task_RecordResult")).containsExactly("coordinator@tsur");
    assertThat(region.due(region.task(appeal, "Task_RecordResult"))).isEqualTo("2026-06-25T23:59");
    assertThat(letters.of(appeal))
        .filteredOn(letter -> letter.kind() == LetterKind.COVER)
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letters.latest(letter.id()).orElseThrow().text())
                    .contains("до 25.06.2026"));
    region.timePassesTo(LocalDateTime.of(2026, 6, 20, 10, 0));
    assertThatThrownBy(() -> region.does(appeal, "Task_RecordResult"))
        .hasMessageContaining("что ответил орган");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal, "Task_RecordResult", "answer", "Ответ", "answeredOn", "2026-06-02"))
        .hasMessageContaining("не раньше");
    assertThatThrownBy(
            () -> redirects.attach(control(appeal), "злой.exe", new byte[] {1}, coordinator()))
        .hasMessageContaining("JPEG");
    redirects.attach(control(appeal), "ответ.pdf", PDF, coordinator());
    region.does(
        appeal, "Task_RecordResult", "answer", "Жильё предоставлено", "answeredOn", "2026-06-19");

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(region.passed(appeal)).contains("End_ResultReceived");
    assertThat(redirects.standing(redirects.of(appeal).get(0)))
        .isEqualTo("сведения получены 19.06.2026: Жильё предоставлено");
    assertThat(redirects.files(control(appeal)))
        .extracting(one -> one.name())
        .containsExactly("ответ.pdf");
    assertThat(actions(appeal))
        .contains(Action.RESULTS_ASKED, Action.RESULTS_CONTROLLED, Action.RESULTS_RECEIVED)
        .doesNotContain(Action.RESULTS_LATE);
  }

  @Test
  void whoDoesNotAnswerIsChasedUntilTheCoordinatorTakesItOffControl() {
    AppealId appeal = controlled();
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_ChaseControl", "Task_RecordResult");
    region.does(appeal, "Task_ChaseControl", "way", "PHONE", "note", "Приёмная");
    assertThat(region.timer(appeal, "Event_ControlPause"))
        .as("five working days")
        .contains(LocalDateTime.of(2026, 7, 14, 0, 0));
    region.timePassesTo(LocalDateTime.of(2026, 7, 14, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_ChaseControl", "Task_RecordResult");
    assertThat(breaches(appeal)).as("no breach of ours").isEmpty();
    assertThatThrownBy(() -> region.does(appeal, "Task_RecordResult", "received", "NO"))
        .hasMessageContaining("почему снимаете");
    region.does(appeal, "Task_RecordResult", "received", "NO", "reason", "Заявитель получил ответ");

    assertThat(region.isEnded(appeal)).as("the chase ends with it").isTrue();
    assertThat(region.passed(appeal)).contains("End_ControlReleased");
    assertThat(redirects.standing(redirects.of(appeal).get(0)))
        .isEqualTo(
            "снято с контроля: Заявитель получил ответ (к контрольной дате ответа не было, напоминали раз: 1)");
    assertThat(actions(appeal)).filteredOn(Action.RESULTS_LATE::equals).hasSize(2);
  }

  @Test
  void eachRecipientThatWasAskedHasAControlOfItsOwn() {
    AppealId appeal = application(Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "triage",
        "COPIES",
        "recipients",
        "Министерство обороны РФ\nРосгвардия",
        "ground",
        "Компетенция обоих");
    List<Map<String, Object>> rows = region.rows(appeal, "Task_SendCopies", "recipients");
    assertThatThrownBy(
            () -> region.does(appeal, "Task_SendCopies", "control", "SOME", "recipients", rows))
        .hasMessageContaining("у кого запросить");
    rows.get(1).putAll(Map.of("asked", "YES", "day", "2026-06-03"));
    assertThatThrownBy(
            () -> region.does(appeal, "Task_SendCopies", "control", "SOME", "recipients", rows))
        .hasMessageContaining("ст. 8 ч. 5");
    rows.get(1).put("day", "2026-06-30");
    region.does(appeal, "Task_SendCopies", "control", "SOME", "recipients", rows);
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);

    assertThat(redirects.of(appeal))
        .singleElement()
        .satisfies(one -> assertThat(one.body()).isEqualTo("Росгвардия"));
    assertThat(letters.of(appeal))
        .filteredOn(letter -> letter.kind() == LetterKind.COVER)
        .allSatisfy(
            letter ->
                assertThat(
                        letters
                            .latest(letter.id())
                            .orElseThrow()
                            .text()
                            .contains("части 5 статьи 8"))
                    .isEqualTo(letter.recipient().orElseThrow().equals("Росгвардия")));
    assertThat(region.tasks(appeal, "Task_RecordResult")).hasSize(1);
  }

  @Test
  void aControlDayThatCameBeforeTheLetterLeftIsNotSigned() {
    AppealId appeal = redirectedTo("Министерство обороны РФ");
    region.does(appeal, "Task_RedirectWhole", "control", "ALL", "controlDay", "2026-06-05");
    region.itIs(LocalDate.of(2026, 6, 5));
    assertThatThrownBy(() -> region.does(appeal, "Task_SignForwarding"))
        .hasMessageContaining("05.06.2026")
        .hasMessageContaining("ст. 8 ч. 5");
    region.does(appeal, "Task_SignForwarding", "signed", "NO", "remark", "День прошёл");
    region.does(appeal, "Task_RedirectWhole", "control", "NONE");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);

    assertThat(redirects.of(appeal)).isEmpty();
    assertThat(region.isEnded(appeal)).isTrue();
  }

  @Test
  void anUnsignedReportThatIsForwardedIsNotControlled() {
    AppealId appeal = region.unnamed(Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "triage",
        "ANONYMOUS",
        "unlawful",
        "YES",
        "recipients",
        "Прокуратура области",
        "ground",
        "Не подписано");
    region.does(appeal, "Task_ForwardAnonymous", "control", "ALL");
    assertThat(redirects.of(appeal)).isEmpty();
  }

  @Test
  void aComplaintUnderControlStaysSealedAfterTheClosing() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    OfficialId coordinator = new OfficialId("coordinator");
    region.does(
        new OfficialId("coordinator2"),
        region.task(appeal, "Task_Triage"),
        concat(
            on("official:coordinator"),
            "triage",
            "REDIRECT",
            "recipients",
            "Прокуратура области",
            "ground",
            "Надзор"));
    region.does(
        new OfficialId("coordinator2"),
        region.task(appeal, "Task_RedirectWhole"),
        "control",
        "ALL");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);

    assertThat(region.open(appeal)).containsExactly("Task_RecordResult");
    assertThat(region.task(appeal, "Task_RecordResult").getTenantId()).startsWith("tsur-");
    assertThat(seen(appeal, coordinator)).isZero();
    assertThat(seen(appeal, new OfficialId("coordinator2"))).isOne();
    assertThat(check.findings(Set.of(Check.Holds.ALWAYS))).isEmpty();
    region.does(
        new OfficialId("coordinator2"),
        region.task(appeal, "Task_RecordResult"),
        "answer",
        "Меры приняты");
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(
            jdbc.sql("select count(*) from complaint_tenant where appeal = :appeal")
                .param("appeal", appeal.value())
                .query(Long.class)
                .single())
        .as("nothing of it runs: nobody has to be shown it")
        .isZero();
  }

  @Test
  void aStoppedAppealLeavesWhatWasSentUnderControlAndDropsWhatWasNot() {
    AppealId appeal = application(Region.ROADS, WASTE);
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(1)
        .putAll(Map.of("outcome", "COPIES", "recipients", "Росгвардия", "ground", "Их вопрос"));
    region.does(appeal, "Task_Triage", "questions", rows);
    region.does(appeal, "Task_SendCopies", "control", "ALL");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);
    assertThat(region.open(appeal)).contains("Task_RecordResult", "Task_AcceptQuestions");
    asksToStop(appeal, "");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");
    noticeIsSent(appeal);

    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.WITHDRAWN);
    assertThat(region.open(appeal)).containsExactly("Task_RecordResult");
    region.does(appeal, "Task_RecordResult", "received", "NO", "reason", "Отозвано заявителем");
    assertThat(region.isEnded(appeal)).isTrue();

    AppealId unsent = redirectedTo("Министерство обороны РФ");
    region.does(unsent, "Task_RedirectWhole", "control", "ALL");
    asksToStop(unsent, "");
    region.does(unsent, "Task_DecideWithdrawal", "decision", "STOP");
    noticeIsSent(unsent);
    assertThat(redirects.of(unsent).get(0).end()).contains(RedirectControl.End.NOT_SENT);
    assertThat(region.isEnded(unsent)).isTrue();
  }

  // ---- a visit on site (art. 9 p. 2): visit.bpmn

  @Autowired Visits visits;
  @Autowired VisitLetters invitations;

  private java.util.UUID appointed(AppealId appeal, String day, boolean invited) {
    Task task =
        region.tasks(appeal, "Task_PreparePart").isEmpty()
            ? region.task(appeal, "Task_DraftAnswer")
            : region.task(appeal, "Task_PreparePart");
    Tenant tenant = Tenant.ofInstance(task.getTenantId());
    Actor executor = organization.actorFor(region.entitled(task), Role.EXECUTOR.at(tenant));
    java.util.UUID id =
        visits.appoint(
            appeal,
            tenant,
            new Visits.Stated(
                LocalDate.parse(day), "10:30", "ул. Садовая, 1", "Инженер МКУ «Дороги»", invited),
            executor);
    if (invited) {
      invitations.invite(visits.visit(id), executor);
    }
    visits.begin(id);
    return id;
  }

  private AppealId inExecution() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    return appeal;
  }

  private Actor goer(AppealId appeal) {
    Task task = region.task(appeal, "Task_HoldVisit");
    return organization.actorFor(
        region.entitled(task), Role.EXECUTOR.at(Tenant.ofInstance(task.getTenantId())));
  }

  private Object[] held() {
    return new Object[] {
      "result", "HELD", "applicantCame", "YES", "found", "Ямы заделаны, покрытие ровное."
    };
  }

  @Test
  void aVisitIsHeldWithAnActThatProvesTheMeasures() {
    AppealId appeal = inExecution();
    java.util.UUID id = appointed(appeal, "2026-06-08", false);
    assertThat(region.open(appeal)).containsExactly("Task_HoldVisit", "Task_PreparePart");
    Task task = region.task(appeal, "Task_HoldVisit");
    assertThat(task.getTenantId()).isEqualTo("zarechensk.roads");
    assertThat(region.due(task)).isEqualTo("2026-06-08T23:59");
    assertThat(region.timer(appeal, "Event_VisitNear"))
        .as("Monday 8 June: on Friday")
        .contains(LocalDateTime.of(2026, 6, 5, 9, 0));
    region.timePassesTo(LocalDateTime.of(2026, 6, 8, 12, 0));
    assertThat(actions(appeal)).contains(Action.REMINDED);
    assertThatThrownBy(() -> region.does(appeal, "Task_HoldVisit", held()))
        .hasMessageContaining("Приложите акт");
    visits.attach(id, "акт.pdf", PDF, goer(appeal));
    region.does(appeal, "Task_HoldVisit", held());

    assertThat(region.passed(appeal)).contains("End_VisitHeld", "End_NotInvited", "End_VisitOver");
    assertThat(visits.visit(id).standing()).isEqualTo("проведён 08.06.2026");
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    List<Map<String, Object>> results = region.rows(appeal, "Task_PreparePart", "results");
    assertThat(results.get(0)).containsEntry("visit", id.toString());
    results.get(0).putAll(Map.of("result", "MEASURES_TAKEN", "proof", "VISIT"));
    region.does(appeal, "Task_PreparePart", "text", "Ямы заделаны.", "results", results);
    assertThat(evidences.of(appeal))
        .singleElement()
        .satisfies(
            proof -> {
              assertThat(proof.said())
                  .isEqualTo(
                      "Акт выезда: ул. Садовая, 1, выезд проведён 08.06.2026, на месте были: Инженер МКУ «Дороги»");
              assertThat(proof.attachment()).contains(visits.files(id).get(0).id());
            });
    assertThat(appeals.attachments(appeal)).as("no second upload").hasSize(1);
    region.does(appeal, "Task_DraftAnswer");
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
  }

  @Test
  void theApplicantIsInvitedByASignedLetterAndAgainWhenTheVisitIsPutOff() {
    AppealId appeal = inExecution();
    java.util.UUID id = appointed(appeal, "2026-06-08", true);
    assertThat(region.open(appeal))
        .containsExactly("Task_HoldVisit", "Task_PreparePart", "Task_SignInvitation");
    assertThat(groups(appeal, "Task_SignInvitation")).containsExactly("signer@zarechensk.roads");
    region.does(appeal, "Task_SignInvitation");
    assertThat(region.open(appeal)).contains("Task_DispatchByPost");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_HoldVisit",
                    "result",
                    "POSTPONED",
                    "newDay",
                    "2026-07-20",
                    "reason",
                    "Дождь"))
        .hasMessageContaining("ст. 9 ч. 2")
        .hasMessageContaining("03.07.2026");
    region.does(
        appeal,
        "Task_HoldVisit",
        "result",
        "POSTPONED",
        "newDay",
        "2026-06-10",
        "newTime",
        "14:00",
        "reason",
        "Дождь");
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactlyInAnyOrder("VISIT_NOTICE CANCELLED", "VISIT_NOTICE DRAFT");
    assertThat(region.open(appeal))
        .containsExactly("Task_HoldVisit", "Task_PreparePart", "Task_SignInvitation");
    assertThat(region.due(region.task(appeal, "Task_HoldVisit"))).isEqualTo("2026-06-10T23:59");
    region.does(appeal, "Task_SignInvitation");
    region.dispatchAll(appeal);
    assertThat(region.passed(appeal)).contains("End_Invited");
    assertThat(
            letters
                .latest(new LetterId(visits.visit(id).letter().orElseThrow()))
                .orElseThrow()
                .text())
        .contains("10.06.2026, 14:00", "ул. Садовая, 1.", "части 1 статьи 10");
    region.does(appeal, "Task_HoldVisit", "result", "CANCELLED", "reason", "Ямы заделаны");

    assertThat(visits.visit(id).standing()).isEqualTo("отменён: Ямы заделаны");
    assertThat(visits.visit(id).moves())
        .containsExactly(
            new Visit.Move(LocalDate.of(2026, 6, 8), LocalDate.of(2026, 6, 10), "Дождь"));
    assertThat(region.passed(appeal)).contains("End_VisitCancelled");
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
  }

  @Test
  void anInvitationThatIsNotSignedIsNotSent() {
    AppealId appeal = inExecution();
    appointed(appeal, "2026-06-08", true);
    region.does(appeal, "Task_SignInvitation", "signed", "NO", "remark", "Не тот двор");
    assertThat(region.passed(appeal)).contains("End_InvitationRefused");
    assertThat(region.open(appeal)).containsExactly("Task_HoldVisit", "Task_PreparePart");
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactly("VISIT_NOTICE CANCELLED");
  }

  @Test
  void aVisitNotHeldOnItsDayIsLateAndEndsWithTheAnswerWithoutHoldingIt() {
    AppealId appeal = inExecution();
    region.partsAreWritten(appeal);
    java.util.UUID id = appointed(appeal, "2026-06-04", true);
    region.timePassesTo(LocalDateTime.of(2026, 6, 5, 10, 0));
    assertThat(region.passed(appeal)).contains("End_VisitLateRecorded", "End_VisitReminded");
    assertThat(visits.visit(id).standing()).isEqualTo("не проведён в назначенный день");
    assertThat(
            jdbc.sql("select count(*) from notice where subject like 'Выезд%не проведён'")
                .query(Integer.class)
                .single())
        .isPositive();
    assertThat(breaches(appeal)).isEmpty();
    assertThat(region.shown(appeal, "Task_DraftAnswer").get("openVisits").toString())
        .contains("выезд на 04.06.2026");
    region.draftIsWritten(appeal);
    region.does(appeal, "Task_ApproveInTurn");
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(visits.visit(id).end()).contains(Visit.End.CLOSED);
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactlyInAnyOrder("VISIT_NOTICE CANCELLED", "ANSWER SENT");
  }

  @Test
  void aVisitEndsWithTheStopOfTheAppeal() {
    AppealId appeal = inExecution();
    java.util.UUID id = appointed(appeal, "2026-06-08", false);
    java.util.UUID other = appointed(appeal, "2026-06-09", false);
    assertThat(region.tasks(appeal, "Task_HoldVisit")).as("more than one").hasSize(2);
    asksToStop(appeal, "");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");
    assertThat(region.open(appeal)).doesNotContain("Task_HoldVisit");
    assertThat(visits.of(appeal)).as("at once").noneMatch(Visit::isOpen);
    noticeIsSent(appeal);
    assertThat(visits.visit(id).end()).contains(Visit.End.CLOSED);
    assertThat(visits.visit(other).end()).contains(Visit.End.CLOSED);
    assertThat(region.isEnded(appeal)).isTrue();
  }

  @Test
  void aVisitIsAppointedForADayOfTheTermAndWithoutTheSubjectOfAComplaint() {
    AppealId appeal = complaintOn(Region.ROADS, "official:head.roads");
    region.does(appeal, "Task_AcceptQuestions");
    Task task = region.task(appeal, "Task_PreparePart");
    Tenant tenant = Tenant.ofInstance(task.getTenantId());
    Actor executor = organization.actorFor(region.entitled(task), Role.EXECUTOR.at(tenant));
    for (String banned : List.of("Заместитель министра Яблоков Е. М.", "поедет Яблокову")) {
      assertThatThrownBy(
              () ->
                  visits.appoint(
                      appeal,
                      tenant,
                      new Visits.Stated(LocalDate.of(2026, 6, 8), "10:30", "Двор", banned, false),
                      executor))
          .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ");
    }
    assertThatThrownBy(() -> appointed(appeal, "2026-06-02", false))
        .hasMessageContaining("Этот день уже прошёл");
    assertThatThrownBy(() -> appointed(appeal, "2026-07-04", false))
        .hasMessageContaining("не позже 03.07.2026")
        .hasMessageContaining("ст. 9 ч. 2");
    assertThat(visits.of(appeal)).isEmpty();
    appointed(appeal, "2026-06-08", false);
    assertThat(region.task(appeal, "Task_HoldVisit").getTenantId()).matches(".+\\..+-\\d+");
    assertThat(seen(appeal, HEAD_OF_ROADS)).isZero();
  }
}
