package ru.tsur.correspondence;

import java.time.Duration;
import java.util.List;

/** Growing pauses between attempts: at least 8 tries over at least 24 hours. */
final class RetrySchedule {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(40),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(12));

  private static final int FEWEST_TRIES = PAUSES.size() + 1;
  private static final Duration SHORTEST_TIME = Duration.ofHours(24);

  private RetrySchedule() {}

  /**
   * @param attempt number of the attempt that failed, from 1
   */
  static Duration pauseAfter(int attempt) {
    return PAUSES.get(Math.min(attempt, PAUSES.size()) - 1);
  }

  /**
   * Whether no attempt follows.
   *
   * @param since time from the first attempt to this one
   */
  static boolean isLast(int attempt, Duration since) {
    return attempt >= FEWEST_TRIES && since.compareTo(SHORTEST_TIME) >= 0;
  }
}
