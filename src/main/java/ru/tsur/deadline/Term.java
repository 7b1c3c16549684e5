package ru.tsur.deadline;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A row of the terms table.
 *
 * @param length empty when neither law nor setting gives one
 * @param hours counts for {@link Unit#WORKING_HOURS} only; {@code nonWorkingDay} and {@code
 *     firstDay} for days only
 */
public record Term(
    TermId id,
    String label,
    String article,
    OptionalInt length,
    Unit unit,
    NonWorkingDay nonWorkingDay,
    FirstDay firstDay,
    WorkingTime hours) {

  /** More than any term in any unit needs; keeps a slip of the pen from counting for minutes. */
  public static final int LONGEST = 2000;

  public Term {
    Objects.requireNonNull(id);
    requireText(label, 300);
    requireText(article, 100);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(nonWorkingDay);
    Objects.requireNonNull(firstDay);
    Objects.requireNonNull(hours);
    if (length.isPresent() && (length.getAsInt() < 1 || length.getAsInt() > LONGEST)) {
      throw new IllegalArgumentException(
          "length of " + id + " must be 1.." + LONGEST + ": " + length.getAsInt());
    }
  }

  /**
   * The deadline of this term for an event at this local time (D1–D3, D5).
   *
   * @throws TermWithoutLength if the row has no length
   * @throws CalendarMissing if a day of a year without a calendar has to be judged
   */
  public Deadline from(LocalDateTime start, ProductionCalendar calendar) {
    return unit.inDays()
        ? DayCount.of(this, start, calendar).deadline()
        : HourCount.of(this, start, calendar).deadline();
  }

  /**
   * The deadline of this term extended once by 1 to 30 days (D4): added to the original raw date,
   * then D2 and D3. Whether the decision comes before the deadline is the caller's question ({@link
   * Deadline#isBreachedOn}).
   *
   * @param start the event the original term runs from
   * @throws ExtensionRefused if the law or D4 does not allow it
   */
  public Deadline extended(LocalDateTime start, int days, ProductionCalendar calendar) {
    LawLimits.requireExtension(this, days);
    return DayCount.of(this, start, calendar).extended(days);
  }

  int requiredLength() {
    return length.orElseThrow(() -> new TermWithoutLength(this));
  }

  /** «Срок ответа (ст. 12 ч. 1 59-ФЗ): 30 календарных дней.» */
  String described() {
    return label + " (" + article + "): " + unit.quantity(requiredLength()) + ".";
  }

  public Term withLength(int other) {
    return new Term(
        id, label, article, OptionalInt.of(other), unit, nonWorkingDay, firstDay, hours);
  }

  public Term withUnit(Unit other) {
    return new Term(id, label, article, length, other, nonWorkingDay, firstDay, hours);
  }

  public Term withNonWorkingDay(NonWorkingDay other) {
    return new Term(id, label, article, length, unit, other, firstDay, hours);
  }

  public Term withFirstDay(FirstDay other) {
    return new Term(id, label, article, length, unit, nonWorkingDay, other, hours);
  }

  public Term withHours(WorkingTime other) {
    return new Term(id, label, article, length, unit, nonWorkingDay, firstDay, other);
  }

  private static void requireText(String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "a text of 1.." + longest + " characters is required: " + text);
    }
  }
}
