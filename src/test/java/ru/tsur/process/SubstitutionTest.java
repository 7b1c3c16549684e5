package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ru.tsur.Csrf.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.ExtensionRefused;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.correspondence.SeparationOfDuties;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Substitution.Reason;
import ru.tsur.organization.Substitutions;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.Deputies;
import ru.tsur.workflow.engine.EngineAccess;

/** Substitution through the real engine and the doors: tasks, rights, bans, and their end. */
@ProductTest
class SubstitutionTest {

  private static final LocalDate WED = LocalDate.of(2026, 6, 3);
  private static final LocalDate THU = WED.plusDays(1);
  private static final LocalDate FRI = WED.plusDays(2);

  private static final OfficialId EXECUTOR = new OfficialId("executor.zarechensk");
  private static final OfficialId COLLEAGUE = new OfficialId("executor.zarechensk2");
  private static final OfficialId APPROVER = new OfficialId("approver.zarechensk");
  private static final OfficialId SIGNER = new OfficialId("signer.zarechensk");

  /** Of a ministry: nothing of Zarechensk is his but by substitution. */
  private static final OfficialId STRANGER = new OfficialId("executor.health");

  private static final OfficialId ADMIN = new OfficialId("admin");

  @Autowired Region region;
  @Autowired SignedIn signedIn;
  @Autowired JdbcClient jdbc;
  @Autowired WebApplicationContext context;
  @Autowired TaskService tasks;
  @Autowired FilterService filters;
  @Autowired EngineAccess engine;
  @Autowired Acts acts;
  @Autowired Letters letters;
  @Autowired Extensions extensions;
  @Autowired Organization organization;
  @Autowired Substitutions substitutions;
  @Autowired Deputies deputies;

  private AppealId appeal;
  private MockMvc browser;

