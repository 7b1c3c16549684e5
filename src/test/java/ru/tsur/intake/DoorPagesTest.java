package ru.tsur.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;
import ru.tsur.security.Accounts;
import ru.tsur.security.Visitor;

/**
 * The other doors of the registrar over real HTTP: e-mails, personal reception, collective appeals.
 */
@ProductTest
class DoorPagesTest {

  private static final String PASSWORD = "somebody at a door";
  private static final Pattern HIDDEN_ID = Pattern.compile("name=\"id\" value=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired JdbcClient jdbc;

  private Visitor visitor(String login) {
    accounts.setPassword(login, Accounts.Kind.OFFICIAL, PASSWORD);
    Visitor visitor = Visitor.guest(port);
    visitor.signIn(login, PASSWORD);
    return visitor;
  }

  private static String page(Visitor visitor, String path) {
    HttpResponse<String> answer = visitor.page(path);
    return answer.statusCode() == 302 ? page(visitor, address(answer)) : answer.body();
  }

  private static String sent(Visitor visitor, String path, Map<String, String> form) {
    HttpResponse<String> answer = visitor.form(path, form);
    assertThat(answer.statusCode()).isEqualTo(302);
    return page(visitor, address(answer));
  }

  private static String address(HttpResponse<String> sent) {
    URI place = URI.create(sent.headers().firstValue("Location").orElseThrow());
    return place.getRawPath() + (place.getRawQuery() == null ? "" : "?" + place.getRawQuery());
  }

  private static String id(String page) {
    Matcher id = HIDDEN_ID.matcher(page);
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private Map<String, String> letter(Visitor registrar) {
    Map<String, String> letter = new LinkedHashMap<>();
    letter.put("id", id(page(registrar, "/intake/new")));
    letter.put("channel", "POST");
    letter.put("receivedAt", LocalDate.now().minusDays(1).toString());
    letter.put("kind", "CITIZEN");
    letter.put("lastName", "Письмовникова");
    letter.put("postalAddress", "г. Зареченск, ул. Липовая, д. 3");
    letter.put("text", "Не горят фонари. " + UUID.randomUUID());
    return letter;
  }

  private Map<String, String> email(Visitor registrar, String sender) {
    Map<String, String> email = letter(registrar);
    email.put("channel", "EMAIL");
    email.put("lastName", "");
    email.put("email", sender);
    email.put("addressee", "Губернатору области"); // as the page fills it in, unasked
    return email;
  }

  @Test
  void aMisspeltSenderIsNotJournaled() {
    Visitor registrar = visitor("registrar");
    Map<String, String> email = email(registrar, "не адрес");

    assertThat(sent(registrar, "/intake/new", email)).contains("нужен вид имя@домен.ру");
    assertThat(count("email", email)).isZero();
  }

  private Optional<String> taskOf(Map<String, String> email) {
    return jdbc.sql(
            "select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ where e.business_key_ = :id")
        .param("id", email.get("id"))
        .query(String.class)
        .optional();
  }

  @Test
  void anEmailEnteredByHandGoesToTheJournal() {
    Visitor registrar = visitor("registrar");
    Map<String, String> email = email(registrar, "somebody@example.org");

    String page = sent(registrar, "/intake/new", email);

    assertThat(page).contains("не обращение", "ст.&nbsp;4 п.&nbsp;1");
    assertThat(page).contains("Отправителю уйдёт разъяснение");
    assertThat(sent(registrar, "/intake/new", email)).as("sent twice").contains("не обращение");
    Map<String, String> another = email(registrar, "somebody@example.org");
    assertThat(sent(registrar, "/intake/new", another))
        .contains("Разъяснение не уйдёт", "повторно не отвечаем")
        .doesNotContain("Отправителю уйдёт");
    assertThat(count("appeal", email)).isZero();
    assertThat(count("email", email)).isEqualTo(1);
    Visitor controller = visitor("controller");
    String list = page(controller, "/emails");
    assertThat(list).contains("somebody@example.org", "проверяется");
    assertThat(page(controller, "/emails/" + email.get("id")))
        .contains(email.get("text"))
        .doesNotContain("Губернатору");
    assertThat(visitor("executor.housing").page("/emails").statusCode()).isEqualTo(403);
    assertThat(
            jdbc.sql("select count(*) from view_journal where page = 'emails/one'")
                .query(Long.class)
                .single())
        .isPositive();
    taskOf(email)
        .ifPresent(
            task -> {
              Visitor coordinator = visitor("coordinator");
              assertThat(coordinator.get("/api/tasks/" + task + "/appeal").body())
                  .contains("Электронное письмо, не обращение", "ст. 4 п. 1");
              assertThat(coordinator.get("/api/tasks/rows?ids=" + task).body())
                  .contains("не обращение", "somebody@example.org");
            });
  }

  @Test
  void whatIsAttachedToAnEmailIsKeptWithItAndDownloaded() {
    Visitor registrar = visitor("registrar");
    Map<String, String> email = email(registrar, "photo@example.org");

    HttpResponse<String> empty = registrar.form("/intake/new", email, "files", "ямы.pdf", "");
    assertThat(page(registrar, address(empty))).contains("Исправьте", "ямы.pdf» пустой");
    assertThat(count("email", email)).isZero();
    HttpResponse<String> entered = registrar.form("/intake/new", email, "files", "ямы.pdf", "%PDF");
    assertThat(page(registrar, address(entered))).contains("не обращение");
    HttpResponse<String> other = registrar.form("/intake/new", email, "files", "ямы.pdf", "%PDF-");
    assertThat(page(registrar, address(other))).as("other content").contains("Исправьте");

    String page = page(visitor("controller"), "/emails/" + email.get("id"));
    Matcher link = Pattern.compile("href=\"(/emails/[^\"]+/files/[^\"]+)\"").matcher(page);
    assertThat(link.find()).isTrue();
    assertThat(page).contains("ямы.pdf (1 КБ)");
    HttpResponse<String> file = visitor("controller").page(link.group(1));
    assertThat(file.body()).isEqualTo("%PDF");
    assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
    assertThat(file.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/octet-stream");
    assertThat(visitor("executor.housing").page(link.group(1)).statusCode()).isEqualTo(403);
    assertThat(
            visitor("controller")
                .page("/emails/" + email.get("id") + "/files/" + UUID.randomUUID())
                .statusCode())
        .isEqualTo(404);
    String task = taskOf(email).orElseThrow();
    Visitor coordinator = visitor("coordinator");
    Matcher card =
        Pattern.compile("/api/tasks/" + task + "/attachments/[0-9a-f-]+")
            .matcher(coordinator.get("/api/tasks/" + task + "/appeal").body());
    assertThat(card.find()).isTrue();
    assertThat(coordinator.get(card.group()).body()).isEqualTo("%PDF");
    assertThat(visitor("executor.housing").get(card.group()).statusCode()).isEqualTo(404);
  }

  @Test
  void withoutSurnameOrAddressItIsRegisteredWithAWarning() {
    Visitor registrar = visitor("registrar");
    Map<String, String> letter = letter(registrar);
    letter.put("lastName", "");
    letter.put("postalAddress", "");

    assertThat(sent(registrar, "/intake/new", letter))
        .contains("Исправьте", "нет фамилии или адреса");
    letter.put("kind", "UNNAMED");
    assertThat(sent(registrar, "/intake/new", letter))
        .contains("Зарегистрировано под номером", "ст. 11 ч. 1");
    assertThat(count("appeal", letter)).isEqualTo(1);
  }

  @Test
  void aCollectiveAppealNamesWhoSignedIt() {
    Visitor registrar = visitor("registrar");
    Map<String, String> letter = letter(registrar);
    letter.put("email", "somebody@gmail.com");
    letter.put("signatories", "Письмовникова Анна; г. Зареченск\n");
    assertThat(sent(registrar, "/intake/new", letter)).contains("Исправьте", "ст. 2");
    letter.put("signatories", "Письмовникова Анна; г. Зареченск\nСоседов Пётр\n");
    String page = sent(registrar, "/intake/new", letter);
    assertThat(page).contains("Зарегистрировано", "российской национальной доменной зоне");
    assertThat(
            jdbc.sql(
                    "select name || '/' || address from signatory where appeal = :id order by ordinal")
                .param("id", UUID.fromString(letter.get("id")))
                .query(String.class)
                .list())
        .containsExactly("Письмовникова Анна/г. Зареченск", "Соседов Пётр/");
    assertThat(page(visitor("controller"), "/control/appeals/" + letter.get("id")))
        .contains("подписали: 2", "Соседов Пётр");
  }

  @Test
  void aReceptionIsEnteredRefusedWithItsArticleAndListed() {
    Visitor registrar = visitor("registrar");
    Map<String, String> card = new LinkedHashMap<>();
    card.put("id", id(page(registrar, "/reception")));
    card.put("heldOn", LocalDate.now().toString());
    card.put("receiver", "centre.head");
    card.put("document", "PASSPORT");
    card.put("priority", "YES");
    card.put("kind", "CITIZEN");
    card.put("lastName", "Приёмова");
    card.put("substance", "Просит починить фонари " + card.get("id"));
    card.put("result", "ORAL_ANSWER");
    card.put("type", "APPLICATION");
    card.put("addressee", "Губернатору области");
    card.put("answer", "Починят завтра.");

    assertThat(sent(registrar, "/reception", card))
        .contains("Исправьте", "ст. 13 ч. 3", card.get("substance"));
    card.put("consent", "YES");
    assertThat(sent(registrar, "/reception", card)).contains("ЛП-", "дан устный ответ");
    assertThat(page(visitor("controller"), "/receptions"))
        .contains("Приёмова", "ст. 13 ч. 7", card.get("substance"));
    assertThat(visitor("controller").page("/reception").statusCode()).isEqualTo(403);

    card.put("id", id(page(registrar, "/reception")));
    card.put("result", "WRITTEN_ANSWER");
    assertThat(sent(registrar, "/reception", card)).contains("Исправьте", "почтовый адрес");
    card.put("postalAddress", "г. Зареченск");
    assertThat(sent(registrar, "/reception", card)).contains("Зарегистрировано обращение №");
    assertThat(page(visitor("controller"), "/control/appeals/" + card.get("id")))
        .contains("Личный приём", "нужен письменный ответ (ст. 13 ч. 3)");
  }

  private long count(String table, Map<String, String> letter) {
    return jdbc.sql("select count(*) from " + table + " where text = :text")
        .param("text", letter.get("text"))
        .query(Long.class)
        .single();
  }
}
