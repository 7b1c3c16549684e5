package ru.tsur.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The ways of an appeal beside the usual one, each walked by its officials in Chromium; what they
 * see at the steps that decide becomes the pictures of the guide. Every walk has an appeal of its
 * own in {@code browser/every-path.json}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPathIT extends Walks {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final LocalDate TODAY = LocalDate.now();

  private static final String EXECUTOR = "executor.lugovets";
  private static final String SIGNER = "signer.lugovets";
  private static final String TRIAGE = "Определить порядок рассмотрения";
  private static final String PART = "Подготовить часть ответа";
  private static final String BY_POST = "Отправить почтой или в кабинет";
  private static final String VISIT = "Провести выезд и приложить акт";
  private static final String PROMISE = "Подтвердить исполнение обещанного";
  private static final String REDIRECTED = "Отметить результат рассмотрения";

  /** In the window of an official whose open task another's act has ended meanwhile. */
  private static final Pattern IDLE = Pattern.compile("404 GET .*/task/.*");

  /** Who has signed in stays signed in for the walks that follow. */
  private static final Map<String, Desk> DESKS = new HashMap<>();

  @BeforeAll
  static void start() {
    product = new Product("browser/every-path.json");
    DESKS.clear();
  }

  @AfterEach
  void nothingWasRefused() {
    assertThat(product.refused)
        .as("calls of Tasklist that the server refused")
        .allMatch(IDLE.asMatchPredicate());
  }

  /** Art. 5 п. 1 and 5. */
  @Test
  @Order(1)
  void whatIsSentLaterIsTakenIntoAccountAndARequestStopsTheConsideration() {
    String number = number(EXECUTOR, PART, "Воробьёва");
    Page page = papers(number);
    page.locator("#s-text").fill("Прошу учесть: вчера провал расширился до проезжей части.");
    submit(page, "Приложить");
    Desk executor = at(EXECUTOR);
    executor.opens("Учесть дополнение", "Воробьёва");
    assertThat(executor.visibleText()).contains("вчера провал расширился");
    executor.screenshot("supplement");
    executor.completes();
    assertThat(executor.card(PART, "Воробьёва").innerText()).contains("вчера провал расширился");

    papers(number);
    page.locator("#w-text").fill("Тротуар починили, прошу рассмотрение прекратить.");
    on("registrar").screenshotWhole("papers");
    submit(page, "Записать");
    assertThat(page.locator("dl").first().innerText()).contains("Просьбы прекратить");
    assertThat(at(EXECUTOR).card(PART, "Воробьёва").innerText())
        .contains("Просьба заявителя прекратить рассмотрение ждёт решения");
    Desk coordinator = at("coordinator");
    coordinator.opens("Решить о прекращении", "Воробьёва");
    assertThat(coordinator.visibleText()).contains("Тротуар починили");
    coordinator.decides("decision", "STOP");
    coordinator.screenshot("withdrawal");
    coordinator.completes();
    coordinator.opens("Подготовить уведомление", "Воробьёва");
    assertThat(coordinator.field("text").inputValue()).contains("прекращ");
    coordinator.screenshot("withdrawal-notice");
    coordinator.completes();
    signs("centre.head", "Подписать уведомление", "Воробьёва");
    on("centre.head").awaitMail("vorobyova@example.test", "прекращ");
    assertThat(at(EXECUTOR).rows("Воробьёва").count()).as("all work has ended").isZero();
  }

  /** Art. 12 p. 1 and 2. */
  @Test
  @Order(2)
  void aDuplicateIsOfferedAndJoinedAndTheExecutorOfTheFirstSeesIt() {
    String first = number(EXECUTOR, PART, "Сорокин");
    Page page = on("registrar", "/intake/new").page;
    page.locator("#lastName").fill("Сорокин");
    page.locator("#firstName").fill("Юрий");
    page.locator("#middleName").fill("Денисович");
    page.locator("#postalAddress").fill("г. Луговец, ул. Мира, д. 30, кв. 7");
    page.locator("#text")
        .fill(
            "На перекрёстке улиц Мира и Заводской с лета нет пешеходного перехода, дети перебегают"
                + " дорогу. Прошу нанести разметку и поставить знаки.");
    page.locator("[name='questions[0].theme']").selectOption("0301");
    page.locator("[name='questions[0].municipality']").selectOption("lugovets");
    register(page);
    Locator offer = page.locator("#offer");
    offer.waitFor();
    assertThat(offer.innerText()).contains(first, "тот же текст");
    offer
        .locator(".form-check", new Locator.LocatorOptions().setHasText(first))
        .locator("input")
        .check();
    on("registrar").screenshot("repeats", offer);
    register(page);
    page.locator(".alert-success").waitFor();
    product.refused.clear(); // the page that asks for the choice is a refusal

    Desk coordinator = at("coordinator");
    coordinator.opens(TRIAGE, "Сорокин");
    coordinator.triages("JOIN");
    coordinator.decides("first", first);
    coordinator.screenshot("join", coordinator.field("first"));
    coordinator.completes();
    Desk executor = at(EXECUTOR);
    Locator card = executor.card(PART, "Сорокин");
    assertThat(card.innerText()).contains("Присоединено дублирующее обращение");
    executor.screenshot("joined");
  }

  /** Art. 8 p. 5. */
  @Test
  @Order(3)
  void whatWasRedirectedIsKeptUnderControlRemindedOfAndTakenOff() {
    Desk coordinator = at("coordinator");
    coordinator.opens("Напомнить органу о результатах", "Голубев");
    coordinator.decides("way", "PHONE");
    coordinator.field("note").fill("Канцелярия компании, обещали ответить на этой неделе.");
    coordinator.screenshot("control-chase");
    coordinator.completes();
    coordinator.opens(REDIRECTED, "Голубев");
    assertThat(coordinator.visibleText()).contains("Контрольная дата прошла, ответа нет");
    coordinator.decides("received", "NO");
    coordinator.field("reason").fill("Рейс возвращён в расписание, заявитель об этом знает.");
    coordinator.screenshot("control-off", coordinator.field("received"));
    coordinator.completes();

    coordinator.opens(TRIAGE, "Зимородкова");
    coordinator.triages("REDIRECT");
    coordinator.field("recipients").fill("Управление федеральной почтовой связи");
    coordinator.field("ground").fill("Отделениями почты распоряжается организация связи.");
    coordinator.completes();
    coordinator.opens("Переадресовать целиком", "Зимородкова");
    coordinator.decides("control", "ALL");
    coordinator.screenshot("control-ask", coordinator.field("controlDay"));
    coordinator.completes();
    signs("centre.head", "Подписать письма", "Зимородкова");
    sendsByPost("Зимородкова", "80084917110035");
    at("coordinator").opens(REDIRECTED, "Зимородкова");
    coordinator.decides("received", "YES");
    coordinator.field("answer").fill("Отделение откроют 1 февраля после ремонта.");
    coordinator.field("answeredOn").fill(TODAY.toString());
    coordinator.completes();
    PlaywrightAssertions.assertThat(coordinator.rows("Зимородкова")).hasCount(0);
  }

  /** Art. 9 p. 2. */
  @Test
  @Order(4)
  void aVisitIsAppointedPutOffCancelledAndAnotherIsHeldWithAnAct() {
    Desk executor = at(EXECUTOR);
    appoints(executor, TODAY.plusDays(2), "YES", "visit-appoint");
    at(SIGNER).opens("Подписать приглашение", "Стрижов");
    Desk signer = on(SIGNER);
    assertThat(signer.visibleText()).contains(DAY.format(TODAY.plusDays(2)));
    signer.decides("signed", "YES");
    signer.completes();
    signer.awaitMail("strizhov@example.test", DAY.format(TODAY.plusDays(2)));

    at(EXECUTOR).opens(VISIT, "Стрижов");
    executor.decides("result", "POSTPONED");
    executor.field("newDay").fill(TODAY.plusDays(4).toString());
    executor.field("newTime").fill("11:00");
    executor.field("reason").fill("Обильный снегопад, двор не расчищен.");
    executor.screenshot("visit-move", executor.field("newDay"));
    executor.completes();
    signs(SIGNER, "Подписать приглашение", "Стрижов");
    on(SIGNER).awaitMail("strizhov@example.test", DAY.format(TODAY.plusDays(4)));

    at(EXECUTOR).opens(VISIT, "Стрижов");
    assertThat(executor.visibleText()).contains(DAY.format(TODAY.plusDays(4)), "11:00");
    executor.decides("result", "CANCELLED"); // the invited one is awaited on his day
    executor
        .field("reason")
        .fill("Заявитель позвонил, что уехал до весны, и просит выехать без него.");
    executor.completes();

    appoints(executor, TODAY.plusDays(1), "NO", null);
    at(EXECUTOR).opens(VISIT, "Стрижов");
    executor.decides("result", "HELD");
    executor.decides("applicantCame", "NO");
    executor.field("found").fill("Яма 2 на 3 метра на месте разрытия, покрытие не восстановлено.");
    executor
        .page
        .locator("input[data-upload]")
        .setInputFiles(
            new FilePayload(
                "Акт выезда.pdf",
                "application/pdf",
                "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)));
    executor.page.getByText("Приложено: Акт выезда.pdf").waitFor();
    executor.screenshot("visit-act", executor.field("found"));
    executor.completes();

    Locator card = executor.card(PART, "Стрижов");
    assertThat(card.innerText()).contains("проведён", "отменён", "перенесён с", "Акт выезда.pdf");
    executor.screenshot("visit-card", card.getByText("Выезды на место"));

    executor.tab("Форма");
    executor.field("text").fill("Покрытие двора дома 12 восстановлено, выезд это подтвердил.");
    executor.choose("results.0.result", "MEASURES_TAKEN");
    executor.choose("results.0.proof", "VISIT");
    executor.completes();
    executor.opens("Подготовить проект ответа", "Стрижов");
  }

  private static void appoints(Desk executor, LocalDate day, String invited, String screenshot) {
    at(EXECUTOR).opens(PART, "Стрижов");
    Locator form = executor.action("Назначить выезд на место");
    form.getByLabel("День выезда").fill(day.toString());
    form.getByLabel("Время").fill("10:00");
    form.getByLabel("Куда").fill("г. Луговец, ул. Заводская, д. 12, двор");
    form.getByLabel("Кто выезжает").fill("Начальник отдела благоустройства, подрядчик");
    form.getByLabel("Пригласить заявителя").selectOption(invited);
    if (screenshot != null) {
      executor.screenshot(screenshot, form);
    }
    send(form, "Назначить выезд");
    executor.page.getByText("Выезд назначен").waitFor();
  }

  /** Art. 10 p. 1 п. 2 and p. 2. */
  @Test
  @Order(5)
  void documentsAreAskedForSignedForAndReceived() {
    at(EXECUTOR).opens(PART, "Дятлова");
    Desk executor = on(EXECUTOR);
    Locator form = executor.action("Запросить документы");
    form.getByLabel("У кого запрашиваются документы").selectOption("ORGANIZATION");
    form.getByLabel("Наименование адресата").fill("ООО «Мостовая инспекция»");
    form.getByLabel("Электронная почта адресата").fill("most@example.test");
    form.getByLabel("Какие документы и материалы нужны")
        .fill("Заключение о состоянии моста на улице Речной за 2026 год.");
    executor.screenshot("request-ask", form);
    send(form, "Подготовить запрос");
    executor.page.getByText("появилось в списке вашего органа").waitFor();

    at(EXECUTOR).opens("Подготовить запрос", "Дятлова");
    assertThat(executor.visibleText()).contains("выписка из обращения без сведений о заявителе");
    assertThat(executor.field("text").inputValue())
        .contains("Заключение о состоянии моста")
        .doesNotContain("Дятлов");
    executor.decides("prepared", "YES");
    executor.screenshot("request");
    executor.completes();
    signs(SIGNER, "Подписать запрос", "Дятлова");
    on(SIGNER).awaitMail("most@example.test", "Заключение о состоянии моста");

    at(EXECUTOR).opens("Получить документы", "Дятлова");
    form = executor.action("Записать, когда адресат получил запрос");
    form.getByLabel("День, когда адресат получил запрос").fill(TODAY.toString());
    send(form, "Записать");
    executor.page.getByText("срок адресата пересчитан").waitFor();
    at(EXECUTOR).opens("Получить документы", "Дятлова");
    executor.decides("received", "YES");
    executor.field("came").fill("Заключение № 14 на 6 листах: опора повреждена, нужен ремонт.");
    executor.field("cameOn").fill(TODAY.toString());
    executor.screenshot("documents");
    executor.completes();
    assertThat(executor.card(PART, "Дятлова").innerText())
        .contains("ООО «Мостовая инспекция»", "документы получены", "опора повреждена");
  }

  /** Art. 10 p. 1 п. 3, art. 14. */
  @Test
  @Order(6)
  void whatAnAnswerPromisesIsPutOffOnceAndConfirmed() {
    LocalDate day = TODAY.plusDays(20);
    at(EXECUTOR).opens("Подготовить проект ответа", "Кукушкина");
    Desk executor = on(EXECUTOR);
    Locator text = executor.field("text");
    text.fill(
        text.inputValue()
            .replace(
                "включён в план работ.",
                "включён в план работ. Навес поставят до " + DAY.format(day) + "."));
    executor.choose("results.0.result", "PROMISED");
    executor.field("results.0.promise").fill("Навес на остановке «Школа»");
    executor.field("results.0.promisedOn").fill(day.toString());
    executor.screenshot("promise", executor.field("results.0.promise"));
    executor.completes();
    Desk approver = at("approver.lugovets");
    approver.opens("Согласовать проект ответа в свою очередь", "Кукушкина");
    approver.decides("approved", "YES");
    approver.completes();
    signs(SIGNER, "Подписать ответ", "Кукушкина");
    on(SIGNER).awaitMail("kukushkina@example.test", "Навес поставят до");

    at(EXECUTOR).opens(PROMISE, "Кукушкина");
    Locator form = executor.action("Попросить о переносе обещанного срока");
    form.getByLabel("Новый срок").fill(day.plusDays(10).toString());
    form.getByLabel("Почему обещанное не успевают сделать").fill("Подрядчик задерживает навес.");
    executor.screenshot("promise-postpone", form);
    send(form, "Отправить просьбу");
    executor.page.getByText("Просьба отправлена подписанту").waitFor();
    Desk signer = at(SIGNER);
    signer.opens("Решить о переносе срока", "Кукушкина");
    signer.decides("granted", "YES");
    signer.screenshot("postponement");
    signer.completes();
    signer.awaitMail("kukushkina@example.test", DAY.format(day.plusDays(10)));

    at(EXECUTOR).opens(PROMISE, "Кукушкина");
    assertThat(executor.visibleText()).contains(DAY.format(day.plusDays(10)));
    confirms(executor, "promise-done");
    signs(SIGNER, "Подписать сообщение об исполнении", "Кукушкина");
    on(SIGNER).awaitMail("kukushkina@example.test", "исполнен");
  }

  /** Art. 10 p. 1 п. 3: the day has passed, the work goes on. */
  @Test
  @Order(7)
  void aPromiseWhoseDayHasPassedIsSeenRaisedAndStillDone() {
    Desk executor = at(EXECUTOR);
    assertThat(executor.row(PROMISE, "Филинов").innerText()).contains("Просрочено");
    Locator card = executor.card(PROMISE, "Филинов");
    assertThat(card.innerText()).contains("Эскалация", "Контроллер светофора заказан");
    executor.screenshot("promise-missed", card.getByText("Обещано в ответе"));
    executor.tab("Форма");
    confirms(executor, null);
    signs(SIGNER, "Подписать сообщение об исполнении", "Филинов");
    on(SIGNER).awaitMail("filinov@example.test", "исполнен");
  }

  private static void confirms(Desk executor, String screenshot) {
    executor.choose("results.0.proof", "DOCUMENT");
    executor.field("results.0.document").fill("Акт приёмки");
    executor.field("results.0.documentNumber").fill("7");
    executor.field("results.0.documentDay").fill(TODAY.toString());
    executor.field("results.0.documentBy").fill("Комиссия администрации");
    if (screenshot != null) {
      executor.screenshot(screenshot);
    }
    executor.completes();
  }

  /** Art. 5 п. 3, art. 10 p. 1 п. 4. */
  @Test
  @Order(8)
  void anIncompleteAnswerBringsTheAppealBack() {
    Page page = on("controller", "/control").page;
    String number =
        page.locator("tbody tr", new Page.LocatorOptions().setHasText("улице Луговой"))
            .locator("th a")
            .innerText();
    on("controller", "/reopening");
    page.locator("#number").fill(number);
    submit(page, "Найти");
    page.locator("#o-missed").fill("Водоотвод на улице Луговой");
    page.locator("#o-text").fill("На вопрос о водоотводе не ответили.");
    on("controller").screenshotWhole("reopening");
    submit(page, "Вернуть к рассмотрению");
    page.locator(".alert-success").waitFor();

    Desk coordinator = at("coordinator");
    coordinator.opens(TRIAGE, "Аистова");
    assertThat(coordinator.visibleText())
        .contains("Почему обращение вернулось", "На вопрос о водоотводе не ответили");
    coordinator.triages("CONSIDER");
    coordinator.choose("questions.0.theme", "0301");
    coordinator.choose("questions.0.municipality", "lugovets");
    coordinator.screenshot("reopened");
    coordinator.completes();
    Desk head = at("head.roads");
    head.opens("Принять вопросы или вернуть", "Аистова");
    head.decides("accepted", "YES");
    head.completes();
    Desk executor = at(EXECUTOR);
    assertThat(executor.card(PART, "Аистова").innerText())
        .contains("Обращение возвращено к рассмотрению");
  }

  /** Art. 8 p. 6. */
  @Test
  @Order(9)
  void aComplaintIsHiddenFromTheOneItIsOn() {
    Desk coordinator = at("coordinator");
    coordinator.opens(TRIAGE, "Ястребов");
    coordinator.choose("complained", "YES");
    if (coordinator.field("subjects.0.who").count() == 0) {
      coordinator.page.getByText("Добавить лицо или орган").click();
    }
    coordinator.choose("subjects.0.who", "official:executor.roads");
    coordinator.screenshot("complaint");
    coordinator.triages("CONSIDER");
    coordinator.choose("questions.0.municipality", ""); // the ministry's, where he works
    coordinator.completes();
    coordinator.opens("Подтвердить распределение", "Ястребов");
    coordinator.choose("questions.0.block", "roads");
    coordinator.choose("questions.0.body", "minroads");
    coordinator.completes();
    Desk head = at("head.roads");
    head.opens("Принять вопросы или вернуть", "Ястребов");
    assertThat(head.card().innerText()).contains("На кого жалоба", "Авдонин");
    head.tab("Форма");
    head.decides("accepted", "YES");
    head.completes();
    at("executor.roads2").row(PART, "Ястребов").waitFor();
    Desk subject = at("executor.roads");
    assertThat(subject.rows("Ястребов").count()).isZero();
  }

  /** Art. 13. */
  @Test
  @Order(10)
  void aPersonalReceptionIsWrittenDownOnItsCard() {
    Desk registrar = on("registrar", "/reception");
    Page page = registrar.page;
    page.locator("#receiver").selectOption(new SelectOption().setIndex(1));
    page.locator("#document").selectOption(new SelectOption().setIndex(1));
    page.locator("#lastName").fill("Журавкин");
    page.locator("#firstName").fill("Степан");
    page.locator("#middleName").fill("Ефимович");
    page.locator("#substance").fill("Когда откроют мост на улице Речной?");
    page.locator("#result-ORAL_ANSWER").check();
    page.locator("#consent").check();
    page.locator("#answer").fill("Мост откроют после ремонта опоры, объезд обозначен.");
    registrar.screenshotWhole("reception");
    submit(page, "Сохранить карточку");
    page.locator(".alert-success").waitFor();
    assertThat(page.locator(".alert-success").innerText())
        .contains("Карточка №", "дан устный ответ", "ст. 13 ч. 3");
  }

  /** Art. 2. */
  @Test
  @Order(11)
  void aCollectiveAppealNamesItsSignatoriesAndOneAddress() {
    Desk registrar = on("registrar", "/intake/new");
    Page page = registrar.page;
    page.locator("#lastName").fill("Синичкина");
    page.locator("#firstName").fill("Елена");
    page.locator("#postalAddress").fill("г. Луговец, ул. Кирова, д. 3, кв. 1");
    page.getByText("Коллективное обращение", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#signatories")
        .fill(
            "Синичкина Елена\nДрозд Павел Юрьевич; ул. Кирова, д. 3, кв. 2\nЧайкина Нина Ильинична");
    page.locator("#text").fill("Во дворе дома 3 по улице Кирова сломан забор. Просим починить.");
    registrar.screenshot("collective", page.locator("#signatories"));
    register(page);
    page.locator(".alert-success").waitFor();
    assertThat(at("coordinator").card(TRIAGE, "Синичкина").innerText())
        .contains("Подписали коллективное обращение", "Дрозд Павел Юрьевич", "один из подписавших");
  }

  /** Art. 10 p. 4. */
  @Test
  @Order(12)
  void aReturnedLetterIsSentAgain() {
    Desk registrar = on("registrar", "/outgoing");
    Page page = registrar.page;
    page.locator("tbody tr", new Page.LocatorOptions().setHasText("Лебедев"))
        .locator("th a")
        .click();
    page.locator("#returned-day").fill(TODAY.toString());
    page.locator("#returned-reason").fill("Адресат по указанному адресу не проживает");
    registrar.screenshot("returned");
    submit(page, "Записать возврат");
    page.locator(".alert-success").waitFor();
    at("registrar").opens("Решить, как отправить снова", "Лебедев");
    registrar.decides("resolution", "POST");
    registrar.field("postalAddress").fill("г. Луговец, ул. Полевая, д. 18, кв. 2");
    registrar.screenshot("resend");
    registrar.completes();
    sendsByPost("Лебедев", "80084917110059");
    on("registrar", "/outgoing");
    assertThat(
            page.locator("tbody tr", new Page.LocatorOptions().setHasText("Лебедев")).innerText())
        .contains("80084917110059");
  }

  /** A registrar does the coordinator's tasks while he is on a trip, and not longer. */
  @Test
  @Order(13)
  void theDeputyDoesTheTasksOfTheAbsentOne() throws Exception {
    product.receives("deputy");
    Desk desk = at("registrar");
    desk.opens("Зарегистрировать обращение");
    desk.choose("questions.0.theme", "0301");
    desk.choose("questions.1.theme", "0501");
    desk.completes();
    assertThat(desk.row(TRIAGE, Product.SURNAME).count()).isZero();

    Desk away = on("coordinator", "/absence");
    Page page = away.page;
    page.getByLabel("Кто замещает").selectOption("registrar");
    page.getByLabel("Причина").selectOption("TRIP");
    away.screenshot("absence");
    submit(page, "Назначить");
    page.locator(".alert-success").waitFor();
    assertThat(away.visibleText()).contains("Абросимов А. А. за Масленникова И. С.");
    assertThat(accessible(page, "main")).isEmpty();

    desk.page.waitForTimeout(11_000); // the session's groups are ten seconds old at most
    desk.reload();
    assertThat(desk.row(TRIAGE, Product.SURNAME).innerText()).contains("за Масленникова И. С.");
    desk.opens(TRIAGE);
    desk.triages("CONSIDER");
    desk.screenshot("deputy");
    desk.completes();

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Закончить")).click();
    page.locator(".alert-success").waitFor();
    desk.page.waitForTimeout(11_000);
    at("registrar");
    assertThat(desk.page.locator(".desk-instead").count()).isZero();
  }

  @Test
  @Order(14)
  void theMenuHoldsTheOtherPages() {
    Desk registrar = at("registrar");
    registrar.page.locator(".desk-more summary").click();
    Locator menu = registrar.page.locator(".desk-more-list");
    menu.waitFor();
    assertThat(menu.innerText())
        .contains("Личный приём", "Исходящие", "Моё замещение", "Калькулятор сроков");
    registrar.screenshot("menu");
  }

  /** A day of the region becomes a holiday: an open deadline moves, and is told why. */
  @Test
  @Order(15)
  void aChangedCalendarMovesTheDeadlines() {
    Desk executor = at(EXECUTOR);
    LocalDate before = answerDue(executor.card(PART, "Дятлова"));
    Desk methodologist = on("methodologist", "/calendar");
    Page page = methodologist.page;
    page.getByLabel("Имя календаря").fill("РФ и День области");
    page.getByLabel("Региональные дни")
        .setInputFiles(
            new FilePayload(
                "regional-days.csv",
                "text/csv",
                ("date,kind,note\n" + before + ",holiday,День Заречной области\n")
                    .getBytes(StandardCharsets.UTF_8)));
    submit(page, "Проверить и показать, что изменится");
    page.getByLabel("Документ-основание").fill("Закон области от 01.11.2026 № 12-ОЗ");
    methodologist.screenshot("calendar");
    submit(page, "Ввести календарь в действие и пересчитать сроки");
    for (int i = 0; i < 30 && page.locator(".alert-success").count() == 0; i++) {
      page.waitForTimeout(1000);
      page.reload();
    }
    assertThat(page.locator("dl").innerText()).contains("Закон области");
    assertThat(answerDue(at(EXECUTOR).card(PART, "Дятлова"))).isNotEqualTo(before);
  }

  /** The official's list as it is now. */
  private static Desk at(String login) {
    Desk known = DESKS.get(login);
    if (known == null) {
      Desk desk = new Desk(product, login).signIn();
      DESKS.put(login, desk);
      return desk;
    }
    known.goTo("/");
    known.awaitList();
    return known;
  }

  /** Where the official left off. */
  private static Desk on(String login) {
    return DESKS.get(login);
  }

  /** One of our pages. */
  private static Desk on(String login, String path) {
    Desk known = DESKS.get(login);
    if (known == null) {
      known = new Desk(product, login);
      DESKS.put(login, known);
      known.signInTo(path);
    } else {
      known.goTo(path);
    }
    return known;
  }

  private static String number(String login, String task, String appeal) {
    return at(login)
        .row(task, appeal)
        .locator(".desk-number")
        .innerText()
        .replace("№ ", "")
        .strip();
  }

  /** What came to an appeal: it is found by its number. */
  private static Page papers(String number) {
    Page page = on("registrar", "/intake/running").page;
    page.locator("#number").fill(number);
    submit(page, "Найти");
    page.locator("#s-text").waitFor();
    return page;
  }

  private static void submit(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
  }

  private static void register(Page page) {
    submit(page, "Зарегистрировать");
  }

  private static void send(Locator form, String button) {
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void signs(String signer, String task, String appeal) {
    Desk desk = at(signer);
    desk.opens(task, appeal);
    desk.decides("signed", "YES");
    desk.completes();
  }

  private static void sendsByPost(String appeal, String number) {
    Desk registrar = at("registrar");
    registrar.opens(BY_POST, appeal);
    registrar.field("dispatchNumber").fill(number);
    registrar.completes();
  }
}
