package ru.tsur.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same text, and who as the same applicant. */
class LikenessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Не горят фонари на улице Липовой. | Не горят фонари на улице Липовой.          | 1.0 | 1.0",
        "Не горят фонари на улице Липовой. | НЕ ГОРЯТ ФОНАРИ, на улице Липовой!!         | 1.0 | 1.0",
        "Не горят фонари на улице Липовой. | На улице Липовой не горят фонари.           | 0.7 | 0.99",
        "Не горят фонари на улице Липовой. | Не горят фонари на улице Липовой, дом 3.    | 0.6 | 0.9",
        "Не горят фонари на улице Липовой. | Прошу пересчитать плату за отопление.       | 0.0 | 0.1",
        "Ёлка                              | елка                                        | 1.0 | 1.0",
        "да                                | да                                          | 0.0 | 0.0"
      })
  void comparesLettersAndDigitsOnly(String one, String other, double least, double most) {
    assertThat(Likeness.of(one, other)).isBetween(least, most);
    assertThat(Likeness.of(other, one)).isEqualTo(Likeness.of(one, other));
  }

  @Test
  void anApplicantIsLookedForBySurnameAndInitialOrByTheOrganisation() {
    assertThat(key("Заявителева", "Анна", "")).isEqualTo(key("ЗАЯВИТЕЛЕВА ", "А.", ""));
    assertThat(key("Заявителева", "Анна", "")).isNotEqualTo(key("Заявителева", "Вера", ""));
    assertThat(key("", "", "ООО «Ромашка»")).isEqualTo(key("", "", "ооо Ромашка"));
    assertThat(key("", "", "")).isEmpty();
  }

  private static String key(String last, String first, String organization) {
    return Repeats.key(
        new Applicant(
            organization.isEmpty() ? ApplicantKind.CITIZEN : ApplicantKind.LEGAL_ENTITY,
            last,
            first,
            "",
            organization,
            "",
            "",
            "",
            ""));
  }
}
