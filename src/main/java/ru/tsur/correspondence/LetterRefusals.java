package ru.tsur.correspondence;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import ru.tsur.organization.Refusal;

/** Refusals of the correspondence, each named after what went wrong. */
public final class LetterRefusals {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private LetterRefusals() {}

  /** There is no such letter. */
  public static final class UnknownLetter extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnknownLetter() {
      super("Письмо не найдено.");
    }
  }

  /** A text is missing, too long, or has characters that no letter has. */
  public static final class UnfitText extends Refusal {
    private static final long serialVersionUID = 1L;

    UnfitText(String field, String message) {
      super(field, message);
    }
  }

  /** An open letter of this kind exists. */
  public static final class LetterExists extends Refusal {
    private static final long serialVersionUID = 1L;

    LetterExists(LetterKind kind) {
      super("По обращению уже готовится письмо: «" + kind.title() + "».");
    }
  }

  /** The act does not fit the state of the letter. */
  public static final class WrongState extends Refusal {
    private static final long serialVersionUID = 1L;
    private final LetterState state;

    WrongState(LetterState state, String message) {
      super(message);
      this.state = state;
    }

    static WrongState of(Letter letter) {
      return new WrongState(
          letter.state(),
          switch (letter.state()) {
            case DRAFT -> "Письмо ещё не подписано.";
            case SIGNED ->
                "Письмо подписано, № "
                    + letter.signature().orElseThrow().number()
                    + ": изменить его нельзя.";
            case SENT ->
                "Письмо № " + letter.signature().orElseThrow().number() + " уже отправлено.";
            case CANCELLED -> "Письмо отменено.";
          });
    }

    public LetterState state() {
      return state;
    }
  }

  /** Another version was written since this one was shown. */
  public static final class StaleVersion extends Refusal {
    private static final long serialVersionUID = 1L;
    private final int latest;

    StaleVersion(int asked, int latest) {
      super(
          latest == 0
              ? "Текст ещё не написан."
              : "Версия "
                  + asked
                  + " устарела: текст изменён, последняя версия – "
                  + latest
                  + ". Обновите страницу и прочитайте её.");
      this.latest = latest;
    }

    public int latest() {
      return latest;
    }
  }

  /** What the signer saw is not what stands in the version. */
  public static final class DigestMismatch extends Refusal {
    private static final long serialVersionUID = 1L;

    DigestMismatch(int version) {
      super(
          "Отпечаток текста не совпадает с версией "
              + version
              + ": подписать можно только тот текст, который показан. Обновите страницу.");
    }
  }

  /** The version is not approved, or a remark came after the approval. */
  public static final class NotApproved extends Refusal {
    private static final long serialVersionUID = 1L;

    NotApproved(int version) {
      super("Версия " + version + " не согласована: подписать её нельзя.");
    }
  }

  /** The version of a part is approved; a remark needs a new version. */
  public static final class AlreadyApproved extends Refusal {
    private static final long serialVersionUID = 1L;

    AlreadyApproved(int version) {
      super("Версия " + version + " уже согласована.");
    }
  }

  /** He holds no signer's position in the body whose letter it is. */
  public static final class NotASigner extends Refusal {
    private static final long serialVersionUID = 1L;

    NotASigner(String body) {
      super("Письмо подписывает подписант органа «" + body + "»: у вас нет такой должности.");
    }
  }

  /** The body has no outgoing series. */
  public static final class NoOutgoingSeries extends Refusal {
    private static final long serialVersionUID = 1L;

    NoOutgoingSeries(String body) {
      super("У органа «" + body + "» нет серии исходящих номеров: письма он не подписывает.");
    }
  }

  /** The address does not fit the method. */
  public static final class WrongAddress extends Refusal {
    private static final long serialVersionUID = 1L;

    WrongAddress(DispatchMethod method) {
      super(
          "address",
          switch (method) {
            case EMAIL ->
                "Укажите адрес электронной почты, например ivanova@example.ru (латиницей до знака @).";
            case POST, CASE_FILE -> "Укажите почтовый адрес, не длиннее 500 знаков.";
            case CABINET -> "Укажите идентификатор личного кабинета.";
          });
    }
  }

  /** A dispatch cannot have been on that day. */
  public static final class WrongDispatchDate extends Refusal {
    private static final long serialVersionUID = 1L;

    private WrongDispatchDate(String message) {
      super("sentOn", message);
    }

    static WrongDispatchDate missing() {
      return new WrongDispatchDate("Укажите дату отправки.");
    }

    static WrongDispatchDate inFuture(LocalDate today) {
      return new WrongDispatchDate(
          "Не может быть позже сегодняшней даты (" + DAY.format(today) + ").");
    }

    static WrongDispatchDate beforeSignature(LocalDate signedOn) {
      return new WrongDispatchDate(
          "Не может быть раньше даты подписания (" + DAY.format(signedOn) + ").");
    }
  }

  /** A letter is handed over or comes back between its dispatch and today. */
  public static final class WrongFateDay extends Refusal {
    private static final long serialVersionUID = 1L;

    WrongFateDay(LocalDate sentOn) {
      super(
          "day",
          "Укажите день не раньше отправки (" + DAY.format(sentOn) + ") и не позже сегодня.");
    }
  }

  /** The register number of the post or the cabinet, the evidence or the reason is missing. */
  public static final class FieldMissing extends Refusal {
    private static final long serialVersionUID = 1L;

    FieldMissing(String field, String message) {
      super(field, message);
    }
  }

  /** An attempt is under way at this moment. */
  public static final class BeingSent extends Refusal {
    private static final long serialVersionUID = 1L;

    BeingSent() {
      super("Письмо отправляется в эту минуту. Обновите страницу немного позже.");
    }
  }

  /** The decision needs a letter that was not sent or of which it is not known. */
  public static final class NothingToDecide extends Refusal {
    private static final long serialVersionUID = 1L;

    NothingToDecide(String message) {
      super(message);
    }
  }
}
