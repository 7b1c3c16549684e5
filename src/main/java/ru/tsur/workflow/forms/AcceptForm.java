package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Questions;
import ru.tsur.organization.OfficialId;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Принять вопросы или вернуть»: the block head takes the questions or says «не наше», twice at
 * most.
 */
@Component
class AcceptForm implements TaskForm {

  private final Assignments assignments;
  private final Questions questions;
  private final Choices choices;
  private final Complaints complaints;

  AcceptForm(Assignments assignments, Questions questions, Choices choices, Complaints complaints) {
    this.complaints = complaints;
    this.assignments = assignments;
    this.questions = questions;
    this.choices = choices;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_AcceptQuestions");
  }

  @Override
  public Shown show(TaskInHand task) {
    Assignment assignment = assignments.assignment(task.assignment());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("accepted", "YES");
    values.put("executor", "");
    values.put("reason", "");
    values.put("returnable", assignment.isReturnable() ? "YES" : "NO");
    values.put("body", choices.name(assignment.tenant()));
    values.put(
        "decision",
        assignments.returns(assignment.id()).stream()
            .reduce((first, last) -> last)
            .map(Assignment.Return::decision)
            .orElse(""));
    values.put(
        "questions", questions.of(assignment.id()).stream().map(StatedQuestions::row).toList());
    return new Shown(
        values,
        Map.of(
            "executors",
            choices.executors(task.appeal(), assignment.tenant()),
            "accepts",
            assignment.isReturnable()
                ? List.of(
                    new Option("YES", "Принять к рассмотрению"),
                    new Option("NO", "Вернуть: не наш вопрос"))
                : List.of(new Option("YES", "Принять к рассмотрению"))));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    boolean accepted = typed.yes("accepted", "Выберите: принять или вернуть.");
    if (accepted) {
      Assignment assignment = assignments.assignment(task.assignment());
      Optional<String> executor = typed.text("executor");
      executor.ifPresent(
          named -> complaints.requireNotOn("executor", task.appeal(), official(typed, named)));
      if (executor.isPresent()
          && choices.executors(task.appeal(), assignment.tenant()).stream()
              .noneMatch(o -> o.value().equals(executor.get()))) {
        throw typed.refuse("executor", "Этот человек не исполнитель органа по блоку.");
      }
      assignments.accept(task.assignment(), executor.map(OfficialId::new), task.actor());
    } else {
      assignments.returnToCoordinator(
          task.assignment(),
          typed.required("reason", 2000, "Укажите причину возврата."),
          task.actor());
    }
    return Map.of("accepted", accepted);
  }

  private static OfficialId official(Typed typed, String named) {
    if (!OfficialId.isValid(named)) {
      throw typed.refuse("executor", "Этот человек не исполнитель органа по блоку.");
    }
    return new OfficialId(named);
  }
}
