package ru.tsur.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ru.tsur.Chromium;

/**
 * The forms and the library that drives them, in Chromium, without server and Tasklist: both are
 * played by the test.
 */
class FormLibraryTest {

  private static final String DESK = "http://desk.test";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SERVED = json(read("/desk/served.json"));

  /** Names the radios by which a person decides. */
  private static final Pattern DECISION = Pattern.compile("data-(?:submit-by|decision)=\"(\\w+)\"");

  private static Playwright playwright;
  private static Browser browser;

  private BrowserContext context;
  private Page page;

  /** What the server does with a call; null: it answers as it should. */
  private String typedFails;

  private Answer formRefused;
  private Answer typedRefused;
  private final List<String> revisions = new ArrayList<>();
  private ObjectNode served;
  private final List<JsonNode> typed = new ArrayList<>();
  private final List<JsonNode> submitted = new ArrayList<>();
  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> uploads = new ArrayList<>();

  private record Answer(int status, String body) {}

  @BeforeAll
  static void startBrowser() {
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void stopBrowser() {
    playwright.close();
  }

  @BeforeEach
  void openDesk() {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("ru-RU")
                .setTimezoneId("Europe/Moscow")
                .setViewportSize(900, 1000));
    page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.route("**/*", this::answer);
    page.navigate(DESK + "/");
  }

  @AfterEach
  void closeDesk() {
    context.close();
  }

  @Test
  void fillsWhatTheServerServes() {
    open("register");

    assertThat(field("lastName")).hasValue("Соколова");
    assertThat(radio("type", "COMPLAINT")).isChecked();
    assertThat(field("questions.0.theme")).hasValue("0005.1");
    assertThat(field("questions.1.substance")).hasValue("Не вывозят мусор третью неделю.");
    assertThat(page.getByLabel("Отчество, если есть")).hasValue("Петровна");
    assertThat(
            page.getByRole(
                com.microsoft.playwright.options.AriaRole.GROUP,
                new Page.GetByRoleOptions().setName("Вопрос 2")))
        .isVisible();
  }

  @Test
  void whatWasTypedEarlierComesBackAndCanBeThrownAway() {
    form("draft")
        .set(
            "typed",
            json(
                "{\"text\": \"Начатый ответ\", \"results\": [{\"question\": \"q1\", \"result\": \"EXPLAINED\"}]}"));
    served.put("typedAt", "14:05").put("changed", "Изменено 14:20 другим: Громов И. С.");
    show(true);

    assertThat(field("text")).hasValue("Начатый ответ");
    assertThat(field("results.0.result")).hasValue("EXPLAINED");
    assertThat(field("results.1.result")).hasValue("");
    assertThat(page.locator(".af-notices")).containsText("Восстановлено введённое раньше в 14:05");
    assertThat(page.locator(".af-notices")).containsText("Изменено 14:20 другим: Громов И. С.");

    page.getByText("Начать заново").click();

    assertThat(field("text")).hasValue(Pattern.compile("^Уважаемая Мария Петровна!"));
    assertThat(field("results.0.result")).hasValue("MEASURES_TAKEN");
  }

  @Test
  void anOlderTextDoesNotReplaceWhatIsShownToBeSigned() {
    form("sign")
        .set(
            "typed",
            json(
                "{\"version\": 2, \"digest\": \"old\", \"text\": \"старый\", \"signed\": \"NO\", \"remark\": \"Имя!\"}"));
    show(true);

    assertThat(field("remark")).hasValue("Имя!");
    assertThat(page.locator("[data-show=text]").first()).containsText("Фонари восстановлены");
    submit();

    assertThat(onlySubmitted().path("version").asInt()).isEqualTo(3);
    assertThat(onlySubmitted().path("digest").asText()).isEqualTo("9f2c4e7a");
  }

  @Test
  void keepsWhatIsTypedWithinTwoSecondsValidOrNot() {
    open("register");

    field("lastName").fill("");
    assertThat(typed).isEmpty();
    assertThat(status()).hasText("Сохранено 14:05");

    assertThat(typed).hasSize(1);
    assertThat(typed.get(0).path("lastName").asText()).isEmpty();
    assertThat(typed.get(0).path("questions").path(0).path("id").asText()).isEqualTo("q1");
    assertThat(status()).hasAttribute("aria-live", "polite");
  }

