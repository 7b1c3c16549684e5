package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;
import ru.tsur.organization.Actor;

/**
 * One act that computes the open deadlines again: for a new production calendar, or for changed
 * rows of the terms table.
 *
 * @param calendar the loaded calendar in force from this act on; empty for the product's own files
 * @param withTerms whether the terms table as it is now holds for running appeals too
 * @param basis the document it is done by
 */
public record Recalculation(
    long id,
    Optional<Long> calendar,
    boolean withTerms,
    String basis,
    Actor orderedBy,
    Instant orderedAt,
    Optional<Instant> finishedAt) {

  /** What becomes of one deadline. */
  public enum Verdict {
    /** The date stays as it is. */
    SAME,
    MOVED_EARLIER,
    MOVED_LATER,
    /** Breached already: the breach is a fact and stays one. */
    BREACHED,
    /** The new date would lie in the past: an act makes nobody late, so the old one stays. */
    WOULD_BE_PAST;

    public boolean moves() {
      return this == MOVED_EARLIER || this == MOVED_LATER;
    }
  }
}
