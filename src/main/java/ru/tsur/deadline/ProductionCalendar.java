package ru.tsur.deadline;

import java.io.Reader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which days are working ones: the five-day week, corrected by holidays and transfers, for the
 * years whose calendar is loaded. Immutable.
 */
public final class ProductionCalendar {

  /**
   * Mark of a deadline that used a year without a calendar; with a version it fits 60 characters.
   */
  static final String NOT_APPROVED = " (календарь не утверждён)";

  static final int LONGEST_VERSION = 60 - NOT_APPROVED.length();

  private final String version;
  private final Map<LocalDate, SpecialDay> special;
  private final Set<LocalDate> shortened;
  private final Set<Integer> years;
  private final boolean weekendsOnlyOutside;

  ProductionCalendar(
      String version,
      Map<LocalDate, SpecialDay> special,
      Set<LocalDate> shortened,
      Set<Integer> years,
      boolean weekendsOnlyOutside) {
    this.version = version;
    this.special = Map.copyOf(special);
    this.shortened = Set.copyOf(shortened);
    this.years = Set.copyOf(years);
    this.weekendsOnlyOutside = weekendsOnlyOutside;
  }

  /**
   * Reads the federal calendar.
   *
   * @param holidays CSV {@code date,kind,note}, kind {@code holiday}, {@code transferred_off} or
   *     {@code working}
   * @param shortDays CSV {@code date,kind,note}, kind {@code shortened}
   * @param version what deadlines name as their calendar
   * @throws InvalidCalendar with all faults, each with its line
   */
  public static ProductionCalendar read(Reader holidays, Reader shortDays, String version) {
    return read(holidays, shortDays, Reader.nullReader(), version);
  }

  /**
   * Reads the federal calendar and the region's own days off over it.
   *
   * @param regionalDays CSV {@code date,kind,note}, kind {@code holiday}; may be empty
   */
  public static ProductionCalendar read(
      Reader holidays, Reader shortDays, Reader regionalDays, String version) {
    return new CalendarFiles().read(holidays, shortDays, regionalDays, version);
  }

  public String version() {
    return version;
  }

  /** Whether the calendar of this year is loaded. */
  public boolean covers(int year) {
    return years.contains(year);
  }

  /**
   * @throws CalendarMissing if the year is not covered
   */
  public boolean isWorking(LocalDate day) {
    require(day);
    SpecialDay found = special.get(day);
    return found == null ? !isWeekend(day) : found.working();
  }

  /**
   * Whether the day is a working one that is an hour shorter.
   *
   * @throws CalendarMissing if the year is not covered
   */
  public boolean isShortened(LocalDate day) {
    return isWorking(day) && shortened.contains(day);
  }

  /** Why the day is not like its weekday: the name of the holiday, the decree of the transfer. */
  public Optional<String> note(LocalDate day) {
    return Optional.ofNullable(special.get(day)).map(SpecialDay::note);
  }

  /**
   * Working days after a up to and including b, as in «осталось 5 рабочих дней»; negative when b is
   * before a.
   *
   * @throws CalendarMissing if a year is not covered
   */
  public int workingDaysBetween(LocalDate a, LocalDate b) {
    if (b.isBefore(a)) {
      return -workingDaysBetween(b, a);
    }
    return (int) a.plusDays(1).datesUntil(b.plusDays(1)).filter(this::isWorking).count();
  }

  /**
   * The same calendar, which outside its years knows weekends only instead of failing. For
   * registration, which may never fail: such deadlines are marked «календарь не утверждён» and are
   * computed again when the calendar comes.
   */
  public ProductionCalendar withWeekendsOnlyOutside() {
    return new ProductionCalendar(version, special, shortened, years, true);
  }

  /** The version, marked if a year between the two days is not covered. */
  String versionFor(LocalDate first, LocalDate last) {
    return missing(first, last).isEmpty() ? version : version + NOT_APPROVED;
  }

  /** A line for each year between the two days that is not covered. */
  List<String> warnings(LocalDate first, LocalDate last) {
    return missing(first, last).stream()
        .map(
            year ->
                "Календарь на %d год не утверждён: нерабочими считаются только субботы и воскресенья, срок будет пересчитан."
                    .formatted(year))
        .toList();
  }

  private Set<Integer> missing(LocalDate first, LocalDate last) {
    Set<Integer> missing = new TreeSet<>();
    for (int year = first.getYear(); year <= last.getYear(); year++) {
      if (!covers(year)) {
        missing.add(year);
      }
    }
    return missing;
  }

  private void require(LocalDate day) {
    if (!weekendsOnlyOutside && !covers(day.getYear())) {
      throw new CalendarMissing(day.getYear());
    }
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** A day that is not like its weekday. */
  record SpecialDay(boolean working, String note) {}
}