  @Test
  void goesOnSavingWhileTypingDoesNotPause() {
    open("draft");

    field("text").click();
    long until = System.currentTimeMillis() + 3_500;
    while (System.currentTimeMillis() < until) {
      page.keyboard().type("а");
      page.waitForTimeout(100);
    }

    assertThat(typed).as("not put off to the end").isNotEmpty();
  }

  @Test
  void saysThatItIsNotSavedAndTriesAgainByItself() {
    open("draft");
    typedFails = "network";

    field("text").fill("Ответ, который нельзя потерять");
    assertThat(status()).hasText("Не сохранено: нет связи, повторяем");
    typedFails = null;

    assertThat(status()).hasText("Сохранено 14:05", within(15_000));
    assertThat(typed.get(typed.size() - 1).path("text").asText())
        .isEqualTo("Ответ, который нельзя потерять");
  }

  @Test
  void afterALostSessionTheTextStaysAndIsSavedOnceSignedIn() {
    open("draft");
    typedFails = "401";

    field("text").fill("Длинный ответ");
    Locator notice = page.locator(".af-notices [role=alert]");
    assertThat(notice).containsText("Сессия закончилась, войдите снова");
    assertThat(notice).containsText("не сохранено");
    assertThat(notice.locator("a")).hasAttribute("href", "/login");
    assertThat(notice.locator("a")).hasAttribute("target", "_blank");
    assertThat(field("text")).hasValue("Длинный ответ");
    typedFails = null;

    assertThat(status()).hasText("Сохранено 14:05", within(15_000));
    assertThat(notice).hasCount(0);
  }

  @Test
  void aRedirectToTheSignInPageIsALostSessionToo() {
    open("draft");
    typedFails = "302";

    field("text").fill("Ответ");

    assertThat(page.locator(".af-notices [role=alert]")).containsText("Сессия закончилась");
  }

  @Test
  void missingValuesAreNamedAtTheFieldAndInTheSummary() {
    open("draft");

    submit();

    assertThat(submitted).isEmpty();
    Locator summary = page.locator(".af-summary");
    assertThat(summary).isFocused();
    assertThat(summary.locator("a")).hasText("Вопрос 2. Результат: Выберите результат");
    assertThat(page.locator(".af-field:has([data-path='results.1.result']) .af-error"))
        .hasText("Выберите результат");
    assertThat(field("results.1.result")).hasAttribute("aria-invalid", "true");

    summary.locator("a").click();
    assertThat(field("results.1.result")).isFocused();
    assertThat(page.url()).as("the address belongs to Tasklist").isEqualTo(DESK + "/");
    field("results.1.result").selectOption("EXPLAINED");
    assertThat(page.locator(".af-error")).hasCount(0);
  }

  @Test
  void whatTheServerRefusesStandsAtItsField() {
    open("register");
    formRefused =
        new Answer(
            422,
            "{\"title\":\"Не заполнено\",\"errors\":[{\"field\":\"questions.1.theme\",\"message\":\"Нет такой темы\"},"
                + "{\"field\":null,\"message\":\"Нужен адрес для ответа\"}]}");

    submit();

    assertThat(page.locator(".af-summary li")).hasCount(2);
    assertThat(page.locator(".af-summary")).containsText("Нужен адрес для ответа");
    assertThat(page.locator(".af-field:has([data-path='questions.1.theme']) .af-error"))
        .hasText("Нет такой темы");
    assertThat(completions()).isEmpty();

    formRefused = null;
    field("questions.1.theme").selectOption("0005.2");
    submit();
    assertThat(page.locator(".af-summary")).isHidden();
    awaitCompletion("completed");
    assertThat(submitted.get(1).path("questions").path(1).path("theme").asText())
        .isEqualTo("0005.2");
  }

  @Test
  void aConflictIsSaidInRussianAndNothingCompletes() {
    open("approve");
    radio("approved", "YES").check();
    formRefused =
        new Answer(
            409, "{\"title\":\"Конфликт\",\"detail\":\"Задачу уже завершил другой сотрудник.\"}");

    submit();

    assertThat(page.locator(".af-summary")).containsText("Задачу уже завершил другой сотрудник.");
    assertThat(completions()).isEmpty();
  }

  @Test
  void completesOnceAfterTheServerHasCheckedTheForm() {
    open("approve");
    radio("approved", "YES").check();

    submit();

    awaitCompletion("completed");
    assertThat(onlySubmitted().path("approved").asText()).isEqualTo("YES");
    assertThat(onlySubmitted().path("version").asInt()).isEqualTo(3);
  }

