package ru.tsur.workflow.engine;

import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Component;

/** Indexes on the engine's tables, once the engine has made them; a Flyway history of their own. */
@Component
class EngineIndexes {

  EngineIndexes(DataSource dataSource, ProcessEngine builtBefore) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/engine")
        .table("flyway_engine_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
