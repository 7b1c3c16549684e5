package ru.tsur.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ru.tsur.Chromium;
import ru.tsur.Jar;

/**
 * The packaged jar, in which a few invented appeals have lived up to now, and a Chromium beside it.
 */
final class Product implements AutoCloseable {

  /** Surname and street of the appeals that come by REST. */
  static final String SURNAME = "Куропаткина";

  static final String TEXT =
      "На улице Незабудковой яма на дороге у дома 17, а с детской площадки третью неделю не вывозят мусор. "
          + "Просим принять меры и ответить, когда это будет сделано.";

  private final String appeals;
  private static final String PORTAL =
      "Basic "
          + Base64.getEncoder().encodeToString("portal:demo".getBytes(StandardCharsets.US_ASCII));

  final Jar jar = new Jar(Path.of("target/browser-" + System.nanoTime()));

  /** English words seen on the screens of officials. */
  final Set<String> english = new TreeSet<>();

  /** Calls of the browser that the server refused. */
  final List<String> refused = new ArrayList<>();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Playwright playwright;
  private final Browser browser;
  private URI home;

  /**
   * @param invented appeals that have lived, a file of the tests
   */
  Product(String invented) {
    appeals = "--tsur.demo.appeals=" + Path.of("src/test/resources", invented).toUri();
    start();
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  void start() {
    home = jar.start(appeals);
  }

  URI home() {
    return home;
  }

  Browser browser() {
    return browser;
  }

  /** Another person each time: what one person writes again is offered as a repeat. */
  private static final List<String> FIRST_NAMES =
      List.of(
          "Алевтина",
          "Вера",
          "Галина",
          "Дарья",
          "Елена",
          "Жанна",
          "Зинаида",
          "Ирина",
          "Клара",
          "Лидия",
          "Мария",
          "Нина",
          "Ольга",
          "Полина");

  private int received;

  /** An appeal with two questions comes by REST; returns its id. */
  String receives(String externalId) throws IOException, InterruptedException {
    return receives(externalId, "Яма на дороге у дома 17");
  }

  String receives(String externalId, String question) throws IOException, InterruptedException {
    String body =
        """
        {"channel":"OFFICIAL_SITE","externalId":"%s-%s","receivedAt":"%s","type":"APPLICATION",
         "applicant":{"kind":"CITIZEN","lastName":"%s","firstName":"%s","middleName":"Ермолаевна",
           "email":"kuropatkina@example.test",
           "postalAddress":"Заречная область, г. Луговец, ул. Незабудковая, д. 17, кв. 5"},
         "addressee":"Губернатору области","text":"%s",
         "questions":[{"substance":"%s"},{"substance":"Не вывозят мусор с детской площадки"}]}
        """
            .formatted(
                externalId,
                System.nanoTime(),
                LocalDateTime.now().minusMinutes(5).withNano(0),
                SURNAME,
                FIRST_NAMES.get(received++ % FIRST_NAMES.size()),
                TEXT,
                question);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(home.resolve("/api/v1/appeals"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 202);
    return answer.body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
  }

  /** The registered appeal's number as rows of the list show it. */
  String number(String id) throws IOException, InterruptedException {
    awaitState(id, "REGISTERED");
    return "№ " + seen(id).replaceAll(".*?\"number\":\"([^\"]+)\".*", "$1");
  }

  private String seen(String id) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(home.resolve("/api/v1/appeals/" + id))).body();
  }

  /** Waits until the sending system sees the appeal in the state. */
  void awaitState(String id, String state) throws IOException, InterruptedException {
    String last = "";
    for (int i = 0; i < 360; i++) {
      last = seen(id);
      if (last.contains("\"state\":\"" + state + "\"")) {
        return;
      }
      Thread.sleep(500);
    }
    throw new AssertionError("Not " + state + ": " + last);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.header("Authorization", PORTAL).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    playwright.close();
    jar.close();
  }
}
