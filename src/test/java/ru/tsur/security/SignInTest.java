package ru.tsur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.tsur.security.TwoBodies.ADMINISTRATOR;
import static ru.tsur.security.TwoBodies.CONTROLLER;
import static ru.tsur.security.TwoBodies.EXECUTOR_A;
import static ru.tsur.security.TwoBodies.PASSWORD;
import static ru.tsur.security.TwoBodies.REGISTRAR;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.ProductTest;
import ru.tsur.organization.Appointments;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;

@ProductTest
class SignInTest {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired ProcessEngine engine;
  @Autowired Organization organization;
  @Autowired Accounts accounts;
  @Autowired Appointments appointments;
  @Autowired TransactionTemplate transaction;
  @Autowired SignInDelay delay;
  @Autowired Clock clock;

  private TwoBodies bodies;

  @BeforeEach
  void invent() {
    delay.forgetAll();
    bodies = new TwoBodies(jdbc, engine, organization, accounts, clock);
  }

  @AfterEach
  void clear() {
    ClockUtil.reset();
    bodies.close();
    delay.forgetAll();
  }

  private static String place(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void leadsToTheDeskAndRenewsTheSession() {
    var visitor = Visitor.guest(port);
    assertThat(place(visitor.page("/camunda/app/tasklist/default/"))).endsWith("/login");
    String before = visitor.cookie("JSESSIONID");
    assertThat(before).as("the session that an attacker could have planted").isNotEmpty();

    var answer = visitor.signIn(EXECUTOR_A.value(), PASSWORD);

    assertThat(place(answer)).contains("/camunda/app/tasklist/default/");
    assertThat(visitor.cookie("JSESSIONID")).isNotEmpty().isNotEqualTo(before);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie -> assertThat(cookie).contains("JSESSIONID", "HttpOnly", "SameSite=Lax"));
  }

  @Test
  void wrongPasswordUnknownLoginAndClosedOfficialLookAlike() {
    jdbc.sql("update official set closed_on = date '2020-01-01' where id = 'seca.approver'")
        .update();
    organization.refresh();
    for (String login :
        new String[] {"seca.executor", "nobody.at.all", "seca.approver", "' or 1=1"}) {
      String password = login.equals("seca.approver") ? PASSWORD : "wrong";
      assertThat(place(Visitor.guest(port).signIn(login, password))).endsWith("/login?error");
    }
    assertThat(Visitor.guest(port).get("/login?error").body())
        .contains("Неверный логин или пароль.");
  }

  @Test
  void waitsLongerAfterEachWrongPassword() {
    var visitor = Visitor.guest(port);
    for (int i = 0; i < 3; i++) {
      assertThat(place(visitor.signIn(EXECUTOR_A.value(), "wrong"))).endsWith("/login?error");
    }

    assertThat(place(visitor.signIn(EXECUTOR_A.value(), PASSWORD))).contains("/login?wait=");
    assertThat(visitor.get("/login?wait=5").body())
        .contains("Слишком много неудачных попыток. Повторите через 5 с.");
    assertThat(visitor.get("/login?wait=%3Cscript%3E").body()).doesNotContain("<script");
    assertThat(delay.remaining("seca.executor", "x")).isPositive();

    Duration first = delay.remaining("seca.executor", "x");
    ClockUtil.setCurrentTime(Date.from(clock.instant().plus(first).plusSeconds(1)));
    assertThat(place(visitor.signIn(EXECUTOR_A.value(), "wrong"))).endsWith("/login?error");
    Duration second = delay.remaining("seca.executor", "x");
    assertThat(second).isGreaterThan(first);

    ClockUtil.setCurrentTime(Date.from(clock.instant().plus(second).plusSeconds(1)));
    assertThat(place(visitor.signIn(EXECUTOR_A.value(), PASSWORD))).contains("/tasklist/");
    assertThat(delay.remaining("seca.executor", "x")).isZero();
  }

