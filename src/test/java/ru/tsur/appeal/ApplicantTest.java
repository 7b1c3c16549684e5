package ru.tsur.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told about an applicant, and what he is. */
class ApplicantTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # kind       | email                 | words of the warnings
          CITIZEN      |                       |
          CITIZEN      | anna@example.ru       |
          CITIZEN      | anna@почта.рф         |
          CITIZEN      | anna@xn--80a.xn--p1ai |
          CITIZEN      | ANNA@EXAMPLE.RU       |
          CITIZEN      | anna@example.su       |
          CITIZEN      | anna@gmail.com        | российской национальной доменной зоне
          CITIZEN      | anna@ru.example.org   | российской национальной доменной зоне
          FOREIGNER    | li@example.cn         | российской национальной доменной зоне
          LEGAL_ENTITY | office@example.ru     |
          UNNAMED      |                       | ст. 11 ч. 1
          """)
  void isWarnedAboutNotRefused(ApplicantKind kind, String email, String words) {
    var applicant = new Applicant(kind, "", "", "", "", "", email, "", "");
    if (words == null) {
      assertThat(applicant.warnings()).isEmpty();
    } else {
      assertThat(applicant.warnings()).singleElement().asString().contains(words);
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # surname       | first name | middle name      | warned
          Иванова         | Анна       | Петровна         | false
          Салтыков-Щедрин | М.         | Е.               | false
          О’Коннор        | Жан Поль   | Гасан оглы       | false
          Müller          |            |                  | false
          12345           |            |                  | true
          Иванова         | Анна2      |                  | true
          Иванова         | Анна       | <b>              | true
          """)
  void aNameOfOtherThanLettersIsWarnedAbout(
      String surname, String first, String middle, boolean warned) {
    var applicant =
        new Applicant(ApplicantKind.CITIZEN, surname, first, middle, "", "", "", "", "");
    assertThat(applicant.warnings().stream().anyMatch(one -> one.contains("не только буквы")))
        .isEqualTo(warned);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
  @CsvSource({
    "CITIZEN, true, false, Г",
    "FOREIGNER, true, false, И",
    "ASSOCIATION, false, true, О",
    "LEGAL_ENTITY, false, true, Ю",
    "UNNAMED, false, false, Г"
  })
  void kindsHaveTheirSeriesAndNames(
      ApplicantKind kind, boolean person, boolean organization, String series) {
    assertThat(kind.isPerson()).isEqualTo(person);
    assertThat(kind.isOrganization()).isEqualTo(organization);
    assertThat(kind.series()).isEqualTo(series);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "Губернатору области, true",
    "Губернатору Заречной области, true",
    "ГУБЕРНАТОРУ, true",
    "Заместителю Губернатора области, false",
    "В Правительство области, false",
    "Министру транспорта, false"
  })
  void onlyTheGovernorHimselfHasTwentyDays(String addressee, boolean governor) {
    assertThat(GovernorsTerm.isGovernor(addressee)).isEqualTo(governor);
  }
}
