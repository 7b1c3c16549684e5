package ru.tsur.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.desk.TaskWork;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * The invented officials at their tasks, each with his own rights and through the same forms as in
 * Tasklist.
 */
@Component
@Profile("demo")
class DemoOfficials {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private static final Set<String> OF_A_CAMUNDA_FORM =
      Set.of("Task_HeadMeasures", "Task_DeputyMeasures");

  private final TaskWork work;
  private final TaskService tasks;
  private final EngineAccess engine;
  private final Organization organization;
  private final Extensions extensions;
  private final ObjectMapper json;
  private final Clock clock;

  DemoOfficials(
      TaskWork work,
      TaskService tasks,
      EngineAccess engine,
      Organization organization,
      Extensions extensions,
      ObjectMapper json,
      Clock clock) {
    this.work = work;
    this.tasks = tasks;
    this.engine = engine;
    this.organization = organization;
    this.extensions = extensions;
    this.json = json;
    this.clock = clock;
  }

  /** Open tasks of the step, the oldest first. */
  List<Task> open(AppealId appeal, List<String> elements) {
    return engine.acrossBodies(
        () ->
            tasks
                .createTaskQuery()
                .processInstanceBusinessKey(appeal.toString())
                .taskDefinitionKeyIn(elements.toArray(String[]::new))
                .orderByTaskCreateTime()
                .asc()
                .list());
  }

  /** One entitled official does the task as the step says. */
  void does(DemoAppeal invented, DemoStep step, Task task, LocalDate lastWorkingDay) {
    RuntimeException refusal = null;
    for (OfficialId official : entitled(task, invented.id().hashCode())) {
      try {
        if (OF_A_CAMUNDA_FORM.contains(task.getTaskDefinitionKey())) {
          work.done(task.getId(), official, decision(step, lastWorkingDay));
        } else {
          work.done(task.getId(), official, filledIn(invented, step, task, official));
        }
        return;
      } catch (RuntimeException notHe) {
        // one man in two positions may not approve what he wrote: the next of the group does it
        refusal = notHe;
      }
    }
    throw refusal == null
        ? new IllegalStateException("nobody may do " + task.getTaskDefinitionKey())
        : refusal;
  }

  /** The executor asks for more time. */
  void askForExtension(AppealId appeal, DemoStep step) {
    Task task = open(appeal, List.of("Task_PreparePart", "Task_DraftAnswer")).get(0);
    OfficialId executor = entitled(task, 0).get(0);
    extensions.request(
        appeal,
        Extension.Ground.DOCUMENT_REQUEST,
        "Направлен запрос документов, без которых ответить по существу нельзя.",
        Integer.parseInt(step.detail()),
        organization.actorFor(executor, Role.EXECUTOR.at(Tenant.ofInstance(task.getTenantId()))));
  }

  private List<OfficialId> entitled(Task task, int turn) {
    if (task.getAssignee() != null) {
      return List.of(new OfficialId(task.getAssignee()));
    }
    List<OfficialId> people = new ArrayList<>();
    engine.acrossBodies(() -> tasks.getIdentityLinksForTask(task.getId())).stream()
        .map(IdentityLink::getGroupId)
        .filter(Objects::nonNull)
        .flatMap(group -> organization.membersOf(new TaskGroup(group)).stream())
        .map(official -> official.id())
        .distinct()
        .forEach(people::add);
    if (!people.isEmpty()) {
      Collections.rotate(people, Math.floorMod(turn, people.size()));
    }
    return people;
  }

  private Map<String, Object> decision(DemoStep step, LocalDate lastWorkingDay) {
    return measures(
        step.word().equals("head") ? "DEADLINE_SET" : "PERSONAL_CONTROL", step, lastWorkingDay);
  }

  /** Measures whose term is given in days, or ended on the last working day before today. */
  private Map<String, Object> measures(String code, DemoStep step, LocalDate lastWorkingDay) {
    long days =
        step.detail().equals("over")
            ? Math.max(
                1, Math.min(15, ChronoUnit.DAYS.between(LocalDate.now(clock), lastWorkingDay)))
            : Long.parseLong(step.detail());
    return Map.of("measure", code, "days", days);
  }

