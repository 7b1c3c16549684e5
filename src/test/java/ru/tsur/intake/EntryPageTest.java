package ru.tsur.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;
import ru.tsur.security.Accounts;
import ru.tsur.security.Visitor;

/** The registrar's page over real HTTP, as a browser without script uses it. */
@ProductTest
class EntryPageTest {

  private static final String PASSWORD = "a registrar's one";
  private static final Pattern HIDDEN_ID = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;

  private Visitor browser;

  @BeforeEach
  void aRegistrarSignsIn() {
    signIn("registrar");
  }

  private void signIn(String login) {
    accounts.setPassword(login, Accounts.Kind.OFFICIAL, PASSWORD);
    browser = Visitor.guest(port);
    browser.signIn(login, PASSWORD);
  }

  @Test
  void anEntrySentTwiceIsOneAppealAndIsAnsweredTheSame() {
    Map<String, String> letter = letter();

    HttpResponse<String> first = enter(letter);
    String answer = followed(first);
    HttpResponse<String> second = enter(letter);
    String again = followed(second);

    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(second.statusCode()).isEqualTo(302);
    assertThat(number(again)).isEqualTo(number(answer)).startsWith("Г-");
    assertThat(stored(letter)).isEqualTo(1);
  }

  @Test
  void aDoubleClickRegistersOnce() {
    for (int i = 0; i < 20; i++) {
      Map<String, String> letter = letter();
      List<CompletableFuture<HttpResponse<String>>> clicks = new ArrayList<>();
      clicks.add(CompletableFuture.supplyAsync(() -> enter(letter)));
      clicks.add(CompletableFuture.supplyAsync(() -> enter(letter)));

      assertThat(clicks).extracting(click -> click.join().statusCode()).containsExactly(302, 302);
      assertThat(stored(letter)).isEqualTo(1);
    }
  }

  @Test
  void anotherTextFromThePageThatWasRegisteredIsAskedAbout() {
    Map<String, String> letter = letter();
    String number = registered(letter);

    Map<String, String> other = new LinkedHashMap<>(letter);
    other.put("text", letter.get("text") + " И ещё одно.");
    String asked = refused(other);

    assertThat(asked).contains("уже зарегистрировано обращение № " + number);
    assertThat(stored(other)).isZero();
    other.put("id", id(asked));
    other.put("offer", "NONE"); // so like the first that it is offered
    assertThat(enter(other).statusCode()).isEqualTo(302);
    assertThat(stored(other)).isEqualTo(1);
  }

  @Test
  void aCharacterThatCannotBeKeptIsRefusedAtItsField() {
    Map<String, String> letter = letter();
    letter.put("lastName", "Письмо\0вникова");

    assertThat(refused(letter)).contains("href=\"#lastName\"", "U+0000, 7-й по счёту");
  }

  /** Found late, it is considered all the same (art. 9 p. 1); a wrong year is more usual. */
  @Test
  void aDayLongAgoIsAskedAboutOnce() {
    Map<String, String> letter = letter();
    String day = LocalDate.now(clock).minusDays(800).toString();
    letter.put("receivedAt", day);

    String asked = refused(letter);

    assertThat(asked)
        .contains("раньше чем год назад", "name=\"confirmedDate\" value=\"" + day + "\"");
    assertThat(stored(letter)).isZero();
    letter.put("confirmedDate", day);
    letter.put("receivedAt", LocalDate.now(clock).minusDays(801).toString());
    assertThat(refused(letter)).contains("раньше чем год назад");
    letter.put("receivedAt", day);
    assertThat(registered(letter)).startsWith("Г-");
  }

  @Test
  void aRepeatedAppealIsLinkedWithTheEarlierOneAndBothShowIt() {
    Map<String, String> first = letter();
    String earlier = registered(first);
    Map<String, String> repeat = letter();
    repeat.put("earlier", " № " + earlier.toLowerCase(Locale.ROOT));
    repeat.put("earlierKind", "REPEAT");
    String later = registered(repeat);

    signIn("controller");
    assertThat(browser.page("/control/appeals/" + repeat.get("id")).body())
        .contains(">повторное к обращению № " + earlier, "/control/appeals/" + first.get("id"))
        .contains("Указана связь с другим обращением: повторное к обращению № " + earlier);
    assertThat(browser.page("/control/appeals/" + first.get("id")).body())
        .contains(">есть повторное обращение № " + later, "/control/appeals/" + repeat.get("id"));
    signIn("coordinator");
    assertThat(card(repeat)).contains("повторное к обращению № " + earlier);
    assertThat(card(first)).contains("есть повторное обращение № " + later);
  }

