package ru.tsur.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealRefusals.WrongState;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.ExtensionId;
import ru.tsur.appeal.RequestId;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;
import ru.tsur.workflow.engine.InstanceTenants;

/**
 * The register's port to the engine: starts an appeal's process, asks for an extension, moves
 * timers and due dates, starts a recalculation.
 */
@Component
class AppealProcesses implements AppealProcess {

  /** The engine refuses a user a list without end (queryMaxResultsLimit). */
  private static final int AT_ONCE = 1000;

  private static final String VISIT_APPOINTED = "VisitAppointed";
  private static final String COMPLAINT_NOTICED = "ComplaintNoticed";

  private static final String EARLIER =
      "Обращение рассматривается по прежней версии схемы, в которой этого действия нет. ";

  /** What is still lawful where the diagram of the time does not know the message. */
  private static final Map<String, String> NOT_AWAITED =
      Map.of(
          "SupplementReceived",
          EARLIER
              + "Передайте дополнение исполнителю или зарегистрируйте его отдельно: отказать в приёме нельзя (59-ФЗ, ст. 5"
              + " п. 1, ст. 9 ч. 1).",
          "WithdrawalAsked",
          EARLIER
              + "Передайте просьбу координатору ЦУР: о прекращении он решит вне системы (59-ФЗ, ст. 5 п. 5).",
          "DocumentsRequested",
          EARLIER + "Направьте запрос письмом вне системы (59-ФЗ, ст. 10 ч. 1 п. 2).",
          VISIT_APPOINTED,
          EARLIER
              + "Выезжайте без записи о выезде, а акт приложите к ответу как подтверждение принятых мер (59-ФЗ, ст. 9"
              + " ч. 2).",
          COMPLAINT_NOTICED,
          EARLIER
              + "Сообщите координатору ЦУР: тот, на кого жалуются, рассматривать обращение не может, задание с него"
              + " снимают (59-ФЗ, ст. 8 ч. 6).",
          "FirstEnded",
          EARLIER
              + "Сообщите методологу: рассмотрение первого обращения окончено, а процесс присоединённого его не ждёт;"
              + " на присоединённое нужен ответ (59-ФЗ, ст. 10 ч. 1 п. 4).",
          "",
          EARLIER + "Сообщите методологу.");

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final EngineAccess engine;
  private final MovedDates dates;
  private final StoredCalendars calendars;
  private final ObjectProvider<Appeals> appeals;
  private final ObjectProvider<Complaints> complaints;
  private final Sealing sealing;
  private final JdbcClient jdbc;

  AppealProcesses(
      RuntimeService runtime,
      TaskService tasks,
      EngineAccess engine,
      MovedDates dates,
      StoredCalendars calendars,
      ObjectProvider<Appeals> appeals,
      ObjectProvider<Complaints> complaints,
      Sealing sealing,
      JdbcClient jdbc) {
    this.sealing = sealing;
    this.runtime = runtime;
    this.tasks = tasks;
    this.engine = engine;
    this.dates = dates;
    this.calendars = calendars;
    this.appeals = appeals;
    this.complaints = complaints;
    this.jdbc = jdbc;
  }

