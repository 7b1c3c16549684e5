package ru.tsur.deadline;

/** A day was asked of a year for which no production calendar is loaded. */
public final class CalendarMissing extends TermRefusal {

  private static final long serialVersionUID = 1L;
  private final int year;

  CalendarMissing(int year) {
    super("Нет производственного календаря на " + year + " год: срок не посчитать.");
    this.year = year;
  }

  public int year() {
    return year;
  }
}
