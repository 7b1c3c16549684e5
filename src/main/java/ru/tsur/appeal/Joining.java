package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** A duplicate that is considered together with the first appeal of the same text (law.md §5). */
public record Joining(
    UUID id, Side later, Side first, Instant joinedAt, String joinedBy, Optional<End> ended) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  /** One of the two appeals. */
  public record Side(AppealId appeal, String number, LocalDate registeredOn) {

    /** «№ Г-1/2026 от 03.06.2026». */
    public String said() {
      return "№ " + number + " от " + DAY.format(registeredOn);
    }
  }

  /** How it ended. */
  public enum End {
    ANSWERED("дан общий ответ"),
    RETURNED("рассмотрение первого прекращено, это рассматривается отдельно"),
    WITHDRAWN("рассмотрение присоединённого прекращено по заявлению");

    private final String title;

    End(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public boolean isOpen() {
    return ended.isEmpty();
  }
}
