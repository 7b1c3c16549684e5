package ru.tsur.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An official is away and another holds his positions beside his own: with the same tasks, rights
 * and bans. What the absent one himself only holds for a third is not passed on.
 *
 * @param position id of the one position that is meant; empty: all of his own
 * @param from first day, inclusive
 * @param until last day, inclusive
 * @param revokedAt when it was ended before its last day
 */
public record Substitution(
    long id,
    OfficialId absent,
    OfficialId deputy,
    Optional<String> position,
    LocalDate from,
    LocalDate until,
    Reason reason,
    OfficialId orderedBy,
    String orderedPost,
    Instant orderedAt,
    Optional<Instant> revokedAt) {

  /** Why he is away; with a vacancy nobody else holds the position any more. */
  public enum Reason {
    VACATION("отпуск"),
    ILLNESS("болезнь"),
    TRIP("командировка"),
    VACANCY("вакансия");

    private final String title;

    Reason(String title) {
      this.title = title;
    }

    /** Russian name, in lower case. */
    public String title() {
      return title;
    }
  }

  public boolean isInForceOn(LocalDate day) {
    return revokedAt.isEmpty() && !day.isBefore(from) && !day.isAfter(until);
  }

  boolean isVacancy() {
    return reason == Reason.VACANCY;
  }

  boolean covers(Position held) {
    return held.official().equals(absent)
        && position.map(only -> only.equals(held.id())).orElse(true);
  }

  /** Whether some day belongs to it and to these days, both inclusive. */
  boolean meets(LocalDate first, LocalDate last) {
    return revokedAt.isEmpty() && !first.isAfter(until) && !last.isBefore(from);
  }

  /** Whether it keeps the official away on some of these days; of a vacancy nobody is away. */
  public boolean keepsAway(OfficialId official, LocalDate first, LocalDate last) {
    return absent.equals(official) && !isVacancy() && meets(first, last);
  }
}
