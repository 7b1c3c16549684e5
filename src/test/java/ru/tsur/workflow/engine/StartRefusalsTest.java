package ru.tsur.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.mock.env.MockEnvironment;

/** What keeps the product from starting, or starts it without a port. */
class StartRefusalsTest {

  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void restore() {
    TimeZone.setDefault(zone);
  }

  @Test
  void h2IsForTheDemoAndTheTests() {
    for (String profile : new String[] {"demo", "test"}) {
      var environment = new MockEnvironment();
      environment.setActiveProfiles(profile);
      assertThatCode(() -> DemoDatabase.check("H2", environment)).doesNotThrowAnyException();
    }
    var production = new MockEnvironment();
    production.setActiveProfiles("postgres");
    assertThatThrownBy(() -> DemoDatabase.check("H2", production))
        .hasMessageContaining("H2 годится только для демонстрации");
    assertThatCode(() -> DemoDatabase.check("PostgreSQL", production)).doesNotThrowAnyException();
  }

  @Test
  void anotherZoneThanTheFirstStartsIsRefused() {
    var database =
        new EmbeddedDatabaseBuilder()
            .setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .build();
    try {
      var jdbc = JdbcClient.create(database);
      jdbc.sql(
              "create table installation (zone varchar(60) primary key, created_at timestamp with time zone)")
          .update();
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Moscow"));
      new InstallationZone(jdbc, clock("Europe/Moscow"));
      new InstallationZone(jdbc, clock("Europe/Moscow"));

      assertThatThrownBy(() -> new InstallationZone(jdbc, clock("Asia/Omsk")))
          .hasMessageContaining("не совпадает");
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Omsk"));
      assertThatThrownBy(() -> new InstallationZone(jdbc, clock("Asia/Omsk")))
          .hasMessageContaining("запуск отменён");
    } finally {
      database.shutdown();
    }
  }

  private static Clock clock(String zone) {
    return Clock.fixed(Instant.parse("2026-05-08T09:00:00Z"), ZoneId.of(zone));
  }

  @Test
  void aCommandOpensNoPortAndRunsNoJobs() {
    var environment = environment("create-admin", "--login=x");
    assertThat(environment.getProperty("server.port")).isEqualTo("-1");
    assertThat(environment.getProperty("camunda.bpm.job-execution.enabled")).isEqualTo("false");

    assertThat(environment("--server.port=8081").getProperty("server.port")).isEqualTo("8081");
  }

  @Test
  void theProcessLivesInTheRegionsZone() {
    environment();
    assertThat(TimeZone.getDefault().getID()).isEqualTo("Asia/Omsk");
  }

  private static StandardEnvironment environment(String... arguments) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("settings", Map.of("tsur.zone", "Asia/Omsk")));
    new StartUp().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
