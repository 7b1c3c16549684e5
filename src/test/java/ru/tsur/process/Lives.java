package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.control.Check;
import ru.tsur.desk.TaskWork;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Body;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Appeals live through random lawful and unlawful events in simulated time. After each event the
 * invariants hold: those of {@link Check} and the ones below. The same seed gives the same lives.
 */
@Component
class Lives {

  private static final int CALM_AFTER = 45; // events of one appeal; then only the straight way
  private static final List<String> ENGINE_TABLES =
      List.of(
          "act_ru_execution", "act_ru_task", "act_ru_job", "act_ru_variable", "act_ru_ext_task");
  private static final List<String> REGISTER_TABLES =
      List.of(
          "appeal",
          "question",
          "assignment",
          "deadline",
          "act",
          "letter",
          "draft_version",
          "approval",
          "extension",
          "assignment_return",
          "answer_part",
          "flow_taken",
          "ladder_step",
          "typed_form",
          "delivery_attempt",
          "delivery_decision");
  private static final List<String> THEMES =
      List.of("0301", "0302", "0306", "0101", "0103", "0202", "0401", "0501", "0601", "0701", "");

  private final Region region;
  private final Smtp smtp;
  private final TaskWork work;
  private final TaskService tasks;
  private final Extensions extensions;
  private final Organization organization;
  private final EngineAccess engine;
  private final Check check;
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  Lives(
      Region region,
      Smtp smtp,
      TaskWork work,
      TaskService tasks,
      Extensions extensions,
      Organization organization,
      EngineAccess engine,
      Check check,
      JdbcClient jdbc,
      ObjectMapper json,
      Clock clock) {
    this.region = region;
    this.smtp = smtp;
    this.work = work;
    this.tasks = tasks;
    this.extensions = extensions;
    this.organization = organization;
    this.engine = engine;
    this.check = check;
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** What happened, by kind of event. */
  record Lived(int events, Map<String, Integer> counts) {}

  /** One run: {@code count} appeals from {@code seed}, until the last one is closed. */
  Lived live(long seed, int count) {
    return new Run(seed, count).live();
  }

  /** The event that an unlawful attempt stands for was not refused, or a rule was broken. */
  static final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    Broken(long seed, int event, Deque<String> last, Throwable cause) {
      super(
          "seed %d, event %d: %s%nlast events:%n%s%nreplay: -Dlives.seed=%d"
              .formatted(seed, event, cause.getMessage(), String.join("\n", last), seed),
          cause);
    }
  }

  private final class Run {
    private final long seed;
    private final int count;
    private final Random chance;
    private final Map<AppealId, Integer> worked = new HashMap<>();
    private final List<AppealId> order = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Deque<String> last = new ArrayDeque<>();
    private int born;
    private int events;
    private boolean mailWorks = true;
    private String finished; // a task that somebody has completed

    Run(long seed, int count) {
      this.seed = seed;
      this.count = count;
      this.chance = new Random(seed);
    }

    Lived live() {
      smtp.server.reset();
      int limit = count * 400;
      try {
        while (born < count || !order.isEmpty()) {
          if (++events > limit) {
            throw new AssertionError(
                order.size()
                    + " appeals never end, such as "
                    + order.get(0)
                    + " with "
                    + region.open(order.get(0)));
          }
          event();
          invariants(false);
        }
        mail(true);
        invariants(true);
      } catch (RuntimeException | AssertionError broken) {
        throw new Broken(seed, events, last, broken);
      } finally {
        mail(true);
      }
      return new Lived(events, counts);
    }

    private void event() {
      int dice = chance.nextInt(100);
      if (order.isEmpty() || born < count && dice < 10) {
        isBorn();
      } else if (dice < 62) {
        somebodyWorks();
      } else if (dice < 74) {
        somebodyBreaksALaw();
      } else if (dice < 78) {
        askForTime(false);
      } else if (dice < 90) {
        tell("time passes");
        region.timePassesTo(now().plusMinutes(30 + chance.nextInt(born < count ? 600 : 3000)));
        bury();
      } else if (dice < 93) {
        mail(!mailWorks);
      } else {
        tell("mail is sent");
        region.mailIsSent();
        bury();
      }
    }

