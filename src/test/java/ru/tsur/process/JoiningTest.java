package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.ReopeningRefused;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.control.Check;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.ThemeCode;

/** Who and what may be joined, and what becomes of it afterwards. */
@ProductTest
class JoiningTest {

  private static final LocalDate WED_2026_06_03 = LocalDate.of(2026, 6, 3);
  private static final String STREET = "г. Зареченск, ул. Садовая, д. 2";
  private static final String OTHER_STREET = "г. Луговец, ул. Речная, д. 5";

  @Autowired Region region;
  @Autowired Appeals appeals;
  @Autowired Deadlines deadlines;
  @Autowired Reopenings reopenings;
  @Autowired Withdrawals withdrawals;
  @Autowired Letters letters;
  @Autowired Organization organization;
  @Autowired Check check;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @Autowired SignedIn signedIn;
  @Autowired WebApplicationContext context;
  private MockMvc browser;

  @BeforeEach
  void aWednesdayInJune() {
    region.itIs(WED_2026_06_03);
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @AfterEach
  void registerAndEngineAgree() {
    signedIn.forget();
    try {
      assertThat(check.findings(Set.of(Check.Holds.ALWAYS))).isEmpty();
    } finally {
      ClockUtil.reset();
    }
  }

  /** «Иванова Анна Петровна» of an address; by e-mail if it has an at. */
  private AppealId of(String name, String address) {
    String[] parts = name.split(" ");
    boolean electronic = address.contains("@");
    return appeals.receiveAndRegister(
        AppealId.random(),
        new NewAppeal(
            electronic ? Channel.OFFICIAL_SITE : Channel.POST,
            Optional.empty(),
            clock.instant(),
            AppealType.APPLICATION,
            new Applicant(
                ApplicantKind.CITIZEN,
                parts[0],
                parts[1],
                parts.length > 2 ? parts[2] : "",
                "",
                electronic ? "" : address,
                electronic ? address : "",
                "",
                ""),
            "Губернатору области",
            "Прошу отремонтировать улицу Садовую.",
            List.of(
                new Question.Stated(
                    "Ямы",
                    Optional.of(new ThemeCode("0301")),
                    Optional.of(new BodyId("zarechensk")))),
            List.of()),
        Optional.empty(),
        region.official("registrar", Role.REGISTRAR));
  }

  private String number(AppealId appeal) {
    return appeals.appeal(appeal).numberOrNone();
  }

  private void link(AppealId later, AppealId first) {
    appeals.link(
        later,
        new Appeals.Earlier(number(first), LinkKind.DUPLICATE),
        region.official("registrar", Role.REGISTRAR));
  }

  private void joins(AppealId later, AppealId first) {
    region.does(later, "Task_Triage", "triage", "JOIN", "first", number(first));
  }

  private void isAnswered(AppealId appeal) {
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    while (!region.tasks(appeal, "Task_DispatchByPost").isEmpty()) {
      region.does(appeal, "Task_DispatchByPost", "dispatchNumber", "80091700001");
    }
  }

  private static Reopenings.Ordered incomplete() {
    return new Reopenings.Ordered("Не сказано, когда починят.", Set.of(1), "", false);
  }

  @Test
  void whatWasAnsweredJointlyIsReopenedByItsFirst() {
    AppealId first = of("Совместнова Вера", STREET);
    region.untilExecution(first);
    AppealId later = of("Совместнова Вера", STREET);
    joins(later, first);
    isAnswered(first);

    assertThatThrownBy(
            () ->
                reopenings.order(
                    later, incomplete(), region.official("controller", Role.CONTROLLER)))
        .isInstanceOf(ReopeningRefused.class)
        .hasMessageContaining("Ответ дан вместе с № " + number(first))
        .hasMessageContaining("ст. 10 ч. 1 п. 4");
    assertThat(appeals.appeal(later).isOpen()).isFalse();
    assertThat(reopenings.of(later)).isEmpty();
    reopenings.order(first, incomplete(), region.official("controller", Role.CONTROLLER));
    assertThat(region.open(first)).containsExactly("Task_Triage");
  }

  @Test
  void whatWasReopenedAfterAJointAnswerBeforeThatWasRefusedHasItsOwnAnswer() {
    AppealId first = of("Прежнева Вера", STREET);
    region.untilExecution(first);
    AppealId later = of("Прежнева Вера", STREET);
    joins(later, first);
    isAnswered(first);
    jdbc.sql("update joining set ended = 'RETURNED' where appeal = :id")
        .param("id", later.value())
        .update();
    reopenings.order(later, incomplete(), region.official("controller", Role.CONTROLLER));
    jdbc.sql("update joining set ended = 'ANSWERED' where appeal = :id")
        .param("id", later.value())
        .update();
    region.itIs(LocalDate.of(2026, 6, 10));

    region.untilExecution(later);
    isAnswered(later);

    assertThat(appeals.appeal(later).state()).isEqualTo(Appeal.State.ANSWERED);
    assertThat(appeals.appeal(later).answeredAt().orElseThrow())
        .isAfter(appeals.appeal(first).answeredAt().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "Иванкова Анна Петровна, Иванкова Алла Петровна",
    "Иванкова Анна Петровна, Иванкова Анна Павловна",
    "Иванкова Анна, Иванкова Анна"
  })
  void aNamesakesAppealIsNeitherLinkedNorJoined(String name, String other) {
    AppealId first = of(name, STREET);
    region.untilExecution(first);
    AppealId later = of(other, OTHER_STREET);

    assertThatThrownBy(() -> link(later, first)).hasMessageContaining("подал другой заявитель");
    jdbc.sql(
            """
            insert into appeal_link (appeal, other, kind, added_at, added_by)
            values (:later, :first, 'DUPLICATE', :now, 'registrar')
            """)
        .param("later", later.value())
        .param("first", first.value())
        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();
    assertThatThrownBy(() -> joins(later, first)).hasMessageContaining("подал другой заявитель");
    assertThat(region.open(later)).containsExactly("Task_Triage");
  }

  @Test
  void whoWritesByAnotherWayIsKnownByTheFullNameAndAllAreToldWhereTheAnswerGoes() throws Exception {
    AppealId first = of("Алёшина Анна Петровна", STREET);
    region.untilExecution(first);
    AppealId later = of("Алешина Анна Петровна", "anna@example.ru");
    link(later, first);
    browser
        .perform(
            get("/api/tasks/" + region.task(later, "Task_Triage").getId() + "/form")
                .with(signedIn.as("coordinator")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "№ " + number(first) + ", заявитель Алёшина Анна Петровна, связь указана")))
        .andExpect(content().string(containsString("ответ уйдёт по адресу первого: почта")));
    joins(later, first);

    String task = region.task(first, "Task_PreparePart").getId();
    String executor = region.entitled(region.task(first, "Task_PreparePart")).value();
    String note = "а ответ на него просят иначе: электронная почта, anna@example.ru";
    browser
        .perform(get("/api/tasks/" + task + "/appeal").with(signedIn.as(executor)))
        .andExpect(content().string(containsString(note)));
    browser
        .perform(get("/control/appeals/" + later).with(signedIn.as("controller")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "ответ уйдёт по адресу первого обращения, хотя просили иначе: электронная почта")));
  }

  @Test
  void whereBothAreAnsweredAtOneAddressNothingIsSaidOfIt() throws Exception {
    AppealId first = of("Единова Вера", STREET);
    region.untilExecution(first);
    AppealId later = of("Единова Вера", STREET);
    joins(later, first);
    browser
        .perform(get("/control/appeals/" + later).with(signedIn.as("controller")))
        .andExpect(content().string(containsString("срок и ответ общие")))
        .andExpect(content().string(not(containsString("просили иначе"))));
  }

  @Test
  void theTermOfTheFirstIsTakenAndGivenBackThoughItEndsOnTheSameDay() {
    AppealId first = of("Сегодняшнева Вера", STREET);
    region.untilExecution(first);
    region.itIs(WED_2026_06_03.atTime(14, 0));
    AppealId later = of("Сегодняшнева Вера", STREET);
    Deadlines.Kept own = deadlines.current(later, Deadlines.ANSWER).orElseThrow();
    Deadlines.Kept its = deadlines.current(first, Deadlines.ANSWER).orElseThrow();
    assertThat(own.due()).isEqualTo(its.due());

    joins(later, first);
    assertThat(deadlines.current(later, Deadlines.ANSWER).orElseThrow().startedAt())
        .isEqualTo(its.startedAt());

    withdrawals.record(
        first,
        "",
        "Прошу прекратить.",
        WED_2026_06_03,
        region.official("registrar", Role.REGISTRAR));
    region.does(first, "Task_DecideWithdrawal", "decision", "STOP");
    assertThat(deadlines.current(later, Deadlines.ANSWER).orElseThrow().startedAt())
        .isEqualTo(own.startedAt());
    assertThat(region.open(later)).containsExactly("Task_Triage");
  }
}
