package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ru.tsur.Csrf.csrf;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.LinkKind;
import ru.tsur.control.Check;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Substitution.Reason;
import ru.tsur.organization.Substitutions;
import ru.tsur.security.Accounts;
import ru.tsur.workflow.Deputies;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Art. 8 p. 6 at every door: whom a complaint is on neither sees nor does anything of it, and whose
 * deputy acts for him neither; the others do.
 */
@ProductTest
class ComplaintDoorsTest {

  private static final LocalDate WED = LocalDate.of(2026, 6, 3);
  private static final String PASSWORD = "a long password";
  private static final OfficialId HEAD = new OfficialId("head.roads");
  private static final OfficialId EXECUTOR = new OfficialId("executor.zarechensk");
  private static final OfficialId COLLEAGUE = new OfficialId("executor.zarechensk2");

  /** Of a ministry: nothing of Zarechensk or of the block is his but by substitution. */
  private static final OfficialId STRANGER = new OfficialId("executor.health");

  private static final OfficialId ADMIN = new OfficialId("admin");

  @Autowired Region region;
  @Autowired SignedIn signedIn;
  @Autowired JdbcClient jdbc;
  @Autowired Accounts accounts;
  @Autowired TestRestTemplate http;
  @Autowired WebApplicationContext context;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired HistoryService history;
  @Autowired FilterService filters;
  @Autowired EngineAccess engine;
  @Autowired Acts acts;
  @Autowired Appeals appeals;
  @Autowired Complaints complaints;
  @Autowired Check check;
  @Autowired Organization organization;
  @Autowired Substitutions substitutions;
  @Autowired Deputies deputies;

  private final List<String> made = new ArrayList<>();
  private MockMvc browser;

  @BeforeEach
  void aWednesday() {
    region.itIs(WED);
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @AfterEach
  void clear() {
    signedIn.forget();
    made.forEach(
        login ->
            jdbc.sql("delete from account where login = :login").param("login", login).update());
    jdbc.sql("delete from passed_task").update();
    jdbc.sql("delete from substitution").update();
    organization.refresh();
    ClockUtil.reset();
  }

  private AppealId complaintOn(String... subjects) {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    region.does(
        appeal,
        "Task_Triage",
        "complained",
        "YES",
        "subjects",
        Stream.of(subjects).map(who -> Map.of("who", who)).toList());
    return appeal;
  }

  private TestRestTemplate as(OfficialId official) {
    accounts.setPassword(official.value(), Accounts.Kind.OFFICIAL, PASSWORD);
    made.add(official.value());
    return http.withBasicAuth(official.value(), PASSWORD);
  }

  private void ordered(OfficialId absent, OfficialId deputy) {
    substitutions.order(
        new Substitutions.Order(absent, deputy, Optional.empty(), WED, WED, Reason.VACATION),
        ADMIN);
    deputies.follow();
  }

  private long counted(OfficialId official, AppealId appeal) {
    return engine.as(
        official,
        () -> tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).count());
  }

  private void nothingIsSeen(OfficialId official, AppealId appeal, Task task) throws Exception {
    assertThat(counted(official, appeal)).isZero();
    isNotSeen(official, appeal, task);
    TestRestTemplate rest = as(official);
    assertThat(
            rest.getForEntity(
                    "/engine-rest/task/count?processInstanceBusinessKey=" + appeal, String.class)
                .getBody())
        .contains("\"count\":0");
    assertThat(
            rest.getForEntity(
                    "/engine-rest/task?maxResults=50&processInstanceBusinessKey=" + appeal,
                    String.class)
                .getBody())
        .isEqualTo("[]");
  }

