package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Подготовить проект ответа»: the letter joined from the parts, edited, with a result for every
 * question.
 */
@Component
class DraftForm implements TaskForm {

  private final Letters letters;
  private final LetterInHand inHand;
  private final LetterTexts texts;
  private final Appeals appeals;
  private final Questions questions;
  private final Results results;
  private final Choices choices;
  private final ShownRemarks remarks;
  private final Acts acts;

  DraftForm(
      Letters letters,
      LetterInHand inHand,
      LetterTexts texts,
      Appeals appeals,
      Questions questions,
      Results results,
      Choices choices,
      ShownRemarks remarks,
      Acts acts) {
    this.letters = letters;
    this.inHand = inHand;
    this.texts = texts;
    this.appeals = appeals;
    this.questions = questions;
    this.results = results;
    this.choices = choices;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DraftAnswer");
  }

  @Override
  public Shown show(TaskInHand task) {
    Optional<LetterId> letter = letter(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "text",
        letter
            .flatMap(letters::latest)
            .map(DraftVersion::text)
            .orElseGet(() -> texts.answer(appeals.appeal(task.appeal()))));
    values.put("results", results.rows(questions.considered(task.appeal())));
    values.put("remarks", letter.map(remarks::ofLetter).orElse(List.of()));
    return new Shown(values, Map.of("results", choices.results(), "proofs", choices.proofs()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите текст ответа.");
    results.keep(questions.considered(task.appeal()), typed, task.actor());
    results.requireNamed(questions.considered(task.appeal()), text, typed);
    LetterId letter =
        letter(task)
            .orElseGet(
                () ->
                    letters.startDraft(
                        task.appeal(), LetterKind.ANSWER, task.tenant().body().orElseThrow()));
    int version = letters.write(letter, text, task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DRAFT_WRITTEN,
        "проект ответа",
        Map.of("letter", letter.toString(), "version", version));
    return Map.of("letter", letter.toString());
  }

  @Override
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    return results.attach(questions.considered(task.appeal()), of, name, content, task.actor());
  }

  private Optional<LetterId> letter(TaskInHand task) {
    return inHand.find(task);
  }
}
