package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Решить о переносе обещанного срока»: once, before it has passed; nothing is chosen beforehand.
 */
@Component
class DecidePostponementForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final Option GRANT = new Option("YES", "Перенести срок");
  private static final Option REFUSE = new Option("NO", "Отказать в переносе");

  private final PromiseInHand inHand;
  private final Promises promises;
  private final Organization organization;
  private final Clock clock;

  DecidePostponementForm(
      PromiseInHand inHand, Promises promises, Organization organization, Clock clock) {
    this.inHand = inHand;
    this.promises = promises;
    this.organization = organization;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DecidePostponement");
  }

  @Override
  public Shown show(TaskInHand task) {
    Promise promise = inHand.of(task);
    Promise.Postponement asked = asked(task, promise);
    boolean late = promise.day().isBefore(LocalDate.now(clock));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "asked",
        organization
                .findOfficial(asked.requestedBy())
                .map(Official::shortName)
                .orElse(asked.requestedBy().value())
            + ", "
            + asked.requestedPost()
            + ", "
            + DAY.format(asked.requestedAt().atZone(clock.getZone())));
    values.put("what", promise.what());
    values.put("day", "до " + DAY.format(promise.day()));
    values.put("wanted", "до " + DAY.format(asked.day()));
    values.put("reason", asked.reason());
    values.put("late", late);
    values.put("granted", "");
    return new Shown(values, Map.of("decisions", late ? List.of(REFUSE) : List.of(GRANT, REFUSE)));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    boolean granted = typed.yes("granted", "Выберите: перенести срок или отказать.");
    promises.decide(asked(task, inHand.of(task)).id(), granted, task.actor());
    return Map.of("granted", granted ? "YES" : "NO");
  }

  private Promise.Postponement asked(TaskInHand task, Promise promise) {
    UUID id = UUID.fromString(task.code("postponement").orElseThrow());
    return promise.postponements().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
