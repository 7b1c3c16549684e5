package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Visits;
import ru.tsur.control.Check;
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
import ru.tsur.workflow.VisitLetters;

/** Visits on site (art. 9 p. 2): the invitation that comes back or comes too late, the day. */
@ProductTest
class VisitsTest {

  private static final LocalDate WED_2026_06_03 = LocalDate.of(2026, 6, 3);
  private static final String DAY = "2026-06-08";

  @Autowired Region region;
  @Autowired Visits visits;
  @Autowired VisitLetters invitations;
  @Autowired Letters letters;
  @Autowired LetterFates fates;
  @Autowired Acts acts;
  @Autowired AppealProcess process;
  @Autowired Organization organization;
  @Autowired Check check;
  @Autowired JdbcClient jdbc;
  @Autowired SignedIn signedIn;
  @Autowired WebApplicationContext context;

  @BeforeEach
  void aWednesdayInJune() {
    region.itIs(WED_2026_06_03);
  }

  @AfterEach
  void registerAndEngineAgree() {
    try {
      assertThat(check.findings(Set.of(Check.Holds.ALWAYS))).isEmpty();
    } finally {
      signedIn.forget();
      ClockUtil.reset();
    }
  }

  private AppealId inExecution() {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilExecution(appeal);
    return appeal;
  }

  private Actor executorOf(Task task) {
    return organization.actorFor(
        region.entitled(task), Role.EXECUTOR.at(Tenant.ofInstance(task.getTenantId())));
  }

  private static Visits.Stated on(String day, boolean invited) {
    return new Visits.Stated(
        LocalDate.parse(day), "10:30", "ул. Садовая, 1", "Инженер МКУ «Дороги»", invited);
  }

  private UUID appointed(AppealId appeal, String day, boolean invited) {
    Task task =
        region.tasks(appeal, "Task_PreparePart").isEmpty()
            ? region.task(appeal, "Task_DraftAnswer")
            : region.task(appeal, "Task_PreparePart");
    Actor executor = executorOf(task);
    UUID id =
        visits.appoint(appeal, Tenant.ofInstance(task.getTenantId()), on(day, invited), executor);
    if (invited) {
      invitations.invite(visits.visit(id), executor);
    }
    visits.begin(id);
    return id;
  }

  private LetterId invitation(UUID visit) {
    return new LetterId(visits.visit(visit).letter().orElseThrow());
  }

  private void isAnswered(AppealId appeal) {
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
  }

  private UUID withReturnedInvitation(AppealId appeal) {
    UUID visit = appointed(appeal, DAY, true);
    region.does(appeal, "Task_SignInvitation");
    region.dispatchAll(appeal);
    fates.returned(
        invitation(visit),
        WED_2026_06_03,
        "Адресат выбыл",
        region.official("registrar", Role.REGISTRAR));
    assertThat(region.open(appeal)).contains("Task_Resend");
    return visit;
  }

  // ---- an invitation that came back

  @Test
  void theListSaysWhenNoWorkingDaysAreLeftBeforeAVisitOnADayOff() throws Exception {
    region.itIs(WED_2026_06_03.plusDays(2));
    AppealId appeal = inExecution();
    appointed(appeal, "2026-06-07", false);
    Task task = region.task(appeal, "Task_HoldVisit");
    String login = region.entitled(task).value();

    MockMvcBuilders.webAppContextSetup(context)
        .apply(springSecurity())
        .build()
        .perform(get("/api/tasks/rows").param("ids", task.getId()).with(signedIn.as(login)))
        .andExpect(content().string(containsString("до 07.06.2026 · рабочих дней не осталось")));
  }

