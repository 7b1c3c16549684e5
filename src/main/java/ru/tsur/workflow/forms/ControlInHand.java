package ru.tsur.workflow.forms;

import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.workflow.TaskInHand;

/** The control over a redirected appeal that a task is about. */
@Component
class ControlInHand {

  private final RedirectControls controls;

  ControlInHand(RedirectControls controls) {
    this.controls = controls;
  }

  /** A variable is only believed if the control belongs to the same appeal. */
  RedirectControl of(TaskInHand task) {
    RedirectControl found = controls.control(UUID.fromString(task.code("control").orElseThrow()));
    if (!found.appeal().equals(task.appeal())) {
      throw new IllegalArgumentException("A control of another appeal");
    }
    return found;
  }
}
