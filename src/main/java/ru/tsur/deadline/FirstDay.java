package ru.tsur.deadline;

/** D1: which day is day 1 of a term in days. */
public enum FirstDay {
  /** The day after the event. The default. */
  NEXT_DAY,
  /** The day of the event itself, which ends the term a day earlier. */
  TRIGGER_DAY
}
