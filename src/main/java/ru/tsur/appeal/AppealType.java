package ru.tsur.appeal;

/** Kind of an appeal (59-ФЗ art. 4 п. 2–4). */
public enum AppealType {
  PROPOSAL("предложение"),
  APPLICATION("заявление"),
  COMPLAINT("жалоба");

  private final String title;

  AppealType(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
