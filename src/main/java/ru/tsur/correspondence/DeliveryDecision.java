package ru.tsur.correspondence;

import java.time.Instant;
import java.util.Optional;
import ru.tsur.organization.OfficialId;

/**
 * What a person decided about a letter on its way.
 *
 * @param afterAttempt ordinal of the last attempt before it; 0: none
 * @param oldValue method and address before, where they changed
 * @param reason evidence or reason, as given
 */
public record DeliveryDecision(
    int afterAttempt,
    Kind kind,
    Optional<String> oldValue,
    Optional<String> newValue,
    Optional<String> reason,
    OfficialId by,
    String post,
    Instant at) {

  /** Kinds of decisions. */
  public enum Kind {
    RETRY("отправить ещё раз"),
    ADDRESS("исправлен адрес"),
    OTHER_METHOD("выбран другой способ отправки"),
    DISPATCHED("отправлено вручную"),
    CONFIRMED("подтверждено, что письмо отправлено"),
    CANCELLED("письмо отменено"),
    KEPT("вернувшееся письмо оставлено в деле");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
