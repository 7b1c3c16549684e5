package ru.tsur.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;

@ProductTest
class EngineStartTest {

  @Autowired ProcessEngine engine;
  @Autowired Clock clock;
  @Autowired JdbcClient jdbc;
  @Autowired AuthorizationService authorizations;

  @Test
  void settingsReachTheEngine() {
    var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

    assertThat(settings.getHistoryLevel().getName()).isEqualTo("full");
    assertThat(settings.getHistoryTimeToLive()).isEqualTo("P1826D");
    assertThat(settings.isHistoryCleanupEnabled()).isFalse();
    assertThat(settings.getQueryMaxResultsLimit()).isEqualTo(1000);
    assertThat(settings.isReevaluateTimeCycleWhenDue()).isTrue();
    assertThat(settings.isEnableExceptionsAfterUnhandledBpmnError()).isTrue();
    assertThat(settings.getFailedJobRetryTimeCycle()).isEqualTo("R5/PT5M");
    assertThat(settings.isCmmnEnabled()).isFalse();
    assertThat(settings.isStandaloneTasksEnabled()).isFalse();
    assertThat(settings.isAuthorizationEnabled()).isTrue();
    assertThat(settings.isMetricsEnabled()).isFalse();
    assertThat(settings.getAuthorizationCheckRevokes()).isEqualTo("never");
    assertThat(settings.getJobExecutor().isActive()).isFalse();
    assertThat(settings.getExpressionManager()).isInstanceOf(SafeExpressions.class);
  }

  /** Said once in a connection to H2, before each statement to PostgreSQL. */
  @Test
  void noStatementRunsLongerThanAMinute() throws IOException {
    assertThat(
            jdbc.sql(
                    "select setting_value from information_schema.settings where setting_name ="
                        + " 'QUERY_TIMEOUT'")
                .query(Long.class)
                .single())
        .isEqualTo(60_000);
    var production =
        new YamlPropertySourceLoader()
            .load("production", new ClassPathResource("application-postgres.yaml"))
            .get(0);
    assertThat(production.getProperty("spring.jdbc.template.query-timeout")).isEqualTo("60s");
    assertThat(
            production.getProperty(
                "camunda.bpm.generic-properties.properties.jdbcStatementTimeout"))
        .isEqualTo(60);
  }

  @Test
  void theClockIsTheEnginesInTheRegionsZone() {
    ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-05-08T21:30:00Z")));
    try {
      assertThat(clock.instant()).isEqualTo(Instant.parse("2026-05-08T21:30:00Z"));
      assertThat(clock.getZone()).isEqualTo(ZoneId.of("Europe/Moscow"));
    } finally {
      ClockUtil.reset();
    }
  }

  @Test
  void onlyAFewGrantsExist() {
    assertThat(authorizations.createAuthorizationQuery().count()).isBetween(10L, 25L);
    assertThat(authorizations.createAuthorizationQuery().groupIdIn("camunda-admin").count())
        .isZero();
  }

  @Test
  void removesAGrantThatIsNotInTheList() {
    var row = authorizations.createNewAuthorization(1);
    row.setGroupId("official");
    row.setResourceType(6);
    row.setResourceId("appeal");
    row.addPermission(
        org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_HISTORY);
    authorizations.saveAuthorization(row);

    new Grants(authorizations);

    assertThat(
            authorizations
                .createAuthorizationQuery()
                .groupIdIn("official")
                .resourceId("appeal")
                .count())
        .isZero();
  }

  @Test
  void addsItsIndexesToTheEnginesTables() {
    assertThat(
            jdbc.sql(
                    "select count(*) from information_schema.indexes where lower(index_name) like 'tsur_%'")
                .query(Integer.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void keepsTheZoneOfTheFirstStart() {
    assertThat(jdbc.sql("select zone from installation").query(String.class).single())
        .isEqualTo("Europe/Moscow");
  }
}
