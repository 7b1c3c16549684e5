package ru.tsur.deadline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Terms in days: D1 gives the raw day, D4 moves it, D2 and D3 find the day to act by. Used once.
 */
final class DayCount {

  private final Term term;
  private final LocalDateTime from;
  private final LocalDate trigger;
  private final ProductionCalendar calendar;
  private final List<String> steps = new ArrayList<>();

  /** The days whose being working or not decided the result. */
  private LocalDate firstAsked;

  private LocalDate lastAsked;

  private DayCount(Term term, LocalDateTime from, ProductionCalendar calendar) {
    this.term = term;
    this.from = from;
    this.trigger = from.toLocalDate();
    this.calendar = calendar;
  }

  static DayCount of(Term term, LocalDateTime from, ProductionCalendar calendar) {
    return new DayCount(term, from, calendar);
  }

  Deadline deadline() {
    return adjusted(counted());
  }

  Deadline extended(int days) {
    LocalDate original = counted();
    LocalDate raw = original.plusDays(days);
    LawLimits.requireTotal(term, trigger, raw);
    steps.add(
        "D4: продление на %d %s (ст. 12 ч. 2 59-ФЗ) прибавлено к исходной дате %s: %s."
            .formatted(
                days,
                Russian.plural(days, "день", "дня", "дней"),
                Russian.date(original),
                Russian.day(raw)));
    return adjusted(raw);
  }

  private LocalDate counted() {
    int length = term.requiredLength();
    steps.add(term.described());
    return term.unit() == Unit.WORKING_DAYS ? workingDays(length) : calendarDays(length);
  }

  private LocalDate calendarDays(int length) {
    LocalDate first = firstDay();
    LocalDate raw = first.plusDays(length - 1L);
    steps.add(firstDayStep(first) + " Последний день – %s.".formatted(Russian.day(raw)));
    return raw;
  }

  private LocalDate workingDays(int length) {
    LocalDate first = firstDay();
    steps.add(firstDayStep(first) + " Считаются только рабочие дни.");
    LocalDate day = first.minusDays(1);
    for (int counted = 0; counted < length; ) {
      day = day.plusDays(1);
      if (asked(day)) {
        counted++;
      }
    }
    steps.addAll(DaysOff.between(first, day, calendar));
    steps.add("%d-й рабочий день – %s.".formatted(length, Russian.day(day)));
    return day;
  }

  private LocalDate firstDay() {
    return term.firstDay() == FirstDay.TRIGGER_DAY ? trigger : trigger.plusDays(1);
  }

  private String firstDayStep(LocalDate first) {
    return term.firstDay() == FirstDay.TRIGGER_DAY
        ? "D1: по настройке первый день срока – сам день события, %s.".formatted(Russian.day(first))
        : "D1: первый день срока – следующий за днём события (%s), %s."
            .formatted(Russian.date(trigger), Russian.day(first));
  }

  private Deadline adjusted(LocalDate raw) {
    if (term.nonWorkingDay() == NonWorkingDay.NONE) {
      if (term.unit() == Unit.CALENDAR_DAYS) {
        steps.add("D2: по настройке дата с нерабочего дня не переносится.");
      }
      return ending(raw, raw, Adjustment.NONE);
    }
    if (asked(raw)) {
      return ending(raw, raw, Adjustment.NONE);
    }
    return term.nonWorkingDay() == NonWorkingDay.NEXT ? next(raw) : preceding(raw);
  }

  private Deadline next(LocalDate raw) {
    LocalDate due = workingDayAfter(raw);
    steps.addAll(DaysOff.between(raw, due, calendar));
    steps.add("D2: срок переносится на следующий рабочий день, %s.".formatted(Russian.day(due)));
    return ending(raw, due, Adjustment.NEXT);
  }

  private Deadline preceding(LocalDate raw) {
    LocalDate due = raw;
    while (!due.isBefore(trigger) && !asked(due)) {
      due = due.minusDays(1);
    }
    if (due.isBefore(trigger)) {
      return forcedNext(raw);
    }
    steps.addAll(DaysOff.between(due, raw, calendar));
    if (due.equals(trigger)) {
      steps.add(
          "D3: предшествующий рабочий день – сам день события, %s: действовать в тот же день."
              .formatted(Russian.day(due)));
      return ending(raw, due, Adjustment.SAME_DAY);
    }
    steps.add(
        "D2: срок переносится на предшествующий рабочий день, %s.".formatted(Russian.day(due)));
    return ending(raw, due, Adjustment.PRECEDING);
  }

  private Deadline forcedNext(LocalDate raw) {
    LocalDate due = workingDayAfter(raw);
    steps.addAll(DaysOff.between(trigger, due, calendar));
    steps.add(
        "D3: предшествующий рабочий день раньше дня события (%s), поэтому взят первый рабочий день после %s: %s."
            .formatted(Russian.date(trigger), Russian.date(raw), Russian.day(due)));
    if (LawLimits.isSetByLaw(term.id())) {
      steps.add("Сверх срока закона, решение органа.");
    }
    return ending(raw, due, Adjustment.FORCED_NEXT);
  }

  private LocalDate workingDayAfter(LocalDate raw) {
    LocalDate day = raw;
    while (!asked(day)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private boolean asked(LocalDate day) {
    firstAsked = firstAsked == null || day.isBefore(firstAsked) ? day : firstAsked;
    lastAsked = lastAsked == null || day.isAfter(lastAsked) ? day : lastAsked;
    return calendar.isWorking(day);
  }

  private Deadline ending(LocalDate raw, LocalDate due, Adjustment adjustment) {
    String version = calendar.version();
    if (firstAsked != null) {
      version = calendar.versionFor(firstAsked, lastAsked);
      steps.addAll(calendar.warnings(firstAsked, lastAsked));
    }
    steps.add("Срок истекает в 24:00 %s.".formatted(Russian.day(due)));
    return new Deadline(
        term.id(), from, raw.atStartOfDay(), due.atStartOfDay(), adjustment, version, steps, true);
  }
}
