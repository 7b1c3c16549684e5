package ru.tsur.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ru.tsur.appeal.DocumentRequest.Addressee;

/** Of whom documents may be asked, and what goes with the letter, as {@code requests.dmn} says. */
class RequestTableTest {

  private static DmnEngine engine;
  private static DmnDecision table;

  @BeforeAll
  static void read() throws IOException {
    engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    try (InputStream file = Files.newInputStream(Path.of("processes/requests.dmn"))) {
      table = engine.parseDecision(RequestRules.DECISION, file);
    }
  }

  private static Map<String, Object> answer(String addressee, boolean complained) {
    return engine
        .evaluateDecisionTable(table, Map.of("addressee", addressee, "complained", complained))
        .getSingleResult()
        .getEntryMap();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BODY         | false | ALLOWED | COPY    | ст. 10 ч. 1 п. 2",
        "STATE_BODY   | false | ALLOWED | COPY    | ст. 10 ч. 1 п. 2",
        "BODY         | true  | ALLOWED | EXTRACT | ст. 8 ч. 6",
        "STATE_BODY   | true  | ALLOWED | EXTRACT | ст. 8 ч. 6",
        "ORGANIZATION | false | ALLOWED | EXTRACT | ст. 6 ч. 2",
        "ORGANIZATION | true  | ALLOWED | EXTRACT | ст. 6 ч. 2",
        "COURT        | false | REFUSED | ''      | ст. 10 ч. 1 п. 2: у судов",
        "COURT        | true  | REFUSED | ''      | ст. 10 ч. 1 п. 2: у судов",
        "INQUIRY      | false | REFUSED | ''      | ст. 10 ч. 1 п. 2: у органов дознания",
        "INVESTIGATION| false | REFUSED | ''      | предварительного следствия",
        "NOBODY       | false | REFUSED | ''      | ст. 10 ч. 1 п. 2: выберите",
      })
  void answers(
      String addressee, boolean complained, String verdict, String enclosure, String note) {
    assertThat(answer(addressee, complained))
        .containsEntry("verdict", verdict)
        .containsEntry("enclosure", enclosure);
    assertThat((String) answer(addressee, complained).get("note")).contains(note);
  }

  @ParameterizedTest
  @EnumSource(Addressee.class)
  void neverGivesTheAppealToWhomItComplainsAbout(Addressee addressee) {
    assertThat(answer(addressee.name(), true).get("enclosure")).isNotEqualTo("COPY");
    assertThat(answer(addressee.name(), false).get("verdict"))
        .isEqualTo(RequestRules.NEVER.contains(addressee.name()) ? "REFUSED" : "ALLOWED");
  }
}
