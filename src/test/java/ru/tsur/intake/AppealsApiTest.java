package ru.tsur.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;
import ru.tsur.security.Accounts;

/** The door of other systems over real HTTP: idempotent, limited, clear in Russian. */
@ProductTest
class AppealsApiTest {

  private static final String PASSWORD = "a sending system";

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired ObjectMapper json;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void twoSystems() {
    accounts.setPassword("portal", Accounts.Kind.SYSTEM, PASSWORD);
    accounts.setPassword("otherportal", Accounts.Kind.SYSTEM, PASSWORD);
  }

  @Test
  void storesAnAppealOnceAndTellsItsSenderWhatBecameOfIt() throws Exception {
    ObjectNode appeal = appeal();

    HttpResponse<String> first = post(appeal);
    HttpResponse<String> again = post(appeal);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json.readTree(again.body())).isEqualTo(json.readTree(first.body()));
    String id = json.readTree(first.body()).path("id").asText();
    assertThat(get(id, "portal").statusCode()).isEqualTo(200);
    assertThat(get(id, "otherportal").statusCode()).isEqualTo(404);
    JsonNode state = json.readTree(get(id, "portal").body());
    assertThat(state.path("state").asText()).isEqualTo("RECEIVED");
    assertThat(state.path("deadlines").get(0).path("term").asText()).isEqualTo("T1");
  }

  @Test
  void theDayOfTheBodyThatSentItOnIsKeptOnceAndStatedWhole() throws Exception {
    ObjectNode appeal =
        appeal().put("controlDate", "2099-01-15").put("controlBody", "Прокуратура области");
    String id = json.readTree(post(appeal).body()).path("id").asText();
    post(appeal);

    JsonNode state = json.readTree(get(id, "portal").body());
    assertThat(state.path("controlDate").asText()).isEqualTo("2099-01-15");
    assertThat(state.path("controlBody").asText()).isEqualTo("Прокуратура области");
    HttpResponse<String> half = post(appeal().put("controlDate", "2099-01-15"));
    assertThat(half.statusCode()).isEqualTo(422);
    assertThat(field(half)).isEqualTo("controlBody");
  }

  @Test
  void anEmailIsNoAppealAndIsKeptInAJournalOfItsOwn() throws Exception {
    ObjectNode email = appeal().put("channel", "EMAIL");
    ((ObjectNode) email.path("applicant")).put("lastName", "").put("email", "anna@example.org");

    HttpResponse<String> first = post(email);
    HttpResponse<String> again = post(email);
    HttpResponse<String> other = post(email.deepCopy().put("text", "Другое письмо"));

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(other.statusCode()).isEqualTo(409);
    JsonNode answer = json.readTree(first.body());
    assertThat(answer.path("state").asText()).isEqualTo("NOT_AN_APPEAL");
    assertThat(answer.path("article").asText()).contains("ст. 4 п. 1", "547-ФЗ");
    assertThat(answer.path("reply").asText()).isEqualTo("QUEUED");
    String id = answer.path("id").asText();
    assertThat(json.readTree(again.body()).path("id").asText()).isEqualTo(id);
    assertThat(get(id, "portal").statusCode()).isEqualTo(200);
    assertThat(get(id, "otherportal").statusCode()).isEqualTo(404);
    assertThat(
            jdbc.sql("select count(*) from appeal where external_id = :external")
                .param("external", email.path("externalId").asText())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void otherContentUnderTheSameNumberIsAConflict() throws Exception {
    ObjectNode appeal = appeal();
    post(appeal);

    HttpResponse<String> other = post(appeal.put("text", "Совсем другой текст"));

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("уже принято с другим содержанием");
  }

  @Test
  void anotherSystemNeitherGetsNorRepeatsWhatIsNotItsOwn() throws Exception {
    ObjectNode appeal = appeal();
    String id = json.readTree(post(appeal).body()).path("id").asText();

    HttpResponse<String> same = post(appeal.toString(), "otherportal");
    HttpResponse<String> other =
        post(appeal.deepCopy().put("text", "Совсем другой текст").toString(), "otherportal");

    assertThat(same.statusCode()).isEqualTo(409);
    assertThat(field(same)).isEqualTo("externalId");
    assertThat(same.body()).contains("занят другой системой").doesNotContain(id);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).as("tells nothing about the content").isEqualTo(same.body());
    assertThat(get(id, "otherportal").statusCode()).isEqualTo(404);
    assertThat(post(appeal).statusCode()).isEqualTo(200);
  }

  @Test
  void aLongTextIsStoredWholeAndATooLongOneRefused() throws Exception {
    String longText = "Я".repeat(100_000);
    HttpResponse<String> stored = post(appeal().put("text", longText));
    assertThat(stored.statusCode()).isEqualTo(201);
    assertThat(
            jdbc.sql("select text from appeal where id = :id")
                .param("id", UUID.fromString(json.readTree(stored.body()).path("id").asText()))
                .query(String.class)
                .single())
        .isEqualTo(longText);

    HttpResponse<String> refused = post(appeal().put("text", "Я".repeat(2_000_000)));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(field(refused)).isEqualTo("text");
  }

  @ParameterizedTest(name = "{0} = {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /channel               | SOCIAL              | channel                  | ст. 4 п. 1
          /channel               | EPGU_MESSAGE        | channel                  | ст. 4 п. 1
          /channel               | HOTLINE             | channel                  | ст. 4 п. 1
          /channel               | PIGEON              | channel                  | Неизвестное значение
          /receivedAt            | 2026-02-30          | receivedAt               | Такой даты нет
          /receivedAt            | 2999-01-01          | receivedAt               | в будущем
          /receivedAt            | 2006-11-01          | receivedAt               | начал действовать 59-ФЗ
          /type                  |                     | type                     | вид обращения
          /text                  |                     | text                     | Введите текст
          /externalId            |                     | externalId               | номер обращения
          /addressee             |                     | addressee                | кому адресовано
          /applicant/lastName    |                     | applicant.lastName       | фамилию
          /applicant/email       | nobody              | applicant.email          | записан с ошибкой
          /questions/0/theme     | 9999                | questions.0.theme        | Нет такой темы
          /questions/0/substance |                     | questions.0.substance    | суть вопроса
          /questions/0/municipality | atlantis         | questions.0.municipality | Нет такого органа
          """)
  void refusesAWrongFieldByNameAndStoresNothing(
      String pointer, String value, String field, String message) throws Exception {
    long before = jdbc.sql("select count(*) from appeal").query(Long.class).single();
    ObjectNode appeal = appeal();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) appeal.at(pointer.substring(0, slash)))
        .put(pointer.substring(slash + 1), value == null ? "" : value);

    HttpResponse<String> refused = post(appeal);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(field(refused)).isEqualTo(field);
    assertThat(json.readTree(refused.body()).path("detail").asText()).contains(message);
    assertThat(jdbc.sql("select count(*) from appeal").query(Long.class).single())
        .isEqualTo(before);
  }

  @Test
  void aSurnameIsNotLongerThanTheRegisterKeepsAndAnOddOneIsWarnedAbout() throws Exception {
    ObjectNode appeal = appeal();
    ((ObjectNode) appeal.path("applicant")).put("lastName", "Я".repeat(3000));
    HttpResponse<String> refused = post(appeal);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(field(refused)).isEqualTo("applicant.lastName");
    assertThat(refused.body()).contains("Не длиннее 100 знаков, сейчас 3000.");

    ((ObjectNode) appeal.path("applicant")).put("lastName", "12345");
    assertThat(post(appeal).body()).contains("не только буквы");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/externalId, externalId",
    "/addressee, addressee",
    "/text, text",
    "/applicant/lastName, applicant.lastName",
    "/applicant/middleName, applicant.middleName",
    "/applicant/phone, applicant.phone",
    "/questions/0/substance, questions.0.substance",
    "/questions/0/theme, questions.0.theme"
  })
  void refusesCharactersThatTheRegisterCannotKeep(String pointer, String field) throws Exception {
    int slash = pointer.lastIndexOf('/');
    for (String unstorable : List.of("А\0Б", "А\uD83DБ", "А\uDE00")) {
      ObjectNode appeal = appeal();
      ((ObjectNode) appeal.at(pointer.substring(0, slash)))
          .put(pointer.substring(slash + 1), unstorable);

      HttpResponse<String> refused = post(escaped(appeal));

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(field(refused)).isEqualTo(field);
    }
    ObjectNode whole = appeal().put("text", "Спасибо \uD83D\uDE00");
    assertThat(post(escaped(whole)).statusCode()).isEqualTo(201);
  }

  @Test
  void whatIsNoJsonOrOfAWrongShapeIsRefused() throws Exception {
    assertThat(post("{").statusCode()).isEqualTo(400);
    HttpResponse<String> shape = post(appeal().put("applicant", "Иванов").toString());
    assertThat(shape.statusCode()).isEqualTo(400);
    assertThat(field(shape)).isEqualTo("applicant");
  }

  @Test
  void aSupplementIsStoredOnceByTheSystemThatSentTheAppeal() throws Exception {
    String id = json.readTree(post(appeal()).body()).path("id").asText();
    ObjectNode supplement =
        json.createObjectNode()
            .put("externalId", "D-1")
            .put("receivedAt", "2026-06-04")
            .put("text", "Прилагаю схему.");

    HttpResponse<String> first = supplement(id, supplement, "portal");
    HttpResponse<String> again = supplement(id, supplement, "portal");

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json.readTree(again.body())).isEqualTo(json.readTree(first.body()));
    assertThat(
            jdbc.sql("select text from supplement where appeal = :id")
                .param("id", UUID.fromString(id))
                .query(String.class)
                .list())
        .containsExactly("Прилагаю схему.");
    assertThat(supplement(id, supplement, "otherportal").statusCode()).isEqualTo(404);
    assertThat(supplement(id, supplement.deepCopy().put("text", "Другое"), "portal").statusCode())
        .isEqualTo(409);
    assertThat(field(supplement(id, supplement.deepCopy().put("text", ""), "portal")))
        .isEqualTo("text");
    assertThat(field(supplement(id, supplement.deepCopy().put("externalId", ""), "portal")))
        .isEqualTo("externalId");
    assertThat(
            field(
                supplement(
                    id,
                    supplement.deepCopy().put("externalId", "D-2").put("receivedAt", "2026-06-01"),
                    "portal")))
        .isEqualTo("receivedAt");
  }

  @Test
  void filesAreStoredWithWhatTheyCameWithAndArePartOfItsContent() throws Exception {
    ObjectNode appeal = appeal();
    attach(appeal, "схема.pdf", "%PDF".getBytes(StandardCharsets.US_ASCII));
    attach(appeal, "большой.png", new byte[19 * 1024 * 1024]);

    HttpResponse<String> first = post(appeal);
    HttpResponse<String> again = post(appeal);
    ObjectNode other = appeal.deepCopy();
    attach(other, "ещё.pdf", new byte[] {1});

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(post(other).statusCode()).isEqualTo(409);
    String id = json.readTree(first.body()).path("id").asText();
    assertThat(
            jdbc.sql("select name || ' ' || size from attachment where appeal = :id order by size")
                .param("id", UUID.fromString(id))
                .query(String.class)
                .list())
        .containsExactly("схема.pdf 4", "большой.png 19922944");

    ObjectNode supplement =
        json.createObjectNode()
            .put("externalId", "D-1")
            .put("receivedAt", "2026-06-04")
            .put("text", "Прилагаю схему.");
    attach(supplement, "план.pdf", new byte[] {1, 2});
    assertThat(supplement(id, supplement, "portal").statusCode()).isEqualTo(201);
    assertThat(
            jdbc.sql("select name from attachment where appeal = :id and supplement is not null")
                .param("id", UUID.fromString(id))
                .query(String.class)
                .single())
        .isEqualTo("план.pdf");

    ObjectNode email = appeal().put("channel", "EMAIL");
    attach(email, "фото.jpg", new byte[] {1, 2, 3});
    attach(email, "пусто.txt", new byte[0]); // what came is kept as it came
    HttpResponse<String> journaled = post(email);
    assertThat(journaled.statusCode()).isEqualTo(202);
    assertThat(
            jdbc.sql("select content from email_file where email = :id and name = 'фото.jpg'")
                .param("id", UUID.fromString(json.readTree(journaled.body()).path("id").asText()))
                .query((row, i) -> row.getBytes(1))
                .single())
        .containsExactly(1, 2, 3);
    assertThat(
            jdbc.sql("select count(*) from email_file where email = :id")
                .param("id", UUID.fromString(json.readTree(journaled.body()).path("id").asText()))
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void wrongFilesAndUnknownFieldsAreRefusedAndNothingIsStored() throws Exception {
    for (String channel : List.of("OFFICIAL_SITE", "EMAIL")) {
      ObjectNode large = appeal().put("channel", channel);
      attach(large, "a.pdf", new byte[] {1});
      attach(large, "большой.pdf", new byte[20 * 1024 * 1024 + 1]);
      HttpResponse<String> refused = post(large);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(field(refused)).isEqualTo("attachments.1");
      assertThat(refused.body()).contains("больше 20 МБ");
      ObjectNode without = appeal().put("channel", channel);
      without.putArray("attachments").addObject().put("name", "a.pdf");
      assertThat(field(post(without))).isEqualTo("attachments.0.content");
      ObjectNode broken = appeal().put("channel", channel);
      broken.putArray("attachments").addObject().put("name", "a.pdf").put("content", "%%%");
      HttpResponse<String> unread = post(broken);
      assertThat(unread.statusCode()).isEqualTo(400);
      assertThat(field(unread)).isEqualTo("attachments.0.content");
      ObjectNode many = appeal().put("channel", channel);
      for (int i = 0; i <= 50; i++) {
        attach(many, "a.pdf", new byte[] {1});
      }
      assertThat(field(post(many))).isEqualTo("attachments");
      for (ObjectNode one : List.of(large, without, broken, many)) {
        for (String table : List.of("appeal", "email")) {
          assertThat(
                  jdbc.sql("select count(*) from " + table + " where external_id = :external")
                      .param("external", one.path("externalId").asText())
                      .query(Long.class)
                      .single())
              .isZero();
        }
      }
    }
    HttpResponse<String> unknown = post(appeal().put("atachments", "опечатка"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(field(unknown)).isEqualTo("atachments");
    assertThat(unknown.body()).contains("неизвестно");
  }

  @Test
  void aBodyWithoutEndIsRefused() throws Exception {
    InputStream spaces =
        new InputStream() {
          private long left = 120_100_000;

          @Override
          public int read() {
            return left-- > 0 ? ' ' : -1;
          }

          @Override
          public int read(byte[] into, int from, int most) {
            if (left <= 0) {
              return -1;
            }
            int now = (int) Math.min(most, left);
            Arrays.fill(into, from, from + now, (byte) ' ');
            left -= now;
            return now;
          }
        };

    HttpResponse<String> refused =
        send(
            request("", "portal")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> spaces)));

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("слишком большой");
  }

  private static void attach(ObjectNode to, String name, byte[] content) {
    to.withArray("attachments").addObject().put("name", name).put("content", content);
  }

  private HttpResponse<String> supplement(String id, ObjectNode body, String system)
      throws Exception {
    return send(
        request("/" + id + "/supplements", system)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
  }

  private ObjectNode appeal() {
    ObjectNode appeal = json.createObjectNode();
    appeal.put("channel", "OFFICIAL_SITE").put("externalId", UUID.randomUUID().toString());
    appeal
        .put("receivedAt", "2026-06-03T10:00")
        .put("type", "APPLICATION")
        .put("addressee", "Губернатору");
    appeal.put("text", "Прошу починить дорогу.");
    appeal
        .putObject("applicant")
        .put("kind", "CITIZEN")
        .put("lastName", "Дверев")
        .put("email", "dverev@example.org");
    appeal.putArray("questions").addObject().put("substance", "Дорога").put("theme", "0301");
    return appeal;
  }

  /** In ASCII: half a pair cannot be sent otherwise. */
  private String escaped(ObjectNode appeal) throws Exception {
    return json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(appeal);
  }

  private String field(HttpResponse<String> refused) throws Exception {
    return json.readTree(refused.body()).path("errors").path(0).path("field").asText();
  }

  private HttpResponse<String> post(ObjectNode appeal) throws Exception {
    return post(appeal.toString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return post(body, "portal");
  }

  private HttpResponse<String> post(String body, String system) throws Exception {
    return send(
        request("", system)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> get(String id, String system) throws Exception {
    return send(request("/" + id, system).GET());
  }

  private HttpRequest.Builder request(String path, String system) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((system + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/appeals" + path))
        .header("Authorization", "Basic " + credentials);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
