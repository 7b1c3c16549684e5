package ru.tsur.appeal;

import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.ThemeCode;

/** One question of an appeal: its theme, who answers it and why, and with what result. */
public record Question(
    QuestionId id,
    AppealId appeal,
    int ordinal,
    String substance,
    Optional<ThemeCode> theme,
    Optional<BodyId> municipality,
    Optional<BlockId> block,
    Optional<BodyId> body,
    String routingReason,
    String routingTable,
    Optional<AssignmentId> assignment,
    Optional<Result> result,
    Optional<UUID> outcome) {

  /** Random id of a question. */
  public record QuestionId(UUID value) {
    public static QuestionId of(String value) {
      return new QuestionId(UUID.fromString(value));
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /**
   * What a door or a registrar states of a question; theme and municipality may be left to triage.
   */
  public record Stated(
      String substance, Optional<ThemeCode> theme, Optional<BodyId> municipality) {}

  public boolean isRouted() {
    return block.isPresent() && body.isPresent();
  }
}
