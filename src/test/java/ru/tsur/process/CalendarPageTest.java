package ru.tsur.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ru.tsur.Csrf.csrf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Recalculations;

/** The methodologist loads a calendar, sees what it would move, and orders the act. */
@ProductTest
class CalendarPageTest {

  @Autowired Region region;
  @Autowired Calendar calendar;
  @Autowired SignedIn signedIn;
  @Autowired Deadlines deadlines;
  @Autowired Appeals appeals;
  @Autowired Recalculations recalculations;
  @Autowired WebApplicationContext context;

  private MockMvc browser;
  private AppealId appeal;
  private String number;

  @BeforeEach
  void anAppeal() {
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    region.itIs(LocalDateTime.of(2026, 6, 3, 10, 0));
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    number = appeals.appeal(appeal).number().orElseThrow();
  }

  @AfterEach
  void realTime() {
    signedIn.forget();
    ClockUtil.reset();
  }

  private ResultActions loads(String version, String regional) throws Exception {
    return browser.perform(
        multipart("/calendar")
            .file(
                new MockMultipartFile("regional", "days.csv", "text/csv", regional.getBytes(UTF_8)))
            .param("version", version)
            .with(signedIn.as("methodologist"))
            .with(csrf()));
  }

  private ResultActions opens(String path, String who) throws Exception {
    return browser.perform(get(path).with(signedIn.as(who)));
  }

  private ResultActions orders(String path, String basis, boolean terms) throws Exception {
    return browser.perform(
        post(path)
            .param("basis", basis)
            .param("terms", String.valueOf(terms))
            .with(signedIn.as("methodologist"))
            .with(csrf()));
  }

  private LocalDateTime due() {
    return deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due();
  }

  @Test
  void loadsPreviewsAndPutsInForce() throws Exception {
    String preview =
        loads("День области 2026", "date,kind,note\n2026-07-03,holiday,День области\n")
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    opens(preview, "methodologist")
        .andExpect(content().string(containsString(number)))
        .andExpect(content().string(containsString("станет раньше")))
        .andExpect(content().string(containsString("02.07.2026")));
    assertThat(due()).isEqualTo("2026-07-03T23:59");

    orders(preview, " ", false)
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("Укажите документ-основание")));
    try {
      String act =
          orders(preview, "Закон области № 12-ОЗ", false)
              .andExpect(status().is3xxRedirection())
              .andReturn()
              .getResponse()
              .getRedirectedUrl();
      opens(act, "methodologist").andExpect(content().string(containsString("Идёт, осталось")));
      orders("/calendar/current", "Ещё один", false)
          .andExpect(status().isUnprocessableEntity())
          .andExpect(content().string(containsString("ещё не закончен")));

      calendar.worked(recalculations.latest().orElseThrow());

      assertThat(due()).isEqualTo("2026-07-02T23:59");
      opens(act, "methodologist")
          .andExpect(content().string(containsString("Закончен.")))
          .andExpect(content().string(containsString("Закон области № 12-ОЗ")))
          .andExpect(content().string(containsString(number)));
      opens("/calendar", "methodologist")
          .andExpect(content().string(containsString("День области 2026")));
      opens("/calendar/files/regional-days.csv", "methodologist")
          .andExpect(header().string("Content-Disposition", containsString("regional-days.csv")))
          .andExpect(content().string(containsString("2026-07-03")));
      opens("/calculator?term=T5&from=2026-06-03", "methodologist")
          .andExpect(content().string(containsString("2 июля")));
    } finally {
      calendar.asShipped();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Плохой 1 | date,kind,note\\n2026-13-03,holiday,День | 2026-13-03",
        "Плохой 2 | date,kind,note\\n2026-07-03,праздник,День | вид дня",
        "Плохой 3 | когда,что,почему\\n2026-07-03,holiday,День | первая строка",
        "Плохой 4 | date,kind,note\\n2031-07-03,holiday,День | нет федерального календаря на 2031",
        "RU-2024-2027 | date,kind,note\\n2026-07-03,holiday,День | уже есть",
        "'' | date,kind,note\\n2026-07-03,holiday,День | от 1 до",
      })
  void refusesACalendarWithItsFaults(String version, String regional, String fault)
      throws Exception {
    loads(version, regional.replace("\\n", "\n"))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString(fault)));
  }

  @Test
  void aChangedTermMovesRunningAppealsByTheActOnly() throws Exception {
    String shipped = Files.readString(Path.of("processes/terms.dmn"));
    String shorter =
        shipped.replaceFirst("(?s)(<text>\"T5\"</text>.*?<text>)30(</text>)", "$125$2");
    assertThat(shorter).isNotEqualTo(shipped);
    try {
      publishes(shorter);
      assertThat(due()).as("a running appeal").isEqualTo("2026-07-03T23:59");
      AppealId fresh = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
      assertThat(deadlines.current(fresh, Deadlines.ANSWER).orElseThrow().due())
          .as("a new appeal")
          .isEqualTo("2026-06-26T23:59"); // the 28th is a Sunday

      orders("/calendar/current", "Приказ № 1", false).andExpect(status().is3xxRedirection());
      calendar.worked(recalculations.latest().orElseThrow());
      assertThat(due()).as("the calendar alone").isEqualTo("2026-07-03T23:59");

      opens("/calendar/current?terms=true", "methodologist")
          .andExpect(content().string(containsString("26.06.2026")));
      orders("/calendar/current", "Приказ № 2", true).andExpect(status().is3xxRedirection());
      calendar.worked(recalculations.latest().orElseThrow());
      assertThat(due()).as("by the act").isEqualTo("2026-06-26T23:59");
    } finally {
      publishes(shipped);
      orders("/calendar/current", "Приказ № 3", true);
      calendar.worked(recalculations.latest().orElseThrow());
    }
    assertThat(due()).isEqualTo("2026-07-03T23:59");
  }

  private void publishes(String terms) throws Exception {
    browser
        .perform(
            multipart("/methodology")
                .file(
                    new MockMultipartFile("files", "terms.dmn", "text/xml", terms.getBytes(UTF_8)))
                .param("name", "Срок ответа")
                .with(signedIn.as("methodologist"))
                .with(csrf()))
        .andExpect(status().is3xxRedirection());
  }

  @ParameterizedTest
  @CsvSource({"registrar", "controller", "admin", "head.roads"})
  void isTheMethodologistsOnly(String other) throws Exception {
    opens("/calendar", other).andExpect(status().isForbidden());
    opens("/password", other).andExpect(content().string(not(containsString("\"/calendar\""))));
  }

  @ParameterizedTest
  @CsvSource({"/calendar/999999", "/calendar/acts/999999"})
  void saysThatThereIsNoSuch(String path) throws Exception {
    opens(path, "methodologist").andExpect(status().isNotFound());
  }
}
