package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D4: article 12 part 2. */
class ExtensionTest {

  @ParameterizedTest(name = "{0}: {1} дней и ещё {2}: {5}, действовать до {6} ({8})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # registered   | length | more | D2        | D1          | raw            | due            | adjustment | why
          MON 2026-06-01 | 30     | 30   | PRECEDING | NEXT_DAY    | FRI 2026-07-31 | FRI 2026-07-31 | NONE       | sixty days in all
          FRI 2026-04-10 | 30     | 15   | PRECEDING | NEXT_DAY    | MON 2026-05-25 | MON 2026-05-25 | NONE       | added to Sunday 10 May, not to Friday 8 May
          TUE 2026-04-21 | 20     | 30   | PRECEDING | NEXT_DAY    | WED 2026-06-10 | WED 2026-06-10 | NONE       | fifty days in all for the governor's twenty
          MON 2026-04-13 | 20     | 8    | PRECEDING | NEXT_DAY    | MON 2026-05-11 | FRI 2026-05-08 | PRECEDING  | D2 after the extension
          FRI 2025-12-05 | 30     | 30   | PRECEDING | NEXT_DAY    | TUE 2026-02-03 | TUE 2026-02-03 | NONE       | from the long holidays to February
          TUE 2025-11-25 | 30     | 10   | PRECEDING | NEXT_DAY    | SUN 2026-01-04 | TUE 2025-12-30 | PRECEDING  | into the long holidays
          MON 2025-12-01 | 30     | 1    | PRECEDING | NEXT_DAY    | THU 2026-01-01 | TUE 2025-12-30 | PRECEDING  | a day more may change nothing
          SUN 2026-11-01 | 30     | 30   | PRECEDING | NEXT_DAY    | THU 2026-12-31 | WED 2026-12-30 | PRECEDING  | to the end of the year
          MON 2024-01-01 | 30     | 29   | PRECEDING | NEXT_DAY    | THU 2024-02-29 | THU 2024-02-29 | NONE       | to the leap day
          MON 2026-06-01 | 30     | 30   | PRECEDING | TRIGGER_DAY | THU 2026-07-30 | THU 2026-07-30 | NONE       | D1 of the original holds
          WED 2026-03-11 | 30     | 30   | NEXT      | NEXT_DAY    | SUN 2026-05-10 | TUE 2026-05-12 | NEXT       | the sixty days bind the raw date
          WED 2026-03-11 | 30     | 30   | NONE      | NEXT_DAY    | SUN 2026-05-10 | SUN 2026-05-10 | NONE       | Sunday stays
          """)
  void addsToTheOriginalRawDate(
      @ConvertWith(WithWeekday.class) LocalDate registered,
      int length,
      int more,
      NonWorkingDay nonWorkingDay,
      FirstDay firstDay,
      @ConvertWith(WithWeekday.class) LocalDate raw,
      @ConvertWith(WithWeekday.class) LocalDate due,
      Adjustment adjustment,
      String why) {
    Term term =
        (length == 20 ? Given.t6() : Given.t5())
            .withNonWorkingDay(nonWorkingDay)
            .withFirstDay(firstDay);
    Deadline deadline = term.extended(registered.atTime(9, 30), more, Russia.CALENDAR);
    assertThat(deadline.raw()).as(why).isEqualTo(raw.atStartOfDay());
    assertThat(deadline.due()).as(why).isEqualTo(due.atStartOfDay());
    assertThat(deadline.adjustment()).as(why).isEqualTo(adjustment);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 31, 60})
  void refusesOtherThan1To30Days(int days) {
    assertThatThrownBy(() -> extended(Given.t5(), days))
        .isInstanceOf(ExtensionRefused.class)
        .hasMessageContaining("от 1 до 30 дней");
  }

  @ParameterizedTest(name = "{0} {1} {2} + {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          T5           | 30 | WORKING_DAYS  | 30 | всего можно не более 60 дней
          T6           | 20 | WORKING_DAYS  | 30 | всего можно не более 50 дней
          POS_ANSWER   | 31 | CALENDAR_DAYS | 30 | всего можно не более 60 дней
          T1           | 3  | CALENDAR_DAYS | 5  | продлить можно только срок рассмотрения
          T7           | 30 | CALENDAR_DAYS | 5  | продлить можно только срок рассмотрения
          T12          | 7  | CALENDAR_DAYS | 5  | продлить можно только срок рассмотрения
          SOCIAL_FIRST | 9  | WORKING_HOURS | 5  | считается не в днях
          """)
  void refusesWhatTheLawDoesNotExtend(String id, int length, Unit unit, int more, String message) {
    assertThatThrownBy(() -> extended(Given.term(id, length, unit), more))
        .isInstanceOf(ExtensionRefused.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAYearWithoutCalendar() {
    assertThatThrownBy(
            () -> Given.t5().extended(LocalDateTime.parse("2027-11-04T10:00"), 30, Russia.CALENDAR))
        .isInstanceOf(CalendarMissing.class);
  }

  @Test
  void tellsHowItCameAbout() {
    assertThat(extended(Given.t5(), 15).steps())
        .contains(
            "D4: продление на 15 дней (ст. 12 ч. 2 59-ФЗ) прибавлено к исходной дате 10.05.2026: 25.05.2026,"
                + " понедельник.");
  }

  private static Deadline extended(Term term, int days) {
    return term.extended(LocalDateTime.parse("2026-04-10T14:00"), days, Russia.CALENDAR);
  }
}
