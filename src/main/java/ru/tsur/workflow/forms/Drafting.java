package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskInHand;

/**
 * What all forms that write a letter share: made from a template the first time, then the same
 * letter in a new version, beside the remarks on it.
 */
@Component
class Drafting {

  private final Letters letters;
  private final LetterInHand inHand;
  private final ShownRemarks remarks;
  private final Acts acts;

  Drafting(Letters letters, LetterInHand inHand, ShownRemarks remarks, Acts acts) {
    this.letters = letters;
    this.inHand = inHand;
    this.remarks = remarks;
    this.acts = acts;
  }

  /** Text and remarks as the author sees them, to be completed by what is special to the letter. */
  Map<String, Object> show(TaskInHand task, Supplier<String> template) {
    Optional<LetterId> letter = inHand.find(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", letter.flatMap(letters::latest).map(DraftVersion::text).orElseGet(template));
    values.put("remarks", letter.map(remarks::ofLetter).orElse(List.of()));
    return values;
  }

  /**
   * Writes the next version.
   *
   * @param title what the journal of acts calls it
   * @param start of the letter, if the task has none yet
   */
  LetterId write(TaskInHand task, String title, String text, Supplier<LetterId> start) {
    LetterId letter = inHand.find(task).orElseGet(start);
    int version = letters.write(letter, text, task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DRAFT_WRITTEN,
        title,
        Map.of("letter", letter.toString(), "version", version));
    return letter;
  }
}
