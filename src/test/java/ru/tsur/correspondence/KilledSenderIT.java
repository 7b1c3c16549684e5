package ru.tsur.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.tsur.Jar;
import ru.tsur.security.Visitor;

/**
 * The packaged jar dies between the mail server's «250» and its own commit: the letter is not sent
 * again by itself, the registrar decides.
 */
class KilledSenderIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Not 127.0.0.1, where the demo's own mail catcher takes the port. */
  private static final String MAIL_HOST = "127.0.0.2";

  private static final String[] ARGUMENTS = {
    "--tsur.demo.life=false",
    "--spring.mail.host=" + MAIL_HOST,
    "--tsur.mail.first-poll=PT0S",
    "--tsur.mail.poll=PT0.2S"
  };

  @TempDir Path data;

  private int port;

  @Test
  void aLetterAcceptedByTheMailServerJustBeforeTheKillIsNotSentAgainByItself() throws Exception {
    try (Jar jar = new Jar(data);
        FakeSmtp smtp =
            new FakeSmtp(
                FakeSmtp.Manner.ACCEPTS, InetAddress.getByName(MAIL_HOST), jar.mailPort())) {
      // The jar reads nothing after its final dot, so «250» is said and its commit cannot come.
      CountDownLatch killed = new CountDownLatch(1);
      smtp.beforeAnswer = jar::freeze;
      smtp.afterAnswer =
          () -> {
            jar.kill();
            killed.countDown();
          };
      port = jar.start(ARGUMENTS).getPort();
      String appeal = appealBySite();
      does("registrar", "Task_RegisterAppeal");
      does("coordinator", "Task_Triage", "complained", "NO");
      does("head.roads", "Task_AcceptQuestions");
      does("executor.lugovets", "Task_PreparePart", "text", "Яму заделали 20 ноября.");
      does("executor.lugovets", "Task_DraftAnswer");
      does("approver.lugovets", "Task_ApproveInTurn");
      does("signer.lugovets", "Task_SignAnswer");
      assertThat(killed.await(2, TimeUnit.MINUTES)).as("the letter reached the server").isTrue();

      assertThat(asked(jar, "select outcome from delivery_attempt")).isEqualTo("CLAIMED");
      assertThat(asked(jar, "select state from letter")).isEqualTo("SIGNED");
      lockRunsOut(jar);
      smtp.beforeAnswer = () -> {};
      smtp.afterAnswer = () -> {};
      port = jar.start(ARGUMENTS).getPort();

      await(
          () -> smtp.texts.size() > 1 || !open("registrar", "Task_ResolveDelivery").isEmpty(),
          "the sender took the letter up again");
      assertThat(smtp.texts).as("sent before a person decided").hasSize(1);
      JsonNode task = awaitTask("registrar", "Task_ResolveDelivery");
      assertThat(form("registrar", task).at("/values/attempts")).hasSize(1);
      assertThat(form("registrar", task).at("/values/attempts/0/outcome").asText())
          .isEqualTo(DeliveryOutcome.UNKNOWN.title());
      Thread.sleep(2_000); // ten polls of the sender
      assertThat(smtp.texts).as("sent before a person decided").hasSize(1);
      assertThat(state(appeal)).isEqualTo("SIGNED");

      does("registrar", "Task_ResolveDelivery", "resolution", "RETRY");
      await(() -> state(appeal).equals("ANSWERED"), "the appeal is answered");
      assertThat(smtp.texts).hasSize(2);
      assertThat(messageId(smtp.texts.get(1))).isEqualTo(messageId(smtp.texts.get(0)));
    }
  }

  private String appealBySite() throws Exception {
    HttpResponse<String> answer =
        portal()
            .post(
                "/api/v1/appeals",
                """
                {"channel":"OFFICIAL_SITE","externalId":"killed","receivedAt":"%s","type":"APPLICATION",
                 "applicant":{"kind":"CITIZEN","lastName":"Невезучая","firstName":"Ульяна",
                   "email":"ulyana@example.test","postalAddress":"г. Луговец, ул. Тихая, д. 2"},
                 "addressee":"Губернатору области","text":"Яма на Тихой улице.",
                 "questions":[{"substance":"Яма","theme":"0301","municipality":"lugovets"}]}
                """
                    .formatted(LocalDate.now() + "T00:00"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).get("id").asText();
  }

  private String state(String appeal) throws Exception {
    return read(portal().get("/api/v1/appeals/" + appeal)).get("state").asText();
  }

  private Visitor portal() {
    return Visitor.basic(port, "portal", "demo");
  }

  /** As Tasklist does it: the form is submitted as shown, changed by the pairs given. */
  private void does(String login, String element, String... changes) throws Exception {
    JsonNode task = awaitTask(login, element);
    Visitor desk = desk(login);
    var values = (ObjectNode) form(login, task).get("values");
    values.path("results").forEach(row -> ((ObjectNode) row).put("result", "EXPLAINED"));
    for (int i = 0; i < changes.length; i += 2) {
      values.put(changes[i], changes[i + 1]);
    }
    String id = task.get("id").asText();
    done(desk.put("/api/tasks/" + id + "/form", values.toString()));
    String engine = "/camunda/api/engine/engine/default/task/" + id;
    if (task.get("assignee").isNull()) {
      done(desk.post(engine + "/claim", "{\"userId\":\"" + login + "\"}"));
    }
    done(desk.post(engine + "/submit-form", "{}"));
  }

  private JsonNode form(String login, JsonNode task) throws Exception {
    return read(desk(login).get("/api/tasks/" + task.get("id").asText() + "/form"));
  }

  private JsonNode awaitTask(String login, String element) throws Exception {
    await(() -> open(login, element).size() == 1, element + " is open for " + login);
    return open(login, element).get(0);
  }

  private JsonNode open(String login, String element) throws Exception {
    return read(
        Visitor.basic(port, login, "demo")
            .get("/engine-rest/task?maxResults=10&taskDefinitionKey=" + element));
  }

  private Visitor desk(String login) {
    var desk = Visitor.guest(port);
    desk.signIn(login, "demo");
    desk.get("/camunda/app/tasklist/default/");
    return desk;
  }

  private static JsonNode read(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static void done(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, String what) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waiting until: " + what).isLessThan(end);
      Thread.sleep(300);
    }
  }

  private static String messageId(String text) {
    return text.lines().filter(line -> line.startsWith("Message-ID:")).findFirst().orElseThrow();
  }

  /** The dead sender's lock on its step would hold for minutes: time passes. */
  private static void lockRunsOut(Jar jar) throws Exception {
    try (Connection database = DriverManager.getConnection(jar.jdbcUrl(), "sa", "");
        Statement statement = database.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update act_ru_ext_task set lock_exp_time_ = dateadd(hour, -1, current_timestamp)"
                      + " where lock_exp_time_ > current_timestamp"))
          .as("steps held by the dead sender")
          .isEqualTo(1);
    }
  }

  private static String asked(Jar jar, String sql) throws Exception {
    try (Connection database = DriverManager.getConnection(jar.jdbcUrl(), "sa", "");
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
