package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.security.Accounts;

/** Tasks of the real diagrams through the doors: who may do what, and in which words he may not. */
@ProductTest
class TaskDoorsTest {

  private static final String PASSWORD = "a long password";

  @Autowired Region region;
  @Autowired JdbcClient jdbc;
  @Autowired Accounts accounts;
  @Autowired TestRestTemplate http;

  private AppealId appeal;

  @BeforeEach
  void anAppealAtTheCoordinator() {
    region.itIs(LocalDate.of(2026, 6, 3));
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    accounts.setPassword("coordinator", Accounts.Kind.OFFICIAL, PASSWORD);
  }

  @AfterEach
  void clear() {
    ClockUtil.reset();
    jdbc.sql("delete from account where login = 'coordinator'").update();
  }

  private ResponseEntity<String> rest(String login, String element, String act, Object body) {
    return http.withBasicAuth(login, PASSWORD)
        .postForEntity(
            "/engine-rest/task/" + region.task(appeal, element).getId() + "/" + act,
            body,
            String.class);
  }

  @Test
  void aRefusalOfTheRegisterKeepsItsWords() {
    var answer = rest("coordinator", "Task_Triage", "complete", Map.of());

    assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(422);
    assertThat(answer.getBody())
        .contains("\"message\":\"Сначала заполните форму задания")
        .doesNotContain("ENGINE", "Exception");
  }
}