  @Test
  void aReturnedInvitationToAVisitThatIsOffStaysInTheCase() {
    AppealId appeal = inExecution();
    UUID visit = withReturnedInvitation(appeal);
    region.does(appeal, "Task_HoldVisit", "result", "CANCELLED", "reason", "Ямы заделаны");

    assertThat(region.open(appeal)).as("nothing to send again").containsExactly("Task_PreparePart");
    assertThat(letters.letter(invitation(visit)).state()).isEqualTo(LetterState.SENT);
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).contains(Action.RETURN_KEPT);
  }

  @Test
  void aReturnedInvitationEndsWithTheAnswer() {
    AppealId appeal = inExecution();
    UUID visit = withReturnedInvitation(appeal);
    isAnswered(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.letter(invitation(visit)).state()).isEqualTo(LetterState.SENT);
  }

  @Test
  void anInvitationThatComesBackAfterTheVisitEndsWithTheAppeal() {
    AppealId appeal = inExecution();
    UUID visit = appointed(appeal, DAY, true);
    region.does(appeal, "Task_SignInvitation");
    region.dispatchAll(appeal);
    region.does(appeal, "Task_HoldVisit", "result", "CANCELLED", "reason", "Ямы заделаны");
    fates.returned(
        invitation(visit),
        WED_2026_06_03,
        "Адресат выбыл",
        region.official("registrar", Role.REGISTRAR));
    isAnswered(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(letters.letter(invitation(visit)).state()).isEqualTo(LetterState.SENT);
  }

  // ---- the day

  @ParameterizedTest
  @ValueSource(strings = {"2026-06-08T10:31", "2026-06-09T10:00"})
  void anInvitationToAnHourThatHasPassedIsNotSigned(LocalDateTime now) {
    AppealId appeal = inExecution();
    appointed(appeal, DAY, true);
    region.timePassesTo(now);
    assertThatThrownBy(() -> region.does(appeal, "Task_SignInvitation"))
        .hasMessageContaining("08.06.2026 в 10:30")
        .hasMessageContaining("уже прошло")
        .hasMessageContaining("верните")
        .hasMessageContaining("ст. 9 ч. 2");
    region.does(appeal, "Task_SignInvitation", "signed", "NO", "remark", "День прошёл");
    assertThat(letters.of(appeal)).allMatch(one -> one.state() == LetterState.CANCELLED);
  }

  @Test
  void theInvitedApplicantIsAwaitedOnHisDay() {
    AppealId appeal = inExecution();
    UUID visit = appointed(appeal, DAY, true);
    region.does(appeal, "Task_SignInvitation");
    actIsAttached(appeal, visit);
    assertThatThrownBy(() -> isHeld(appeal, "2026-06-03"))
        .hasMessageContaining("приглашён на 08.06.2026")
        .hasMessageContaining("сначала перенесите")
        .hasMessageContaining("ст. 9 ч. 2");
    region.timePassesTo(LocalDateTime.of(2026, 6, 8, 12, 0));
    assertThatThrownBy(() -> isHeld(appeal, "2026-06-05"))
        .hasMessageContaining("приглашён на 08.06.2026");
    isHeld(appeal, DAY);
    assertThat(visits.visit(visit).standing()).isEqualTo("проведён 08.06.2026");
  }

  @Test
  void withoutTheApplicantTheyMayGoSooner() {
    AppealId appeal = inExecution();
    UUID visit = appointed(appeal, DAY, false);
    actIsAttached(appeal, visit);
    assertThatThrownBy(() -> isHeld(appeal, "2026-06-02"))
        .hasMessageContaining("не раньше, чем о нём решено (03.06.2026)");
    isHeld(appeal, "2026-06-03");
    assertThat(visits.visit(visit).standing()).isEqualTo("проведён 03.06.2026");
  }

  private void actIsAttached(AppealId appeal, UUID visit) {
    visits.attach(
        visit,
        "акт.pdf",
        "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII),
        executorOf(region.task(appeal, "Task_HoldVisit")));
  }

  private void isHeld(AppealId appeal, String on) {
    region.does(
        appeal,
        "Task_HoldVisit",
        "result",
        "HELD",
        "heldOn",
        on,
        "applicantCame",
        "NO",
        "found",
        "Ямы заделаны.");
  }

  @ParameterizedTest
  @CsvSource({"+999999999-12-31", "2027-07-07"})
  void aDayIsNotMoreThanAYearAhead(String day) {
    AppealId appeal = inExecution();
    region.timePassesTo(LocalDateTime.of(2026, 7, 6, 10, 0)); // the answer's term is breached
    assertThatThrownBy(() -> appointed(appeal, day, false))
        .hasMessageContaining("не дальше чем через год");
    UUID visit = appointed(appeal, "2027-07-06", false);
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_HoldVisit",
                    "result",
                    "POSTPONED",
                    "newDay",
                    day,
                    "reason",
                    "Дождь"))
        .hasMessageContaining("не дальше чем через год");
    assertThat(visits.visit(visit).moves()).isEmpty();
  }

  @Test
  void aTimeOfTodayThatHasPassedIsRefused() {
    AppealId appeal = inExecution();
    region.itIs(WED_2026_06_03.atTime(10, 31));
    assertThatThrownBy(() -> appointed(appeal, "2026-06-03", false))
        .hasMessageContaining("Это время сегодня уже прошло");
    UUID visit = appointed(appeal, "2026-06-04", false);
    assertThatThrownBy(() -> isPutOff(appeal, "10:30"))
        .hasMessageContaining("Это время сегодня уже прошло");
    assertThat(visits.visit(visit).moves()).isEmpty();
    isPutOff(appeal, "10:31");
    assertThat(visits.visit(visit).moves()).hasSize(1);
  }

  private void isPutOff(AppealId appeal, String time) {
    region.does(
        appeal,
        "Task_HoldVisit",
        "result",
        "POSTPONED",
        "newDay",
        "2026-06-03",
        "newTime",
        time,
        "reason",
        "Дождь");
  }

  // ---- who cannot invite

  @Test
  void aBodyWithoutOutgoingNumbersGoesButDoesNotInvite() {
    AppealId appeal = inExecution();
    Tenant institution = new Tenant("zarechensk1.roads");
    Actor executor =
        organization.actorFor(
            new OfficialId("executor.zarechensk1"), Role.EXECUTOR.at(institution));
    assertThatThrownBy(() -> visits.appoint(appeal, institution, on(DAY, true), executor))
        .hasMessageContaining("нет исходящих номеров");
    assertThat(visits.of(appeal)).isEmpty();
    visits.begin(visits.appoint(appeal, institution, on(DAY, false), executor));
    assertThat(region.open(appeal)).contains("Task_HoldVisit");
  }

  // ---- where a visit is not awaited

  @Test
  void whoDoesNotAwaitAMessageSaysSoInPlainWords() {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    assertThatThrownBy(() -> process.visitAppointed(appeal, UUID.randomUUID()))
        .hasMessageContaining("прежней версии схемы")
        .hasMessageContaining("ст. 9 ч. 2");
    assertThatThrownBy(() -> process.firstEnded(appeal, true))
        .hasMessageContaining("присоединённого")
        .hasMessageContaining("ст. 10 ч. 1 п. 4");
  }

  @Test
  void aVisitIsOfferedOnlyWhereItIsAwaited() throws Exception {
    AppealId appeal = inExecution();
    Task task = region.task(appeal, "Task_PreparePart");
    MockMvc browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    String login = region.entitled(task).value();
    var card = "/api/tasks/" + task.getId() + "/appeal";
    browser
        .perform(get(card).with(signedIn.as(login)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Назначить выезд на место")));
    // as an appeal that began by a diagram without visits
    jdbc.sql(
            """
            delete from act_ru_event_subscr where event_name_ = 'VisitAppointed' and execution_id_ in (
              select e.id_ from act_ru_execution e join act_ru_execution p on p.id_ = e.proc_inst_id_
              where p.business_key_ = :appeal)
            """)
        .param("appeal", appeal.toString())
        .update();
    browser
        .perform(get(card).with(signedIn.as(login)))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("Назначить выезд на место"))));
  }

  @Test
  void theCaseTellsWhoAppointed() throws Exception {
    AppealId appeal = inExecution();
    OfficialId executor = region.entitled(region.task(appeal, "Task_PreparePart"));
    appointed(appeal, DAY, false);
    String page =
        MockMvcBuilders.webAppContextSetup(context)
            .apply(springSecurity())
            .build()
            .perform(get("/control/appeals/" + appeal).with(signedIn.as("controller")))
            .andReturn()
            .getResponse()
            .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(page.substring(page.indexOf("id=\"visits\""), page.indexOf("id=\"path\"")))
        .contains("Кто назначил", visits.visit(visits.of(appeal).get(0).id()).appointedBy().post())
        .contains(organization.findOfficial(executor).orElseThrow().shortName());
  }

  // ---- an answer that overtakes the visit

  @Test
  void whoDraftsTheAnswerIsToldThatTheApplicantWasInvited() {
    AppealId appeal = inExecution();
    appointed(appeal, DAY, true);
    appointed(appeal, "2026-06-09", false);
    region.does(appeal, "Task_SignInvitation");
    region.dispatchAll(appeal);
    region.partsAreWritten(appeal);

    String number =
        letters.of(appeal).stream()
            .filter(one -> one.kind() == LetterKind.VISIT_NOTICE)
            .findFirst()
            .orElseThrow()
            .signature()
            .orElseThrow()
            .number();
    assertThat(
            List.of(
                region.shown(appeal, "Task_DraftAnswer").get("openVisits").toString().split("; ")))
        .containsExactlyInAnyOrder(
            "выезд на 08.06.2026 в 10:30, ул. Садовая, 1 (заявитель приглашён письмом № "
                + number
                + ": напишите в ответе или сообщите ему иначе, что выезда не будет)",
            "выезд на 09.06.2026 в 10:30, ул. Садовая, 1");
  }
}
