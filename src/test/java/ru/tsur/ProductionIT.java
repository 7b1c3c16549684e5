package ru.tsur;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.tsur.security.Visitor;

/** The same jar without the demo: PostgreSQL, nobody and nothing in it, accounts by command. */
class ProductionIT {

  private static final String PASSWORD = "Длинная-фраза-2026";
  private static final String APPEAL =
      """
      {"channel": "OFFICIAL_SITE", "externalId": "first-1", "receivedAt": "%s", "type": "APPLICATION",
       "applicant": {"kind": "CITIZEN", "lastName": "Первова", "firstName": "Анна", "email": "first@example.org"},
       "addressee": "Правительство области", "text": "Отремонтируйте дорогу.",
       "questions": [{"substance": "Ремонт дороги", "theme": "0301"}]}
      """;

  @TempDir Path data;

  @Test
  void startsEmptyAndIsFilledByCommandsAndFiles() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Jar jar = new Jar(data)) {
      String[] production = {
        "--spring.profiles.active=postgres",
        "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres",
        "--spring.mail.host=127.0.0.1"
      };
      assertThat(jar.run("demo", with(production, "create-admin", "--login=chief"))).isEqualTo(2);
      assertThat(jar.run(PASSWORD, with(production, "create-admin", "--login=chief"))).isZero();

      jar.start(production);
      assertThat(status(jar, "/camunda/api/engine/engine/default/task/count", "x", "x"))
          .isEqualTo(401);
      assertThat(Visitor.guest(jar.url().getPort()).get("/mail").statusCode()).isNotEqualTo(200);
      for (String demo : List.of("registrar", "controller", "admin", "portal")) {
        assertThat(status(jar, "/engine-rest/task/count", demo, "demo")).as(demo).isEqualTo(401);
      }
      assertThat(status(jar, "/engine-rest/task/count", "chief", PASSWORD)).isEqualTo(200);
      assertThat(status(jar, "/engine-rest/task/count", "chief", "demo")).isEqualTo(401);
      jar.stop();

      String[] filled =
          with(
              production,
              "--tsur.organization.location="
                  + Path.of("src/main/resources/demo/organization").toUri());
      assertThat(jar.run(PASSWORD, with(filled, "set-password", "--login=nobody.knows")))
          .isEqualTo(2);
      assertThat(jar.run(PASSWORD, with(filled, "set-password", "--login=registrar"))).isZero();
      assertThat(jar.run(PASSWORD, with(filled, "set-password", "--login=site.region", "--system")))
          .isZero();
      jar.start(filled);
      assertThat(register(jar)).isEqualTo(201);
      assertThat(tasks(jar)).contains("Task_RegisterAppeal");
      assertThat(status(jar, "/engine-rest/task/count", "chief", PASSWORD))
          .as("the first administrator is not in the files and stays")
          .isEqualTo(200);
      jar.stop();
      assertThat(jar.run("", with(filled, "check"))).isZero();
    }
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  private static int register(Jar jar) {
    String body = APPEAL.formatted(OffsetDateTime.now().minusMinutes(1));
    return as(jar, "site.region", PASSWORD).post("/api/v1/appeals", body).statusCode();
  }

  private static String tasks(Jar jar) {
    return as(jar, "registrar", PASSWORD).get("/engine-rest/task?maxResults=10").body();
  }

  private static int status(Jar jar, String path, String login, String password) {
    return as(jar, login, password).get(path).statusCode();
  }

  private static Visitor as(Jar jar, String login, String password) {
    return Visitor.basic(jar.url().getPort(), login, password);
  }
}
