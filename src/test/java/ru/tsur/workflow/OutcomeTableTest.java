package ru.tsur.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ru.tsur.appeal.Outcome;

/** The conditions of articles 8 and 11 as {@code outcomes.dmn} has them. */
class OutcomeTableTest {

  private static DmnEngine engine;
  private static DmnDecision table;

  @BeforeAll
  static void read() throws IOException {
    engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    try (InputStream file = Files.newInputStream(Path.of("processes/outcomes.dmn"))) {
      table = engine.parseDecision(OutcomeRules.DECISION, file);
    }
  }

  /** Facts that no condition of a refusal meets, then those given. */
  private static Map<String, Object> answer(String outcome, String given) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("outcome", outcome);
    facts.put("part", false);
    facts.put("name", true);
    facts.put("address", true);
    facts.put("unlawful", false);
    facts.put("recipients", 0);
    facts.put("answers", 0);
    facts.put("arguments", false);
    facts.put("decision", false);
    facts.put("link", false);
    for (String fact : given.split(" ")) {
      if (!fact.isBlank()) {
        String[] pair = fact.split("=");
        facts.put(
            pair[0], pair[1].matches("\\d+") ? Integer.valueOf(pair[1]) : pair[1].equals("yes"));
      }
    }
    return engine.evaluateDecisionTable(table, facts).getSingleResult().getEntryMap();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REDIRECT | recipients=1 | T2",
        "REDIRECT | recipients=1 name=no | T2",
        "REDIRECT | recipients=1 arguments=yes answers=5 | T2",
        "COPIES | recipients=2 | T3",
        "COPIES | recipients=9 | T3",
        "COPIES | part=yes recipients=1 | T3",
        "COPIES | part=yes recipients=4 | T3",
        "MIGRATION | recipients=2 | T4",
        "MIGRATION | recipients=2 part=yes | T4",
        "RETURN_COMPLAINT | '' | T13",
        "RETURN_COMPLAINT | part=yes | T13",
        "ANONYMOUS | name=no | T17",
        "ANONYMOUS | address=no | T17",
        "ANONYMOUS | name=no address=no | T17",
        "ANONYMOUS | name=no unlawful=yes recipients=1 | T17",
        "ANONYMOUS | address=no unlawful=yes recipients=3 | T17",
        "COURT_DECISION | '' | T9",
        "COURT_DECISION | part=yes | T9",
        "ABUSE | '' | T14",
        "ILLEGIBLE | '' | T10",
        "ILLEGIBLE | name=no | T10",
        "UNCLEAR | '' | T11",
        "UNCLEAR | part=yes | T11",
        "TERMINATION | answers=2 decision=yes | T15",
        "TERMINATION | answers=7 decision=yes part=yes | T15",
        "PUBLISHED | link=yes | T12",
        "PUBLISHED | link=yes part=yes | T12",
        "SECRET | '' | T16",
        "SECRET | part=yes | T16",
        "OTHER_ORDER | '' | T5",
        "OTHER_ORDER | part=yes | T5"
      })
  void allows(String outcome, String facts, String term) {
    assertThat(answer(outcome, facts))
        .containsEntry("verdict", "ALLOWED")
        .containsEntry("term", term);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REDIRECT | recipients=0 | ст. 8 ч. 3: укажите орган",
        "REDIRECT | recipients=2 | ст. 8 ч. 3: обращение переадресуется в один орган",
        "REDIRECT | part=yes recipients=1 | ст. 8 ч. 3: целиком",
        "COPIES | recipients=0 | ст. 8 ч. 4: укажите органы",
        "COPIES | recipients=0 part=yes | ст. 8 ч. 4: укажите органы",
        "COPIES | recipients=1 | ст. 8 ч. 4: копии обращения в целом направляются нескольким",
        "MIGRATION | recipients=0 | ст. 8 ч. 3.1",
        "MIGRATION | recipients=1 | ст. 8 ч. 3.1",
        "ANONYMOUS | '' | ст. 11 ч. 1: фамилия и адрес",
        "ANONYMOUS | unlawful=yes recipients=1 | ст. 11 ч. 1: фамилия и адрес",
        "ANONYMOUS | name=no unlawful=yes | ст. 11 ч. 1: сообщается о противоправном",
        "ANONYMOUS | address=no unlawful=yes | ст. 11 ч. 1: сообщается о противоправном",
        "ANONYMOUS | name=no recipients=1 | ст. 11 ч. 1: без ответа и с направлением",
        "TERMINATION | '' | ст. 11 ч. 5: переписка прекращается",
        "TERMINATION | answers=1 decision=yes | не менее двух",
        "TERMINATION | answers=0 decision=yes | не менее двух",
        "TERMINATION | answers=2 | ст. 11 ч. 5: укажите решение",
        "TERMINATION | answers=2 decision=yes arguments=yes | ст. 11 ч. 5: приведены новые доводы",
        "TERMINATION | answers=9 arguments=yes | ст. 11 ч. 5: приведены новые доводы",
        "PUBLISHED | '' | ст. 11 ч. 5.1: укажите адрес",
        "PUBLISHED | part=yes | ст. 11 ч. 5.1: укажите адрес",
        "BORING | '' | Такого исхода закон не знает",
        "CONSIDER | '' | Такого исхода закон не знает",
        "'' | '' | Такого исхода закон не знает"
      })
  void refusesWithTheArticle(String outcome, String facts, String said) {
    assertThat(answer(outcome, facts))
        .containsEntry("verdict", "REFUSED")
        .containsEntry("term", "");
    assertThat((String) answer(outcome, facts).get("note")).contains(said);
  }

  /** Whatever the law's list has, the table knows; and it quotes the same article. */
  @ParameterizedTest
  @EnumSource(Outcome.Kind.class)
  void knowsTheWholeList(Outcome.Kind kind) {
    String note =
        (String)
            answer(kind.name(), "recipients=2 answers=2 decision=yes link=yes name=no").get("note");
    assertThat(note).contains(kind.article());
  }
}
