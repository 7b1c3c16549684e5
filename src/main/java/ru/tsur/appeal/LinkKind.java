package ru.tsur.appeal;

/** What an appeal is to an earlier one of the same applicant (law.md §5). */
public enum LinkKind {
  REPEAT("повторное", "повторное к обращению", "есть повторное обращение"),
  MULTIPLE("многократное", "многократное к обращению", "есть многократное обращение"),
  DUPLICATE("дублирует", "дублирует обращение", "есть дублирующее обращение"),
  RELATED("связано по смыслу", "связано с обращением", "связано с обращением");

  private final String title;
  private final String toEarlier;
  private final String toLater;

  LinkKind(String title, String toEarlier, String toLater) {
    this.title = title;
    this.toEarlier = toEarlier;
    this.toLater = toLater;
  }

  public String title() {
    return title;
  }

  /** «повторное к обращению»; said from the earlier one: «есть повторное обращение». */
  public String said(boolean ofTheLater) {
    return ofTheLater ? toEarlier : toLater;
  }
}