  @Test
  void theAddressWaitsToo() {
    for (int i = 0; i < 20; i++) {
      delay.failed("login" + i, "10.0.0.1");
    }
    assertThat(delay.remaining("another", "10.0.0.1")).isPositive();
    assertThat(delay.remaining("another", "10.0.0.2")).isZero();
    for (int i = 0; i < 100; i++) {
      delay.failed("login" + i, "10.0.0.1");
    }
    assertThat(delay.remaining("another", "10.0.0.1")).isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void whatTheDelayRemembersHasALimit() {
    for (int i = 0; i < 30_000; i++) {
      delay.failed("login" + i, "10.%d.%d.1".formatted(i / 250, i % 250));
    }
    assertThat(delay.remembered()).isEqualTo(20_000);

    delay.forgetAll();
    for (int i = 0; i < 100; i++) {
      delay.failed("x".repeat(1_000_000) + i, "10.0.0.1");
    }
    assertThat(delay.remembered()).as("no login is that long").isEqualTo(2);
  }

  /** Whoever writes the header himself is not freed by it. */
  @Test
  void theAddressIsNotTheOneOfTheHeader() {
    for (int i = 0; i < 20; i++) {
      Visitor.basic(port, "nobody" + i, "wrong").getVia("10.1.1." + i, "/engine-rest/task/count");
    }
    assertThat(delay.remaining("another", "127.0.0.1")).isPositive();
    assertThat(delay.remaining("another", "10.1.1.1")).isZero();
  }

  @Test
  void httpBasicWaitsToo() {
    for (int i = 0; i < 3; i++) {
      Visitor.basic(port, "seca.executor", "wrong").get("/engine-rest/task/count");
    }
    var answer = Visitor.basic(port, "seca.executor", PASSWORD).get("/engine-rest/task/count");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("Слишком много неудачных попыток");
  }

  @Test
  void whatIsWithdrawnIsGoneFromAnOpenSession() {
    var visitor = Visitor.atTasklist(port, REGISTRAR);
    assertThat(visitor.get("/intake/nothing-here").statusCode()).isNotEqualTo(403);

    jdbc.sql(
            "update official_position set valid_until = date '2020-01-02' where official = 'sec.registrar'")
        .update();
    organization.refresh();
    assertThat(visitor.get("/intake/nothing-here").statusCode()).isEqualTo(403);

    jdbc.sql("update official set closed_on = date '2020-01-01' where id = 'sec.registrar'")
        .update();
    organization.refresh();
    assertThat(visitor.get("/camunda/app/tasklist/default/").statusCode()).isIn(302, 401, 403);
    assertThat(visitor.get("/api/me").statusCode()).isIn(401, 403);
  }

  @ParameterizedTest
  @CsvSource({
    "/control/x, sec.controller, seca.executor",
    "/control/x, sec.controller, sec.admin",
    "/intake/x, sec.registrar, sec.controller",
    "/failures/x, sec.admin, sec.controller",
    "/organization/x, sec.admin, sec.registrar",
    "/check/x, sec.admin, seca.executor",
    "/check/x, sec.controller, sec.registrar",
    "/methodology/x, sec.methodologist, sec.admin",
    "/actuator/metrics, sec.admin, sec.controller",
    "/actuator/x, sec.admin, sec.methodologist"
  })
  void pagesAskForTheirRole(String path, String may, String mayNot) {
    assertThat(Visitor.atTasklist(port, new OfficialId(may)).get(path).statusCode())
        .isNotIn(302, 401, 403);
    assertThat(Visitor.atTasklist(port, new OfficialId(mayNot)).get(path).statusCode())
        .isEqualTo(403);
    assertThat(Visitor.guest(port).get(path).statusCode()).isIn(302, 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/metrics",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/loggers",
        "/actuator/shutdown"
      })
  void actuatorIsClosed(String path) {
    assertThat(Visitor.guest(port).get(path).statusCode()).isEqualTo(401);
    if (!path.equals("/actuator") && !path.equals("/actuator/metrics")) {
      assertThat(Visitor.atTasklist(port, ADMINISTRATOR).get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void healthAndTermsAreOpen() {
    var health = Visitor.guest(port).get("/actuator/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).doesNotContain("components");
    assertThat(Visitor.guest(port).get("/api/v1/terms/T1?from=2026-05-08").statusCode())
        .isNotIn(302, 401, 403);
    assertThat(Visitor.guest(port).get("/calculator").statusCode()).isNotIn(302, 401, 403);
    assertThat(Visitor.guest(port).get("/webjars/camunda/lib/deps.js").statusCode())
        .isIn(302, 401, 403);
  }

  @Test
  void changesNeedATokenOnOurPagesAndInTasklist() {
    var visitor = Visitor.atTasklist(port, EXECUTOR_A);
    assertThat(visitor.postWithoutToken("/api/tasks/x/extension", "{}").statusCode())
        .isEqualTo(403);
    assertThat(visitor.post("/api/tasks/x/extension", "{}").statusCode()).isNotEqualTo(403);
    assertThat(visitor.postWithoutToken("/logout", "").statusCode()).isEqualTo(403);

    var other = Visitor.atTasklist(port, EXECUTOR_A);
    String path = "/camunda/api/engine/engine/default/task/count";
    assertThat(other.post(path, "{}").statusCode()).isEqualTo(200);
    assertThat(other.postWithoutToken(path, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void pagesCarryTheirHeaders() {
    for (String path : new String[] {"/login", "/actuator/health"}) {
      var headers = Visitor.guest(port).get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("script-src 'self'", "frame-ancestors 'none'", "default-src 'none'")
                      .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'"));
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }
    var tasklist =
        Visitor.atTasklist(port, EXECUTOR_A).get("/camunda/app/tasklist/default/").headers();
    assertThat(tasklist.firstValue("Content-Security-Policy")).isPresent();
    assertThat(tasklist.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(tasklist.firstValue("Strict-Transport-Security")).isPresent();
  }

  @Test
  void theLoginPageHasNoScriptAndNoOtherHost() {
    assertThat(Visitor.guest(port).get("/login").body())
        .contains("lang=\"ru\"", "name=\"_csrf\"")
        .doesNotContain("<script", "http://cdn", "https://cdn");
  }

  @Test
  void signingOutInTasklistEndsTheSession() {
    var visitor = Visitor.atTasklist(port, EXECUTOR_A);
    assertThat(visitor.post("/camunda/api/admin/auth/user/default/logout", "").statusCode())
        .isEqualTo(204);
    assertThat(visitor.get("/camunda/api/engine/engine/default/task/count").statusCode())
        .isEqualTo(401);
  }

  @Test
  void passwordsAreKeptAsBcryptOnly() {
    String hash = accounts.find("seca.executor").orElseThrow().hash();
    assertThat(hash).startsWith("{bcrypt}$2a$").doesNotContain(PASSWORD);
  }

  @Test
  void defaultPasswordsOpenTheDemoOnly() {
    var production = new MockEnvironment();
    production.setActiveProfiles("postgres");
    var demo = new MockEnvironment();
    demo.setActiveProfiles("demo");
    for (String known : new String[] {"demo", "admin", "password", "ivanov"}) {
      assertThat(Passwords.isDefault(known, "ivanov", production)).as(known).isTrue();
      assertThat(Passwords.isDefault(known, "ivanov", demo)).as(known).isFalse();
    }
    assertThat(Passwords.isDefault("quite another one", "ivanov", production)).isFalse();
  }

  @Test
  void theFirstAdministratorIsMadeByCommand() {
    var command = new CreateAdmin(appointments, accounts, transaction, code -> {});

    assertThat(command.create("sec.first", "Первый Администратор", "short")).isEqualTo(2);
    assertThat(command.create("sec.first", "Первый Администратор", "12345678")).isEqualTo(2);
    assertThat(command.create("Bad Login", null, PASSWORD)).isEqualTo(2);
    assertThat(command.create("sec.first", "Первый Администратор", PASSWORD)).isZero();
    assertThat(command.create("sec.first", "Первый Администратор", PASSWORD)).isEqualTo(2);
    accounts.setPassword("sec.system", Accounts.Kind.SYSTEM, PASSWORD);
    try {
      assertThat(command.create("sec.system", "Внешняя система", PASSWORD)).isEqualTo(2);
      organization.refresh();
      assertThat(organization.findOfficial(new OfficialId("sec.system"))).isEmpty();
    } finally {
      jdbc.sql("delete from account where login = 'sec.system'").update();
    }

    assertThat(organization.positionsOf(new OfficialId("sec.first")))
        .anySatisfy(position -> assertThat(position.role()).isEqualTo(Role.ADMINISTRATOR));
    assertThat(
            Visitor.atTasklist(port, new OfficialId("sec.first")).get("/failures/x").statusCode())
        .isNotIn(302, 401, 403);
    assertThat(Visitor.atTasklist(port, CONTROLLER).get("/failures/x").statusCode()).isEqualTo(403);
  }

  @Test
  void officialsAndSendingSystemsAreLetInByCommand() {
    var command = new SetPassword(organization, accounts, code -> {});

    assertThat(command.set(EXECUTOR_A.value(), false, "short")).isEqualTo(2);
    assertThat(command.set("sec.stranger", false, PASSWORD)).isEqualTo(2);
    assertThat(command.set(EXECUTOR_A.value(), true, PASSWORD)).isEqualTo(2);
    assertThat(command.set("head.culture", true, PASSWORD)).as("no account yet").isEqualTo(2);
    assertThat(accounts.find("sec.stranger")).isEmpty();
    assertThat(accounts.find("head.culture")).isEmpty();

    jdbc.sql("update official set closed_on = date '2020-01-01' where id = 'seca.approver'")
        .update();
    organization.refresh();
    assertThat(command.set("seca.approver", true, PASSWORD)).as("he left").isEqualTo(2);
    assertThatThrownBy(
            () -> accounts.setPassword("seca.approver", Accounts.Kind.SYSTEM, "a long phrase"))
        .isInstanceOf(OtherKind.class)
        .hasMessageContaining("другого вида");
    assertThat(accounts.find("seca.approver").orElseThrow().kind())
        .isEqualTo(Accounts.Kind.OFFICIAL);

    assertThat(command.set(EXECUTOR_A.value(), false, "another long phrase")).isZero();
    assertThat(command.set("sec.system", true, PASSWORD)).isZero();
    try {
      assertThat(accounts.find("sec.system").orElseThrow().kind()).isEqualTo(Accounts.Kind.SYSTEM);
      assertThat(place(Visitor.guest(port).signIn(EXECUTOR_A.value(), PASSWORD))).contains("error");
      assertThat(place(Visitor.guest(port).signIn(EXECUTOR_A.value(), "another long phrase")))
          .doesNotContain("error");
    } finally {
      jdbc.sql("delete from account where login = 'sec.system'").update();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wrong, new long phrase, new long phrase, 422, Прежний пароль не подходит",
    "right, new long phrase, new long phrasee, 422, по-разному",
    "right, short, short, 422, короче 12",
    "right, new long phrase, new long phrase, 200, Пароль изменён"
  })
  void anOfficialChangesHisOwnPassword(
      String old, String fresh, String again, int status, String says) {
    var visitor = Visitor.guest(port);
    visitor.signIn(EXECUTOR_A.value(), PASSWORD);
    visitor.get("/password");

    var answer = changes(visitor, "right".equals(old) ? PASSWORD : "wrong", fresh, again);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(says);
    assertThat(
            place(Visitor.guest(port).signIn(EXECUTOR_A.value(), status == 200 ? fresh : PASSWORD)))
        .doesNotContain("error");
  }

  private static HttpResponse<String> changes(
      Visitor visitor, String old, String fresh, String again) {
    return visitor.form("/password", Map.of("old", old, "fresh", fresh, "again", again));
  }

  @Test
  void aWrongOldPasswordCountsForItsOwnAddress() {
    var visitor = Visitor.atTasklist(port, EXECUTOR_A);
    for (int i = 0; i < 19; i++) {
      delay.failed("login" + i, "");
      delay.failed("login" + i, "127.0.0.1");
    }

    changes(visitor, "wrong", "new long phrase", "new long phrase");

    assertThat(delay.remaining("another", "")).isZero();
    assertThat(delay.remaining("another", "127.0.0.1")).isPositive();
  }

  /** Each door asks for its own kind of account, whatever the password. */
  @Test
  void anOfficialIsNoSendingSystemAndASystemNoOfficial() {
    assertThat(
            Visitor.basic(port, EXECUTOR_A.value(), PASSWORD).get("/api/v1/appeals/x").statusCode())
        .isEqualTo(401);
    assertThat(Visitor.basic(port, "sec-sender", PASSWORD).get("/api/v1/appeals/x").statusCode())
        .isEqualTo(404);
    assertThat(place(Visitor.guest(port).signIn("sec-sender", PASSWORD))).contains("error");
    assertThat(
            Visitor.basic(port, "sec-sender", PASSWORD).get("/engine-rest/task/count").statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSessionEndsWithItsAccount() {
    var his = Visitor.atTasklist(port, EXECUTOR_A);
    var onOurPages = Visitor.atTasklist(port, EXECUTOR_A);
    jdbc.sql("delete from account where login = :login")
        .param("login", EXECUTOR_A.value())
        .update();

    assertThat(his.get("/camunda/api/engine/engine/default/task/count").statusCode())
        .isEqualTo(401);
    assertThat(place(onOurPages.page("/password"))).endsWith("/login");
  }

  @Test
  void aNewPasswordEndsEveryOtherSession() {
    var his = Visitor.atTasklist(port, EXECUTOR_A);
    var another = Visitor.atTasklist(port, EXECUTOR_A);
    var onOurPages = Visitor.atTasklist(port, EXECUTOR_A);
    var colleague = Visitor.atTasklist(port, CONTROLLER);
    String tasks = "/camunda/api/engine/engine/default/task/count";
    String before = his.cookie("JSESSIONID");

    assertThat(changes(his, PASSWORD, "new long phrase", "new long phrase").statusCode())
        .isEqualTo(200);

    assertThat(his.cookie("JSESSIONID")).isNotEqualTo(before);
    assertThat(his.get("/password").statusCode()).isEqualTo(200);
    assertThat(his.get(tasks).statusCode()).isEqualTo(200);
    String ended = onOurPages.cookie("JSESSIONID");
    assertThat(place(onOurPages.page("/password"))).as("asked first").endsWith("/login");
    assertThat(onOurPages.cookie("JSESSIONID")).as("with what it held").isNotEqualTo(ended);
    assertThat(another.get(tasks).statusCode()).isEqualTo(401);
    assertThat(place(another.page("/password"))).endsWith("/login");
    assertThat(place(another.page("/camunda/app/tasklist/default/"))).endsWith("/login");
    assertThat(colleague.get(tasks).statusCode()).isEqualTo(200);
    assertThat(
            Visitor.basic(port, EXECUTOR_A.value(), PASSWORD)
                .get("/engine-rest/task/count")
                .statusCode())
        .isEqualTo(401);
  }
}