    private void mail(boolean works) {
      if (works != mailWorks) {
        tell(works ? "mail works" : "mail is down");
        if (works) {
          smtp.server.start();
        } else {
          smtp.server.stop();
        }
        mailWorks = works;
      }
    }

    private void isBorn() {
      born++;
      Region.Asked[] asked = new Region.Asked[1 + chance.nextInt(3)];
      for (int i = 0; i < asked.length; i++) {
        asked[i] =
            new Region.Asked(
                "Вопрос " + (i + 1), any(THEMES), any(List.of("zarechensk", "lugovets", "")));
      }
      AppealId appeal;
      if (chance.nextInt(3) == 0) {
        appeal = region.appealByRest(Channel.OFFICIAL_SITE, asked);
        tell(appeal, "comes by REST");
      } else {
        Channel channel = any(List.of(Channel.POST, Channel.OFFICIAL_SITE));
        appeal = region.registered(any(List.of(AppealType.values())), channel, asked);
        tell(appeal, "is registered, " + channel);
      }
      order.add(appeal);
    }

    // ---- lawful

    private void somebodyWorks() {
      AppealId appeal = any(order);
      List<Task> open = open(appeal);
      if (open.isEmpty()) {
        region.mailIsSent();
        bury();
        return;
      }
      Task task = any(open);
      boolean calm = worked.merge(appeal, 1, Integer::sum) > CALM_AFTER;
      tell(appeal, "does " + task.getTaskDefinitionKey());
      RuntimeException refusal = null;
      for (OfficialId official : entitled(task)) {
        try {
          does(task, official, calm);
          finished = task.getId();
          bury();
          return;
        } catch (RuntimeException notHe) {
          refusal = notHe; // he wrote it, or has approved it: the next one of the group
        }
      }
      throw new AssertionError(
          "nobody can do " + task.getTaskDefinitionKey() + " of " + task.getTenantId(), refusal);
    }

    private void does(Task task, OfficialId official, boolean calm) {
      String element = task.getTaskDefinitionKey();
      switch (element) {
        case "Task_HeadMeasures", "Task_DeputyMeasures", "Task_ApparatusMeasures" ->
            work.done(
                task.getId(),
                official,
                Map.of("measure", "PERSONAL_CONTROL", "days", (long) (1 + chance.nextInt(5))));
        case "Task_DecideExtension" -> {
          boolean yes = chance.nextInt(3) > 0;
          try {
            work.done(task.getId(), official, decision(yes));
          } catch (RuntimeException late) {
            work.done(task.getId(), official, decision(false));
          }
        }
        default -> work.done(task.getId(), official, filled(task, official, calm));
      }
    }

    private JsonNode decision(boolean granted) {
      return json.createObjectNode().put("granted", granted ? "YES" : "NO").put("days", 10);
    }

    private JsonNode filled(Task task, OfficialId official, boolean calm) {
      ObjectNode form = json.valueToTree(work.shown(task.getId(), official));
      boolean straight = calm || chance.nextInt(8) > 0;
      switch (task.getTaskDefinitionKey()) {
        case "Task_Triage" -> {
          if (!straight) {
            form.put("triage", "REDIRECT")
                .put("recipients", "Министерство обороны РФ")
                .put("ground", "Вне компетенции.");
          }
        }
        case "Task_ConfirmPromise" ->
            form.withArray("results").forEach(row -> proven((ObjectNode) row));
        case "Task_SignForwarding", "Task_SignAnswer", "Task_SignFulfilment" -> {
          if (!straight) {
            form.put("signed", "NO").put("remark", "Уточните.");
          }
        }
        case "Task_ApprovePart", "Task_ApproveInTurn", "Task_ApproveInParallel" -> {
          if (!straight) {
            form.put("approved", "NO").put("remark", "Уточните.");
          }
        }
        case "Task_RegisterAppeal" -> form.put("offer", "NONE");
        case "Task_ConfirmRouting" -> route(form);
        case "Task_DecideBlock" -> target(form);
        case "Task_AcceptQuestions" -> {
          if (!straight && form.path("returnable").asBoolean()) {
            form.put("accepted", "NO").put("reason", "Не наш вопрос.");
          }
        }
        case "Task_PreparePart" -> {
          form.put("text", "Меры приняты, работы выполнены.");
          answer(form);
        }
        case "Task_DraftAnswer" -> {
          if (!straight) {
            form.put("text", "Новая редакция " + events + ".");
          }
          answer(form);
        }
        case "Task_DispatchByPost" ->
            form.put("dispatchNumber", String.valueOf(80_081_700_000_000L + events));
        case "Task_ResolveDelivery" -> {
          if (chance.nextBoolean()) {
            form.put("resolution", "POST");
          } else {
            form.put("resolution", "RETRY").put("address", "new" + events + "@example.org");
          }
        }
        default -> {
          // as it is shown
        }
      }
      return form;
    }

