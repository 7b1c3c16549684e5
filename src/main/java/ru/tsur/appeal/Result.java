package ru.tsur.appeal;

/**
 * Result of a question, as reported to ССТУ (Указ Президента от 17.04.2017 № 171; codes are
 * practice).
 */
public enum Result {
  EXPLAINED("разъяснено"),
  SUPPORTED("поддержано"),
  MEASURES_TAKEN("меры приняты"),
  /** ССТУ has no code of its own: it is reported as explained. */
  PROMISED("разъяснено, обещано исполнение"),
  NOT_SUPPORTED("не поддержано"),
  FORWARDED("направлено по компетенции"),
  ANSWERED("дан ответ автору"),
  LEFT_WITHOUT_ANSWER("оставлено без ответа автору"),
  WITHDRAWN("рассмотрение прекращено по заявлению"),
  /** Of a duplicate: the answer to the first one names it. ССТУ gets what the first has. */
  JOINTLY("дан общий ответ");

  private final String title;

  Result(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** Whether an official gives it; the others come about by what is decided of the appeal. */
  public boolean isOfAnswer() {
    return switch (this) {
      case FORWARDED, LEFT_WITHOUT_ANSWER, WITHDRAWN, JOINTLY -> false;
      default -> true;
    };
  }
}
