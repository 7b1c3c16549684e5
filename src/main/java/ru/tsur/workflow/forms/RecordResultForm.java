package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Attached;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFate;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Отметить результат рассмотрения»: what the body to which the appeal was sent on answered, or why
 * it is taken off control (art. 8 p. 5).
 */
@Component
class RecordResultForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final List<Option> DECISIONS =
      List.of(
          new Option("YES", "Орган сообщил о результатах"),
          new Option("NO", "Снять с контроля без ответа"));

  private final ControlInHand inHand;
  private final RedirectControls controls;
  private final Appeals appeals;
  private final Letters letters;
  private final LetterFates fates;
  private final Clock clock;

  RecordResultForm(
      ControlInHand inHand,
      RedirectControls controls,
      Appeals appeals,
      Letters letters,
      LetterFates fates,
      Clock clock) {
    this.inHand = inHand;
    this.controls = controls;
    this.appeals = appeals;
    this.letters = letters;
    this.fates = fates;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_RecordResult");
  }

  @Override
  public Shown show(TaskInHand task) {
    RedirectControl control = inHand.of(task);
    Letter letter = letters.letter(new LetterId(control.letter().orElseThrow()));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("body", control.body());
    values.put("letter", letter.signature().map(one -> "№ " + one.number()).orElse(""));
    values.put("began", control.beganOn().map(DAY::format).orElse(""));
    values.put("due", DAY.format(control.due()));
    values.put("late", control.lateAt().isPresent());
    values.put("chases", controls.chases(control.id()));
    values.put("returned", returned(letter));
    values.put("stopped", appeals.appeal(task.appeal()).state() == Appeal.State.WITHDRAWN);
    values.put("received", "YES");
    values.put("answer", "");
    values.put("answeredOn", LocalDate.now(clock).toString());
    values.put("reason", "");
    values.put(
        "came", List.of(Map.of("control", control.id().toString(), "files", files(control))));
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  private boolean returned(Letter letter) {
    return fates.of(letter.id()).stream().anyMatch(one -> one.kind() == LetterFate.Kind.RETURNED);
  }

  private String files(RedirectControl control) {
    return controls.files(control.id()).stream()
        .map(Attached::name)
        .collect(Collectors.joining("; "));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    RedirectControl control = inHand.of(task);
    if (!typed.yes("received", "Выберите: орган сообщил о результатах или снять с контроля.")) {
      controls.released(
          control.id(),
          typed.required("reason", 2000, "Напишите, почему снимаете с контроля."),
          task.actor());
      return Map.of("answered", false);
    }
    controls.received(
        control.id(),
        typed.required("answer", 2000, "Напишите, что ответил орган."),
        typed.day("answeredOn", "Укажите день, когда орган ответил."),
        task.actor());
    return Map.of("answered", true);
  }

  @Override
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    RedirectControl control = inHand.of(task);
    controls.attach(control.id(), name, content, task.actor());
    return Map.of("files", files(control));
  }
}
