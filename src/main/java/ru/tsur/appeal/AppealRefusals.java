package ru.tsur.appeal;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import ru.tsur.organization.Refusal;

/** Refusals of the register, each named after what went wrong. */
public final class AppealRefusals {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private AppealRefusals() {}

  /** A field is missing or wrong. */
  public static final class InvalidAppeal extends Refusal {
    private static final long serialVersionUID = 1L;

    public InvalidAppeal(String field, String message) {
      super(field, message);
    }
  }

  /** The channel brings messages, not appeals. */
  public static final class NotAnAppeal extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotAnAppeal(Channel channel) {
      super(
          "channel",
          "«"
              + channel.title()
              + "» – не способ подачи обращения: с 30.03.2025 обращение подаётся письменно, через ЕПГУ, официальный сайт"
              + " или иную систему с идентификацией (59-ФЗ, ст. 4 п. 1 в ред. 547-ФЗ, ст. 7 ч. 3). Примите его как"
              + " сообщение.");
    }
  }

  /** The same external id came with other content. */
  public static final class AnotherContent extends Refusal {
    private static final long serialVersionUID = 1L;

    public AnotherContent(String externalId) {
      super(
          "externalId",
          "Обращение с внешним номером «" + externalId + "» уже принято с другим содержанием.");
    }
  }

  /** Another system used the external id in this channel; whatever it sent is not told. */
  public static final class ExternalIdTaken extends Refusal {
    private static final long serialVersionUID = 1L;

    public ExternalIdTaken(String externalId) {
      super(
          "externalId", "Внешний номер «" + externalId + "» в этом канале занят другой системой.");
    }
  }

  /** What the registrar has on the page was registered, with other content. */
  public static final class AlreadyEntered extends Refusal {
    private static final long serialVersionUID = 1L;

    public AlreadyEntered(String number) {
      super(
          "С этой страницы уже зарегистрировано обращение № "
              + number
              + ". Если здесь другое обращение, отправьте его ещё раз.");
    }
  }

  /** What the registrar has on the page stands in the journal of e-mails, with other content. */
  public static final class AlreadyJournaled extends Refusal {
    private static final long serialVersionUID = 1L;

    public AlreadyJournaled() {
      super(
          "С этой страницы уже записано в журнал электронное письмо. Если здесь другое, отправьте его ещё раз.");
    }
  }

  /** There is no such appeal, or it may not be seen. */
  public static final class UnknownAppeal extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnknownAppeal() {
      super("Обращение не найдено.");
    }
  }

  /** The act does not fit the state of the appeal. */
  public static final class WrongState extends Refusal {
    private static final long serialVersionUID = 1L;

    public WrongState(String message) {
      super(message);
    }
  }

  /** «Не наше» was said twice; now the coordinator's decision binds. */
  public static final class NoMoreReturns extends Refusal {
    private static final long serialVersionUID = 1L;

    public NoMoreReturns() {
      super(
          "accepted",
          "Вопросы уже возвращались дважды, решение координатора окончательное: вернуть ещё раз нельзя, примите вопросы.");
    }
  }

  /** Art. 12 p. 2: once, before the term, up to 30 days. */
  public static final class ExtensionRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public ExtensionRefused(String field, String message) {
      super(field, message);
    }

    public static ExtensionRefused tooLate(LocalDateTime due) {
      return new ExtensionRefused(
          "granted",
          "Срок истёк "
              + DAY.format(due)
              + ": продлить его можно только до истечения (59-ФЗ, ст. 12 ч. 2).");
    }

    public static ExtensionRefused wrongDays(int days) {
      return new ExtensionRefused(
          "days", "Срок продлевается на 1–30 дней (59-ФЗ, ст. 12 ч. 2), указано: " + days + ".");
    }
  }

  /** Art. 5 п. 3 and art. 10 p. 1 п. 4: when a closed appeal is considered again. */
  public static final class ReopeningRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public ReopeningRefused(String field, String message) {
      super(field, message);
    }
  }

  /** Art. 10 p. 1 п. 2 and p. 2: of whom documents may be asked, and when. */
  public static final class RequestRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public RequestRefused(String field, String message) {
      super(field, message);
    }
  }

  /** Art. 9 p. 2: who appoints a visit on site, and for when. */
  public static final class VisitRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public VisitRefused(String field, String message) {
      super(field, message);
    }
  }

  /** A letter answers every question (art. 10 p. 1). */
  public static final class UnansweredQuestion extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnansweredQuestion(int ordinal) {
      super(
          "results." + (ordinal - 1) + ".result",
          "Вопрос "
              + ordinal
              + " остался без результата: ответ даётся на каждый вопрос (59-ФЗ, ст. 10 ч. 1 п. 4).");
    }
  }

  /** Art. 8 p. 6: a complaint is not handed to whom it is on. */
  public static final class ComplaintBan extends Refusal {
    private static final long serialVersionUID = 1L;

    public ComplaintBan(String field, String message) {
      super(field, "Ст. 8 ч. 6 59-ФЗ: " + message);
    }

    static ComplaintBan ofBody(String field) {
      return new ComplaintBan(
          field,
          "жалобу нельзя поручить органу, на который жалуются, и подведомственным ему. Выберите другой орган.");
    }

    static ComplaintBan ofOfficial(String field) {
      return new ComplaintBan(
          field, "жалобу нельзя поручить тому, на кого жалуются. Выберите другого сотрудника.");
    }

    static ComplaintBan ofRecipient(String field) {
      return new ComplaintBan(
          field,
          "жалобу нельзя направить тому, чьи решение или действие обжалуются. Укажите другого адресата;"
              + " если направить некому, верните жалобу (ст. 8 ч. 7).");
    }

    static ComplaintBan nobodyLeft(String field) {
      return new ComplaintBan(
          field,
          "без тех, на кого жалоба, в этом органе некому принять вопросы, подготовить, согласовать и"
              + " подписать ответ. Выберите другой орган.");
    }
  }

  /** A promised day is moved once, before it has passed, by somebody else than who asks. */
  public static final class PostponementRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public PostponementRefused(String field, String message) {
      super(field, message);
    }
  }

  /** «Меры приняты» is claimed and nothing shows it. */
  public static final class NoEvidence extends Refusal {
    private static final long serialVersionUID = 1L;

    public NoEvidence(String field, int ordinal) {
      super(
          field,
          "Вопрос "
              + ordinal
              + ": результат «меры приняты» надо подтвердить – приложите фото или акт, укажите документ либо"
              + " подтверждение заявителя. Без подтверждения результат – «разъяснено» (59-ФЗ, ст. 10 ч. 1 п. 1 и 3).");
    }
  }

  /** Why a rule refuses; empty: it does not. */
  static Optional<String> why(Runnable rule) {
    try {
      rule.run();
      return Optional.empty();
    } catch (Refusal refused) {
      return Optional.of(refused.getMessage());
    }
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }
}