    private void route(ObjectNode form) {
      JsonNode first = null;
      for (JsonNode row : form.withArray("questions")) {
        if (row.path("body").asText().isEmpty()) {
          target((ObjectNode) row);
        }
        first = first == null ? row : first;
      }
      form.put("responsible", Objects.requireNonNull(first).path("id").asText());
      form.put("reason", "По тексту обращения.");
    }

    private void target(ObjectNode row) {
      BlockId block = new BlockId(any(List.of("roads", "housing", "utilities", "improvement")));
      List<Body> bodies = organization.answeringBodies(block);
      row.put("block", block.value()).put("body", any(bodies).id().value());
      row.put("reason", "Решение координатора.");
    }

    private void answer(ObjectNode form) {
      ArrayNode results = form.withArray("results");
      results.forEach(row -> answer(form, (ObjectNode) row));
    }

    private void answer(ObjectNode form, ObjectNode row) {
      String result =
          any(List.of("EXPLAINED", "MEASURES_TAKEN", "SUPPORTED", "EXPLAINED", "PROMISED"));
      row.put("result", result);
      proven(row);
      if (result.equals("PROMISED")) {
        LocalDate day = now().toLocalDate().plusDays(1 + chance.nextInt(30));
        row.put("promise", "Работы будут выполнены").put("promisedOn", day.toString());
        form.put(
            "text",
            form.path("text").asText()
                + " Сделаем до "
                + day.format(java.time.format.DateTimeFormatter.ofPattern("dd.MM.yyyy"))
                + ".");
      }
    }

    private void proven(ObjectNode row) {
      row.put("proof", "DOCUMENT")
          .put("document", "Акт осмотра")
          .put("documentNumber", String.valueOf(events))
          .put("documentDay", now().toLocalDate().toString())
          .put("documentBy", "Комиссия");
    }

    private void askForTime(boolean unlawful) {
      List<Task> written =
          order.stream()
              .limit(40)
              .flatMap(appeal -> open(appeal).stream())
              .filter(
                  task ->
                      List.of("Task_PreparePart", "Task_DraftAnswer")
                          .contains(task.getTaskDefinitionKey()))
              .toList();
      if (written.isEmpty()) {
        return;
      }
      Task task = any(written);
      AppealId appeal = appeal(task);
      OfficialId executor = entitled(task).get(0);
      Actor actor =
          organization.actorFor(executor, Role.EXECUTOR.at(new Tenant(task.getTenantId())));
      tell(appeal, "asks for time");
      try {
        extensions.request(
            appeal,
            Extension.Ground.DOCUMENT_REQUEST,
            "Запрошены документы.",
            unlawful ? 31 : 1 + chance.nextInt(30),
            actor);
        if (unlawful) {
          throw new AssertionError("31 days were granted to ask for");
        }
      } catch (Refusal expected) {
        tell(appeal, "  may not");
      }
    }

    // ---- unlawful

