package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ru.tsur.Csrf.csrf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import ru.tsur.ProductTest;
import ru.tsur.SignedIn;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Reopenings;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/** On H2, and the pages. */
@ProductTest
class ReopeningTest extends ReopeningPaths {

  @Autowired SignedIn signedIn;
  @Autowired WebApplicationContext context;
  private MockMvc browser;

  @BeforeEach
  void aBrowser() {
    browser = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
  }

  @AfterEach
  void signOut() {
    signedIn.forget();
  }

  @Test
  void theRegistrarRecordsARequestOnThePage() throws Exception {
    AppealId appeal = published(Region.ROADS);
    String id = appeal.toString();
    browser
        .perform(get("/reopening").param("appeal", id).with(signedIn.as("registrar")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Записать просьбу о письменном ответе")))
        .andExpect(content().string(containsString("ответ уже опубликован (ст. 11 ч. 5.1)")))
        .andExpect(content().string(not(containsString("Чего в ответе недостаёт"))));
    browser
        .perform(
            post("/reopening/request")
                .with(signedIn.as("registrar"))
                .with(csrf())
                .param("appeal", id)
                .param("day", "2026-06-09")
                .param("text", "Прошу письменно."))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("не может быть в будущем")))
        .andExpect(content().string(containsString("Прошу письменно.")));
    browser
        .perform(
            post("/reopening/order")
                .with(signedIn.as("registrar"))
                .with(csrf())
                .param("appeal", id)
                .param("text", "Неполно"))
        .andExpect(status().isForbidden());
    assertThat(reopenings.of(appeal)).isEmpty();
    browser
        .perform(
            post("/reopening/request")
                .with(signedIn.as("registrar"))
                .with(csrf())
                .param("appeal", id)
                .param("day", "2026-06-03")
                .param("text", "Прошу письменно."))
        .andExpect(status().isFound());
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
  }