  @BeforeEach
  void anAppealOnWednesday() {
    region.itIs(WED);
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @AfterEach
  void clear() {
    signedIn.forget();
    jdbc.sql("delete from passed_task").update();
    jdbc.sql("delete from substitution").update();
    organization.refresh();
    ClockUtil.reset();
  }

  private long ordered(OfficialId absent, OfficialId deputy, LocalDate from, LocalDate until) {
    long id =
        substitutions
            .order(
                new Substitutions.Order(
                    absent, deputy, Optional.empty(), from, until, Reason.VACATION),
                ADMIN)
            .id();
    deputies.follow();
    return id;
  }

  /** As every minute. */
  private void itIs(LocalDate day) {
    region.itIs(day);
    deputies.follow();
  }

  private Task partOf(OfficialId named) {
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions", "executor", named.value());
    return part();
  }

  private Task part() {
    return region.task(appeal, "Task_PreparePart");
  }

  private void writes(OfficialId official) {
    region.does(
        official,
        part(),
        "text",
        "Ремонт выполнен.",
        "results",
        region.results(appeal, "Task_PreparePart", "EXPLAINED"));
  }

  private List<String> mine(OfficialId official) {
    String filter = filters.createFilterQuery().filterName("Мои задачи").singleResult().getId();
    return engine.as(
        official, () -> filters.<Task>listPage(filter, 0, 1000).stream().map(Task::getId).toList());
  }

  private ResultActions row(Task task, OfficialId official) throws Exception {
    return browser.perform(
        get("/api/tasks/rows").param("ids", task.getId()).with(signedIn.as(official.value())));
  }

  private List<Acts.Act> done(Action action) {
    return acts.of(appeal).stream().filter(act -> act.action() == action).toList();
  }

  private Acts.Act last(Action action) {
    List<Acts.Act> all = done(action);
    return all.get(all.size() - 1);
  }

  // ---- tasks

  @Test
  void anOpenTaskGoesToTheDeputyWhoDoesItInThePlaceOfTheAbsentOne() throws Exception {
    Task task = partOf(EXECUTOR);
    assertThat(task.getAssignee()).isEqualTo(EXECUTOR.value());

    ordered(EXECUTOR, COLLEAGUE, WED, THU);

    assertThat(part().getAssignee()).isEqualTo(COLLEAGUE.value());
    assertThat(mine(COLLEAGUE)).contains(task.getId());
    assertThat(mine(EXECUTOR)).doesNotContain(task.getId());
    String instead = organization.official(EXECUTOR).inPlace();
    row(task, COLLEAGUE).andExpect(jsonPath("$['" + task.getId() + "'].instead").value(instead));
    row(task, EXECUTOR).andExpect(jsonPath("$['" + task.getId() + "'].instead").value(""));
    assertThat(last(Action.TASK_TAKEN).details()).contains("\"for\":\"" + EXECUTOR + "\"");

    writes(COLLEAGUE);

    Acts.Act act = last(Action.TASK_COMPLETED);
    assertThat(act.actor()).isEqualTo(COLLEAGUE.value());
    assertThat(act.post()).contains(", " + instead + " (");
    assertThat(jdbc.sql("select count(*) from passed_task").query(Long.class).single()).isZero();
    browser
        .perform(get("/control/appeals/" + appeal).with(signedIn.as("controller")))
        .andExpect(content().string(containsString(instead)));
  }

  @Test
  void aTaskThatTheAbsentOneHasClaimedGoesToTheDeputyOnTheFirstDay() {
    region.untilApproved(appeal);
    Task task = region.task(appeal, "Task_SignAnswer");
    engine.as(SIGNER, () -> tasks.claim(task.getId(), SIGNER.value()));

    ordered(SIGNER, STRANGER, THU, FRI);
    assertThat(region.task(appeal, "Task_SignAnswer").getAssignee()).isEqualTo(SIGNER.value());
    itIs(THU);

    assertThat(region.task(appeal, "Task_SignAnswer").getAssignee()).isEqualTo(STRANGER.value());
    region.does(STRANGER, region.task(appeal, "Task_SignAnswer"));
    assertThat(last(Action.SIGNED).actor()).isEqualTo(STRANGER.value());
  }

  @Test
  void whoIsNamedExecutorAndAwayGetsNoNewTask() throws Exception {
    ordered(EXECUTOR, COLLEAGUE, WED, THU);

    region.does(appeal, "Task_Triage");
    browser
        .perform(
            get("/api/tasks/" + region.task(appeal, "Task_AcceptQuestions").getId() + "/form")
                .with(signedIn.as("head.roads")))
        .andExpect(
            jsonPath(
                "$.options.executors[*].label",
                hasItem(
                    organization.official(EXECUTOR).name()
                        + " (отсутствует, замещает "
                        + organization.official(COLLEAGUE).shortName()
                        + ")")));
    region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value());
    Task task = part();

    assertThat(task.getAssignee()).isEqualTo(COLLEAGUE.value());
    row(task, COLLEAGUE)
        .andExpect(
            jsonPath("$['" + task.getId() + "'].instead")
                .value(organization.official(EXECUTOR).inPlace()));
    assertThat(last(Action.TASK_TAKEN).details()).contains("\"for\":\"" + EXECUTOR + "\"");
  }

  /** The colleague's own work is not the absent one's. */
  @Test
  void whatComesToTheDeputyHimselfIsHisOwn() throws Exception {
    ordered(EXECUTOR, COLLEAGUE, WED, THU);

    Task task = partOf(COLLEAGUE);
    row(task, COLLEAGUE).andExpect(jsonPath("$['" + task.getId() + "'].instead").value(""));
    writes(COLLEAGUE);

    assertThat(last(Action.TASK_COMPLETED).post()).doesNotContain("за ");
  }

  // ---- rights

