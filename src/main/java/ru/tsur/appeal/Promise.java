package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Tenant;

/**
 * «Будет сделано до …»: what an answer promises on a question, and until when. Controlled after the
 * appeal is closed (art. 10 p. 1 п. 3, art. 14).
 *
 * @param day last day on which it may be done; {@code firstDay} is what the answer named
 * @param tenant who keeps it; empty until the answer has left
 * @param confirmedAt when the executor last said that it is done
 */
public record Promise(
    UUID id,
    AppealId appeal,
    QuestionId question,
    String what,
    LocalDate firstDay,
    LocalDate day,
    State state,
    Optional<Tenant> tenant,
    OfficialId madeBy,
    Optional<OfficialId> confirmedBy,
    Optional<Instant> confirmedAt,
    Optional<Instant> brokenAt,
    Optional<Instant> keptAt,
    List<Postponement> postponements) {

  /** How far it has come. */
  public enum State {
    WRITTEN("в проекте ответа"),
    RUNNING("на контроле"),
    KEPT("исполнено");

    private final String title;

    State(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** A later day, asked for with a reason; granted once at most. */
  public record Postponement(
      UUID id,
      UUID promise,
      LocalDate day,
      String reason,
      OfficialId requestedBy,
      String requestedPost,
      Optional<OfficialId> requestedFor,
      Instant requestedAt,
      Optional<Boolean> granted,
      Optional<OfficialId> decidedBy) {

    /** Who asked and in whose place. */
    public Set<OfficialId> requesters() {
      return Stream.concat(Stream.of(requestedBy), requestedFor.stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** «исполнено», «на контроле, срок нарушен» … */
  public String said() {
    return state.title()
        + (brokenAt.isPresent() ? ", срок нарушен" : "")
        + (day.equals(firstDay) ? "" : ", срок перенесён");
  }
}
