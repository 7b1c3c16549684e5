package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.AnswerParts;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Рассмотреть вопросы и подготовить ответ по ним»: the part's text and a result for each of its
 * questions.
 */
@Component
class PreparePartForm implements TaskForm {

  private final AnswerParts parts;
  private final Assignments assignments;
  private final Questions questions;
  private final Results results;
  private final ShownRemarks remarks;
  private final Acts acts;

  PreparePartForm(
      AnswerParts parts,
      Assignments assignments,
      Questions questions,
      Results results,
      ShownRemarks remarks,
      Acts acts) {
    this.parts = parts;
    this.assignments = assignments;
    this.questions = questions;
    this.results = results;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_PreparePart");
  }

  @Override
  public Shown show(TaskInHand task) {
    AssignmentId assignment = task.assignment();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", parts.latest(assignment).map(part -> part.text().text()).orElse(""));
    values.put("results", results.rows(questions.of(assignment)));
    values.put("remarks", remarks.ofPart(assignment));
    return new Shown(values, results.options(task.appeal()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    AssignmentId assignment = task.assignment();
    String text = typed.required("text", "Напишите ответ по существу вопросов.");
    results.keep(questions.of(assignment), typed, task.actor());
    results.requireNamed(questions.of(assignment), text, typed);
    int version = parts.write(assignment, text, task.actor());
    if (!task.is("several", true)) {
      assignments.partReady(assignment);
    }
    acts.record(
        task.appeal(),
        task.actor(),
        Action.PART_WRITTEN,
        task.tenant().value(),
        Map.of("assignment", assignment.toString(), "version", version));
    return Map.of();
  }

  @Override
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    return results.attach(questions.of(task.assignment()), of, name, content, task.actor());
  }
}
