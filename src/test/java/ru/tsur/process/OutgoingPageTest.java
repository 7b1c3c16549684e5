package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ru.tsur.Csrf.csrf;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.Letters;

/** «Исходящие»: who sees what of it, and what a registrar records there. */
@ProductTest
class OutgoingPageTest {

  @Autowired Region region;
  @Autowired SignedIn signedIn;
  @Autowired Letters letters;
  @Autowired JdbcClient jdbc;
  @Autowired WebApplicationContext context;

  private MockMvc browser;
  private AppealId appeal;
  private String letter;
  private String number;

  @BeforeEach
  void anAnswerSentByPost() {
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    region.itIs(LocalDateTime.of(2026, 6, 3, 10, 0));
    appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilSigned(appeal);
    region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "=80081700000001");
    Letter answer = letters.of(appeal).get(0);
    letter = answer.id().toString();
    number = answer.signature().orElseThrow().number();
  }

  @AfterEach
  void realTime() {
    signedIn.forget();
    ClockUtil.reset();
  }

  private ResultActions opens(String path, String login) throws Exception {
    return browser.perform(get(path).with(signedIn.as(login)));
  }

  private ResultActions records(String login, String... pairs) throws Exception {
    var request = post("/outgoing/" + letter).with(signedIn.as(login)).with(csrf());
    for (int i = 0; i < pairs.length; i += 2) {
      request = request.param(pairs[i], pairs[i + 1]);
    }
    return browser.perform(request);
  }

  private long looks(String page) {
    return jdbc.sql("select count(*) from view_journal where page = :page")
        .param("page", page)
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource({
    "/outgoing, registrar, 200",
    "/outgoing, controller, 200",
    "/outgoing, executor.housing, 403",
    "/outgoing, signer.roads, 403",
    "/outgoing/letters.csv, head.roads, 403",
    "/outgoing/letters.csv, controller, 200",
    "/outgoing/x, controller, 404",
    "/outgoing?from=2026-02-31, registrar, 422"
  })
  void opensToRegistrarsAndControllersOnly(String page, String login, int status) throws Exception {
    opens(page, login).andExpect(status().is(status));
  }

  @ParameterizedTest
  @CsvSource({
    "body=zarechensk, true",
    "body=minhealth, false",
    "state=SENT, true",
    "state=PROVEN, false",
    "state=RETURNED, false",
    "state=WAITING, false",
    "from=2026-06-03, true",
    "from=2026-06-04, false",
    "to=2026-06-03, true",
    "to=2026-06-02, false",
    "page=1, false"
  })
  void isFiltered(String filter, boolean found) throws Exception {
    long before = looks("outgoing");
    opens("/outgoing?number=" + number + "&" + filter, "registrar")
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    found
                        ? containsString("/outgoing/" + letter)
                        : not(containsString("/outgoing/" + letter))));
    assertThat(looks("outgoing")).as("each look is kept").isEqualTo(before + 1);
  }

  @Test
  void isAFileWithoutFormulas() throws Exception {
    long before = looks("outgoing/csv");
    String csv =
        opens("/outgoing/letters.csv?number=" + number, "controller")
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(csv)
        .startsWith("\uFEFFИсходящий номер;")
        .contains(number, "Заявителева Анна Петровна", ";'=80081700000001;", ";отправлено;");
    assertThat(looks("outgoing/csv")).isEqualTo(before + 1);
  }

  @Test
  void aCoveringLetterOfAnEmailStandsAmongThemToo() throws Exception {
    UUID email = UUID.randomUUID();
    jdbc.sql(
            """
            insert into email (id, content_digest, sender, sender_name, addressee, text, received_at, stored_at,
              stored_by, reply_state, reply_tries, verdict, ground, checked_by, checked_post, checked_at, recipient,
              address, cover, number, signed_by, signed_post, signed_at, document, sent_on, dispatch_number)
            select :id, 'x', 'a@example.org', 'Анна', '', 'Угрожают', received_at, received_at, 'registrar', 'SENT', 1,
              'REPORTS', 'Угроза', 'coordinator', 'Координатор', received_at, 'УМВД России по области', 'ул. Полевая, 1',
              'Направляем', 'Ц-777/2026', 'centre.head', 'Руководитель', received_at, 'Направляем',
              date '2026-06-03', '80081700000777' from appeal where id = :appeal
            """)
        .param("id", email)
        .param("appeal", appeal.value())
        .update();

    opens("/outgoing?number=777", "registrar")
        .andExpect(content().string(containsString("Сопроводительное к электронному письму")))
        .andExpect(content().string(containsString("УМВД России по области")))
        .andExpect(content().string(containsString("/emails/" + email)));
    opens("/outgoing/" + email, "registrar").andExpect(status().isNotFound());
    opens("/emails/" + email, "registrar")
        .andExpect(content().string(containsString("03.06.2026, № 80081700000777")));
    jdbc.sql("delete from email where id = :id").param("id", email).update();
  }

  @Test
  void theRegistrarRecordsProofAndNobodyElse() throws Exception {
    records("controller", "what", "proven", "day", "2026-06-03", "number", "RR-1")
        .andExpect(status().isForbidden());
    records("registrar", "what", "proven", "day", "2026-06-01", "number", "RR-1")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("не раньше отправки (03.06.2026)")));
    records("registrar", "what", "proven", "day", "2026-06-03", "number", " ")
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("Укажите номер уведомления")));
    records("registrar", "what", "other").andExpect(status().isBadRequest());
    records("registrar", "what", "proven", "day", "2026-06-03", "number", "RR-1")
        .andExpect(redirectedUrl("/outgoing/" + letter));

    opens("/outgoing/" + letter, "registrar")
        .andExpect(content().string(containsString("RR-1")))
        .andExpect(content().string(not(containsString("Записать вручение"))));
    opens("/outgoing?state=PROVEN&number=" + number, "controller")
        .andExpect(content().string(containsString("вручено, 03.06.2026, № RR-1")));
    opens("/control/appeals/" + appeal, "controller")
        .andExpect(content().string(containsString("вручено 03.06.2026, № RR-1")))
        .andExpect(content().string(containsString("Подтверждено вручение письма")));
  }

  @Test
  void aReturnOpensATaskAndIsSeenInTheRegister() throws Exception {
    records("registrar", "what", "returned", "day", "2026-06-03", "reason", "Адресат выбыл")
        .andExpect(redirectedUrl("/outgoing/" + letter));

    assertThat(region.open(appeal)).containsExactly("Task_Resend");
    opens("/outgoing?state=RETURNED&number=" + number, "registrar")
        .andExpect(content().string(containsString("вернулось, 03.06.2026")));
    opens("/control/appeals/" + appeal, "controller")
        .andExpect(content().string(containsString("причина: Адресат выбыл")));
    region.does(appeal, "Task_Resend", "resolution", "KEEP", "reason", "Других адресов нет");
    opens("/outgoing?state=RETURNED&number=" + number, "registrar")
        .andExpect(content().string(containsString("/outgoing/" + letter)));
  }
}
