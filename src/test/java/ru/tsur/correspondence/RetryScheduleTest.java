package ru.tsur.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  @Test
  void pausesGrow() {
    for (int attempt = 2; attempt <= 7; attempt++) {
      assertThat(RetrySchedule.pauseAfter(attempt))
          .isGreaterThan(RetrySchedule.pauseAfter(attempt - 1));
    }
    assertThat(RetrySchedule.pauseAfter(20)).isEqualTo(RetrySchedule.pauseAfter(7));
  }

  @Test
  void eightTriesTakeMoreThanADay() {
    Duration all =
        IntStream.rangeClosed(1, 7)
            .mapToObj(RetrySchedule::pauseAfter)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(all).isGreaterThanOrEqualTo(Duration.ofHours(24));
    assertThat(RetrySchedule.isLast(7, all)).isFalse();
    assertThat(RetrySchedule.isLast(8, all)).isTrue();
  }

  @Test
  void triesInASharpRowDoNotUseUpTheDay() {
    assertThat(RetrySchedule.isLast(8, Duration.ofHours(23))).isFalse();
    assertThat(RetrySchedule.isLast(9, Duration.ofHours(24))).isTrue();
  }
}
