package ru.tsur.correspondence;

/** How a letter leaves the house. */
public enum DispatchMethod {
  EMAIL("электронная почта"),
  POST("почта"),
  CABINET("личный кабинет");

  private final String title;

  DispatchMethod(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
