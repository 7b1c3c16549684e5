package ru.tsur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.ProductTest;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/** The engine's doors from outside: what is not in the allowlist does not exist, for anybody. */
@ProductTest
class DoorsTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";
  private static final String REST = "/engine-rest";

  /** JUEL as published for CVE-2026-109432: expressions in orQueries were evaluated. */
  private static final String EXPRESSION_QUERY =
      """
      {"orQueries":[{"assigneeExpression":"${''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('touch /tmp/tsur-pwned')}"}]}
      """;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired ProcessEngine engine;
  @Autowired Organization organization;
  @Autowired Accounts accounts;
  @Autowired SignInDelay delay;
  @Autowired Clock clock;

  private TwoBodies bodies;

  @BeforeEach
  void invent() {
    bodies = new TwoBodies(jdbc, engine, organization, accounts, clock);
  }

  @AfterEach
  void clear() {
    bodies.close();
    delay.forgetAll();
  }

  private Visitor program(OfficialId official) {
    return Visitor.basic(port, official.value(), TwoBodies.PASSWORD);
  }

  private Visitor browser(OfficialId official) {
    return Visitor.atTasklist(port, official);
  }

  @Test
  void tasklistAndRestServeAnOfficial() {
    bodies.taskOf(TwoBodies.TENANT_A);

    var browser = browser(TwoBodies.EXECUTOR_A);
    assertThat(browser.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
    assertThat(browser.get("/camunda/api/admin/auth/user/default").body())
        .contains("seca.executor", "tasklist")
        .doesNotContain("cockpit");
    assertThat(browser.get(WEBAPP + "/user/seca.executor/profile").body()).contains("Первый");
    assertThat(browser.post(WEBAPP + "/task/count", "{}").body()).contains("\"count\":1");

    var program = program(TwoBodies.EXECUTOR_A);
    assertThat(program.get(REST + "/task/count").body()).contains("\"count\":1");
    assertThat(program.get(REST + "/identity/groups?userId=seca.executor").body())
        .contains("executor@seca.secroads");
  }

  @Test
  void guestsGetNothing() {
    var guest = Visitor.guest(port);
    assertThat(guest.get(REST + "/task").statusCode()).isEqualTo(401);
    assertThat(guest.get(WEBAPP + "/task").statusCode()).isEqualTo(401);
    assertThat(guest.get("/camunda/app/tasklist/default/").headers().firstValue("Location"))
        .hasValueSatisfying(place -> assertThat(place).endsWith("/login"));
    assertThat(Visitor.basic(port, "seca.executor", "wrong").get(REST + "/task").statusCode())
        .isEqualTo(401);
  }

  @Test
  void sendingSystemsComeInAtTheirOwnDoorOnly() {
    var sender = Visitor.basic(port, "sec-sender", TwoBodies.PASSWORD);
    assertThat(sender.get(REST + "/task").statusCode()).isEqualTo(401);
    assertThat(sender.get("/api/v1/appeals/x").statusCode()).isNotIn(401, 403);
    assertThat(program(TwoBodies.REGISTRAR).get("/api/v1/appeals/x").statusCode()).isEqualTo(401);
    assertThat(sender.signIn("sec-sender", TwoBodies.PASSWORD).headers().firstValue("Location"))
        .hasValueSatisfying(place -> assertThat(place).contains("/login?error"));
  }

  // CVE-2026-109432

  @ParameterizedTest
  @ValueSource(strings = {"/task", "/task/count", "/filter/x/list", "/filter/x/count"})
  void refusesExpressionsInQueries(String path) {
    var query = EXPRESSION_QUERY;
    for (var answer :
        List.of(
            program(TwoBodies.EXECUTOR_A).post(REST + path, query),
            browser(TwoBodies.EXECUTOR_A).post(WEBAPP + path, query),
            program(TwoBodies.EXECUTOR_A)
                .post(REST + path, query.replace("assigneeExpression", "assignee\\u0045xpression")),
            program(TwoBodies.EXECUTOR_A)
                .post(REST + path, query.replace("assigneeExpression", "assigneeEXPRESSION")))) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("Выражения в запросах запрещены");
    }
  }

  @Test
  void refusesExpressionsInParameters() {
    var program = program(TwoBodies.EXECUTOR_A);
    assertThat(program.get(REST + "/task?assigneeExpression=%24%7B1%7D").statusCode())
        .isEqualTo(400);
    assertThat(program.get(REST + "/task?assignee%45xpression=%24%7B1%7D").statusCode())
        .isEqualTo(400);
    assertThat(
            program.get(REST + "/task/count?followUpBeforeExpression=%24%7Bnow()%7D").statusCode())
        .isEqualTo(400);
  }

  @Test
  void neitherMakesNorChangesFilters() {
    for (Visitor visitor : everybodyAtRest()) {
      assertThat(visitor.post(REST + "/filter/create", "{}").statusCode()).isEqualTo(404);
      assertThat(visitor.method("PUT", REST + "/filter/x").statusCode()).isEqualTo(404);
      assertThat(visitor.method("DELETE", REST + "/filter/x").statusCode()).isEqualTo(404);
    }
  }

  // CVE-2026-77226

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/api/admin/setup/default/user/create",
        "/camunda/api/admin/setup/default/user/create/",
        "/camunda/api/admin/setup;x=1/default/user/create",
        "/camunda/api/admin;/setup/default/user/create",
        "/camunda/api//admin/setup/default/user/create",
        "/camunda//api/admin/setup/default/user/create",
        "/camunda/api/%61dmin/setup/default/user/create",
        "/camunda/api/admin/%73etup/default/user/create",
        "/%63amunda/api/admin/setup/default/user/create",
        "/camunda/api/admin/setup%2Fdefault/user/create",
        "/camunda/api/admin/%2e/setup/default/user/create",
        "/camunda/api/tasklist/../admin/setup/default/user/create",
        "/camunda/api/tasklist/%2e%2e/admin/setup/default/user/create",
        "/camunda/api/ADMIN/setup/default/user/create",
        "/CAMUNDA/api/admin/setup/default/user/create",
        "/camunda/api/admin/setup/./default/user/create",
        "/camunda/api/admin/setup%3bx=1/default/user/create",
        "/camunda/api/admin/setup%252Fdefault/user/create",
        "/camunda/api/admin/setup%00/default/user/create"
      })
  void nobodyCreatesAnAdministratorOverHttp(String path) {
    String body =
        """
        {"profile":{"id":"evil","firstName":"e","lastName":"e"},"credentials":{"password":"evil"}}
        """;
    var visitors = new ArrayList<Visitor>(List.of(Visitor.guest(port)));
    visitors.add(browser(TwoBodies.ADMINISTRATOR));
    visitors.add(browser(TwoBodies.EXECUTOR_A));
    for (Visitor visitor : visitors) {
      visitor.get("/camunda/app/tasklist/default/"); // a CSRF token of Camunda, if one is to be had
      for (var answer :
          List.of(visitor.post(path, body), visitor.get(path), visitor.method("OPTIONS", path))) {
        assertThat(answer.statusCode()).as(path).isIn(302, 400, 401, 403, 404);
        if (answer.statusCode() == 302) {
          assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
        }
      }
    }
    assertThat(engine.getIdentityService().createUserQuery().userId("evil").count()).isZero();
    assertThat(engine.getAuthorizationService().createAuthorizationQuery().userIdIn("evil").count())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /process-instance",
        "GET /history/task",
        "GET /history/process-instance",
        "GET /history/variable-instance",
        "GET /history/user-operation",
        "GET /history/process-definition/x/statistics",
        "GET /variable-instance",
        "GET /execution",
        "GET /job",
        "GET /incident",
        "GET /external-task",
        "GET /user",
        "GET /user/count",
        "GET /group",
        "GET /tenant",
        "GET /authorization",
        "GET /authorization/check",
        "GET /deployment",
        "GET /engine",
        "GET /engine/default/task",
        "GET /metrics",
        "GET /telemetry/configuration",
        "GET /process-definition",
        "GET /decision-definition",
        "POST /process-definition/key/appeal/start",
        "POST /process-definition/key/appeal/submit-form",
        "POST /message",
        "POST /signal",
        "POST /task/create",
        "POST /identity/verify",
        "POST /user/create",
        "POST /authorization/create",
        "POST /decision-definition/key/terms/evaluate",
        "POST /process-instance/delete",
        "POST /external-task/fetchAndLock",
        "POST /variable-instance",
        "POST /history/task",
        "DELETE /process-instance/x",
        "PUT /user/x/credentials",
        "OPTIONS /user",
        "TRACE /task"
      })
  void everythingElseDoesNotExist(String call) {
    String method = call.split(" ")[0];
    String path = call.split(" ")[1];
    for (Visitor visitor : everybodyAtRest()) {
      assertThat(visitor.method(method, REST + path).statusCode())
          .as(call)
          .isIn(404, method.equals("TRACE") ? 400 : 404, method.equals("TRACE") ? 405 : 404);
    }
    assertThat(browser(TwoBodies.ADMINISTRATOR).method(method, WEBAPP + path).statusCode())
        .as(call)
        .isIn(404, method.equals("TRACE") ? 400 : 404, method.equals("TRACE") ? 405 : 404);
  }

  private List<Visitor> everybodyAtRest() {
    return List.of(
        program(TwoBodies.EXECUTOR_A),
        program(TwoBodies.CONTROLLER),
        program(TwoBodies.ADMINISTRATOR),
        program(TwoBodies.METHODOLOGIST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/camunda/app/cockpit/default/",
        "/camunda/app/admin/default/",
        "/camunda/app/welcome/default/",
        "/camunda/app/admin/camunda-admin-bootstrap.js",
        "/camunda/api/cockpit/plugin/base/default/process-definition/x/query",
        "/camunda/api/admin/plugin/license/default/check-key",
        "/camunda/api/engine/engine/default",
        "/camunda/api/welcome/",
        "/camunda/",
        "/camunda"
      })
  void otherWebappsAreClosed(String path) {
    assertThat(browser(TwoBodies.ADMINISTRATOR).get(path).statusCode()).isIn(403, 404);
  }

  @Test
  void nobodySignsInPastOurPage() {
    var guest = Visitor.guest(port);
    var answer =
        guest.form(
            "/camunda/api/admin/auth/user/default/login/tasklist",
            "username=seca.executor&password=a+long+password");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(engine.getIdentityService().checkPassword("seca.executor", TwoBodies.PASSWORD))
        .isFalse();
  }

  @Test
  void tellsNobodyAboutOthers() {
    var program = program(TwoBodies.EXECUTOR_A);
    assertThat(program.get(REST + "/identity/groups?userId=secb.executor").statusCode())
        .isEqualTo(404);
    assertThat(program.get(REST + "/identity/groups").statusCode()).isEqualTo(404);
    assertThat(
            program
                .get(REST + "/identity/groups?userId=seca.executor&userId=secb.executor")
                .statusCode())
        .isEqualTo(404);
    assertThat(program.get(REST + "/user/secb.executor/profile").statusCode()).isEqualTo(404);
  }

  // Isolation over HTTP

  @Test
  void anotherBodysTaskDoesNotExist() {
    String task = bodies.taskOf(TwoBodies.TENANT_B);
    for (String door : List.of(REST, WEBAPP)) {
      var stranger =
          door.equals(REST) ? program(TwoBodies.EXECUTOR_A) : browser(TwoBodies.EXECUTOR_A);
      for (String path :
          List.of(
              "",
              "/form",
              "/variables",
              "/form-variables",
              "/identity-links",
              "/deployed-form",
              "/rendered-form")) {
        var answer = stranger.get(door + "/task/" + task + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("ENGINE-", task);
      }
      assertThat(
              stranger
                  .post(door + "/task/" + task + "/claim", "{\"userId\":\"seca.executor\"}")
                  .statusCode())
          .isEqualTo(404);
      assertThat(stranger.post(door + "/task/" + task + "/complete", "{}").statusCode())
          .isEqualTo(404);
      assertThat(stranger.get(door + "/task?tenantIdIn=secb.secroads&maxResults=10").body())
          .isEqualTo("[]");
      assertThat(stranger.get(door + "/task/count?tenantIdIn=secb.secroads").body())
          .contains("\"count\":0");
    }
    assertThat(engine.getTaskService().createTaskQuery().taskId(task).singleResult().getAssignee())
        .isNull();
  }

  @Test
  void theRightOfficialClaimsAndCompletes() {
    for (String door : List.of(REST, WEBAPP)) {
      String task = bodies.taskOf(TwoBodies.TENANT_A);
      var executor =
          door.equals(REST) ? program(TwoBodies.EXECUTOR_A) : browser(TwoBodies.EXECUTOR_A);
      assertThat(
              executor
                  .post(door + "/task/" + task + "/claim", "{\"userId\":\"seca.executor\"}")
                  .statusCode())
          .isEqualTo(204);
      assertThat(executor.post(door + "/task/" + task + "/unclaim", "{}").statusCode())
          .isEqualTo(204);
      var submitted =
          executor.post(
              door + "/task/" + task + "/submit-form",
              "{\"variables\":{\"accepted\":{\"value\":true,\"type\":\"Boolean\"}}}");
      assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(204);
      assertThat(executor.post(door + "/task/" + task + "/complete", "{}").statusCode())
          .as("a second completion")
          .isEqualTo(409);
    }
  }

  /** What Tasklist shows is {@code message}; programs read {@code detail}. */
  private static void saysInRussian(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body())
        .contains("\"status\":" + status)
        .containsPattern("\"message\":\"[^\"]*(" + words + ")")
        .containsPattern("\"detail\":\"[^\"]*(" + words + ")")
        .doesNotContain("ENGINE", "Exception", "org.camunda");
  }

  @Test
  void refusalsOfTheEngineAreRussianAtBothDoors() {
    for (String door : List.of(REST, WEBAPP)) {
      String task = bodies.taskOf(TwoBodies.TENANT_A);
      String path = door + "/task/" + task;
      var executor =
          door.equals(REST) ? program(TwoBodies.EXECUTOR_A) : browser(TwoBodies.EXECUTOR_A);
      var another = door.equals(REST) ? program(TwoBodies.TWO_HATS) : browser(TwoBodies.TWO_HATS);
      var approver =
          door.equals(REST) ? program(TwoBodies.APPROVER_A) : browser(TwoBodies.APPROVER_A);

      saysInRussian(approver.post(path + "/complete", "{}"), 403, "не входит в ваши полномочия");
      saysInRussian(
          approver.post(path + "/claim", "{\"userId\":\"seca.approver\"}"),
          403,
          "не входит в ваши полномочия");
      saysInRussian(approver.post(path + "/unclaim", "{}"), 403, "не входит в ваши полномочия");

      assertThat(executor.post(path + "/claim", "{\"userId\":\"seca.executor\"}").statusCode())
          .isEqualTo(204);
      saysInRussian(
          another.post(path + "/claim", "{\"userId\":\"sec.twohats\"}"),
          403,
          "не входит в ваши полномочия");
      saysInRussian(
          executor.post(
              path + "/complete",
              "{\"variables\":{\"accepted\":{\"value\":\"x\",\"type\":\"Boolean\"}}}"),
          400,
          "Запрос составлен неверно");

      assertThat(executor.post(path + "/complete", "{}").statusCode()).isEqualTo(204);
      saysInRussian(executor.post(path + "/complete", "{}"), 409, "уже завершено");
      saysInRussian(executor.post(path + "/submit-form", "{}"), 409, "уже завершено");
      saysInRussian(
          executor.post(path + "/claim", "{\"userId\":\"seca.executor\"}"), 409, "уже завершено");
      saysInRussian(executor.get(path), 404, "не найдено");
      String absent = door + "/task/" + UUID.randomUUID() + "/complete";
      saysInRussian(executor.post(absent, "{}"), 404, "не найдено");
      saysInRussian(executor.get(door + "/task?maxResults=1001"), 400, "Запрос составлен неверно");
    }
  }

  /** The diagram of the centre is not an executor's. */
  @Test
  void onlyOfATaskTheRefusalSpeaksOfATask() {
    String diagram =
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey("appeal")
            .latestVersion()
            .singleResult()
            .getId();
    for (String path :
        List.of("/process-definition/" + diagram, "/process-definition/" + diagram + "/xml")) {
      saysInRussian(program(TwoBodies.EXECUTOR_A).get(REST + path), 403, "Недостаточно прав");
      saysInRussian(browser(TwoBodies.EXECUTOR_A).get(WEBAPP + path), 403, "Недостаточно прав");
    }
  }

  /** Two that nobody can tell apart before the engine does: one is done, the other is told. */
  @Test
  void ofTwoCompletionsAtOnceTheLaterIsToldSo() {
    var executor = program(TwoBodies.EXECUTOR_A);
    for (int i = 0; i < 20; i++) {
      String path = REST + "/task/" + bodies.taskOf(TwoBodies.TENANT_A) + "/complete";
      var answers =
          Stream.of(1, 2)
              .map(one -> CompletableFuture.supplyAsync(() -> executor.post(path, "{}")))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 409);
      for (var answer : answers) {
        if (answer.statusCode() == 409) {
          saysInRussian(answer, 409, "завершил|завершено");
        }
      }
    }
  }

  /** Between its reading of the task and of its candidates another completes it. */
  @Test
  void whoFindsTheCandidatesGoneIsToldSo() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    jdbc.sql("delete from act_ru_identitylink where task_id_ = :task").param("task", task).update();

    saysInRussian(
        program(TwoBodies.EXECUTOR_A).post(REST + "/task/" + task + "/complete", "{}"),
        409,
        "Пока вы работали, задание изменилось");
  }

  @Test
  void whoCompletesWhatChangedMeanwhileIsToldSo() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    var executor = program(TwoBodies.EXECUTOR_A);
    var answer =
        transaction.execute(
            another -> {
              jdbc.sql("update act_ru_task set rev_ = rev_ + 1 where id_ = :task")
                  .param("task", task)
                  .update();
              var waits =
                  CompletableFuture.supplyAsync(
                      () -> executor.post(REST + "/task/" + task + "/complete", "{}"));
              assertThatThrownBy(() -> waits.get(500, TimeUnit.MILLISECONDS))
                  .isInstanceOf(TimeoutException.class);
              return waits;
            });

    saysInRussian(answer.join(), 409, "Пока вы работали, задание изменилось");
  }

  @Test
  void anotherRoleInTheSameBodyIsRefused() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    var approver = program(TwoBodies.APPROVER_A);
    assertThat(approver.get(REST + "/task/" + task).statusCode()).isEqualTo(200);
    assertThat(
            approver
                .post(REST + "/task/" + task + "/claim", "{\"userId\":\"seca.approver\"}")
                .statusCode())
        .isEqualTo(403);
    assertThat(approver.post(REST + "/task/" + task + "/complete", "{}").statusCode())
        .isEqualTo(403);
    assertThat(program(TwoBodies.CONTROLLER).get(REST + "/task/" + task).statusCode())
        .isEqualTo(200);
    assertThat(
            program(TwoBodies.CONTROLLER)
                .post(REST + "/task/" + task + "/complete", "{}")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void restTakesJsonOnly() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    var program = program(TwoBodies.EXECUTOR_A);
    String claim = "{\"userId\":\"seca.executor\"}";
    for (String act : List.of("claim", "unclaim", "complete", "submit-form")) {
      String path = REST + "/task/" + task + "/" + act;
      for (String type :
          new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
        saysInRussian(
            program.post(path, type, act.equals("claim") ? claim : "{}"), 415, "application/json");
      }
      saysInRussian(program.post(path, null, ""), 415, "application/json");
    }
    for (String path : List.of("/task", "/task/count", "/filter/x/list", "/filter/x/count")) {
      saysInRussian(program.post(REST + path, "text/plain", "{}"), 415, "application/json");
    }
    assertThat(engine.getTaskService().createTaskQuery().taskId(task).singleResult().getAssignee())
        .isNull();
    assertThat(
            program
                .post(REST + "/task/" + task + "/claim", "application/json;charset=UTF-8", claim)
                .statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claim", "unclaim", "complete", "submit-form"})
  void everyChangeInTasklistNeedsItsToken(String act) {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    String path = WEBAPP + "/task/" + task + "/";
    String claim = "{\"userId\":\"seca.executor\"}";
    String assignee = null;
    if (act.equals("unclaim")) {
      assertThat(browser(TwoBodies.EXECUTOR_A).post(path + "claim", claim).statusCode())
          .isEqualTo(204);
      assignee = "seca.executor";
    }
    var browser = browser(TwoBodies.EXECUTOR_A);

    assertThat(
            browser.postWithoutToken(path + act, act.equals("claim") ? claim : "{}").statusCode())
        .isEqualTo(403);

    var kept = engine.getTaskService().createTaskQuery().taskId(task).singleResult();
    assertThat(kept).isNotNull();
    assertThat(kept.getAssignee()).isEqualTo(assignee);
  }

  /** A browser that was once asked for HTTP Basic sends it by itself, whatever page makes it. */
  @Test
  void aSessionOpensNothingAtRestAndAsksForTheToken() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    String path = REST + "/task/" + task + "/claim";
    String claim = "{\"userId\":\"seca.executor\"}";
    var browser = browser(TwoBodies.EXECUTOR_A);
    assertThat(browser.get(REST + "/task/count").statusCode()).isEqualTo(401);
    assertThat(browser.post(path, claim).statusCode()).isEqualTo(401);

    var both = program(TwoBodies.EXECUTOR_A);
    both.signIn(TwoBodies.EXECUTOR_A.value(), TwoBodies.PASSWORD);
    assertThat(both.cookie("JSESSIONID")).isNotEmpty();
    assertThat(both.postWithoutToken(path, claim).statusCode()).isEqualTo(403);
    assertThat(both.post(path, claim).statusCode()).isEqualTo(204);
    assertThat(program(TwoBodies.EXECUTOR_A).postWithoutToken(path, claim).statusCode())
        .as("a program without a session")
        .isEqualTo(204);
  }

  /** Modeler's call is multipart, which any page may send without asking. */
  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 0",
    "Sec-Fetch-Site, none, 0",
    "Origin, https://elsewhere.example, 403",
    "Origin, null, 403",
    "Origin, http://localhost:1, 403",
    "Origin, https://localhost:<port>, 0",
    "Origin, file://, 0"
  })
  void pagesOfOtherSitesChangeNothingAtRest(String header, String value, int refused) {
    String from = value.replace("<port>", String.valueOf(port));
    var before = deployments();
    var deployed =
        program(TwoBodies.METHODOLOGIST)
            .postFrom(
                header, from, REST + "/deployment/create", MULTIPART, upload("x.bpmn", "<x/>"));
    String path = REST + "/task/" + bodies.taskOf(TwoBodies.TENANT_A) + "/claim";
    var claimed =
        program(TwoBodies.EXECUTOR_A)
            .postFrom(header, from, path, "application/json", "{\"userId\":\"seca.executor\"}");
    assertThat(
            program(TwoBodies.EXECUTOR_A).getFrom(header, from, REST + "/task/count").statusCode())
        .as("what only reads, whose answer the browser keeps from that page")
        .isEqualTo(200);

    if (refused == 0) {
      assertThat(deployed.body()).contains("GateRefused");
      assertThat(claimed.statusCode()).isEqualTo(204);
    } else {
      saysInRussian(deployed, refused, "другого сайта");
      saysInRussian(claimed, refused, "другого сайта");
    }
    assertThat(deployments()).isEqualTo(before);
  }

  /** He keeps another position in the body and so goes on seeing the task. */
  @Test
  void aClaimEndsWithTheRole() {
    jdbc.sql(
            """
            insert into official_position (id, official, body, block, role, title, valid_from, source)
            values ('seca.both', 'seca.executor', 'seca', 'secroads', 'SIGNER', 'Должность', date '2020-01-01',
              'COMMAND')
            """)
        .update();
    organization.refresh();
    for (String door : List.of(REST, WEBAPP)) {
      String path = door + "/task/" + bodies.taskOf(TwoBodies.TENANT_A);
      var executor =
          door.equals(REST) ? program(TwoBodies.EXECUTOR_A) : browser(TwoBodies.EXECUTOR_A);
      assertThat(executor.post(path + "/claim", "{\"userId\":\"seca.executor\"}").statusCode())
          .isEqualTo(204);

      executorUntil("date '2020-01-02'");

      assertThat(executor.get(path).statusCode()).isEqualTo(200);
      saysInRussian(executor.post(path + "/complete", "{}"), 403, "не входит в ваши полномочия");
      saysInRussian(executor.post(path + "/submit-form", "{}"), 403, "не входит в ваши полномочия");
      executorUntil("null");
      assertThat(executor.post(path + "/complete", "{}").statusCode()).isEqualTo(204);
    }
  }

  private void executorUntil(String day) {
    jdbc.sql(
            "update official_position set valid_until = %s where official = 'seca.executor' and role = 'EXECUTOR'"
                .formatted(day))
        .update();
    organization.refresh();
  }

  @Test
  void nobodyClaimsForAnother() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    var program = program(TwoBodies.EXECUTOR_A);
    for (String body :
        List.of(
            "{\"userId\":\"seca.approver\"}",
            "{}",
            "{\"userId\":null}",
            "{\"UserId\":\"seca.executor\"}",
            "{\"userId\":\"seca.executor\",\"userId\":\"seca.approver\"}")) {
      assertThat(program.post(REST + "/task/" + task + "/claim", body).statusCode())
          .as(body)
          .isIn(400, 403);
    }
    assertThat(
            program.post(REST + "/task/" + task + "/assignee", "{\"userId\":\"x\"}").statusCode())
        .isEqualTo(404);
    assertThat(
            program.post(REST + "/task/" + task + "/delegate", "{\"userId\":\"x\"}").statusCode())
        .isEqualTo(404);
    assertThat(engine.getTaskService().createTaskQuery().taskId(task).singleResult().getAssignee())
        .isNull();
  }

  @Test
  void commentsAndAttachmentsDoNotExist() {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    var program = program(TwoBodies.EXECUTOR_A);
    for (String path : List.of("/comment", "/attachment", "/comment/x", "/attachment/x/data")) {
      assertThat(program.get(REST + "/task/" + task + path).statusCode()).isEqualTo(404);
    }
    assertThat(
            program
                .post(REST + "/task/" + task + "/comment/create", "{\"message\":\"x\"}")
                .statusCode())
        .isEqualTo(404);
  }

  // Mass assignment

  @ParameterizedTest
  @ValueSource(strings = {"submit-form", "complete"})
  void takesOnlyTheFieldsOfTheTask(String act) {
    String task = bodies.taskOf(TwoBodies.TENANT_A);
    var program = program(TwoBodies.EXECUTOR_A);
    String path = REST + "/task/" + task + "/" + act;

    for (String variables :
        List.of(
            "{\"executors\":{\"value\":\"approver@secb.secroads\"}}",
            "{\"accepted\":{\"value\":true},\"tenant\":{\"value\":\"secb.secroads\"}}",
            "{\"Accepted\":{\"value\":true}}",
            "{\"accepted\":{\"value\":\"x\",\"type\":\"Object\"}}",
            "{\"accepted\":{\"value\":\"x\",\"type\":\"File\"}}",
            "{\"accepted\":{\"value\":{\"a\":1}}}",
            "{\"accepted\":{\"value\":\"" + "x".repeat(4001) + "\"}}")) {
      var answer = program.post(path, "{\"variables\":" + variables + "}");
      assertThat(answer.statusCode()).as(variables).isEqualTo(400);
      assertThat(answer.body()).contains("Поле «");
    }
    assertThat(
            program
                .post(path, "{\"variables\":{},\"variables\":{\"executors\":{\"value\":\"x\"}}}")
                .statusCode())
        .isEqualTo(400);
    assertThat(program.post(REST + "/task/" + task + "/variables", "{}").statusCode())
        .isEqualTo(404);
    assertThat(program.method("PUT", REST + "/task/" + task + "/variables/executors").statusCode())
        .isEqualTo(404);
    assertThat(engine.getTaskService().getVariable(task, "executors"))
        .isEqualTo("executor@seca.secroads");
    assertThat(
            program
                .post(
                    path, "{\"variables\":{\"accepted\":{\"value\":true},\"days\":{\"value\":3}}}")
                .statusCode())
        .isEqualTo(204);
  }

  // Modeler's Deploy button

  private static final String MULTIPART = "multipart/form-data; boundary=xxx";

  private HttpResponse<String> modelerDeploys(Visitor visitor, String file, String content) {
    return visitor.post(REST + "/deployment/create", MULTIPART, upload(file, content));
  }

  private static String upload(String file, String content) {
    return """
        --xxx\r
        Content-Disposition: form-data; name="deployment-name"\r
        \r
        test\r
        --xxx\r
        Content-Disposition: form-data; name="data"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        %s\r
        --xxx--\r
        """
        .formatted(file, content);
  }

  @Test
  void modelersTwoCallsServeTheMethodologist() throws IOException {
    var modeler = program(TwoBodies.METHODOLOGIST);
    var version = modeler.get(REST + "/version?");
    assertThat(version.statusCode()).isEqualTo(200);
    assertThat(version.body()).isEqualTo("{\"version\":\"7.24.0\"}");
    var before = deployments();

    var refused = modelerDeploys(modeler, "x.bpmn", "<x/>");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("GateRefused");
    assertThat(deployments()).isEqualTo(before);

    var deployed =
        modelerDeploys(
            modeler,
            "terms.dmn",
            Files.readString(Path.of("processes/terms.dmn"))
                .replaceFirst("<text>30</text>", "<text>29</text>"));
    try {
      assertThat(deployed.statusCode()).as(deployed.body()).isEqualTo(200);
      assertThat(deployed.body()).contains("\"source\":\"modeler:sec.methodologist\"");
      assertThat(deployments()).hasSize(before.size() + 1);
    } finally {
      deployments().stream()
          .filter(one -> !before.contains(one))
          .forEach(one -> engine.getRepositoryService().deleteDeployment(one, true, true, true));
    }
  }

  private List<String> deployments() {
    return engine.getRepositoryService().createDeploymentQuery().list().stream()
        .map(one -> one.getId())
        .toList();
  }

  @Test
  void modelersTwoCallsAreAbsentForOthers() {
    var before = deployments();
    for (OfficialId other :
        List.of(
            TwoBodies.EXECUTOR_A,
            TwoBodies.APPROVER_A,
            TwoBodies.REGISTRAR,
            TwoBodies.COORDINATOR,
            TwoBodies.CONTROLLER,
            TwoBodies.ADMINISTRATOR)) {
      saysInRussian(program(other).get(REST + "/version?"), 404, "Не найдено");
      saysInRussian(modelerDeploys(program(other), "x.bpmn", "<x/>"), 404, "Не найдено");
    }
    var sender = Visitor.basic(port, "sec-sender", TwoBodies.PASSWORD);
    for (Visitor stranger : List.of(Visitor.guest(port), sender)) {
      assertThat(stranger.get(REST + "/version?").statusCode()).isEqualTo(401);
      assertThat(modelerDeploys(stranger, "x.bpmn", "<x/>").statusCode()).isEqualTo(401);
    }
    var browser = browser(TwoBodies.METHODOLOGIST);
    assertThat(browser.get(WEBAPP + "/version?").statusCode()).isEqualTo(404);
    assertThat(browser.post(WEBAPP + "/deployment/create", "{}").statusCode()).isEqualTo(404);
    assertThat(deployments()).isEqualTo(before);
  }

  @Test
  void bodiesHaveALimit() {
    assertThat(
            program(TwoBodies.EXECUTOR_A)
                .post(REST + "/task", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void unboundedQueriesAreRefused() {
    assertThat(program(TwoBodies.EXECUTOR_A).get(REST + "/task").statusCode()).isEqualTo(400);
    assertThat(program(TwoBodies.EXECUTOR_A).get(REST + "/task?maxResults=1001").statusCode())
        .isEqualTo(400);
  }
}
