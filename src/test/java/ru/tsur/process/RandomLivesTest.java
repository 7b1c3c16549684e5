package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import ru.tsur.ProductTest;

/**
 * Random lives (docs/lives.md): {@code -Dlives.count=…} appeals, a hundred from each seed, from
 * {@code -Dlives.seed=…} on.
 */
@ProductTest
class RandomLivesTest {

  private static final LocalDate MON_2026_02_02 = LocalDate.of(2026, 2, 2);
  private static final int OF_ONE_SEED = 100;

  @Autowired Region region;
  @Autowired Lives lives;
  @Autowired Footprint footprint;
  @Autowired LoggingSystem logging;

  private static final List<String> LOUD =
      List.of("org.camunda.bpm.engine", "org.camunda.bpm.engine.context", "ru.tsur");

  @BeforeEach
  void refusalsAreExpected() {
    LOUD.forEach(one -> logging.setLogLevel(one, LogLevel.OFF));
  }

  @AfterEach
  void realTime() {
    ClockUtil.reset();
    LOUD.forEach(one -> logging.setLogLevel(one, LogLevel.ERROR));
  }

  @Test
  void theRulesHoldAfterEachEvent() {
    long seed = Long.getLong("lives.seed", 59L);
    int left = Integer.getInteger("lives.count", 300);
    for (; left > 0; left -= OF_ONE_SEED) {
      assertThat(live(seed++, Math.min(left, OF_ONE_SEED)).events()).isGreaterThan(0);
    }
  }

  @Test
  void theSameSeedLivesTheSameLives() {
    assertThat(live(7, 8).story()).isEqualTo(live(7, 8).story());
  }

  private Lives.Lived live(long seed, int count) {
    footprint.forget();
    region.itIs(MON_2026_02_02);
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Lives.Lived lived = lives.live(seed, count, Integer.getInteger("lives.every", 10));
    System.out.printf(
        "Lives: seed %d, %d appeals, %d events, %d s of the processor, %s%n",
        seed,
        count,
        lived.events(),
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1_000_000_000,
        lived.counts());
    return lived;
  }
}
