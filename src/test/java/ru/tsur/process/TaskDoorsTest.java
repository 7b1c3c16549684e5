package ru.tsur.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
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
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
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
import ru.tsur.appeal.Questions;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.security.Accounts;
import ru.tsur.workflow.engine.EngineAccess;

/** Tasks of the real diagrams through the doors: who may do what, and in which words he may not. */
@ProductTest
class TaskDoorsTest {

  private static final OfficialId EXECUTOR = new OfficialId("executor.zarechensk");
  private static final OfficialId HEAD = new OfficialId("head.roads");
  private static final OfficialId ANOTHER = new OfficialId("executor.zarechensk2");
  private static final OfficialId DIRECTOR = new OfficialId("director.lugovets");
  private static final Region.Asked IMPROVEMENT =
      new Region.Asked("Сломана скамья", "0601", "lugovets");
  private static final String PASSWORD = "a long password";

  @Autowired Region region;
  @Autowired SignedIn signedIn;
  @Autowired JdbcClient jdbc;
  @Autowired Accounts accounts;
  @Autowired TestRestTemplate http;

  @Autowired WebApplicationContext context;
  @Autowired TaskService tasks;
  @Autowired FilterService filters;
  @Autowired EngineAccess engine;
  @Autowired Acts acts;
  @Autowired Appeals appeals;
  @Autowired Questions questions;
  @Autowired Organization organization;

  private AppealId appeal;
  private MockMvc browser;

