package ru.tsur.workflow.forms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
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

  private static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final Letters letters;
  private final LetterInHand inHand;
  private final Appeals appeals;
  private final Questions questions;
  private final ShownRemarks remarks;
  private final Evidences evidences;
  private final Promises promises;
  private final Results results;
  private final OutcomeLetters ofOutcomes;
  private final LetterTexts texts;
  private final Acts acts;

  SignForm(
      Letters letters,
      LetterInHand inHand,
      Appeals appeals,
      Questions questions,
      ShownRemarks remarks,
      Evidences evidences,
      Promises promises,
      Results results,
      OutcomeLetters ofOutcomes,
      LetterTexts texts,
      Acts acts) {
    this.letters = letters;
    this.inHand = inHand;
    this.appeals = appeals;
    this.questions = questions;
    this.remarks = remarks;
    this.evidences = evidences;
    this.promises = promises;
    this.results = results;
    this.ofOutcomes = ofOutcomes;
    this.texts = texts;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignAnswer", "Task_SignForwarding", "Task_SignDeclining");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId letter = letter(task);
    DraftVersion version = letters.latest(letter).orElseThrow();
    AnswerAddress address = address(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("digest", version.digest());
    values.put("number", "исходящий номер присваивается при подписании");
    values.put("method", address.method().title() + ": " + address.address());
    values.put("signed", "YES");
    values.put("remark", "");
    values.put("remarks", remarks.ofLetter(letter));
    values.put("covers", isAnswer(task) ? List.of() : covers(task));
    values.put(
        "evidence",
        isAnswer(task) ? results.proofs(questions.considered(task.appeal()), task) : List.of());
    if (!isAnswer(task)) {
      Outcome outcome = ofOutcomes.of(task);
      values.put("decided", outcome.kind().article() + ": " + outcome.kind().title());
      values.put("ground", outcome.ground());
    }
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = letter(task);
    boolean signed = typed.yes("signed", "Выберите: подписать или вернуть.");
    int version =
        typed.number("version", "Обновите страницу: неизвестно, какая версия подписывается.");
    if (!signed) {
      letters.remark(
          letter,
          version,
          typed.required("remark", 4000, "Напишите, что исправить."),
          task.actor());
      acts.record(
          task.appeal(),
          task.actor(),
          Action.SIGNING_REFUSED,
          "письмо",
          Map.of("letter", letter.toString()));
      return Map.of("signed", false);
    }
    if (isAnswer(task)) {
      questions.requireAllAnswered(task.appeal());
      evidences.requireProven(task.appeal());
      promises.requireAhead(task.appeal());
    }
    AnswerAddress address = address(task);
    if (!isAnswer(task)
        && !Collections.disjoint(
            ofOutcomes.of(task).decidedBy().persons(), task.actor().persons())) {
      throw typed.refuse("signed", "Подписывает не тот, кто принял решение при первичном анализе.");
    }
    String digest =
        typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается.");
    String number =
        letters.sign(letter, version, digest, task.actor(), address.method(), address.address());
    if (isAnswer(task)) {
      appeals.signed(task.appeal());
    } else {
      ofOutcomes.signCovers(ofOutcomes.of(task), appeals.appeal(task.appeal()), task.actor());
    }
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SIGNED,
        "письмо",
        Map.of(
            "letter", letter.toString(), "version", version, "digest", digest, "number", number));
    return Map.of("signed", true);
  }

  private List<Map<String, Object>> covers(TaskInHand task) {
    Appeal appeal = appeals.appeal(task.appeal());
    Outcome outcome = ofOutcomes.of(task);
    return outcome.recipients().stream()
        .map(
            to ->
                Map.<String, Object>of(
                    "name", to.name(), "text", texts.cover(appeal, outcome, to.name())))
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

  private LetterId letter(TaskInHand task) {
    return inHand.of(task);
  }
}
