package ru.tsur.organization;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A body (орган) of the region's tree.
 *
 * @param outgoingSeries series of its outgoing numbers; empty: it signs nothing
 * @param closedOn first day on which it is no longer offered; past cases keep it
 */
public record Body(
    BodyId id,
    String name,
    String shortName,
    BodyKind kind,
    Optional<BodyId> parent,
    Optional<String> outgoingSeries,
    Optional<LocalDate> closedOn) {

  /** The ЦУР coordinates and answers nothing itself. */
  public boolean isCentre() {
    return kind == BodyKind.CENTRE;
  }
}
