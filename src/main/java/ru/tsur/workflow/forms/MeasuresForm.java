package ru.tsur.workflow.forms;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Ladder;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Принять меры» on a step of the ladder: a Camunda form of a code and a number of days. */
@Component
class MeasuresForm implements TaskForm {

  private final Ladder ladder;

  MeasuresForm(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_HeadMeasures", "Task_DeputyMeasures", "Task_ApparatusMeasures");
  }

  @Override
  public Shown show(TaskInHand task) {
    return new Shown(Map.of(), Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LocalDate due =
        ladder.recordMeasure(
            task.appeal(),
            task.tenant(),
            Integer.parseInt(task.code("step").orElseThrow()),
            typed.code("measure", Ladder.Measure.class, "Выберите меру."),
            typed.number("days", "Укажите срок меры в днях."),
            task.actor());
    return Map.of("measuresDue", due.toString());
  }
}
