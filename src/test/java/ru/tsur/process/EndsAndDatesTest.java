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
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.Receptions;
import ru.tsur.appeal.Repeats;
import ru.tsur.appeal.Supplements;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.control.Check;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/** What waits beside the answer gets an honest end, and each date its reminder and its breach. */
@ProductTest
class EndsAndDatesTest {

  private static final LocalDate WED_2026_06_03 = LocalDate.of(2026, 6, 3);

  /** Thirty days from 3 June. */
  private static final LocalDate FRI_2026_07_03 = LocalDate.of(2026, 7, 3);

  @Autowired Region region;
  @Autowired Appeals appeals;
  @Autowired Assignments assignments;
  @Autowired Withdrawals withdrawals;
  @Autowired Supplements supplements;
  @Autowired DocumentRequests requests;
  @Autowired ControlDates controls;
  @Autowired Receptions receptions;
  @Autowired Repeats repeats;
  @Autowired Emails emails;
  @Autowired Letters letters;
  @Autowired LetterFates fates;
  @Autowired Acts acts;
  @Autowired Organization organization;
  @Autowired Check check;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

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

  private List<Action> actions(AppealId appeal) {
    return acts.of(appeal).stream().map(Acts.Act::action).toList();
  }

  // ---- a request to stop that nobody decided

  @Test
  void aRequestToStopThatTheAnswerOvertakesIsNotLost() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    withdrawals.record(
        appeal,
        "",
        "Прошу прекратить.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(withdrawals.of(appeal))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.decision().orElseThrow().title())
                    .isEqualTo("решения не потребовалось: ответ дан"));
    assertThat(actions(appeal)).containsSubsequence(Action.WITHDRAWAL_DECIDED, Action.CLOSED);
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  // ---- the sender's day beside our own

  private void sendersDay(AppealId appeal, LocalDate day) {
    controls.keep(
        appeal,
        new ControlDates.ControlDate(day, "Прокуратура области", Optional.empty()),
        region.official("registrar", Role.REGISTRAR));
  }

  @Test
  void bothDaysAreRemindedOfWhereTheirRemindersMeet() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    sendersDay(appeal, LocalDate.of(2026, 6, 29)); // three days before it, seven before our own

