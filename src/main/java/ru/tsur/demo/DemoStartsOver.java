package ru.tsur.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * A demo whose invented life was cut off by a kill is emptied before anything else opens it and
 * lives again from the beginning: it holds nothing that a person entered, because nobody was let
 * in. Only H2, only with the mark «begun».
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoStartsOver {

  private static final Logger LOG = LoggerFactory.getLogger(DemoStartsOver.class);

  @Bean
  static FlywayConfigurationCustomizer startOverWhatWasCutOff() {
    return flyway -> {
      try {
        emptyIfCutOff(flyway.getDataSource());
      } catch (SQLException e) {
        throw new IllegalStateException("Не удалось прочитать базу демонстрации.", e);
      }
    };
  }

  private static void emptyIfCutOff(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("H2")
          || !wasCutOff(connection, statement)) {
        return;
      }
      LOG.warn("Demo: the invented life was cut off last time; it starts over");
      statement.execute("drop all objects");
    }
  }

  private static boolean wasCutOff(Connection connection, Statement statement) throws SQLException {
    try (ResultSet table =
        connection.getMetaData().getTables(null, null, "ACT_GE_PROPERTY", null)) {
      if (!table.next()) {
        return false;
      }
    }
    try (ResultSet mark =
        statement.executeQuery(
            "select value_ from act_ge_property where name_ = '" + DemoLife.MARK + "'")) {
      return mark.next() && DemoLife.BEGUN.equals(mark.getString(1));
    }
  }
}
