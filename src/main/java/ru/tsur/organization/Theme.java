package ru.tsur.organization;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A theme of the classifier; says the block, the routing table says the body.
 *
 * @param closedOn first day on which it is no longer offered
 */
public record Theme(ThemeCode code, String name, BlockId block, Optional<LocalDate> closedOn) {}
