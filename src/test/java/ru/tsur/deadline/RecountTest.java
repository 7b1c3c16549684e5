package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Counts all over again, day by day and minute by minute, from the files themselves, and expects
 * the same dates.
 */
class RecountTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2027, 12, 31);
  private static final TreeSet<LocalDate> WORKING = workingDays();
  private static final Set<LocalDate> SHORT = shortDays();

  @Test
  void everyDayOfFourYearsInCalendarDays() {
    for (LocalDate event = FIRST;
        event.isBefore(LocalDate.of(2027, 11, 1));
        event = event.plusDays(1)) {
      for (int length : List.of(1, 2, 3, 5, 7, 10, 15, 20, 30)) {
        LocalDate raw = event;
        for (int day = 1; day <= length; day++) {
          raw = raw.plusDays(1);
        }
        LocalDate back = WORKING.floor(raw);
        boolean possible = back != null && !back.isBefore(event);
        Deadline found = Given.days(length).from(event.atTime(12, 0), Russia.CALENDAR);
        assertThat(found.due().toLocalDate())
            .as("%s + %d", event, length)
            .isEqualTo(possible ? back : WORKING.higher(raw));
        assertThat(found.adjustment())
            .as("%s + %d", event, length)
            .isEqualTo(
                !possible
                    ? Adjustment.FORCED_NEXT
                    : back.equals(raw)
                        ? Adjustment.NONE
                        : back.equals(event) ? Adjustment.SAME_DAY : Adjustment.PRECEDING);
        assertThat(
                Given.days(length)
                    .withNonWorkingDay(NonWorkingDay.NEXT)
                    .from(event.atTime(12, 0), Russia.CALENDAR)
                    .due()
                    .toLocalDate())
            .isEqualTo(WORKING.ceiling(raw));
      }
    }
  }

  @Test
  void everyDayOfFourYearsInWorkingDays() {
    List<LocalDate> days = List.copyOf(WORKING);
    for (LocalDate event = FIRST;
        event.isBefore(LocalDate.of(2027, 11, 1));
        event = event.plusDays(1)) {
      int next = WORKING.headSet(event, true).size();
      for (int length : List.of(1, 2, 3, 5, 7, 15)) {
        assertThat(
                Given.term("POS_REWORK", length, Unit.WORKING_DAYS)
                    .from(event.atTime(12, 0), Russia.CALENDAR)
                    .due()
                    .toLocalDate())
            .as("%s + %d", event, length)
            .isEqualTo(days.get(next + length - 1));
      }
    }
  }

  @Test
  void extendedDeadlines() {
    Random random = new Random(2026);
    for (int i = 0; i < 2000; i++) {
      LocalDate event = FIRST.plusDays(random.nextInt(1370));
      int more = 1 + random.nextInt(30);
      LocalDate back = WORKING.floor(event.plusDays(30).plusDays(more));
      assertThat(
              Given.t5().extended(event.atStartOfDay(), more, Russia.CALENDAR).due().toLocalDate())
          .as("%s + 30 + %d", event, more)
          .isEqualTo(back);
    }
  }

  @Test
  void workingHoursMinuteByMinute() {
    Random random = new Random(59);
    for (int i = 0; i < 400; i++) {
      LocalDateTime event = FIRST.atStartOfDay().plusMinutes(random.nextInt(1400 * 24 * 60));
      int hours = 1 + random.nextInt(20);
      recount(event, hours, WorkingTime.STANDARD, RecountTest::standard);
      recount(event, hours, WorkingTime.TULA, RecountTest::tula);
    }
  }

  private static void recount(
      LocalDateTime event, int hours, WorkingTime profile, Predicate<LocalDateTime> open) {
    LocalDateTime minute = event;
    for (int worked = 0; worked < hours * 60; minute = minute.plusMinutes(1)) {
      if (open.test(minute)) {
        worked++;
      }
    }
    Term term = Given.term("SOCIAL_FIRST", hours, Unit.WORKING_HOURS).withHours(profile);
    assertThat(term.from(event, Russia.CALENDAR).due())
        .as("%s + %d, %s", event, hours, profile)
        .isEqualTo(minute);
  }

  private static boolean standard(LocalDateTime minute) {
    return WORKING.contains(minute.toLocalDate()) && minute.getHour() >= 9 && minute.getHour() < 18;
  }

  private static boolean tula(LocalDateTime minute) {
    int inDay = minute.getHour() * 60 + minute.getMinute();
    boolean lunch = inDay >= 12 * 60 + 30 && inDay < 13 * 60 + 18;
    boolean early = minute.getDayOfWeek().getValue() == 5 || SHORT.contains(minute.toLocalDate());
    return standard(minute) && !lunch && (!early || minute.getHour() < 17);
  }

  private static TreeSet<LocalDate> workingDays() {
    Map<LocalDate, String> kinds = new HashMap<>();
    lines(Russia.HOLIDAYS).forEach(line -> kinds.put(LocalDate.parse(line[0]), line[1]));
    TreeSet<LocalDate> working = new TreeSet<>(Comparator.naturalOrder());
    for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
      String kind =
          kinds.getOrDefault(day, day.getDayOfWeek().getValue() > 5 ? "weekend" : "working");
      if (kind.equals("working")) {
        working.add(day);
      }
    }
    return working;
  }

  private static Set<LocalDate> shortDays() {
    Set<LocalDate> days = new HashSet<>();
    lines(Russia.SHORT_DAYS).forEach(line -> days.add(LocalDate.parse(line[0])));
    return days;
  }

  private static List<String[]> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", 3)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
