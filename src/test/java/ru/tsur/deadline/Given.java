package ru.tsur.deadline;

import java.util.OptionalInt;

/** Terms for tests. */
final class Given {

  private Given() {}

  static Term term(String id, int length, Unit unit) {
    return new Term(
        new TermId(id),
        "Срок",
        "статья",
        OptionalInt.of(length),
        unit,
        NonWorkingDay.PRECEDING,
        FirstDay.NEXT_DAY,
        WorkingTime.STANDARD);
  }

  static Term days(int length) {
    return term("SETTING", length, Unit.CALENDAR_DAYS);
  }

  /** «Ответ на обращение», article 12 part 1. */
  static Term t5() {
    return term("T5", 30, Unit.CALENDAR_DAYS);
  }

  /** The governor's twenty days, article 12 part 1.1. */
  static Term t6() {
    return term("T6", 20, Unit.CALENDAR_DAYS);
  }
}
