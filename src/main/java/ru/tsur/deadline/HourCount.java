package ru.tsur.deadline;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Terms in hours and minutes (D5): by the working time of working days, or by the clock. Used once.
 */
final class HourCount {

  private final Term term;
  private final LocalDateTime from;
  private final ProductionCalendar calendar;
  private final List<String> steps = new ArrayList<>();

  private HourCount(Term term, LocalDateTime from, ProductionCalendar calendar) {
    this.term = term;
    this.from = from;
    this.calendar = calendar;
  }

  static HourCount of(Term term, LocalDateTime from, ProductionCalendar calendar) {
    return new HourCount(term, from, calendar);
  }

  Deadline deadline() {
    int length = term.requiredLength();
    steps.add(term.described());
    steps.add("Начало: %s.".formatted(Russian.moment(from)));
    return switch (term.unit()) {
      case CLOCK_HOURS -> byClock(Duration.ofHours(length));
      case CLOCK_MINUTES -> byClock(Duration.ofMinutes(length));
      default -> byWorkingTime(Duration.ofHours(length));
    };
  }

  private Deadline byClock(Duration length) {
    steps.add("Время идёт круглосуточно, без выходных.");
    return ending(from.plus(length), calendar.version());
  }

  private Deadline byWorkingTime(Duration length) {
    steps.add(
        switch (term.hours()) {
          case STANDARD ->
              "D5: рабочее время 09:00–18:00, без вычета обеда; сокращённые дни не учитываются.";
          case TULA ->
              "D5: рабочее время 09:00–18:00, в пятницу и предпраздничный день до 17:00, обед 12:30–13:18.";
        });
    Duration left = length;
    boolean begun = false;
    LocalDate day = from.toLocalDate();
    LocalDate untold = day;
    while (true) {
      if (calendar.isWorking(day)) {
        steps.addAll(DaysOff.between(untold, day, calendar));
        untold = day.plusDays(1);
        for (WorkingTime.Period period : term.hours().on(day, calendar)) {
          LocalDateTime opens = day.atTime(period.from());
          LocalDateTime closes = day.atTime(period.to());
          LocalDateTime start = from.isAfter(opens) ? from : opens;
          if (!start.isBefore(closes)) {
            continue;
          }
          if (!begun && start.isAfter(from)) {
            steps.add(
                "Начало вне рабочего времени: счёт идёт с %s.".formatted(Russian.moment(start)));
          }
          begun = true;
          Duration open = Duration.between(start, closes);
          boolean last = left.compareTo(open) <= 0;
          LocalDateTime end = last ? start.plus(left) : closes;
          steps.add(
              "%s: с %s до %s – %s%s."
                  .formatted(
                      Russian.day(day),
                      Russian.time(start),
                      Russian.time(end),
                      Russian.duration(Duration.between(start, end).toMinutes()),
                      term.hours() == WorkingTime.TULA && calendar.isShortened(day)
                          ? " (сокращённый день)"
                          : ""));
          if (last) {
            steps.addAll(calendar.warnings(from.toLocalDate(), day));
            return ending(end, calendar.versionFor(from.toLocalDate(), day));
          }
          left = left.minus(open);
        }
      }
      day = day.plusDays(1);
    }
  }

  private Deadline ending(LocalDateTime due, String version) {
    steps.add("Срок истекает %s.".formatted(Russian.moment(due)));
    return new Deadline(term.id(), from, due, due, Adjustment.NONE, version, steps, false);
  }
}
