package ru.tsur.workflow.forms;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.correspondence.LetterId;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.OutcomeLetters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Подписать»: the signer signs exactly the version he was shown, or returns it with a remark (art.
 * 10 p. 3).
 */
@Component
class SignForm implements TaskForm {

  private final LetterInHand inHand;
  private final Appeals appeals;
  private final JointConsideration together;
  private final Questions questions;
  private final Evidences evidences;
  private final Promises promises;
  private final Results results;
  private final GivenResults given;
  private final OutcomeLetters ofOutcomes;
  private final LetterTexts texts;
  private final RedirectControls controls;
  private final ComplaintNotices notices;
  private final Signing signing;

  SignForm(
      LetterInHand inHand,
      Appeals appeals,
      JointConsideration together,
      Questions questions,
      Evidences evidences,
      Promises promises,
      Results results,
      GivenResults given,
      OutcomeLetters ofOutcomes,
      LetterTexts texts,
      RedirectControls controls,
      ComplaintNotices notices,
      Signing signing) {
    this.controls = controls;
    this.notices = notices;
    this.inHand = inHand;
    this.appeals = appeals;
    this.together = together;
    this.questions = questions;
    this.evidences = evidences;
    this.promises = promises;
    this.results = results;
    this.given = given;
    this.ofOutcomes = ofOutcomes;
    this.texts = texts;
    this.signing = signing;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignAnswer", "Task_SignForwarding", "Task_SignDeclining");
  }

  @Override
  public Shown show(TaskInHand task) {
    AnswerAddress address = address(task);
    Map<String, Object> values = signing.show(inHand.of(task), address.method(), address.address());
    values.put(
        "checking",
        isAnswer(task)
                && !task.actor().equals(Actor.SYSTEM) // he only looks
                && !notices.open(task.appeal()).isEmpty()
            ? "обращение проверяет ЦУР. Подпишите ответ после проверки."
            : "");
    values.put("covers", isAnswer(task) ? List.of() : covers(task));
    values.put(
        "results", isAnswer(task) ? given.of(questions.considered(task.appeal())) : List.of());
    values.put(
        "evidence",
        isAnswer(task) ? results.proofs(questions.considered(task.appeal()), task) : List.of());
    if (!isAnswer(task)) {
      Outcome outcome = ofOutcomes.of(task);
      values.put("decided", outcome.kind().article() + ": " + outcome.kind().title());
      values.put("ground", outcome.ground());
    }
    return new Shown(values, Map.of("decisions", Signing.DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = inHand.of(task);
    if (!Signing.isAgreed(typed)) {
      return signing.giveBack(task, letter, typed);
    }
    if (isAnswer(task)) {
      notices.requireChecked(task.appeal());
      questions.requireAllAnswered(task.appeal());
      evidences.requireProven(task.appeal());
      promises.requireAhead(task.appeal());
    }
    AnswerAddress address = address(task);
    if (!isAnswer(task)) {
      controls.requireAhead(ofOutcomes.of(task).id());
    }
    if (!isAnswer(task)
        && !Collections.disjoint(
            ofOutcomes.of(task).decidedBy().persons(), task.actor().persons())) {
      throw typed.refuse("signed", "Подписывает не тот, кто принял решение при первичном анализе.");
    }
    Map<String, Object> signed =
        signing.sign(task, letter, typed, address.method(), address.address());
    if (isAnswer(task)) {
      appeals.signed(task.appeal());
      together.signed(task.appeal());
    } else {
      ofOutcomes.signCovers(ofOutcomes.of(task), appeals.appeal(task.appeal()), task.actor());
    }
    return signed;
  }

  private List<Map<String, Object>> covers(TaskInHand task) {
    Appeal appeal = appeals.appeal(task.appeal());
    Outcome outcome = ofOutcomes.of(task);
    return outcome.recipients().stream()
        .map(
            to ->
                Map.<String, Object>of("name", to.name(), "text", texts.cover(appeal, outcome, to)))
        .toList();
  }

  private static boolean isAnswer(TaskInHand task) {
    return task.element().equals("Task_SignAnswer");
  }

  private AnswerAddress address(TaskInHand task) {
    Appeal appeal = appeals.appeal(task.appeal());
    return isAnswer(task)
        ? AnswerAddress.of(appeal)
        : ofOutcomes.address(ofOutcomes.of(task), appeal);
  }
}
