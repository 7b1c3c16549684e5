package ru.tsur.workflow.forms;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.BodyId;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.OutcomeLetters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** The letter of a decision by article 8 or 11, made from its template and edited. */
@Component
class PrepareOutcomeForm implements TaskForm {

  private final Letters letters;
  private final LetterTexts texts;
  private final OutcomeLetters ofOutcomes;
  private final Outcomes outcomes;
  private final Appeals appeals;
  private final Drafting drafting;

  PrepareOutcomeForm(
      Letters letters,
      LetterTexts texts,
      OutcomeLetters ofOutcomes,
      Outcomes outcomes,
      Appeals appeals,
      Drafting drafting) {
    this.letters = letters;
    this.texts = texts;
    this.ofOutcomes = ofOutcomes;
    this.outcomes = outcomes;
    this.appeals = appeals;
    this.drafting = drafting;
  }

  @Override
  public Set<String> elements() {
    return Set.of(
        "Task_RedirectWhole",
        "Task_SendCopies",
        "Task_SendMigration",
        "Task_ReturnComplaint",
        "Task_ForwardAnonymous",
        "Task_ReturnCourtDecision",
        "Task_LeaveAbuse",
        "Task_LeaveIllegible",
        "Task_LeaveUnclear",
        "Task_TerminateCorrespondence",
        "Task_NamePublication",
        "Task_LeaveSecret",
        "Task_NameOtherOrder");
  }

  @Override
  public Shown show(TaskInHand task) {
    Outcome outcome = ofOutcomes.of(task);
    Appeal appeal = appeals.appeal(task.appeal());
    LetterKind kind = ofOutcomes.kind(outcome, appeal);
    Map<String, Object> values = drafting.show(task, () -> texts.ofOutcome(appeal, outcome, kind));
    values.put("decided", outcome.kind().article() + ": " + outcome.kind().title());
    values.put("ground", outcome.ground());
    values.put(
        "recipients", outcome.recipients().stream().map(to -> Map.of("name", to.name())).toList());
    values.put("kind", kind.title());
    return new Shown(values, Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String text = typed.required("text", "Напишите текст письма.");
    Outcome outcome = ofOutcomes.of(task);
    LetterKind kind = ofOutcomes.kind(outcome, appeals.appeal(task.appeal()));
    LetterId letter =
        drafting.write(
            task,
            kind.title(),
            text,
            () -> letters.startDraft(task.appeal(), kind, new BodyId("tsur")));
    outcomes.writtenAs(outcome.id(), letter.value());
    return Map.of("letter", letter.toString());
  }
}
