package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.OfficialId;

/**
 * What we want to know of an appeal that we sent on: documents and materials on the results, asked
 * in the covering letter to one recipient (art. 8 p. 5). The law sets no term; the day is ours.
 *
 * @param recipient ordinal among the recipients of the outcome
 * @param body its name, as it stands on the envelope
 * @param due the day that the covering letter names
 * @param letter the covering letter, once it is signed
 * @param beganOn the day on which the letter left; empty: it has not
 * @param lateAt when it was first recorded that the day had passed without an answer
 * @param answer what the body answered; empty: nothing
 * @param reason why it was taken off control; empty: it was not
 */
public record RedirectControl(
    UUID id,
    AppealId appeal,
    UUID outcome,
    int recipient,
    String body,
    LocalDate due,
    OfficialId askedBy,
    Optional<UUID> letter,
    Optional<LocalDate> beganOn,
    Optional<Instant> lateAt,
    Optional<End> end,
    Optional<LocalDate> answeredOn,
    String answer,
    String reason) {

  /** Under control now: the letter has left and nothing has ended it. */
  public boolean isRunning() {
    return beganOn.isPresent() && end.isEmpty();
  }

  /** How it ends. */
  public enum End {
    RECEIVED("сведения получены"),
    RELEASED("снято с контроля"),
    NOT_SENT("письмо не отправлено, контроля нет");

    private final String title;

    End(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
