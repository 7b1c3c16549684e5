package ru.tsur.appeal;

import java.util.UUID;

/** A file among an appeal's attachments that belongs to something of its own: an act, an answer. */
public record Attached(UUID id, String name) {}