    private void somebodyBreaksALaw() {
      AppealId appeal = any(order);
      List<Task> open = open(appeal);
      if (open.isEmpty()) {
        return;
      }
      Task task = any(open);
      String before = digest();
      String tried;
      Runnable attempt;
      OfficialId stranger = any(organization.officials()).id();
      switch (chance.nextInt(6)) {
        case 0 -> {
          tried = "a stranger completes";
          if (!isStranger(stranger, task)) {
            return;
          }
          attempt = () -> engine.as(stranger, () -> tasks.complete(task.getId()));
        }
        case 1 -> {
          tried = "a stranger claims";
          if (!isStranger(stranger, task)) {
            return;
          }
          attempt = () -> engine.as(stranger, () -> tasks.claim(task.getId(), stranger.value()));
        }
        case 2 -> {
          tried = "a second completion";
          String gone = finished;
          if (gone == null) {
            return;
          }
          attempt = () -> work.done(gone, stranger, json.createObjectNode());
        }
        case 3 -> {
          tried = "an author approves or signs";
          List<OfficialId> authors = authors(appeal, task);
          if (authors.isEmpty()) {
            return;
          }
          attempt = () -> work.done(task.getId(), any(authors), filled(task, authors.get(0), true));
        }
        case 4 -> {
          tried = "an empty form";
          if (!List.of(
                  "Task_PreparePart", "Task_DraftAnswer", "Task_DispatchByPost", "Task_DecideBlock")
              .contains(task.getTaskDefinitionKey())) {
            return;
          }
          attempt = () -> work.done(task.getId(), entitled(task).get(0), emptied(task));
        }
        default -> {
          tried = "a code that is none";
          String field =
              Map.of(
                      "Task_Triage",
                      "triage",
                      "Task_AcceptQuestions",
                      "accepted",
                      "Task_SignAnswer",
                      "signed",
                      "Task_ApproveInTurn",
                      "approved")
                  .get(task.getTaskDefinitionKey());
          if (field == null) {
            return;
          }
          OfficialId official = entitled(task).get(0);
          attempt =
              () ->
                  work.done(
                      task.getId(),
                      official,
                      ((ObjectNode) json.valueToTree(work.shown(task.getId(), official)))
                          .put(field, "MAYBE"));
        }
      }
      tell(appeal, tried + ": " + task.getTaskDefinitionKey());
      try {
        attempt.run();
      } catch (RuntimeException refused) {
        assertThat(isRefusal(refused)).as("refused properly: %s", refused).isTrue();
        assertThat(digest()).as("%s changed something", tried).isEqualTo(before);
        return;
      }
      throw new AssertionError(tried + " at " + task.getTaskDefinitionKey() + " was let through");
    }

    private boolean isStranger(OfficialId official, Task task) {
      return groups(task).stream().noneMatch(group -> organization.holds(official, group))
          && !official.value().equals(task.getAssignee());
    }

    private JsonNode emptied(Task task) {
      ObjectNode form = json.valueToTree(work.shown(task.getId(), entitled(task).get(0)));
      for (String field : List.of("text", "dispatchNumber", "reason", "block", "body")) {
        if (form.has(field)) {
          form.put(field, "");
        }
      }
      return form;
    }

    private List<OfficialId> authors(AppealId appeal, Task task) {
      if (!Set.of("Task_ApproveInTurn", "Task_ApproveInParallel", "Task_SignAnswer")
          .contains(task.getTaskDefinitionKey())) {
        return List.of();
      }
      return jdbc
          .sql(
              """
              select distinct v.author from draft_version v join letter l on l.id = v.letter
              where l.appeal = :appeal and l.kind = 'ANSWER'
                and v.version = (select max(version) from draft_version x where x.letter = l.id)
              """)
          .param("appeal", appeal.value())
          .query(String.class)
          .list()
          .stream()
          .map(OfficialId::new)
          .toList();
    }

    // ---- what holds

    private void invariants(boolean atRest) {
      List<Check.Finding> findings =
          check.findings(atRest ? Set.of(Check.Holds.values()) : Set.of(Check.Holds.ALWAYS));
      assertThat(findings).isEmpty();
      assertThat(jdbc.sql(OVERDUE_UNKNOWN).param("now", now()).query(String.class).list())
          .as("overdue, and nobody above knows")
          .isEmpty();
      assertThat(jdbc.sql(SAME_HANDS).query(String.class).list())
          .as("one man wrote and approved or signed")
          .isEmpty();
      if (mailWorks) {
        Map<String, Long> received =
            java.util.Arrays.stream(smtp.server.getReceivedMessages())
                .collect(Collectors.groupingBy(Lives::messageId, Collectors.counting()));
        assertThat(received.values()).as("a letter came twice").allMatch(times -> times == 1);
      }
    }

    // ---- small things

