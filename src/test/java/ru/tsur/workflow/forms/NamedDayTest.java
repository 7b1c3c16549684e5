package ru.tsur.workflow.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedDayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Сделаем до 01.08.2026. | true",
        "Сделаем до 1 августа 2026 года. | true",
        "Сделаем до 01 августа 2026 г. | true",
        "Сделаем до 1 Августа 2026 года | true",
        "Сделаем до 1\u00a0августа\u00a02026\u00a0года | true",
        "Сделаем до 11 августа 2026 года. | false",
        "Сделаем до 21.08.2026, а не 2.08.2026 | false",
        "Сделаем в августе 2026 года. | false",
        "Акт № 101.08.2026 | false",
        "Сделаем до 01.08.20265 | false"
      })
  void isFoundAsAReaderFindsIt(String text, boolean named) {
    assertThat(NamedDay.isIn(text, LocalDate.of(2026, 8, 1))).isEqualTo(named);
  }
}
