package ru.tsur.correspondence;

import java.time.Instant;
import ru.tsur.organization.OfficialId;

/**
 * One version of a draft or of a part of the answer; never changed once written.
 *
 * @param digest SHA-256 of the text in UTF-8, hexadecimal: what a signature signs
 */
public record DraftVersion(
    int version, String text, String digest, OfficialId author, String authorPost, Instant at) {}