    private void bury() {
      List<AppealId> closed =
          jdbc
              .sql(
                  """
                  select id from appeal a where closed_at is not null
                    and not exists (select 1 from promise p where p.appeal = a.id and p.state = 'RUNNING')
                  """)
              .query(java.util.UUID.class)
              .list()
              .stream()
              .map(AppealId::new)
              .toList();
      order.removeAll(closed);
    }

    private List<Task> open(AppealId appeal) {
      return engine
          .acrossBodies(
              () -> tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).list())
          .stream()
          .sorted(
              Comparator.comparing(Task::getTaskDefinitionKey)
                  .thenComparing(Task::getTenantId)
                  .thenComparing(Task::getCreateTime))
          .toList();
    }

    private AppealId appeal(Task task) {
      return AppealId.of(
          jdbc.sql("select business_key_ from act_ru_execution where id_ = :id")
              .param("id", task.getProcessInstanceId())
              .query(String.class)
              .single());
    }

    private List<TaskGroup> groups(Task task) {
      return engine.acrossBodies(() -> tasks.getIdentityLinksForTask(task.getId())).stream()
          .map(IdentityLink::getGroupId)
          .filter(Objects::nonNull)
          .map(TaskGroup::new)
          .toList();
    }

    private List<OfficialId> entitled(Task task) {
      if (task.getAssignee() != null) {
        return List.of(new OfficialId(task.getAssignee()));
      }
      List<OfficialId> people =
          new ArrayList<>(
              groups(task).stream()
                  .flatMap(group -> organization.membersOf(group).stream())
                  .map(Official::id)
                  .distinct()
                  .toList());
      assertThat(people).as("somebody may do %s", task.getTaskDefinitionKey()).isNotEmpty();
      Collections.rotate(people, chance.nextInt(people.size()));
      return people;
    }

    private String digest() {
      StringBuilder all = new StringBuilder();
      for (String table : ENGINE_TABLES) {
        all.append(
            jdbc.sql("select concat(count(*), '/', coalesce(sum(rev_), 0)) from " + table)
                .query(String.class)
                .single());
        all.append(' ');
      }
      for (String table : REGISTER_TABLES) {
        all.append(jdbc.sql("select count(*) from " + table).query(Long.class).single())
            .append(' ');
      }
      return all.toString();
    }

    private LocalDateTime now() {
      return LocalDateTime.now(clock);
    }

    private <T> T any(List<T> all) {
      return all.get(chance.nextInt(all.size()));
    }

    private void tell(AppealId appeal, String what) {
      tell(
          "№ "
              + (order.indexOf(appeal) < 0 ? "new" : appeal.toString().substring(0, 8))
              + " "
              + what);
    }

    private void tell(String what) {
      counts.merge(what.replaceAll("№ \\S+ ", ""), 1, Integer::sum);
      last.add(now() + " " + what);
      if (last.size() > 25) {
        last.remove();
      }
    }
  }

  private static String messageId(jakarta.mail.internet.MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A rule said no, or the guard did: anything else is an accident. */
  private static boolean isRefusal(Throwable thrown) {
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      if (one instanceof Refusal
          || one instanceof AuthorizationException
          || String.valueOf(one.getMessage()).contains("belongs to no authenticated tenant")) {
        return true;
      }
    }
    return false;
  }

  /** Open past its term without any step of the ladder. */
  private static final String OVERDUE_UNKNOWN =
      """
      select concat('обращение ', cast(a.id as varchar(36))) from appeal a
        join deadline d on d.appeal = a.id and d.subject = 'APPEAL' and d.term = 'T5' and d.current_one
      where a.closed_at is null and d.due + interval '1' minute <= :now
        and not exists (select 1 from ladder_step s where s.appeal = a.id)
      """;

  private static final String SAME_HANDS =
      """
      select concat('письмо ', cast(l.id as varchar(36))) from letter l
      where l.signed_by is not null and (
        exists (select 1 from draft_version v where v.letter = l.id and v.version = l.signed_version and v.author = l.signed_by)
        or exists (select 1 from approval p join draft_version v on v.letter = p.letter and v.version = p.version
          where p.letter = l.id and p.approved and (p.approver = l.signed_by or p.approver = v.author) and p.version = l.signed_version))
      """;
}
