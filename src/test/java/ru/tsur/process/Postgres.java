package ru.tsur.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A real PostgreSQL that keeps what it acknowledged, for the product under test. */
final class Postgres {

  private Postgres() {}

  /** Started, and the product's database; whoever asks for it closes it. */
  static EmbeddedPostgres of(DynamicPropertyRegistry properties) {
    EmbeddedPostgres postgres;
    try {
      postgres = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
    properties.add("spring.datasource.username", () -> "postgres");
    return postgres;
  }
}
