package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms in working days; D1 holds for them too. */
class WorkingDaysTest {

  @ParameterizedTest(name = "{0} + {1} рабочих дней, {2}: до {3} ({4})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event        | days | D1          | due            | why
          MON 2026-06-01 | 1    | NEXT_DAY    | TUE 2026-06-02 | the day after is day 1
          FRI 2026-06-05 | 1    | NEXT_DAY    | MON 2026-06-08 | over a weekend
          SAT 2026-06-06 | 1    | NEXT_DAY    | MON 2026-06-08 | from a day off
          FRI 2026-05-08 | 1    | NEXT_DAY    | TUE 2026-05-12 | over Monday off instead of 9 May
          MON 2026-06-08 | 5    | NEXT_DAY    | TUE 2026-06-16 | Russia Day and a weekend inside
          MON 2025-12-29 | 2    | NEXT_DAY    | MON 2026-01-12 | over the long holidays
          WED 2025-12-31 | 1    | NEXT_DAY    | MON 2026-01-12 | from the long holidays
          FRI 2024-04-26 | 1    | NEXT_DAY    | SAT 2024-04-27 | a Saturday made working counts
          FRI 2024-04-26 | 2    | NEXT_DAY    | THU 2024-05-02 | and the days off it was given for do not
          FRI 2025-10-31 | 7    | NEXT_DAY    | WED 2025-11-12 | working Saturday, then three days off
          FRI 2027-02-19 | 1    | NEXT_DAY    | SAT 2027-02-20 | a shortened Saturday is a whole day
          SAT 2027-02-20 | 3    | NEXT_DAY    | FRI 2027-02-26 | from that Saturday
          WED 2024-02-28 | 1    | NEXT_DAY    | THU 2024-02-29 | leap day
          MON 2026-06-01 | 1    | TRIGGER_DAY | MON 2026-06-01 | the day itself
          MON 2026-06-01 | 5    | TRIGGER_DAY | FRI 2026-06-05 | the week itself
          SAT 2026-06-06 | 1    | TRIGGER_DAY | MON 2026-06-08 | the day itself is off: the first working one
          """)
  void countsWorkingDaysOnly(
      @ConvertWith(WithWeekday.class) LocalDate event,
      int days,
      FirstDay firstDay,
      @ConvertWith(WithWeekday.class) LocalDate due,
      String why) {
    Term term = Given.term("POS_REWORK", days, Unit.WORKING_DAYS).withFirstDay(firstDay);
    Deadline deadline = term.from(event.atTime(23, 0), Russia.CALENDAR);
    assertThat(deadline.due()).as(why).isEqualTo(due.atStartOfDay());
    assertThat(deadline.raw()).as("a working day needs no D2").isEqualTo(deadline.due());
    assertThat(deadline.adjustment()).isEqualTo(Adjustment.NONE);
  }

  @Test
  void tellsWhatWasSkipped() {
    Term term = Given.term("POS_REWORK", 2, Unit.WORKING_DAYS);
    assertThat(term.from(LocalDateTime.parse("2025-10-31T10:00"), Russia.CALENDAR).steps())
        .containsExactly(
            "Срок (статья): 2 рабочих дня.",
            "D1: первый день срока – следующий за днём события (31.10.2025), 01.11.2025, суббота. Считаются только"
                + " рабочие дни.",
            "01.11.2025, суббота – рабочий день: выходной перенесён на 03.11.2025 (ПП РФ от 04.10.2024 № 1335).",
            "02.11.2025, воскресенье – нерабочий день: выходной.",
            "03.11.2025, понедельник – нерабочий день: выходной перенесён с 01.11.2025 (ПП РФ от 04.10.2024 № 1335).",
            "04.11.2025, вторник – нерабочий день: День народного единства.",
            "2-й рабочий день – 05.11.2025, среда.",
            "Срок истекает в 24:00 05.11.2025, среда.");
  }

  @Test
  void refusesAYearWithoutCalendar() {
    Term term = Given.term("POS_REWORK", 1, Unit.WORKING_DAYS);
    assertThatThrownBy(() -> term.from(LocalDateTime.parse("2027-12-30T10:00"), Russia.CALENDAR))
        .isInstanceOfSatisfying(CalendarMissing.class, e -> assertThat(e.year()).isEqualTo(2028));
  }

  @Test
  void marksAYearWithoutCalendarThatItCounted() {
    Deadline deadline =
        Given.term("STEP_SIGN", 2, Unit.WORKING_DAYS)
            .from(
                LocalDateTime.parse("2027-12-30T10:00"), Russia.CALENDAR.withWeekendsOnlyOutside());
    assertThat(deadline.due()).isEqualTo("2028-01-04T00:00");
    assertThat(deadline.calendar()).endsWith("(календарь не утверждён)");
  }
}
