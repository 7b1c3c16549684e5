package ru.tsur.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Question;
import ru.tsur.desk.TaskWork;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.organization.ThemeCode;
import ru.tsur.workflow.LetterWorker;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * The invented region at work, for tests: people do their tasks with their own rights, time is
 * moved, mail is sent.
 */
@Component
public class Region {

  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  /** Potholes in the city of Zarechensk: a municipality answers. */
  public static final Asked ROADS = new Asked("Ямы на улице Садовой", "0301", "zarechensk");

  public record Asked(String substance, String theme, String municipality) {}

  private final Appeals appeals;
  private final TaskWork work;
  private final TaskService tasks;
  private final RuntimeService runtime;
  private final ManagementService management;
  private final HistoryService history;
  private final EngineAccess engine;
  private final Organization organization;
  private final Complaints complaints;
  private final LetterWorker mail;
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  Region(
      Appeals appeals,
      TaskWork work,
      TaskService tasks,
      RuntimeService runtime,
      ManagementService management,
      HistoryService history,
      EngineAccess engine,
      Organization organization,
      Complaints complaints,
      LetterWorker mail,
      JdbcClient jdbc,
      ObjectMapper json,
      Clock clock) {
    this.appeals = appeals;
    this.work = work;
    this.tasks = tasks;
    this.runtime = runtime;
    this.management = management;
    this.history = history;
    this.engine = engine;
    this.organization = organization;
    this.complaints = complaints;
    this.mail = mail;
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  // ---- time

  void itIs(LocalDateTime now) {
    ClockUtil.setCurrentTime(Date.from(now.atZone(MOSCOW).toInstant()));
  }

  public void itIs(LocalDate day) {
    itIs(day.atTime(10, 0));
  }

  /** Fires what is due on the way, in order, each at its own moment. */
  void timePassesTo(LocalDateTime moment) {
    Instant end = moment.atZone(MOSCOW).toInstant();
    int fired = 0;
    for (Optional<Job> next = nextTimer();
        next.isPresent() && !next.get().getDuedate().toInstant().isAfter(end);
        next = nextTimer()) {
      Job job = next.get();
      Instant due = job.getDuedate().toInstant();
      if (due.isAfter(clock.instant())) {
        ClockUtil.setCurrentTime(Date.from(due));
      }
      engine.acrossBodies(() -> management.executeJob(job.getId()));
      if (++fired > 5000) {
        throw new AssertionError("timers without end: " + job);
      }
    }
    ClockUtil.setCurrentTime(Date.from(end));
  }

  /**
   * Of several due at one moment the older appeal's first: its id is random, its history is not.
   */
  Optional<Job> nextTimer() {
    return jdbc.sql(
            """
            select j.id_ from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_
              left join act_ru_execution e on e.id_ = j.process_instance_id_
            where j.type_ = 'timer' and j.suspension_state_ = 1 and j.retries_ > 0
              and j.duedate_ = (select min(n.duedate_) from act_ru_job n
                where n.type_ = 'timer' and n.suspension_state_ = 1 and n.retries_ > 0)
            order by case when length(e.business_key_) = 36 then
              (select min(x.id) from act x where x.appeal = cast(e.business_key_ as uuid)) end, d.act_id_,
              j.tenant_id_, j.create_time_, j.sequence_counter_
            fetch first row only
            """)
        .query(String.class)
        .optional()
        .map(id -> engine.acrossBodies(() -> management.createJobQuery().jobId(id).singleResult()));
  }

  // ---- doors

  public AppealId appealByRest(Channel channel, Asked... asked) {
    return appeals
        .receive(
            newAppeal(
                channel, AppealType.APPLICATION, Optional.of(UUID.randomUUID().toString()), asked),
            new Actor(new OfficialId("portal"), "Внешняя система", Role.SYSTEM))
        .id();
  }

  AppealId registered(AppealType type, Channel channel, Asked... asked) {
    return appeals.receiveAndRegister(
        AppealId.random(),
        newAppeal(channel, type, Optional.empty(), asked),
        Optional.empty(),
        registrar());
  }

  private Actor registrar() {
    TaskGroup registrars = Role.REGISTRAR.at(Tenant.TSUR);
    return organization.actorFor(organization.membersOf(registrars).get(0).id(), registrars);
  }

  /** Repeats an earlier one of the same applicant. */
  AppealId repeated(String earlier, Channel channel, Asked... asked) {
    return appeals.receiveAndRegister(
        AppealId.random(),
        newAppeal(channel, AppealType.APPLICATION, Optional.empty(), asked),
        Optional.of(new Appeals.Earlier(earlier, LinkKind.REPEAT)),
        organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR)));
  }

  /** Without surname and address: registered all the same. */
  AppealId unnamed(Asked... asked) {
    NewAppeal named = newAppeal(Channel.POST, AppealType.APPLICATION, Optional.empty(), asked);
    return appeals.receiveAndRegister(
        AppealId.random(),
        new NewAppeal(
            named.channel(),
            named.externalId(),
            named.receivedAt(),
            named.type(),
            new Applicant(ApplicantKind.UNNAMED, "", "", "", "", "", "", "", ""),
            named.addressee(),
            named.text(),
            named.questions(),
            named.attachments()),
        Optional.empty(),
        organization.actorFor(new OfficialId("registrar"), Role.REGISTRAR.at(Tenant.TSUR)));
  }

  private NewAppeal newAppeal(
      Channel channel, AppealType type, Optional<String> external, Asked... asked) {
    List<Question.Stated> stated = new ArrayList<>();
    for (Asked one : asked) {
      stated.add(
          new Question.Stated(
              one.substance(),
              Optional.of(one.theme()).filter(code -> !code.isEmpty()).map(ThemeCode::new),
              Optional.of(one.municipality()).filter(code -> !code.isEmpty()).map(BodyId::new)));
    }
    return new NewAppeal(
        channel,
        external,
        clock.instant(),
        type,
        new Applicant(
            ApplicantKind.CITIZEN,
            "Заявителева",
            "Анна",
            "Петровна",
            "",
            "г. Зареченск, ул. Садовая, д. 1",
            "anna.zayavitelnaya@example.org",
            "CAB-77",
            ""),
        "Губернатору области",
        "Прошу отремонтировать улицу Садовую. Заявителева.",
        stated,
        List.of());
  }

  // ---- tasks

  /** The only open task of the appeal with this id. */
  Task task(AppealId appeal, String element) {
    return engine.acrossBodies(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(appeal.toString())
                .taskDefinitionKey(element)
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .orElseThrow(
                    () -> new AssertionError(element + " is not open; open are " + open(appeal))));
  }

  List<Task> tasks(AppealId appeal, String element) {
    return engine.acrossBodies(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(appeal.toString())
                .taskDefinitionKey(element)
                .list());
  }

  /** Ids of the open user tasks, sorted. */
  List<String> open(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList());
  }

  LocalDateTime due(Task task) {
    return LocalDateTime.ofInstant(task.getDueDate().toInstant(), MOSCOW);
  }

  Optional<LocalDateTime> timer(AppealId appeal, String event) {
    return engine.acrossBodies(
        () ->
            runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.toString())
                .list()
                .stream()
                .flatMap(
                    instance ->
                        management
                            .createJobQuery()
                            .processInstanceId(instance.getId())
                            .activityId(event)
                            .list()
                            .stream())
                .min(Comparator.comparing(Job::getDuedate))
                .map(job -> LocalDateTime.ofInstant(job.getDuedate().toInstant(), MOSCOW)));
  }

  /** Everything that the appeal's instances passed, finished or not. */
  List<String> passed(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.toString())
                .list()
                .stream()
                .flatMap(
                    instance ->
                        history
                            .createHistoricActivityInstanceQuery()
                            .processInstanceId(instance.getId())
                            .list()
                            .stream())
                .map(HistoricActivityInstance::getActivityId)
                .distinct()
                .toList());
  }

  public boolean isEnded(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            runtime
                    .createProcessInstanceQuery()
                    .processInstanceBusinessKey(appeal.toString())
                    .count()
                == 0);
  }

  /**
   * Somebody entitled to the task who has not yet worked on the letter: named, or the first of its
   * group.
   */
  public OfficialId entitled(Task task) {
    if (task.getAssignee() != null) {
      return new OfficialId(task.getAssignee());
    }
    var seal = Tenant.sealOf(task.getTenantId());
    Set<OfficialId> banned =
        seal.isPresent() ? complaints.banned(seal.getAsInt()) : Set.<OfficialId>of();
    return engine.acrossBodies(
        () ->
            tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .flatMap(group -> organization.membersOf(new TaskGroup(group), banned).stream())
                .map(official -> official.id())
                .findFirst()
                .orElseThrow(
                    () -> new AssertionError("nobody may do " + task.getTaskDefinitionKey())));
  }

  /**
   * The entitled official completes the task with the form as it is shown, changed by the pairs
   * given.
   */
  void does(AppealId appeal, String element, Object... changes) {
    Task task = task(appeal, element);
    does(entitled(task), task, changes);
  }

  void does(OfficialId official, Task task, Object... changes) {
    Map<String, Object> values = new HashMap<>(work.shown(task.getId(), official));
    values.replace("complained", "", "NO"); // of a жалоба triage has to say on whom it is
    for (int i = 0; i < changes.length; i += 2) {
      values.put((String) changes[i], changes[i + 1]);
    }
    if (changes.length == 0 && "Task_RegisterAppeal".equals(task.getTaskDefinitionKey())) {
      values.put("offer", "NONE"); // every appeal of the region is the same person's
    }
    work.done(
        task.getId(), official, json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(values));
  }

  /** An official of the ЦУР in that role. */
  Actor official(String login, Role role) {
    return organization.actorFor(new OfficialId(login), role.at(Tenant.TSUR));
  }

  /** Every letter that goes by post leaves. */
  void dispatchAll(AppealId appeal) {
    int number = 0;
    while (!tasks(appeal, "Task_DispatchByPost").isEmpty()) {
      does(appeal, "Task_DispatchByPost", "dispatchNumber", "8008170000" + ++number);
    }
  }

  /** The executor says that it is done, with an act. */
  void promiseIsConfirmed(AppealId appeal) {
    List<Map<String, Object>> proof = rows(appeal, "Task_ConfirmPromise", "results");
    proof
        .get(0)
        .putAll(
            Map.of(
                "proof", "DOCUMENT",
                "document", "Акт приёмки",
                "documentNumber", "7",
                "documentDay", LocalDate.now(clock).toString(),
                "documentBy", "МКУ «Дороги»"));
    does(appeal, "Task_ConfirmPromise", "results", proof);
  }

  /** The same with a Camunda form. */
  void decides(AppealId appeal, String element, Map<String, Object> variables) {
    Task task = task(appeal, element);
    work.done(task.getId(), entitled(task), variables);
  }

  /** A result for every question as the form lists them. */
  List<Map<String, Object>> results(AppealId appeal, String element, String result) {
    Task task = task(appeal, element);
    Object rows = work.shown(task.getId(), entitled(task)).get("results");
    ArrayNode list = json.valueToTree(rows);
    List<Map<String, Object>> answered = new ArrayList<>();
    list.forEach(
        row -> {
          ObjectNode copy = row.deepCopy();
          copy.put("result", result);
          if (result.equals("MEASURES_TAKEN")) {
            copy.put("proof", "DOCUMENT")
                .put("document", "Акт осмотра")
                .put("documentNumber", "5")
                .put("documentDay", LocalDate.now(clock).toString())
                .put("documentBy", "МКУ «Дороги»");
          }
          answered.add(
              json.convertValue(copy, new com.fasterxml.jackson.core.type.TypeReference<>() {}));
        });
    return answered;
  }

  /** Rows of a repeated field as the form shows them. */
  List<Map<String, Object>> rows(AppealId appeal, String element, String field) {
    Task task = task(appeal, element);
    return json.convertValue(
        work.shown(task.getId(), entitled(task)).get(field),
        new com.fasterxml.jackson.core.type.TypeReference<>() {});
  }

  /** Values of the form as whoever may do the task sees them. */
  Map<String, Object> shown(AppealId appeal, String element) {
    Task task = task(appeal, element);
    return work.shown(task.getId(), entitled(task));
  }

  /** As a hostile client would, past every form. */
  void setVariable(Task task, String name, Object value) {
    engine.acrossBodies(() -> runtime.setVariable(task.getExecutionId(), name, value));
  }

  public void mailIsSent() {
    mail.sendDue();
  }

  // ---- common stretches

  void untilExecution(AppealId appeal) {
    does(appeal, "Task_Triage");
    does(appeal, "Task_AcceptQuestions");
  }

  void partsAreWritten(AppealId appeal) {
    while (!tasks(appeal, "Task_PreparePart").isEmpty()) {
      does(
          appeal,
          "Task_PreparePart",
          "text",
          "Ремонт выполнен.",
          "results",
          results(appeal, "Task_PreparePart", "EXPLAINED"));
    }
  }

  void draftIsWritten(AppealId appeal) {
    does(appeal, "Task_DraftAnswer", "results", results(appeal, "Task_DraftAnswer", "EXPLAINED"));
  }

  /** The answer waits for its signature. */
  void untilApproved(AppealId appeal) {
    untilExecution(appeal);
    partsAreWritten(appeal);
    draftIsWritten(appeal);
    draftIsApproved(appeal);
  }

  void untilSigned(AppealId appeal) {
    untilApproved(appeal);
    does(appeal, "Task_SignAnswer");
  }

  void draftIsApproved(AppealId appeal) {
    for (String step : List.of("Task_ApproveInTurn", "Task_ApproveInParallel")) {
      while (!tasks(appeal, step).isEmpty()) {
        does(appeal, step);
      }
    }
  }
}
