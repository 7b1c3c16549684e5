package ru.tsur.workflow.forms;

import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.workflow.TaskInHand;

/** The promise that a task's instance is about, of the task's own appeal only. */
@Component
class PromiseInHand {

  private final Promises promises;

  PromiseInHand(Promises promises) {
    this.promises = promises;
  }

  Promise of(TaskInHand task) {
    Promise found = promises.promise(UUID.fromString(task.code("promise").orElseThrow()));
    if (!found.appeal().equals(task.appeal())) {
      throw new IllegalArgumentException("A promise of another appeal");
    }
    return found;
  }
}
