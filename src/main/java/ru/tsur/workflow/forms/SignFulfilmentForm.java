package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Подписать сообщение об исполнении»: the signer sees what proves it, or returns it. */
@Component
class SignFulfilmentForm implements TaskForm {

  private static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final PromiseInHand promiseInHand;
  private final Promises promises;
  private final Questions questions;
  private final Appeals appeals;
  private final Letters letters;
  private final LetterInHand inHand;
  private final Results results;
  private final ShownRemarks remarks;
  private final Acts acts;

  SignFulfilmentForm(
      PromiseInHand promiseInHand,
      Promises promises,
      Questions questions,
      Appeals appeals,
      Letters letters,
      LetterInHand inHand,
      Results results,
      ShownRemarks remarks,
      Acts acts) {
    this.promiseInHand = promiseInHand;
    this.promises = promises;
    this.questions = questions;
    this.appeals = appeals;
    this.letters = letters;
    this.inHand = inHand;
    this.results = results;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignFulfilment");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId letter = inHand.of(task);
    Promise promise = promiseInHand.of(task);
    DraftVersion version = letters.latest(letter).orElseThrow();
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("digest", version.digest());
    values.put("number", "исходящий номер присваивается при подписании");
    values.put("method", address.method().title() + ": " + address.address());
    values.put("decided", "исполнение обещанного в ответе");
    values.put("ground", promise.what());
    values.put("evidence", results.proofsOf(List.of(questions.question(promise.question())), task));
    values.put("signed", "YES");
    values.put("remark", "");
    values.put("remarks", remarks.ofLetter(letter));
    values.put("covers", List.of());
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = inHand.of(task);
    boolean signed = typed.yes("signed", "Выберите: подписать или вернуть.");
    int version =
        typed.number("version", "Обновите страницу: неизвестно, какая версия подписывается.");
    if (!signed) {
      letters.remark(
          letter,
          version,
          typed.required("remark", 4000, "Напишите, что исправить."),
          task.actor());
      promises.doubt(promiseInHand.of(task).id());
      acts.record(
          task.appeal(),
          task.actor(),
          Action.SIGNING_REFUSED,
          "письмо",
          Map.of("letter", letter.toString()));
      return Map.of("signed", false);
    }
    String digest =
        typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается.");
    AnswerAddress address = AnswerAddress.of(appeals.appeal(task.appeal()));
    String number =
        letters.sign(letter, version, digest, task.actor(), address.method(), address.address());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SIGNED,
        "письмо",
        Map.of(
            "letter", letter.toString(), "version", version, "digest", digest, "number", number));
    return Map.of("signed", true);
  }
}