  @Test
  void theDeputySeesAndSignsInThoseDaysOnlyAndOnlyWhatIsTheAbsentOnes() throws Exception {
    region.untilApproved(appeal);
    Task task = region.task(appeal, "Task_SignAnswer");
    AppealId elsewhere =
        region.registered(
            AppealType.APPLICATION,
            Channel.POST,
            new Region.Asked("Ямы на дороге", "0301", "lugovets"));
    region.does(elsewhere, "Task_Triage");
    Task foreign = region.task(elsewhere, "Task_AcceptQuestions");
    ordered(SIGNER, STRANGER, THU, FRI);

    card(task, STRANGER, 404);
    itIs(THU);
    card(task, STRANGER, 200);
    card(task, SIGNER, 200);
    card(foreign, STRANGER, 404);
    assertThat(mine(STRANGER)).contains(task.getId());
    row(task, STRANGER)
        .andExpect(
            jsonPath("$['" + task.getId() + "'].instead")
                .value(organization.official(SIGNER).inPlace()));
    itIs(FRI.plusDays(1));
    card(task, STRANGER, 404);
    assertThat(mine(STRANGER)).doesNotContain(task.getId());

    itIs(FRI);
    region.does(STRANGER, task);
    var signature =
        letters.of(appeal).stream()
            .filter(letter -> letter.kind() == LetterKind.ANSWER)
            .findFirst()
            .orElseThrow()
            .signature()
            .orElseThrow();
    assertThat(signature.post()).startsWith("Исполняющий обязанности ");
    assertThat(signature.name()).isEqualTo(organization.official(STRANGER).shortName());
    assertThat(last(Action.SIGNED).post()).contains(organization.official(SIGNER).inPlace() + " (");
  }

  private void card(Task task, OfficialId official, int status) throws Exception {
    browser
        .perform(get("/api/tasks/" + task.getId() + "/appeal").with(signedIn.as(official.value())))
        .andExpect(status().is(status));
  }

  @Test
  void theAbsentOneKeepsHisRightsOnATrip() {
    region.untilApproved(appeal);
    ordered(SIGNER, STRANGER, WED, THU);

    region.does(SIGNER, region.task(appeal, "Task_SignAnswer"));

    assertThat(last(Action.SIGNED).actor()).isEqualTo(SIGNER.value());
    assertThat(last(Action.SIGNED).post()).doesNotContain("за ");
  }

  /** Rights are asked by date; that the tasks have not been given back yet opens nothing. */
  @Test
  void rightsEndAtOnceAndTheTaskGoesBackToTheGroup() throws Exception {
    Task task = partOf(EXECUTOR);
    ordered(EXECUTOR, SIGNER, WED, WED);
    assertThat(part().getAssignee()).isEqualTo(SIGNER.value());

    region.itIs(THU);
    engine.as(
        SIGNER,
        () ->
            assertThatThrownBy(() -> tasks.complete(task.getId()))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("не входит в ваши полномочия"));
    browser
        .perform(
            org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put(
                    "/api/tasks/" + task.getId() + "/form")
                .contentType("application/json")
                .content("{}")
                .with(signedIn.as(SIGNER.value()))
                .with(csrf()))
        .andExpect(status().isForbidden());
    deputies.follow();
    deputies.follow(); // nothing is done twice

    assertThat(part().getAssignee()).isNull();
    assertThat(done(Action.TASK_BACK))
        .singleElement()
        .satisfies(act -> assertThat(act.details()).contains(SIGNER.value(), EXECUTOR.value()));
    writes(COLLEAGUE);
  }

  @Test
  void whatTheDeputyClaimedFromTheGroupGoesBackToo() {
    region.untilApproved(appeal);
    Task task = region.task(appeal, "Task_SignAnswer");
    long id = ordered(SIGNER, STRANGER, WED, FRI);
    engine.as(STRANGER, () -> tasks.claim(task.getId(), STRANGER.value()));

    substitutions.revoke(id, SIGNER);
    assertThat(engine.as(STRANGER, () -> tasks.createTaskQuery().taskId(task.getId()).count()))
        .isZero();
    deputies.follow();

    assertThat(region.task(appeal, "Task_SignAnswer").getAssignee()).isNull();
  }

  /** The product stood still from the first day to the last. */
  @Test
  void whatWasMissedIsNotMadeUpFor() {
    partOf(EXECUTOR);
    ordered(EXECUTOR, COLLEAGUE, THU, FRI);

    itIs(FRI.plusDays(1));

    assertThat(part().getAssignee()).isEqualTo(EXECUTOR.value());
    assertThat(substitutions.toEnd()).isEmpty();
    assertThat(substitutions.toBegin()).isEmpty();
  }

