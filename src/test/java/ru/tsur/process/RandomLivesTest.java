package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.tsur.ProductTest;

/** Random lives; {@code -Dlives.seed=… -Dlives.count=…} replays or prolongs them. */
@ProductTest
class RandomLivesTest {

  private static final LocalDate MON_2026_02_02 = LocalDate.of(2026, 2, 2);

  @Autowired Region region;
  @Autowired Lives lives;

  @AfterEach
  void realTime() {
    ClockUtil.reset();
  }

  @Test
  void theRulesHoldAfterEachEvent() {
    long seed = Long.getLong("lives.seed", 59L);
    int count = Integer.getInteger("lives.count", 60);
    region.itIs(MON_2026_02_02);

    Lives.Lived lived = lives.live(seed, count);

    System.out.println("Lives: seed " + seed + ", " + count + " appeals, " + lived);
    assertThat(lived.events()).isGreaterThan(count);
  }
}
