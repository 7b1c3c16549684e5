package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
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

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.StringUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Supplements;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/** The pages of the controller and the administrator, over an appeal that people worked on. */
@ProductTest
class ControlPagesTest {

  @Autowired Region region;
  @Autowired SignedIn signedIn;
  @Autowired JdbcClient jdbc;
  @Autowired Appeals appeals;
  @Autowired Supplements supplements;
  @Autowired Organization organization;
  @Autowired WebApplicationContext context;

  private MockMvc browser;
  private AppealId appeal;
  private String number;

  @BeforeEach
  void anAppealAtTheBlock() {
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    region.itIs(LocalDateTime.of(2026, 6, 3, 10, 0));
    appeal =
        region.registered(
            AppealType.APPLICATION,
            Channel.POST,
            new Region.Asked("=HYPERLINK(\"http://evil\")", "0301", "zarechensk"));
    region.does(appeal, "Task_Triage");
    number =
        jdbc.sql("select number from appeal where id = :id")
            .param("id", appeal.value())
            .query(String.class)
            .single();
  }

  @AfterEach
  void realTime() {
    signedIn.forget();
    ClockUtil.reset();
  }

  private RequestPostProcessor as(String login) {
    return signedIn.as(login);
  }

  private long looks(String page) {
    return jdbc.sql("select count(*) from view_journal where page = :page and who = 'controller'")
        .param("page", page)
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource({
    "/control, controller, 200",
    "/control, apparatus, 200",
    "/control, admin, 403",
    "/control, executor.housing, 403",
    "/control/appeals.csv, executor.housing, 403",
    "/check, controller, 200",
    "/check, admin, 200",
    "/check, executor.housing, 403",
    "/failures, admin, 200",
    "/failures, controller, 403",
    "/organization, admin, 200",
    "/organization, controller, 403"
  })
  void opensToItsRolesOnly(String page, String login, int status) throws Exception {
    browser.perform(get(page).with(as(login))).andExpect(status().is(status));
  }

  @Test
  void findsAnAppealByItsNumber() throws Exception {
    long before = looks("control");
    browser
        .perform(get("/control").param("number", number).with(as("controller")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("/control/appeals/" + appeal)))
        .andExpect(content().string(containsString("03.07.2026")))
        .andExpect(content().string(containsString("осталось 30 дн.")));
    assertThat(looks("control")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "body, zarechensk, true",
    "body, minhealth, false",
    "block, roads, true",
    "block, health, false",
    "state, IN_WORK, true",
    "state, ANSWERED, false",
    "from, 2026-06-03, true",
    "from, 2026-06-04, false",
    "to, 2026-06-03, true",
    "to, 2026-06-02, false",
    "type, APPLICATION, true",
    "type, COMPLAINT, false",
    "collective, 1, false",
    "overdue, 1, false",
    "escalated, 1, false"
  })
  void filters(String filter, String value, boolean found) throws Exception {
    browser
        .perform(
            get("/control").param("number", number).param(filter, value).with(as("controller")))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    found
                        ? containsString("/control/appeals/" + appeal)
                        : containsString("Обращений по этому фильтру нет")));
  }

  @Test
  void showsWhatIsOverdue() throws Exception {
    region.itIs(LocalDateTime.of(2026, 7, 4, 0, 1));
    browser
        .perform(
            get("/control").param("number", number).param("overdue", "1").with(as("controller")))
        .andExpect(content().string(containsString("просрочено на 1 дн.")));
  }

  /** Though it is answered in time. */
  @Test
  void aLateRegistrationIsABreachToo() throws Exception {
    AppealId late = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    region.timePassesTo(LocalDateTime.of(2026, 6, 9, 10, 0));
    region.does(late, "Task_RegisterAppeal");
    browser
        .perform(
            get("/control")
                .param("overdue", "1")
                .param("number", appeals.appeal(late).numberOrNone())
                .with(as("controller")))
        .andExpect(content().string(containsString("/control/appeals/" + late)))
        .andExpect(
            content()
                .string(containsString("осталось 30 дн.; нарушен срок: «Регистрация обращения»")));
  }

  /** Its ladder, climbed to the top, is a setting of the ЦУР. */
  @Test
  void aBrokenPromiseIsNoBreachOfATermOfTheLaw() throws Exception {
    AppealId promising = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilExecution(promising);
    List<Map<String, Object>> results = region.results(promising, "Task_PreparePart", "PROMISED");
    results.get(0).putAll(Map.of("promise", "Починим", "promisedOn", "2026-06-10"));
    region.does(promising, "Task_PreparePart", "text", "До 10.06.2026.", "results", results);
    region.does(promising, "Task_DraftAnswer", "results", results);
    region.draftIsApproved(promising);
    region.does(promising, "Task_SignAnswer");
    region.dispatchAll(promising);
    region.timePassesTo(LocalDateTime.of(2026, 7, 20, 10, 0));
    assertThat(
            jdbc.sql("select object from act where appeal = :id and action = 'BREACHED'")
                .param("id", promising.value())
                .query(String.class)
                .list())
        .as("the last step of the ladder")
        .containsExactly("zarechensk.roads");

    String answered = appeals.appeal(promising).numberOrNone();
    browser
        .perform(get("/control").param("number", answered).with(as("controller")))
        .andExpect(content().string(containsString(">в срок<")))
        .andExpect(content().string(not(containsString("text-bg-danger"))));
    browser
        .perform(
            get("/control").param("number", answered).param("overdue", "1").with(as("controller")))
        .andExpect(content().string(containsString("Обращений по этому фильтру нет")));
    browser
        .perform(
            get("/control").param("number", answered).param("promised", "1").with(as("controller")))
        .andExpect(content().string(containsString("/control/appeals/" + promising)));
  }

  @Test
  void findsCollectiveOnesAndSaysSoInTheFile() throws Exception {
    jdbc.sql(
            "insert into signatory values (:appeal, 1, 'Первая А. А.', ''), (:appeal, 2, 'Вторая Б. Б.', '')")
        .param("appeal", appeal.value())
        .update();
    browser
        .perform(
            get("/control").param("number", number).param("collective", "1").with(as("controller")))
        .andExpect(content().string(containsString("/control/appeals/" + appeal)))
        .andExpect(content().string(containsString("collective=1")))
        .andExpect(content().string(containsString(">заявление, коллективное<")));
    browser
        .perform(
            get("/control/appeals.csv")
                .param("number", number)
                .param("collective", "1")
                .with(as("controller")))
        .andExpect(content().string(containsString(";заявление;да\r\n")));
  }

  @Test
  void refusesWhatIsNoFilter() throws Exception {
    browser
        .perform(
            get("/control").param("from", "31.12.2026").param("block", "x").with(as("controller")))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("Нет такой даты")))
        .andExpect(content().string(containsString("Нет такого блока")));
    browser
        .perform(get("/control").param("number", "%").with(as("controller")))
        .andExpect(content().string(containsString("Обращений по этому фильтру нет")));
  }

  @Test
  void downloadsTheRowsWithoutFormulas() throws Exception {
    byte[] file =
        browser
            .perform(get("/control/appeals.csv").param("number", number).with(as("controller")))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    assertThat(new String(file, StandardCharsets.UTF_8))
        .startsWith("\uFEFFНомер;")
        .contains(number + ";\"'=HYPERLINK(\"\"http://evil\"\")\"");
  }

  @Test
  void tellsTheCase() throws Exception {
    long before = looks("control/appeal");
    browser
        .perform(get("/control/appeals/" + appeal).with(as("controller")))
        .andExpect(status().isOk())
        .andExpect(
            content().string(containsString("Зарегистрировано обращение под номером " + number)))
        .andExpect(
            content().string(containsString("Завершено задание «Определить порядок рассмотрения»")))
        .andExpect(content().string(containsString("Установлен срок ответа: до 03.07.2026")))
        .andExpect(content().string(containsString("таблица распределения, версия")))
        .andExpect(content().string(containsString("Рассмотрение обращения, версия")))
        .andExpect(content().string(containsString("Принять вопросы или вернуть")))
        .andExpect(content().string(not(containsString("Task_"))));
    assertThat(looks("control/appeal")).isEqualTo(before + 1);
  }

  @Test
  void tellsTheWholeCaseInRussian() throws Exception {
    region.itIs(LocalDateTime.of(2026, 6, 3, 10, 0));
    AppealId whole = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilSigned(whole);
    String seen =
        text(
            browser
                .perform(get("/control/appeals/" + whole).with(as("controller")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    assertThat(seen)
        .contains("Прошу отремонтировать улицу Садовую. Заявителева.")
        .contains("Уважаемая Анна Петровна!", "Ремонт выполнен.")
        .contains("Заявителева Анна Петровна, г. Зареченск, ул. Садовая, д. 1")
        .containsPattern("№ \\S+ от 03\\.06\\.2026")
        .contains("Код темы: 0301 Ямы на дороге в населённом пункте")
        .contains("Вид обращения: заявление", "Порядок: по очереди", "через запятую): согласующий")
        .contains("Ответ готовят несколько органов: нет")
        .contains("(строка 3)");
    assertThat(StringUtils.countOccurrencesOf(seen, "(настройка ЦУР (шаг процесса)), ")).isZero();
    assertThat(
            Pattern.compile("[A-Za-z]{4,}")
                .matcher(seen.replaceAll("\\S+@\\S+|\\b[0-9a-f]{64}\\b", ""))
                .results()
                .map(MatchResult::group))
        .as("latin words that a reader sees")
        .isEmpty();
  }

  @Test
  void tellsWhatTheTableOfOutcomesSaidInWords() throws Exception {
    AppealId away = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(
        away,
        "Task_Triage",
        "triage",
        "REDIRECT",
        "recipients",
        "Министерство обороны РФ",
        "ground",
        "Вопрос не региона.");
    String seen =
        text(
            browser
                .perform(get("/control/appeals/" + away).with(as("controller")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8));
    assertThat(seen)
        .contains("Исход: переадресовать целиком", "Решение: можно")
        .contains("Срок: Переадресация обращения целиком")
        .doesNotContain("REDIRECT", "ALLOWED");
  }

  /** What of a page a reader sees. */
  private static String text(String page) {
    return HtmlUtils.htmlUnescape(
        page.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ").replaceAll("<[^>]*>", " "));
  }

  /**
   * Who considers the first reads the duplicate, its files and the note; the file tells of both.
   */
  @Test
  void showsAJoinedDuplicateInTheFileAndOnTheFirstsCard() throws Exception {
    region.does(appeal, "Task_AcceptQuestions");
    AppealId later = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    var registrar =
        organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR));
    appeals.link(later, new Appeals.Earlier(number, LinkKind.DUPLICATE), registrar);
    supplements.add(
        later,
        new Supplements.New(
            Optional.empty(),
            "Прилагаю схему дубля.",
            java.time.Instant.parse("2026-06-03T07:00:00Z"),
            List.of(new NewAppeal.File("схема.txt", "text/plain", new byte[] {7}))),
        registrar);
    String coordinator =
        organization
            .findOfficial(region.entitled(region.task(later, "Task_Triage")))
            .orElseThrow()
            .shortName();
    region.does(later, "Task_Triage", "triage", "JOIN", "first", number);
    String second = appeals.appeal(later).number().orElseThrow();
    var part = region.task(appeal, "Task_PreparePart");
    String executor = region.entitled(part).value();
    String file = appeals.attachments(later).get(0).id().toString();

    browser
        .perform(get("/api/tasks/" + part.getId() + "/appeal").with(as(executor)))
        .andExpect(status().isOk())
        .andExpect(
            content().string(containsString("Присоединено дублирующее обращение № " + second)))
        .andExpect(content().string(containsString("Прилагаю схему дубля.")))
        .andExpect(content().string(containsString(file)));
    browser
        .perform(get("/api/tasks/" + part.getId() + "/attachments/" + file).with(as(executor)))
        .andExpect(status().isOk())
        .andExpect(content().bytes(new byte[] {7}));
    browser
        .perform(get("/control/appeals/" + later).with(as("controller")))
        .andExpect(content().string(containsString("присоединено к № " + number)))
        .andExpect(content().string(containsString("присоединил " + coordinator)))
        .andExpect(
            content().string(containsString("Присоединено к открытому обращению № " + number)));
    browser
        .perform(get("/control/appeals/" + appeal).with(as("controller")))
        .andExpect(content().string(containsString("присоединённое № " + second)));
  }

  @Test
  void drawsThePathReallyTaken() throws Exception {
    String instance =
        jdbc.sql("select min(root_instance) from flow_taken where appeal = :id")
            .param("id", appeal.value())
            .query(String.class)
            .single();
    browser
        .perform(
            get("/control/appeals/" + appeal + "/instances/" + instance).with(as("controller")))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.flows.Flow_Triaged").value(1))
        .andExpect(jsonPath("$.flows.Flow_Closed").doesNotExist())
        .andExpect(jsonPath("$.active[0]").value("Call_Merits"))
        .andExpect(jsonPath("$.xml").value(containsString("Call_Triage")));
    browser
        .perform(get("/control/appeals/" + appeal + "/instances/other").with(as("controller")))
        .andExpect(status().isNotFound());
  }

  @ParameterizedTest
  @CsvSource({"/control/appeals/nonsense", "/control/appeals/00000000-0000-0000-0000-000000000000"})
  void knowsNoOtherCases(String path) throws Exception {
    browser.perform(get(path).with(as("controller"))).andExpect(status().isNotFound());
  }

  @Test
  void triesAFailedJobAgain() throws Exception {
    String job =
        jdbc.sql(
                """
                select min(j.id_) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
                where e.business_key_ = :id
                """)
            .param("id", appeal.toString())
            .query(String.class)
            .single();
    jdbc.sql("update act_ru_job set retries_ = 0 where id_ = :id").param("id", job).update();
    browser
        .perform(get("/failures").with(as("admin")))
        .andExpect(content().string(containsString(number)))
        .andExpect(content().string(containsString("Схема «Рассмотрение обращения», шаг «")))
        .andExpect(content().string(containsString("Причина не записана.")))
        .andExpect(content().string(containsString("<td>Повторите шаг.")))
        .andExpect(content().string(containsString("/failures/" + job + "/retry")));
    browser
        .perform(post("/failures/" + job + "/retry").with(as("admin")))
        .andExpect(status().isForbidden());
    browser
        .perform(post("/failures/" + job + "/retry").with(as("admin")).with(csrf()))
        .andExpect(redirectedUrl("/failures"))
        .andExpect(flash().attribute("message", containsString("ещё раз")));
    assertThat(
            jdbc.sql("select retries_ from act_ru_job where id_ = :id")
                .param("id", job)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    browser
        .perform(post("/failures/" + job + "/retry").with(as("admin")).with(csrf()))
        .andExpect(flash().attribute("message", containsString("уже нет")));
  }

  @Test
  void readsTheOrganizationAgain() throws Exception {
    browser
        .perform(get("/organization").with(as("admin")))
        .andExpect(content().string(containsString("Прочитать файлы заново")));
    browser
        .perform(post("/organization/read").with(as("admin")).with(csrf()))
        .andExpect(redirectedUrl("/organization"))
        .andExpect(flash().attribute("message", containsString("Файлы прочитаны")));
  }

  @Test
  void everyPageHasAnIconEvenBeforeSignIn() throws Exception {
    browser
        .perform(get("/favicon.ico"))
        .andExpect(status().isOk())
        .andExpect(content().contentType("image/x-icon"));
  }
}
