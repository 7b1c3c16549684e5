package ru.tsur.appeal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Tenant;

/**
 * Documents and materials asked of another body, official or organisation (art. 10 p. 1 п. 2).
 *
 * @param tenant the body and block that ask
 * @param recipient as it stands on the envelope
 * @param enclosure what of the appeal goes with the letter
 * @param rule the table that allowed it, as in {@code requests:1}
 * @param sentOn the day on which the letter left
 * @param handedOn the day on which the addressee got it, where that is known: then the term runs
 *     from it
 * @param lateAt when it was first recorded that the addressee let the term pass
 */
public record DocumentRequest(
    RequestId id,
    AppealId appeal,
    Tenant tenant,
    Addressee addressee,
    Optional<BodyId> body,
    String recipient,
    Optional<String> email,
    String wanted,
    Enclosure enclosure,
    String rule,
    String note,
    OfficialId requestedBy,
    String requestedPost,
    Optional<OfficialId> requestedFor,
    Instant requestedAt,
    Optional<UUID> letter,
    Optional<LocalDate> sentOn,
    Optional<LocalDate> handedOn,
    Optional<Instant> lateAt,
    Optional<End> end,
    String came,
    Optional<LocalDate> cameOn) {

  public boolean isOpen() {
    return end.isEmpty();
  }

  /** Whom documents are asked of; who may be asked, the table {@code requests.dmn} says. */
  public enum Addressee {
    BODY("орган или учреждение области"),
    STATE_BODY("другой государственный орган, орган местного самоуправления, должностное лицо"),
    ORGANIZATION("организация"),
    COURT("суд"),
    INQUIRY("орган дознания"),
    INVESTIGATION("орган предварительного следствия");

    private static final Pattern COURTS =
        Pattern.compile(
            "(^|\\P{L})(суд(а|у|ом|е|ы)?|судь(я|е|и|ю|ей|ями?|ях)|судебн\\p{L}* участ\\p{L}*)(\\P{L}|$)");

    /** A remand prison is «следственный изолятор», and investigates nothing. */
    private static final Pattern INVESTIGATORS =
        Pattern.compile("следственн(?!\\p{L}* изолятор)|следовател");

    private final String title;

    Addressee(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }

    /** What the name says, whatever was chosen beside it: the ban is not got round by a word. */
    static Addressee named(String name, Addressee chosen) {
      String said = name.toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("\\s+", " ");
      if (COURTS.matcher(said).find()) {
        return COURT;
      }
      if (said.contains("дознани")) {
        return INQUIRY;
      }
      return INVESTIGATORS.matcher(said).find() ? INVESTIGATION : chosen;
    }
  }

  /** What of the appeal the addressee gets. */
  public enum Enclosure {
    COPY("копия обращения"),
    EXTRACT("выписка из обращения без сведений о заявителе");

    private final String title;

    Enclosure(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** How a request ends. */
  public enum End {
    RECEIVED("документы получены"),
    WITHDRAWN("запрос отозван"),
    CLOSED("обращение закрыто раньше");

    private final String title;

    End(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** How the addressee was reminded. */
  public enum Way {
    PHONE("по телефону"),
    LETTER("письмом"),
    IN_PERSON("лично или на совещании");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