  @Override
  public void start(AppealId appeal, AppealType type, boolean registered) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("type", type.name());
    variables.put("registered", registered);
    Complaints known = complaints.getObject();
    if (known.seal(appeal).isPresent()) { // considered again: it is known on whom the complaint is
      variables.put("tenant", known.tenant(appeal, Tenant.TSUR));
    }
    engine.acrossBodies(
        () -> runtime.startProcessInstanceByKey("appeal", appeal.toString(), variables));
  }

  @Override
  public Optional<String> centreTask(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(appeal.toString())
                .tenantIdIn(Tenant.TSUR.value())
                .listPage(0, 1)
                .stream()
                .map(Task::getId)
                .findFirst());
  }

  @Override
  public void extensionRequested(AppealId appeal, ExtensionId extension) {
    told(appeal, "ExtensionRequested", Map.of("extension", extension.toString()));
  }

  @Override
  public void promiseMade(AppealId appeal, UUID promise, Tenant tenant) {
    engine.acrossBodies(
        () ->
            runtime.startProcessInstanceByKey(
                InstanceTenants.PROMISE,
                appeal.toString(),
                Map.of(
                    "promise",
                    promise.toString(),
                    "tenant",
                    complaints.getObject().tenant(appeal, tenant),
                    "type",
                    appeals.getObject().appeal(appeal).type().name())));
  }

  @Override
  public void postponementAsked(AppealId appeal, UUID promise, UUID postponement) {
    engine.acrossBodies(
        () ->
            runtime
                .createMessageCorrelation("PostponementAsked")
                .processInstanceBusinessKey(appeal.toString())
                .processInstanceVariableEquals("promise", promise.toString())
                .setVariable("postponement", postponement.toString())
                .correlate());
  }

  @Override
  public void withdrawalAsked(AppealId appeal, UUID withdrawal) {
    told(appeal, "WithdrawalAsked", Map.of("withdrawal", withdrawal.toString()));
  }

  /** The bracket, and whatever hangs beside it. */
  @Override
  public void workStopped(AppealId appeal) {
    engine.acrossBodies(
        () ->
            runtime
                .createMessageCorrelation("WorkStopped")
                .processInstanceBusinessKey(appeal.toString())
                .correlateAll());
  }

  @Override
  public boolean canWaitForAnother(AppealId appeal) {
    return engine.acrossBodies(
            () ->
                runtime
                    .createProcessInstanceQuery()
                    .processDefinitionKey("triage")
                    .processInstanceBusinessKey(appeal.toString())
                    .count())
        > 0;
  }

  @Override
  public void firstEnded(AppealId joined, boolean answered) {
    told(joined, "FirstEnded", Map.of("answered", answered));
  }

  @Override
  public void escalate(AppealId appeal) {
    engine.acrossBodies(
        () -> {
          var root =
              runtime
                  .createProcessInstanceQuery()
                  .processDefinitionKey("appeal")
                  .processInstanceBusinessKey(appeal.toString())
                  .singleResult();
          runtime
              .createProcessInstanceModification(root.getId())
              .startBeforeActivity("Task_RecordBreach")
              .execute();
        });
  }

  @Override
  public void supplementReceived(AppealId appeal, UUID supplement) {
    told(appeal, "SupplementReceived", Map.of("supplement", supplement.toString()));
  }

  private void told(AppealId appeal, String message, Map<String, Object> variables) {
    orRefused(
        () ->
            runtime
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(appeal.toString())
                .setVariables(variables)
                .correlate(),
        message);
  }

  /**
   * An appeal that began by an earlier version of the diagram does not wait for every message:
   * nothing is stored then, and the official is told why.
   */
  private void orRefused(Runnable correlation, String message) {
    try {
      engine.acrossBodies(correlation);
    } catch (MismatchingMessageCorrelationException notAwaited) {
      throw new WrongState(NOT_AWAITED.getOrDefault(message, NOT_AWAITED.get("")));
    }
  }

  @Override
  public void documentsRequested(AppealId appeal, RequestId request) {
    told(appeal, "DocumentsRequested", Map.of("request", request.toString()));
  }

  @Override
  public void promiseMoved(AppealId appeal, UUID promise) {
    engine.acrossBodies(() -> dates.followPromise(appeal, promise));
  }

  @Override
  public void redirectControlled(AppealId appeal, UUID control) {
    engine.acrossBodies(
        () ->
            runtime.startProcessInstanceByKey(
                InstanceTenants.REDIRECT_CONTROL,
                appeal.toString(),
                Map.of(
                    "control",
                    control.toString(),
                    "tenant",
                    complaints.getObject().tenant(appeal, Tenant.TSUR))));
  }

  @Override
  public boolean awaitsComplaintNotices(AppealId appeal) {
    return awaits(appeal, COMPLAINT_NOTICED);
  }

  @Override
  public void complaintNoticed(AppealId appeal, UUID notice) {
    told(appeal, COMPLAINT_NOTICED, Map.of("notice", notice.toString()));
  }

  @Override
  public void workTakenBack(AppealId appeal) {
    told(appeal, "WorkTakenBack", Map.of());
  }

  @Override
  public void complaintReturned(AppealId appeal, UUID outcome) {
    told(appeal, "ComplaintReturned", Map.of("outcome", outcome.toString()));
  }

  @Override
  public boolean awaitsVisits(AppealId appeal) {
    return awaits(appeal, VISIT_APPOINTED);
  }

  private boolean awaits(AppealId appeal, String message) {
    return engine.acrossBodies(
            () ->
                runtime
                    .createExecutionQuery()
                    .messageEventSubscriptionName(message)
                    .processInstanceBusinessKey(appeal.toString())
                    .count())
        > 0;
  }

  @Override
  public void visitAppointed(AppealId appeal, UUID visit) {
    told(appeal, VISIT_APPOINTED, Map.of("visit", visit.toString()));
  }

  @Override
  public void letterReturned(AppealId appeal, UUID letter) {
    engine.acrossBodies(
        () ->
            runtime.startProcessInstanceByKey(
                InstanceTenants.RETURNED,
                appeal.toString(),
                Map.of(
                    "letter",
                    letter.toString(),
                    "tenant",
                    complaints.getObject().tenant(appeal, Tenant.TSUR))));
  }

  @Override
  public void resendingOver(AppealId appeal, UUID letter) {
    engine.acrossBodies(
        () ->
            runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(InstanceTenants.RETURNED)
                .processInstanceBusinessKey(appeal.toString())
                .variableValueEquals("letter", letter.toString())
                .listPage(0, AT_ONCE)
                .forEach(
                    one ->
                        runtime.deleteProcessInstance(
                            one.getId(), "The letter needs not be sent again")));
  }

  @Override
  public void complaintFound(AppealId appeal) {
    sealing.seal(appeal);
  }

  @Override
  public void deadlineMoved(AppealId appeal) {
    engine.acrossBodies(() -> dates.follow(appeal));
  }

  @Override
  public Set<String> openTasks() {
    return Set.copyOf(jdbc.sql("select id_ from act_ru_task").query(String.class).list());
  }

  @Override
  public Set<String> openTasks(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(appeal.toString())
                .listPage(0, AT_ONCE)
                .stream()
                .map(Task::getId)
                .collect(Collectors.toSet()));
  }

  @Override
  public void emailReceived(UUID email) {
    engine.acrossBodies(() -> runtime.startProcessInstanceByKey("email", email.toString()));
  }

  /** The act's calendar is in force when this transaction is committed. */
  @Override
  public void recalculationOrdered(long recalculation) {
    calendars.changed();
    engine.acrossBodies(
        () ->
            runtime.startProcessInstanceByKey(
                "recalculation",
                "recalculation-" + recalculation,
                Map.of("recalculation", recalculation)));
  }
}
