package ru.tsur.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Question;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.ThemeCode;

/**
 * An invented appeal of {@code demo/appeals.json}: what came, when, and what its officials do with
 * it.
 *
 * @param start {@code w12} working days or {@code c37} calendar days before today (then the last
 *     working day), {@code m20} minutes before now, {@code t1} so that the answer's term ended so
 *     many working days before today
 * @param life steps in order, see {@link DemoStep}
 */
record DemoAppeal(
    String id,
    String start,
    Channel channel,
    AppealType type,
    ApplicantKind kind,
    String last,
    String first,
    String middle,
    String organization,
    String postal,
    String email,
    String cabinet,
    String phone,
    String addressee,
    String text,
    List<Asked> questions,
    List<String> life) {

  /**
   * A question as the applicant or the registrar stated it, with the answer that it will get.
   *
   * @param days after which what a {@code PROMISED} result promises will be done
   */
  record Asked(
      String substance,
      String theme,
      @JsonProperty("to") String municipality,
      String answer,
      String result,
      int days) {}

  /** Whether another system hands it over; the rest is entered and registered by a registrar. */
  boolean isByRest() {
    return channel == Channel.OFFICIAL_SITE
        || channel == Channel.EPGU_APPEAL
        || channel == Channel.SSTU;
  }

  NewAppeal received(Instant at) {
    return new NewAppeal(
        channel,
        isByRest() ? Optional.of("demo-" + id) : Optional.empty(),
        at,
        type,
        new Applicant(kind, last, first, middle, organization, postal, email, cabinet, phone),
        addressee == null ? "Губернатору Заречной области" : addressee,
        text,
        questions.stream()
            .map(
                asked ->
                    new Question.Stated(
                        asked.substance(),
                        given(asked.theme()).map(ThemeCode::new),
                        given(asked.municipality()).map(BodyId::new)))
            .toList(),
        List.of());
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
