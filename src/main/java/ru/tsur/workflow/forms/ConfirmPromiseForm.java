package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
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
  private final LetterTexts texts;
  private final Drafting drafting;

  ConfirmPromiseForm(
      PromiseInHand inHand,
      Promises promises,
      Questions questions,
      Appeals appeals,
      Results results,
      Choices choices,
      Letters letters,
      LetterTexts texts,
      Drafting drafting) {
    this.inHand = inHand;
    this.promises = promises;
    this.questions = questions;
    this.appeals = appeals;
    this.results = results;
    this.choices = choices;
    this.letters = letters;
    this.texts = texts;
    this.drafting = drafting;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ConfirmPromise");
  }

  @Override
  public Shown show(TaskInHand task) {
    Promise promise = inHand.of(task);
    Map<String, Object> values =
        drafting.show(task, () -> texts.promiseKept(appeals.appeal(task.appeal()), promise));
    values.put("what", promise.what());
    values.put("day", "до " + DAY.format(promise.day()));
    values.put("results", results.rows(asked(promise)));
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
    promises.confirm(promise.id(), task.actor());
    LetterId letter =
        drafting.write(
            task,
            LetterKind.PROMISE_KEPT.title(),
            text,
            () ->
                letters.startOneOfSeveral(
                    task.appeal(), LetterKind.PROMISE_KEPT, task.tenant().body().orElseThrow()));
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
