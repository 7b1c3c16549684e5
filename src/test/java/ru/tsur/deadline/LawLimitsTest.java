package ru.tsur.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawLimitsTest {

  @ParameterizedTest(name = "{0} = {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # term | length | unit          | refusal, none when empty
          T1     | 3      | CALENDAR_DAYS |
          T1     | 1      | CALENDAR_DAYS |
          T1     | 4      | CALENDAR_DAYS | Срок T1 (статья): 4 календарных дня – дольше, чем можно: закон даёт не более 3 дней. Короче – можно, дольше – нет.
          T1     | 72     | CLOCK_HOURS   |
          T1     | 73     | CLOCK_HOURS   | Срок T1 (статья): 73 часа круглосуточно – дольше, чем можно: закон даёт не более 3 дней. Короче – можно, дольше – нет.
          T1     | 30     | CLOCK_MINUTES |
          T1     | 1      | WORKING_DAYS  | Срок T1 (статья): закон считает календарные дни, а указано: 1 рабочий день. Укажите календарные дни, закон даёт не более 3 дней.
          T1     | 9      | WORKING_HOURS | Срок T1 (статья): закон считает календарные дни, а указано: 9 рабочих часов. Укажите календарные дни, закон даёт не более 3 дней.
          T2     | 8      | CALENDAR_DAYS | Срок T2 (статья): 8 календарных дней – дольше, чем можно: закон даёт не более 7 дней. Короче – можно, дольше – нет.
          T3     | 7      | CALENDAR_DAYS |
          T4     | 6      | CALENDAR_DAYS | Срок T4 (статья): 6 календарных дней – дольше, чем можно: закон даёт не более 5 дней. Короче – можно, дольше – нет.
          T5     | 30     | CALENDAR_DAYS |
          T5     | 31     | CALENDAR_DAYS | Срок T5 (статья): 31 календарный день – дольше, чем можно: закон даёт не более 30 дней. Короче – можно, дольше – нет.
          T5     |        | CALENDAR_DAYS | Срок T5 (статья): длина не указана, а закон даёт не более 30 дней. Укажите длину.
          T5_REOPENED | 31 | CALENDAR_DAYS | Срок T5_REOPENED (статья): 31 календарный день – дольше, чем можно: закон даёт не более 30 дней. Короче – можно, дольше – нет.
          T6     | 21     | CALENDAR_DAYS | Срок T6 (статья): 21 календарный день – дольше, чем можно: закон даёт не более 20 дней. Короче – можно, дольше – нет.
          T7     | 31     | CALENDAR_DAYS | Срок T7 (статья): 31 календарный день – дольше, чем можно: закон даёт не более 30 дней. Короче – можно, дольше – нет.
          T8     | 16     | CALENDAR_DAYS | Срок T8 (статья): 16 календарных дней – дольше, чем можно: закон даёт не более 15 дней. Короче – можно, дольше – нет.
          T12    | 8      | CALENDAR_DAYS | Срок T12 (статья): 8 календарных дней – дольше, чем можно: закон даёт не более 7 дней. Короче – можно, дольше – нет.
          T13    | 60     | CALENDAR_DAYS |
          T20    |        | CALENDAR_DAYS |
          """)
  void rowMayBeShorterNeverLonger(String id, Integer length, Unit unit, String refusal) {
    Term term =
        new Term(
            new TermId(id),
            "Срок",
            "статья",
            length == null ? OptionalInt.empty() : OptionalInt.of(length),
            unit,
            NonWorkingDay.PRECEDING,
            FirstDay.NEXT_DAY,
            WorkingTime.STANDARD);
    assertThat(LawLimits.refusal(term).orElse(null)).isEqualTo(refusal);
  }
}
