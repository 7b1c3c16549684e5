package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** D5 for terms in working hours; hours and minutes by the clock. */
class HoursTest {

  @ParameterizedTest(name = "{0} + {1} рабочих часов, {2}: до {3} ({4})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event              | hours | profile  | due                  | why
          FRI 2026-06-05 10:00 | 2     | STANDARD | FRI 2026-06-05 12:00 | inside a day
          FRI 2026-06-05 12:00 | 2     | STANDARD | FRI 2026-06-05 14:00 | no lunch
          FRI 2026-06-05 17:30 | 2     | STANDARD | MON 2026-06-08 10:30 | over a weekend
          FRI 2026-06-05 18:00 | 1     | STANDARD | MON 2026-06-08 10:00 | the closing minute is outside
          FRI 2026-06-05 21:15 | 1     | STANDARD | MON 2026-06-08 10:00 | evening: the next opening
          SAT 2026-06-06 12:00 | 1     | STANDARD | MON 2026-06-08 10:00 | a day off: the next opening
          WED 2026-06-03 00:00 | 4     | STANDARD | WED 2026-06-03 13:00 | night: today's opening
          FRI 2026-06-05 09:00 | 9     | STANDARD | FRI 2026-06-05 18:00 | 9 hours are a day, ended at closing
          FRI 2026-06-05 09:01 | 9     | STANDARD | MON 2026-06-08 09:01 | a minute later: the minute is Monday's
          FRI 2026-05-08 17:00 | 2     | STANDARD | TUE 2026-05-12 10:00 | shortened day ignored, Monday off instead of 9 May
          SAT 2027-02-20 16:30 | 1     | STANDARD | SAT 2027-02-20 17:30 | a working Saturday, its shortening ignored
          TUE 2025-12-30 17:00 | 9     | STANDARD | MON 2026-01-12 17:00 | over the long holidays
          WED 2025-12-31 14:00 | 2     | STANDARD | MON 2026-01-12 11:00 | from the long holidays
          THU 2026-06-11 14:00 | 27    | STANDARD | WED 2026-06-17 14:00 | three days over Russia Day and a weekend
          MON 2026-06-01 11:30 | 1     | TULA     | MON 2026-06-01 12:30 | ends as lunch begins
          MON 2026-06-01 12:00 | 1     | TULA     | MON 2026-06-01 13:48 | 48 minutes of lunch inside
          MON 2026-06-01 12:30 | 1     | TULA     | MON 2026-06-01 14:18 | begins as lunch does
          MON 2026-06-01 12:45 | 1     | TULA     | MON 2026-06-01 14:18 | begins at lunch
          MON 2026-06-01 13:18 | 1     | TULA     | MON 2026-06-01 14:18 | begins as lunch ends
          MON 2026-06-01 09:00 | 9     | TULA     | TUE 2026-06-02 09:48 | 8 h 12 min are a day
          THU 2026-06-04 17:30 | 1     | TULA     | FRI 2026-06-05 09:30 | Thursday closes at 18
          FRI 2026-06-05 16:30 | 1     | TULA     | MON 2026-06-08 09:30 | Friday closes at 17
          FRI 2026-06-05 17:00 | 1     | TULA     | MON 2026-06-08 10:00 | and 17:00 is outside
          THU 2026-04-30 16:30 | 1     | TULA     | MON 2026-05-04 09:30 | Thursday before a holiday closes at 17
          FRI 2026-05-08 16:00 | 2     | TULA     | TUE 2026-05-12 10:00 | Friday before a holiday closes once earlier, not twice
          SAT 2024-04-27 16:30 | 1     | TULA     | SAT 2024-04-27 17:30 | a working Saturday is like the Monday it stands for
          SAT 2027-02-20 16:30 | 1     | TULA     | WED 2027-02-24 09:30 | a shortened working Saturday
          """)
  void countsWorkingTimeOnly(
      @ConvertWith(WithWeekday.class) LocalDateTime event,
      int hours,
      WorkingTime profile,
      @ConvertWith(WithWeekday.class) LocalDateTime due,
      String why) {
    Term term = Given.term("SOCIAL_FIRST", hours, Unit.WORKING_HOURS).withHours(profile);
    assertEnds(term.from(event, Russia.CALENDAR), due, why);
  }

  @ParameterizedTest(name = "{0} + {1} {2}: до {3} ({4})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # event              | length | unit          | due                  | why
          SAT 2026-05-09 23:50 | 15     | CLOCK_MINUTES | SUN 2026-05-10 00:05 | a holiday night is like any other
          WED 2024-02-28 23:45 | 30     | CLOCK_MINUTES | THU 2024-02-29 00:15 | into the leap day
          FRI 2026-06-05 17:00 | 2      | CLOCK_HOURS   | FRI 2026-06-05 19:00 | past closing
          WED 2025-12-31 14:00 | 24     | CLOCK_HOURS   | THU 2026-01-01 14:00 | into the long holidays
          FRI 2027-12-31 23:30 | 1      | CLOCK_HOURS   | SAT 2028-01-01 00:30 | needs no calendar
          """)
  void countsByTheClock(
      @ConvertWith(WithWeekday.class) LocalDateTime event,
      int length,
      Unit unit,
      @ConvertWith(WithWeekday.class) LocalDateTime due,
      String why) {
    assertEnds(Given.term("SOCIAL_TAKE_RED", length, unit).from(event, Russia.CALENDAR), due, why);
  }

