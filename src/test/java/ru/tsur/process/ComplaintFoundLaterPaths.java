package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ComplaintNotice;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.control.Check;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/** A complaint on ours that is noticed after triage (art. 8 p. 6 and 7): complaint-check.bpmn. */
abstract class ComplaintFoundLaterPaths {

  static final OfficialId EXECUTOR = new OfficialId("executor.zarechensk");
  private static final OfficialId HEAD = new OfficialId("head.roads");

  @Autowired Region region;
  @Autowired Appeals appeals;
  @Autowired Questions questions;
  @Autowired Assignments assignments;
  @Autowired Complaints complaints;
  @Autowired ComplaintNotices notices;
  @Autowired Withdrawals withdrawn;
  @Autowired Letters letters;
  @Autowired Acts acts;
  @Autowired Organization organization;
  @Autowired Check check;
  @Autowired TaskService tasks;
  @Autowired EngineAccess access;
  @Autowired JdbcClient jdbc;

  /** Its part is being written in Zarechensk. */
  private AppealId inExecution() {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions");
    return appeal;
  }

  private AppealId inExecutionBy(OfficialId executor) {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.does(appeal, "Task_Triage");
    region.does(appeal, "Task_AcceptQuestions", "executor", executor.value());
    return appeal;
  }

  void told(AppealId appeal) {
    notices.tell(appeal, "Жалуется на того, кто чинит дорогу.", head());
  }

  Actor head() {
    return organization.actorFor(
        HEAD, Role.BLOCK_HEAD.at(new Tenant("zarechensk.roads")), Optional.empty());
  }

  void found(AppealId appeal, String... subjects) {
    region.does(appeal, "Task_CheckComplaint", foundOn(subjects));
  }

  private static Object[] foundOn(String... subjects) {
    return new Object[] {
      "complained",
      "YES",
      "subjects",
      Stream.of(subjects).map(who -> Map.of("who", who)).toList(),
      "others",
      "YES"
    };
  }

  private static Object[] and(Object[] first, Object... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray();
  }

