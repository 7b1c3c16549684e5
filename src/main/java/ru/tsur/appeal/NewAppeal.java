package ru.tsur.appeal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a door hands over: stored as it came. */
public record NewAppeal(
    Channel channel,
    Optional<String> externalId,
    Instant receivedAt,
    AppealType type,
    Applicant applicant,
    String addressee,
    String text,
    List<Question.Stated> questions,
    List<File> attachments) {

  /** An attachment as handed over. */
  public record File(String name, String mediaType, byte[] content) {}
}
