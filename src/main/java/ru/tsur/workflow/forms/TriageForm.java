package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Questions;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Провести первичный анализ обращения»: within competence or not, themes of the questions. */
@Component
class TriageForm implements TaskForm {

  private enum Triage {
    CONSIDER,
    REDIRECT
  }

  private final Appeals appeals;
  private final Questions questions;
  private final Choices choices;

  TriageForm(Appeals appeals, Questions questions, Choices choices) {
    this.appeals = appeals;
    this.questions = questions;
    this.choices = choices;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_Triage");
  }

  @Override
  public Shown show(TaskInHand task) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("triage", Triage.CONSIDER.name());
    values.put("redirectTo", "");
    values.put("reason", "");
    values.put(
        "questions", questions.of(task.appeal()).stream().map(StatedQuestions::row).toList());
    return new Shown(
        values,
        Map.of(
            "triages",
            List.of(
                new Option(
                    Triage.CONSIDER.name(), "Рассмотреть: вопросы в компетенции органов области"),
                new Option(
                    Triage.REDIRECT.name(),
                    "Перенаправить целиком: не в компетенции (ст. 8 ч. 3)")),
            "themes",
            choices.themes(),
            "municipalities",
            choices.municipalities()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    Triage triage = typed.code("triage", Triage.class, "Выберите решение.");
    if (triage == Triage.REDIRECT) {
      appeals.redirect(
          task.appeal(),
          typed.required("redirectTo", 300, "Укажите орган, в который перенаправляется обращение."),
          task.actor());
    } else {
      // without a theme the routing table answers «не определено», and the coordinator decides
      questions.state(task.appeal(), StatedQuestions.read(typed, false));
      appeals.takeIntoWork(task.appeal(), task.actor());
    }
    return Map.of("triage", triage.name());
  }
}
