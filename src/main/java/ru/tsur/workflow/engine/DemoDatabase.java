package ru.tsur.workflow.engine;

import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** H2 serves the demo and the tests; elsewhere it refuses to start, before anything is written. */
@Configuration(proxyBeanMethods = false)
class DemoDatabase {

  @Bean
  static FlywayConfigurationCustomizer h2OnlyInDemo(Environment environment) {
    return flyway -> {
      String product;
      try {
        product =
            JdbcUtils.extractDatabaseMetaData(
                flyway.getDataSource(), data -> data.getDatabaseProductName());
      } catch (MetaDataAccessException unreachable) {
        throw new IllegalStateException("База данных недоступна.", unreachable);
      }
      check(product, environment);
    };
  }

  static void check(String product, Environment environment) {
    if ("H2".equals(product) && !environment.acceptsProfiles(Profiles.of("demo", "test"))) {
      throw new IllegalStateException(
          "H2 годится только для демонстрации. Запустите с профилем postgres "
              + "(SPRING_PROFILES_ACTIVE=postgres) и задайте SPRING_DATASOURCE_URL.");
    }
  }
}
