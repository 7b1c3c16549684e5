package ru.tsur.workflow.forms;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.ExtensionId;
import ru.tsur.appeal.Extensions;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Решить о продлении срока» (art. 12 p. 2): a Camunda form of a yes or no and a number of days.
 */
@Component
class DecideExtensionForm implements TaskForm {

  private final Extensions extensions;

  DecideExtensionForm(Extensions extensions) {
    this.extensions = extensions;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DecideExtension");
  }

  @Override
  public Shown show(TaskInHand task) {
    return new Shown(Map.of(), Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    boolean granted = typed.yes("granted", "Выберите: продлить или отказать.");
    int days = granted ? typed.number("days", "Укажите, на сколько дней продлить: от 1 до 30.") : 0;
    extensions.decide(
        ExtensionId.of(task.code("extension").orElseThrow()), granted, days, task.actor());
    return Map.of("granted", granted ? "YES" : "NO");
  }
}
