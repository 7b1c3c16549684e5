package ru.tsur.workflow.forms;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.LetterId;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Подписать сообщение об исполнении»: the signer sees what proves it, or returns it. */
@Component
class SignFulfilmentForm implements TaskForm {

  private final PromiseInHand promiseInHand;
  private final Promises promises;
  private final Questions questions;
  private final Appeals appeals;
  private final LetterInHand inHand;
  private final Results results;
  private final Signing signing;

  SignFulfilmentForm(
      PromiseInHand promiseInHand,
      Promises promises,
      Questions questions,
      Appeals appeals,
      LetterInHand inHand,
      Results results,
      Signing signing) {
    this.promiseInHand = promiseInHand;
    this.promises = promises;
    this.questions = questions;
    this.appeals = appeals;
    this.inHand = inHand;
    this.results = results;
    this.signing = signing;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignFulfilment");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId letter = inHand.of(task);
    Promise promise = promiseInHand.of(task);
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    Map<String, Object> values = signing.show(letter, address.method(), address.address());
    values.put("decided", "исполнение обещанного в ответе");
    values.put("ground", promise.what());
    values.put("evidence", results.proofsOf(List.of(questions.question(promise.question())), task));
    return new Shown(values, Map.of("decisions", Signing.DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = inHand.of(task);
    if (!Signing.isAgreed(typed)) {
      promises.doubt(promiseInHand.of(task).id());
      return signing.giveBack(task, letter, typed);
    }
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    return signing.sign(task, letter, typed, address.method(), address.address());
  }
}