  @Test
  void theDayOfTheBodyThatSentItOnIsEnteredAndShown() {
    Map<String, String> letter = letter();
    letter.put("controlBody", "Прокуратура области");
    letter.put("controlDate", "2000-01-01");
    assertThat(refused(letter))
        .contains("href=\"#controlDate\"", "раньше дня поступления обращения");
    letter.put("controlDate", "2099-01-15");
    registered(letter);

    signIn("coordinator");
    assertThat(card(letter))
        .contains("Срок, установленный направившим органом: Прокуратура области", "15.01.2099");
  }

  @Test
  void aLateRegistrationIsSaidAtOnceAndKeptInTheHistory() {
    Map<String, String> letter = letter();
    letter.put("receivedAt", LocalDate.now(clock).minusDays(40).toString());
    String page = followed(enter(letter));

    assertThat(page).contains("срок регистрации нарушен (59-ФЗ, ст. 8 ч. 2)");
    assertThat(
            jdbc.sql(
                    "select object from act where appeal = cast(:id as uuid) and action = 'BREACHED'")
                .param("id", letter.get("id"))
                .query(String.class)
                .list())
        .containsExactly("T1");
    assertThat(followed(enter(letter()))).doesNotContain("срок регистрации нарушен");
  }

  @Test
  void anEarlierAppealThatDoesNotExistIsRefusedAndNothingIsRegistered() {
    Map<String, String> letter = letter();
    letter.put("earlier", "Г-99999/2020");

    assertThat(refused(letter)).contains("href=\"#earlier\"", "Обращения № «Г-99999/2020» нет");
    assertThat(stored(letter)).isZero();
  }

  @Test
  void anotherApplicantsAppealIsNotLinkedAndNothingIsRegistered() {
    Map<String, String> earlier = letter();
    String number = registered(earlier);
    Map<String, String> letter = letter();
    letter.put("lastName", "Посторонняя");
    letter.put("earlier", number);

    assertThat(refused(letter)).contains("подал другой заявитель");
    assertThat(stored(letter)).isZero();
  }

  @Test
  void theCursorStandsInTheWrongFieldAndItsDisclosureIsOpen() {
    Map<String, String> letter = letter();
    letter.put("phone", "8".repeat(41));

    String page = refused(letter);

    assertThat(focused(page))
        .contains("id=\"phone\"", "is-invalid", "aria-invalid=\"true\"")
        .contains("aria-describedby=\"problem-phone\"");
    assertThat(page).containsOnlyOnce("is-invalid").containsOnlyOnce("id=\"problem-");
    assertThat(openDisclosures(page))
        .containsExactly("Кто подписал от имени организации", "Личный кабинет, телефон");
    assertThat(openDisclosures(page("/intake/new")))
        .containsExactly("Кто подписал от имени организации");
  }

  @Test
  void allFaultsAreSaidAtOnceEachAtItsField() {
    Map<String, String> letter = letter();
    letter.put("receivedAt", "2099-01-01");
    letter.put("addressee", "");
    letter.put("lastName", " ");
    letter.put("postalAddress", "");
    letter.put("email", "анна.example.org");
    letter.put("phone", "8".repeat(41));
    letter.put("text", "");
    letter.put("questions[1].theme", "no theme");
    letter.put("questions[1].municipality", "nowhere");
    letter.put("earlier", "Г-99999/2020");

    String page = refused(letter);

    List<String> wrong =
        List.of(
            "receivedAt",
            "addressee",
            "lastName",
            "email",
            "phone",
            "text",
            "questions[0].theme",
            "questions[0].municipality",
            "earlier");
    assertThat(found(page, "class=\"alert-link\" href=\"#([^\"]+)\"")).isEqualTo(wrong);
    assertThat(
            found(page, "<div class=\"invalid-feedback\"[^>]* id=\"problem-([^\"]+)\"[^>]*>[А-Я]"))
        .isEqualTo(wrong);
    assertThat(found(page, "<[^>]* aria-describedby=\"problem-([^\"]+)\" aria-invalid=\"true\""))
        .isEqualTo(wrong);
    assertThat(focused(page)).contains("id=\"receivedAt\"");
    assertThat(stored(letter)).isZero();
  }

  @Test
  void whatIsRequiredIsMarked() {
    Map<String, String> letter = letter();
    letter.put("kind", "LEGAL_ENTITY");
    String required = "<[^>]* id=\"([^\"]+)\"[^>]* aria-required=\"true\"";

    assertThat(found(page("/intake/new"), required))
        .containsExactly("channel", "receivedAt", "type", "addressee", "kind", "lastName", "text");
    assertThat(found(refused(letter), required))
        .containsExactly(
            "channel", "receivedAt", "type", "addressee", "kind", "organization", "text");
    assertThat(page("/intake/new")).contains("Поля со звёздочкой <span class=\"star\">*</span>");
    assertThat(browser.get("/css/entry.css").body())
        .contains("label:has(+ [aria-required=\"true\"])::after", "content: \" *\"");
  }