  @Test
  void tasklistsOwnCompleteGoesThroughTheFormToo() {
    open("approve");
    radio("approved", "YES").check();

    assertThat(page.locator(".af-submit")).isEnabled();
    page.evaluate("window.camForm.submit()");

    awaitCompletion("completed");
    assertThat(submitted).hasSize(1);
  }

  @Test
  void whatTheEngineRefusesIsSaidInRussianAtTheForm() {
    open("approve");
    radio("approved", "YES").check();
    page.evaluate(
        "window.refusal = 'Cannot submit task form 8f2: Автор текста не может его согласовать.'");

    submit();
    assertThat(page.locator(".af-summary li")).hasText("Автор текста не может его согласовать.");

    page.evaluate("window.refusal = 'ENGINE-03005 Execution of UPDATE failed'");
    submit();
    assertThat(page.locator(".af-summary li")).containsText("Завершить не удалось");
    assertThat(page.locator(".af-summary")).not().containsText("ENGINE");
    assertThat(submitted).as("checked again before each try").hasSize(2);
  }

  @Test
  void conditionalFieldsAreAskedOnlyWhenShownAndSentOnlyThen() {
    open("accept");
    assertThat(field("reason")).isHidden();
    radio("accepted", "YES").check();
    assertThat(field("executor")).isVisible();

    radio("accepted", "NO").check();
    assertThat(field("executor")).isHidden();
    submit();
    assertThat(page.locator(".af-error")).hasText("Укажите причину возврата");
    field("reason").fill("Это дороги");
    radio("accepted", "YES").check();
    assertThat(field("reason")).isHidden();
    submit();

    awaitCompletion("completed");
    assertThat(onlySubmitted().path("accepted").asText()).isEqualTo("YES");
    assertThat(onlySubmitted().path("reason").asText()).isEmpty();
  }

  @Test
  void anExtensionIsDecidedByChoosingAndTheNewTermIsShown() {
    open("decide-extension");
    assertThat(page.locator(".af-facts")).containsText("Ждём заключение по мосту.");
    assertThat(page.locator(".af-facts")).containsText("на 15 дн., до 31.12.2026");

    submit();
    assertThat(page.locator(".af-error")).hasText("Выберите: продлить или отказать");

    radio("granted", "YES").check();
    assertThat(page.locator(".af-submit")).hasText("Продлить срок");
    assertThat(field("days")).hasValue("15");
    submit();
    assertThat(onlySubmitted().path("granted").asText()).isEqualTo("YES");
    assertThat(onlySubmitted().path("days").asText()).isEqualTo("15");
  }

  @Test
  void questionsAreAddedAndTakenAway() {
    open("register");

    page.getByText("Добавить вопрос").click();
    assertThat(field("questions.2.substance")).isFocused();
    field("questions.2.substance").fill("Третий вопрос");
    page.getByLabel("Убрать вопрос 2").click();
    assertThat(page.locator("[data-row]")).hasCount(2);
    assertThat(field("questions.1.substance")).hasValue("Третий вопрос");
    submit();

    awaitCompletion("completed");
    assertThat(onlySubmitted().path("questions").size()).isEqualTo(2);
    assertThat(onlySubmitted().path("questions").path(0).path("id").asText()).isEqualTo("q1");
    assertThat(onlySubmitted().path("questions").path(1).has("id")).isFalse();
  }

  @Test
  void addedQuestionsComeBackAfterARestart() {
    form("register")
        .set(
            "typed",
            json(
                "{\"lastName\":\"Соколова\",\"questions\":[{\"id\":\"q2\",\"substance\":\"Второй\",\"theme\":\"0005.2\"},"
                    + "{\"substance\":\"Новый\"}]}"));
    show(true);

    assertThat(page.locator("[data-row]")).hasCount(2);
    assertThat(field("questions.0.substance")).hasValue("Второй");
    assertThat(field("questions.1.substance")).hasValue("Новый");
  }

