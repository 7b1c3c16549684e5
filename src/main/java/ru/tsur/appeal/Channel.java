package ru.tsur.appeal;

/**
 * How an appeal came (law.md §2). Since 30.03.2025 (547-ФЗ) e-mail is no way to file an appeal;
 * posts, hotline calls and ПОС messages are messages until the person files an appeal.
 */
public enum Channel {
  POST("Почта", DispatchHint.POST),
  COURIER("Нарочно", DispatchHint.POST),
  FAX("Факс", DispatchHint.POST),
  PERSONAL_RECEPTION("Личный приём", DispatchHint.POST),
  EPGU_APPEAL("ЕПГУ (обращение через ПОС)", DispatchHint.CABINET),
  OFFICIAL_SITE("Официальный сайт (ЕСИА)", DispatchHint.EMAIL),
  SSTU("ССТУ.РФ", DispatchHint.POST),
  MEDO("МЭДО", DispatchHint.POST),
  /** An appeal until 30.03.2025, since then none: {@link ChannelGate}. */
  EMAIL("Электронная почта", DispatchHint.EMAIL),
  SOCIAL("Социальные сети", null),
  EPGU_MESSAGE("Сообщение ПОС", null),
  HOTLINE("Горячая линия", null);

  /** Where the answer goes by default: its form follows the appeal's (59-ФЗ art. 10 p. 4). */
  public enum DispatchHint {
    EMAIL,
    POST,
    CABINET
  }

  private final String title;
  private final DispatchHint answerBy;

  Channel(String title, DispatchHint answerBy) {
    this.title = title;
    this.answerBy = answerBy;
  }

  public String title() {
    return title;
  }

  /** Whether what comes this way today is an appeal in the sense of art. 4 p. 1. */
  public boolean isForAppeals() {
    return answerBy != null && this != EMAIL;
  }

  public boolean isElectronic() {
    return answerBy == DispatchHint.EMAIL || answerBy == DispatchHint.CABINET;
  }

  public DispatchHint answerBy() {
    return answerBy;
  }
}
