package ru.tsur.appeal;

/** Who appeals (59-ФЗ art. 1 p. 3–4). The letter names the ЦУР's incoming series. */
public enum ApplicantKind {
  CITIZEN("гражданин", "Г"),
  FOREIGNER("иностранный гражданин или лицо без гражданства", "И"),
  ASSOCIATION("объединение граждан", "О"),
  LEGAL_ENTITY("юридическое лицо", "Ю"),
  /** Surname or address is missing: registered all the same, not answered (art. 11 p. 1). */
  UNNAMED("нет фамилии или адреса", "Г");

  private final String title;
  private final String series;

  ApplicantKind(String title, String series) {
    this.title = title;
    this.series = series;
  }

  public String title() {
    return title;
  }

  public String series() {
    return series;
  }

  /** Whether it has a name of its own beside a person's. */
  public boolean isOrganization() {
    return this == ASSOCIATION || this == LEGAL_ENTITY;
  }

  public boolean isPerson() {
    return this == CITIZEN || this == FOREIGNER;
  }
}