  long shown(AppealId appeal, OfficialId official) {
    return access.as(
        official,
        () -> tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).count());
  }

  private List<Map<String, String>> to(AppealId appeal, String body) {
    return List.of(
        Map.of("id", questions.of(appeal).get(0).id().toString(), "block", "roads", "body", body));
  }

  private List<Action> done(AppealId appeal) {
    return acts.of(appeal).stream().map(Acts.Act::action).toList();
  }

  private Optional<ComplaintNotice.Found> result(AppealId appeal) {
    List<ComplaintNotice> all = notices.of(appeal);
    return all.get(all.size() - 1).found();
  }

  private void answered(AppealId appeal) {
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    region.does(appeal, "Task_SignAnswer");
    region.dispatchAll(appeal);
    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.ANSWERED);
  }

  @Test
  void aNoticeThatIsNoneLeavesTheWorkAlone() {
    AppealId appeal = inExecution();
    told(appeal);
    assertThat(region.open(appeal)).containsExactly("Task_CheckComplaint", "Task_PreparePart");
    assertThat(region.due(region.task(appeal, "Task_CheckComplaint"))).isNotNull();
    Object before = region.shown(appeal, "Task_CheckComplaint").get("notices");
    UUID second = notices.tell(appeal, "И на министра тоже.", head());
    assertThat(notices.tell(appeal, " И на министра тоже. ", head())).isEqualTo(second);
    assertThat(region.shown(appeal, "Task_CheckComplaint").get("notices"))
        .asString()
        .contains("чинит дорогу", "И на министра тоже");
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_CheckComplaint",
                    "notices",
                    before,
                    "complained",
                    "NO",
                    "none",
                    "Я прочитал не всё."))
        .hasMessageContaining("сообщили ещё раз");
    assertThatThrownBy(() -> region.does(appeal, "Task_CheckComplaint", "complained", "NO"))
        .hasMessageContaining("почему никого отстранять не нужно");

    region.does(
        appeal, "Task_CheckComplaint", "complained", "NO", "none", "Фамилия совпала случайно.");

    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    assertThat(region.task(appeal, "Task_PreparePart").getTenantId()).isEqualTo("zarechensk.roads");
    assertThat(complaints.of(appeal).isEmpty()).isTrue();
    assertThat(notices.of(appeal))
        .extracting(ComplaintNotice::found, ComplaintNotice::ground)
        .containsOnly(tuple(Optional.of(ComplaintNotice.Found.NO), "Фамилия совпала случайно."))
        .hasSize(2);
    told(appeal); // somebody sees more
    region.does(
        appeal, "Task_CheckComplaint", "complained", "NO", "none", "Фамилия совпала случайно.");
    answered(appeal);
  }

  @Test
  void theAnswerIsNotSignedBeforeTheCoordinatorHasLookedAndNothingIsToldAfterIt() {
    AppealId appeal = inExecution();
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    region.draftIsApproved(appeal);
    assertThat(region.shown(appeal, "Task_SignAnswer").get("checking")).isEqualTo("");
    told(appeal);

    assertThat(region.shown(appeal, "Task_SignAnswer").get("checking"))
        .asString()
        .contains("после проверки");
    assertThatThrownBy(() -> region.does(appeal, "Task_SignAnswer"))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ")
        .hasMessageContaining("Подпишите ответ после проверки");
    region.does(
        appeal, "Task_CheckComplaint", "complained", "NO", "none", "Фамилия совпала случайно.");
    region.does(appeal, "Task_SignAnswer");
    assertThatThrownBy(() -> told(appeal))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: ответ уже подписан")
        .hasMessageContaining("регистрируется отдельно");
    assertThat(notices.mayBeTold(appeal)).isFalse();
    region.dispatchAll(appeal);
  }

  @Test
  void whoIsComplainedOfIsKeptAwayAndTheWorkOfOthersGoesOn() {
    AppealId appeal = inExecutionBy(EXECUTOR); // named, but he has written nothing yet
    Task part = region.task(appeal, "Task_PreparePart");
    assertThat(part.getAssignee()).isEqualTo(EXECUTOR.value());
    assertThat(shown(appeal, EXECUTOR)).isOne();
    told(appeal);

    found(appeal, "official:executor.zarechensk", "official:head.roads");

    assertThat(region.task(appeal, "Task_PreparePart").getId()).isEqualTo(part.getId());
    assertThat(region.task(appeal, "Task_PreparePart").getAssignee()).isNull();
    assertThat(region.task(appeal, "Task_PreparePart").getTenantId())
        .startsWith("zarechensk.roads-");
    assertThat(shown(appeal, EXECUTOR)).isZero();
    assertThat(shown(appeal, HEAD)).isZero();
    assertThat(shown(appeal, new OfficialId("executor.zarechensk2"))).isOne();
    assertThat(assignments.of(appeal))
        .singleElement()
        .extracting(Assignment::executor)
        .isEqualTo(Optional.empty());
    assertThat(historyOutsideTheSeal(appeal)).isZero();
    assertThat(result(appeal)).contains(ComplaintNotice.Found.YES);
    assertThat(done(appeal))
        .contains(Action.COMPLAINT_RECORDED)
        .doesNotContain(Action.WORK_TAKEN_BACK);
    answered(appeal);
    assertThat(acts.of(appeal))
        .noneMatch(
            act -> act.action() == Action.PART_WRITTEN && act.actor().equals(EXECUTOR.value()));
  }

  /** Instances of the consideration that whom the complaint is on could still find. */
  long historyOutsideTheSeal(AppealId appeal) {
    return jdbc.sql(
            """
            select count(*) from act_hi_procinst h where h.business_key_ = :appeal
              and h.proc_def_key_ not in ('appeal', 'triage', 'complaint-check')
              and h.tenant_id_ not in (select tenant from complaint_tenant where appeal = :id)
            """)
        .param("appeal", appeal.toString())
        .param("id", appeal.value())
        .query(Long.class)
        .single();
  }

  @Test
  void aBodyThatIsComplainedOfLosesTheWorkWhichBeginsAnew() {
    AppealId appeal = inExecution();
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    assertThat(questions.of(appeal).get(0).result()).isPresent();
    told(appeal);

    found(appeal, "body:zarechensk");

    assertThat(region.open(appeal)).containsExactly("Task_ConfirmRouting");
    assertThat(region.task(appeal, "Task_ConfirmRouting").getTenantId()).startsWith("tsur-");
    assertThat(assignments.of(appeal)).isEmpty();
    assertThat(states(appeal)).containsExactly("TAKEN_BACK");
    Question question = questions.of(appeal).get(0);
    assertThat(question.result()).isEmpty();
    assertThat(question.isRouted()).isFalse();
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactly("ANSWER CANCELLED");
    assertThat(done(appeal)).contains(Action.WORK_TAKEN_BACK);
    assertThat(shown(appeal, EXECUTOR)).isZero();
    assertThatThrownBy(
            () -> region.does(appeal, "Task_ConfirmRouting", "questions", to(appeal, "zarechensk")))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: жалобу нельзя поручить органу");
    region.does(appeal, "Task_ConfirmRouting", "questions", to(appeal, "minroads"));
    region.does(appeal, "Task_AcceptQuestions");
    assertThat(region.task(appeal, "Task_PreparePart").getTenantId()).startsWith("minroads.roads-");
    assertThat(assignments.of(appeal)).singleElement().matches(Assignment::responsible);
    assertThat(historyOutsideTheSeal(appeal)).isZero();
    answered(appeal);
    assertThat(states(appeal)).containsExactlyInAnyOrder("TAKEN_BACK", "PART_READY");
  }

  private List<String> states(AppealId appeal) {
    return jdbc.sql("select state from assignment where appeal = :appeal")
        .param("appeal", appeal.value())
        .query(String.class)
        .list();
  }

  @Test
  void whatTheSubjectWroteIsWrittenAgainByAnother() {
    AppealId appeal = inExecutionBy(EXECUTOR);
    region.partsAreWritten(appeal);
    told(appeal);

    found(appeal, "official:executor.zarechensk");

    // the body itself is not complained of: the table gives it the questions again
    assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
    assertThat(states(appeal)).containsExactlyInAnyOrder("TAKEN_BACK", "PROPOSED");
    assertThatThrownBy(
            () -> region.does(appeal, "Task_AcceptQuestions", "executor", EXECUTOR.value()))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ");
    region.does(appeal, "Task_AcceptQuestions");
    answered(appeal);
  }

  @Test
  void aSecondSubjectIsAddedToTheFirst() {
    AppealId appeal = region.registered(AppealType.COMPLAINT, Channel.POST, Region.ROADS);
    region.does(appeal, "Task_Triage", foundOn("official:head.roads"));
    region.does(appeal, "Task_AcceptQuestions"); // the deputy governor
    notices.tell(appeal, "Жалуется на руководителя блока.", deputyGovernor());
    region.does(appeal, "Task_CheckComplaint", "complained", "NO", "none", "О нём уже записано.");
    assertThat(result(appeal)).contains(ComplaintNotice.Found.KNOWN);
    notices.tell(appeal, "И на исполнителя тоже.", deputyGovernor());
    assertThat(region.task(appeal, "Task_CheckComplaint").getTenantId()).startsWith("tsur-");
    assertThatThrownBy(() -> found(appeal, "official:head.roads"))
        .hasMessageContaining("о них уже записано");

    found(appeal, "official:executor.zarechensk");

    assertThat(complaints.of(appeal).officials()).containsExactlyInAnyOrder(HEAD, EXECUTOR);
    assertThat(shown(appeal, HEAD)).isZero();
    assertThat(shown(appeal, EXECUTOR)).isZero();
    assertThat(region.open(appeal)).containsExactly("Task_PreparePart");
    answered(appeal);
  }

  private Actor deputyGovernor() {
    return organization.actorFor(
        new OfficialId("deputy.infra"),
        Role.DEPUTY_GOVERNOR.at(new Tenant("zarechensk.roads")),
        Optional.empty());
  }

  @Test
  void theCoordinatorDoesNotCheckAComplaintOnHimself() {
    AppealId named = inExecution();
    OfficialId coordinator = new OfficialId("coordinator");
    String surname = organization.official(coordinator).name().split(" ")[0];
    notices.tell(named, "Жалуется на координатора по фамилии " + surname + ".", head());
    Task check = region.task(named, "Task_CheckComplaint");
    assertThatThrownBy(
            () -> region.does(coordinator, check, "complained", "NO", "none", "Не на меня."))
        .hasMessageContaining("в сообщении назвали вас");
    AppealId appeal = inExecution();
    told(appeal);
    Task task = region.task(appeal, "Task_CheckComplaint");

    assertThatThrownBy(
            () -> region.does(new OfficialId("coordinator"), task, foundOn("official:coordinator")))
        .hasMessageContaining("Ст. 8 ч. 6 59-ФЗ: жалоба на вас");
    assertThat(complaints.of(appeal).isEmpty()).isTrue();
    region.does(new OfficialId("coordinator2"), task, foundOn("official:coordinator"));

    assertThat(shown(appeal, new OfficialId("coordinator"))).isZero();
    answered(appeal);
  }

  @Test
  void whatNobodyElseMayConsiderIsReturned() {
    AppealId appeal = inExecution();
    region.partsAreWritten(appeal);
    region.draftIsWritten(appeal);
    told(appeal);
    assertThatThrownBy(
            () ->
                region.does(
                    appeal,
                    "Task_CheckComplaint",
                    and(foundOn("body:zarechensk"), "others", "NO", "ground", "")))
        .hasMessageContaining("ст. 8 ч. 7");
    region.does(
        appeal,
        "Task_CheckComplaint",
        and(foundOn("body:zarechensk"), "others", "NO", "ground", "Другого органа нет"));

    assertThat(region.open(appeal)).containsExactly("Task_ReturnComplaint");
    assertThat(questions.of(appeal)).as("nobody answers").noneMatch(Question::isRouted);
    assertThat(region.task(appeal, "Task_ReturnComplaint").getTenantId()).startsWith("tsur-");
    assertThat(region.due(region.task(appeal, "Task_ReturnComplaint")))
        .isEqualTo("2026-06-10T23:59");
    assertThatThrownBy(() -> told(appeal)).hasMessageContaining("не рассматривается по существу");
    assertThat(result(appeal)).contains(ComplaintNotice.Found.RETURNED);
    region.does(appeal, "Task_ReturnComplaint");
    region.does(appeal, "Task_SignForwarding");
    region.dispatchAll(appeal);

    assertThat(region.isEnded(appeal)).isTrue();
    assertThat(appeals.appeal(appeal).state()).isEqualTo(Appeal.State.RETURNED);
    assertThat(questions.of(appeal))
        .allSatisfy(one -> assertThat(one.result()).contains(Result.EXPLAINED));
    assertThat(letters.of(appeal))
        .extracting(letter -> letter.kind() + " " + letter.state())
        .containsExactlyInAnyOrder("ANSWER CANCELLED", "COMPLAINT_RETURN SENT");
  }

  @Test
  void aReturnDecidedAfterItsTermIsABreachAtOnce() {
    AppealId appeal = inExecution();
    region.timePassesTo(LocalDateTime.of(2026, 6, 15, 10, 0));
    told(appeal);
    region.does(
        appeal,
        "Task_CheckComplaint",
        and(foundOn("body:zarechensk"), "others", "NO", "ground", "Другого органа нет"));

    region.timePassesTo(LocalDateTime.of(2026, 6, 15, 10, 5));

    assertThat(acts.of(appeal))
        .anyMatch(act -> act.action() == Action.BREACHED && act.object().equals("T13"));
    assertThat(region.open(appeal)).contains("Task_ReturnComplaint", "Task_ApparatusMeasures");
  }

  @Test
  void aWithdrawalEndsTheCheckToo() {
    AppealId appeal = inExecution();
    told(appeal);
    withdrawn.record(
        appeal,
        "",
        "Прошу прекратить рассмотрение.",
        LocalDate.of(2026, 6, 3),
        region.official("registrar", Role.REGISTRAR));

    region.does(appeal, "Task_DecideWithdrawal", "decision", "STOP");

    assertThat(region.open(appeal)).containsExactly("Task_PrepareWithdrawalNotice");
    assertThat(result(appeal)).contains(ComplaintNotice.Found.ENDED);
  }
}
