package ru.tsur.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** D5: the hours of a working day that a term in working hours counts. */
public enum WorkingTime {
  /** 09:00–18:00 on each working day: no lunch, shortened days ignored, 9 hours a day. */
  STANDARD {
    @Override
    List<Period> on(LocalDate day, ProductionCalendar calendar) {
      return List.of(new Period(NINE, EIGHTEEN));
    }
  },
  /**
   * Tula: Monday–Thursday 09–18, Friday and shortened days 09–17, lunch 12:30–13:18. A day off made
   * working by a transfer is like Monday–Thursday unless it is a shortened one.
   */
  TULA {
    @Override
    List<Period> on(LocalDate day, ProductionCalendar calendar) {
      boolean shorter = day.getDayOfWeek() == DayOfWeek.FRIDAY || calendar.isShortened(day);
      return List.of(
          new Period(NINE, LocalTime.of(12, 30)),
          new Period(LocalTime.of(13, 18), shorter ? LocalTime.of(17, 0) : EIGHTEEN));
    }
  };

  private static final LocalTime NINE = LocalTime.of(9, 0);
  private static final LocalTime EIGHTEEN = LocalTime.of(18, 0);

  /** Working periods of a working day, in order. */
  abstract List<Period> on(LocalDate day, ProductionCalendar calendar);

  /** From inclusive, to exclusive. */
  record Period(LocalTime from, LocalTime to) {}
}
