package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.Supplement;
import ru.tsur.appeal.Supplements;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Учесть дополнение» (art. 5 п. 1): read, and confirmed with one click. */
@Component
class ReadSupplementForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Supplements supplements;
  private final Joinings joinings;
  private final Clock clock;

  ReadSupplementForm(Supplements supplements, Joinings joinings, Clock clock) {
    this.supplements = supplements;
    this.joinings = joinings;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ReadSupplement", "Task_ReadSupplementAtCentre");
  }

  @Override
  public Shown show(TaskInHand task) {
    String asked = task.code("supplement").orElseThrow();
    Supplement supplement =
        // of the appeal, or of a duplicate that is considered with it
        Stream.concat(
                Stream.of(task.appeal()),
                joinings.to(task.appeal()).stream().map(one -> one.later().appeal()))
            .flatMap(appeal -> supplements.of(appeal).stream())
            .filter(one -> one.id().toString().equals(asked))
            .findFirst()
            .orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("received", DAY.format(supplement.receivedAt().atZone(clock.getZone())));
    values.put("text", supplement.text());
    return new Shown(values, Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    return Map.of(); // that he has read it is the act of completing
  }
}
