package ru.tsur.workflow.forms;

import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterRefusals.UnknownLetter;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskInHand;

/**
 * The letter a task is about. A variable is only believed if the letter belongs to the task's own
 * appeal.
 */
@Component
class LetterInHand {

  private final Letters letters;

  LetterInHand(Letters letters) {
    this.letters = letters;
  }

  Optional<LetterId> find(TaskInHand task) {
    return task.code("letter").map(LetterId::of).map(letter -> own(task, letter));
  }

  LetterId of(TaskInHand task) {
    return find(task).orElseThrow(() -> new UnknownLetter());
  }

  private LetterId own(TaskInHand task, LetterId letter) {
    if (!letters.letter(letter).appeal().equals(task.appeal())) {
      throw new UnknownLetter();
    }
    return letter;
  }
}
