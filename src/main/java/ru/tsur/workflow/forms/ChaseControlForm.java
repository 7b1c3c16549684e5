package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.DocumentRequest.Way;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Напомнить органу о результатах»: how the body that has not answered was reminded. */
@Component
class ChaseControlForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final ControlInHand inHand;
  private final RedirectControls controls;

  ChaseControlForm(ControlInHand inHand, RedirectControls controls) {
    this.inHand = inHand;
    this.controls = controls;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ChaseControl");
  }

  @Override
  public Shown show(TaskInHand task) {
    RedirectControl control = inHand.of(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("body", control.body());
    values.put("began", control.beganOn().map(DAY::format).orElse(""));
    values.put("due", DAY.format(control.due()));
    values.put("chases", String.valueOf(controls.chases(control.id())));
    values.put("way", "");
    values.put("note", "");
    return new Shown(values, Map.of("ways", Choices.titles(Way.values(), Way::title)));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    controls.chased(
        inHand.of(task).id(),
        typed.code("way", Way.class, "Выберите, как напомнили."),
        typed.required("note", 500, "Напишите, кому напомнили или номер и дату письма."),
        task.actor());
    return Map.of();
  }
}
