package ru.tsur.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The desk of the packaged jar in Chromium: an appeal with two questions from the REST door to its
 * closure, the other ways that an appeal may take, refusals. All tests share one running product.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserIT extends Walks {

  /** What must stay in the register alone. */
  private static final String[] PERSONAL = {
    Product.SURNAME,
    "Алевтина",
    "Незабудков",
    "kuropatkina@",
    "третью неделю",
    "Незваный",
    "Липовая",
    "Синицын",
    "sinitsyna@",
    "Зябликов",
    "Щеглов",
    "scheglov@",
    "Чижов"
  };

  private static final String REGISTER = "Зарегистрировать обращение";

  /** What a methodologist adds to the names of tasks. */
  private static final String CHANGED = " заново";

  private static final Figures FIGURES = new Figures();
  private static int approvalClicks;

  @BeforeAll
  static void start() {
    product = new Product("browser/appeals.json");
  }

  @AfterAll
  static void write() throws IOException {
    FIGURES.write();
  }

  @Test
  @Order(1)
  void anAppealGoesFromTheRestDoorToItsClosure() throws Exception {
    String id = product.receives("walk");

    try (Desk desk = new Desk(product, "registrar")) {
      desk.screenshot("login");
      desk.signIn();
      assertThat(desk.page.locator(".tasks-list li").first().getAttribute("class"))
          .as("the most urgent task is open")
          .contains("active");
      desk.awaitForm();
      FIGURES.put("вход → первая задача открыта, нажатий", desk.clicks);
      desk.screenshot("list");
      desk.opens(REGISTER);
      String chosen = desk.openTask();
      desk.reload();
      assertThat(desk.openTask()).as("what was chosen stays open").isEqualTo(chosen);
      desk.screenshot("register");
      desk.card();
      desk.page.getByText(Product.TEXT).first().waitFor();
      desk.screenshot("card");
      desk.tab("Форма");
      desk.choose("questions.0.theme", "0301");
      desk.choose("questions.1.theme", "0501");
      desk.choose("questions.1.municipality", "lugovets");
      desk.completes();
    }
    try (Desk desk = new Desk(product, "coordinator")) {
      desk.signIn();
      desk.opens("Определить порядок рассмотрения");
      desk.triages("CONSIDER");
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
    try (Desk desk = new Desk(product, "executor.lugovets")) {
      desk.signIn();
      desk.opens("Подготовить проект ответа");
      desk.completes();
    }
    approves("approver.lugovets", "Согласовать проект ответа вместе с другими", "approve");
    approves("head.roads", "Согласовать проект ответа вместе с другими", null);
    try (Desk desk = new Desk(product, "signer.lugovets")) {
      desk.signIn();
      desk.opens("Подписать ответ");
      desk.screenshot("sign");
      desk.decides("signed", "YES");
      desk.completes();
    }
    try (Desk desk = new Desk(product, "registrar")) {
      desk.signIn();
      product.awaitState(id, "ANSWERED");
      desk.goTo("/mail");
      desk.page.getByText("kuropatkina@example.test").first().waitFor();
      desk.page.locator("details summary").first().click();
      desk.screenshot("mail");
    }
    FIGURES.put("простое согласование, нажатий (с открытием)", approvalClicks);
    FIGURES.put("простое согласование, введено знаков", "0");
    assertThat(approvalClicks).isLessThanOrEqualTo(3);
    assertThat(product.refused).as("calls of Tasklist that the server refused").isEmpty();
  }

  @Test
  @Order(2)
  void aSecondCompletionOfTheSameTaskIsRefusedAndNothingIsHalfDone() throws Exception {
    String id = product.receives("twice");
    try (Desk first = new Desk(product, "registrar");
        Desk second = new Desk(product, "registrar")) {
      first.signIn();
      second.signIn();
      first.opens(REGISTER);
      second.opens(REGISTER);
      first.completes();
      product.awaitState(id, "REGISTERED");

      second.page.locator(".af-submit").click();

      Locator summary = second.page.locator(".af-summary");
      summary.waitFor(new Locator.WaitForOptions().setTimeout(10_000));
      assertThat(summary.innerText()).containsPattern("Задание не найдено: оно уже завершено");
      assertThat(second.page.locator(".page-notifications .alert:visible").count())
          .as("said once")
          .isZero();
      assertThat(second.visibleText()).doesNotContain("ENGINE");
      product.awaitState(id, "REGISTERED");
    }
    try (Desk desk = new Desk(product, "coordinator")) {
      desk.signIn();
      assertThat(
              desk.page
                  .locator(".desk-row", new Page.LocatorOptions().setHasText(Product.SURNAME))
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  @Order(3)
  void aTaskStaysOnItsVersionWhenTheDiagramsChangeMeanwhile() throws Exception {
    String yesterday = product.receives("yesterday");
    String today;
    try (Desk registrar = new Desk(product, "registrar").signIn();
        Desk methodologist = new Desk(product, "methodologist")) {
      registrar.opens(REGISTER);

      methodologist.signInTo("/methodology");
      methodologist
          .page
          .getByLabel("Изменённые файлы")
          .setInputFiles(
              new FilePayload[] {
                changed("processes/triage.bpmn", "Определить порядок рассмотрения"),
                changed("processes/consideration.bpmn", "Принять вопросы или вернуть")
              });
      methodologist
          .page
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("опубликовать"))
          .click();
      methodologist.page.getByText("идущие останутся на своей").waitFor();

      for (int i = 0; i < 2; i++) {
        registrar.choose("questions." + i + ".theme", "0301");
        registrar.choose("questions." + i + ".municipality", "lugovets");
      }
      registrar.completes();
      today = product.receives("today");
      registrar.reload();
      registrar.opens(REGISTER);
      registrar.completes();
    }
    String number = product.number(yesterday);
    try (Desk coordinator = new Desk(product, "coordinator").signIn()) {
      coordinator.row("Определить порядок рассмотрения" + CHANGED, product.number(today)).waitFor();
      coordinator.opens("Определить порядок рассмотрения", number);
      assertThat(coordinator.page.locator("h1.task").innerText()).doesNotContain(CHANGED);
      coordinator.triages("CONSIDER");
      coordinator.completes();
    }
    try (Desk head = new Desk(product, "head.roads").signIn()) {
      head.opens("Принять вопросы или вернуть", number);
      assertThat(head.page.locator("h1.task").innerText()).doesNotContain(CHANGED);
      head.radio("accepted", "YES");
      head.completes();
    }
    assertThat(product.refused).isEmpty();
  }

  /** A diagram of the product with a task's name changed, as a methodologist uploads it. */
  private static FilePayload changed(String file, String name) throws IOException {
    Path path = Path.of(file);
    String text = Files.readString(path).replace('"' + name + '"', '"' + name + CHANGED + '"');
    assertThat(text).contains(CHANGED);
    return new FilePayload(
        path.getFileName().toString(), "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Order(4)
  void theTermIsExtendedAndTheApplicantToldSo() {
    try (Desk executor = new Desk(product, "executor.lugovets").signIn();
        Desk signer = new Desk(product, "signer.lugovets")) {
      executor.opens("Подготовить часть ответа", "Синицына");
      LocalDate before = answerDue(executor.card());
      Page page = executor.page;
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Попросить о продлении"))
          .click();
      page.getByLabel("Основание").selectOption("DOCUMENT_REQUEST");
      page.getByLabel("Почему срока не хватает").fill("Ждём заключение по мосту.");
      page.getByLabel("На сколько календарных дней").fill("20");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Отправить запрос"))
          .click();
      page.getByText("Запрос отправлен подписанту").waitFor();

      signer.signIn();
      signer.opens("Решить о продлении срока", "Синицына");
      signer.radio("granted", "YES");
      assertThat(signer.field("days").inputValue()).isEqualTo("20");
      signer.completes();
      signer.awaitMail("sinitsyna@example.test", "продл");

      executor.reload();
      Locator card = executor.card();
      assertThat(answerDue(card)).isAfter(before).isBefore(before.plusDays(31));
      assertThat(card.innerText()).contains("продлено на 20 дн.");
      card.locator("dt:has-text('Ответ на обращение') + dd summary").click();
      assertThat(card.innerText()).contains("продление на 20 дней");
      executor.screenshot("extension");
    }
    assertThat(product.refused).isEmpty();
  }

  /** One official in two windows, then a colleague who is quicker. */
  @Test
  @Order(15)
  void nothingTypedIsOverwrittenAndNobodyIsToldAnUntruth() throws Exception {
    product.receives("windows", "Две вкладки");
    try (Desk desk = new Desk(product, "registrar").signIn();
        Desk colleague = new Desk(product, "registrar2")) {
      desk.opens(REGISTER, "Две вкладки");
      String url = desk.page.url();
      colleague.signIn();
      colleague.goTo(url.replaceFirst("^https?://[^/]+", ""));
      colleague.awaitForm();
      String task = colleague.openTask();

      desk.field("questions.0.substance").fill("Первое окно");
      desk.page.locator(".af-status[data-kind=saved]").waitFor();
      String name = "Абросимов Александр Александрович";
      desk.page.locator("li.active .desk-who", has("В работе: " + name)).waitFor();
      desk.page.locator(".desk-user", has(name)).waitFor();
      Page second = desk.page.context().newPage();
      second.navigate(url);
      second.locator(".appeal-form.af-ready").waitFor();
      desk.field("questions.0.substance").fill("Снова первое окно");
      desk.page.locator(".af-status[data-kind=saved]").waitFor();
      Locator there = second.locator("[data-path='questions.0.substance']");
      there.fill("Второе окно");
      Locator notice = second.locator(".af-notice[role=alert]");
      notice.waitFor();
      assertThat(notice.innerText()).contains("Эту форму изменили в другом окне в ");
      second.getByText("Взять текст из другого окна").click();
      assertThat(there.inputValue()).isEqualTo("Снова первое окно");

      colleague.field("questions.0.substance").fill("Коллега");
      Locator told = colleague.page.locator(".af-notice[role=alert]");
      told.waitFor();
      assertThat(told.innerText()).startsWith("Задачу взял(а) в работу ");
      colleague
          .row(task)
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      colleague.page.locator(".desk-meta .assignee", has("В работе: " + name)).waitFor();
      assertThat(colleague.page.locator(".page-notifications .alert:visible").count()).isZero();
      assertThat(colleague.visibleText()).doesNotContain("полномочия", "ничья");
    }
    String foreign = aTaskOfABody();
    try (Desk registrar = new Desk(product, "registrar").signIn()) {
      registrar.goTo("/camunda/app/tasklist/default/#/?task=" + foreign);
      registrar.page.reload();
      Locator toast = registrar.page.locator(".page-notifications .alert:visible");
      toast.waitFor();
      assertThat(toast.innerText())
          .containsOnlyOnce("Задание не найдено")
          .doesNotContain("<", "&lt;", "task");
    }
  }

  private static Page.LocatorOptions has(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Which of them still has one depends on the walks before. */
  private String aTaskOfABody() {
    for (String login :
        List.of("head.roads", "executor.lugovets", "executor.waste", "head.waste")) {
      try (Desk desk = new Desk(product, login).signIn()) {
        desk.awaitList();
        if (desk.page.locator(".desk-row").count() > 0) {
          return desk.page.locator(".desk-row").first().getAttribute("data-task-id");
        }
      }
    }
    throw new AssertionError("No body has a task.");
  }

  /** A second click of the mouse decides nothing. */
  @Test
  @Order(15)
  void whatOpensByItselfIsNotDecidedByAStrayClick() throws Exception {
    product.receives("first", "Первое дело");
    product.receives("second", "Второе дело");
    try (Desk registrar = new Desk(product, "registrar").signIn()) {
      for (String about : List.of("Первое дело", "Второе дело")) {
        registrar.opens(REGISTER, about);
        for (int i = 0; i < 2; i++) {
          registrar.choose("questions." + i + ".theme", "0301");
          registrar.choose("questions." + i + ".municipality", "lugovets");
        }
        registrar.completes();
      }
    }
    try (Desk desk = new Desk(product, "coordinator").signIn()) {
      Locator submit = desk.page.locator(".af-submit");
      desk.opens("Определить порядок рассмотрения");
      desk.triages("CONSIDER");
      String task = desk.openTask();
      String row = desk.page.locator("li.active .desk-number").innerText();
      submit.dblclick();
      desk.awaitGone(task);
      desk.awaitForm();
      String next = desk.openTask();
      assertThat(next).isNotEqualTo(task);
      assertThat(desk.page.locator(".desk-done").innerText())
          .contains("Готово: обращение " + row, "Определить порядок рассмотрения");
      assertThat(submit.isDisabled()).isTrue();
      assertThat(desk.page.locator("input[data-path='triage']:checked").count()).isZero();
      desk.click(submit); // as soon as it can be
      desk.page.locator(".af-summary").waitFor();
      assertThat(desk.openTask()).isEqualTo(next);
    }
  }

  /** On a slow server. Tasklist alone would show the task that was loading, not the chosen one. */
  @Test
  @Order(15)
  void whatIsChosenLastOpensAndWhatStoodThereIsNotTypedInto() throws Exception {
    List<String> appeals = received("Красный угол", "Синий угол", "Белый угол");
    try (Desk desk = new Desk(product, "registrar")) {
      desk.page.route(
          url -> url.contains("/lib/ngDefine"),
          script -> {
            desk.page.waitForTimeout(8000); // RequireJS gives up after 7
            script.resume();
          });
      desk.signIn();
      desk.opens(REGISTER, appeals.get(0));
      String red = desk.openTask();
      String blue = desk.task(appeals.get(1));
      String white = desk.task(appeals.get(2));

      for (String last : List.of(white, red)) {
        Held slow = new Held(desk.page, "GET", "/task/" + blue);
        desk.row(blue).click();
        slow.awaited();
        assertThat(desk.isStale()).isTrue();
        desk.row(last).click();
        slow.goOn();
        stands(desk, last);
      }

      Held slow = new Held(desk.page, "GET", "/task/" + white + "/form");
      desk.row(white).click();
      slow.awaited();
      desk.row(blue).click();
      slow.goOn();
      stands(desk, blue);

      desk.reload(); // Tasklist keeps what the address said then
      desk.tab("Обращение");
      desk.row(red).click();
      desk.head(red).waitFor();
      desk.page.goBack();
      desk.head(blue).waitFor();
      desk.tab("Форма");
      stands(desk, blue);
    }
  }

  /**
   * Typing takes the task, which Tasklist then loads anew; completing it asks the server thrice.
   */
  @Test
  @Order(15)
  void whatIsChosenWhileATaskIsTakenOrCompletedOpensAfterwards() throws Exception {
    List<String> appeals = received("Первый угол", "Второй угол", "Третий угол");
    try (Desk desk = new Desk(product, "registrar").signIn()) {
      desk.opens(REGISTER, appeals.get(0));
      String first = desk.openTask();
      String second = desk.task(appeals.get(1));
      String third = desk.task(appeals.get(2));

      Held reload = new Held(desk.page, "GET", "/task/" + first);
      desk.choose("questions.0.theme", "0301");
      reload.awaited();
      desk.row(second).click();
      assertThat(desk.page.locator(".task-card").isVisible()).isTrue();
      assertThat(desk.isStale()).isTrue();
      reload.goOn();
      stands(desk, second);
      assertThat(desk.page.locator(".desk-meta .claim").isEnabled()).isTrue();

      desk.row(first).click();
      stands(desk, first);
      assertThat(desk.field("questions.0.theme").inputValue()).isEqualTo("0301");
      desk.choose("questions.1.theme", "0501");
      desk.choose("questions.1.municipality", "lugovets");
      Held check = new Held(desk.page, "PUT", "/api/tasks/" + first + "/form");
      desk.page.locator(".af-submit").click();
      check.awaited();
      desk.row(third).click();
      assertThat(desk.openTask()).isEqualTo(first);
      check.goOn();
      stands(desk, third);
      assertThat(desk.page.locator(".desk-done").innerText()).startsWith("Готово: ");
      desk.row(first).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
  }

  private static List<String> received(String... questions) throws Exception {
    for (String question : questions) {
      product.receives("chosen", question);
    }
    return List.of(questions);
  }

  /** Head, form, card and row are of one task. */
  private static void stands(Desk desk, String task) {
    desk.head(task).waitFor();
    desk.awaitForm();
    desk.page.waitForTimeout(1000); // nothing that comes late takes it away
    assertThat(desk.openTask()).isEqualTo(task);
    assertThat(desk.isStale()).isFalse();
    assertThat(desk.page.locator("li.active .desk-row").getAttribute("data-task-id"))
        .isEqualTo(task);
    String subject = desk.page.locator("li.active .desk-subject").innerText();
    assertThat(desk.field("questions.0.substance").inputValue()).isEqualTo(subject);
    assertThat(desk.card().innerText()).contains(subject);
    desk.tab("Форма");
    desk.awaitForm();
  }

  @Test
  @Order(5)
  void eachStepOfTheLadderTakesItsMeasures() {
    takesMeasures("head.roads", "Принять меры: ступень 1", "Чижов", "Взято на личный контроль");
    takesMeasures("deputy.infra", "Принять меры: ступень 2", "Снегирёва", "Проведено совещание");
    takesMeasures("apparatus", "Принять меры: ступень 3", "Коноплёва", "Начата служебная проверка");
    try (Desk executor = new Desk(product, "executor.lugovets").signIn()) {
      executor.opens("Подготовить часть ответа", "Чижов");
      assertThat(executor.card().innerText())
          .contains("Эскалация", "руководитель блока", "взято на личный контроль");
    }
    assertThat(product.refused).isEmpty();
  }

  private static void takesMeasures(
      String official, String task, String applicant, String measure) {
    try (Desk desk = new Desk(product, official).signIn()) {
      desk.filter("Эскалации");
      desk.opensCamundaForm(task, applicant);
      desk.page.getByLabel(measure).check();
      desk.page.getByLabel("Срок меры").fill("3");
      if (official.startsWith("head")) {
        desk.screenshot("measures");
      }
      desk.completesCamundaForm();
    }
  }

  @Test
  @Order(6)
  void whatIsNotTheRegionsGoesToWhoMayDecideAndTheApplicantIsTold() {
    try (Desk coordinator = new Desk(product, "coordinator").signIn()) {
      coordinator.opens("Определить порядок рассмотрения", "Зябликова");
      coordinator.triages("REDIRECT");
      coordinator.field("recipients").fill("Отделение Социального фонда России");
      coordinator.field("ground").fill("Пенсию назначает Социальный фонд.");
      coordinator.screenshot("outcome");
      coordinator.completes();
      coordinator.opens("Переадресовать целиком", "Зябликова");
      assertThat(coordinator.field("text").inputValue()).contains("Социального фонда");
      coordinator.completes();
    }
    try (Desk head = new Desk(product, "centre.head").signIn()) {
      head.opens("Подписать письма", "Зябликова");
      head.decides("signed", "YES");
      head.completes();
      head.awaitMail("zyablikova@example.test", "Социального фонда");
    }
    assertThat(product.refused).isEmpty();
  }

  @Test
  @Order(7)
  void theRegistrarSendsByPostAndCorrectsAnAddressThatFailed() {
    try (Desk registrar = new Desk(product, "registrar").signIn()) {
      registrar.opens("Отправить почтой или в кабинет", "Грачёв");
      registrar.field("dispatchNumber").fill("80084917110021");
      registrar.screenshot("dispatch");
      registrar.completes();

      registrar.opens("Решить, как отправить", "Щеглов");
      registrar.radio("resolution", "RETRY");
      registrar.field("address").fill("scheglov@example.test");
      registrar.completes();
      registrar.awaitMail("scheglov@example.test", "Водоотвод");
    }
    try (Desk controller = new Desk(product, "controller")) {
      controller.signInTo("/control");
      assertThat(
              controller
                  .page
                  .locator("tbody tr", new Page.LocatorOptions().setHasText("улице Полевой"))
                  .innerText())
          .contains("ответ дан");
    }
    assertThat(product.refused).isEmpty();
  }

  @Test
  @Order(8)
  void aTaskIsChosenTakenAndCompletedByTheKeyboardAlone() {
    try (Desk desk = new Desk(product, "approver.waste")) {
      Keys keys = new Keys(desk.page);
      keys.tabTo("#username");
      keys.type("approver.waste");
      keys.tabTo("#password");
      keys.type("demo");
      keys.press("Enter");
      desk.awaitList();
      int before = keys.pressed();
      String first = desk.openTask();

      keys.tabTo(".tasks-list li:not(.active) .desk-row");
      keys.press("Enter");
      keys.awaitFocus("h1.task");
      String task = desk.openTask();
      assertThat(task).isNotEqualTo(first);
      desk.awaitForm();
      keys.tabTo(".desk-meta .claim");
      keys.press("Enter");
      desk.page.locator(".desk-meta .unclaim").waitFor();
      keys.awaitFocus("h1.task");
      desk.page.locator(".af-submit:enabled").waitFor(); // Tab passes a button that still rests
      keys.tabTo("input[data-path=approved]");
      keys.press("Space");
      keys.tabTo(".af-submit");
      keys.press("Enter");
      desk.awaitGone(task);
      FIGURES.put("согласование одной клавиатурой, нажатий клавиш", keys.pressed() - before);
      keys.awaitFocus("h1.task[data-task-id='" + first + "']");
    }
    assertThat(product.refused).isEmpty();
  }

  @Test
  @Order(9)
  void aNewcomerDoesHisFirstTaskByTheGuide() throws Exception {
    try (Desk desk = new Desk(product, "executor.waste")) {
      Page page = desk.page;
      Guide guide = new Guide("## Первая задача");
      guide.step("Откройте адрес системы.", () -> desk.goTo("/"));
      guide.step("Введите логин.", () -> page.getByLabel("Логин").fill("executor.waste"));
      guide.step("Введите пароль.", () -> page.getByLabel("Пароль").fill("demo"));
      guide.step(
          "Нажмите «Войти»: откроется самая срочная задача.",
          () -> {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Войти")).click();
            desk.awaitList();
          });
      guide.step("Прочитайте вверху, что сделать.", () -> page.locator(".todo").waitFor());
      guide.step(
          "Нажмите «Показать обращение» и прочитайте его.",
          () -> {
            page.getByText("Показать обращение").click();
            page.locator(".af-card .ac-text").first().waitFor();
          });
      guide.step(
          "Напишите ответ в поле «Ответ по вопросам».",
          () -> page.getByLabel("Ответ по вопросам").fill("Бак поставлен 20 ноября."));
      guide.step(
          "Выберите результат каждого вопроса.",
          () -> page.getByLabel("Результат").first().selectOption("EXPLAINED"));
      String task = desk.openTask();
      guide.step(
          "Нажмите «Часть ответа готова»: задача завершена, откроется следующая.",
          () -> {
            page.getByText("Часть ответа готова").click();
            desk.awaitGone(task);
          });
      FIGURES.put("новичок: шагов руководства до завершённой задачи", guide.end());
    }
    assertThat(product.refused).isEmpty();
  }

  @Test
  @Order(10)
  void theRegistrarEntersALetterOnOurPage() {
    try (Desk desk = new Desk(product, "registrar")) {
      desk.signIn();
      desk.page
          .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Новое обращение"))
          .click();
      Page page = desk.page;
      page.locator("h1", new Page.LocatorOptions().setHasText("Новое обращение")).waitFor();
      Locator shown =
          page.locator("main form :is(input:not([type=hidden]), select, textarea):visible");
      FIGURES.put("регистрация письма, полей показано", shown.count());
      assertThat(shown.count()).isLessThanOrEqualTo(12);
      page.locator("#kind").selectOption("LEGAL_ENTITY");
      assertThat(page.getByLabel("Фамилия").isVisible()).isFalse();
      page.getByLabel("Название организации").waitFor();
      page.locator("#kind").selectOption("CITIZEN");
      String today = page.locator("#receivedAt").inputValue();
      page.locator("#channel").selectOption("EMAIL"); // art. 4 p. 1: nothing is asked about it
      assertThat(page.getByLabel("Тема").isVisible()).isFalse();
      assertThat(page.locator("#register").innerText()).isEqualTo("Записать в журнал");
      page.locator("#receivedAt").fill("2025-03-29");
      assertThat(page.getByLabel("Тема").isVisible()).isTrue();
      assertThat(page.locator("#register").innerText()).isEqualTo("Зарегистрировать");
      page.locator("#receivedAt").fill(today);
      page.locator("#channel").selectOption("POST");
      page.getByLabel("Текст обращения").fill("Не горят фонари на Липовой улице.");

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Зарегистрировать"))
          .click();
      page.locator(".alert-danger").waitFor();
      page.reload();
      page.goBack();
      page.goForward();
      page.locator(".alert-danger").waitFor();
      assertThat(page.getByLabel("Текст обращения").inputValue())
          .as("typed, after Back and reload")
          .isEqualTo("Не горят фонари на Липовой улице.");
      assertThat(page.locator(".is-invalid").evaluateAll("all => all.map(one => one.id)"))
          .isEqualTo(List.of("lastName", "postalAddress"));
      assertThat(page.locator(".alert-danger a").first().getAttribute("href"))
          .isEqualTo("#lastName");
      assertThat(page.locator(":focus").getAttribute("id")).isEqualTo("lastName");
      assertThat(
              page.evaluate(
                  "getComputedStyle(document.querySelector('label[for=lastName]'), '::after').content"))
          .asString()
          .contains("*");

      page.getByLabel("Фамилия").fill("Незваный");
      page.getByLabel("Имя", new Page.GetByLabelOptions().setExact(true)).fill("Пров");
      page.getByLabel("Почтовый адрес").fill("Заречная область, г. Зареченск, ул. Липовая, д. 3");
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
      List<String> sent = new ArrayList<>();
      page.onRequest(
          request -> {
            if (request.method().equals("POST")) {
              sent.add(request.url());
            }
          });
      page.getByLabel("Фамилия").press("Enter");
      page.getByLabel("Дата поступления").press("Enter");
      page.waitForTimeout(500);
      assertThat(sent).as("sent by a stray Enter").isEmpty();
      page.getByLabel("Текст обращения").press("Control+Enter");
      page.keyboard().press("Control+Enter");
      page.locator(".alert-success").waitFor();
      assertThat(sent).hasSize(1);
      assertThat(page.locator(".alert-success").innerText())
          .contains("Зарегистрировано под номером");
      assertThat(accessible(page, "main")).isEmpty();
      page.getByText("Открыть обращение в задачах").click();
      page.getByText("Определить порядок рассмотрения").first().waitFor();
    }
  }

  @Test
  @Order(11)
  void axeFindsNothingSeriousInWhatWeRender() throws Exception {
    List<String> ours = new ArrayList<>();
    try (Desk desk = new Desk(product, "registrar")) {
      ours.addAll(accessible(desk.page, "body"));
      desk.signIn();
      product.receives("axe");
      desk.reload();
      desk.opens(REGISTER);
      ours.addAll(accessible(desk.page, ".appeal-form"));
      Files.write(
          Path.of("target/axe-camunda.txt"),
          findings(new AxeBuilder(desk.page).exclude(List.of(".appeal-form")).analyze()));
      desk.card();
      ours.addAll(accessible(desk.page, ".ac-card"));
      for (String path : List.of("/calculator", "/intake/new", "/mail")) {
        desk.goTo(path);
        ours.addAll(accessible(desk.page, "body"));
      }
    }
    FIGURES.put("axe: серьёзных и критических в нашем", ours.size());
    assertThat(ours).isEmpty();
  }

  @Test
  @Order(12)
  void theCalculatorCountsAndRefusesMoreThanThirtyDays() {
    try (Desk desk = new Desk(product, "nobody")) {
      desk.goTo("/calculator");
      Page page = desk.page;
      page.getByLabel("Дата события").fill("2026-06-01");
      page.getByText("Посчитать").click();
      page.getByText("1 июля 2026 года").first().waitFor();

      page.getByLabel("Продлить на, дней").fill("31");
      page.getByText("Посчитать").click();
      page.locator("#extension-problem").waitFor();
      assertThat(page.locator("#extension-problem").innerText()).contains("30");
      assertThat(desk.visibleText()).doesNotContain("Extension", "Exception");
    }
  }

  @Test
  @Order(13)
  void signingOutLeadsToOurSignIn() {
    try (Desk desk = new Desk(product, "coordinator")) {
      List<String> missing = new ArrayList<>();
      desk.page.onResponse(
          response -> {
            if (response.status() >= 400) {
              missing.add(response.status() + " " + response.url());
            }
          });
      desk.goTo("/login");
      desk.page.waitForTimeout(500);
      assertThat(missing).as("what the sign-in page asks for in vain").isEmpty();
      assertThat(desk.page.title()).isEqualTo("Вход – ЦУР. Обращения");
      desk.signIn();
      assertThat(desk.page.title()).startsWith("ЦУР. Обращения");
      assertThat(desk.page.locator(".desk-brand").innerText()).isEqualTo("ЦУР. Обращения");
      assertThat(desk.page.locator("body").innerText()).doesNotContainIgnoringCase("start process");
      desk.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Выйти")).click();
      desk.page.waitForURL("**/login**");
      desk.page.getByLabel("Пароль").waitFor();
    }
  }

  @Test
  @Order(14)
  void aBrowserKeepsNoScriptFromBeforeAnUpgrade() {
    try (Desk desk = new Desk(product, "registrar").signIn()) {
      String script = product.home() + "/camunda/app/tasklist/scripts/card.js";
      APIResponse first = desk.page.request().get(script);
      String tag = first.headers().get("etag");
      assertThat(tag).isNotEmpty();
      assertThat(first.headers()).containsEntry("cache-control", "no-cache");
      assertThat(first.text()).contains("appealCard");

      assertThat(
              desk.page
                  .request()
                  .get(script, RequestOptions.create().setHeader("If-None-Match", tag))
                  .status())
          .isEqualTo(304);
      assertThat(
              desk.page
                  .request()
                  .get(
                      script,
                      RequestOptions.create()
                          .setHeader("If-None-Match", "\"of another build\"")
                          .setHeader("If-Modified-Since", "Tue, 24 Nov 2037 00:00:00 GMT"))
                  .status())
          .as("the files' time is the same in every build")
          .isEqualTo(200);
    }
  }

  @Test
  @Order(16)
  void typedTextSurvivesAKilledServer() throws Exception {
    product.receives("kill", "Прорвало трубу у дома 19");
    String typed = "Яма у дома 17, дополнено регистратором перед обрывом";
    try (Desk desk = new Desk(product, "registrar")) {
      desk.signIn();
      desk.opens(REGISTER, "Прорвало трубу");
      desk.field("questions.0.substance").fill(typed);
      long begun = System.nanoTime();
      desk.page.locator(".af-status[data-kind=saved]").waitFor();
      long lost = (System.nanoTime() - begun) / 1_000_000;
      FIGURES.put("от ввода до «Сохранено», мс", lost);
      product.jar.kill();
      assertThat(lost).as("a figure for docs, not a race on a busy machine").isLessThan(10_000);
    }
    product.start();
    try (Desk desk = new Desk(product, "registrar")) {
      desk.signIn();
      desk.opens(REGISTER, "Прорвало трубу");
      assertThat(desk.field("questions.0.substance").inputValue()).isEqualTo(typed);
      desk.page.getByText("Восстановлено введённое раньше").waitFor();
    }
  }

  @Test
  @Order(17)
  void noPersonalTextIsInTheEngineOrTheLog() throws Exception {
    product.jar.stop();
    List<String> found = new ArrayList<>();
    try (Connection database = DriverManager.getConnection(product.jar.jdbcUrl(), "sa", "")) {
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
    assertThat(product.jar.log()).doesNotContain(PERSONAL);
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

  private void accepts(String head, String screenshot) {
    try (Desk desk = new Desk(product, head)) {
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
    try (Desk desk = new Desk(product, executor)) {
      desk.signIn();
      desk.opens("Подготовить часть ответа");
      desk.field("text").fill(text);
      desk.choose("results.0.result", "MEASURES_TAKEN");
      desk.choose("results.0.proof", "DOCUMENT");
      desk.field("results.0.document").fill("Акт осмотра");
      desk.field("results.0.documentNumber").fill("5");
      desk.field("results.0.documentDay").fill(java.time.LocalDate.now().toString());
      desk.field("results.0.documentBy").fill("Комиссия органа");
      if (screenshot != null) {
        desk.screenshot(screenshot);
      }
      desk.completes();
    }
  }

  private void approves(String approver, String task, String screenshot) {
    try (Desk desk = new Desk(product, approver)) {
      desk.signIn();
      int before = desk.clicks;
      desk.opens(task);
      if (screenshot != null) {
        desk.screenshot(screenshot);
      }
      desk.decides("approved", "YES");
      desk.completes();
      approvalClicks = Math.max(approvalClicks, desk.clicks - before);
    }
  }
}
