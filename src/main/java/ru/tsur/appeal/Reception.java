package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.OfficialId;

/**
 * A card of personal reception (59-ФЗ art. 13): who was received by whom, about what, and how it
 * ended.
 */
public record Reception(
    UUID id,
    String number,
    LocalDate heldOn,
    OfficialId receiver,
    Document document,
    boolean priority,
    Applicant person,
    String substance,
    Result result,
    String answer,
    Optional<AppealId> appeal,
    Optional<AppealId> earlier,
    Instant storedAt,
    OfficialId storedBy) {

  /** Which identity document was shown (art. 13 p. 2); its number is nobody's business later. */
  public enum Document {
    PASSPORT("паспорт гражданина РФ"),
    TEMPORARY("временное удостоверение личности"),
    MILITARY("военный билет или удостоверение военнослужащего"),
    FOREIGN("документ иностранного гражданина или лица без гражданства"),
    OTHER("иной документ, удостоверяющий личность");

    private final String title;

    Document(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** How the reception ended: the closed list of art. 13. */
  public enum Result {
    ORAL_ANSWER("дан устный ответ с согласия гражданина", "ст. 13 ч. 3"),
    WRITTEN_ANSWER("нужен письменный ответ", "ст. 13 ч. 3"),
    WRITTEN_APPEAL("принято письменное обращение", "ст. 13 ч. 4"),
    OUTSIDE_COMPETENCE("не в компетенции, разъяснено, куда и как обратиться", "ст. 13 ч. 5"),
    ANSWERED_BEFORE("отказано в дальнейшем рассмотрении: ответ дан ранее", "ст. 13 ч. 6");

    private final String title;
    private final String article;

    Result(String title, String article) {
      this.title = title;
      this.article = article;
    }

    public String title() {
      return title;
    }

    public String article() {
      return article;
    }

    /** Whether an appeal is registered from the card. */
    public boolean isAppeal() {
      return this == WRITTEN_ANSWER || this == WRITTEN_APPEAL;
    }
  }

  /**
   * What the registrar enters.
   *
   * @param consent the person agrees to an oral answer
   * @param answer what was told: the answer, or where to apply
   * @param text the written appeal that was handed over
   * @param earlier number of the appeal that was answered before
   */
  public record Entered(
      LocalDate heldOn,
      Optional<OfficialId> receiver,
      Optional<Document> document,
      boolean priority,
      Applicant person,
      String substance,
      Result result,
      boolean consent,
      String answer,
      AppealType type,
      String addressee,
      String text,
      String earlier) {}
}