  @Test
  void aTextOfAHundredThousandCharactersIsShownAndSentWhole() {
    String text = "Ответ № 1. ".repeat(9_100);
    ((ObjectNode) form("draft").path("values")).put("text", text);
    show(true);

    assertThat(field("text")).hasValue(text);
    assertThat(page.locator(".af-count").first()).containsText("100");
    field("results.1.result").selectOption("EXPLAINED");
    submit();

    awaitCompletion("completed");
    assertThat(onlySubmitted().path("text").asText()).isEqualTo(text);

    ((ObjectNode) form("approve").path("values")).put("text", text);
    show(true);
    assertThat(page.locator("[data-show=text]").first()).hasText(text.strip());
  }

  @Test
  void textsOfPeopleNeverBecomeMarkup() {
    String hostile =
        "<img src=x onerror=\"window.hacked=1\">{{constructor.constructor('window.hacked=2')()}}";
    ((ObjectNode) form("approve").path("values")).put("text", hostile);
    show(true);

    assertThat(page.locator("[data-show=text]").first()).hasText(hostile);
    assertThat(page.locator("#container img")).hasCount(0);
    assertThat(page.evaluate("window.hacked === undefined")).isEqualTo(true);
  }

  @Test
  void nothingTypedStaysInTheBrowser() {
    open("draft");
    field("text").fill("Личное");
    page.evaluate("window.camForm.store()");
    assertThat(status()).hasText("Сохранено 14:05");

    assertThat(page.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void ctrlEnterCompletesAndEnterAloneDoesNot() {
    open("dispatch");
    field("dispatchNumber").fill("80081234");
    field("dispatchNumber").press("Enter");
    page.waitForTimeout(300);
    assertThat(submitted).isEmpty();

    assertThat(page.locator(".af-submit")).isEnabled();
    field("dispatchNumber").press("Control+Enter");

    awaitCompletion("completed");
  }

  @Test
  void aTaskNobodyHasIsTakenByCompletingIt() {
    form("read-supplement");
    show(false);
    page.evaluate(
        """
        () => {
          const meta = document.createElement('div');
          meta.setAttribute('cam-tasklist-task-meta', '');
          const claim = document.createElement('button');
          claim.className = 'claim';
          claim.onclick = () => { window.completions.push('claimed'); setTimeout(window.assign, 50); };
          meta.append(claim);
          document.body.append(meta);
        }
        """);
    assertThat(page.locator(".af-claim")).containsText("Задача пока ничья");

    submit();

    awaitCompletion("claimed", "completed");
  }

  /** Typed here while the same form was saved in another window. */
  private void typesAfterAnotherWindow() {
    form("draft").put("revision", 6);
    show(true);
    typedRefused =
        new Answer(
            409,
            "{\"detail\":\"Эту форму изменили в другом окне в 14:20.\",\"typedAt\":\"14:20\",\"revision\":9,"
                + "\"typed\":{\"text\":\"Из другого окна\"}}");
    field("text").fill("Здешний текст");
    assertThat(page.locator(".af-notice[role=alert]"))
        .containsText("Эту форму изменили в другом окне в 14:20.");
    assertThat(status()).containsText("Не сохранено");
    field("text").fill("Здешний текст и ещё");
    submit();
    assertThat(submitted).as("decided only when the text is chosen").isEmpty();
    typedRefused = null;
  }

  @Test
  void theTextOfThisWindowStaysIfItIsChosen() {
    typesAfterAnotherWindow();

    page.getByText("Оставить здешний").click();

    assertThat(status()).hasText("Сохранено 14:05");
    assertThat(typed).hasSize(1);
    assertThat(typed.get(0).path("text").asText()).isEqualTo("Здешний текст и ещё");
    assertThat(revisions).containsExactly("6", "9");
    assertThat(page.locator(".af-notice[role=alert]")).hasCount(0);
    field("text").fill("Дальше");
    page.waitForCondition(() -> revisions.size() == 3);
    assertThat(revisions.get(2)).as("as the server said").isEqualTo("7");
  }

  @Test
  void theTextOfTheOtherWindowIsTakenIfItIsChosen() {
    typesAfterAnotherWindow();

    page.getByText("Взять текст из другого окна").click();

    assertThat(field("text")).hasValue("Из другого окна");
    assertThat(field("results.0.result")).hasValue("MEASURES_TAKEN");
    page.waitForTimeout(1_500);
    assertThat(typed).as("nothing was typed since").isEmpty();
  }

  @Test
  void whatAColleagueTookIsSaidOnceAndTrulyAndTheTextStaysOnTheScreen() {
    open("draft");
    typedFails = "403";
    served.put("editable", false).put("holder", "Иванов И. И.");

    field("text").fill("Начато");

    Locator told = page.locator(".af-notice");
    assertThat(told).hasCount(1);
    assertThat(told).containsText("Задачу взял(а) в работу Иванов И. И. Введённое вами осталось");
    assertThat(field("text")).hasValue("Начато");
    assertThat(field("text")).isDisabled();
    assertThat(page.locator(".af-submit")).isHidden();
    assertThat(status()).hasText("");
  }

  @Test
  void nothingIsDecidedBeforehandAndTheButtonRestsAMoment() {
    for (String name : forms().toList()) {
      Matcher decision = DECISION.matcher(read("/forms/" + name + ".html"));
      if (decision.find()) {
        open(name);
        assertThat(page.locator(".af-submit")).isDisabled();
        Locator radios = page.locator("[data-group='" + decision.group(1) + "'] input");
        assertThat(radios).not().hasCount(0);
        assertThat(radios.and(page.locator(":checked"))).hasCount(0);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".af-submit")).isEnabled();
        submit();
        assertThat(page.locator(".af-summary a").first()).containsText("Выберите");
      }
    }
    assertThat(submitted).isEmpty();
  }

