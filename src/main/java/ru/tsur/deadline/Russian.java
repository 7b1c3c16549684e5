package ru.tsur.deadline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Words of the steps that explain a deadline. */
final class Russian {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final String[] WEEKDAYS = {
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"
  };

  private Russian() {}

  static String plural(int number, String one, String few, String many) {
    int tens = number % 100;
    int ones = number % 10;
    if (tens >= 11 && tens <= 14) {
      return many;
    }
    return ones == 1 ? one : ones >= 2 && ones <= 4 ? few : many;
  }

  static String date(LocalDate day) {
    return DATE.format(day);
  }

  static String weekday(LocalDate day) {
    return WEEKDAYS[day.getDayOfWeek().ordinal()];
  }

  /** «08.05.2026, пятница». */
  static String day(LocalDate day) {
    return date(day) + ", " + weekday(day);
  }

  static String time(LocalDateTime moment) {
    return TIME.format(moment);
  }

  /** «08.05.2026 14:00, пятница». */
  static String moment(LocalDateTime moment) {
    return date(moment.toLocalDate()) + " " + time(moment) + ", " + weekday(moment.toLocalDate());
  }

  /** «3 ч 30 мин». */
  static String duration(long minutes) {
    long hours = minutes / 60;
    long rest = minutes % 60;
    if (hours == 0) {
      return rest + " мин";
    }
    return rest == 0 ? hours + " ч" : hours + " ч " + rest + " мин";
  }
}
