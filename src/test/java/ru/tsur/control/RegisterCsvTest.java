package ru.tsur.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that a spreadsheet opens and computes nothing of. */
class RegisterCsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|calc", "＝1", "\n=1"})
  void disarmsFormulas(String cell) {
    assertThat(RegisterCsv.cell(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Г-1/2026", "Яма = беда", "до 10.12.2026"})
  void leavesWordsAlone(String cell) {
    assertThat(RegisterCsv.cell(cell)).isEqualTo(cell);
  }

  @Test
  void quotesSeparatorsAndTellsOfMore() throws IOException {
    var line =
        new RegisterPage.Line(
            "id", "Г-1/2026", "Яма; \"большая\"", "", "", "", "", "", "", "", "", false, "", "");
    var text = new StringWriter();
    RegisterCsv.write(List.of(line), true, text);
    assertThat(text.toString())
        .startsWith("\uFEFFНомер;Суть;Состояние;Поступило;")
        .contains(";Эскалация;Ответ дан;Вид;Коллективное\r\n")
        .contains("\r\nГ-1/2026;\"Яма; \"\"большая\"\"\";")
        .contains("Показаны первые 1 строк");
  }
}
