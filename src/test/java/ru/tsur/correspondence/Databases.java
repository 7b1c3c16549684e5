package ru.tsur.correspondence;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fresh, empty databases. */
final class Databases {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedPostgres postgres;

  static {
    // without Spring Boot everything would be told
    for (String talkative : List.of("org.flywaydb", "io.zonky")) {
      ((Logger) LoggerFactory.getLogger(talkative)).setLevel(Level.WARN);
    }
  }

  private Databases() {}

  static DataSource h2() {
    var database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    database.setUser("sa");
    return database;
  }

  static synchronized DataSource postgres() {
    try {
      if (postgres == null) {
        postgres = EmbeddedPostgres.start(); // ends with the JVM
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = "corr" + COUNT.incrementAndGet();
    JdbcClient.create(postgres.getPostgresDatabase()).sql("create database " + name).update();
    return postgres.getDatabase("postgres", name);
  }
}
