package ru.tsur.correspondence;

/** How a letter leaves the house. */
public enum DispatchMethod {
  EMAIL("электронная почта"),
  POST("почта"),
  CABINET("личный кабинет"),
  /** Leaves nobody's house: it stays in the case. */
  CASE_FILE("в дело");

  private final String title;

  DispatchMethod(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
