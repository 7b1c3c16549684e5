package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
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
 * «Подтвердить исполнение обещанного»: what proves that it is done, and the letter that tells the
 * applicant.
 */
@Component
class ConfirmPromiseForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final PromiseInHand inHand;
  private final Promises promises;
  private final Questions questions;
  private final Appeals appeals;
  private final Results results;
  private final Choices choices;
  private final Letters letters;
  private final LetterInHand letterInHand;
  private final LetterTexts texts;
  private final ShownRemarks remarks;
  private final Acts acts;

  ConfirmPromiseForm(
      PromiseInHand inHand,
      Promises promises,
      Questions questions,
      Appeals appeals,
      Results results,
      Choices choices,
      Letters letters,
      LetterInHand letterInHand,
      LetterTexts texts,
      ShownRemarks remarks,
      Acts acts) {
    this.inHand = inHand;
    this.promises = promises;
    this.questions = questions;
    this.appeals = appeals;
    this.results = results;
    this.choices = choices;
    this.letters = letters;
    this.letterInHand = letterInHand;
    this.texts = texts;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ConfirmPromise");
  }

  @Override
  public Shown show(TaskInHand task) {
    Promise promise = inHand.of(task);
    Optional<LetterId> letter = letterInHand.find(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("what", promise.what());
    values.put("day", "до " + DAY.format(promise.day()));
    values.put(
        "text",
        letter
            .flatMap(letters::latest)
            .map(DraftVersion::text)
            .orElseGet(() -> texts.promiseKept(appeals.appeal(task.appeal()), promise)));
    values.put("results", results.rows(asked(promise)));
    values.put("remarks", letter.map(remarks::ofLetter).orElse(List.of()));
    return new Shown(values, Map.of("proofs", choices.proofs()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите, что обещанное исполнено.");
    Promise promise = inHand.of(task);
    Question question = questions.question(promise.question());
    Typed row =
        typed.list("results").stream()
            .filter(
                one -> one.text("question").filter(question.id().toString()::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> typed.refuse("results", "Укажите, чем подтверждено исполнение."));
    results.prove(question, row, task.actor());
    LetterId letter =
        letterInHand
            .find(task)
            .orElseGet(
                () ->
                    letters.startOneOfSeveral(
                        task.appeal(),
                        LetterKind.PROMISE_KEPT,
                        task.tenant().body().orElseThrow()));
    int version = letters.write(letter, text, task.actor());
    promises.confirm(promise.id(), task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DRAFT_WRITTEN,
        LetterKind.PROMISE_KEPT.title(),
        Map.of("letter", letter.toString(), "version", version));
    return Map.of("letter", letter.toString());
  }

  @Override
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    return results.attach(asked(inHand.of(task)), of, name, content, task.actor());
  }

  private List<Question> asked(Promise promise) {
    return List.of(questions.question(promise.question()));
  }
}
