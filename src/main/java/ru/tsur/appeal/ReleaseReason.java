package ru.tsur.appeal;

/** Why a task was taken from its official: a code, since the journal holds no texts of people. */
public enum ReleaseReason {
  ILLNESS("болезнь"),
  ABSENCE("отпуск или командировка"),
  LEFT("увольнение или перевод"),
  WORKLOAD("перераспределение нагрузки");

  private final String title;

  ReleaseReason(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