  // ---- bans

  @Test
  void whoWroteTheDraftDoesNotSignItInTheSignersPlace() {
    region.untilApproved(appeal);
    OfficialId author = letters.versions(letters.of(appeal).get(0).id()).get(0).author();
    ordered(SIGNER, author, WED, THU);

    assertThatThrownBy(() -> region.does(author, region.task(appeal, "Task_SignAnswer")))
        .hasRootCauseInstanceOf(SeparationOfDuties.class)
        .hasMessageContaining("Вы писали этот текст, поэтому подписать его должен другой");
    region.does(SIGNER, region.task(appeal, "Task_SignAnswer"));
  }

  /** The approver is away, and his deputy approves; then he himself replaces the signer. */
  @Test
  void whoWasReplacedAsApproverDoesNotSignInTheSignersPlace() {
    region.untilExecution(appeal);
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    long id = ordered(APPROVER, STRANGER, WED, WED);
    Task approval = region.task(appeal, "Task_ApproveInTurn");
    region.does(STRANGER, approval);
    region.draftIsApproved(appeal);
    substitutions.revoke(id, APPROVER);
    ordered(SIGNER, APPROVER, WED, WED);

    assertThatThrownBy(() -> region.does(APPROVER, region.task(appeal, "Task_SignAnswer")))
        .hasRootCauseInstanceOf(SeparationOfDuties.class);
  }

  /** The signer asks in the executor's place; then the executor replaces the signer. */
  @Test
  void whoWasReplacedWhenItWasAskedForDoesNotDecideOnTheExtension() {
    partOf(EXECUTOR);
    long id = ordered(EXECUTOR, SIGNER, WED, WED);
    var asked =
        extensions.request(
            appeal,
            Extension.Ground.EXCEPTIONAL,
            "Ждём заключение.",
            10,
            organization.actorFor(SIGNER, new TaskGroup("executor@zarechensk.roads")));
    substitutions.revoke(id, EXECUTOR);
    ordered(SIGNER, EXECUTOR, WED, WED);

    assertThatThrownBy(
            () ->
                extensions.decide(
                    asked,
                    true,
                    10,
                    organization.actorFor(EXECUTOR, new TaskGroup("signer@zarechensk.roads"))))
        .isInstanceOf(ExtensionRefused.class)
        .hasMessage("Решение о продлении принимает не тот, кто о нём просит.");
  }

  // ---- page

  private ResultActions order(String page, String by, String absent, String deputy, String until)
      throws Exception {
    return browser.perform(
        post("/" + page)
            .param("absent", absent)
            .param("deputy", deputy)
            .param("position", "")
            .param("from", WED.toString())
            .param("until", until)
            .param("reason", "TRIP")
            .with(signedIn.as(by))
            .with(csrf()));
  }

