package ru.tsur.correspondence;

import java.time.Instant;
import java.util.Optional;
import ru.tsur.organization.OfficialId;

/**
 * An opinion on one version: an approval, or a remark that asks for rework.
 *
 * @param by the approver, or the signer who did not sign
 */
public record Approval(
    int version,
    OfficialId by,
    String post,
    boolean approved,
    Optional<String> remark,
    Instant at) {}
