package ru.tsur.workflow.forms;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
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
  private final LetterTexts texts;
  private final Appeals appeals;
  private final Questions questions;
  private final Results results;
  private final Visits visits;
  private final Drafting drafting;

  DraftForm(
      Letters letters,
      LetterTexts texts,
      Appeals appeals,
      Questions questions,
      Results results,
      Visits visits,
      Drafting drafting) {
    this.letters = letters;
    this.texts = texts;
    this.appeals = appeals;
    this.questions = questions;
    this.results = results;
    this.visits = visits;
    this.drafting = drafting;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DraftAnswer");
  }

  @Override
  public Shown show(TaskInHand task) {
    Map<String, Object> values =
        drafting.show(task, () -> texts.answer(appeals.appeal(task.appeal())));
    values.put("results", results.rows(questions.considered(task.appeal())));
    values.put("openVisits", openVisits(task));
    return new Shown(values, results.options(task.appeal()));
  }

  /** They do not hold the answer back; who drafts it has to know of them. */
  private String openVisits(TaskInHand task) {
    return visits.of(task.appeal()).stream()
        .filter(Visit::isOpen)
        .map(visit -> visit.said() + invited(visit))
        .collect(Collectors.joining("; "));
  }

  /** Nobody else will tell the applicant that the visit he was invited to is off. */
  private String invited(Visit visit) {
    return visit
        .letter()
        .map(LetterId::new)
        .map(letters::letter)
        .filter(letter -> letter.state() == LetterState.SENT)
        .flatMap(Letter::signature)
        .map(
            signature ->
                " (заявитель приглашён письмом № "
                    + signature.number()
                    + ": напишите в ответе или сообщите ему иначе, что выезда не будет)")
        .orElse("");
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите текст ответа.");
    results.keep(questions.considered(task.appeal()), typed, task.actor());
    results.requireNamed(questions.considered(task.appeal()), text, typed);
    texts
        .completed(task.appeal())
        .map(letter -> letter.signature().orElseThrow().number())
        .filter(number -> !text.contains(number))
        .ifPresent(
            number -> {
              throw typed.refuse(
                  "text",
                  "Обращение рассмотрено снова: назовите в тексте письмо, которое этот ответ дополняет, № "
                      + number
                      + " (59-ФЗ, ст. 10 ч. 1 п. 4).");
            });
    LetterId letter =
        drafting.write(
            task,
            "проект ответа",
            text,
            () ->
                letters.startDraft(
                    task.appeal(), LetterKind.ANSWER, task.tenant().body().orElseThrow()));
    return Map.of("letter", letter.toString());
  }

  @Override
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    return results.attach(questions.considered(task.appeal()), of, name, content, task.actor());
  }
}
