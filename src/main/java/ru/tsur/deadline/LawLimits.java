package ru.tsur.deadline;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What 59-ФЗ itself fixes, so that no table can move it: the longest T1–T12 may be, and how far an
 * extension goes. A row of the table may be shorter, never longer.
 */
public final class LawLimits {

  /** Article 12 part 2. */
  public static final int LONGEST_EXTENSION = 30;

  private static final Map<String, Integer> LONGEST_IN_CALENDAR_DAYS =
      Map.ofEntries(
          Map.entry("T1", 3),
          Map.entry("T2", 7),
          Map.entry("T3", 7),
          Map.entry("T4", 5),
          Map.entry("T5", 30),
          Map.entry("T5_REOPENED", 30), // of a new consideration, as of the first (art. 12 p. 1)
          Map.entry("T6", 20),
          Map.entry("T7", LONGEST_EXTENSION),
          Map.entry("T8", 15),
          Map.entry("T9", 7),
          Map.entry("T10", 7),
          Map.entry("T11", 7),
          Map.entry("T12", 7));

  private static final int LONGEST_TOTAL = 60;
  private static final int LONGEST_TOTAL_OF_T6 = 50;

  private LawLimits() {}

  /** Why this row may not stand in the table, in Russian; empty if the law allows it. */
  public static Optional<String> refusal(Term term) {
    if (!isSetByLaw(term.id())) {
      return Optional.empty();
    }
    int longest = LONGEST_IN_CALENDAR_DAYS.get(term.id().value());
    String law =
        "закон даёт не более "
            + Russian.plural(longest, "%d дня", "%d дней", "%d дней").formatted(longest);
    String row = "Срок " + term.id() + " (" + term.article() + "): ";
    if (term.length().isEmpty()) {
      return Optional.of(row + "длина не указана, а " + law + ". Укажите длину.");
    }
    int length = term.length().getAsInt();
    Optional<Long> minutes = comparable(term.unit(), length);
    if (minutes.isEmpty()) {
      return Optional.of(
          row
              + "закон считает календарные дни, а указано: "
              + term.unit().quantity(length)
              + ". Укажите календарные дни, "
              + law
              + ".");
    }
    if (minutes.get() > longest * 24L * 60) {
      return Optional.of(
          row
              + term.unit().quantity(length)
              + " – дольше, чем можно: "
              + law
              + ". Короче – можно, дольше – нет.");
    }
    return Optional.empty();
  }

  static boolean isSetByLaw(TermId id) {
    return LONGEST_IN_CALENDAR_DAYS.containsKey(id.value());
  }

  /** D4 before any date is known. */
  static void requireExtension(Term term, int days) {
    String id = term.id().value();
    if (isSetByLaw(term.id()) && !id.equals("T5") && !id.equals("T6")) {
      throw new ExtensionRefused(
          "Срок "
              + id
              + " не продлевается: по ст. 12 ч. 2 59-ФЗ продлить можно только срок рассмотрения (T5 или T6).");
    }
    if (!term.unit().inDays()) {
      throw new ExtensionRefused(
          "Срок " + id + " считается не в днях: продление не предусмотрено.");
    }
    if (days < 1 || days > LONGEST_EXTENSION) {
      throw new ExtensionRefused(
          "Продление на "
              + days
              + " "
              + Russian.plural(Math.abs(days), "день", "дня", "дней")
              + " невозможно: по ст. 12 ч. 2 59-ФЗ – от 1 до 30 дней.");
    }
  }

  /** D4: the whole, from registration to the extended raw date. */
  static void requireTotal(Term term, LocalDate start, LocalDate extended) {
    int longest = term.id().value().equals("T6") ? LONGEST_TOTAL_OF_T6 : LONGEST_TOTAL;
    if (extended.isAfter(start.plusDays(longest))) {
      throw new ExtensionRefused(
          "Срок "
              + term.id()
              + " с продлением закончился бы "
              + Russian.date(extended)
              + ", а всего можно не более "
              + longest
              + " дней со дня регистрации (до "
              + Russian.date(start.plusDays(longest))
              + ").");
    }
  }

  private static Optional<Long> comparable(Unit unit, int length) {
    return switch (unit) {
      case CALENDAR_DAYS -> Optional.of(length * 24L * 60);
      case CLOCK_HOURS -> Optional.of(length * 60L);
      case CLOCK_MINUTES -> Optional.of((long) length);
      case WORKING_DAYS, WORKING_HOURS -> Optional.empty();
    };
  }
}
