package ru.tsur.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.correspondence.Outbox;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;

/** The register's and the check's SQL on the real PostgreSQL, with the engine's own tables. */
class OnPostgresTest {

  private static final Clock JULY =
      Clock.fixed(Instant.parse("2026-07-10T07:00:00Z"), ZoneId.of("Europe/Moscow"));
  private static EmbeddedPostgres postgres;
  private static JdbcClient jdbc;

  @BeforeAll
  static void anAppealWithoutAProcess() throws Exception {
    postgres = EmbeddedPostgres.start();
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/migration")
        .load()
        .migrate();
    var engine = new ResourceDatabasePopulator();
    for (String part :
        List.of(
            "engine",
            "case.engine",
            "decision.engine",
            "history",
            "case.history",
            "decision.history",
            "identity")) {
      engine.addScript(
          new ClassPathResource(
              "org/camunda/bpm/engine/db/create/activiti.postgres.create." + part + ".sql"));
    }
    engine.execute(postgres.getPostgresDatabase());
    jdbc = JdbcClient.create(postgres.getPostgresDatabase());
    for (String row :
        List.of(
            "insert into body (id, name, short_name, kind) values ('minroads', 'Министерство', 'Миндор', 'MINISTRY')",
            "insert into block (id, number, name) values ('roads', 3, 'Дороги')",
            "insert into number_series values (2026, 'Г', 2)",
            """
            insert into appeal (id, channel, content_digest, type, addressee, text, received_at, stored_at, stored_by, number, state)
            values ('00000000-0000-0000-0000-000000000001', 'POST', 'x', 'APPLICATION', 'x', 'x', '2026-06-03T10:00+03',
              '2026-06-03T10:00+03', 'x', 'Г-1/2026', 'IN_WORK')""",
            """
            insert into question (id, appeal, ordinal, substance, block, body) values ('00000000-0000-0000-0000-000000000002',
              '00000000-0000-0000-0000-000000000001', 1, 'Яма', 'roads', 'minroads')""",
            """
            insert into deadline (id, appeal, subject, term, article, label, started_at, raw, due, adjustment, calendar, steps,
              extension, current_one, made_at) values ('00000000-0000-0000-0000-000000000003',
              '00000000-0000-0000-0000-000000000001', 'APPEAL', 'T5', 'x', 'x', '2026-06-03T10:00+03', '2026-07-03 23:59',
              '2026-07-03 23:59', 'NONE', 'x', 'x', 0, true, '2026-06-03T10:00+03')""")) {
      jdbc.sql(row).update();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Test
  void everyRuleCanBeAsked() {
    var outbox = mock(Outbox.class);
    when(outbox.waitingForDecision()).thenReturn(List.of());
    assertThat(new Check(jdbc, mock(Organization.class), outbox, JULY).findings())
        .extracting(finding -> finding.rule().id())
        .containsExactlyInAnyOrder("numbers", "root", "breach-missing");
  }

  @Test
  void theRegisterFilters() {
    var organization = mock(Organization.class);
    when(organization.subtree(any())).thenReturn(Set.of(new BodyId("minroads")));
    var register = new AppealRegister(jdbc, organization, JULY);
    var filter =
        new RegisterFilter(
            Optional.of("г-1"),
            Optional.of(LocalDate.of(2026, 6, 3)),
            Optional.of(LocalDate.of(2026, 6, 3)),
            Optional.of(new BodyId("minroads")),
            Optional.of(new BlockId("roads")),
            Optional.of(Appeal.State.IN_WORK),
            Optional.of(AppealType.APPLICATION),
            false,
            true,
            false,
            false,
            false,
            false,
            0);
    assertThat(register.rows(filter, Set.of(1), 0, 51))
        .singleElement()
        .satisfies(row -> assertThat(row.overdue()).isTrue())
        .satisfies(row -> assertThat(row.questions()).hasSize(1));
    assertThat(register.sums(filter, Set.of(1)))
        .isEqualTo(new AppealRegister.Sums(1, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void theOutgoingRegisterFilters() {
    jdbc.sql(
            """
            insert into letter (id, appeal, kind, body, state, template, created_at, number, signed_at, method, address, sent_at)
            values ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000001', 'ANSWER', 'minroads',
              'SENT', 'x', '2026-06-03T10:00+03', 'МД-1/2026', '2026-06-03T10:00+03', 'POST', 'x', '2026-06-03T10:00+03')
            """)
        .update();
    jdbc.sql(
            """
            insert into letter_fate values ('00000000-0000-0000-0000-000000000004', 1, 'RETURNED', '2026-06-20', '', 'x',
              'POST', 'x', '2026-06-03T10:00+03', 'x', 'x', '2026-06-20T10:00+03')
            """)
        .update();
    var register = new OutgoingRegister(jdbc, JULY);
    var filter =
        new OutgoingFilter(
            Optional.of("мд-1"),
            Optional.of(LocalDate.of(2026, 6, 3)),
            Optional.of(LocalDate.of(2026, 6, 3)),
            Optional.of(new BodyId("minroads")),
            Optional.of(OutgoingRegister.State.RETURNED),
            0);
    try {
      assertThat(register.rows(filter, Set.of(1), 0, 51)).hasSize(1);
    } finally {
      jdbc.sql("delete from letter_fate").update();
      jdbc.sql("delete from letter").update();
    }
  }
}
