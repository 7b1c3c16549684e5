package ru.tsur.deadline;

/** How {@code due} came from {@code raw}. */
public enum Adjustment {
  /** {@code due} is {@code raw}. */
  NONE,
  /** D2: back to the preceding working day. */
  PRECEDING,
  /** D2: on to the next working day. */
  NEXT,
  /**
   * D3: going back would fall before the event, so on to the next working day, beyond the term of
   * the law.
   */
  FORCED_NEXT,
  /** D3: going back ends on the day of the event itself: act the same day. */
  SAME_DAY
}
