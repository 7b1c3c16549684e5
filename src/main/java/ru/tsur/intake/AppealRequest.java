package ru.tsur.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.UnstorableCharacter;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.ThemeCode;

/**
 * An appeal as another system or the registrar's form writes it. Dates without offset are in the
 * region's zone; a date without time means its beginning.
 */
record AppealRequest(
    String channel,
    String externalId,
    String receivedAt,
    String type,
    ApplicantRequest applicant,
    String addressee,
    String text,
    List<QuestionRequest> questions) {

  /** Applicant's part of the request. */
  record ApplicantRequest(
      String kind,
      String lastName,
      String firstName,
      String middleName,
      String organization,
      String postalAddress,
      String email,
      String cabinet,
      String phone) {}

  /** One question; theme and municipality may be left out. */
  record QuestionRequest(String substance, String theme, String municipality) {}

  /**
   * @throws InvalidAppeal at the first field that cannot be read
   */
  NewAppeal read(ZoneId zone, List<NewAppeal.File> files) {
    return new NewAppeal(
        code("channel", channel, Channel.class, "способ поступления"),
        Optional.ofNullable(limited("externalId", externalId, 100))
            .map(String::strip)
            .filter(id -> !id.isEmpty()),
        moment(zone),
        code("type", type, AppealType.class, "вид обращения"),
        readApplicant(),
        required(
            "addressee",
            limited("addressee", addressee, 300),
            "Укажите, кому адресовано обращение."),
        required("text", text, "Введите текст обращения."),
        readQuestions(),
        files);
  }

  private Applicant readApplicant() {
    if (applicant == null) {
      throw new InvalidAppeal("applicant", "Укажите заявителя.");
    }
    return new Applicant(
        code("applicant.kind", applicant.kind, ApplicantKind.class, "кто обратился"),
        limited("applicant.lastName", applicant.lastName, 100),
        limited("applicant.firstName", applicant.firstName, 100),
        limited("applicant.middleName", applicant.middleName, 100),
        limited("applicant.organization", applicant.organization, 300),
        limited("applicant.postalAddress", applicant.postalAddress, 500),
        limited("applicant.email", applicant.email, 200),
        limited("applicant.cabinet", applicant.cabinet, 100),
        limited("applicant.phone", applicant.phone, 40));
  }

  private List<Question.Stated> readQuestions() {
    List<Question.Stated> stated = new ArrayList<>();
    for (int i = 0; questions != null && i < questions.size(); i++) {
      QuestionRequest question = questions.get(i);
      String path = "questions." + i + ".";
      if (question == null) {
        throw new InvalidAppeal("questions." + i, "Пустой вопрос.");
      }
      stated.add(
          new Question.Stated(
              required(path + "substance", question.substance, "Напишите суть вопроса."),
              given(question.theme).map(value -> theme(path + "theme", value)),
              given(question.municipality).map(value -> body(path + "municipality", value))));
    }
    return stated;
  }

  private Instant moment(ZoneId zone) {
    String value = required("receivedAt", receivedAt, "Укажите дату поступления.").strip();
    try {
      if (!value.contains("T")) {
        return LocalDate.parse(value).atTime(LocalTime.MIN).atZone(zone).toInstant();
      }
      return value.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(value).toInstant()
          : LocalDateTime.parse(value).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidAppeal(
          "receivedAt",
          "Такой даты нет: «"
              + shortened(value)
              + "». Нужна дата вида 2026-12-31 или 2026-12-31T14:00.");
    }
  }

  static <E extends Enum<E>> E code(String field, String value, Class<E> codes, String what) {
    String given = required(field, value, "Укажите: " + what + ".");
    for (E code : codes.getEnumConstants()) {
      if (code.name().equals(given)) {
        return code;
      }
    }
    throw new InvalidAppeal(
        field, "Неизвестное значение «" + shortened(given) + "» (" + what + ").");
  }

  private static ThemeCode theme(String field, String value) {
    try {
      return new ThemeCode(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidAppeal(
          field, "Нет такой темы в классификаторе: «" + shortened(value) + "».");
    }
  }

  private static BodyId body(String field, String value) {
    try {
      return new BodyId(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidAppeal(field, "Нет такого муниципалитета: «" + shortened(value) + "».");
    }
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String required(String field, String value, String message) {
    if (value == null || value.isBlank()) {
      throw new InvalidAppeal(field, message);
    }
    return storable(field, value);
  }

  static String limited(String field, String value, int longest) {
    if (value != null && value.length() > longest) {
      throw new InvalidAppeal(
          field, "Не длиннее " + longest + " знаков, сейчас " + value.length() + ".");
    }
    return storable(field, value);
  }

  private static String storable(String field, String value) {
    if (value != null) {
      UnstorableCharacter.in(value)
          .ifPresent(
              wrong -> {
                throw new InvalidAppeal(field, wrong.refusal());
              });
    }
    return value;
  }

  private static String shortened(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "…" : value;
  }
}
