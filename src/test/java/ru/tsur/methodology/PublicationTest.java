package ru.tsur.methodology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import ru.tsur.ProductTest;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Organization;

/** The set in the engine: put there at start, changed by a methodologist, never half. */
@ProductTest
class PublicationTest {

  private static final String METHODOLOGIST = "meth.one";
  private static final String REGISTRAR = "meth.registrar";
  private static final String PASSWORD = "a long password";
  private static final String BOUNDARY = "xxx-boundary";
  private static final String CREATE = "/engine-rest/deployment/create";

  @LocalServerPort int port;
  @Autowired Publication publication;
  @Autowired PublishAtStart start;
  @Autowired SourceFiles files;
  @Autowired RepositoryService repository;
  @Autowired Terms terms;
  @Autowired JdbcClient jdbc;
  @Autowired Organization organization;
  @Autowired PasswordEncoder encoder;
  @Autowired ObjectMapper json;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private List<String> before;

  @BeforeEach
  void invent() {
    before = deployments();
    official(METHODOLOGIST, "METHODOLOGIST");
    official(REGISTRAR, "REGISTRAR");
    organization.refresh();
  }

  @AfterEach
  void clear() {
    for (String deployment : deployments()) {
      if (!before.contains(deployment)) {
        repository.deleteDeployment(deployment, true, true, true);
      }
    }
    sql("delete from account where login like 'meth.%'");
    sql("delete from official_position where official like 'meth.%'");
    sql("delete from official where id like 'meth.%'");
    organization.refresh();
  }

  private void official(String id, String role) {
    sql(
        "insert into official (id, name, source) values ('%s', 'Методов Иван', 'COMMAND')"
            .formatted(id));
    sql(
        "insert into official_position (id, official, body, block, role, title, valid_from, source) values ('%s.p', '%s', 'tsur', null, '%s', 'Должность', date '2020-01-01', 'COMMAND')"
            .formatted(id, id, role));
    jdbc.sql(
            "insert into account (login, kind, password_hash, changed_at) values (:login, 'OFFICIAL', :hash, current_timestamp)")
        .param("login", id)
        .param("hash", encoder.encode(PASSWORD))
        .update();
  }

  private void sql(String statement) {
    jdbc.sql(statement).update();
  }

  private List<String> deployments() {
    return repository.createDeploymentQuery().list().stream().map(one -> one.getId()).toList();
  }

  @Test
  void theStartDeploysTheFilesOnce() {
    var set = publication.current().orElseThrow();
    assertThat(set.isFromFiles()).isTrue();
    assertThat(set.files()).isEqualTo(files.read());
    assertThat(set.files().files())
        .containsKeys("processes/appeal.bpmn", "forms/register.html", "forms/measures.form");

    start.run(null);

    assertThat(deployments()).isEqualTo(before);
  }

