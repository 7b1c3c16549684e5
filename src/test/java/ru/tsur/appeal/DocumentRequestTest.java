package ru.tsur.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.tsur.appeal.DocumentRequest.Addressee;

/** A court stays a court under whatever heading it is chosen (art. 10 p. 1 п. 2). */
class DocumentRequestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Заречный районный суд                            | STATE_BODY   | COURT",
        "Мировой судья участка № 3                        | STATE_BODY   | COURT",
        "Арбитражный Суд Заречной области                 | ORGANIZATION | COURT",
        "Судебный участок № 4 Заречного района             | STATE_BODY   | COURT",
        "Мировому  судье                                   | STATE_BODY   | COURT",
        "Обращено к мировым судьям                         | STATE_BODY   | COURT",
        "ФКУ «Следственный изолятор № 1»                   | STATE_BODY   | STATE_BODY",
        "СИЗО-1 (следственного изолятора начальнику)       | STATE_BODY   | STATE_BODY",
        "Следователю Иванову                               | STATE_BODY   | INVESTIGATION",
        "Служба судебных приставов                         | STATE_BODY   | STATE_BODY",
        "Следственный комитет РФ                          | STATE_BODY   | INVESTIGATION",
        "Следственное управление УМВД                     | STATE_BODY   | INVESTIGATION",
        "Отдел дознания УМВД                              | STATE_BODY   | INQUIRY",
        "Росреестр                                        | STATE_BODY   | STATE_BODY",
        "ООО «Судостроитель»                              | ORGANIZATION | ORGANIZATION",
        "Управление Судебного департамента                | STATE_BODY   | STATE_BODY",
        "Прокуратура области                              | STATE_BODY   | STATE_BODY",
        "ООО «УК Заречье»                                 | ORGANIZATION | ORGANIZATION",
      })
  void isWhatItsNameSays(String name, Addressee chosen, Addressee is) {
    assertThat(Addressee.named(name, chosen)).isEqualTo(is);
  }
}