  private void isNotSeen(OfficialId official, AppealId appeal, Task task) throws Exception {
    String id = task.getId();
    TestRestTemplate rest = as(official);
    engine.as(
        official,
        () -> {
          assertThat(tasks.createTaskQuery().taskId(id).listPage(0, 1)).isEmpty();
          assertThat(tasks.createTaskQuery().or().taskId(id).taskName("x").endOr().count())
              .isZero();
          assertThat(
                  runtime
                      .createProcessInstanceQuery()
                      .processInstanceId(task.getProcessInstanceId())
                      .count())
              .isZero();
          assertThat(runtime.createVariableInstanceQuery().taskIdIn(id).count()).isZero();
          assertThat(history.createHistoricTaskInstanceQuery().taskId(id).count()).isZero();
          for (Filter filter : filters.createTaskFilterQuery().listPage(0, 100)) {
            assertThat(filters.<Task>listPage(filter.getId(), 0, 1000))
                .as(filter.getName())
                .extracting(Task::getId)
                .doesNotContain(id);
          }
        });
    for (String path : List.of("", "/form", "/variables", "/identity-links", "/form-variables")) {
      assertThat(rest.getForEntity("/engine-rest/task/" + id + path, String.class).getStatusCode())
          .as(path)
          .satisfies(status -> assertThat(status.value()).isEqualTo(404));
    }
    for (String act : List.of("claim", "complete", "submit-form")) {
      ResponseEntity<String> done =
          rest.postForEntity(
              "/engine-rest/task/" + id + "/" + act,
              act.equals("claim") ? Map.of("userId", official.value()) : Map.of(),
              String.class);
      assertThat(done.getStatusCode().value()).as(act).isIn(403, 404);
    }
    for (String page : List.of("appeal", "form")) {
      browser.perform(asked(get("/api/tasks/" + id + "/" + page), official)).andExpect(gone());
    }
    browser
        .perform(asked(get("/api/tasks/rows").param("ids", id), official))
        .andExpect(status().isOk())
        .andExpect(content().string("{}"));
    for (String act : List.of("form", "typed")) {
      browser
          .perform(
              asked(put("/api/tasks/" + id + "/" + act), official)
                  .with(csrf())
                  .contentType(MediaType.APPLICATION_JSON)
                  .content("{}"))
          .andExpect(gone());
    }
    browser
        .perform(
            asked(post("/api/tasks/" + id + "/release"), official)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"reason\":\"LEFT\"}"))
        .andExpect(gone());
    assertThat(region.task(appeal, task.getTaskDefinitionKey()).getAssignee())
        .isEqualTo(task.getAssignee());
  }

  private static org.springframework.test.web.servlet.ResultMatcher gone() {
    return status().isNotFound();
  }

  private MockHttpServletRequestBuilder asked(
      MockHttpServletRequestBuilder request, OfficialId official) {
    return request.with(signedIn.as(official.value()));
  }

  // ---- the subject himself

  @Test
  void theBlockHeadSeesNothingOfAComplaintOnHimselfAndItsDeputyGovernorAll() throws Exception {
    AppealId other = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(other, "Task_Triage");
    AppealId appeal = complaintOn("official:head.roads");
    Task task = region.task(appeal, "Task_AcceptQuestions");

    nothingIsSeen(HEAD, appeal, task);
    assertThat(counted(HEAD, other)).as("what is not on him").isOne();
    OfficialId deputy = new OfficialId("deputy.infra");
    browser
        .perform(asked(get("/api/tasks/" + task.getId() + "/appeal"), deputy))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("На кого жалоба")))
        .andExpect(content().string(containsString(organization.official(HEAD).name())));
    browser
        .perform(asked(get("/api/tasks/rows").param("ids", task.getId()), deputy))
        .andExpect(jsonPath("$['" + task.getId() + "'].block").value("Дороги · Зареченск"));
    assertThat(
            as(deputy)
                .postForEntity(
                    "/engine-rest/task/" + task.getId() + "/claim",
                    Map.of("userId", deputy.value()),
                    String.class)
                .getStatusCode()
                .value())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"executor.zarechensk", "approver.zarechensk", "signer.zarechensk"})
  void nobodyOfABodySeesAComplaintOnIt(String login) throws Exception {
    AppealId appeal = complaintOn("body:zarechensk");
    region.does(
        appeal,
        "Task_ConfirmRouting",
        "questions",
        List.of(
            Map.of(
                "id",
                region.rows(appeal, "Task_ConfirmRouting", "questions").get(0).get("id"),
                "block",
                "roads",
                "body",
                "minroads")));
    region.does(appeal, "Task_AcceptQuestions");

    nothingIsSeen(new OfficialId(login), appeal, region.task(appeal, "Task_PreparePart"));
  }

  @Test
  void whoIsFoundToBeComplainedOfLosesSightOfWhatHeHeld() throws Exception {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(appeal, "Task_Triage");
    Task acceptance = region.task(appeal, "Task_AcceptQuestions");
    tellsOfComplaint(EXECUTOR, acceptance).andExpect(status().is4xxClientError());
    region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value());
    Task task = region.task(appeal, "Task_PreparePart");
    assertThat(counted(EXECUTOR, appeal)).isOne();

    tellsOfComplaint(EXECUTOR, task).andExpect(status().isNoContent());

    browser // its reader may be the one whom the complaint is on
        .perform(asked(get("/api/tasks/" + task.getId() + "/appeal"), EXECUTOR))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("сообщено, что в обращении"))))
        .andExpect(content().string(not(containsString("Жалуется на исполнителя"))));
    Task told = region.task(appeal, "Task_CheckComplaint");
    isNotSeen(EXECUTOR, appeal, told);
    browser
        .perform(asked(get("/api/tasks/" + told.getId() + "/form"), new OfficialId("coordinator")))
        .andExpect(jsonPath("$.values.notices[0].text").value("Жалуется на исполнителя."));
    region.does(
        appeal,
        "Task_CheckComplaint",
        "complained",
        "YES",
        "subjects",
        List.of(Map.of("who", "official:" + EXECUTOR)),
        "others",
        "YES");

    nothingIsSeen(EXECUTOR, appeal, region.task(appeal, "Task_PreparePart"));
    assertThat(counted(COLLEAGUE, appeal)).isOne();
    assertThat(mine(check)).isEmpty();
  }

  private org.springframework.test.web.servlet.ResultActions tellsOfComplaint(
      OfficialId official, Task task) throws Exception {
    return browser.perform(
        asked(post("/api/tasks/" + task.getId() + "/complaint"), official)
            .with(csrf())
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"text\":\"Жалуется на исполнителя.\"}"));
  }

  @Test
  void theCoordinatorDoesNotOfferABannedBody() throws Exception {
    AppealId appeal = complaintOn("body:zarechensk");
    Task task = region.task(appeal, "Task_ConfirmRouting");
    browser
        .perform(asked(get("/api/tasks/" + task.getId() + "/form"), new OfficialId("coordinator")))
        .andExpect(jsonPath("$.options.bodies[*].value", hasItem("minroads")))
        .andExpect(jsonPath("$.options.bodies[*].value", not(hasItem("zarechensk"))))
        .andExpect(jsonPath("$.values.questions[0].why", containsString("решает координатор")));
    browser
        .perform(
            asked(put("/api/tasks/" + task.getId() + "/form"), new OfficialId("coordinator"))
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                    "{\"responsible\":\"x\",\"questions\":[{\"id\":\"%s\",\"block\":\"roads\",\"body\":\"zarechensk\"}]}"
                        .formatted(
                            region
                                .rows(appeal, "Task_ConfirmRouting", "questions")
                                .get(0)
                                .get("id"))))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("Ст. 8 ч. 6 59-ФЗ")));
  }

  @Test
  void theExecutorIsNotOfferedAndDoesNotSeeAComplaintOnHimself() throws Exception {
    AppealId appeal = complaintOn("official:" + EXECUTOR);
    Task task = region.task(appeal, "Task_AcceptQuestions");
    browser
        .perform(asked(get("/api/tasks/" + task.getId() + "/form"), HEAD))
        .andExpect(jsonPath("$.options.executors[*].value", hasItem(COLLEAGUE.value())))
        .andExpect(jsonPath("$.options.executors[*].value", not(hasItem(EXECUTOR.value()))));
    region.does(appeal, "Task_AcceptQuestions", "executor", COLLEAGUE.value());
    Task part = region.task(appeal, "Task_PreparePart");
    assertThat(part.getAssignee()).isEqualTo(COLLEAGUE.value());

    nothingIsSeen(EXECUTOR, appeal, part);
    browser
        .perform(
            asked(post("/api/tasks/" + part.getId() + "/release"), HEAD)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"reason\":\"LEFT\"}"))
        .andExpect(status().isNoContent());
    nothingIsSeen(EXECUTOR, appeal, region.task(appeal, "Task_PreparePart"));
    assertThat(mine(check)).isEmpty();
  }

  private List<Check.Finding> mine(Check all) {
    return all.findings().stream().filter(one -> one.rule().id().equals("complaints")).toList();
  }

  // ---- the register and the case file

  @Test
  void theControllerDoesNotFindAComplaintOnHimself() throws Exception {
    AppealId appeal = complaintOn("official:controller");
    String number = appeals.appeal(appeal).numberOrNone();
    OfficialId controller = new OfficialId("controller");
    OfficialId colleague = new OfficialId("controller2");

    for (String page : List.of("/control", "/control/appeals.csv")) {
      browser
          .perform(asked(get(page).param("number", number), controller))
          .andExpect(status().isOk())
          .andExpect(content().string(not(containsString("Ямы на улице"))));
      browser
          .perform(asked(get(page).param("number", number), colleague))
          .andExpect(content().string(containsString("Ямы на улице")));
    }
    browser
        .perform(asked(get("/control/appeals/" + appeal), controller))
        .andExpect(status().isNotFound());
    String instance =
        engine.acrossBodies(
            () -> region.task(appeal, "Task_AcceptQuestions").getProcessInstanceId());
    browser
        .perform(asked(get("/control/appeals/" + appeal + "/instances/" + instance), controller))
        .andExpect(status().isNotFound());
    browser
        .perform(asked(get("/control/appeals/" + appeal), colleague))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("На кого жалоба")))
        .andExpect(content().string(containsString("Указано, на кого жалоба (ст. 8 ч. 6)")))
        .andExpect(content().string(containsString("Зареченск · Дороги")));
    nothingIsSeen(controller, appeal, region.task(appeal, "Task_AcceptQuestions"));
  }

  // ---- substitution

  @Test
  void theDeputyOfTheSubjectSeesNothingInHisPlace() throws Exception {
    AppealId appeal = complaintOn("official:head.roads");
    AppealId other = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(other, "Task_Triage");

    ordered(HEAD, STRANGER);

    assertThat(counted(STRANGER, other)).as("he replaces him for the rest").isOne();
    nothingIsSeen(STRANGER, appeal, region.task(appeal, "Task_AcceptQuestions"));
  }

  @Test
  void theDeputyOfTheSubjectDoesWhatIsHisOwn() {
    AppealId appeal = complaintOn("official:" + EXECUTOR);
    region.does(appeal, "Task_AcceptQuestions");

    ordered(EXECUTOR, COLLEAGUE);

    Task task = region.task(appeal, "Task_PreparePart");
    assertThat(counted(COLLEAGUE, appeal)).isOne();
    region.does(
        COLLEAGUE,
        task,
        "text",
        "Рассмотрено.",
        "results",
        region.results(appeal, "Task_PreparePart", "EXPLAINED"));
    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.PART_WRITTEN)
        .allSatisfy(act -> assertThat(act.post()).doesNotContain("за "));
  }

  @Test
  void theSubjectSeesNothingAsADeputyAndGetsNoTask() throws Exception {
    AppealId appeal = complaintOn("official:" + STRANGER);
    region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value());
    assertThat(region.task(appeal, "Task_PreparePart").getAssignee()).isEqualTo(EXECUTOR.value());

    ordered(EXECUTOR, STRANGER);

    Task task = region.task(appeal, "Task_PreparePart");
    assertThat(task.getAssignee()).as("any other executor may take it").isNull();
    assertThat(acts.of(appeal)).extracting(Acts.Act::action).contains(Action.TASK_NOT_PASSED);
    browser
        .perform(asked(get("/control/appeals/" + appeal), new OfficialId("controller")))
        .andExpect(content().string(containsString("жалоба на замещающего (ст. 8 ч. 6)")));
    nothingIsSeen(STRANGER, appeal, task);
    assertThat(counted(COLLEAGUE, appeal)).isOne();
  }

  @Test
  void aNewTaskOfAnAbsentExecutorDoesNotComeToTheSubjectWhoReplacesHim() throws Exception {
    ordered(EXECUTOR, STRANGER);
    AppealId appeal = complaintOn("official:" + STRANGER);
    region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value());

    Task task = region.task(appeal, "Task_PreparePart");
    assertThat(task.getAssignee()).isNull();
    nothingIsSeen(STRANGER, appeal, task);
  }

  /** He sees it as an executor of the body, and is no candidate in the place of its approver. */
  @Test
  void whoSeesItByHisOwnPositionDoesNothingInThePlaceOfTheSubject() {
    OfficialId approver = new OfficialId("approver.zarechensk");
    jdbc.sql(
            """
            insert into official_position (id, official, body, role, title, valid_from, source)
            values ('second-approver', 'signer.lugovets', 'zarechensk', 'APPROVER', 'Советник', date '2020-01-01', 'COMMAND')
            """)
        .update();
    organization.refresh();
    try {
      AppealId appeal = complaintOn("official:" + approver);
      region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value());
      region.partsAreWritten(appeal);
      region.draftIsWritten(appeal);
      ordered(approver, COLLEAGUE);
      Task approval = region.task(appeal, "Task_ApproveInTurn");

      assertThat(counted(COLLEAGUE, appeal)).isOne();
      assertThat(
              as(COLLEAGUE)
                  .postForEntity(
                      "/engine-rest/task/" + approval.getId() + "/claim",
                      Map.of("userId", COLLEAGUE.value()),
                      String.class)
                  .getStatusCode()
                  .value())
          .isEqualTo(403);
      region.does(new OfficialId("signer.lugovets"), approval);
    } finally {
      jdbc.sql("delete from official_position where id = 'second-approver'").update();
      organization.refresh();
    }
  }

  // ---- the ladder

  @Test
  void theDeputyGovernorsLadderGoesAboveHim() throws Exception {
    AppealId appeal = complaintOn("official:deputy.infra");
    region.does(appeal, "Task_AcceptQuestions");
    region.timePassesTo(LocalDateTime.of(2026, 7, 8, 10, 0));

    Task task = region.task(appeal, "Task_DeputyMeasures");
    assertThat(region.entitled(task).value()).isEqualTo("apparatus");
    nothingIsSeen(new OfficialId("deputy.infra"), appeal, task);
  }

  // ---- letters and papers

  @Test
  void neitherLettersNorPapersOfAComplaintAreShownToWhomItIsOn() throws Exception {
    AppealId appeal = complaintOn("official:registrar2", "official:controller");
    String number = appeals.appeal(appeal).numberOrNone();
    region.does(appeal, "Task_AcceptQuestions");
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    String letter =
        jdbc.sql("select cast(id as varchar(36)) from letter where appeal = :appeal")
            .param("appeal", appeal.value())
            .query(String.class)
            .single();

    for (String page : List.of("/outgoing", "/outgoing/letters.csv")) {
      browser
          .perform(asked(get(page).param("number", number), new OfficialId("controller")))
          .andExpect(content().string(not(containsString("Заявителева"))));
      browser
          .perform(asked(get(page).param("number", number), new OfficialId("controller2")))
          .andExpect(content().string(containsString("Заявителева")));
    }
    browser
        .perform(asked(get("/outgoing/" + letter), new OfficialId("controller")))
        .andExpect(status().isNotFound());
    browser
        .perform(asked(get("/outgoing/" + letter), new OfficialId("controller2")))
        .andExpect(status().isOk());
    browser
        .perform(
            asked(
                get("/intake/running").param("appeal", appeal.toString()),
                new OfficialId("registrar2")))
        .andExpect(status().isNotFound());
    browser
        .perform(
            asked(
                get("/intake/running").param("appeal", appeal.toString()),
                new OfficialId("registrar")))
        .andExpect(status().isOk());
    browser
        .perform(
            asked(
                    org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(
                        "/intake/running/withdrawal"),
                    new OfficialId("registrar2"))
                .with(csrf())
                .param("appeal", appeal.toString())
                .param("day", WED.toString())
                .param("text", "Прекратите."))
        .andExpect(status().isUnprocessableEntity());
    assertThat(
            jdbc.sql("select count(*) from withdrawal where appeal = :appeal")
                .param("appeal", appeal.value())
                .query(Long.class)
                .single())
        .isZero();
  }

  /** He would learn that it is there, and write into its file. */
  @Test
  void nothingIsLinkedWithAComplaintByWhomItIsOn() {
    AppealId appeal = complaintOn("official:registrar2");
    AppealId later = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    var earlier = new Appeals.Earlier(appeals.appeal(appeal).numberOrNone(), LinkKind.REPEAT);

    assertThatThrownBy(
            () -> appeals.link(later, earlier, region.official("registrar2", Role.REGISTRAR)))
        .hasMessage("Обращения № «" + earlier.number() + "» нет: проверьте номер.");
    assertThat(appeals.links(later)).isEmpty();
    appeals.link(later, earlier, region.official("registrar", Role.REGISTRAR));
    assertThat(appeals.links(later)).hasSize(1);
  }
}