  @Test
  void isBreachedAtTheMoment() {
    Deadline deadline =
        Given.term("SOCIAL_TAKE_RED", 15, Unit.CLOCK_MINUTES)
            .from(LocalDateTime.parse("2026-06-05T10:00"), Russia.CALENDAR);
    assertThat(deadline.dueAt()).isEqualTo("2026-06-05T10:15");
    assertThat(deadline.isBreachedOn(LocalDateTime.parse("2026-06-05T10:14:59"))).isFalse();
    assertThat(deadline.isBreachedOn(LocalDateTime.parse("2026-06-05T10:15"))).isTrue();
  }

  @Test
  void tellsHowItCameAbout() {
    Term term = Given.term("SOCIAL_FIRST", 2, Unit.WORKING_HOURS).withHours(WorkingTime.TULA);
    assertThat(term.from(LocalDateTime.parse("2026-05-08T16:30"), Russia.CALENDAR).steps())
        .containsExactly(
            "Срок (статья): 2 рабочих часа.",
            "Начало: 08.05.2026 16:30, пятница.",
            "D5: рабочее время 09:00–18:00, в пятницу и предпраздничный день до 17:00, обед 12:30–13:18.",
            "08.05.2026, пятница: с 16:30 до 17:00 – 30 мин (сокращённый день).",
            "09.05.2026, суббота – нерабочий день: День Победы.",
            "10.05.2026, воскресенье – нерабочий день: выходной.",
            "11.05.2026, понедельник – нерабочий день: выходной перенесён с 09.05.2026 автоматически (ч. 2 ст. 112 ТК"
                + " РФ; «День Победы» пришёлся на выходной).",
            "12.05.2026, вторник: с 09:00 до 10:30 – 1 ч 30 мин.",
            "Срок истекает 12.05.2026 10:30, вторник.");
  }

  @Test
  void refusesAYearWithoutCalendar() {
    Term term = Given.term("SOCIAL_FIRST", 9, Unit.WORKING_HOURS);
    assertThatThrownBy(() -> term.from(LocalDateTime.parse("2027-12-30T12:00"), Russia.CALENDAR))
        .isInstanceOf(CalendarMissing.class);
  }

  private static void assertEnds(Deadline deadline, LocalDateTime due, String why) {
    assertThat(deadline.due()).as(why).isEqualTo(due);
    assertThat(deadline.raw()).as(why).isEqualTo(due);
    assertThat(deadline.adjustment()).isEqualTo(Adjustment.NONE);
    assertThat(deadline.inDays()).isFalse();
  }
}
