package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Tenant;

/**
 * Consideration with a visit on site (art. 9 p. 2), with the applicant where that is needed (art.
 * 10 p. 1 п. 1).
 *
 * @param tenant body and block that go
 * @param day the day that stands now
 * @param time as in 10:30
 * @param letter the invitation to that day
 * @param lateAt when it was recorded that the day had passed; empty again when it is put off
 * @param present who was there
 * @param reason why it was cancelled
 */
public record Visit(
    UUID id,
    AppealId appeal,
    Tenant tenant,
    LocalDate day,
    String time,
    String place,
    String participants,
    boolean invited,
    Actor appointedBy,
    Instant appointedAt,
    Optional<UUID> letter,
    Optional<Instant> lateAt,
    Optional<End> end,
    Optional<LocalDate> heldOn,
    String present,
    boolean applicantCame,
    String found,
    String reason,
    List<Move> moves) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  public boolean isOpen() {
    return end.isEmpty();
  }

  /** Put off from one day to another. */
  public record Move(LocalDate from, LocalDate to, String reason) {}

  /** How it ends. */
  public enum End {
    HELD("проведён"),
    CANCELLED("отменён"),
    CLOSED("не проведён: рассмотрение окончено раньше");

    private final String title;

    End(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** «выезд на 10.06.2026 в 10:30, ул. Садовая, 1». */
  public String said() {
    return "выезд на " + DAY.format(day) + " в " + time + ", " + place;
  }

  /** What has become of it, in a few words. */
  public String standing() {
    return end.map(
            how ->
                how.title()
                    + heldOn.map(on -> " " + DAY.format(on)).orElse("")
                    + (reason.isEmpty() ? "" : ": " + reason))
        .orElse(lateAt.isPresent() ? "не проведён в назначенный день" : "назначен");
  }
}
