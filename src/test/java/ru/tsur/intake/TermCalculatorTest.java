package ru.tsur.intake;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import ru.tsur.deadline.Calendars;
import ru.tsur.deadline.ProductionCalendar;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.deadline.UnknownTerm;
import ru.tsur.workflow.DmnTerms;

@WebMvcTest
@AutoConfigureMockMvc(addFilters = false)
@ContextConfiguration(classes = TermCalculatorTest.ShippedTermsAndCalendar.class)
class TermCalculatorTest {

  /** Any but the one that the layout has of its own. */
  private static final String FOREIGN_SCRIPT = "(?s).*<script(?! defer src=\"/js/once\\.js\">).*";

  @Autowired MockMvc web;

  @ParameterizedTest(name = "{0}: до {2} ({4})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # asked                                                           | raw              | due              | adjustment  | why
          T1?from=2025-12-31T14:00                                          | 2026-01-03       | 2026-01-12       | FORCED_NEXT | the issue's example
          T5?from=2026-04-10                                                | 2026-05-10       | 2026-05-08       | PRECEDING   | a date alone
          T5?from=2026-04-10&extension=15                                   | 2026-05-25       | 2026-05-25       | NONE        | T7 asked as T5 with extension
          T6?from=2026-04-21&extension=30                                   | 2026-06-10       | 2026-06-10       | NONE        | T7 asked as T6 with extension
          T5?from=2026-04-10&nonWorkingDay=NEXT                             | 2026-05-10       | 2026-05-12       | NEXT        | D2 by parameter
          T5?from=2026-04-10&nonWorkingDay=NONE                             | 2026-05-10       | 2026-05-10       | NONE        | D2 off
          T5?from=2026-04-10&firstDay=TRIGGER_DAY                           | 2026-05-09       | 2026-05-08       | PRECEDING   | D1 by parameter
          T1?from=2026-05-08                                                | 2026-05-11       | 2026-05-08       | SAME_DAY    | D3
          POS_ANSWER_FAST?from=2026-05-08&unit=WORKING_DAYS                 | 2026-05-25       | 2026-05-25       | NONE        | ten working days
          POS_REWORK?from=2026-06-08                                        | 2026-06-16       | 2026-06-16       | NONE        | D1 for working days
          T5?from=2026-04-10&extension=&unit=&hours=                        | 2026-05-10       | 2026-05-08       | PRECEDING   | a field left empty is left out
          SOCIAL_FIRST?from=2026-06-05T09:01                                | 2026-06-08T09:01 | 2026-06-08T09:01 | NONE        | hours: moments
          SOCIAL_FIRST?from=2026-06-06                                      | 2026-06-08T18:00 | 2026-06-08T18:00 | NONE        | a date alone begins at the next opening
          SOCIAL_TAKE_HIGH?from=2026-06-01T12:00&hours=TULA                 | 2026-06-01T13:48 | 2026-06-01T13:48 | NONE        | lunch in Tula
          SOCIAL_TAKE_RED?from=2026-05-09T23:50                             | 2026-05-10T00:05 | 2026-05-10T00:05 | NONE        | minutes by the clock
          T13?from=2026-06-01                                               | 2026-06-08       | 2026-06-08       | NONE        | seven days as a setting
          T14?from=2026-06-01                                               | 2026-07-01       | 2026-07-01       | NONE        | thirty days as a setting
          """)
  void answersAnyRow(String asked, String raw, String due, String adjustment, String why)
      throws Exception {
    web.perform(get(URI.create("/api/v1/terms/" + asked)))
        .andExpect(status().isOk())
        .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_JSON))
        .andExpect(jsonPath("$.raw").value(raw))
        .andExpect(jsonPath("$.due").value(due))
        .andExpect(jsonPath("$.adjustment").value(adjustment))
        .andExpect(jsonPath("$.calendar").value("RU-2024-2027"))
        .andExpect(jsonPath("$.length()").value(7));
  }

  @ParameterizedTest(name = "{0}: {1} ({2})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2025-12-31                  | 2025-12-31          | a date stays a date
          2025-12-31T14:00            | 2025-12-31T14:00    | local time of the region
          2025-12-31T14:00:30         | 2025-12-31T14:00:30 | with seconds
          2025-12-31T14:00%2B03:00    | 2025-12-31T14:00    | Moscow's own offset
          2025-12-31T14:00+03:00      | 2025-12-31T14:00    | the plus not encoded
          2025-12-31T22:00Z           | 2026-01-01T01:00    | UTC: already the next day here
          2025-12-31T14:00%2B07:00    | 2025-12-31T10:00    | Novosibirsk
          2025-12-31T23:30-05:00      | 2026-01-01T07:30    | west of us
          """)
  void readsTheEventInTheRegionsZone(String asked, String from, String why) throws Exception {
    web.perform(get(URI.create("/api/v1/terms/SOCIAL_FIRST_RED?from=" + asked)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.term").value("SOCIAL_FIRST_RED"))
        .andExpect(jsonPath("$.from").value(from));
  }

  @Test
  void tellsWhy() throws Exception {
    web.perform(get("/api/v1/terms/T5?from=2026-04-10"))
        .andExpect(
            jsonPath("$.steps[0]")
                .value("Ответ на обращение (ст. 12 ч. 1 59-ФЗ): 30 календарных дней."))
        .andExpect(
            jsonPath("$.steps", hasItem("09.05.2026, суббота – нерабочий день: День Победы.")));
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # asked                                 | status | parameter     | detail
          T18?from=2026-04-10                     | 422    |               | Срок законом не установлен: T18
          T20?from=2026-04-10                     | 422    |               | Срок законом не установлен: T20
          T18?from=2026-04-10&extension=5         | 422    |               | Срок законом не установлен: T18
          T7?from=2026-04-10                      | 422    |               | T7 – это продление
          T7?from=2026-04-10&extension=5          | 422    |               | спросите T5 или T6
          T5?from=2026-04-10&extension=31         | 422    |               | Продление на 31 день невозможно
          T5?from=2026-04-10&extension=0          | 422    |               | Продление на 0 дней невозможно
          T1?from=2026-04-10&extension=5          | 422    |               | Срок T1 не продлевается
          SOCIAL_FIRST?from=2026-04-10&extension=5 | 422   |               | считается не в днях
          T5?from=2027-12-22                      | 422    |               | Нет производственного календаря на 2028 год
          T5?from=2030-01-01                      | 422    |               | Нет производственного календаря на 2030 год
          T99?from=2026-04-10                     | 404    |               | нет строки «T99»
          t5?from=2026-04-10                      | 404    |               | нет строки «t5»
          T5                                      | 400    | from          | Параметр «from»: Укажите дату
          T5?from=                                | 400    | from          | Параметр «from»: Укажите дату
          T5?from=2026-02-30                      | 400    | from          | «2026-02-30» – не дата
          T5?from=31.12.2025                      | 400    | from          | «31.12.2025» – не дата
          T5?from=2026-04-10T25:00                | 400    | from          | «2026-04-10T25:00» – не дата
          T5?from=2026-04-10&extension=много      | 400    | extension     | не целое число дней
          T5?from=2026-04-10&extension=1.5        | 400    | extension     | не целое число дней
          T5?from=2026-04-10&nonWorkingDay=BACK   | 400    | nonWorkingDay | можно: PRECEDING, NEXT, NONE
          T5?from=2026-04-10&firstDay=TODAY       | 400    | firstDay      | можно: NEXT_DAY, TRIGGER_DAY
          T5?from=2026-04-10&unit=WEEKS           | 400    | unit          | можно: CALENDAR_DAYS
          T5?from=2026-04-10&hours=KALUGA         | 400    | hours         | можно: STANDARD, TULA
          T5?from=2026-04-10&nonworkingday=NEXT   | 400    | nonworkingday | Неизвестный параметр
          T5?from=2026-04-10&from=2026-04-11      | 400    | from          | больше одного раза
          """)
  void refusesInRussian(String asked, int status, String parameter, String detail)
      throws Exception {
    web.perform(get("/api/v1/terms/" + asked))
        .andExpect(status().is(status))
        .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
        .andExpect(jsonPath("$.status").value(status))
        .andExpect(jsonPath("$.detail", containsString(detail)))
        .andExpect(
            parameter == null
                ? jsonPath("$.parameter").doesNotExist()
                : jsonPath("$.parameter").value(parameter));
  }

  @Test
  void listsTheTable() throws Exception {
    web.perform(get("/api/v1/terms"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$", hasSize(61)))
        .andExpect(jsonPath("$[4].id").value("T5"))
        .andExpect(jsonPath("$[4].label").value("Ответ на обращение"))
        .andExpect(jsonPath("$[4].length").value(30))
        .andExpect(jsonPath("$[18].id").value("T18"))
        .andExpect(jsonPath("$[18].length").isEmpty());
  }

  @Test
  void showsAnEmptyForm() throws Exception {
    web.perform(get("/calculator"))
        .andExpect(status().isOk())
        .andExpect(
            content().string(containsString("<title>Калькулятор сроков – ЦУР. Обращения</title>")))
        .andExpect(content().string(containsString("lang=\"ru\"")))
        .andExpect(content().string(containsString("href=\"#content\"")))
        .andExpect(content().string(containsString("value=\"2026-11-24\"")))
        .andExpect(content().string(containsString("<optgroup label=\"Сообщения ПОС\">")))
        .andExpect(content().string(containsString(">Сообщение ПОС: модерация</option>")))
        .andExpect(
            content().string(containsString(">Ответ на обращение, ст. 12 ч. 1 59-ФЗ</option>")))
        .andExpect(content().string(containsString("<dt>D2. Последний день нерабочий</dt>")))
        .andExpect(content().string(not(matchesPattern(FOREIGN_SCRIPT))))
        .andExpect(content().string(not(containsString("answer-title"))));
  }

  @Test
  void showsTheDateAndWhy() throws Exception {
    web.perform(
            get(
                "/calculator?term=T5&from=2026-04-10&time=&extension=&nonWorkingDay=&firstDay=&unit=&hours="))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("8 мая 2026 года, пятница, до 24:00")))
        .andExpect(content().string(containsString("10 мая 2026 года, воскресенье")))
        .andExpect(content().string(containsString("День Победы")))
        .andExpect(
            content().string(containsString(">производственный календарь 2024–2027 годов</dd>")))
        .andExpect(content().string(containsString("href=\"/api/v1/terms/T5?from=2026-04-10\"")))
        .andExpect(content().string(containsString("<option value=\"T5\" selected=\"selected\">")));
  }

  @Test
  void showsAMoment() throws Exception {
    web.perform(get("/calculator?term=SOCIAL_TAKE_HIGH&from=2026-06-01&time=12:00&hours=TULA"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("1 июня 2026 года, понедельник, 13:48")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "/api/v1/terms/SOCIAL_TAKE_HIGH?from=2026-06-01T12%3A00&amp;hours=TULA")));
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          term=T18&from=2026-04-10                   | 422 | term-problem      | Срок законом не установлен
          term=T7&from=2026-04-10                    | 422 | term-problem      | Продление отдельно не считается
          term=T99&from=2026-04-10                   | 404 | term-problem      | нет строки «T99»
          term=T5&from=2026-04-10&extension=31       | 422 | extension-problem | от 1 до 30 дней
          term=T5&from=                              | 400 | from-problem      | Укажите дату
          term=T5&from=<script>alert(1)</script>     | 400 | from-problem      | &lt;script&gt;
          term=T5&from=2026-04-10&unit=WEEKS         | 400 | alert             | можно: CALENDAR_DAYS
          """)
  void showsARefusalAtItsField(String asked, int status, String place, String message)
      throws Exception {
    web.perform(get("/calculator?" + asked))
        .andExpect(status().is(status))
        .andExpect(content().string(containsString(place)))
        .andExpect(content().string(containsString(message)))
        .andExpect(content().string(not(matchesPattern(FOREIGN_SCRIPT))));
  }

  @Test
  void findsItsStyleSheet() throws Exception {
    web.perform(get("/webjars/bootstrap/5.3.8/css/bootstrap.min.css")).andExpect(status().isOk());
  }

  @Configuration(proxyBeanMethods = false)
  @Import({TermCalculator.class, TermCalculatorApi.class, TermCalculatorPage.class})
  static class ShippedTermsAndCalendar {

    @Bean
    Clock clock() {
      return Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneId.of("Europe/Moscow"));
    }

    @Bean
    Calendars calendars() throws IOException {
      Path folder = Path.of("src/main/resources/calendar");
      try (var holidays = Files.newBufferedReader(folder.resolve("holidays-RU-2024-2027.csv"));
          var shortDays = Files.newBufferedReader(folder.resolve("short-days-RU-2024-2027.csv"))) {
        ProductionCalendar shipped = ProductionCalendar.read(holidays, shortDays, "RU-2024-2027");
        return () -> shipped;
      }
    }

    @Bean
    Terms terms() throws IOException {
      List<Term> rows;
      try (var table = Files.newInputStream(Path.of("processes/terms.dmn"))) {
        rows = DmnTerms.read(table);
      }
      return new Terms() {
        @Override
        public Term term(TermId id) {
          return rows.stream()
              .filter(row -> row.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new UnknownTerm(id.value()));
        }

        @Override
        public List<Term> all() {
          return rows;
        }
      };
    }
  }
}