  @Test
  void modelerPublishesAShorterTerm() throws IOException {
    assertThat(get("/engine-rest/version", METHODOLOGIST).body())
        .isEqualTo("{\"version\":\"7.24.0\"}");
    String old = definition("appeal").getId();

    var answer =
        deploy(
            METHODOLOGIST,
            "terms.dmn",
            spoiled("processes/terms.dmn", "<text>30</text>", "<text>25</text>"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = json.readTree(answer.body());
    assertThat(body.path("name").asText()).isEqualTo("Срок 25 дней");
    assertThat(body.path("source").asText()).isEqualTo("modeler:" + METHODOLOGIST);
    assertThat(body.path("id").asText()).isNotEmpty();
    assertThat(body.path("deployedProcessDefinitions").toString())
        .contains("\"key\":\"appeal\"", "\"key\":\"escalation\"");
    assertThat(terms.term(new TermId("T5")).length()).hasValue(25);
    assertThat(definition("appeal").getId()).isNotEqualTo(old);
    assertThat(repository.getProcessDefinition(old)).isNotNull();

    // A restart with the same files takes nothing back.
    start.run(null);
    assertThat(terms.term(new TermId("T5")).length()).hasValue(25);

    // Other files do.
    assertThat(
            publication.publishFiles(
                GateTest.spoil("processes/terms.dmn", "<text>30</text>", "<text>28</text>")))
        .isTrue();
    assertThat(terms.term(new TermId("T5")).length()).hasValue(28);
  }

  @Test
  void aChangedTextOfATaskIsInTheNewDefinition() {
    assertThat(
            deploy(
                    METHODOLOGIST,
                    "C:\\schemes\\consideration.bpmn",
                    spoiled(
                        "processes/consideration.bpmn",
                        "Прочитайте вопросы, порученные блоку",
                        "Прочтите вопросы блока"))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            repository
                .getBpmnModelInstance(definition("consideration").getId())
                .getModelElementById("Task_AcceptQuestions")
                .getTextContent())
        .contains("Прочтите вопросы блока");
    assertThat(publication.current().orElseThrow().by().orElseThrow().value())
        .isEqualTo(METHODOLOGIST);
  }

  @Test
  void refusedIsRefusedWhole() {
    var longer =
        deploy(
            METHODOLOGIST,
            "terms.dmn",
            spoiled("processes/terms.dmn", "<text>30</text>", "<text>31</text>"));
    assertThat(longer.statusCode()).isEqualTo(400);
    assertThat(longer.body()).contains("\"type\":\"GateRefused\"", "T5", "не более 30 дней");

    var page = deploy(METHODOLOGIST, "sign.html", spoiled("forms/sign.html", "<", " <"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("forms/sign.html: страница .html содержит код");

    var hostile = deploy(METHODOLOGIST, "x.bpmn", "<x/>".getBytes(UTF_8));
    assertThat(hostile.statusCode()).isEqualTo(400);
    assertThat(deployments()).isEqualTo(before);
  }

  @Test
  void nobodyElsePublishes() {
    byte[] file = spoiled("processes/terms.dmn", "<text>30</text>", "<text>25</text>");
    assertThat(deploy(null, "terms.dmn", file).statusCode()).isEqualTo(401);
    assertThat(deploy(REGISTRAR, "terms.dmn", file).statusCode()).isEqualTo(404);
    assertThat(get("/engine-rest/version", REGISTRAR).statusCode()).isEqualTo(404);
    signIn(REGISTRAR);
    assertThat(get("/methodology", null).statusCode()).isIn(403, 404);
    assertThat(deployments()).isEqualTo(before);
  }

  @Test
  void thePageShowsAndPublishes() {
    signIn(METHODOLOGIST);
    assertThat(get("/methodology", null).body())
        .contains("processes/appeal.bpmn", "из файлов при запуске", "Проверить и опубликовать");

    var refused =
        upload(
            "terms.dmn",
            spoiled("processes/terms.dmn", "<text>30</text>", "<text>31</text>"),
            true);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("действует прежний набор", "не более 30 дней");
    assertThat(deployments()).isEqualTo(before);

    byte[] good = spoiled("processes/terms.dmn", "<text>30</text>", "<text>25</text>");
    assertThat(upload("terms.dmn", good, false).statusCode()).isEqualTo(403);
    assertThat(upload("terms.dmn", good, true).headers().firstValue("Location").orElse(""))
        .endsWith("/methodology?published");
    assertThat(get("/methodology?published", null).body())
        .contains("Опубликовано", "Методов Иван", "Срок 25 дней");
  }

  @Test
  void aFileOfAnotherKindIsRefusedByItsOwnName() {
    signIn(METHODOLOGIST);

    var refused = upload("note.txt", "x".getBytes(UTF_8), true);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains(">note.txt: такой файл не публикуется: нужны схемы .bpmn, таблицы .dmn и формы")
        .doesNotContain("или .html");
  }

  /** The gate reads the files, not as the engine does. */
  @Test
  void whatTheEngineDoesNotReadIsSaidInRussianWithItsPlace() {
    var refused =
        deploy(
            METHODOLOGIST,
            "appeal.bpmn",
            spoiled(
                "processes/appeal.bpmn",
                "messageRef=\"Message_ExtensionRequested\"",
                "messageRef=\"Message_Nowhere\""));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("processes/appeal.bpmn", "движок не понимает этот элемент (строка ")
        .doesNotContain("ENGINE-", "Could not");
    assertThat(deployments()).isEqualTo(before);
  }

  @Test
  void theRunningSetIsDownloadedAndPublishedAgain() throws Exception {
    deploy(
        METHODOLOGIST,
        "terms.dmn",
        spoiled("processes/terms.dmn", "<text>30</text>", "<text>25</text>"));
    signIn(METHODOLOGIST);
    assertThat(get("/methodology", null).body())
        .contains("Действующие схемы, таблицы и формы", "href=\"/methodology/files.zip\"");

    var answer =
        http.send(
            request("/methodology/files.zip", Optional.empty()).build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
    Map<String, byte[]> downloaded = new java.util.TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        downloaded.put(entry.getName(), zip.readAllBytes());
      }
    }
    assertThat(new FileSet(downloaded)).isEqualTo(publication.current().orElseThrow().files());
    assertThat(new String(downloaded.get("processes/terms.dmn"), UTF_8)).contains(">25<");
    for (String file : List.of("processes/terms.dmn", "forms/register.html")) {
      assertThat(
              upload(file.substring(file.indexOf('/') + 1), downloaded.get(file), true)
                  .statusCode())
          .as(file)
          .isEqualTo(302);
    }
    signIn(REGISTRAR);
    assertThat(get("/methodology/files.zip", null).statusCode()).isEqualTo(403);
  }

  private org.camunda.bpm.engine.repository.ProcessDefinition definition(String key) {
    return repository
        .createProcessDefinitionQuery()
        .processDefinitionKey(key)
        .latestVersion()
        .singleResult();
  }

  private static byte[] spoiled(String file, String from, String to) {
    return GateTest.spoil(file, from, to).file(file).orElseThrow();
  }

  private HttpResponse<String> deploy(String login, String file, byte[] content) {
    return send(
        request(CREATE, Optional.ofNullable(login))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.ofByteArray(
                    multipart(
                        Map.of(
                            "deployment-name", "Срок 25 дней",
                            "deployment-source", "Camunda Modeler",
                            "enable-duplicate-filtering", "true",
                            "deploy-changed-only", "true",
                            "tenant-id", "tsur"),
                        file,
                        file,
                        content))));
  }

  private HttpResponse<String> upload(String file, byte[] content, boolean token) {
    Map<String, String> fields =
        token ? Map.of("name", "Срок 25 дней", "_csrf", cookie()) : Map.of("name", "Срок 25 дней");
    return send(
        request("/methodology", Optional.empty())
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(multipart(fields, "files", file, content))));
  }

  private static byte[] multipart(
      Map<String, String> fields, String field, String file, byte[] content) {
    var body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(BOUNDARY, name, value)
                    .getBytes(UTF_8)));
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            .formatted(BOUNDARY, field, file)
            .getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
    return body.toByteArray();
  }

  private void signIn(String login) {
    get("/login", null);
    send(
        request("/login", Optional.empty())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "username=%s&password=%s&_csrf=%s"
                        .formatted(login, URLEncoder.encode(PASSWORD, UTF_8), cookie()))));
  }

  private String cookie() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("APPEALS-XSRF"))
        .map(HttpCookie::getValue)
        .reduce((first, last) -> last)
        .orElse("");
  }

  private HttpResponse<String> get(String path, String login) {
    return send(request(path, Optional.ofNullable(login)).GET());
  }

  private HttpRequest.Builder request(String path, Optional<String> login) {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    login.ifPresent(
        user ->
            request.header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(UTF_8))));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
