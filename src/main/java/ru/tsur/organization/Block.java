package ru.tsur.organization;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A block (отраслевой блок): themes laid across all bodies, with a head and a supervising deputy
 * governor.
 *
 * @param closedOn first day on which it is no longer offered
 */
public record Block(BlockId id, int number, String name, Optional<LocalDate> closedOn) {}
