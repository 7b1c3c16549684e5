package ru.tsur.deadline;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/**
 * The date a term ends, and how it came about. Local times of the region.
 *
 * @param raw as counted; for terms in days the midnight that begins the day
 * @param due the day or moment to act by; for terms in days the midnight that begins the day, see
 *     {@link #dueAt}
 * @param calendar version of the production calendar, with a mark when a year of it was not
 *     approved yet
 * @param steps the computation in Russian: what was counted, what was skipped and why, by which
 *     rule
 */
public record Deadline(
    TermId term,
    LocalDateTime from,
    LocalDateTime raw,
    LocalDateTime due,
    Adjustment adjustment,
    String calendar,
    List<String> steps,
    boolean inDays) {

  private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

  public Deadline {
    Objects.requireNonNull(term);
    Objects.requireNonNull(from);
    Objects.requireNonNull(raw);
    Objects.requireNonNull(due);
    Objects.requireNonNull(adjustment);
    Objects.requireNonNull(calendar);
    steps = List.copyOf(steps);
  }

  /** What a task shows: 23:59 of the last day, or the moment for terms in hours. */
  public LocalDateTime dueAt() {
    return inDays ? due.toLocalDate().atTime(LAST_MINUTE) : due;
  }

  /** When the breach begins: 24:00 of the last day, or the moment for terms in hours. */
  public LocalDateTime breachAt() {
    return inDays ? due.toLocalDate().plusDays(1).atStartOfDay() : due;
  }

  /** Whether the term has run out at this moment, that moment included. */
  public boolean isBreachedOn(LocalDateTime now) {
    return !now.isBefore(breachAt());
  }
}