  @Test
  void aTaskOfAnotherIsShownButCannotBeChanged() {
    form("approve").put("editable", false).put("holder", "Иванов И. И.");
    show(false);

    assertThat(page.locator(".af-notices"))
        .containsText("Только чтение: эту задачу выполняет Иванов И. И.");
    assertThat(page.locator(".af-submit")).isHidden();
    assertThat(radio("approved", "YES")).isDisabled();
  }

  @Test
  void theCardSaysWhyAndLeadsNowhereElse() {
    page.evaluate("window.showCard()");

    assertThat(page.locator(".ac-title")).hasText("Обращение № 154-Г/2026");
    page.locator(".ac-why summary").click();
    assertThat(page.locator(".ac-why li").first()).containsText("30 календарных дней");
    assertThat(page.locator(".ac-links a")).hasCount(1);
    assertThat(page.locator(".ac-table tbody tr")).hasCount(3); // a return, two lines of history
  }

  @Test
  void anExtensionIsAskedForFromTheCard() {
    page.evaluate("window.showCard()");
    page.getByText("Попросить о продлении").click();
    page.getByText("Отправить запрос").click();
    assertThat(page.locator(".ac-action .af-summary li")).hasCount(3);

    page.getByLabel("На сколько календарных дней (1–30)").fill("31");
    page.getByText("Отправить запрос").click();
    assertThat(page.locator(".af-wrong:has(input[type=number]) .af-error"))
        .hasText("Укажите от 1 до 30 дней");
    assertThat(page.locator(".ac-action-form input[type=number]"))
        .hasCSS("border-top-color", "rgb(164, 22, 26)");

    page.getByLabel("Основание").selectOption("DOCUMENT_REQUEST");
    page.getByLabel("Почему срока не хватает").fill("Ждём справку");
    page.getByLabel("На сколько календарных дней (1–30)").fill("15");
    page.getByText("Отправить запрос").click();

    assertThat(page.locator(".alert-success")).containsText("Запрос отправлен");
    assertThat(asked)
        .containsExactly(
            json("{\"ground\":\"DOCUMENT_REQUEST\",\"reason\":\"Ждём справку\",\"days\":15}"));
  }

  @Test
  void aTaskIsReleasedFromTheCardWithAReason() {
    page.evaluate("window.showCard()");
    page.getByText("Снять с исполнителя").first().click();
    var send = page.locator(".ac-action-form:visible button[type=submit]");
    send.click();
    assertThat(page.locator(".ac-action-form:visible .af-summary li")).hasText("Выберите причину");
    assertThat(asked).isEmpty();

    assertThat(page.getByLabel("Причина").locator("option"))
        .hasText(new String[] {"Выберите", "Болезнь", "Увольнение или перевод"});
    page.getByLabel("Причина").selectOption("ILLNESS");
    send.click();

    assertThat(page.locator(".alert-success")).containsText("Задание снято с исполнителя");
    assertThat(asked).containsExactly(json("{\"reason\":\"ILLNESS\"}"));
  }

