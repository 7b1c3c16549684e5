package ru.tsur.deadline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Tells which days of a count were skipped and why, neighbours with one reason together. */
final class DaysOff {

  private DaysOff() {}

  /** Lines for the non-working days, and for days off made working, from a to b inclusive. */
  static List<String> between(LocalDate a, LocalDate b, ProductionCalendar calendar) {
    List<String> lines = new ArrayList<>();
    for (LocalDate day = a; !day.isAfter(b); ) {
      LocalDate last = day;
      String reason = reason(day, calendar);
      while (last.isBefore(b)
          && !reason.isEmpty()
          && reason.equals(reason(last.plusDays(1), calendar))) {
        last = last.plusDays(1);
      }
      if (!reason.isEmpty()) {
        lines.add(line(day, last, reason));
      }
      day = last.plusDays(1);
    }
    return lines;
  }

  private static String line(LocalDate first, LocalDate last, String reason) {
    return first.equals(last)
        ? Russian.day(first) + " – " + reason + "."
        : "с " + Russian.date(first) + " по " + Russian.date(last) + " – " + reason + ".";
  }

  /** Empty for an ordinary working day. */
  private static String reason(LocalDate day, ProductionCalendar calendar) {
    String note = calendar.note(day).orElse("");
    if (calendar.isWorking(day)) {
      return note;
    }
    return note.isEmpty() ? "нерабочий день: выходной" : "нерабочий день: " + note;
  }
}
