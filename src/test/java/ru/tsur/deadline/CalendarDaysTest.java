package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** D1–D3 for terms in calendar days. */
class CalendarDaysTest {

  @ParameterizedTest(name = "{0} + {1} дней: {2}, действовать до {3} ({5})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event        | days | raw            | due            | adjustment  | why
          # ordinary months
          MON 2026-06-01 | 30   | WED 2026-07-01 | WED 2026-07-01 | NONE        | ends on a working day
          MON 2026-06-01 | 15   | TUE 2026-06-16 | TUE 2026-06-16 | NONE        | fifteen days for documents
          FRI 2026-04-10 | 30   | SUN 2026-05-10 | FRI 2026-05-08 | PRECEDING   | D2: Sunday, Saturday 9 May: back to Friday
          TUE 2026-04-21 | 20   | MON 2026-05-11 | FRI 2026-05-08 | PRECEDING   | D2: twenty days to a Monday off instead of 9 May
          FRI 2026-04-24 | 20   | THU 2026-05-14 | THU 2026-05-14 | NONE        | twenty days, holidays inside do not count
          SAT 2026-05-02 | 7    | SAT 2026-05-09 | FRI 2026-05-08 | PRECEDING   | D2: Victory Day on a Saturday
          MON 2026-05-04 | 5    | SAT 2026-05-09 | FRI 2026-05-08 | PRECEDING   | D2: five days to the same Saturday
          SAT 2026-06-06 | 3    | TUE 2026-06-09 | TUE 2026-06-09 | NONE        | received on a day off: the next day is still day 1
          # D3
          FRI 2026-05-08 | 3    | MON 2026-05-11 | FRI 2026-05-08 | SAME_DAY    | D3: back to the day of receipt itself is allowed
          SAT 2026-05-09 | 2    | MON 2026-05-11 | TUE 2026-05-12 | FORCED_NEXT | D3: received on the holiday itself
          FRI 2026-06-05 | 2    | SUN 2026-06-07 | FRI 2026-06-05 | SAME_DAY    | D3: two days over a weekend
          SAT 2026-06-06 | 1    | SUN 2026-06-07 | MON 2026-06-08 | FORCED_NEXT | D3: a weekend alone can force too
          # the long holidays of 2025/26: 31 December – 11 January
          MON 2025-12-29 | 3    | THU 2026-01-01 | TUE 2025-12-30 | PRECEDING   | D2: the year's last working day is a Tuesday
          TUE 2025-12-30 | 3    | FRI 2026-01-02 | TUE 2025-12-30 | SAME_DAY    | D3: received on the last working day
          WED 2025-12-31 | 3    | SAT 2026-01-03 | MON 2026-01-12 | FORCED_NEXT | D3: back would fall before receipt: forward
          WED 2025-12-31 | 7    | WED 2026-01-07 | MON 2026-01-12 | FORCED_NEXT | D3: seven days inside the same holidays
          SUN 2026-01-04 | 3    | WED 2026-01-07 | MON 2026-01-12 | FORCED_NEXT | D3: received amid the holidays
          THU 2026-01-08 | 3    | SUN 2026-01-11 | MON 2026-01-12 | FORCED_NEXT | D3: ends on their last day
          FRI 2026-01-09 | 3    | MON 2026-01-12 | MON 2026-01-12 | NONE        | ends on the first working day
          MON 2025-12-01 | 30   | WED 2025-12-31 | TUE 2025-12-30 | PRECEDING   | D2: 31 December 2025 is off, moved from 5 January
          FRI 2025-12-12 | 30   | SUN 2026-01-11 | TUE 2025-12-30 | PRECEDING   | D2: twelve days back over the whole holidays
          # transfers of 2024
          THU 2024-03-28 | 30   | SAT 2024-04-27 | SAT 2024-04-27 | NONE        | a Saturday made working
          FRI 2024-03-29 | 30   | SUN 2024-04-28 | SAT 2024-04-27 | PRECEDING   | D2: Sunday: back to the working Saturday
          SUN 2024-03-31 | 30   | TUE 2024-04-30 | SAT 2024-04-27 | PRECEDING   | D2: Tuesday off, moved from 2 November
          MON 2024-04-01 | 30   | WED 2024-05-01 | SAT 2024-04-27 | PRECEDING   | D2: over two transferred days off
          WED 2024-04-10 | 30   | FRI 2024-05-10 | WED 2024-05-08 | PRECEDING   | D2: Friday off, moved from 6 January
          SAT 2024-10-05 | 30   | MON 2024-11-04 | SAT 2024-11-02 | PRECEDING   | D2: Unity Day, Saturday before it works
          FRI 2024-12-27 | 3    | MON 2024-12-30 | SAT 2024-12-28 | PRECEDING   | D2: the year's last working day is a Saturday
          SAT 2024-12-28 | 3    | TUE 2024-12-31 | SAT 2024-12-28 | SAME_DAY    | D3: received on that Saturday
          SUN 2024-12-29 | 3    | WED 2025-01-01 | THU 2025-01-09 | FORCED_NEXT | D3: holidays of 2024/25 end on 8 January
          # the first days that the calendar knows
          MON 2024-01-01 | 3    | THU 2024-01-04 | TUE 2024-01-09 | FORCED_NEXT | D3: needs no calendar of 2023
          SUN 2023-12-10 | 30   | TUE 2024-01-09 | TUE 2024-01-09 | NONE        | an event of 2023, judged in 2024
          # leap day
          MON 2024-02-26 | 3    | THU 2024-02-29 | THU 2024-02-29 | NONE        | ends on 29 February
          TUE 2024-01-30 | 30   | THU 2024-02-29 | THU 2024-02-29 | NONE        | thirty days to 29 February
          WED 2024-01-31 | 30   | FRI 2024-03-01 | FRI 2024-03-01 | NONE        | over 29 February
          THU 2024-02-29 | 30   | SAT 2024-03-30 | FRI 2024-03-29 | PRECEDING   | D2: from 29 February
          FRI 2025-01-31 | 30   | SUN 2025-03-02 | FRI 2025-02-28 | PRECEDING   | D2: no leap day
          # transfers of 2025
          WED 2025-04-02 | 30   | FRI 2025-05-02 | WED 2025-04-30 | PRECEDING   | D2: Friday off, moved from 4 January
          TUE 2025-04-08 | 30   | THU 2025-05-08 | WED 2025-05-07 | PRECEDING   | D2: Thursday off, moved from 23 February
          WED 2025-05-14 | 30   | FRI 2025-06-13 | WED 2025-06-11 | PRECEDING   | D2: Friday off, moved from 8 March
          THU 2025-10-02 | 30   | SAT 2025-11-01 | SAT 2025-11-01 | NONE        | a Saturday made working
          SUN 2025-10-05 | 30   | TUE 2025-11-04 | SAT 2025-11-01 | PRECEDING   | D2: over Monday off, moved from that Saturday
          # transfers of 2026
          SAT 2026-01-24 | 30   | MON 2026-02-23 | FRI 2026-02-20 | PRECEDING   | D2: a holiday on a Monday
          SAT 2026-02-07 | 30   | MON 2026-03-09 | FRI 2026-03-06 | PRECEDING   | D2: Monday off instead of Sunday 8 March
          WED 2026-05-13 | 30   | FRI 2026-06-12 | THU 2026-06-11 | PRECEDING   | D2: Russia Day
          MON 2026-10-05 | 30   | WED 2026-11-04 | TUE 2026-11-03 | PRECEDING   | D2: a holiday in mid-week
          TUE 2026-12-01 | 30   | THU 2026-12-31 | WED 2026-12-30 | PRECEDING   | D2: 31 December 2026 is off, moved from 4 January
          THU 2026-12-31 | 3    | SUN 2027-01-03 | MON 2027-01-11 | FORCED_NEXT | D3: holidays of 2026/27
          # transfers of 2027
          THU 2027-01-21 | 30   | SAT 2027-02-20 | SAT 2027-02-20 | NONE        | a Saturday made working
          SUN 2027-01-24 | 30   | TUE 2027-02-23 | SAT 2027-02-20 | PRECEDING   | D2: over Monday off, moved from that Saturday
          SAT 2027-04-03 | 30   | MON 2027-05-03 | FRI 2027-04-30 | PRECEDING   | D2: Monday off instead of Saturday 1 May
          SAT 2027-04-10 | 30   | MON 2027-05-10 | FRI 2027-05-07 | PRECEDING   | D2: Monday off instead of Sunday 9 May
          SAT 2027-05-15 | 30   | MON 2027-06-14 | FRI 2027-06-11 | PRECEDING   | D2: Monday off instead of Saturday 12 June
          WED 2027-10-06 | 30   | FRI 2027-11-05 | WED 2027-11-03 | PRECEDING   | D2: Friday off, moved from 2 January
          WED 2027-12-01 | 30   | FRI 2027-12-31 | THU 2027-12-30 | PRECEDING   | D2: the last day that the calendar knows
          """)
  void endsOnWorkingDay(
      @ConvertWith(WithWeekday.class) LocalDate event,
      int days,
      @ConvertWith(WithWeekday.class) LocalDate raw,
      @ConvertWith(WithWeekday.class) LocalDate due,
      Adjustment adjustment,
      String why) {
    assertEnds(
        Given.days(days).from(event.atTime(14, 0), Russia.CALENDAR), raw, due, adjustment, why);
  }

  @ParameterizedTest(name = "{0} + {1} дней, {2}, {3}: {4}, действовать до {5} ({7})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event        | days | D2        | D1          | raw            | due            | adjustment  | why
          FRI 2026-04-10 | 30   | NEXT      | NEXT_DAY    | SUN 2026-05-10 | TUE 2026-05-12 | NEXT        | on over Monday off
          WED 2025-12-31 | 3    | NEXT      | NEXT_DAY    | SAT 2026-01-03 | MON 2026-01-12 | NEXT        | same day as D3, by the rule
          SUN 2024-03-31 | 30   | NEXT      | NEXT_DAY    | TUE 2024-04-30 | THU 2024-05-02 | NEXT        | on over 1 May
          THU 2024-03-28 | 30   | NEXT      | NEXT_DAY    | SAT 2024-04-27 | SAT 2024-04-27 | NONE        | a working Saturday stays
          FRI 2026-04-10 | 30   | NONE      | NEXT_DAY    | SUN 2026-05-10 | SUN 2026-05-10 | NONE        | Sunday stays
          WED 2027-12-22 | 30   | NONE      | NEXT_DAY    | FRI 2028-01-21 | FRI 2028-01-21 | NONE        | no day judged: no calendar needed
          MON 2026-06-01 | 30   | PRECEDING | TRIGGER_DAY | TUE 2026-06-30 | TUE 2026-06-30 | NONE        | one day earlier
          FRI 2026-04-10 | 30   | PRECEDING | TRIGGER_DAY | SAT 2026-05-09 | FRI 2026-05-08 | PRECEDING   | one day earlier, same Friday
          FRI 2026-05-08 | 1    | PRECEDING | TRIGGER_DAY | FRI 2026-05-08 | FRI 2026-05-08 | NONE        | the day itself, no way back taken
          SAT 2026-05-09 | 1    | PRECEDING | TRIGGER_DAY | SAT 2026-05-09 | TUE 2026-05-12 | FORCED_NEXT | D3: the day itself is off
          WED 2025-12-31 | 3    | PRECEDING | TRIGGER_DAY | FRI 2026-01-02 | MON 2026-01-12 | FORCED_NEXT | D3 as with the next day
          """)
  void followsTheSettings(
      @ConvertWith(WithWeekday.class) LocalDate event,
      int days,
      NonWorkingDay nonWorkingDay,
      FirstDay firstDay,
      @ConvertWith(WithWeekday.class) LocalDate raw,
      @ConvertWith(WithWeekday.class) LocalDate due,
      Adjustment adjustment,
      String why) {
    Term term = Given.days(days).withNonWorkingDay(nonWorkingDay).withFirstDay(firstDay);
    assertEnds(term.from(event.atStartOfDay(), Russia.CALENDAR), raw, due, adjustment, why);
  }

