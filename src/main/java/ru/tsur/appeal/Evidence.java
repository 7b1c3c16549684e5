package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.OfficialId;

/**
 * What shows that measures were taken on a question (art. 10 p. 1 п. 1 and 3): without it the
 * question is explained, not acted upon.
 *
 * @param title name of the file or of the document; how the applicant confirmed
 * @param who who made the document; the applicant who confirmed
 * @param attachment the file, where it is one
 */
public record Evidence(
    UUID id,
    AppealId appeal,
    QuestionId question,
    Kind kind,
    Optional<UUID> attachment,
    String title,
    String number,
    Optional<LocalDate> day,
    String who,
    OfficialId attachedBy,
    String attachedPost,
    Instant attachedAt) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  /** How it is known. */
  public enum Kind {
    FILE("фото или акт файлом"),
    DOCUMENT("документ"),
    CONFIRMATION("подтверждение заявителя"),
    VISIT("акт выезда на место");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** «Акт осмотра № 5 от 01.06.2026, составил: МКУ «Дороги»». */
  public String said() {
    String on = day.map(DAY::format).orElse("");
    return switch (kind) {
      case FILE -> "файл «" + title + "»";
      case DOCUMENT -> title + " № " + number + " от " + on + ", составил: " + who;
      case VISIT -> title + ", выезд проведён " + on + ", на месте были: " + who;
      case CONFIRMATION -> "подтверждение заявителя: " + who + ", " + on + ", " + title;
    };
  }
}
