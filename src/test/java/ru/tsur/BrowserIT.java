package ru.tsur;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The desk of the packaged jar in Chromium: an appeal with two questions from the REST door to its
 * closure.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT {

  private static final double LONGEST =
      Double.parseDouble(System.getProperty("browser.longest", "180000"));
  private static final int LAST_RELOAD = Integer.getInteger("browser.reloads", 5);
  private static final Path SCREENSHOTS = Path.of("docs/screenshots");
  private static final String SURNAME = System.getProperty("browser.surname", "Куропаткина");
  private static final String ADDRESS = "Незабудковая";
  private static final String TEXT =
      "На улице Незабудковой яма на дороге у дома 17, а с детской площадки третью неделю не вывозят мусор. "
          + "Просим принять меры и ответить, когда это будет сделано.";

  private static final String PORTAL =
      "Basic "
          + Base64.getEncoder().encodeToString("portal:demo".getBytes(StandardCharsets.US_ASCII));

  private static Playwright playwright;
  private static Browser browser;
  private static Jar jar;
  private static URI home;
  private static int approvalClicks;
  private static final Map<String, String> FIGURES = new LinkedHashMap<>();
  private static final Set<String> ENGLISH = new TreeSet<>();
  private static final List<String> REFUSED = new ArrayList<>();

  /** What must stay in the register alone. */
  private static final String[] PERSONAL = {
    SURNAME, "Алевтина", "Незабудков", "kuropatkina@", "третью неделю", "Незваный", "Липовая"
  };

  /** Without the invented life: the list holds our appeals alone. */
  private static final String[] ARGUMENTS = {"--tsur.demo.life=false"};

  @BeforeAll
  static void start() {
    String given = System.getProperty("browser.url");
    if (given == null) {
      jar = new Jar(Path.of("target/browser-" + System.nanoTime()));
      home = jar.start(ARGUMENTS);
    } else {
      home = URI.create(given);
    }
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
  }

  @AfterAll
  static void stop() throws IOException {
    playwright.close();
    if (jar != null) {
      jar.close();
    }
    writeFigures();
  }

  @Test
  @Order(1)
  void anAppealGoesFromTheRestDoorToItsClosure() throws Exception {
    String id = appealByRest("walk-" + System.nanoTime());

    try (Desk desk = new Desk("registrar")) {
      desk.screenshot("login");
      desk.signIn();
      desk.screenshot("list");
      desk.opens("Зарегистрировать обращение");
      FIGURES.put("вход → первая задача открыта, нажатий", String.valueOf(desk.clicks));
      desk.screenshot("register");
      desk.tab("Обращение");
      desk.page.getByText(TEXT).first().waitFor();
      desk.screenshot("card");
      desk.tab("Форма");
      desk.choose("questions.0.theme", "0301");
      desk.choose("questions.1.theme", "0501");
      desk.choose("questions.1.municipality", "lugovets");
      desk.completes();
    }
    try (Desk desk = new Desk("coordinator")) {
      desk.signIn();
      desk.opens("Проверить компетенцию");
      desk.screenshot("triage");
      desk.completes();
      desk.opens("Подтвердить распределение");
      desk.choose("questions.0.block", "roads");
      desk.choose("questions.0.body", "lugovets");
      desk.screenshot("routing");
      desk.completes();
    }
    accepts("head.roads", "accept");
    accepts("head.waste", null);
    writesPart(
        "executor.lugovets",
        "По улице Незабудковой заключён договор ямочного ремонта, работы закончат 10 декабря.",
        "part");
    writesPart(
        "executor.waste", "Регулярный вывоз мусора восстановлен 20 ноября, график изменён.", null);
    approves("approver.lugovets", "Согласовать часть ответа", null);
    approves("approver.waste", "Согласовать часть ответа", null);
    try (Desk desk = new Desk("executor.lugovets")) {
      desk.signIn();
      desk.opens("Подготовить проект ответа");
      desk.screenshot("draft");
      desk.completes();
    }
    approves("approver.lugovets", "Согласовать проект ответа одновременно", "approve");
    approves("head.roads", "Согласовать проект ответа одновременно", null);
    try (Desk desk = new Desk("signer.lugovets")) {
      desk.signIn();
      desk.opens("Подписать ответ");
      desk.screenshot("sign");
      desk.completes();
    }
    try (Desk desk = new Desk("registrar")) {
      desk.signIn();
      awaitState(id, "ANSWERED");
      desk.page.navigate(home + "/mail");
      desk.page.getByText("kuropatkina@example.test").first().waitFor();
      desk.page.locator("details summary").first().click();
      desk.screenshot("mail");
    }
    FIGURES.put("простое согласование, нажатий (с открытием)", String.valueOf(approvalClicks));
    FIGURES.put("простое согласование, введено знаков", "0");
    assertThat(approvalClicks).isLessThanOrEqualTo(2);
    assertThat(ENGLISH).as("English words on the screens of officials").isEmpty();
    assertThat(REFUSED).as("calls of Tasklist that the server refused").isEmpty();
  }

  @Test
  @Order(2)
  void aSecondCompletionOfTheSameTaskIsRefusedAndNothingIsHalfDone() throws Exception {
    String id = appealByRest("twice-" + System.nanoTime());
    try (Desk first = new Desk("registrar");
        Desk second = new Desk("registrar")) {
      first.signIn();
      second.signIn();
      first.opens("Зарегистрировать обращение");
      second.opens("Зарегистрировать обращение");
      first.completes();
      awaitState(id, "REGISTERED");

      second.page.locator(".af-submit").click();

      Locator summary = second.page.locator(".af-summary");
      summary.waitFor();
      second.screenshot("second-completion");
      assertThat(summary.innerText()).containsPattern("Задание не найдено: оно уже завершено");
      awaitState(id, "REGISTERED");
    }
    try (Desk desk = new Desk("coordinator")) {
      desk.signIn();
      assertThat(
              desk.page.locator(".desk-row", new Page.LocatorOptions().setHasText(SURNAME)).count())
          .isEqualTo(1);
    }
    REFUSED.clear();
  }

  @Test
  @Order(3)
  void theRegistrarEntersALetterOnOurPage() {
    try (Desk desk = new Desk("registrar")) {
      desk.signIn();
      desk.page
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Новое обращение"))
          .click();
      Page page = desk.page;
      page.locator("h1", new Page.LocatorOptions().setHasText("Новое обращение")).waitFor();
      Locator shown =
          page.locator("main form :is(input:not([type=hidden]), select, textarea):visible");
      FIGURES.put("регистрация письма, полей показано", String.valueOf(shown.count()));

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Зарегистрировать"))
          .click();
      page.locator(".alert-danger").waitFor();
      assertThat(page.locator(".is-invalid").count()).isEqualTo(1);
      String wrong = page.locator(".is-invalid").getAttribute("id");
      assertThat(page.locator(".alert-danger a").getAttribute("href")).isEqualTo("#" + wrong);
      desk.screenshot("entry-error");

      page.getByLabel("Фамилия").fill("Незваный");
      page.getByLabel("Имя", new Page.GetByLabelOptions().setExact(true)).fill("Пров");
      page.getByLabel("Почтовый адрес").fill("Заречная область, г. Зареченск, ул. Липовая, д. 3");
      page.getByLabel("Текст обращения").fill("Не горят фонари на Липовой улице.");
      FIGURES.put("регистрация письма, полей введено", "4");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Добавить вопрос"))
          .click();
      page.getByText("Вопрос 2").waitFor();
      assertThat(page.getByLabel("Фамилия").inputValue()).isEqualTo("Незваный");
      page.locator("[name='questions[0].substance']").fill("Освещение");
      page.locator("[name='questions[0].theme']").selectOption("0602");
      page.locator("[name='questions[1].substance']").fill("Тротуар");
      page.locator("#files")
          .setInputFiles(
              new FilePayload(
                  "письмо.txt", "text/plain", "Письмо".getBytes(StandardCharsets.UTF_8)));
      page.evaluate("scrollTo(0, 0)");
      desk.screenshot("entry");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Зарегистрировать"))
          .click();
      page.locator(".alert-success").waitFor();
      assertThat(page.locator(".alert-success").innerText())
          .contains("Зарегистрировано под номером");
      assertThat(accessible(page, "main")).isEmpty();
    }
    REFUSED.clear();
  }

  @Test
  @Order(4)
  void axeFindsNothingSeriousInWhatWeRender() throws Exception {
    List<String> ours = new ArrayList<>();
    try (Desk desk = new Desk("registrar")) {
      ours.addAll(accessible(desk.page, "body"));
      desk.signIn();
      appealByRest("axe-" + System.nanoTime());
      desk.page.reload();
      desk.awaitList();
      desk.opens("Зарегистрировать обращение");
      ours.addAll(accessible(desk.page, ".appeal-form"));
      Files.write(
          Path.of("target/axe-camunda.txt"),
          findings(new AxeBuilder(desk.page).exclude(List.of(".appeal-form")).analyze()));
      desk.tab("Обращение");
      desk.page.locator(".ac-card").first().waitFor();
      ours.addAll(accessible(desk.page, ".ac-card"));
      for (String path : List.of("/calculator", "/intake/new", "/mail")) {
        desk.page.navigate(home + path);
        ours.addAll(accessible(desk.page, "body"));
      }
    }
    FIGURES.put("axe: серьёзных и критических в нашем", String.valueOf(ours.size()));
    assertThat(ours).isEmpty();
  }

  @Test
  @Order(5)
  void signingOutLeadsToOurSignIn() {
    try (Desk desk = new Desk("coordinator")) {
      desk.signIn();
      assertThat(desk.page.locator("body").innerText()).doesNotContainIgnoringCase("start process");
      desk.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Выйти")).click();
      desk.page.waitForURL("**/login**");
      desk.page.getByLabel("Пароль").waitFor();
    }
  }

  @Test
  @Order(6)
  void typedTextSurvivesAKilledServer() throws Exception {
    Assumptions.assumeTrue(jar != null, "needs a server of its own");
    appealByRest("kill-" + System.nanoTime(), "Прорвало трубу у дома 19");
    String typed = "Яма у дома 17, дополнено регистратором перед обрывом";
    try (Desk desk = new Desk("registrar")) {
      desk.signIn();
      desk.opens("Зарегистрировать обращение", "Прорвало трубу");
      desk.field("questions.0.substance").fill(typed);
      long begun = System.nanoTime();
      desk.page.locator(".af-status[data-kind=saved]").waitFor();
      long lost = (System.nanoTime() - begun) / 1_000_000;
      FIGURES.put("от ввода до «Сохранено», мс", String.valueOf(lost));
      jar.kill();
      assertThat(lost).isLessThan(10_000);
    }
    home = jar.start(ARGUMENTS);
    try (Desk desk = new Desk("registrar")) {
      desk.signIn();
      desk.opens("Зарегистрировать обращение", "Прорвало трубу");
      assertThat(desk.field("questions.0.substance").inputValue()).isEqualTo(typed);
      desk.page.getByText("Восстановлено введённое раньше").waitFor();
    }
  }

  @Test
  @Order(7)
  void noPersonalTextIsInTheEngineOrTheLog() throws Exception {
    Assumptions.assumeTrue(jar != null, "needs a database of its own");
    jar.stop();
    List<String> found = new ArrayList<>();
    try (Connection database = DriverManager.getConnection(jar.jdbcUrl(), "sa", "")) {
      assertThat(search(database, "APPLICANT")).as("the search finds what is there").isNotEmpty();
      try (ResultSet tables =
          database
              .getMetaData()
              .getTables(null, "PUBLIC", "ACT_%", new String[] {"TABLE", "BASE TABLE"})) {
        int searched = 0;
        while (tables.next()) {
          found.addAll(search(database, tables.getString("TABLE_NAME")));
          searched++;
        }
        assertThat(searched).isGreaterThan(30);
      }
    }
    assertThat(found).as("personal text in the engine's tables").isEmpty();
    assertThat(jar.log()).doesNotContain(PERSONAL);
  }

  /** Tables where a personal text stands in any column, text or bytes. */
  private static List<String> search(Connection database, String table) throws Exception {
    List<String> found = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          Object value = rows.getObject(i);
          String text =
              value instanceof Blob || value instanceof byte[]
                  ? new String(rows.getBytes(i), StandardCharsets.UTF_8)
                  : String.valueOf(rows.getString(i));
          for (String personal : PERSONAL) {
            if (text.contains(personal)) {
              found.add(table + "." + rows.getMetaData().getColumnName(i) + ": " + personal);
            }
          }
        }
      }
    }
    return found;
  }

  private static List<String> accessible(Page page, String ours) {
    return serious(new AxeBuilder(page).include(ours).analyze()).stream()
        .map(finding -> page.url() + " " + ours + " " + finding)
        .toList();
  }

  private static List<String> serious(AxeResults results) {
    return findings(results).stream()
        .filter(finding -> finding.matches("(?s)(serious|critical) .*"))
        .toList();
  }

  private static List<String> findings(AxeResults results) {
    assertThat(results.getPasses()).as("axe looked at something").isNotEmpty();
    return results.getViolations().stream()
        .map(
            rule ->
                rule.getImpact()
                    + " "
                    + rule.getId()
                    + ": "
                    + rule.getNodes().stream().map(node -> node.getHtml()).toList())
        .toList();
  }

  /** Prints the figures of desk.md and writes them into the guide. */
  private static void writeFigures() throws IOException {
    StringBuilder table =
        new StringBuilder("| измерено браузерным тестом | значение |\n|---|---|\n");
    FIGURES.forEach((what, value) -> table.append("| " + what + " | " + value + " |\n"));
    System.out.println(table);
    Path guide = Path.of("docs/official.md");
    String begin = "<!-- figures -->\n";
    String end = "<!-- /figures -->";
    if (Files.exists(guide) && FIGURES.size() > 6) {
      String text = Files.readString(guide);
      int from = text.indexOf(begin) + begin.length();
      Files.writeString(guide, text.substring(0, from) + table + text.substring(text.indexOf(end)));
    }
  }

  private void accepts(String head, String screenshot) {
    try (Desk desk = new Desk(head)) {
      desk.signIn();
      desk.opens("Принять вопросы или вернуть");
      desk.radio("accepted", "YES");
      if (screenshot != null) {
        desk.screenshot(screenshot);
      }
      desk.completes();
    }
  }

  private void writesPart(String executor, String text, String screenshot) {
    try (Desk desk = new Desk(executor)) {
      desk.signIn();
      desk.opens("Подготовить часть ответа");
      desk.field("text").fill(text);
      desk.choose("results.0.result", "MEASURES_TAKEN");
      if (screenshot != null) {
        desk.screenshot(screenshot);
      }
      desk.completes();
    }
  }

  private void approves(String approver, String task, String screenshot) {
    try (Desk desk = new Desk(approver)) {
      desk.signIn();
      int before = desk.clicks;
      desk.opens(task);
      if (screenshot != null) {
        desk.screenshot(screenshot);
      }
      desk.completes();
      approvalClicks = Math.max(approvalClicks, desk.clicks - before);
    }
  }

  /** One official in a browser of his own. */
  private static final class Desk implements AutoCloseable {
    private final String login;
    private final BrowserContext context;
    private final Page page;
    private int clicks;

    Desk(String login) {
      this.login = login;
      context =
          browser.newContext(
              new Browser.NewContextOptions()
                  .setLocale("ru-RU")
                  .setTimezoneId("Europe/Moscow")
                  .setViewportSize(1440, 900));
      page = context.newPage();
      page.setDefaultTimeout(LONGEST);
      page.onResponse(this::remember);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              System.out.println("[" + login + "] console: " + message.text());
            }
          });
      page.onPageError(error -> System.out.println("[" + login + "] page error: " + error));
      page.navigate(home + "/login");
    }

    private void remember(Response response) {
      if (response.status() >= 400) {
        REFUSED.add(response.status() + " " + response.request().method() + " " + response.url());
        System.out.println("[" + login + "] " + REFUSED.get(REFUSED.size() - 1));
      }
    }

    void signIn() {
      page.getByLabel("Логин").fill(login);
      page.getByLabel("Пароль").fill("demo");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Войти")).click();
      awaitList();
    }

    /**
     * On a busy machine RequireJS gives up after 7 s and a spinner stays: the user reloads, so do
     * we.
     */
    private void awaitList() {
      for (int i = 0; ; i++) {
        try {
          page.locator(".desk-filled, .tasks-list .well:visible")
              .first()
              .waitFor(new Locator.WaitForOptions().setTimeout(30_000));
          return;
        } catch (TimeoutError e) {
          if (i > LAST_RELOAD) {
            throw e;
          }
          System.out.println("[" + login + "] reload; " + page.url());
          page.reload();
        }
      }
    }

    /** Clicks the row of our appeal; other appeals may stand in the list too. */
    void opens(String task) {
      opens(task, SURNAME);
    }

    private void opens(String task, String appeal) {
      Locator row =
          page.locator(".desk-row", new Page.LocatorOptions().setHasText(appeal))
              .filter(new Locator.FilterOptions().setHasText(task))
              .first();
      row.waitFor();
      row.click();
      clicks++;
      page.locator("h1.task", new Page.LocatorOptions().setHasText(task)).waitFor();
      page.locator(".appeal-form.af-ready").waitFor();
    }

    Locator field(String path) {
      return page.locator("[data-path=\"" + path + "\"]");
    }

    void radio(String path, String value) {
      page.locator("input[data-path=\"" + path + "\"][value=\"" + value + "\"]").check();
    }

    void choose(String path, String value) {
      field(path).selectOption(value);
    }

    void tab(String label) {
      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(label)).click();
      page.waitForTimeout(1500);
    }

    void completes() {
      Locator head = page.locator("h1.task");
      String task = head.getAttribute("data-task-id");
      page.locator(".af-submit").click();
      clicks++;
      page.locator("h1.task[data-task-id=\"" + task + "\"]")
          .waitFor(
              new Locator.WaitForOptions()
                  .setState(WaitForSelectorState.DETACHED)
                  .setTimeout(60_000));
    }

    void screenshot(String name) {
      page.waitForTimeout(700);
      Matcher word = Pattern.compile("[A-Za-z]{3,}").matcher(visibleText());
      while (word.find()) {
        ENGLISH.add(word.group());
      }
      page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** Without addresses, external numbers and the name of the platform. */
    private String visibleText() {
      return page.locator("body")
          .innerText()
          .replaceAll("\\S+@\\S+|(walk|twice|axe|kill)-\\d+|[0-9a-f]{32,}", "")
          .replace("Camunda Platform", "")
          .replace("SHA-256", "");
    }

    @Override
    public void close() {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/browser-last-" + login + ".png")));
      context.close();
    }
  }

  private static void awaitState(String id, String state) throws Exception {
    String last = "";
    for (int i = 0; i < 180; i++) {
      last =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(home.resolve("/api/v1/appeals/" + id))
                      .header("Authorization", PORTAL)
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      if (last.contains("\"state\":\"" + state + "\"")) {
        return;
      }
      Thread.sleep(1000);
    }
    throw new AssertionError("Not " + state + ": " + last);
  }

  private static String appealByRest(String externalId) throws IOException, InterruptedException {
    return appealByRest(externalId, "Яма на дороге у дома 17");
  }

  private static String appealByRest(String externalId, String question)
      throws IOException, InterruptedException {
    String body =
        """
        {"channel":"OFFICIAL_SITE","externalId":"%s","receivedAt":"%s","type":"APPLICATION",
         "applicant":{"kind":"CITIZEN","lastName":"%s","firstName":"Алевтина","middleName":"Ермолаевна",
           "email":"kuropatkina@example.test","postalAddress":"Заречная область, г. Луговец, ул. %s, д. 17, кв. 5"},
         "addressee":"Губернатору области","text":"%s",
         "questions":[{"substance":"%s"},{"substance":"Не вывозят мусор с детской площадки"}]}
        """
            .formatted(
                externalId, java.time.LocalDate.now() + "T09:00", SURNAME, ADDRESS, TEXT, question);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(home.resolve("/api/v1/appeals"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", PORTAL)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 202);
    return answer.body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
  }
}
