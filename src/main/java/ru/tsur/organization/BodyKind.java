package ru.tsur.organization;

/** Place of a body in the tree. */
public enum BodyKind {
  REGION("область"),
  CENTRE("центр управления регионом"),
  MINISTRY("орган исполнительной власти"),
  MUNICIPALITY("администрация муниципалитета"),
  INSTITUTION("учреждение");

  private final String title;

  BodyKind(String title) {
    this.title = title;
  }

  /** Russian name, in lower case. */
  public String title() {
    return title;
  }
}
