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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Faults;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Signatory;
import ru.tsur.appeal.UnstorableCharacter;
import ru.tsur.correspondence.Email;
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
    List<QuestionRequest> questions,
    String controlDate,
    String controlBody,
    List<SignatoryRequest> signatories,
    List<AttachmentRequest> attachments) {

  /**
   * A file.
   *
   * @param content in base64
   */
  record AttachmentRequest(String name, String mediaType, byte[] content) {}

  /** One of those who signed a collective appeal; the address may be left out. */
  record SignatoryRequest(String name, String address) {}

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
      String phone) {

    private Applicant read(Faults faults) {
      return new Applicant(
          faults.read(
              () -> code("applicant.kind", kind, ApplicantKind.class, "кто обратился"),
              ApplicantKind.CITIZEN),
          part(faults, "lastName", lastName, 100),
          part(faults, "firstName", firstName, 100),
          part(faults, "middleName", middleName, 100),
          part(faults, "organization", organization, 300),
          part(faults, "postalAddress", postalAddress, 500),
          part(faults, "email", email, 200),
          part(faults, "cabinet", cabinet, 100),
          part(faults, "phone", phone, 40));
    }

    private static String part(Faults faults, String name, String value, int longest) {
      return faults.read(() -> limited("applicant." + name, value, longest), STAND_IN);
    }
  }

  /** One question; theme and municipality may be left out. */
  record QuestionRequest(String substance, String theme, String municipality) {}

  /** Stands for a text that was refused: not empty, or its absence would be complained of too. */
  private static final String STAND_IN = "–";

  /**
   * @throws InvalidAppeal at the first field that cannot be read
   */
  NewAppeal read(ZoneId zone) {
    Faults faults = new Faults();
    NewAppeal read = read(zone, files(attachments, faults), faults);
    faults.settle();
    return read;
  }

  /** The day that the body which sent the appeal on has set, if it has. */
  Optional<ControlDates.ControlDate> control(NewAppeal read, ZoneId zone) {
    return ControlDates.stated(
        controlDate, controlBody, read.receivedAt().atZone(zone).toLocalDate());
  }

  /** With stand-ins for what cannot be read. */
  NewAppeal read(ZoneId zone, List<NewAppeal.File> files, Faults faults) {
    return new NewAppeal(
        faults.read(
            () -> code("channel", channel, Channel.class, "способ поступления"), Channel.POST),
        externalNumber(faults),
        faults.read(() -> moment(zone), Instant.EPOCH),
        faults.read(
            () -> code("type", type, AppealType.class, "вид обращения"), AppealType.APPLICATION),
        readApplicant(faults),
        faults.read(
            () ->
                required(
                    "addressee",
                    limited("addressee", addressee, 300),
                    "Укажите, кому адресовано обращение."),
            STAND_IN),
        faults.read(() -> required("text", text, "Введите текст обращения."), STAND_IN),
        readQuestions(faults),
        files,
        readSignatories(faults));
  }

  boolean isEmail() {
    return Channel.EMAIL.name().equals(channel);
  }

  /** An e-mail that is no appeal: what came is kept, whatever art. 7 would ask of an appeal. */
  Email.Incoming readEmail(ZoneId zone, List<NewAppeal.File> files, Faults faults) {
    ApplicantRequest from =
        applicant == null ? new ApplicantRequest(null, "", "", "", "", "", "", "", "") : applicant;
    String name =
        Stream.of(from.organization(), from.lastName(), from.firstName(), from.middleName())
            .flatMap(part -> given(part).stream())
            .collect(Collectors.joining(" "));
    return new Email.Incoming(
        externalNumber(faults),
        faults.read(() -> moment(zone), Instant.EPOCH),
        orEmpty(faults, "applicant.email", from.email(), 200),
        orEmpty(faults, "applicant.lastName", name, 400),
        orEmpty(faults, "addressee", addressee, 300),
        orEmpty(faults, "text", text, Appeals.MAX_TEXT),
        files);
  }

  /** The files of a request; what is wrong with one is said by its path. */
  static List<NewAppeal.File> files(List<AttachmentRequest> attachments, Faults faults) {
    List<AttachmentRequest> given = attachments == null ? List.of() : attachments;
    if (given.size() > NewAppeal.File.MOST) {
      faults.add(
          new InvalidAppeal(
              "attachments", "Файлов больше " + NewAppeal.File.MOST + ": объедините их."));
      return List.of();
    }
    List<NewAppeal.File> read = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      AttachmentRequest one = given.get(i);
      String path = "attachments." + i;
      if (one == null || one.content() == null) {
        faults.add(new InvalidAppeal(path + ".content", "Приложите содержимое файла (base64)."));
      } else {
        NewAppeal.File file = NewAppeal.File.uploaded(one.name(), one.mediaType(), one.content());
        faults.check(() -> file.requireFits(path));
        read.add(file);
      }
    }
    return read;
  }

  private static String orEmpty(Faults faults, String field, String value, int longest) {
    return faults.read(() -> given(limited(field, value, longest)).orElse(""), "");
  }

  private Optional<String> externalNumber(Faults faults) {
    return faults.read(
        () ->
            Optional.ofNullable(limited("externalId", externalId, 100))
                .map(String::strip)
                .filter(id -> !id.isEmpty()),
        Optional.empty());
  }

  private Applicant readApplicant(Faults faults) {
    if (applicant == null) {
      faults.add(new InvalidAppeal("applicant", "Укажите заявителя."));
      return new ApplicantRequest(
              ApplicantKind.CITIZEN.name(), STAND_IN, "", "", "", STAND_IN, "", "", "")
          .read(faults);
    }
    return applicant.read(faults);
  }

  private List<Question.Stated> readQuestions(Faults faults) {
    List<Question.Stated> stated = new ArrayList<>();
    for (int i = 0; questions != null && i < questions.size(); i++) {
      QuestionRequest question = questions.get(i);
      String path = "questions." + i + ".";
      if (question == null) {
        faults.add(new InvalidAppeal("questions." + i, "Пустой вопрос."));
        continue;
      }
      stated.add(
          new Question.Stated(
              faults.read(
                  () -> required(path + "substance", question.substance, "Напишите суть вопроса."),
                  STAND_IN),
              faults.read(
                  () -> given(question.theme).map(value -> theme(path + "theme", value)),
                  Optional.empty()),
              faults.read(
                  () ->
                      given(question.municipality).map(value -> body(path + "municipality", value)),
                  Optional.empty())));
    }
    return stated;
  }

  private List<Signatory> readSignatories(Faults faults) {
    List<Signatory> read = new ArrayList<>();
    for (SignatoryRequest one : signatories == null ? List.<SignatoryRequest>of() : signatories) {
      read.add(
          faults.read(
              () ->
                  one == null
                      ? new Signatory("", "")
                      : new Signatory(
                          storable("signatories", one.name()),
                          storable("signatories", one.address())),
              new Signatory(STAND_IN, "")));
    }
    return read;
  }

  private Instant moment(ZoneId zone) {
    return moment(receivedAt, zone);
  }

  static Instant moment(String receivedAt, ZoneId zone) {
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

  static String required(String field, String value, String message) {
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