  /** Back and reload ask the page's address again; nothing that was sent stands in the history. */
  @Test
  void whatWasTypedStandsAtThePagesAddressUntilItIsRegistered() {
    Map<String, String> letter = letter();
    letter.put("lastName", "");
    HttpResponse<String> sent = enter(letter);

    assertThat(sent.statusCode()).isEqualTo(302);
    String address = address(sent);
    for (String visit : List.of("shown", "reloaded", "back")) {
      assertThat(page(address)).as(visit).contains(letter.get("text"), "Укажите фамилию");
    }
    assertThat(page("/intake/new")).as("another entry").doesNotContain(letter.get("text"));
    Visitor his = browser;
    signIn("registrar2");
    assertThat(page(address)).as("another's session").doesNotContain(letter.get("text"));
    browser = his;
    letter.put("lastName", "Письмовникова");
    String number = registered(letter);
    assertThat(page(address)).contains(number).doesNotContain(letter.get("text"));
    assertThat(id(page(address))).as("a new entry").isNotEqualTo(letter.get("id"));
  }

  @Test
  void anAddedQuestionStandsAtThePagesAddressToo() {
    Map<String, String> letter = letter();
    letter.put("addQuestion", "1");

    HttpResponse<String> sent = enter(letter);

    assertThat(focused(followed(sent))).contains("id=\"questions[1].substance\"");
    assertThat(page(address(sent))).contains(letter.get("text"), "questions[1].theme");
  }

  @Test
  void filesToChooseAgainAreNamed() {
    Map<String, String> letter = letter();
    letter.put("lastName", "");
    page("/intake/new");

    String page = followed(browser.form("/intake/new", letter, "files", "scan.pdf", "pdf"));

    assertThat(page).contains("Выберите ещё раз: <span>scan.pdf</span>");
  }

  @Test
  void theRegisteredAppealIsOpenedFromThePage() {
    Map<String, String> letter = letter();
    String page = followed(enter(letter));

    String task = found(page, "href=\"/camunda/app/tasklist/default/#/\\?task=([^\"]+)\"").get(0);
    assertThat(browser.get("/camunda/api/engine/engine/default/task/" + task).statusCode())
        .isEqualTo(200);
    assertThat(browser.get("/api/tasks/" + task + "/appeal").body()).contains(number(page));
    assertThat(page).contains("ответ до <strong>");
  }

  private static List<String> found(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(result -> result.group(1)).toList();
  }

  @Test
  void theSameTextOfTheSameApplicantIsOfferedAsADuplicate() {
    Map<String, String> first = letter();
    String earlier = registered(first);
    Map<String, String> second = letter();
    second.put("text", first.get("text"));

    String page = refused(second);
    assertThat(page).contains("№ " + earlier + " от ", "тот же текст: дублирует");
    second.put("offer", "DUPLICATE:" + earlier);
    registered(second);
    assertThat(card(second)).contains("дублирует обращение № " + earlier);

    Map<String, String> third = letter();
    third.put("text", first.get("text"));
    third.put("postalAddress", "г. Луговец, ул. Дальняя, д. 9");
    registered(third); // another person of that name
  }