  @Test
  void anOfficialOrdersHisOwnAndEndsIt() throws Exception {
    Task task = partOf(EXECUTOR);
    order("absence", EXECUTOR.value(), EXECUTOR.value(), COLLEAGUE.value(), THU.toString())
        .andExpect(status().is3xxRedirection())
        .andExpect(redirectedUrl("/absence"));
    assertThat(part().getAssignee()).isEqualTo(COLLEAGUE.value());

    long id = substitutions.all().get(0).id();
    browser
        .perform(get("/absence").with(signedIn.as(EXECUTOR.value())))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("командировка")))
        .andExpect(content().string(containsString("с 03.06.2026 по 04.06.2026")))
        .andExpect(content().string(containsString("/absence/" + id + "/revoke")));
    browser
        .perform(get("/absence").with(signedIn.as(COLLEAGUE.value())))
        .andExpect(content().string(containsString("действует")))
        .andExpect(content().string(not(containsString("/absence/" + id + "/revoke"))));
    browser
        .perform(
            post("/absence/" + id + "/revoke").with(signedIn.as(COLLEAGUE.value())).with(csrf()))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("Отменить замещение может")));
    browser
        .perform(
            post("/absence/" + id + "/revoke").with(signedIn.as(EXECUTOR.value())).with(csrf()))
        .andExpect(redirectedUrl("/absence"));

    assertThat(part().getAssignee()).isNull();
    row(task, COLLEAGUE).andExpect(jsonPath("$['" + task.getId() + "'].instead").value(""));
  }

  @ParameterizedTest(name = "{0} for {1} by {2}")
  @CsvSource({
    "executor.zarechensk, executor.zarechensk, executor.zarechensk, 2026-06-04, Заместить самого себя нельзя",
    "executor.zarechensk, executor.zarechensk, executor.zarechensk2, 2026-06-02, Последний день раньше первого",
    "executor.zarechensk, executor.zarechensk, executor.zarechensk2, '', Укажите последний день",
    "executor.zarechensk, executor.zarechensk, '', 2026-06-04, 'Выберите, кто замещает'",
    "executor.zarechensk, signer.zarechensk, executor.zarechensk, 2026-06-04, Назначить замещение может"
  })
  void thePageRefusesInWords(String by, String absent, String deputy, String until, String words)
      throws Exception {
    order("absence", by, absent, deputy, until)
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString(words)));
    assertThat(substitutions.all()).isEmpty();
  }

  @Test
  void thePageNamesWhomAnAbsentDeputyWasToReplace() throws Exception {
    order("absence", EXECUTOR.value(), EXECUTOR.value(), COLLEAGUE.value(), THU.toString())
        .andExpect(flash().attributeCount(1));

    order("substitutions", "admin", COLLEAGUE.value(), STRANGER.value(), WED.toString())
        .andExpect(
            flash()
                .attribute(
                    "warning",
                    containsString(
                        "в эти дни тоже замещает ("
                            + organization.official(EXECUTOR).inPlace()
                            + ", с 03.06.2026 по 04.06.2026). Закончите то замещение")));
    browser
        .perform(get("/absence").with(signedIn.as(EXECUTOR.value())))
        .andExpect(
            content().string(containsString("действует, замещающий отсутствует 03.06.2026")));
  }

  @Test
  void onlyTheAdministratorsPageOffersAVacancy() throws Exception {
    browser
        .perform(get("/absence").with(signedIn.as("head.roads")))
        .andExpect(content().string(not(containsString("вакансия"))));
    browser
        .perform(get("/substitutions").with(signedIn.as("admin")))
        .andExpect(content().string(containsString("вакансия")));
  }

  @Test
  void theAdministratorOrdersForAnybodyAndNobodyElseOpensHisPage() throws Exception {
    browser
        .perform(get("/substitutions").with(signedIn.as("head.roads")))
        .andExpect(status().isForbidden());
    browser
        .perform(
            get("/substitutions").param("absent", "signer.zarechensk").with(signedIn.as("admin")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString(organization.official(SIGNER).name())));
    order("substitutions", "admin", SIGNER.value(), STRANGER.value(), THU.toString())
        .andExpect(redirectedUrl("/substitutions"));
    assertThat(organization.positionsOf(STRANGER))
        .anyMatch(position -> position.official().equals(SIGNER));
    browser
        .perform(get("/api/me").with(signedIn.as(STRANGER.value())))
        .andExpect(
            jsonPath(
                "$.posts", hasItem(containsString(organization.official(SIGNER).inPlace() + " ("))))
        .andExpect(jsonPath("$.pages[*].label", hasItem("Моё замещение")));
  }

  @Test
  void thePagesOfTheAbsentOneOpenAndCloseWithTheDays() throws Exception {
    ordered(new OfficialId("controller"), STRANGER, WED, WED);

    browser.perform(get("/control").with(signedIn.as(STRANGER.value()))).andExpect(status().isOk());
    region.itIs(THU);
    browser
        .perform(get("/control").with(signedIn.as(STRANGER.value())))
        .andExpect(status().isForbidden());
  }
}
