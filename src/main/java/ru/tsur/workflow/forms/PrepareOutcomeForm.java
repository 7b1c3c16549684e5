package ru.tsur.workflow.forms;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.OutcomeLetters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** The letter of a decision by article 8 or 11, made from its template and edited. */
@Component
class PrepareOutcomeForm implements TaskForm {

  private static final String DAY_MISSING = "Укажите контрольную дату.";
  private static final List<Option> CONTROLS =
      List.of(
          new Option("NONE", "Не запрашивать"),
          new Option("ALL", "Запросить у всех адресатов"),
          new Option("SOME", "Запросить у отдельных адресатов"));
  private static final List<Option> YES_NO =
      List.of(new Option("NO", "не запрашивать"), new Option("YES", "запросить"));

  private final Letters letters;
  private final LetterTexts texts;
  private final OutcomeLetters ofOutcomes;
  private final Outcomes outcomes;
  private final Appeals appeals;
  private final RedirectControls controls;
  private final Drafting drafting;

  PrepareOutcomeForm(
      Letters letters,
      LetterTexts texts,
      OutcomeLetters ofOutcomes,
      Outcomes outcomes,
      Appeals appeals,
      RedirectControls controls,
      Drafting drafting) {
    this.controls = controls;
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
    values.put("recipients", recipients(outcome));
    values.put("controllable", RedirectControls.mayBeAsked(outcome));
    List<RedirectControl> asked = controls.of(outcome.id());
    values.put(
        "control",
        asked.isEmpty() ? "NONE" : asked.size() == outcome.recipients().size() ? "ALL" : "SOME");
    values.put(
        "controlDay",
        asked.stream()
            .map(RedirectControl::due)
            .findFirst()
            .orElseGet(() -> controls.offeredDay(task.appeal()))
            .toString());
    values.put("kind", kind.title());
    return new Shown(values, Map.of("controls", CONTROLS, "yesno", YES_NO));
  }

  /** Each with the day by which its results are asked for, if they are (art. 8 p. 5). */
  private List<Map<String, String>> recipients(Outcome outcome) {
    Map<Integer, LocalDate> days =
        controls.of(outcome.id()).stream()
            .collect(Collectors.toMap(RedirectControl::recipient, RedirectControl::due));
    LocalDate offered = controls.offeredDay(outcome.appeal());
    return outcome.recipients().stream()
        .map(
            to ->
                Map.of(
                    "name",
                    to.name(),
                    "asked",
                    days.containsKey(to.ordinal()) ? "YES" : "NO",
                    "day",
                    days.getOrDefault(to.ordinal(), offered).toString()))
        .toList();
  }

  /** Whose results are asked for, and by when. */
  private void keepControls(Outcome outcome, Typed typed, Actor coordinator) {
    String choice = typed.text("control").orElse("NONE");
    if (choice.equals("NONE") || !RedirectControls.mayBeAsked(outcome)) {
      controls.ask(outcome, Map.of(), none -> typed.path("control"), coordinator);
      return;
    }
    Map<Integer, LocalDate> days = new TreeMap<>();
    if (choice.equals("ALL")) {
      LocalDate day = typed.day("controlDay", DAY_MISSING);
      outcome.recipients().forEach(to -> days.put(to.ordinal(), day));
      controls.ask(outcome, days, recipient -> typed.path("controlDay"), coordinator);
      return;
    }
    List<Typed> rows = typed.list("recipients");
    for (int i = 0; i < Math.min(rows.size(), outcome.recipients().size()); i++) {
      if (rows.get(i).text("asked").filter("YES"::equals).isPresent()) {
        days.put(outcome.recipients().get(i).ordinal(), rows.get(i).day("day", DAY_MISSING));
      }
    }
    if (days.isEmpty()) {
      throw typed.refuse("control", "Отметьте, у кого запросить результаты, либо не запрашивайте.");
    }
    controls.ask(
        outcome,
        days,
        recipient -> typed.path("recipients." + (recipient - 1) + ".day"),
        coordinator);
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
    keepControls(outcome, typed, task.actor());
    return Map.of("letter", letter.toString());
  }
}
