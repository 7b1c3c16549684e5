package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Решить о назначении блока» after a return «не наше». */
@Component
class DecideBlockForm implements TaskForm {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final Assignments assignments;
  private final Complaints complaints;
  private final Organization organization;
  private final Choices choices;
  private final Clock clock;

  DecideBlockForm(
      Assignments assignments,
      Complaints complaints,
      Organization organization,
      Choices choices,
      Clock clock) {
    this.complaints = complaints;
    this.assignments = assignments;
    this.organization = organization;
    this.choices = choices;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DecideBlock");
  }

  @Override
  public Shown show(TaskInHand task) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("returns", assignments.returns(task.assignment()).stream().map(this::row).toList());
    values.put("block", "");
    values.put("body", "");
    values.put("reason", "");
    return new Shown(
        values, Map.of("blocks", choices.blocks(), "bodies", choices.bodies(task.appeal())));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    Tenant chosen = ChosenBody.of(organization, complaints, task.appeal(), typed);
    assignments.decide(
        task.assignment(),
        chosen.block().orElseThrow(),
        chosen.body().orElseThrow(),
        typed.required("reason", 1000, "Обоснуйте решение: его увидит руководитель блока."),
        task.actor());
    return Map.of();
  }

  private Map<String, Object> row(Assignment.Return returned) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("when", MOMENT.format(returned.at().atZone(clock.getZone())));
    row.put("who", organization.official(returned.by()).shortName());
    row.put("block", organization.block(returned.block()).name());
    row.put("reason", returned.reason());
    return row;
  }
}
