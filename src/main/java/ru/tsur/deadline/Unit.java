package ru.tsur.deadline;

/**
 * What a term is counted in. 59-ФЗ counts calendar days only; the rest is for messages and steps.
 */
public enum Unit {
  CALENDAR_DAYS("календарный день", "календарных дня", "календарных дней"),
  WORKING_DAYS("рабочий день", "рабочих дня", "рабочих дней"),
  WORKING_HOURS("рабочий час", "рабочих часа", "рабочих часов"),
  CLOCK_HOURS("час круглосуточно", "часа круглосуточно", "часов круглосуточно"),
  CLOCK_MINUTES("минута круглосуточно", "минуты круглосуточно", "минут круглосуточно");

  private final String one;
  private final String few;
  private final String many;

  Unit(String one, String few, String many) {
    this.one = one;
    this.few = few;
    this.many = many;
  }

  /** Terms in days end with a day; the others with a minute. */
  public boolean inDays() {
    return this == CALENDAR_DAYS || this == WORKING_DAYS;
  }

  /** «30 календарных дней». */
  public String quantity(int length) {
    return length + " " + Russian.plural(length, one, few, many);
  }
}
