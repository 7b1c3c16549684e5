package ru.tsur.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import ru.tsur.ProductTest;

/** The same paths on a real PostgreSQL that keeps what it acknowledged. */
@ProductTest
class AppealProcessOnPostgresTest extends AppealPaths {

  private static EmbeddedPostgres postgres;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    postgres = Postgres.of(properties);
    // the context closes after its database has gone: it need not wait for it long
    properties.add("spring.datasource.hikari.connection-timeout", () -> 3000);
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }
}
