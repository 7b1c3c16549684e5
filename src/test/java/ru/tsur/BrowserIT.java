package ru.tsur;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
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

  @BeforeAll
  static void start() {
    String given = System.getProperty("browser.url");
    if (given == null) {
      jar = new Jar(Path.of("target/browser-" + System.nanoTime()));
      home = jar.start();
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
  static void stop() {
    playwright.close();
    if (jar != null) {
      jar.close();
    }
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
    approves("approver.lugovets", "Согласовать проект ответа", "approve");
    approves("head.roads", "Согласовать проект ответа", null);
    try (Desk desk = new Desk("signer.lugovets")) {
      desk.signIn();
      desk.opens("Подписать ответ");
      desk.screenshot("sign");
      desk.completes();
    }
    try (Desk desk = new Desk("registrar")) {
      desk.signIn();
      desk.page.navigate(home + "/mail");
      desk.page.getByText("kuropatkina@example.test").first().waitFor();
      desk.screenshot("mail");
    }
    awaitState(id, "ANSWERED");
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
    private final List<String> refused = new ArrayList<>();
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
        refused.add(response.status() + " " + response.request().method() + " " + response.url());
        System.out.println("[" + login + "] " + refused.get(refused.size() - 1));
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
      Locator row =
          page.locator(".desk-row", new Page.LocatorOptions().setHasText(SURNAME))
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
      page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
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
    String body =
        """
        {"channel":"OFFICIAL_SITE","externalId":"%s","receivedAt":"%s","type":"APPLICATION",
         "applicant":{"kind":"CITIZEN","lastName":"%s","firstName":"Алевтина","middleName":"Ермолаевна",
           "email":"kuropatkina@example.test","postalAddress":"Заречная область, г. Луговец, ул. %s, д. 17, кв. 5"},
         "addressee":"Губернатору области","text":"%s",
         "questions":[{"substance":"Яма на дороге у дома 17"},{"substance":"Не вывозят мусор с детской площадки"}]}
        """
            .formatted(externalId, java.time.LocalDate.now() + "T09:00", SURNAME, ADDRESS, TEXT);
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
