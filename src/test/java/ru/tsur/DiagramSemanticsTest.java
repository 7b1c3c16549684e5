package ru.tsur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the diagrams themselves mean to the engine, with every bean they name replaced by a stub and
 * no Spring: loops, multi-instances, timers that do not interrupt, what a called process gives
 * back. The real beans are tested with the product's process tests.
 */
class DiagramSemanticsTest {

  private static final Date FAR = Date.from(Instant.parse("2035-01-01T00:00:00Z"));
  private static final Stubs STUBS = new Stubs();
  private static ProcessEngine engine;

  private ProcessInstance root;

  @BeforeAll
  static void open() throws IOException {
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("diagrams");
    configuration.setJdbcUrl("jdbc:h2:mem:diagrams");
    configuration.setJobExecutorActivate(false);
    configuration.setBeans(STUBS.beans());
    engine = configuration.buildProcessEngine();
    var deployment =
        engine.getRepositoryService().createDeployment().addString("routing.dmn", ROUTING);
    try (var files = Files.list(Path.of("processes"))) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (name.matches(".*\\.bpmn|ladder\\.dmn|approval-route\\.dmn")) {
          deployment.addString(name, Files.readString(file));
        }
      }
    }
    deployment.deploy();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @BeforeEach
  void reset() {
    STUBS.reset();
  }

  @AfterEach
  void end() {
    var runtime = engine.getRuntimeService();
    runtime
        .createProcessInstanceQuery()
        .rootProcessInstances()
        .list()
        .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "end of test"));
  }

  @Test
  void goesFromRegistrationToClosure() {
    appeal(false, "PROPOSAL");
    done("Task_RegisterAppeal");
    done("Task_Triage", "triage", "CONSIDER");
    done("Task_AcceptQuestions", "accepted", true);
    done("Task_PreparePart");
    done("Task_DraftAnswer", "letter", "L1");
    done("Task_ApproveInTurn", "approved", true);
    done("Task_SignAnswer", "signed", true);
    sent("SENT");
    assertThat(ended()).isTrue();
    assertThat(STUBS.ran)
        .containsExactly(
            "recordRoute",
            "recordRoute",
            "formAssignments",
            "recordApprovalRoute",
            "recordAnswer",
            "closeAppeal");
    assertThat(STUBS.keys).containsExactly("A-1");
    assertThat(passed()).contains("End_AnswerSent", "End_AppealClosed");
  }

  @Test
  void skipsTheRegistrarForWhatHeEnteredHimself() {
    appeal(true, "PROPOSAL");
    assertThat(waiting()).containsExactly("Task_Triage");
  }

  @Test
  void redirectsWithANoticeThatMayComeBack() {
    appeal(true, "PROPOSAL");
    redirect();
    done("Task_RedirectWhole", "letter", "L1");
    done("Task_SignForwarding", "signed", false);
    done("Task_RedirectWhole", "letter", "L1");
    done("Task_SignForwarding", "signed", true);
    sent("SENT");
    assertThat(ended()).isTrue();
    assertThat(passed()).contains("End_Outcome").doesNotContain("End_AnswerSent");
  }

  private void redirect() {
    STUBS.forwarded = List.of("O1");
    complete(first("Task_Triage"), Map.of("triage", "REDIRECT", "merits", "NONE"));
  }

  @Test
  void partsAreForwardedWhileTheRestIsConsidered() {
    STUBS.forwarded = List.of("O1");
    appeal(true, "PROPOSAL");
    complete(first("Task_Triage"), Map.of("triage", "CONSIDER", "merits", "ANY"));
    assertThat(waiting()).containsExactlyInAnyOrder("Task_AcceptQuestions", "Task_RedirectWhole");
    done("Task_RedirectWhole", "letter", "L1");
    done("Task_SignForwarding", "signed", true);
    sent("SENT");
    assertThat(ended()).as("the answer is still due").isFalse();
    assertThat(waiting()).containsExactly("Task_AcceptQuestions");
  }

  @Test
  void aJoinedAppealWaitsForTheFirstAndIsDecidedAnewIfThatHasNoAnswer() {
    appeal(true, "PROPOSAL");
    joined();
    assertThat(waiting()).isEmpty();
    firstEnded(Map.of("answered", false));
    assertThat(waiting()).containsExactly("Task_Triage");
    joined();
    firstEnded(Map.of("answered", true));
    assertThat(ended()).isTrue();
    assertThat(STUBS.ran).containsExactly("joinAppeal", "joinAppeal", "closeAppeal");
    assertThat(passed()).contains("End_AnsweredJointly", "End_NothingToConsider");
  }

  @Test
  void silenceNeitherJoinsAnAppealNorAnswersIt() {
    appeal(true, "PROPOSAL");
    joined();
    firstEnded(Collections.singletonMap("answered", null));
    Map<String, Object> nothing = new HashMap<>(Map.of("merits", "ANY"));
    nothing.put("triage", null);
    complete(first("Task_Triage"), nothing);
    assertThat(waiting()).containsExactly("Task_AcceptQuestions");
    assertThat(STUBS.ran).doesNotContain("closeAppeal").containsOnlyOnce("joinAppeal");
    assertThat(passed()).contains("End_OrderDecided").doesNotContain("End_AnsweredJointly");
  }

  private void joined() {
    complete(first("Task_Triage"), Map.of("triage", "JOIN", "merits", "NONE", "first", "A-0"));
  }

  private void firstEnded(Map<String, Object> variables) {
    engine.getRuntimeService().correlateMessage("FirstEnded", "A-1", variables);
  }

  @Test
  void aNoticeIsNotSignedBySilence() {
    appeal(true, "PROPOSAL");
    redirect();
    done("Task_RedirectWhole", "letter", "L1");
    silent("Task_SignForwarding", "signed");
    assertThat(waiting()).containsExactly("Task_RedirectWhole");
  }

  @Test
  void asksTheCoordinatorWhenTheTableDoesNotKnow() {
    STUBS.routing = "UNCLEAR";
    appeal(true, "PROPOSAL");
    done("Task_Triage", "triage", "CONSIDER");
    done("Task_ConfirmRouting");
    assertThat(waiting()).containsExactly("Task_AcceptQuestions");
  }

  @Test
  void returnOfOneBlockLeavesTheOtherAtWork() {
    STUBS.assignments = List.of("S1", "S2");
    STUBS.several = true;
    appeal(true, "PROPOSAL");
    done("Task_Triage", "triage", "CONSIDER");
    var heads = tasks("Task_AcceptQuestions");
    complete(heads.get(0), Map.of("accepted", false));
    assertThat(waiting()).containsExactlyInAnyOrder("Task_DecideBlock", "Task_AcceptQuestions");
    assertThat(variables("distribution")).as("each block has its own").doesNotContain("accepted");
    complete(heads.get(1), Map.of("accepted", true));
    done("Task_DecideBlock");
    done("Task_AcceptQuestions", "accepted", true);
    tasks("Task_PreparePart").forEach(part -> complete(part, Map.of()));
    var approvals = tasks("Task_ApprovePart");
    assertThat(approvals).hasSize(2);
    complete(approvals.get(0), Map.of("approved", false));
    complete(approvals.get(1), Map.of("approved", true));
    assertThat(waiting()).containsExactly("Task_PreparePart");
    done("Task_PreparePart");
    done("Task_ApprovePart", "approved", true);
    assertThat(waiting()).containsExactly("Task_DraftAnswer");
  }

  @Test
  void questionsAreNotAcceptedAndAPartIsNotApprovedBySilence() {
    STUBS.several = true;
    appeal(true, "PROPOSAL");
    done("Task_Triage", "triage", "CONSIDER");
    silent("Task_AcceptQuestions", "accepted");
    done("Task_DecideBlock");
    done("Task_AcceptQuestions", "accepted", true);
    done("Task_PreparePart");
    silent("Task_ApprovePart", "approved");
    assertThat(waiting()).containsExactly("Task_PreparePart");
  }

  @Test
  void oneRemarkEndsAParallelApprovalAndReworkStartsItAnew() {
    response("PROPOSAL", true);
    done("Task_DraftAnswer", "letter", "L1");
    var approvals = tasks("Task_ApproveInParallel");
    assertThat(approvals).hasSize(2);
    complete(approvals.get(0), Map.of("approved", false));
    assertThat(waiting()).containsExactly("Task_DraftAnswer");
    done("Task_DraftAnswer", "letter", "L1");
    tasks("Task_ApproveInParallel").forEach(task -> complete(task, Map.of("approved", true)));
    done("Task_SignAnswer", "signed", false);
    assertThat(waiting()).containsExactly("Task_DraftAnswer");
  }

  @Test
  void aDraftIsNeitherApprovedNorSignedBySilence() {
    response("PROPOSAL", false);
    done("Task_DraftAnswer", "letter", "L1");
    silent("Task_ApproveInTurn", "approved");
    done("Task_DraftAnswer", "letter", "L1");
    done("Task_ApproveInTurn", "approved", true);
    silent("Task_SignAnswer", "signed");
    assertThat(waiting()).containsExactly("Task_DraftAnswer");
  }

  @Test
  void aComplaintIsApprovedInTurnAndTheFirstRemarkReturnsIt() {
    response("COMPLAINT", false);
    done("Task_DraftAnswer", "letter", "L1");
    assertThat(tasks("Task_ApproveInTurn")).hasSize(1);
    done("Task_ApproveInTurn", "approved", false);
    done("Task_DraftAnswer", "letter", "L1");
    done("Task_ApproveInTurn", "approved", true);
    done("Task_ApproveInTurn", "approved", true);
    assertThat(waiting()).containsExactly("Task_SignAnswer");
  }

  @Test
  void lateRegistrationIsRecordedAndTheTaskStays() {
    appeal(false, "PROPOSAL");
    fire("Event_RegistrationBreached");
    assertThat(STUBS.ran).containsExactly("recordRegistrationBreach");
    assertThat(waiting()).containsExactly("Task_RegisterAppeal");
  }

  @Test
  void remindersComeAgainAndDoNotInterrupt() {
    appeal(true, "PROPOSAL");
    fire("Event_Reminder");
    fire("Event_Reminder");
    assertThat(STUBS.ran).containsExactly("remindOfTerm", "remindOfTerm");
    assertThat(waiting()).containsExactly("Task_Triage");
  }

  @Test
  void breachRaisesALadderForEachLateBlockAndTheAnswerEndsThem() {
    STUBS.late = List.of("b1.roads", "b2.health");
    appeal(true, "PROPOSAL");
    redirect();
    fire("Event_TermBreached");
    assertThat(waiting())
        .containsExactlyInAnyOrder("Task_RedirectWhole", "Task_HeadMeasures", "Task_HeadMeasures");
    done("Task_RedirectWhole", "letter", "L1");
    done("Task_SignForwarding", "signed", true);
    sent("SENT");
    assertThat(ended()).isTrue();
    assertThat(STUBS.ran)
        .containsExactly(
            "recordBreach", "recordLadder", "recordLadder", "recordOutcome", "closeAppeal");
    assertThat(STUBS.steps).containsExactly("1", "1");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void ladderClimbsWhenNobodyActs() {
    escalation("b1.roads", "PROPOSAL");
    fire("Event_HeadLate");
    fire("Event_DeputyLate");
    fire("Event_ApparatusLate");
    assertThat(STUBS.ran).containsExactly("recordLadder", "recordLadderBreach");
    done("Task_ApparatusMeasures", "measure", "MEETING");
    assertThat(ended()).isTrue();
    assertThat(STUBS.steps).containsExactly("1", "2", "3");
  }

  @Test
  void recordedMeasuresAreGivenTheirTime() {
    escalation("b1.roads", "PROPOSAL");
    done("Task_HeadMeasures", "measure", "MEETING");
    assertThat(waiting()).isEmpty();
    fire("Event_HeadMeasuresDue");
    done("Task_DeputyMeasures", "measure", "MEETING");
    fire("Event_DeputyMeasuresDue");
    assertThat(waiting()).containsExactly("Task_ApparatusMeasures");
  }

  @Test
  void aComplaintOnHealthGoesToTheDeputyGovernorAtOnce() {
    escalation("b1.health", "COMPLAINT");
    assertThat(waiting()).containsExactly("Task_DeputyMeasures");
  }

  @Test
  void theCentresOwnDelayGoesToTheHeadOfTheApparatus() {
    escalation("tsur", "PROPOSAL");
    assertThat(waiting()).containsExactly("Task_ApparatusMeasures");
  }

  @Test
  void extensionIsDecidedBesideTheWork() {
    appeal(true, "PROPOSAL");
    extensionAsked("E1");
    done("Task_DecideExtension", "granted", "YES");
    assertThat(STUBS.ran).containsExactly("extendTerm");
    assertThat(variable("delivery", "letter")).isEqualTo("N1");
    assertThat(variable("delivery", "tenant")).isEqualTo("tsur");
    sent("SENT");
    assertThat(waiting()).containsExactly("Task_Triage");
    assertThat(passed()).contains("End_TermExtended", "End_ExtensionDecided");
  }

  @Test
  void extensionMayBeRefused() {
    appeal(true, "PROPOSAL");
    extensionAsked("E1");
    done("Task_DecideExtension", "granted", "NO");
    assertThat(passed()).contains("End_ExtensionRefused").doesNotContain("Task_ExtendTerm");
    assertThat(waiting()).containsExactly("Task_Triage");
  }

  @Test
  void extensionIsNotGrantedBySilence() {
    appeal(true, "PROPOSAL");
    extensionAsked("E1");
    silent("Task_DecideExtension", "granted");
    assertThat(passed()).contains("End_ExtensionRefused").doesNotContain("Task_ExtendTerm");
  }

  @Test
  void aLatePartIsRecordedAndStaysToBeWritten() {
    STUBS.several = true;
    appeal(true, "PROPOSAL");
    done("Task_Triage", "triage", "CONSIDER");
    done("Task_AcceptQuestions", "accepted", true);
    fire("Event_PartLate");
    assertThat(STUBS.ran).contains("recordLatePart");
    assertThat(waiting()).containsExactly("Task_PreparePart");
  }

  @Test
  void documentsAreAskedForBesideTheWorkAndTheAddresseeIsChased() {
    appeal(true, "PROPOSAL");
    documentsAsked();
    done("Task_DraftRequest", "withdrawn", false);
    silent("Task_SignRequest", "signed");
    complete(first("Task_DraftRequest"), Map.of("withdrawn", false, "letter", "L1"));
    done("Task_SignRequest", "signed", true);
    assertThat(variable("delivery", "tenant")).isEqualTo("tsur");
    sent("SENT");
    fire("Event_RequestReminder");
    fire("Event_RequestLate");
    done("Task_ChaseRequest");
    fire("Event_ChasePause");
    assertThat(waiting())
        .containsExactlyInAnyOrder("Task_Triage", "Task_ReceiveDocuments", "Task_ChaseRequest");
    done("Task_ReceiveDocuments", "received", true);
    assertThat(waiting()).as("the chase ends with it").containsExactly("Task_Triage");
    assertThat(STUBS.ran)
        .containsExactly(
            "recordRequestSent", "remindOfRequest", "recordRequestLate", "recordRequestLate");
    assertThat(passed()).contains("End_DocumentsReceived", "End_RequestEnded");
  }

  @Test
  void documentsAreNotReceivedBySilenceAndARequestMayBeTakenBack() {
    appeal(true, "PROPOSAL");
    documentsAsked();
    complete(first("Task_DraftRequest"), Map.of("withdrawn", false, "letter", "L1"));
    done("Task_SignRequest", "signed", true);
    sent("SENT");
    silent("Task_ReceiveDocuments", "received");
    assertThat(passed()).contains("End_RequestWithdrawn").doesNotContain("End_DocumentsReceived");
    documentsAsked();
    done("Task_DraftRequest", "withdrawn", true);
    assertThat(passed()).contains("End_NotSent");
    assertThat(waiting()).containsExactly("Task_Triage");
  }

  private void documentsAsked() {
    engine
        .getRuntimeService()
        .correlateMessage("DocumentsRequested", "A-1", Map.of("request", "R1"));
  }

  @Test
  void aWithdrawnAppealIsClosedWhenTheNoticeIsSent() {
    appeal(true, "PROPOSAL");
    withdrawalAsked();
    assertThat(waiting()).containsExactlyInAnyOrder("Task_DecideWithdrawal", "Task_Triage");
    done("Task_DecideWithdrawal", "decision", "STOP");
    assertThat(waiting()).containsExactly("Task_PrepareWithdrawalNotice");
    done("Task_PrepareWithdrawalNotice", "letter", "L1");
    done("Task_SignWithdrawalNotice", "signed", false);
    done("Task_PrepareWithdrawalNotice", "letter", "L1");
    done("Task_SignWithdrawalNotice", "signed", true);
    sent("SENT");
    assertThat(ended()).isTrue();
    assertThat(STUBS.ran).containsExactly("stopConsideration", "closeAppeal");
    assertThat(passed()).contains("End_ConsiderationStopped", "End_WorkStopped");
  }

  @ParameterizedTest
  @CsvSource({"PARTIAL, End_SignatoryLeft", "CONTINUE, End_ConsiderationGoesOn"})
  void whatIsNotStoppedGoesOn(String decision, String end) {
    appeal(true, "PROPOSAL");
    withdrawalAsked();
    done("Task_DecideWithdrawal", "decision", decision);
    done("Task_PrepareWithdrawalNotice", "letter", "L1");
    done("Task_SignWithdrawalNotice", "signed", true);
    sent("SENT");
    assertThat(waiting()).containsExactly("Task_Triage");
    assertThat(STUBS.ran).isEmpty();
    assertThat(passed()).contains(end, "End_GoesOn");
  }

  @Test
  void considerationIsNotStoppedBySilence() {
    appeal(true, "PROPOSAL");
    withdrawalAsked();
    silent("Task_DecideWithdrawal", "decision");
    assertThat(waiting()).containsExactlyInAnyOrder("Task_PrepareWithdrawalNotice", "Task_Triage");
    assertThat(STUBS.ran).isEmpty();
  }

  @Test
  void aSupplementIsReadByWhoConsidersElseByTheCoordinator() {
    appeal(true, "PROPOSAL");
    STUBS.assignments = List.of();
    supplementReceived();
    done("Task_ReadSupplementAtCentre");
    STUBS.assignments = List.of("P1", "P2");
    supplementReceived();
    assertThat(tasks("Task_ReadSupplement")).hasSize(2);
    done("Task_ReadSupplement");
    done("Task_ReadSupplement");
    assertThat(waiting()).containsExactly("Task_Triage");
    assertThat(passed()).contains("End_SupplementRead", "End_SupplementNoted");
  }

  @Test
  void aLetterIsTriedAgainThenTheRegistrarDecides() {
    delivery("EMAIL");
    sent("RETRY");
    fire("Event_Pause");
    sent("UNKNOWN");
    done("Task_ResolveDelivery", "resolution", "RETRY");
    sent("FAILED");
    done("Task_ResolveDelivery", "resolution", "POST");
    done("Task_DispatchByPost");
    assertThat(ended()).isTrue();
    assertThat(passed()).contains("End_DispatchedByPost");
  }

  @Test
  void theRegistrarMayConfirmThatALetterArrived() {
    delivery("EMAIL");
    sent("UNKNOWN");
    done("Task_ResolveDelivery", "resolution", "SENT");
    assertThat(passed()).contains("End_DeliveryConfirmed");
  }

  @Test
  void anUnknownOutcomeOrResolutionIsNeverTakenForADelivery() {
    delivery("EMAIL");
    sent("SOMETHING_ELSE");
    done("Task_ResolveDelivery", "resolution", "SOMETHING_ELSE");
    assertThat(waiting()).containsExactly("Task_DispatchByPost");
    assertThat(passed()).doesNotContain("End_LetterSent", "End_DeliveryConfirmed");
  }

  @Test
  void postAndCabinetGoToTheRegistrar() {
    delivery("POST");
    assertThat(waiting()).containsExactly("Task_DispatchByPost");
    end();
    delivery("CABINET");
    assertThat(waiting()).containsExactly("Task_DispatchByPost");
  }

  @Test
  void aPromiseIsConfirmedSignedAndTold() {
    promise();
    assertThat(waiting()).containsExactly("Task_ConfirmPromise");
    done("Task_ConfirmPromise", "letter", "L1");
    done("Task_SignFulfilment", "signed", false);
    done("Task_ConfirmPromise", "letter", "L1");
    done("Task_SignFulfilment", "signed", true);
    sent("SENT");
    assertThat(ended()).isTrue();
    assertThat(STUBS.ran).containsExactly("recordPromiseKept");
  }

  @Test
  void thatAPromiseIsKeptIsNotSignedBySilence() {
    promise();
    done("Task_ConfirmPromise", "letter", "L1");
    silent("Task_SignFulfilment", "signed");
    assertThat(waiting()).containsExactly("Task_ConfirmPromise");
  }

  @Test
  void aBrokenPromiseClimbsTheLadderUntilItIsKept() {
    promise();
    fire("Event_PromiseReminder");
    fire("Event_PromiseBroken");
    assertThat(waiting()).containsExactlyInAnyOrder("Task_ConfirmPromise", "Task_HeadMeasures");
    done("Task_ConfirmPromise", "letter", "L1");
    done("Task_SignFulfilment", "signed", true);
    sent("SENT");
    assertThat(ended()).as("and so does its ladder").isTrue();
  }

  @Test
  void aPromiseIsNotPostponedBySilence() {
    promise();
    postponementAsked();
    silent("Task_DecidePostponement", "granted");
    assertThat(passed()).contains("End_PostponementRefused").doesNotContain("Task_PostponePromise");
    postponementAsked();
    done("Task_DecidePostponement", "granted", "YES");
    assertThat(waiting()).containsExactlyInAnyOrder("Task_ConfirmPromise", "Task_DispatchByPost");
  }

  @Test
  void aReturnedLetterIsNotSentAgainBySilence() {
    start("returned", Map.of("letter", "L1"));
    silent("Task_Resend", "resend");
    assertThat(passed()).contains("End_KeptInCase");
    start("returned", Map.of("letter", "L1"));
    done("Task_Resend", "resend", "YES");
    sent("SENT");
    assertThat(passed()).contains("End_SentAgain");
  }

  private void promise() {
    start("promise", Map.of("promise", "P1", "tenant", "b1.roads", "type", "PROPOSAL"));
  }

  private void postponementAsked() {
    engine
        .getRuntimeService()
        .correlateMessage("PostponementAsked", "A-1", Map.of("postponement", "D1"));
  }

  @Test
  void calledProcessesGetNothingButWhatTheyNeed() {
    appeal(true, "PROPOSAL");
    done("Task_Triage", "triage", "CONSIDER");
    assertThat(variables("distribution")).containsExactly("routing");
    assertThat(variables("consideration"))
        .containsExactlyInAnyOrder("assignment", "tenant", "several");
    done("Task_AcceptQuestions", "accepted", true);
    done("Task_PreparePart");
    assertThat(variables("response")).containsExactlyInAnyOrder("tenant", "several", "type");
  }

  private void appeal(boolean registered, String type) {
    start("appeal", Map.of("registered", registered, "type", type));
  }

  private void response(String type, boolean several) {
    start("response", Map.of("type", type, "several", several, "tenant", "b1.roads"));
  }

  private void escalation(String tenant, String type) {
    start("escalation", Map.of("tenant", tenant, "type", type));
  }

  private void delivery(String method) {
    start("delivery", Map.of("letter", "L1", "method", method));
  }

  private void start(String key, Map<String, Object> variables) {
    root = engine.getRuntimeService().startProcessInstanceByKey(key, "A-1", variables);
  }

  private void extensionAsked(String extension) {
    engine
        .getRuntimeService()
        .correlateMessage("ExtensionRequested", "A-1", Map.of("extension", extension));
  }

  private void withdrawalAsked() {
    engine
        .getRuntimeService()
        .correlateMessage("WithdrawalAsked", "A-1", Map.of("withdrawal", "W1"));
  }

  private void supplementReceived() {
    engine
        .getRuntimeService()
        .correlateMessage("SupplementReceived", "A-1", Map.of("supplement", "S1"));
  }

  private List<Task> tasks(String element) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .taskDefinitionKey(element)
        .orderByTaskId()
        .asc()
        .list();
  }

  private void done(String element) {
    complete(first(element), Map.of());
  }

  private void done(String element, String variable, Object value) {
    complete(first(element), Map.of(variable, value));
  }

  /** Completed without the decision that the task is for. */
  private void silent(String element, String variable) {
    complete(first(element), Collections.singletonMap(variable, null));
  }

  private Task first(String element) {
    assertThat(waiting()).contains(element);
    return tasks(element).get(0);
  }

  private void complete(Task task, Map<String, Object> variables) {
    assertThat(task.getDueDate()).as("due date of " + task.getTaskDefinitionKey()).isEqualTo(FAR);
    engine.getTaskService().complete(task.getId(), variables);
  }

  private void sent(String outcome) {
    var sender = engine.getExternalTaskService();
    var letters = sender.fetchAndLock(10, "sender").topic("letter-email", 10_000L).execute();
    assertThat(letters).hasSize(1);
    sender.complete(letters.get(0).getId(), "sender", Map.of("delivery", outcome));
  }

  private void fire(String event) {
    var jobs = engine.getManagementService().createJobQuery().activityId(event).list();
    assertThat(jobs).as(event).hasSize(1);
    engine.getManagementService().executeJob(jobs.get(0).getId());
  }

  private List<String> waiting() {
    return engine.getTaskService().createTaskQuery().list().stream()
        .map(Task::getTaskDefinitionKey)
        .toList();
  }

  private boolean ended() {
    return engine.getRuntimeService().createProcessInstanceQuery().count() == 0;
  }

  private List<String> passed() {
    return engine.getHistoryService().createHistoricActivityInstanceQuery().list().stream()
        .filter(activity -> activity.getRootProcessInstanceId().equals(root.getId()))
        .map(activity -> activity.getActivityId())
        .toList();
  }

  /** Names of the variables of the one running instance of {@code key}. */
  private Set<String> variables(String key) {
    return engine.getRuntimeService().getVariables(instance(key)).keySet();
  }

  private Object variable(String key, String name) {
    return engine.getRuntimeService().getVariable(instance(key), name);
  }

  private String instance(String key) {
    return engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processDefinitionKey(key)
        .singleResult()
        .getId();
  }

  private static final String ROUTING =
      """
      <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="n">
        <decision id="routing" name="r" camunda:historyTimeToLive="P1826D">
          <decisionTable id="t" hitPolicy="FIRST">
            <input id="i"><inputExpression id="e" typeRef="string"><text>theme</text></inputExpression></input>
            <output id="o" name="block" typeRef="string" />
            <rule id="r1">
              <inputEntry id="ie"><text></text></inputEntry>
              <outputEntry id="oe"><text>"roads"</text></outputEntry>
            </rule>
          </decisionTable>
        </decision>
      </definitions>
      """;

  /** The beans of the diagrams: they answer what a test told them and keep that they were asked. */
  private static class Stubs {
    private final List<String> ran = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private List<String> assignments;
    private List<String> late;
    private String routing;
    private boolean several;
    private boolean invited;
    private List<String> forwarded;

    void reset() {
      forwarded = List.of();
      ran.clear();
      steps.clear();
      keys.clear();
      assignments = List.of("S1");
      late = List.of("b1.roads");
      routing = "CLEAR";
      several = false;
      invited = false;
    }

    Map<Object, Object> beans() {
      var beans = new HashMap<Object, Object>();
      beans.put("desk", new Desk());
      beans.put("terms", new Terms());
      beans.put("questions", new Questions());
      beans.put("assignments", new Assignments());
      beans.put("letters", new Letters());
      beans.put("outcomes", new Outcomes());
      beans.put("approvers", new Approvers());
      beans.put("requests", new Requests());
      beans.put("visits", new Visits());
      for (var name :
          List.of(
              "recordRegistrationBreach",
              "remindOfTerm",
              "recordBreach",
              "recordLadderBreach",
              "recordAnswer",
              "recordOutcome",
              "recordOutcomeBreach",
              "recalculateDeadlines",
              "recordLatePart",
              "recordRequestSent",
              "recordRequestLate",
              "remindOfRequest",
              "closeAppeal",
              "joinAppeal",
              "remindOfPromise",
              "recordControlLate",
              "remindOfVisit",
              "recordVisitLate",
              "removeSubjects",
              "recordReturn",
              "recordPromiseBroken",
              "recordPromiseKept",
              "formAssignments")) {
        beans.put(name, (JavaDelegate) step -> ran(name, step));
      }
      beans.put("extendTerm", (JavaDelegate) this::extend);
      beans.put("postponePromise", (JavaDelegate) this::postpone);
      beans.put(
          "stopConsideration",
          (JavaDelegate)
              step -> {
                ran("stopConsideration", step);
                step.getProcessEngineServices()
                    .getRuntimeService()
                    .createMessageCorrelation("WorkStopped")
                    .processInstanceBusinessKey(step.getProcessBusinessKey())
                    .correlateAll();
              });
      beans.put(
          "recordRoute",
          (ExecutionListener)
              step -> {
                ran("recordRoute", step);
                assertThat(result(step)).containsEntry("block", "roads");
                step.setVariable("routing", routing);
              });
      beans.put(
          "recordApprovalRoute",
          (ExecutionListener)
              step -> {
                ran("recordApprovalRoute", step);
                step.setVariable("order", result(step).get("order"));
                // not «approvers»: a variable hides the bean of the same name
                step.setVariable("approvalRoles", result(step).get("approvers"));
              });
      beans.put(
          "recordLadder",
          (ExecutionListener)
              step -> {
                ran("recordLadder", step);
                step.setVariable("level", result(step).get("level"));
              });
      beans.put(
          "raiseLadderStep",
          (ExecutionListener) step -> steps.add((String) step.getVariable("step")));
      return beans;
    }

    private void ran(String name, DelegateExecution step) {
      ran.add(name);
      keys.add(step.getProcessBusinessKey());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(DelegateExecution step) {
      return ((List<Map<String, Object>>) step.getVariable("decisionResult")).get(0);
    }

    private void extend(DelegateExecution step) {
      ran("extendTerm", step);
      step.setVariable("letter", "N1");
    }

    private void postpone(DelegateExecution step) {
      ran("postponePromise", step);
      step.setVariable("notice", "N2");
    }

    /** Public, as the expression language demands. */
    public static class Desk {
      public String group(DelegateExecution step, String role) {
        return role + "@x";
      }

      public String executor(DelegateExecution step) {
        return null;
      }
    }

    /** See {@link Desk}. */
    public static class Terms {
      public Date due(DelegateExecution step, String term) {
        return FAR;
      }

      public Date breach(DelegateExecution step, String term) {
        return FAR;
      }

      public Date dueOfOutcome(DelegateExecution step) {
        return FAR;
      }

      public Date breachOfOutcome(DelegateExecution step) {
        return FAR;
      }

      public String reminders(DelegateExecution step) {
        return "R4/2034-01-01T00:00:00/P1D";
      }

      public Date dueOfPromise(DelegateExecution step) {
        return FAR;
      }

      public Date breachOfPromise(DelegateExecution step) {
        return FAR;
      }

      public String breachesOfPromise(DelegateExecution step) {
        return "R1/2034-01-01T00:00:00/P1D";
      }

      public String promiseReminders(DelegateExecution step) {
        return "R4/2034-01-01T00:00:00/P1D";
      }

      public Date dueOfControl(DelegateExecution step) {
        return FAR;
      }

      public Date breachOfControl(DelegateExecution step) {
        return FAR;
      }

      public Date dueOfVisit(DelegateExecution step) {
        return FAR;
      }

      public Date breachOfVisit(DelegateExecution step) {
        return FAR;
      }

      public String visitReminder(DelegateExecution step) {
        return "R1/2034-01-01T00:00:00/P1D";
      }

      public Date dueOfPart(DelegateExecution step) {
        return FAR;
      }

      public Date breachOfPart(DelegateExecution step) {
        return FAR;
      }

      public Date dueOf(DelegateExecution step, String variable) {
        return FAR;
      }

      public Date breachOf(DelegateExecution step, String variable) {
        return FAR;
      }

      public String remindersOf(DelegateExecution step, String variable) {
        return "R4/2034-01-01T00:00:00/P1D";
      }

      public Date retry(DelegateExecution step) {
        return FAR;
      }

      public Date measuresDue(DelegateExecution step) {
        return FAR;
      }
    }

    /** See {@link Desk}. */
    public static class Outcomes {
      public List<String> forwarded(DelegateExecution step) {
        return STUBS.forwarded;
      }

      public List<String> declined(DelegateExecution step) {
        return List.of();
      }

      public String kind(DelegateExecution step) {
        return "REDIRECT";
      }

      public List<String> letters(DelegateExecution step) {
        return List.of("L1");
      }
    }

    /** See {@link Desk}. */
    public static class Questions {
      public List<String> of(DelegateExecution step) {
        return List.of("Q1", "Q2");
      }

      public String theme(DelegateExecution step) {
        return (String) step.getVariable("question");
      }

      public String municipality(DelegateExecution step) {
        return null;
      }
    }

    /** See {@link Desk}. */
    public class Assignments {
      public List<String> latePromise(DelegateExecution step) {
        return late;
      }

      public List<String> lateCentre(DelegateExecution step) {
        return List.of("tsur");
      }

      public List<String> of(DelegateExecution step) {
        return assignments;
      }

      public List<String> late(DelegateExecution step) {
        return late;
      }

      public String tenant(DelegateExecution step) {
        return "b1.roads";
      }

      public String responsibleTenant(DelegateExecution step) {
        return "b1.roads";
      }

      public boolean several(DelegateExecution step) {
        return several;
      }

      public List<String> considering(DelegateExecution step) {
        return assignments.isEmpty() ? List.of("") : assignments;
      }

      public boolean isAssigned(DelegateExecution step) {
        return !"".equals(step.getVariable("assignment"));
      }

      public String tenantOrCentre(DelegateExecution step) {
        return isAssigned(step) ? "b1.roads" : "tsur";
      }

      public String block(DelegateExecution step) {
        var tenant = (String) step.getVariable("tenant");
        return tenant.contains(".") ? tenant.substring(tenant.indexOf('.') + 1) : "";
      }
    }

    /** See {@link Desk}. */
    public static class Letters {
      public String method(DelegateExecution step) {
        return "EMAIL";
      }

      public String noticeMethod(DelegateExecution step) {
        return "POST";
      }
    }

    /** See {@link Desk}. */
    public static class Visits {
      public String tenant(DelegateExecution step) {
        return "b1.roads";
      }

      public boolean isInvited(DelegateExecution step) {
        return STUBS.invited;
      }

      public String invitation(DelegateExecution step) {
        return STUBS.invited ? "V1" : "";
      }
    }

    /** See {@link Desk}. */
    public static class Requests {
      public String tenant(DelegateExecution step) {
        return "b2.roads";
      }
    }

    /** See {@link Desk}. */
    public static class Approvers {
      public List<String> of(DelegateExecution step) {
        return List.of(((String) step.getVariable("approvalRoles")).split(","));
      }
    }
  }
}
