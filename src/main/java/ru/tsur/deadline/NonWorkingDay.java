package ru.tsur.deadline;

/** D2: what happens when the last day of a term is a non-working one. */
public enum NonWorkingDay {
  /** Back to the preceding working day: in time under both readings of the law. The default. */
  PRECEDING,
  /** On to the next working day, by analogy with article 193 of the Civil Code. */
  NEXT,
  /** The day stays as counted. */
  NONE
}