  @Test
  void aSupplementAndARequestToStopAreRecordedOfARunningAppeal() {
    Map<String, String> letter = letter();
    String number = registered(letter);
    assertThat(page("/intake/running")).contains("Номер обращения");
    assertThat(page("/intake/running?number=" + "nothing"))
        .contains("Обращения с таким номером нет");
    String page =
        page(
            "/intake/running?number="
                + java.net.URLEncoder.encode(number, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(page).contains(number, "Приложить дополнение", "Письмовникова");

    Map<String, String> supplement = new LinkedHashMap<>();
    supplement.put("appeal", letter.get("id"));
    supplement.put("entry", UUID.randomUUID().toString());
    supplement.put("day", LocalDate.now().toString());
    supplement.put("text", "");
    assertThat(browser.form("/intake/running/supplement", supplement).body())
        .contains("Введите текст дополнения");
    supplement.put("text", "Прилагаю фотографии.");
    assertThat(browser.form("/intake/running/supplement", supplement).statusCode()).isEqualTo(302);
    assertThat(browser.form("/intake/running/supplement", supplement).statusCode()).isEqualTo(302);
    assertThat(
            jdbc.sql("select count(*) from supplement where appeal = :id")
                .param("id", UUID.fromString(letter.get("id")))
                .query(Long.class)
                .single())
        .isEqualTo(1);

    Map<String, String> withdrawal = new LinkedHashMap<>();
    withdrawal.put("appeal", letter.get("id"));
    withdrawal.put("day", LocalDate.now().plusDays(1).toString());
    withdrawal.put("signatory", "");
    withdrawal.put("text", "Прошу прекратить.");
    assertThat(browser.form("/intake/running/withdrawal", withdrawal).body())
        .contains("не может быть в будущем");
    withdrawal.put("day", LocalDate.now().toString());
    HttpResponse<String> recorded = browser.form("/intake/running/withdrawal", withdrawal);
    assertThat(recorded.statusCode()).isEqualTo(302);
    assertThat(followed(recorded)).contains("ожидает решения", "поступило ");
  }

  @Test
  void anOrganisationIsNamedInPlaceOfAPerson() {
    Map<String, String> letter = letter();
    letter.put("kind", "LEGAL_ENTITY");
    letter.remove("lastName");
    String page = refused(letter);
    assertThat(focused(page)).contains("id=\"organization\"");
    assertThat(openDisclosures(page)).isEmpty();
    letter.put("organization", "ООО «Ромашка»");
    assertThat(enter(letter).statusCode()).isEqualTo(302);
    assertThat(applicant(letter)).isEqualTo("ООО «Ромашка»");

    Map<String, String> citizen = letter();
    citizen.put("organization", "ООО «Ромашка»");
    assertThat(enter(citizen).statusCode()).isEqualTo(302);
    assertThat(applicant(citizen)).as("hidden on the page").isEmpty();
  }

  /** The tag that has the cursor. */
  private static String focused(String page) {
    assertThat(page).containsOnlyOnce(" autofocus=");
    Matcher tag = Pattern.compile("<[^>]* autofocus[^>]*>").matcher(page);
    assertThat(tag.find()).isTrue();
    return tag.group();
  }

  private static List<String> openDisclosures(String page) {
    return Pattern.compile("<details[^>]* open[^>]*>\\s*<summary>([^<]+)")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private String applicant(Map<String, String> letter) {
    return jdbc.sql("select organization from applicant where appeal = :id")
        .param("id", UUID.fromString(letter.get("id")))
        .query(String.class)
        .single();
  }

  /** Tasklist's tab «Обращение» of the appeal's open task. */
  private String card(Map<String, String> letter) {
    String task =
        jdbc.sql(
                """
                select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                where e.business_key_ = :id
                """)
            .param("id", letter.get("id"))
            .query(String.class)
            .single();
    return browser.get("/api/tasks/" + task + "/appeal").body();
  }

  /** A letter on a page just opened; its text is like no other. */
  private Map<String, String> letter() {
    Map<String, String> letter = new LinkedHashMap<>();
    letter.put("id", id(page("/intake/new")));
    letter.put("channel", "POST");
    letter.put("receivedAt", LocalDate.now().minusDays(1).toString());
    letter.put("kind", "CITIZEN");
    letter.put("lastName", "Письмовникова");
    letter.put("postalAddress", "г. Зареченск, ул. Липовая, д. 3");
    letter.put("text", "Не горят фонари. " + UUID.randomUUID());
    return letter;
  }

  private long stored(Map<String, String> letter) {
    return jdbc.sql("select count(*) from appeal where text = :text and state = 'REGISTERED'")
        .param("text", letter.get("text"))
        .query(Long.class)
        .single();
  }

  private static String id(String page) {
    Matcher id = HIDDEN_ID.matcher(page);
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static String number(String page) {
    Matcher number = Pattern.compile("под номером <strong>([^<]+)").matcher(page);
    assertThat(number.find()).isTrue();
    return number.group(1);
  }

  /** Enters the letter; the number that the page then shows. */
  private String registered(Map<String, String> letter) {
    return number(followed(enter(letter)));
  }

  /** The page as it comes back. */
  private String refused(Map<String, String> letter) {
    String page = followed(enter(letter));
    assertThat(page).contains("Исправьте и отправьте ещё раз");
    return page;
  }

  /** The page that the browser shows after sending; its address is what Back leads to. */
  private String followed(HttpResponse<String> sent) {
    assertThat(sent.statusCode()).isEqualTo(302);
    return page(address(sent));
  }

  private static String address(HttpResponse<String> sent) {
    URI place = URI.create(sent.headers().firstValue("Location").orElseThrow());
    return place.getRawPath() + "?" + place.getRawQuery();
  }

  private String page(String path) {
    HttpResponse<String> answer = browser.page(path);
    return answer.statusCode() == 302 ? followed(answer) : answer.body();
  }

  private HttpResponse<String> enter(Map<String, String> letter) {
    return browser.form("/intake/new", letter);
  }
}
