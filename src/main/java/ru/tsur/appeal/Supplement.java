package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.OfficialId;

/**
 * What the applicant added to his appeal (art. 5 п. 1), as received: never changed.
 *
 * @param storedBy the registrar or the sending system
 */
public record Supplement(
    UUID id,
    AppealId appeal,
    Optional<String> externalId,
    String text,
    Instant receivedAt,
    Instant storedAt,
    OfficialId storedBy,
    String storedPost) {}