  @Test
  void theHeadOfTheCentreAndTheControllerOrderOnThePageAndNobodyElse() throws Exception {
    AppealId appeal = answered(Region.ROADS);
    String id = appeal.toString();
    for (String login : new String[] {"signer.roads", "executor.roads", "coordinator"}) {
      browser
          .perform(get("/reopening").param("appeal", id).with(signedIn.as(login)))
          .andExpect(status().isForbidden());
    }
    browser
        .perform(get("/reopening").param("appeal", id).with(signedIn.as("centre.head")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Чего в ответе недостаёт")))
        .andExpect(content().string(containsString("Ямы на улице Садовой")))
        .andExpect(content().string(not(containsString("Записать просьбу о письменном ответе"))));
    browser
        .perform(
            post("/reopening/order")
                .with(signedIn.as("controller"))
                .with(csrf())
                .param("appeal", id)
                .param("questions", "1")
                .param("text", "Не сказано, когда починят."))
        .andExpect(status().isFound());
    assertThat(region.open(appeal)).containsExactly("Task_Triage");
    browser
        .perform(get("/control/appeals/" + id).with(signedIn.as("controller")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "Обращение возвращено к рассмотрению: ответ неполный (ст. 10 ч. 1 п. 4), вопрос 1")))
        .andExpect(content().string(containsString("Не сказано, когда починят.")))
        .andExpect(content().string(containsString("вопрос 1: разъяснено")));
    browser
        .perform(get("/control").param("reopened", "1").with(signedIn.as("controller")))
        .andExpect(content().string(containsString(appeals.appeal(appeal).numberOrNone())))
        .andExpect(content().string(containsString("(возвращалось к рассмотрению)")));
  }

  @Test
  void theCaseOffersToReopenOnlyToWhoMayOrderIt() throws Exception {
    String id = answered(Region.ROADS).toString();
    String link = "/reopening?appeal=" + id;
    browser
        .perform(get("/control/appeals/" + id).with(signedIn.as("controller")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString(link)));
    browser
        .perform(get("/control/appeals/" + id).with(signedIn.as("apparatus")))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString(link))));
  }

  /** What would only be refused is not asked for: the reason stands in its place. */
  @Test
  void aClosedAppealOffersOnlyWhatIsPossible() throws Exception {
    String answered = answered(Region.ROADS).toString();
    browser
        .perform(get("/intake/running").param("appeal", answered).with(signedIn.as("registrar")))
        .andExpect(content().string(containsString("зарегистрируйте поступившее как новое")))
        .andExpect(content().string(containsString("прекращать нечего")))
        .andExpect(content().string(not(containsString("/intake/running/supplement"))))
        .andExpect(content().string(not(containsString("/intake/running/withdrawal"))))
        .andExpect(content().string(not(containsString("запишите просьбу"))));
    browser
        .perform(get("/reopening").param("appeal", answered).with(signedIn.as("registrar")))
        .andExpect(content().string(containsString("это обращение окончено иначе")))
        .andExpect(content().string(not(containsString("/reopening/request"))));
    String published = published(Region.ROADS).toString();
    browser
        .perform(get("/intake/running").param("appeal", published).with(signedIn.as("registrar")))
        .andExpect(content().string(containsString("/reopening?appeal=" + published)));
    browser
        .perform(get("/reopening").param("appeal", published).with(signedIn.as("controller")))
        .andExpect(content().string(containsString("дополнять нечего")))
        .andExpect(content().string(not(containsString("/reopening/order"))));
    browser
        .perform(get("/control/appeals/" + published).with(signedIn.as("controller")))
        .andExpect(content().string(not(containsString("/reopening?appeal="))));
  }

  /** What stands in the way came while he typed: the form stays, and the words in it. */
  @Test
  void aRefusedPageKeepsWhatWasTyped() throws Exception {
    String answered = answered(Region.ROADS).toString();
    String running = "/intake/running/";
    isRefusedButKept(running + "supplement", "registrar", answered, running + "withdrawal");
    isRefusedButKept(running + "withdrawal", "registrar", answered, running + "supplement");
    AppealId published = published(Region.ROADS);
    reopenings.writtenAnswerAsked(
        published,
        "Прошу письменно.",
        java.time.LocalDate.of(2026, 6, 3),
        region.official("registrar", Role.REGISTRAR));
    isRefusedButKept("/reopening/request", "registrar", published.toString(), "/reopening/order");
    isRefusedButKept("/reopening/order", "controller", published.toString(), "/reopening/request");
  }

  private void isRefusedButKept(String form, String login, String appeal, String other)
      throws Exception {
    browser
        .perform(
            post(form)
                .with(signedIn.as(login))
                .with(csrf())
                .param("appeal", appeal)
                .param("day", "2026-06-03")
                .param("questions", "1")
                .param("text", "Длинное письмо заявителя."))
        .andExpect(status().isUnprocessableEntity())
        .andExpect(content().string(containsString("action=\"" + form + "\"")))
        .andExpect(content().string(containsString("Длинное письмо заявителя.</textarea>")))
        .andExpect(content().string(not(containsString("action=\"" + other + "\""))));
  }

  @Test
  void aNumberThatCannotBeIsNotFound() throws Exception {
    for (String page : new String[] {"/reopening", "/intake/running"}) {
      browser
          .perform(get(page).param("number", "Г-1\0/2026").with(signedIn.as("registrar")))
          .andExpect(status().isOk())
          .andExpect(content().string(containsString("Обращения с таким номером нет")));
    }
  }

  @Test
  void triageOfAReopenedAppealOffersNothingButConsiderationAndTheQuestionsAsTheyWere()
      throws Exception {
    AppealId appeal = answered(new Region.Asked("Ямы\nна улице Садовой", "0301", "zarechensk"));
    reopenings.order(
        appeal,
        new Reopenings.Ordered("Не сказано, когда починят.", Set.of(1), "", false),
        organization.actorFor(new OfficialId("controller"), Role.CONTROLLER.at(Tenant.TSUR)));
    browser
        .perform(
            get("/api/tasks/" + region.task(appeal, "Task_Triage").getId() + "/form")
                .with(signedIn.as("coordinator")))
        .andExpect(jsonPath("$.options.triages[*].value", contains("CONSIDER")))
        .andExpect(jsonPath("$.options.outcomes").isEmpty())
        .andExpect(
            jsonPath("$.values.reopened", containsString("Рассмотреть вопрос 1. Вернул(а): ")));
    List<Map<String, Object>> rows = region.rows(appeal, "Task_Triage", "questions");
    rows.get(0).put("substance", "Ямы\r\nна улице Садовой");
    region.does(appeal, "Task_Triage", "questions", rows);
    assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
  }

  @Test
  void whatWasAskedBeforeTheFirstAnswerWaitsForNobody() throws Exception {
    AppealId appeal = registeredAndAccepted();
    Actor executor =
        organization.actorFor(
            region.entitled(region.task(appeal, "Task_PreparePart")),
            Role.EXECUTOR.at(assignments.of(appeal).get(0).tenant()));
    extensions.request(appeal, Extension.Ground.EXCEPTIONAL, "Нужно обследование", 10, executor);
    answerAccepted(appeal);
    region.itIs(java.time.LocalDate.of(2026, 6, 10));
    reopenings.order(
        appeal,
        new Reopenings.Ordered("Не сказано, когда починят.", Set.of(1), "", false),
        organization.actorFor(new OfficialId("controller"), Role.CONTROLLER.at(Tenant.TSUR)));
    browser
        .perform(
            get("/api/tasks/" + region.task(appeal, "Task_Triage").getId() + "/appeal")
                .with(signedIn.as("coordinator")))
        .andExpect(content().string(not(containsString("ждёт решения подписанта"))))
        .andExpect(content().string(not(containsString("ожидает решения"))))
        .andExpect(content().string(containsString("решения не было: ответ дан раньше")));
  }
}
