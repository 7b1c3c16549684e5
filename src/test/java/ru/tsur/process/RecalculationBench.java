package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import ru.tsur.ProductTest;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Recalculations;

/**
 * {@code mvn -Pbench verify}: one act of recalculation over many open appeals on PostgreSQL. What
 * it found stands in docs/performance.md.
 */
@ProductTest
@DirtiesContext
@TestPropertySource(properties = "logging.level.root=warn")
class RecalculationBench {

  private static final int APPEALS = Integer.getInteger("bench.appeals", 10_000);
  private static EmbeddedPostgres postgres;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    postgres = Postgres.of(properties);
  }

  @Autowired Region region;
  @Autowired Calendar calendar;
  @Autowired JdbcClient jdbc;

  private final StringBuilder report = new StringBuilder();

  @Test
  void movesManyOpenAppeals() throws IOException {
    LocalDate wed = LocalDate.of(2026, 6, 3);
    region.itIs(wed);
    try {
      timed(
          APPEALS + " appeals registered",
          () -> {
            for (int i = 0; i < APPEALS; i++) {
              region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
            }
            return APPEALS;
          });
      jdbc.sql("analyze").update();
      long dayOff = calendar.loaded(wed.plusDays(30), wed.plusDays(1));
      timed("preview", () -> calendar.preview(dayOff).moved());
      Recalculations.Progress moved =
          timed("act", () -> calendar.worked(calendar.ordered(Optional.of(dayOff))));
      assertThat(moved.moved()).isEqualTo(2 * APPEALS); // the answer's term and the triage's
      timed("the same act again", () -> calendar.worked(calendar.ordered(Optional.of(dayOff))));
    } finally {
      ClockUtil.reset();
    }
    System.out.println(report);
    Files.writeString(Path.of("target/bench-recalculation.txt"), report);
  }

  private <T> T timed(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    report.append("%s: %.1f s (%s)%n".formatted(what, (System.nanoTime() - start) / 1e9, result));
    return result;
  }
}
