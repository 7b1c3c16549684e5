package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.BodyId;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Подготовить уведомление о переадресации» (art. 8 p. 3): to whom it goes, told to the applicant
 * at the same time.
 */
@Component
class PrepareRedirectForm implements TaskForm {

  private final Letters letters;
  private final LetterInHand inHand;
  private final LetterTexts texts;
  private final Appeals appeals;
  private final ShownRemarks remarks;
  private final Acts acts;

  PrepareRedirectForm(
      Letters letters,
      LetterInHand inHand,
      LetterTexts texts,
      Appeals appeals,
      ShownRemarks remarks,
      Acts acts) {
    this.letters = letters;
    this.inHand = inHand;
    this.texts = texts;
    this.appeals = appeals;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_PrepareRedirect");
  }

  @Override
  public Shown show(TaskInHand task) {
    Appeal appeal = appeals.appeal(task.appeal());
    Optional<LetterId> letter = letter(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("redirectTo", appeal.redirectedTo().orElse(""));
    values.put(
        "text",
        letter
            .flatMap(letters::latest)
            .map(DraftVersion::text)
            .orElseGet(() -> texts.redirectNotice(appeal)));
    values.put("remarks", letter.map(remarks::ofLetter).orElse(List.of()));
    return new Shown(values, Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите текст уведомления.");
    LetterId letter =
        letter(task)
            .orElseGet(
                () ->
                    letters.startDraft(
                        task.appeal(), LetterKind.REDIRECT_NOTICE, new BodyId("tsur")));
    int version = letters.write(letter, text, task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DRAFT_WRITTEN,
        "уведомление о переадресации",
        Map.of("letter", letter.toString(), "version", version));
    return Map.of("letter", letter.toString());
  }

  private Optional<LetterId> letter(TaskInHand task) {
    return inHand.find(task);
  }
}