  static Stream<String> forms() {
    return SERVED.properties().stream().map(Map.Entry::getKey).filter(name -> !name.equals("card"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void eachFormIsAccessibleAndSaysWhatToDo(String name) throws IOException {
    open(name);
    assertThat(page.locator(".todo")).containsText("59-ФЗ");
    picture(name);
    assertAccessible(name);

    page.locator(".appeal-form select, .appeal-form textarea, .appeal-form input[type=text]")
        .all()
        .forEach(
            control -> {
              if (control.isVisible() && control.getAttribute("data-required") != null) {
                if (control.evaluate("e => e.tagName").equals("SELECT")) {
                  control.selectOption("");
                } else {
                  control.fill("");
                }
              }
            });
    List<Locator> negative = page.locator(".appeal-form input[type=radio][value=NO]").all();
    for (Locator no : negative) {
      if (no.isVisible()) {
        no.check();
      }
    }
    if (name.equals("resolve-delivery") || name.equals("accept") || name.equals("draft")) {
      submit();
      assertThat(page.locator(".af-summary")).isVisible();
    }
    picture(name + "-wrong");
    assertAccessible(name + " with errors");
  }

  @Test
  void aTableOfTheCardBreaksNoWord() {
    page.setViewportSize(780, 1000);
    page.evaluate("window.showCard()");
    assertThat(page.locator(".ac-section").first()).isVisible();
    assertThat(
            (List<?>)
                page.evaluate(
                    """
                    () => [...document.querySelectorAll('.ac-table th, .ac-table td')]
                      .map(cell => cell.firstChild)
                      .filter(text => text)
                      .flatMap(text => [...text.data.matchAll(/[^\\s-]+/g)].filter(word => {
                        const range = document.createRange();
                        range.setStart(text, word.index);
                        range.setEnd(text, word.index + word[0].length);
                        return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1;
                      }))
                      .map(word => word[0])
                    """))
        .isEmpty();
  }

  @Test
  void theCardIsAccessible() throws IOException {
    page.evaluate("window.showCard()");
    assertThat(page.locator(".ac-section").first()).isVisible();
    page.locator(".ac-why summary").click();
    page.getByText("Попросить о продлении").click();
    picture("card");
    assertAccessible("card");
  }

  @Test
  void everyFormOfTheProductIsTested() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("forms"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".html")))
          .containsExactlyInAnyOrderElementsOf(forms().map(name -> name + ".html").toList());
    }
  }

  // ---- the desk, played

  private void open(String name) {
    form(name);
    show(true);
  }

  private ObjectNode form(String name) {
    served =
        JSON.createObjectNode()
            .put("task", "task-1")
            .put("element", "Task")
            .put("name", name)
            .put("editable", true);
    served.set("values", SERVED.path(name).path("values").deepCopy());
    served.set("options", SERVED.path(name).path("options").deepCopy());
    served.putNull("typed").putNull("typedAt").putNull("changed");
    return served;
  }

  private void show(boolean assigned) {
    page.evaluate(
        "([name, assigned]) => window.show(name, assigned)",
        List.of(served.path("name").asText(), assigned));
    page.waitForSelector(".appeal-form.af-ready");
  }

  @Test
  void aFileGoesAtOnceAndTheRestStaysTyped() {
    open("draft");
    field("text").fill("Начатый ответ");
    field("results.0.proof").selectOption("FILE");
    submit();
    assertThat(page.locator(".af-summary")).containsText("Выберите результат");
    assertThat(status()).containsText("Сохранено"); // or it would be said over what follows
    Locator file = page.locator("[data-upload]").first();
    com.microsoft.playwright.options.FilePayload photo =
        new com.microsoft.playwright.options.FilePayload("двор.jpg", "image/jpeg", new byte[] {1});

    file.setInputFiles(photo);

    assertThat(page.locator("[data-show=files]").first()).hasText("двор.jpg");
    assertThat(uploads.get(0)).startsWith("?of=q1&name=");
    assertThat(field("text")).hasValue("Начатый ответ");
    assertThat(field("results.0.proof")).hasValue("FILE");
    assertThat(page.locator(".af-summary")).containsText("Выберите результат");

    file.setInputFiles(photo);
    assertThat(page.locator(".af-summary")).containsText("Это не снимок.");
    assertThat(page.locator("[data-show=files]").first()).hasText("двор.jpg");

    file.setInputFiles(photo);
    assertThat(status()).hasText("Файл «двор.jpg» приложен");
    assertThat(page.locator(".af-summary")).isHidden();
  }

  @Test
  void whatProvesTheMeasuresIsOpenedFromTheForm() {
    open("approve");

    assertThat(page.locator(".af-proof")).containsText("файл «двор.jpg»");
    assertThat(page.locator(".af-proof a"))
        .hasAttribute("href", "/api/tasks/task-1/attachments/a1");
  }

  private void answer(Route route) {
    String path = route.request().url().replace(DESK, "").replaceAll("[?].*", "");
    String method = route.request().method();
    if (path.equals("/")) {
      file(route, read("/desk/harness.html"), "text/html");
    } else if (path.startsWith("/tasklist/")) {
      file(
          route,
          read("/META-INF/resources/webjars/camunda/app" + path),
          path.endsWith(".css") ? "text/css" : "text/javascript");
    } else if (path.startsWith("/forms/")) {
      file(route, read(path), "text/html");
    } else if (path.equals("/api/tasks/task-1/form") && method.equals("GET")) {
      respond(route, 200, served.toString());
    } else if (path.equals("/api/tasks/task-1/typed")) {
      typed(route);
    } else if (path.equals("/api/tasks/task-1/form")) {
      submitted.add(json(route.request().postData()));
      if (formRefused == null) {
        route.fulfill(new Route.FulfillOptions().setStatus(204));
      } else {
        respond(route, formRefused.status(), formRefused.body());
      }
    } else if (path.equals("/api/tasks/task-1/files")) {
      uploads.add(route.request().url().replaceAll(".*/files", ""));
      if (uploads.size() == 2) {
        respond(route, 422, "{\"errors\":[{\"field\":\"file\",\"message\":\"Это не снимок.\"}]}");
      } else {
        respond(route, 200, "{\"files\":\"двор.jpg\"}");
      }
    } else if (path.equals("/api/tasks/task-1/appeal")) {
      respond(route, 200, SERVED.path("card").toString());
    } else if (path.equals("/api/tasks/task-1/extension")
        || path.equals("/api/tasks/task-1/release")) {
      asked.add(json(route.request().postData()));
      route.fulfill(new Route.FulfillOptions().setStatus(204));
    } else {
      route.fulfill(new Route.FulfillOptions().setStatus(404));
    }
  }

  private void typed(Route route) {
    revisions.add(route.request().url().replaceAll(".*revision=", ""));
    if (typedRefused != null) {
      respond(route, typedRefused.status(), typedRefused.body());
    } else if (typedFails == null) {
      typed.add(json(route.request().postData()));
      respond(route, 200, "{\"savedAt\":\"14:05\",\"revision\":" + (6 + typed.size()) + "}");
    } else if (typedFails.equals("network")) {
      route.abort();
    } else if (typedFails.equals("302")) {
      route.fulfill(
          new Route.FulfillOptions().setStatus(302).setHeaders(Map.of("Location", "/login")));
    } else {
      respond(route, Integer.parseInt(typedFails), "{}");
    }
  }

  private static void file(Route route, String body, String type) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(200)
            .setContentType(type + "; charset=utf-8")
            .setBody(body));
  }

  private static void respond(Route route, int status, String body) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(status)
            .setContentType(status < 400 ? "application/json" : "application/problem+json")
            .setBody(body));
  }

  private Locator field(String path) {
    return page.locator("[data-path='" + path + "']");
  }

  private Locator radio(String path, String value) {
    return page.locator("[data-path='" + path + "'][value='" + value + "']");
  }

  private Locator status() {
    return page.locator(".af-status");
  }

  private void submit() {
    page.locator(".af-submit").click();
  }

  private JsonNode onlySubmitted() {
    awaitCompletion("completed");
    assertThat(submitted).hasSize(1);
    return submitted.get(0);
  }

  private void awaitCompletion(String... expected) {
    page.waitForCondition(() -> completions().size() >= expected.length);
    assertThat(completions()).isEqualTo(List.of((Object[]) expected));
  }

  private List<?> completions() {
    return (List<?>) page.evaluate("window.completions");
  }

  private static LocatorAssertions.HasTextOptions within(int milliseconds) {
    return new LocatorAssertions.HasTextOptions().setTimeout(milliseconds);
  }

  private void picture(String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "desk"));
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true));
  }

  private void assertAccessible(String what) {
    assertThat(
            new AxeBuilder(page)
                .analyze().getViolations().stream()
                    .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                    .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml()))
        .as(what)
        .isEmpty();
  }

  private static String read(String resource) {
    try (InputStream in = FormLibraryTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
