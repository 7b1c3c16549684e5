package ru.tsur.correspondence;

/** What is known after an attempt to hand a letter over to the mail server. */
public enum DeliveryOutcome {
  /** The server took it over («250»). */
  SENT("принято сервером"),
  /** Not taken now; try again after {@link Outbox#nextTry}. */
  RETRY("временный отказ"),
  /** Refused for good, or the last try failed: a person decides. */
  FAILED("отказ"),
  /** The line or the process died while it could not be known: never sent again by itself. */
  UNKNOWN("неизвестно, отправлено ли");

  private final String title;

  DeliveryOutcome(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
