package ru.tsur.appeal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;

/**
 * What a door hands over: stored as it came.
 *
 * @param signatories of a collective appeal all who signed it; the applicant is one of them or
 *     their representative, and gets the answer
 */
public record NewAppeal(
    Channel channel,
    Optional<String> externalId,
    Instant receivedAt,
    AppealType type,
    Applicant applicant,
    String addressee,
    String text,
    List<Question.Stated> questions,
    List<File> attachments,
    List<Signatory> signatories) {

  /** An individual appeal. */
  public NewAppeal(
      Channel channel,
      Optional<String> externalId,
      Instant receivedAt,
      AppealType type,
      Applicant applicant,
      String addressee,
      String text,
      List<Question.Stated> questions,
      List<File> attachments) {
    this(
        channel,
        externalId,
        receivedAt,
        type,
        applicant,
        addressee,
        text,
        questions,
        attachments,
        List.of());
  }

  /** An attachment as handed over. */
  public record File(String name, String mediaType, byte[] content) {

    private static final int LONGEST_NAME = 255;

    /** Most files that come at once. */
    public static final int MOST = 50;

    /** Largest file of an applicant, bytes. */
    private static final int LARGEST = 20 * 1024 * 1024;

    /** As a browser sent it: a name without paths, a media type that is one. */
    public static File uploaded(String name, String type, byte[] content) {
      return new File(
          cleaned(name == null || name.isBlank() ? "файл" : name),
          type == null || !type.matches("[ -~]{1,100}") ? "application/octet-stream" : type,
          content);
    }

    /**
     * @param field the door's name for it
     * @throws InvalidAppeal if it is larger than 20 MB
     */
    public void requireFits(String field) {
      if (content.length > LARGEST) {
        throw new InvalidAppeal(field, "Файл «" + name + "» больше 20 МБ.");
      }
    }

    /** As officials see a file: «акт.pdf (12 КБ)». */
    public static String said(String name, long size) {
      return name + " (" + (size + 1023) / 1024 + " КБ)";
    }

    /** SHA-256 of the content, in hex. */
    public String digest() {
      return Appeals.sha256(content);
    }

    private static String cleaned(String given) {
      String name = given.replaceAll("[\\\\/\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "_");
      if (name.length() <= LONGEST_NAME) {
        return name;
      }
      int from = name.length() - LONGEST_NAME;
      return name.substring(Character.isLowSurrogate(name.charAt(from)) ? from + 1 : from);
    }
  }
}
