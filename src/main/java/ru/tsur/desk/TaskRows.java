package ru.tsur.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.deadline.Calendars;
import ru.tsur.organization.Block;
import ru.tsur.organization.Body;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.PassedTasks;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Rows of the task list: number, subject, applicant, block, step, term. One call for all rows on
 * the screen.
 */
@Component
class TaskRows {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final int SOON = 3;

  /**
   * A row; {@code urgency} is overdue, today, soon or normal, {@code label} says it in words,
   * {@code instead} in whose place the task is his: «за Иванова И. И.», {@code holder} the login of
   * who has it in work.
   */
  record Row(
      String number,
      String subject,
      String applicant,
      String block,
      String step,
      String due,
      String urgency,
      String label,
      String instead,
      String holder,
      String holderName) {}

  /**
   * @param control the day of the body that sent the appeal on, while it can still be kept
   */
  private record Subject(
      String number, String applicant, String subject, Optional<LocalDate> control) {}

  private final RuntimeService runtime;
  private final EngineAccess engine;
  private final JdbcClient jdbc;
  private final Organization organization;
  private final Calendars calendars;
  private final PassedTasks passed;
  private final Clock clock;

  TaskRows(
      RuntimeService runtime,
      EngineAccess engine,
      JdbcClient jdbc,
      Organization organization,
      Calendars calendars,
      PassedTasks passed,
      Clock clock) {
    this.runtime = runtime;
    this.engine = engine;
    this.jdbc = jdbc;
    this.organization = organization;
    this.calendars = calendars;
    this.passed = passed;
    this.clock = clock;
  }

  /** Rows of tasks that the official was allowed to see. */
  Map<String, Row> of(List<Task> tasks, OfficialId official) {
    if (tasks.isEmpty()) {
      return Map.of();
    }
    Map<String, UUID> appeals = appealsOf(tasks);
    Map<UUID, Subject> subjects = subjects(List.copyOf(appeals.values()));
    Map<String, OfficialId> absent =
        passed.absent(tasks.stream().map(Task::getId).toList(), official);
    Map<String, Row> rows = new HashMap<>();
    for (Task task : tasks) {
      Subject subject = subjects.get(appeals.get(task.getProcessInstanceId()));
      if (subject != null) {
        rows.put(task.getId(), row(task, subject, Optional.ofNullable(absent.get(task.getId()))));
      }
    }
    return rows;
  }

  private Map<String, UUID> appealsOf(List<Task> tasks) {
    return engine.acrossBodies(
        () ->
            runtime
                .createProcessInstanceQuery()
                .processInstanceIds(
                    tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet()))
                .list()
                .stream()
                .collect(
                    Collectors.toMap(
                        ProcessInstance::getId,
                        instance -> UUID.fromString(instance.getBusinessKey()))));
  }

  private Map<UUID, Subject> subjects(List<UUID> ids) {
    Map<UUID, Subject> subjects = new HashMap<>();
    jdbc.sql(
            """
            select a.id, a.number, p.last_name, p.first_name, p.middle_name, p.organization, t.name theme, q.substance, c.due control_due
            from appeal a join applicant p on p.appeal = a.id
            left join question q on q.appeal = a.id and q.ordinal = 1
            left join theme t on t.code = q.theme
            left join control_date c on c.appeal = a.id and c.missed_at is null
            where a.id in (:ids)
            """)
        .param("ids", ids)
        .query(
            row -> {
              subjects.put(
                  row.getObject("id", UUID.class),
                  new Subject(
                      row.getString("number") == null
                          ? "без номера"
                          : "№ " + row.getString("number"),
                      applicant(
                          row.getString("last_name"),
                          row.getString("first_name"),
                          row.getString("middle_name"),
                          row.getString("organization")),
                      subject(row.getString("theme"), row.getString("substance")),
                      Optional.ofNullable(row.getObject("control_due", LocalDate.class))));
            });
    jdbc.sql("select id, sender, sender_name from email where id in (:ids)")
        .param("ids", ids)
        .query(
            row -> {
              subjects.put(
                  row.getObject("id", UUID.class),
                  new Subject(
                      "не обращение",
                      row.getString("sender_name").isEmpty()
                          ? row.getString("sender")
                          : row.getString("sender_name"),
                      "Электронное письмо",
                      Optional.empty()));
            });
    return subjects;
  }

  private Row row(Task task, Subject subject, Optional<OfficialId> absent) {
    Date due = task.getDueDate();
    LocalDate own = due == null ? null : due.toInstant().atZone(clock.getZone()).toLocalDate();
    LocalDate today = LocalDate.now(clock);
    Optional<LocalDate> control =
        subject.control().filter(day -> own != null && day.isBefore(own) && !day.isBefore(today));
    LocalDate last = control.orElse(own);
    boolean overdue = due != null && !due.after(Date.from(clock.instant()));
    int left =
        last == null
            ? 0
            : calendars.current().withWeekendsOnlyOutside().workingDaysBetween(today, last);
    String urgency =
        last == null
            ? "normal"
            : overdue ? "overdue" : last.equals(today) ? "today" : left <= SOON ? "soon" : "normal";
    return new Row(
        subject.number(),
        subject.subject(),
        subject.applicant(),
        place(task),
        task.getName(),
        last == null
            ? "без срока"
            : "до "
                + DAY.format(last)
                + " · "
                + remaining(overdue, last.equals(today), left)
                + (control.isPresent() ? " · срок направившего органа" : ""),
        urgency,
        switch (urgency) {
          case "overdue" -> "Просрочено";
          case "today" -> "Срок сегодня";
          case "soon" -> "Срок близко";
          default -> "";
        },
        absent.flatMap(organization::findOfficial).map(Official::inPlace).orElse(""),
        task.getAssignee(),
        Optional.ofNullable(task.getAssignee())
            .map(OfficialId::new)
            .flatMap(organization::findOfficial)
            .map(Official::name)
            .orElse(""));
  }

  private static String remaining(boolean overdue, boolean today, int left) {
    if (overdue) {
      return left == 0 ? "срок истёк" : "просрочено на " + workingDays(-left);
    }
    if (today) {
      return "сегодня последний день";
    }
    return left == 0 ? "рабочих дней не осталось" : "осталось " + workingDays(left);
  }

  private static String workingDays(int days) {
    int last = days % 10;
    boolean teen = days % 100 >= 11 && days % 100 <= 14;
    return days
        + (last == 1 && !teen
            ? " раб. день"
            : last >= 2 && last <= 4 && !teen ? " раб. дня" : " раб. дней");
  }

  private String place(Task task) {
    Tenant tenant = Tenant.ofInstance(task.getTenantId());
    if (tenant.isCentre()) {
      return "ЦУР";
    }
    String block = tenant.block().flatMap(organization::findBlock).map(Block::name).orElse("");
    String body = tenant.body().flatMap(organization::findBody).map(Body::shortName).orElse("");
    return block + " · " + body;
  }

  private static String applicant(String last, String first, String middle, String organization) {
    if (organization != null && !organization.isBlank()) {
      return organization;
    }
    return (last == null ? "" : last) + initial(first) + initial(middle);
  }

  private static String initial(String name) {
    return name == null || name.isBlank() ? "" : " " + name.charAt(0) + ".";
  }

  private static String subject(String theme, String substance) {
    String text = theme != null ? theme : substance != null ? substance : "тема не указана";
    return text.length() > 90 ? text.substring(0, 90) + "…" : text;
  }
}
