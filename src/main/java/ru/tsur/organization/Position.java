package ru.tsur.organization;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A position that an official holds in a body: one role, in one block or in all.
 *
 * @param block empty: every block of the body
 * @param from first day, inclusive
 * @param until last day, inclusive; empty: open
 */
public record Position(
    String id,
    OfficialId official,
    BodyId body,
    Optional<BlockId> block,
    Role role,
    String title,
    LocalDate from,
    Optional<LocalDate> until) {

  public boolean isValidOn(LocalDate day) {
    return !day.isBefore(from) && until.map(last -> !day.isAfter(last)).orElse(true);
  }

  public boolean covers(BlockId other) {
    return block.map(other::equals).orElse(true);
  }
}