  @BeforeEach
  void anAppealAtTheCoordinator() {
    region.itIs(LocalDate.of(2026, 6, 3));
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    accounts.setPassword("coordinator", Accounts.Kind.OFFICIAL, PASSWORD);
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @AfterEach
  void clear() {
    signedIn.forget();
    ClockUtil.reset();
    jdbc.sql("delete from account where login = 'coordinator'").update();
  }

  private ResponseEntity<String> rest(String login, String element, String act, Object body) {
    return http.withBasicAuth(login, PASSWORD)
        .postForEntity(
            "/engine-rest/task/" + region.task(appeal, element).getId() + "/" + act,
            body,
            String.class);
  }

  @Test
  void aRefusalOfTheRegisterKeepsItsWords() {
    var answer = rest("coordinator", "Task_Triage", "complete", Map.of());

    assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(422);
    assertThat(answer.getBody())
        .contains("\"message\":\"Сначала заполните форму задания")
        .doesNotContain("ENGINE", "Exception");
  }

  // What came by REST is linked with an earlier appeal when it is registered

  @Test
  void whatCameByRestIsLinkedAtItsRegistrationAndTheCardShowsIt() throws Exception {
    String earlier = appeals.appeal(appeal).numberOrNone();
    AppealId later = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);

    region.does(
        later, "Task_RegisterAppeal", "earlier", " № " + earlier, "earlierKind", "DUPLICATE");

    assertThat(appeals.links(later))
        .extracting(Appeals.Link::said)
        .containsExactly("дублирует обращение № " + earlier);
    String task = region.task(later, "Task_Triage").getId();
    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(as("coordinator")))
        .andExpect(content().string(containsString("дублирует обращение № " + earlier)));
  }

  @ParameterizedTest
  @CsvSource({
    "lastName, Посторонняя, подал другой заявитель",
    "earlier, Г-99999/2020, нет: проверьте номер",
    "earlierKind, FRIEND, Выберите вид связи"
  })
  void aWrongEarlierAppealIsRefusedAndNothingIsRegistered(
      String field, String value, String refusal) {
    AppealId later = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);

    assertThatThrownBy(
            () ->
                region.does(
                    later,
                    "Task_RegisterAppeal",
                    "earlier",
                    appeals.appeal(appeal).numberOrNone(),
                    field,
                    value))
        .hasMessageContaining(refusal);

    assertThat(appeals.appeal(later).number()).isEmpty();
    assertThat(appeals.links(later)).isEmpty();
    assertThat(region.open(later)).containsExactly("Task_RegisterAppeal");
  }

  // An extension of the term

  private ResultActions asks(String task, int days) throws Exception {
    return browser.perform(
        post("/api/tasks/" + task + "/extension")
            .contentType(MediaType.APPLICATION_JSON)
            .content(
                "{\"ground\":\"DOCUMENT_REQUEST\",\"reason\":\"Ждём заключение.\",\"days\":"
                    + days
                    + "}")
            .with(as(EXECUTOR.value()))
            .with(csrf()));
  }

  @Test
  void theSignerSeesWhatIsAskedAndWhereItLeadsAndNothingIsChosenForHim() throws Exception {
    asks(partOf(EXECUTOR), 20).andExpect(status().isNoContent());
    String decision = region.task(appeal, "Task_DecideExtension").getId();

    browser
        .perform(get("/api/tasks/" + decision + "/form").with(as("signer.zarechensk")))
        .andExpect(jsonPath("$.values.ground", containsString("запрос документов")))
        .andExpect(jsonPath("$.values.reason").value("Ждём заключение."))
        .andExpect(jsonPath("$.values.asked", containsString("03.06.2026")))
        .andExpect(jsonPath("$.values.due").value("до 03.07.2026"))
        .andExpect(jsonPath("$.values.requested").value("20"))
        .andExpect(jsonPath("$.values.days").value("20"))
        .andExpect(jsonPath("$.values.granted").value(""))
        .andExpect(jsonPath("$.options.decisions.length()").value(2))
        .andExpect(jsonPath("$.options.extensions.length()").value(30))
        .andExpect(jsonPath("$.options.extensions[19].label").value("на 20 дн., до 23.07.2026"));
    assertThatThrownBy(() -> region.does(appeal, "Task_DecideExtension"))
        .hasMessageContaining("Выберите: продлить или отказать");

    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 9, 0));
    browser
        .perform(get("/api/tasks/" + decision + "/form").with(as("signer.zarechensk")))
        .andExpect(jsonPath("$.values.late").value(true))
        .andExpect(jsonPath("$.options.decisions[*].value").value("NO"));
  }

  @Test
  void nobodyIsOfferedToAskWhileARequestWaitsAndTheCardSaysSo() throws Exception {
    String task = partOf(EXECUTOR);
    card(task)
        .andExpect(
            jsonPath(
                "$.actions[*].id",
                org.hamcrest.Matchers.contains("extension", "documents", "visit", "complaint")));
    card(task).andExpect(jsonPath("$.notes").isEmpty());

    asks(task, 15).andExpect(status().isNoContent());

    card(task)
        .andExpect(
            jsonPath("$.notes[0]")
                .value("Запрос от 03.06.2026 о продлении срока на 15 дн. ждёт решения подписанта."))
        .andExpect(
            jsonPath(
                "$.actions[*].id",
                org.hamcrest.Matchers.contains("documents", "visit", "complaint")));
    region.does(appeal, "Task_DecideExtension", "granted", "NO");
    card(task)
        .andExpect(jsonPath("$.notes").isEmpty())
        .andExpect(
            jsonPath(
                "$.actions[*].id",
                org.hamcrest.Matchers.contains("extension", "documents", "visit", "complaint")));
    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 9, 0));
    card(task)
        .andExpect(
            jsonPath(
                "$.actions[*].id",
                org.hamcrest.Matchers.contains("documents", "visit", "complaint")));
  }

  // Documents of another body

  private ResultActions acts(String login, String task, String act, String body) throws Exception {
    return browser.perform(
        post("/api/tasks/" + task + "/" + act)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .with(as(login))
            .with(csrf()));
  }

  @Test
  void documentsAreAskedForFromTheCardAndCourtsAreNotAsked() throws Exception {
    String task = partOf(EXECUTOR);
    card(task)
        .andExpect(jsonPath("$.actions[1].choices['BODY:minroads']").value("Минтрансдор"))
        .andExpect(jsonPath("$.actions[1].choices['BODY:zarechensk']").doesNotExist());
    acts(
            EXECUTOR.value(),
            task,
            "documents",
            "{\"addressee\":\"COURT\",\"recipient\":\"Районный суд\",\"wanted\":\"Дело\"}")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.errors[0].field").value("addressee"))
        .andExpect(content().string(containsString("ст. 10 ч. 1 п. 2: у судов")));
    acts(
            EXECUTOR.value(),
            task,
            "documents",
            "{\"addressee\":\"STATE_BODY\",\"recipient\":\"\",\"wanted\":\"Выписка\"}")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.errors[0].field").value("recipient"));

    acts(
            EXECUTOR.value(),
            task,
            "documents",
            "{\"addressee\":\"BODY:minroads\",\"wanted\":\"Акт обследования\"}")
        .andExpect(status().isNoContent());

    assertThat(region.open(appeal)).containsExactly("Task_DraftRequest", "Task_PreparePart");
    card(task).andExpect(content().string(containsString("Запросы документов")));
    region.does(appeal, "Task_DraftRequest");
    String sign = region.task(appeal, "Task_SignRequest").getId();
    acts(EXECUTOR.value(), sign, "handed", "{\"handedOn\":\"2026-06-03\"}")
        .andExpect(status().is4xxClientError());
    region.does(appeal, "Task_SignRequest");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000031");
    String receive = region.task(appeal, "Task_ReceiveDocuments").getId();
    acts(EXECUTOR.value(), receive, "handed", "{\"handedOn\":\"2026-06-03\"}")
        .andExpect(status().isNoContent());
    browser
        .perform(get("/api/tasks/" + receive + "/form").with(as(EXECUTOR.value())))
        .andExpect(jsonPath("$.values.handed").value("03.06.2026"))
        .andExpect(jsonPath("$.values.due").value("18.06.2026"));
  }

  @Test
  void aVisitIsAppointedFromTheCardByTheExecutorOrHisBlockHead() throws Exception {
    String task = partOf(EXECUTOR);
    String visit =
        "{\"day\":\"2026-06-08\",\"time\":\"10:30\",\"place\":\"ул. Садовая, 1\","
            + "\"participants\":\"Инженер МКУ\",\"invited\":\"YES\"}";
    acts(EXECUTOR.value(), task, "visit", visit.replace("10:30", "25:00"))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.errors[0].field").value("time"));
    acts(EXECUTOR.value(), task, "visit", visit.replace("2026-06-08", "2026-07-06"))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("ст. 9 ч. 2")));
    acts("registrar", task, "visit", visit).andExpect(status().is4xxClientError());
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");

    acts(EXECUTOR.value(), task, "visit", visit).andExpect(status().isNoContent());
    acts("head.roads", task, "visit", visit.replace("YES", "NO")).andExpect(status().isNoContent());

    assertThat(region.open(appeal))
        .containsExactly(
            "Task_HoldVisit", "Task_HoldVisit", "Task_PreparePart", "Task_SignInvitation");
    card(task)
        .andExpect(content().string(containsString("Выезды на место")))
        .andExpect(content().string(containsString("ул. Садовая, 1")));
  }

  private ResultActions card(String task) throws Exception {
    return browser.perform(get("/api/tasks/" + task + "/appeal").with(as(EXECUTOR.value())));
  }

  // The card

  private static String term(String label) {
    return "$.sections[?(@.title=='Сроки')].rows[?(@.label =~ /" + label + ".*/)].value";
  }

  @Test
  void theCardSaysWhatWasDoneWhatIsLateAndHowLongIsLeft() throws Exception {
    region.timePassesTo(LocalDateTime.of(2026, 6, 4, 10, 0));
    String task = partOf(EXECUTOR);

    card(task)
        .andExpect(jsonPath("$.sections[0].title").value("Заявитель"))
        .andExpect(jsonPath("$.sections[1].title").value("Текст обращения"))
        .andExpect(
            jsonPath(term("Регистрация"), hasItem(containsString(" · исполнено 03.06.2026"))))
        .andExpect(jsonPath(term("Ответ на обращение")).value("до 03.07.2026 · осталось 29 дн."))
        .andExpect(
            jsonPath(
                term("Шаг: определить порядок"),
                hasItem(containsString(" · исполнено 04.06.2026"))));

    region.timePassesTo(LocalDateTime.of(2026, 7, 3, 10, 0));
    card(task)
        .andExpect(
            jsonPath(term("Ответ на обращение")).value("до 03.07.2026 · сегодня последний день"));
    region.timePassesTo(LocalDateTime.of(2026, 7, 4, 9, 0));
    card(task).andExpect(jsonPath(term("Ответ на обращение")).value("до 03.07.2026 · просрочено"));
  }

  // Two windows of one official

  private ResultActions types(String task, String text, String window, int revision)
      throws Exception {
    return browser.perform(
        put("/api/tasks/" + task + "/typed")
            .param("window", window)
            .param("revision", String.valueOf(revision))
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"text\":\"" + text + "\"}")
            .with(as(EXECUTOR.value()))
            .with(csrf()));
  }

  private ResultActions form(String task, String login) throws Exception {
    return browser.perform(get("/api/tasks/" + task + "/form").with(as(login)));
  }

  @Test
  void moreThanAFormAsksForIsNotKept() throws Exception {
    String task = partOf(EXECUTOR);

    types(task, "Щ".repeat(1_000_000), "one", 0)
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.detail", containsString("приложите файлом")));

    form(task, EXECUTOR.value()).andExpect(jsonPath("$.typed").doesNotExist());
  }

  @Test
  void aWindowDoesNotOverwriteWhatItHasNotSeen() throws Exception {
    String task = partOf(EXECUTOR);
    form(task, EXECUTOR.value()).andExpect(jsonPath("$.revision").value(0));
    types(task, "Первое", "one", 0).andExpect(jsonPath("$.revision").value(1));

    types(task, "Второе", "two", 0)
        .andExpect(status().isConflict())
        .andExpect(
            jsonPath("$.detail", containsString("Эту форму изменили в другом окне в 10:00.")))
        .andExpect(jsonPath("$.typed.text").value("Первое"))
        .andExpect(jsonPath("$.revision").value(1));
    form(task, EXECUTOR.value()).andExpect(jsonPath("$.typed.text").value("Первое"));

    types(task, "Первое и ещё", "one", 0) // its answer was lost on the way
        .andExpect(jsonPath("$.revision").value(2));
    types(task, "Второе", "two", 2).andExpect(jsonPath("$.revision").value(3));
    types(task, "Снова первое", "one", 2).andExpect(status().isConflict());
    form(task, EXECUTOR.value()).andExpect(jsonPath("$.typed.text").value("Второе"));
  }

  @Test
  void aWindowDoesNotDecideOnWhatItHasNotSeen() throws Exception {
    String task = region.task(appeal, "Task_Triage").getId();
    for (int revision : new int[] {0, 1}) {
      var answer =
          browser.perform(
              put("/api/tasks/" + task + "/form")
                  .param("window", "two")
                  .param("revision", String.valueOf(revision))
                  .contentType(MediaType.APPLICATION_JSON)
                  .content(
                      "{\"complained\":\"NO\",\"triage\":\"REDIRECT\",\"recipients\":\"Прокуратура области\",\"ground\":\"Надзор\"}")
                  .with(as("coordinator"))
                  .with(csrf()));
      answer.andExpect(status().isOk()).andExpect(jsonPath("$.revision").value(revision + 1));
    }
    browser
        .perform(
            put("/api/tasks/" + task + "/form")
                .param("window", "one")
                .param("revision", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                    "{\"complained\":\"NO\",\"triage\":\"REDIRECT\",\"recipients\":\"Суд\",\"ground\":\"Спор\"}")
                .with(as("coordinator"))
                .with(csrf()))
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.typed.recipients").value("Прокуратура области"));
  }

  @Test
  void whoWasQuickerIsNamed() throws Exception {
    String task = partOf(EXECUTOR);

    form(task, ANOTHER.value())
        .andExpect(jsonPath("$.editable").value(false))
        .andExpect(jsonPath("$.holder").value(organization.official(EXECUTOR).shortName()));
    form(task, EXECUTOR.value()).andExpect(jsonPath("$.holder").doesNotExist());
    browser
        .perform(
            put("/api/tasks/" + task + "/typed")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .with(as(ANOTHER.value()))
                .with(csrf()))
        .andExpect(status().isForbidden())
        .andExpect(
            jsonPath("$.detail")
                .value("Задачу взял(а) в работу " + organization.official(EXECUTOR).shortName()));
  }

  // A task whose holder cannot go on

  private String partOf(OfficialId executor) {
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions", "executor", executor.value());
    return region.task(appeal, "Task_PreparePart").getId();
  }

  private RequestPostProcessor as(String login) {
    return signedIn.as(login);
  }

  private ResultActions release(String task, String login, String body) throws Exception {
    return browser.perform(
        post("/api/tasks/" + task + "/release")
            .contentType(MediaType.APPLICATION_JSON)
            .content(body)
            .with(as(login))
            .with(csrf()));
  }

  private Task part() {
    return region.task(appeal, "Task_PreparePart");
  }

  private List<Acts.Act> releases() {
    return acts.of(appeal).stream().filter(act -> act.action() == Action.TASK_RELEASED).toList();
  }

  @Test
  void theBlockHeadReleasesWhatAnotherHoldsAndTheJournalSaysWhy() throws Exception {
    String task = partOf(EXECUTOR);
    assertThat(part().getAssignee()).isEqualTo(EXECUTOR.value());
    engine.as(
        ANOTHER,
        () ->
            assertThatThrownBy(() -> tasks.claim(task, ANOTHER.value()))
                .isInstanceOf(ProcessEngineException.class));

    release(task, "head.roads", "{\"reason\":\"ILLNESS\"}").andExpect(status().isNoContent());

    assertThat(part().getAssignee()).isNull();
    assertThat(releases())
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.actor()).isEqualTo("head.roads");
              assertThat(act.role()).isEqualTo("BLOCK_HEAD");
              assertThat(act.details()).contains("\"from\":\"executor.zarechensk\"", "ILLNESS");
              assertThat(act.task()).contains(task);
            });
    browser
        .perform(get("/control/appeals/" + appeal).with(as("controller")))
        .andExpect(
            content().string(containsString("Снято с исполнителя задание «Подготовить часть")))
        .andExpect(content().string(containsString("причина: болезнь")));
    engine.as(ANOTHER, () -> tasks.claim(task, ANOTHER.value()));
    region.does(
        ANOTHER,
        part(),
        "text",
        "Ремонт выполнен.",
        "results",
        region.results(appeal, "Task_PreparePart", "EXPLAINED"));
  }

  /** He finds it in the same list and sees its card. */
  @Test
  void inTheCentreTheCoordinatorReleases() throws Exception {
    String task = region.task(appeal, "Task_Triage").getId();
    engine.as(new OfficialId("coordinator2"), () -> tasks.claim(task, "coordinator2"));
    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(as("coordinator")))
        .andExpect(jsonPath("$.actions[0].label").value("Снять с исполнителя"));
    release(task, "registrar", "{\"reason\":\"LEFT\"}").andExpect(status().isUnprocessableEntity());

    release(task, "coordinator", "{\"reason\":\"LEFT\"}").andExpect(status().isNoContent());

    assertThat(region.task(appeal, "Task_Triage").getAssignee()).isNull();
    assertThat(releases()).extracting(Acts.Act::role).containsExactly("COORDINATOR");
  }

  /** A block with two heads: what one has taken the other cannot, and neither takes it from him. */
  @ParameterizedTest
  @CsvSource({"2026-06-03T10:00, Task_AcceptQuestions", "2026-07-06T10:00, Task_HeadMeasures"})
  void theSupervisingDeputyReleasesWhatABlockHeadHolds(LocalDateTime moment, String element)
      throws Exception {
    region.does(appeal, "Task_Triage");
    if (!element.equals("Task_AcceptQuestions")) {
      region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value());
      region.timePassesTo(moment);
    }
    String task = region.task(appeal, element).getId();
    engine.as(HEAD, () -> tasks.claim(task, HEAD.value()));
    jdbc.sql(
            """
            insert into official_position (id, official, body, block, role, title, valid_from, source)
            values ('test.head', 'head.transport', 'minroads', 'roads', 'BLOCK_HEAD', 'Второй руководитель',
              date '2026-06-01', 'COMMAND')
            """)
        .update();
    organization.refresh();
    try {
      for (String login : List.of("head.transport", "executor.zarechensk")) {
        release(task, login, "{\"reason\":\"ILLNESS\"}")
            .andExpect(status().isUnprocessableEntity())
            .andExpect(jsonPath("$.detail", containsString("курирующий заместитель Губернатора")));
      }
      for (String login : List.of("deputy.social", "coordinator")) {
        release(task, login, "{\"reason\":\"ILLNESS\"}").andExpect(status().isNotFound());
      }
      assertThat(region.task(appeal, element).getAssignee()).isEqualTo(HEAD.value());
      browser
          .perform(get("/api/tasks/" + task + "/appeal").with(as("deputy.infra")))
          .andExpect(jsonPath("$.actions[0].label").value("Снять с исполнителя"));

      release(task, "deputy.infra", "{\"reason\":\"ILLNESS\"}").andExpect(status().isNoContent());

      assertThat(releases()).extracting(Acts.Act::role).containsExactly("DEPUTY_GOVERNOR");
      OfficialId second = new OfficialId("head.transport");
      engine.as(second, () -> tasks.claim(task, second.value()));
      assertThat(region.task(appeal, element).getAssignee()).isEqualTo(second.value());
    } finally {
      jdbc.sql("delete from official_position where id = 'test.head'").update();
      organization.refresh();
    }
  }

  /** The ladder runs in the tenant of the block whose head is late. */
  @ParameterizedTest
  @CsvSource({
    "2026-07-08T10:00, Task_DeputyMeasures, deputy.infra",
    "2026-07-20T10:00, Task_ApparatusMeasures, apparatus"
  })
  void aLateHeadReleasesNoMeasuresOfThoseAboveHim(
      LocalDateTime late, String element, OfficialId holder) throws Exception {
    partOf(EXECUTOR);
    region.timePassesTo(late);
    String task = region.task(appeal, element).getId();
    engine.as(holder, () -> tasks.claim(task, holder.value()));

    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(as("head.roads")))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.actions").isEmpty());
    release(task, "head.roads", "{\"reason\":\"LEFT\"}")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.detail", containsString("не снимаются")));

    assertThat(region.task(appeal, element).getAssignee()).isEqualTo(holder.value());
    assertThat(releases()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "approver.zarechensk",
        "signer.zarechensk",
        "executor.zarechensk2",
        "executor.zarechensk",
        "deputy.infra",
        "controller"
      })
  void othersReleaseNothingAndAreNotOfferedTo(String login) throws Exception {
    String task = partOf(EXECUTOR);

    release(task, login, "{\"reason\":\"ILLNESS\"}")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.detail", containsString("может руководитель блока")));
    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(as(login)))
        .andExpect(content().string(not(containsString("Снять с исполнителя"))));

    assertThat(part().getAssignee()).isEqualTo(EXECUTOR.value());
    assertThat(releases()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"head.housing", "registrar", "coordinator"})
  void whoDoesNotSeeTheTaskDoesNotFindItToRelease(String login) throws Exception {
    String task = partOf(EXECUTOR);

    release(task, login, "{\"reason\":\"ILLNESS\"}")
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail", containsString("Задание не найдено")));

    assertThat(part().getAssignee()).isEqualTo(EXECUTOR.value());
    assertThat(releases()).isEmpty();
  }

  @Test
  void theReleaseIsOfferedOnTheCardWithItsReasonsAndAsksForOne() throws Exception {
    String task = partOf(EXECUTOR);

    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(as("head.roads")))
        .andExpect(jsonPath("$.actions[0].label").value("Снять с исполнителя"))
        .andExpect(jsonPath("$.actions[0].choices.ILLNESS").value("болезнь"));
    for (String body : List.of("{}", "{\"reason\":\"\"}", "{\"reason\":\"BECAUSE\"}")) {
      release(task, "head.roads", body)
          .andExpect(status().isUnprocessableEntity())
          .andExpect(jsonPath("$.errors[0].field").value("reason"));
    }
    assertThat(part().getAssignee()).isEqualTo(EXECUTOR.value());

    release(task, "head.roads", "{\"reason\":\"ABSENCE\"}").andExpect(status().isNoContent());
    release(task, "head.roads", "{\"reason\":\"ABSENCE\"}")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.detail", containsString("ни за кем не закреплено")));
    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(as("head.roads")))
        .andExpect(jsonPath("$.actions[*].id").value("visit"));
  }

  /** The list by which the head finds it. */
  @Test
  void theHeadFindsWhatHisPeopleHold() {
    String task = partOf(EXECUTOR);
    var filter =
        filters.createFilterQuery().filterName("В работе у сотрудников").singleResult().getId();

    engine.as(
        new OfficialId("head.roads"),
        () ->
            assertThat(filters.<Task>listPage(filter, 0, 1000))
                .extracting(Task::getId)
                .contains(task));
    engine.as(
        new OfficialId("head.housing"),
        () ->
            assertThat(filters.<Task>listPage(filter, 0, 1000))
                .extracting(Task::getId)
                .doesNotContain(task));
  }

  // A holder whose role has ended

  private void roleEnds(String position) {
    jdbc.sql("update official_position set valid_until = date '2026-06-01' where id = :id")
        .param("id", position)
        .update();
    organization.refresh();
  }

  private void roleGoesOn(String position) {
    jdbc.sql("update official_position set valid_until = null where id = :id")
        .param("id", position)
        .update();
    organization.refresh();
  }

  /** Director of a service and executor of the municipality above it: he loses the second. */
  @Test
  void aFormIsNotTakenFromWhoLostTheRole() throws Exception {
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, IMPROVEMENT);
    String task = partOf(DIRECTOR);
    jdbc.sql(
            """
            insert into official_position (id, official, body, block, role, title, valid_from, source)
            values ('test.director', 'director.lugovets', 'lugovets', 'improvement', 'SIGNER', 'Глава', date '2026-06-01',
              'COMMAND')
            """)
        .update();
    roleEnds("director.lugovets-lugovets-improvement");
    try {
      browser
          .perform(get("/api/tasks/" + task + "/form").with(as(DIRECTOR.value())))
          .andExpect(jsonPath("$.editable").value(false));
      for (String address : List.of("/typed", "/form")) {
        browser
            .perform(
                put("/api/tasks/" + task + address)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{}")
                    .with(as(DIRECTOR.value()))
                    .with(csrf()))
            .andExpect(status().isForbidden())
            .andExpect(jsonPath("$.detail", containsString("другой сотрудник")));
      }
    } finally {
      jdbc.sql("delete from official_position where id = 'test.director'").update();
      roleGoesOn("director.lugovets-lugovets-improvement");
    }
  }

  /** Who named the executor did not take the task, and has no position for it. */
  @Test
  void whatTheDiagramAssignsNobodyTook() {
    partOf(EXECUTOR);

    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.TASK_TAKEN)
        .filteredOn(act -> act.element().equals(Optional.of("Task_PreparePart")))
        .singleElement()
        .satisfies(act -> assertThat(act.role()).isEqualTo("SYSTEM"));
    assertThat(acts.of(appeal))
        .filteredOn(act -> act.action() == Action.TASK_TAKEN)
        .filteredOn(act -> act.element().equals(Optional.of("Task_Triage")))
        .extracting(Acts.Act::role)
        .containsExactly("COORDINATOR");
  }

  /** The head names an executor who leaves before his task opens again. */
  @Test
  void whoIsNoExecutorAnyMoreGetsNoTask() {
    appeal =
        region.registered(
            AppealType.APPLICATION,
            Channel.POST,
            Region.ROADS,
            new Region.Asked("Не вывозят мусор", "0501", "zarechensk"));
    region.does(appeal, "Task_Triage");
    region.does(
        appeal, "Task_ConfirmRouting", "responsible", questions.of(appeal).get(0).id().toString());
    Task accept = region.task(appeal, "Task_AcceptQuestions");
    region.does(region.entitled(accept), accept, "executor", EXECUTOR.value());
    Task part = region.tasks(appeal, "Task_PreparePart").get(0);
    region.does(
        EXECUTOR,
        part,
        "text",
        "Ремонт выполнен.",
        "results",
        region.results(appeal, "Task_PreparePart", "EXPLAINED"));
    roleEnds("executor.zarechensk-zarechensk");
    try {
      region.does(appeal, "Task_ApprovePart", "approved", "NO", "remark", "Назовите дату ремонта.");
      assertThat(region.tasks(appeal, "Task_PreparePart"))
          .filteredOn(task -> task.getProcessInstanceId().equals(part.getProcessInstanceId()))
          .singleElement()
          .satisfies(again -> assertThat(again.getAssignee()).isNull());
    } finally {
      roleGoesOn("executor.zarechensk-zarechensk");
    }
  }

  /** The browser tells by the status what became of the task. */
  @Test
  void aTaskThatIsNotThereForHimIsNotFound() throws Exception {
    String task = partOf(EXECUTOR);

    for (String id : List.of(task, "no-such-task")) {
      for (String part : List.of("/form", "/appeal")) {
        browser
            .perform(get("/api/tasks/" + id + part).with(as("executor.housing")))
            .andExpect(status().isNotFound())
            .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
            .andExpect(jsonPath("$.detail", containsString("Задание не найдено")));
      }
    }
  }

  // Evidence

  private static final byte[] PHOTO = {
    (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F'
  };

  private org.springframework.test.web.servlet.ResultActions uploads(
      String login, String task, String name, byte[] content) throws Exception {
    return browser.perform(
        post("/api/tasks/" + task + "/files")
            .param("of", questions.of(appeal).get(0).id().toString())
            .param("name", name)
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .content(content)
            .with(as(login))
            .with(csrf()));
  }

  @Test
  void aPhotoProvesTheMeasuresAndTheApproverOpensIt() throws Exception {
    String task = partOf(EXECUTOR);
    uploads(EXECUTOR.value(), task, "../Двор", PHOTO)
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.files").value("Двор.jpeg"));
    uploads(EXECUTOR.value(), task, "фото.jpg", "<html>не фото".getBytes(UTF_8))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.detail", containsString("не снимок JPEG или PNG")));
    byte[] large = java.util.Arrays.copyOf(PHOTO, 10 * 1024 * 1024 + 1);
    uploads(EXECUTOR.value(), task, "большое.jpg", large)
        .andExpect(status().isUnprocessableEntity())
        .andExpect(jsonPath("$.detail", containsString("больше 10 МБ")));
    uploads(ANOTHER.value(), task, "чужое.jpg", PHOTO).andExpect(status().isForbidden());
    uploads("executor.housing", task, "чужое.jpg", PHOTO).andExpect(status().isNotFound());

    List<Map<String, Object>> rows = region.rows(appeal, "Task_PreparePart", "results");
    rows.get(0).putAll(Map.of("result", "MEASURES_TAKEN", "proof", "FILE"));
    region.does(appeal, "Task_PreparePart", "text", "Сделано.", "results", rows);
    region.does(appeal, "Task_DraftAnswer");
    Task approval = region.task(appeal, "Task_ApproveInTurn");
    String approver = region.entitled(approval).value();
    List<Map<String, Object>> shown = region.rows(appeal, "Task_ApproveInTurn", "evidence");
    assertThat(shown).singleElement().extracting("said").isEqualTo("файл «Двор.jpeg»");
    browser
        .perform(get((String) shown.get(0).get("href")).with(as(approver)))
        .andExpect(status().isOk())
        .andExpect(content().bytes(PHOTO));
    browser
        .perform(get((String) shown.get(0).get("href")).with(as("executor.housing")))
        .andExpect(status().isNotFound());
    browser
        .perform(get("/api/tasks/" + approval.getId() + "/appeal").with(as(approver)))
        .andExpect(jsonPath("$.sections[?(@.title == 'Чем подтверждены принятые меры')]").exists())
        .andExpect(jsonPath("$.sections[?(@.title == 'Вложения')]").doesNotExist());
  }

  // Who looked

  private List<String> looks(String login) {
    return jdbc.sql(
            "select page from view_journal where appeal = :appeal and who = :who order by id")
        .param("appeal", appeal.value())
        .param("who", login)
        .query(String.class)
        .list();
  }

  @Test
  void onlyWaysOfDispatchWithAnAddressAreOffered() throws Exception {
    region.untilSigned(appeal);
    String form = "/api/tasks/" + region.task(appeal, "Task_DispatchByPost").getId() + "/form";

    browser
        .perform(get(form).with(as("registrar")))
        .andExpect(jsonPath("$.options.methods[*].label", contains("Почта", "Личный кабинет")));
    jdbc.sql("update applicant set cabinet = '' where appeal = :appeal")
        .param("appeal", appeal.value())
        .update();
    browser
        .perform(get(form).with(as("registrar")))
        .andExpect(jsonPath("$.options.methods[*].value", contains("POST")));
    assertThatThrownBy(
            () ->
                region.does(
                    appeal, "Task_DispatchByPost", "method", "CABINET", "dispatchNumber", "К-1"))
        .hasMessageContaining("такого адреса нет");
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80081700000032");
  }

  @Test
  void eachLookAtACardAndAFormIsKeptButNotEachReload() throws Exception {
    String task = partOf(EXECUTOR);
    for (int reload = 0; reload < 3; reload++) {
      for (String part : List.of("/form", "/appeal")) {
        browser
            .perform(get("/api/tasks/" + task + part).with(as(EXECUTOR.value())))
            .andExpect(status().isOk());
      }
    }
    browser.perform(get("/api/tasks/rows").param("ids", task).with(as(EXECUTOR.value())));
    browser.perform(get("/api/tasks/" + task + "/appeal").with(as("head.roads")));
    browser.perform(get("/api/tasks/" + task + "/form").with(as("executor.housing")));

    assertThat(looks(EXECUTOR.value())).containsExactly("форма задачи", "карточка в задаче");
    assertThat(looks("head.roads")).containsExactly("карточка в задаче");
    assertThat(looks("executor.housing")).as("what he is not shown").isEmpty();

    region.itIs(LocalDateTime.of(2026, 6, 3, 10, 6));
    browser.perform(get("/api/tasks/" + task + "/form").with(as(EXECUTOR.value())));
    assertThat(looks(EXECUTOR.value())).hasSize(3);
  }
}
