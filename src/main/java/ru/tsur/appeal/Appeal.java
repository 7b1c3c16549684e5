package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;

/** An appeal as the register has it. The text is as received and never changes. */
public record Appeal(
    AppealId id,
    Channel channel,
    Optional<String> externalId,
    AppealType type,
    Applicant applicant,
    String addressee,
    String text,
    Instant receivedAt,
    Instant storedAt,
    Optional<String> number,
    Optional<Instant> registeredAt,
    State state,
    Optional<Instant> answeredAt,
    Optional<Instant> closedAt) {

  /** Where an appeal stands. */
  public enum State {
    RECEIVED("поступило"),
    REGISTERED("зарегистрировано"),
    IN_WORK("на рассмотрении"),
    SIGNED("ответ подписан"),
    ANSWERED("ответ дан"),
    REDIRECTED("переадресовано по компетенции"),
    RETURNED("возвращено с разъяснением"),
    LEFT("оставлено без ответа по существу"),
    WITHDRAWN("прекращено по заявлению");

    private final String title;

    State(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  /** The number, or a word that says there is none yet. */
  public String numberOrNone() {
    return number.orElse("без номера");
  }
}
