package ru.tsur.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.tsur.deadline.FirstDay;
import ru.tsur.deadline.LawLimits;
import ru.tsur.deadline.NonWorkingDay;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Unit;
import ru.tsur.deadline.WorkingTime;

class DmnTermsTest {

  private static final String TABLE = table();

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # term             | length | unit          | where in law.md
          T1                 | 3      | CALENDAR_DAYS | §3
          T2                 | 7      | CALENDAR_DAYS | §3
          T3                 | 7      | CALENDAR_DAYS | §3
          T4                 | 5      | CALENDAR_DAYS | §3
          T5                 | 30     | CALENDAR_DAYS | §3
          T5_REOPENED        | 30     | CALENDAR_DAYS | law.md T12: reopened, P
          T6                 | 20     | CALENDAR_DAYS | §3
          T7                 | 30     | CALENDAR_DAYS | §3: the longest extension
          T8                 | 15     | CALENDAR_DAYS | §3
          T9                 | 7      | CALENDAR_DAYS | §3
          T10                | 7      | CALENDAR_DAYS | §3
          T11                | 7      | CALENDAR_DAYS | §3
          T12                | 7      | CALENDAR_DAYS | §3
          T13                | 7      | CALENDAR_DAYS | §3: setting
          T14                | 30     | CALENDAR_DAYS | §3: setting
          T15                | 30     | CALENDAR_DAYS | §3: setting
          T16                | 30     | CALENDAR_DAYS | §3: setting
          T17                | 7      | CALENDAR_DAYS | §3: setting
          T18                |        | CALENDAR_DAYS | §3: at once, no length
          T19                | 30     | CALENDAR_DAYS | §3: as T5, from registration
          T20                |        | CALENDAR_DAYS | §3: no length
          POS_MODERATION     | 1      | WORKING_DAYS  | §9.1
          POS_COORDINATION   | 1      | WORKING_DAYS  | §9.1
          POS_ANSWER         | 30     | CALENDAR_DAYS | §9.1
          POS_ANSWER_FAST    | 10     | CALENDAR_DAYS | §9.1
          POS_APPROVAL       | 1      | WORKING_DAYS  | §9.1
          POS_REWORK         | 5      | WORKING_DAYS  | §9.1
          SOCIAL_TAKE        | 2      | WORKING_HOURS | §9.2
          SOCIAL_TAKE_HIGH   | 1      | WORKING_HOURS | §9.2
          SOCIAL_TAKE_RED    | 15     | CLOCK_MINUTES | §9.2
          SOCIAL_ACCEPT      | 2      | WORKING_HOURS | §9.2
          SOCIAL_ACCEPT_HIGH | 1      | WORKING_HOURS | §9.2
          SOCIAL_ACCEPT_RED  | 30     | CLOCK_MINUTES | §9.2
          SOCIAL_FIRST       | 9      | WORKING_HOURS | §9.2
          SOCIAL_FIRST_HIGH  | 4      | WORKING_HOURS | §9.2
          SOCIAL_FIRST_RED   | 2      | CLOCK_HOURS   | §9.2
          SOCIAL_FINAL       | 7      | WORKING_DAYS  | §9.2
          SOCIAL_FINAL_HIGH  | 3      | WORKING_DAYS  | §9.2
          SOCIAL_FINAL_RED   | 24     | CLOCK_HOURS   | §9.2
          SOCIAL_REPEAT      | 4      | WORKING_HOURS | §9.2
          SOCIAL_REPEAT_HIGH | 2      | WORKING_HOURS | §9.2
          SOCIAL_REPEAT_RED  | 1      | CLOCK_HOURS   | §9.2: red never waits for the morning
          STEP_EMAIL         | 1      | WORKING_DAYS  | an e-mail is no appeal, a crime in it does not wait
          STEP_TRIAGE        | 1      | WORKING_DAYS  | design.md: steps have terms too
          STEP_ROUTE         | 1      | WORKING_DAYS  |
          STEP_ACCEPT        | 1      | WORKING_DAYS  |
          STEP_EXECUTE       | 15     | CALENDAR_DAYS |
          STEP_APPROVE       | 1      | WORKING_DAYS  |
          STEP_SIGN          | 2      | WORKING_DAYS  |
          STEP_EXTENSION     | 1      | WORKING_DAYS  |
          STEP_WITHDRAWAL    | 1      | WORKING_DAYS  |
          STEP_SUPPLEMENT    | 1      | WORKING_DAYS  |
          STEP_DISPATCH      | 1      | WORKING_DAYS  |
          STEP_PART          | 15     | CALENDAR_DAYS | §11: half of the term
          STEP_REQUEST       | 2      | WORKING_DAYS  | art. 10 p. 1 п. 2: the letter
          STEP_REMIND        | 1      | WORKING_DAYS  |
          STEP_CHASE         | 5      | WORKING_DAYS  | issue 9: chased again
          STEP_CONTROL       | 30     | CALENDAR_DAYS | P: art. 8 p. 5 has no term
          STEP_LADDER_1      | 1      | WORKING_DAYS  |
          STEP_LADDER_2      | 2      | WORKING_DAYS  |
          STEP_LADDER_3      | 3      | WORKING_DAYS  |
          """)
  void shippedTableHoldsTheRow(String id, Integer length, Unit unit, String where) {
    Term term =
        read(TABLE).stream().filter(each -> each.id().value().equals(id)).findFirst().orElseThrow();
    assertThat(term.length())
        .as(where)
        .isEqualTo(length == null ? OptionalInt.empty() : OptionalInt.of(length));
    assertThat(term.unit()).as(where).isEqualTo(unit);
    assertThat(LawLimits.refusal(term)).isEmpty();
  }

  @Test
  void shippedTableHoldsNothingElse() {
    assertThat(read(TABLE)).hasSize(61);
    assertThat(read(TABLE).get(4))
        .isEqualTo(
            new Term(
                new TermId("T5"),
                "Ответ на обращение",
                "ст. 12 ч. 1 59-ФЗ",
                OptionalInt.of(30),
                Unit.CALENDAR_DAYS,
                NonWorkingDay.PRECEDING,
                FirstDay.NEXT_DAY,
                WorkingTime.STANDARD));
  }

  /** The engine, which evaluates the cells, and we, who read them, must see the same table. */
  @Test
  void engineFindsTheSameRows() {
    DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    DmnDecision decision = engine.parseDecision(DmnTerms.DECISION, stream(TABLE));
    for (Term term : read(TABLE)) {
      DmnDecisionRuleResult row =
          engine
              .evaluateDecisionTable(decision, Map.of("term", term.id().value()))
              .getSingleResult();
      assertThat(row.<String>getEntry("label")).isEqualTo(term.label());
      assertThat(row.<String>getEntry("article")).isEqualTo(term.article());
      assertThat(row.getEntryMap().get("length"))
          .isEqualTo(term.length().isPresent() ? term.length().getAsInt() : null);
      assertThat(row.<String>getEntry("unit")).isEqualTo(term.unit().name());
      assertThat(row.<String>getEntry("nonWorkingDay")).isEqualTo(term.nonWorkingDay().name());
      assertThat(row.<String>getEntry("firstDay")).isEqualTo(term.firstDay().name());
      assertThat(row.<String>getEntry("hours")).isEqualTo(term.hours().name());
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # what stands there                 | what a methodologist wrote | the message
          <text>3</text>                      | <text>три</text>           | Строка 1 (T1), столбец «Длина (пусто – законом не установлена)»: нужно целое число
          <text>3</text>                      | <text>2 + 1</text>         | Строка 1 (T1), столбец «Длина (пусто – законом не установлена)»: нужно целое число
          <text>3</text>                      | <text>0</text>             | Строка 1 (T1), столбец «Длина (пусто – законом не установлена)»: нужно целое число
          <text>"CALENDAR_DAYS"</text>        | <text>"DAYS"</text>        | Строка 1 (T1), столбец «Единица»: «DAYS» неизвестно, можно: [CALENDAR_DAYS
          <text>"CALENDAR_DAYS"</text>        | <text>CALENDAR_DAYS</text> | Строка 1 (T1), столбец «Единица»: нужен текст в кавычках
          <text>"PRECEDING"</text>            | <text>"BACK"</text>        | Строка 1 (T1), столбец «Последний день нерабочий (D2)»: «BACK»
          <text>"NEXT_DAY"</text>             | <text></text>              | Строка 1 (T1), столбец «Первый день (D1)»: нужен текст в кавычках, а не пустая ячейка
          <text>"STANDARD"</text>             | <text>"KALUGA"</text>      | Строка 1 (T1), столбец «Рабочее время (D5)»: «KALUGA»
          <text>"Регистрация обращения"</text> | <text>""</text>           | Строка 1 (T1), столбец «Название»: нужен текст от 1 до 300
          <text>"T2"</text>                   | <text>"T1"</text>          | Строка 2 (T1), столбец «Срок»: такой срок уже есть в строке 1
          <text>"T1"</text>                   | <text>"T1","T99"</text>    | столбец «Срок»: нужен один текст в кавычках
          <text>"T1"</text>                   | <text>-</text>             | Строка 1, столбец «Срок»: нужен текст в кавычках
          hitPolicy="UNIQUE"                  | hitPolicy="FIRST"          | Политика попаданий
          name="unit"                         | name="units"               | Нет столбца с именем unit
          <text>term</text>                   | <text>term + ""</text>     | Входной столбец
          id="terms"                          | id="sroki"                 | нет таблицы решений
          </definitions>                      | </definition>              | Файл не читается как таблица DMN
          """)
  void refusesATableThatCannotBeRead(String before, String after, String message) {
    String spoilt = TABLE.replaceFirst(Pattern.quote(before), after);
    assertThat(spoilt).isNotEqualTo(TABLE);
    assertThatThrownBy(() -> read(spoilt))
        .isInstanceOf(InvalidTerms.class)
        .extracting(e -> ((InvalidTerms) e).faults(), InstanceOfAssertFactories.list(String.class))
        .anySatisfy(fault -> assertThat(fault).contains(message));
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String spoilt =
        TABLE
            .replaceFirst("<text>3</text>", "<text>x</text>")
            .replaceFirst("<text>7</text>", "<text>y</text>");
    assertThatThrownBy(() -> read(spoilt))
        .extracting(e -> ((InvalidTerms) e).faults(), InstanceOfAssertFactories.list(String.class))
        .hasSize(2);
  }

  private static List<Term> read(String table) {
    return DmnTerms.read(stream(table));
  }

  private static ByteArrayInputStream stream(String table) {
    return new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8));
  }

  private static String table() {
    try {
      return Files.readString(Path.of("processes/terms.dmn"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
