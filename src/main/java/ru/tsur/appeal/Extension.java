package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;

/**
 * A request to extend the term of the answer and what was decided (art. 12 p. 2).
 *
 * @param requestedFor in whose place it was asked
 */
public record Extension(
    ExtensionId id,
    AppealId appeal,
    Ground ground,
    String reason,
    int days,
    OfficialId requestedBy,
    String requestedPost,
    Optional<OfficialId> requestedFor,
    Instant requestedAt,
    Optional<Boolean> granted,
    int grantedDays,
    Optional<OfficialId> decidedBy) {

  /** Who asked, and in whose place. */
  public Actor requester() {
    return new Actor(requestedBy, requestedPost, Role.EXECUTOR, requestedFor, requestedPost);
  }

  /** Grounds of the law. */
  public enum Ground {
    EXCEPTIONAL("исключительный случай"),
    DOCUMENT_REQUEST("направлен запрос документов (ст. 10 ч. 2)");

    private final String title;

    Ground(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