  private JsonNode filledIn(DemoAppeal invented, DemoStep step, Task task, OfficialId official) {
    Map<String, Object> values = new HashMap<>(work.shown(task.getId(), official));
    values.replace("complained", "", "NO"); // their complaints are on nobody of the region's
    String detail = step.detail();
    switch (step.word()) {
      case "redirect" ->
          values.putAll(
              Map.of(
                  "triage", "REDIRECT",
                  "recipients", detail,
                  "ground", "Решение вопросов не входит в компетенцию органов области."));
      case "notice" -> {
        if (!detail.isEmpty()) { // days after which the body's results are wanted
          values.put("control", "ALL");
          values.put("controlDay", inDays(Integer.parseInt(detail)));
        }
      }
      case "return" -> values.putAll(Map.of("accepted", "NO", "reason", detail));
      case "decide" -> {
        values.putAll(target(detail));
        values.put("reason", "По разграничению полномочий отвечает этот орган.");
      }
      case "confirm" -> confirm(values, detail);
      case "part", "part-one" -> {
        ArrayNode results = results(invented, values);
        values.put("text", answer(invented, results));
        values.put("results", results);
      }
      case "draft" -> values.put("results", results(invented, values));
      case "remark" -> values.putAll(Map.of("approved", "NO", "remark", detail));
      case "sign-remark" -> values.putAll(Map.of("signed", "NO", "remark", detail));
      case "dispatch" ->
          values.put(
              "dispatchNumber", "8008" + (1_000_000_000L + Math.abs(invented.id().hashCode())));
      case "extension" ->
          values.putAll(
              detail.equals("NO")
                  ? Map.of("granted", "NO")
                  : Map.of("granted", "YES", "days", detail));
      case "resolve" -> values.put("resolution", detail);
      default -> {
        // the form as it is shown
      }
    }
    return json.valueToTree(values);
  }

  private void confirm(Map<String, Object> values, String detail) {
    if (detail.isEmpty()) {
      return;
    }
    ArrayNode rows = json.valueToTree(values.get("questions"));
    rows.forEach(
        row -> {
          if (row.path("body").asText().isEmpty()) {
            target(detail).forEach((field, value) -> ((ObjectNode) row).put(field, value));
          }
        });
    values.put("questions", rows);
    values.put("reason", "Определено по тексту обращения.");
  }

  /** {@code block/body}. */
  private static Map<String, String> target(String detail) {
    String[] parts = detail.split("/", 2);
    return Map.of("block", parts[0], "body", parts[1]);
  }

  private ArrayNode results(DemoAppeal invented, Map<String, Object> values) {
    ArrayNode rows = json.valueToTree(values.get("results"));
    rows.forEach(
        row -> {
          String result =
              Optional.ofNullable(asked(invented, row).result()).orElse("MEASURES_TAKEN");
          ((ObjectNode) row).put("result", result);
          if (result.equals("MEASURES_TAKEN") && row.path("proof").asText().isEmpty()) {
            prove((ObjectNode) row, invented);
          }
          if (result.equals("PROMISED") && row.path("promisedOn").asText().isEmpty()) {
            ((ObjectNode) row)
                .put("promise", asked(invented, row).answer())
                .put("promisedOn", inDays(asked(invented, row).days()));
          }
        });
    return rows;
  }

  private void prove(ObjectNode row, DemoAppeal invented) {
    row.put("proof", "DOCUMENT")
        .put("document", "Акт осмотра")
        .put("documentNumber", String.valueOf(1 + Math.floorMod(invented.id().hashCode(), 900)))
        .put("documentDay", LocalDate.now(clock).toString())
        .put("documentBy", "комиссия органа");
  }

  private String answer(DemoAppeal invented, ArrayNode results) {
    StringJoiner text = new StringJoiner("\n\n");
    results.forEach(row -> text.add(answer(asked(invented, row)) + promised(row)));
    return text.toString();
  }

  /** The day that the letter has to name. */
  private static String promised(JsonNode row) {
    return row.path("result").asText().equals("PROMISED")
        ? " Срок – до " + DAY.format(LocalDate.parse(row.path("promisedOn").asText())) + "."
        : "";
  }

  private String inDays(int days) {
    return LocalDate.now(clock).plusDays(days).toString();
  }

  private static String answer(DemoAppeal.Asked asked) {
    return asked.answer() != null
        ? asked.answer()
        : "Вопрос «"
            + asked.substance()
            + "» рассмотрен с выездом на место. Доводы подтвердились, ответственным исполнителям дано задание; о ходе"
            + " работ можно узнать по телефону отдела, указанному на бланке.";
  }

  private static DemoAppeal.Asked asked(DemoAppeal invented, JsonNode row) {
    return invented.questions().get(row.path("ordinal").asInt(1) - 1);
  }
}
