package ru.tsur.correspondence;

/** Where a letter stands. */
public enum LetterState {
  DRAFT("проект"),
  /** Signed and not yet known to be sent: with method EMAIL this is the outbox. */
  SIGNED("подписано"),
  SENT("отправлено"),
  CANCELLED("отменено");

  private final String title;

  LetterState(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
