package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.correspondence.AnswerParts;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * Approval of a part within its body, and of the draft of the whole answer: yes, or no with a
 * remark.
 */
@Component
class ApproveForm implements TaskForm {

  static final List<Option> DECISIONS =
      List.of(new Option("YES", "Согласовать"), new Option("NO", "Вернуть с замечаниями"));

  private final AnswerParts parts;
  private final Letters letters;
  private final LetterInHand inHand;
  private final Assignments assignments;
  private final ShownRemarks remarks;
  private final Questions questions;
  private final Results results;
  private final GivenResults given;
  private final Acts acts;

  ApproveForm(
      AnswerParts parts,
      Letters letters,
      LetterInHand inHand,
      Assignments assignments,
      ShownRemarks remarks,
      Questions questions,
      Results results,
      GivenResults given,
      Acts acts) {
    this.parts = parts;
    this.letters = letters;
    this.inHand = inHand;
    this.assignments = assignments;
    this.remarks = remarks;
    this.questions = questions;
    this.results = results;
    this.given = given;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ApprovePart", "Task_ApproveInTurn", "Task_ApproveInParallel");
  }

  @Override
  public Shown show(TaskInHand task) {
    DraftVersion version = version(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("approved", "YES");
    values.put("remark", "");
    values.put(
        "remarks",
        isPart(task) ? remarks.ofPart(task.assignment()) : remarks.ofLetter(letter(task)));
    List<Question> asked =
        isPart(task) ? questions.of(task.assignment()) : questions.considered(task.appeal());
    values.put("results", given.of(asked));
    values.put("evidence", results.proofs(asked, task));
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    boolean approved = typed.yes("approved", "Выберите: согласовать или вернуть.");
    int version =
        typed.number("version", "Обновите страницу: неизвестно, какая версия согласуется.");
    String remark = approved ? "" : typed.required("remark", 4000, "Напишите, что исправить.");
    if (isPart(task)) {
      AssignmentId assignment = task.assignment();
      if (approved) {
        parts.approve(assignment, version, task.actor());
        assignments.partReady(assignment);
      } else {
        parts.remark(assignment, version, remark, task.actor());
      }
    } else if (approved) {
      letters.approve(letter(task), version, task.actor());
    } else {
      letters.remark(letter(task), version, remark, task.actor());
    }
    acts.record(
        task.appeal(),
        task.actor(),
        approved ? Action.APPROVED : Action.REMARKED,
        isPart(task) ? "часть ответа" : "проект ответа",
        Map.of("version", version, "element", task.element()));
    return Map.of("approved", approved);
  }

  private DraftVersion version(TaskInHand task) {
    return isPart(task)
        ? parts.latest(task.assignment()).orElseThrow().text()
        : letters.latest(letter(task)).orElseThrow();
  }

  private static boolean isPart(TaskInHand task) {
    return task.element().equals("Task_ApprovePart");
  }

  private LetterId letter(TaskInHand task) {
    return inHand.of(task);
  }
}