    region.timePassesTo(LocalDateTime.of(2026, 6, 26, 10, 0));

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.REMINDED)
        .filteredOn(
            act -> act.at().atZone(Region.MOSCOW).toLocalDate().equals(LocalDate.of(2026, 6, 26)))
        .extracting(Acts.Act::object)
        .containsExactlyInAnyOrder("срок направившего органа", "T5");
  }

  @Test
  void theSendersDayOnOurOwnLastDayIsMissedToo() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    sendersDay(appeal, FRI_2026_07_03);

    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 10, 0));

    assertThat(actions(appeal)).contains(Action.BREACHED);
    assertThat(actions(appeal)).filteredOn(Action.CONTROL_DATE_MISSED::equals).hasSize(1);
  }

  // ---- an explanation is no conversation

  @Test
  void oneAddressIsExplainedToOnceADay() {
    String robot = "mailer-" + UUID.randomUUID() + "@example.org";
    UUID first = email(robot);
    UUID second = email(robot.toUpperCase(java.util.Locale.ROOT));

    assertThat(replyState(first)).isEqualTo("QUEUED");
    assertThat(replyState(second)).isEqualTo("NONE");
    assertThat(
            jdbc.sql("select reply_words from email where id = :id")
                .param("id", second)
                .query(String.class)
                .single())
        .contains("уже отправлено");
    region.itIs(WED_2026_06_03.plusDays(2));
    assertThat(replyState(email(robot))).isEqualTo("QUEUED");
    jdbc.sql("update email set reply_state = 'NONE' where lower(sender) = :robot")
        .param("robot", robot)
        .update();
  }

  private UUID email(String sender) {
    return emails
        .receive(
            new Email.Incoming(
                Optional.of(UUID.randomUUID().toString()),
                clock.instant(),
                sender,
                "Анна",
                "",
                "Когда починят дорогу?",
                List.of()),
            new Actor(new OfficialId("portal"), "Внешняя система", Role.SYSTEM))
        .id();
  }

  private String replyState(UUID email) {
    return jdbc.sql("select reply_state from email where id = :id")
        .param("id", email)
        .query(String.class)
        .single();
  }

  // ---- appeals that began by an earlier version of the diagram

  @ParameterizedTest
  @ValueSource(strings = {"SupplementReceived", "WithdrawalAsked", "DocumentsRequested"})
  void whatAnEarlierDiagramDoesNotAwaitIsRefusedInWordsAndStoredNowhere(String message) {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    jdbc.sql(
            """
            delete from act_ru_event_subscr where event_name_ = :message and proc_inst_id_ in
              (select id_ from act_ru_execution where business_key_ = :appeal)
            """)
        .param("message", message)
        .param("appeal", appeal.toString())
        .update();
    int before = acts.of(appeal).size();

    assertThatThrownBy(
            () -> {
              switch (message) {
                case "SupplementReceived" ->
                    supplements.add(
                        appeal,
                        new Supplements.New(
                            Optional.empty(), "Ещё фото.", clock.instant(), List.of()),
                        region.official("registrar", Role.REGISTRAR));
                case "WithdrawalAsked" ->
                    withdrawals.record(
                        appeal,
                        "",
                        "Прекратите.",
                        WED_2026_06_03,
                        region.official("registrar", Role.REGISTRAR));
                default -> askForDocuments(appeal);
              }
            })
        .isInstanceOf(ru.tsur.organization.Refusal.class)
        .hasMessageContaining("по прежней версии схемы")
        .hasMessageContaining("59-ФЗ, ст.");
    assertThat(acts.of(appeal)).hasSize(before);
    assertThat(withdrawals.of(appeal)).isEmpty();
    assertThat(supplements.of(appeal)).isEmpty();
    assertThat(requests.of(appeal)).isEmpty();
  }

  private void askForDocuments(AppealId appeal) {
    Tenant tenant = assignments.of(appeal).get(0).tenant();
    requests.ask(
        appeal,
        tenant,
        new DocumentRequests.Stated(
            DocumentRequest.Addressee.STATE_BODY,
            Optional.empty(),
            "Росреестр",
            Optional.empty(),
            "Выписка"),
        new DocumentRequests.Allowed(DocumentRequest.Enclosure.COPY, "requests:1", "x"),
        organization.actorFor(
            region.entitled(region.task(appeal, "Task_PreparePart")), Role.EXECUTOR.at(tenant)));
  }

  // ---- what began before triage found a complaint

  @Test
  void whatBeganBeforeTriageIsSealedWhenAComplaintIsFound() {
    AppealId appeal = application(Region.ROADS);
    supplements.add(
        appeal,
        new Supplements.New(Optional.empty(), "Ещё фото.", clock.instant(), List.of()),
        region.official("registrar", Role.REGISTRAR));
    withdrawals.record(
        appeal, "", "Прекратите.", WED_2026_06_03, region.official("registrar", Role.REGISTRAR));
    String read = region.task(appeal, "Task_ReadSupplementAtCentre").getId();
    jdbc.sql("update act_ru_task set assignee_ = 'coordinator2' where id_ = :task")
        .param("task", read)
        .update();
    region.does(
        new OfficialId("coordinator"),
        region.task(appeal, "Task_Triage"),
        "complained",
        "YES",
        "subjects",
        List.of(Map.of("who", "official:coordinator2")));

    for (String beside : List.of("Task_ReadSupplementAtCentre", "Task_DecideWithdrawal")) {
      var task = region.task(appeal, beside);
      assertThat(Tenant.sealOf(task.getTenantId())).as(beside).isPresent();
      assertThat(task.getAssignee()).as(beside).isNull();
    }
    assertThat(check.findings(Set.of(Check.Holds.ALWAYS))).isEmpty();
    region.does(appeal, "Task_ReadSupplementAtCentre");
    region.does(appeal, "Task_DecideWithdrawal", "decision", "CONTINUE", "ground", "DANGER");
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    assertThat(region.open(appeal)).contains("Task_SignWithdrawalNotice");
  }

  // ---- a request for documents that came back

  @Test
  void aReturnedRequestForDocumentsEndsWithTheAppeal() {
    AppealId appeal = application(Region.ROADS);
    LetterId request = requestThatCameBack(appeal);
    assertThat(region.open(appeal)).contains("Task_Resend");
    answer(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.letter(request).state()).isEqualTo(LetterState.SENT);
    assertThat(actions(appeal)).containsOnlyOnce(Action.RETURN_KEPT);
  }

  @Test
  void aReturnedRequestThatARegistrarKeptIsNotKeptAgainAtTheClosing() {
    AppealId appeal = application(Region.ROADS);
    requestThatCameBack(appeal);
    region.does(appeal, "Task_Resend", "resolution", "KEEP", "reason", "Других адресов органа нет");
    answer(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(actions(appeal)).containsOnlyOnce(Action.RETURN_KEPT);
  }

  private LetterId requestThatCameBack(AppealId appeal) {
    region.untilExecution(appeal);
    askForDocuments(appeal);
    region.does(appeal, "Task_DraftRequest");
    region.does(appeal, "Task_SignRequest");
    region.dispatchAll(appeal);
    LetterId request = letters.of(appeal).get(0).id();
    fates.returned(
        request, WED_2026_06_03, "Адресат выбыл", region.official("registrar", Role.REGISTRAR));
    return request;
  }

  private void answer(AppealId appeal) {
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
  }

  // ---- a part in time for a shorter term

  @Test
  void aPartIsDueByHalfOfTheGovernorsTermToo() {
    AppealId appeal =
        application(Region.ROADS, new Region.Asked("Снег на обочине", "0301", "lugovets"));
    region.does(appeal, "Task_Triage", "governor", "YES");
    region.does(appeal, "Task_ConfirmRouting");
    region
        .tasks(appeal, "Task_AcceptQuestions")
        .forEach(task -> region.does(region.entitled(task), task));

    String responsible = assignments.responsible(appeal).orElseThrow().tenant().value();
    assertThat(region.tasks(appeal, "Task_PreparePart"))
        .filteredOn(task -> !task.getTenantId().equals(responsible))
        .singleElement()
        .satisfies(
            task ->
                assertThat(region.due(task)) // 13 June is a Saturday, 12 June a holiday
                    .isEqualTo(LocalDateTime.of(2026, 6, 11, 23, 59)));
    assertThat(check.findings())
        .noneMatch(one -> one.text().contains(appeals.appeal(appeal).numberOrNone()));
  }

  // ---- one of the signatories withdraws

  @ParameterizedTest
  @CsvSource({
    "'г. Зареченск, ул. Речная, д. 2', 'г. Зареченск, ул. Речная, д. 2', Здравствуйте",
    "'', 'г. Зареченск, ул. Садовая, д. 1', Уважаемые заявители"
  })
  void theSignatoryWhoWithdrawsIsToldHimself(String kept, String address, String salutation) {
    AppealId appeal = application(Region.ROADS);
    jdbc.sql(
            "insert into signatory (appeal, ordinal, name, address) values (:appeal, 1, 'Заявителева Анна', ''), (:appeal, 2, 'Соседов С. С.', :address)")
        .param("appeal", appeal.value())
        .param("address", kept)
        .update();
    withdrawals.record(
        appeal,
        "Соседов С. С.",
        "Прошу прекратить.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
    region.does(appeal, "Task_DecideWithdrawal", "decision", "PARTIAL");
    region.does(appeal, "Task_PrepareWithdrawalNotice");
    region.does(appeal, "Task_SignWithdrawalNotice");

    Letter letter =
        letters.of(appeal).stream()
            .filter(one -> one.kind() == LetterKind.WITHDRAWAL_PARTIAL)
            .findFirst()
            .orElseThrow();
    assertThat(letter.consignment().orElseThrow().address()).isEqualTo(address);
    assertThat(letters.latest(letter.id()).orElseThrow().text())
        .contains(salutation, "Соседов С. С.");
    region.dispatchAll(appeal);
  }

  // ---- the same person

  @Test
  void keysThatSqlHadMadeAreMadeAgain() {
    AppealId appeal = application(Region.ROADS);
    jdbc.sql("update applicant set last_name = 'Ёлкина–Палкина', name_key = '?' where appeal = :id")
        .param("id", appeal.value())
        .update();

    repeats.makeKeys();

    assertThat(
            jdbc.sql("select name_key from applicant where appeal = :id")
                .param("id", appeal.value())
                .query(String.class)
                .single())
        .isEqualTo("елкина палкина а");
  }

  @ParameterizedTest
  @CsvSource({
    "Анна, 'г. Зареченск, ул. Садовая, д. 1', true",
    "Борис, 'г. Зареченск, ул. Садовая, д. 1', false",
    "Анна, 'г. Луговец, ул. Дальняя, д. 9', false"
  })
  void aNamesakeIsNotRefusedWithTheAnswerToAnother(String first, String address, boolean same) {
    AppealId appeal = application(Region.ROADS);
    region.untilSigned(appeal);
    region.dispatchAll(appeal);
    Reception.Entered card =
        new Reception.Entered(
            WED_2026_06_03,
            Optional.of(new OfficialId("centre.head")),
            Optional.of(Reception.Document.PASSPORT),
            false,
            new Applicant(
                ApplicantKind.CITIZEN, "Заявителева", first, "Петровна", "", address, "", "", ""),
            "Просит починить фонари",
            Reception.Result.ANSWERED_BEFORE,
            false,
            "",
            AppealType.APPLICATION,
            "Губернатору области",
            "",
            appeals.appeal(appeal).numberOrNone());

    if (same) {
      assertThat(
              receptions
                  .enter(UUID.randomUUID(), card, region.official("registrar", Role.REGISTRAR))
                  .earlier())
          .contains(appeal);
    } else {
      assertThatThrownBy(
              () ->
                  receptions.enter(
                      UUID.randomUUID(), card, region.official("registrar", Role.REGISTRAR)))
          .hasMessageContaining("ст. 13 ч. 6");
    }
  }

  // ---- a promise in a part

  @Test
  void aPartNamesTheDayThatItPromises() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    List<Map<String, Object>> results = region.results(appeal, "Task_PreparePart", "PROMISED");
    results.get(0).putAll(Map.of("promise", "Починим", "promisedOn", "2026-06-30"));
    assertThatThrownBy(
            () ->
                region.does(
                    appeal, "Task_PreparePart", "text", "Скоро починим.", "results", results))
        .hasMessageContaining("не назван обещанный срок")
        .hasMessageContaining("30.06.2026");
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    region.does(appeal, "Task_PreparePart", "text", "До 30 июня 2026 г.", "results", results);
    assertThat(region.open(appeal)).containsExactly("Task_DraftAnswer");
  }

  // ---- a promise confirmed on its last day

  @Test
  void aPromiseThatTheSignerDoubtsAfterItsDayClimbsTheLadder() {
    AppealId appeal = application(Region.ROADS);
    region.untilExecution(appeal);
    List<Map<String, Object>> results = region.results(appeal, "Task_PreparePart", "PROMISED");
    results.get(0).putAll(Map.of("promise", "Починим", "promisedOn", "2026-06-30"));
    region.does(appeal, "Task_PreparePart", "text", "Починим до 30.06.2026.", "results", results);
    region.does(appeal, "Task_DraftAnswer", "results", results);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    region.timePassesTo(LocalDateTime.of(2026, 6, 30, 10, 0));
    region.promiseIsConfirmed(appeal);
    region.timePassesTo(LocalDateTime.of(2026, 7, 1, 10, 0));
    assertThat(region.open(appeal)).containsExactly("Task_SignFulfilment");

    region.does(appeal, "Task_SignFulfilment", "signed", "NO", "remark", "Ямы на месте");
    assertThat(actions(appeal)).contains(Action.PROMISE_BROKEN);
    region.timePassesTo(LocalDateTime.of(2026, 7, 2, 10, 0));

    assertThat(region.open(appeal)).containsExactly("Task_ConfirmPromise", "Task_HeadMeasures");
    assertThat(actions(appeal)).filteredOn(Action.PROMISE_BROKEN::equals).hasSize(1);
    region.timePassesTo(LocalDateTime.of(2026, 7, 3, 8, 0));
    region.promiseIsConfirmed(appeal);
    region.does(appeal, "Task_SignFulfilment");
    region.dispatchAll(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
  }
}