  @ParameterizedTest(name = "{0} + {1} дней, {2}: нет календаря на {3} ({4})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event        | days | D2        | year | why
          WED 2027-12-22 | 30   | PRECEDING | 2028 | ends in a year without a calendar
          WED 2027-12-01 | 30   | NEXT      | 2028 | 31 December is off, the next day unknown
          MON 2023-12-11 | 3    | PRECEDING | 2023 | before the first year
          FRI 2023-12-08 | 30   | PRECEDING | 2023 | back from the holidays of 2024 into 2023
          """)
  void refusesAYearWithoutCalendar(
      @ConvertWith(WithWeekday.class) LocalDate event,
      int days,
      NonWorkingDay nonWorkingDay,
      int year,
      String why) {
    Term term = Given.days(days).withNonWorkingDay(nonWorkingDay);
    assertThatThrownBy(() -> term.from(event.atStartOfDay(), Russia.CALENDAR))
        .as(why)
        .isInstanceOfSatisfying(CalendarMissing.class, e -> assertThat(e.year()).isEqualTo(year))
        .hasMessage("Нет производственного календаря на %d год: срок не посчитать.", year);
  }

  @Test
  void hourOfTheEventDoesNotMatter() {
    Deadline morning = Given.t5().from(LocalDateTime.parse("2026-04-10T00:00"), Russia.CALENDAR);
    Deadline night = Given.t5().from(LocalDateTime.parse("2026-04-10T23:59:59"), Russia.CALENDAR);
    assertThat(night.due()).isEqualTo(morning.due());
  }

  @Test
  void lastsTo24HoursOfItsLastDay() {
    Deadline deadline = Given.t5().from(LocalDateTime.parse("2026-04-10T14:00"), Russia.CALENDAR);
    assertThat(deadline.dueAt()).isEqualTo("2026-05-08T23:59");
    assertThat(deadline.breachAt()).isEqualTo("2026-05-09T00:00");
    assertThat(deadline.isBreachedOn(LocalDateTime.parse("2026-05-08T23:59:59.999"))).isFalse();
    assertThat(deadline.isBreachedOn(LocalDateTime.parse("2026-05-09T00:00"))).isTrue();
  }

  @Test
  void tellsHowItCameAbout() {
    assertThat(Given.t5().from(LocalDateTime.parse("2026-04-10T14:00"), Russia.CALENDAR).steps())
        .containsExactly(
            "Срок (статья): 30 календарных дней.",
            "D1: первый день срока – следующий за днём события (10.04.2026), 11.04.2026, суббота."
                + " Последний день – 10.05.2026, воскресенье.",
            "09.05.2026, суббота – нерабочий день: День Победы.",
            "10.05.2026, воскресенье – нерабочий день: выходной.",
            "D2: срок переносится на предшествующий рабочий день, 08.05.2026, пятница.",
            "Срок истекает в 24:00 08.05.2026, пятница.");
  }

  @Test
  void marksRegistrationBeyondTheLaw() {
    Term registration = Given.term("T1", 3, Unit.CALENDAR_DAYS);
    assertThat(registration.from(LocalDateTime.parse("2025-12-31T14:00"), Russia.CALENDAR).steps())
        .contains(
            "D3: предшествующий рабочий день раньше дня события (31.12.2025), поэтому взят первый рабочий день после"
                + " 03.01.2026: 12.01.2026, понедельник.",
            "Сверх срока закона, решение органа.",
            "с 02.01.2026 по 06.01.2026 – нерабочий день: Новогодние каникулы.");
  }

  @Test
  void neverFailsWithWeekendsOnly() {
    Deadline deadline =
        Given.t5()
            .from(
                LocalDateTime.parse("2027-12-10T14:00"), Russia.CALENDAR.withWeekendsOnlyOutside());
    assertThat(deadline.raw()).isEqualTo("2028-01-09T00:00");
    assertThat(deadline.due())
        .as("weekends only: Friday before Sunday")
        .isEqualTo("2028-01-07T00:00");
    assertThat(deadline.calendar()).isEqualTo("RU-2024-2027 (календарь не утверждён)");
    assertThat(deadline.steps())
        .contains(
            "Календарь на 2028 год не утверждён: нерабочими считаются только субботы и воскресенья, срок будет"
                + " пересчитан.");
  }

  @Test
  void refusesATermWithoutLength() {
    Term oral =
        new Term(
            new TermId("T18"),
            "Устный ответ",
            "ст. 13 ч. 3 59-ФЗ",
            OptionalInt.empty(),
            Unit.CALENDAR_DAYS,
            NonWorkingDay.PRECEDING,
            FirstDay.NEXT_DAY,
            WorkingTime.STANDARD);
    assertThatThrownBy(() -> oral.from(LocalDateTime.parse("2026-04-10T14:00"), Russia.CALENDAR))
        .isInstanceOf(TermWithoutLength.class)
        .hasMessage("Срок законом не установлен: T18 «Устный ответ» (ст. 13 ч. 3 59-ФЗ).");
  }

  private static void assertEnds(
      Deadline deadline, LocalDate raw, LocalDate due, Adjustment adjustment, String why) {
    assertThat(deadline.raw()).as(why).isEqualTo(raw.atStartOfDay());
    assertThat(deadline.due()).as(why).isEqualTo(due.atStartOfDay());
    assertThat(deadline.adjustment()).as(why).isEqualTo(adjustment);
    assertThat(deadline.inDays()).isTrue();
    assertThat(deadline.calendar()).isEqualTo("RU-2024-2027");
  }
}
