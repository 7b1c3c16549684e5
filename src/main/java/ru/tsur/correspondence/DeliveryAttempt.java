package ru.tsur.correspondence;

import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to hand a letter over to the mail server.
 *
 * @param ordinal from 1
 * @param outcome empty while it is under way
 * @param detail the server's words, or why it was not asked
 */
public record DeliveryAttempt(
    int ordinal,
    String address,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Optional<DeliveryOutcome> outcome,
    String detail) {}
