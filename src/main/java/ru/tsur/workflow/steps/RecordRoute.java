package ru.tsur.workflow.steps;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.appeal.Questions;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.TableVersions;

/**
 * Keeps what the routing table answered on a question, and whether the coordinator has to decide.
 */
@Component("recordRoute")
class RecordRoute implements ExecutionListener {

  private final Questions questions;
  private final TableVersions tables;

  RecordRoute(Questions questions, TableVersions tables) {
    this.questions = questions;
    this.tables = tables;
  }

  @Override
  public void notify(DelegateExecution execution) {
    if (!execution.hasVariableLocal("question") && execution.getVariable("question") == null) {
      return; // the end of the multi-instance body itself
    }
    Map<String, Object> answer =
        Answers.single((DmnDecisionResult) execution.getVariable("decisionResult"));
    QuestionId id = QuestionId.of((String) execution.getVariable("question"));
    questions.route(
        id,
        code(answer, "block").map(BlockId::new),
        code(answer, "body").map(BodyId::new),
        code(answer, "note").orElse("В таблице маршрутов нет строки для этой темы."),
        tables.of(execution, "routing"),
        Actor.SYSTEM);
    execution.setVariable("routing", clarity(questions.considered(InProcess.appeal(execution))));
  }

  /**
   * CLEAR: one body answers everything; UNDEFINED: somebody has to be found; SEVERAL: one has to be
   * responsible.
   */
  private static String clarity(List<Question> all) {
    if (all.stream().anyMatch(question -> !question.isRouted())) {
      return "UNDEFINED";
    }
    return all.stream()
                .map(question -> List.of(question.block(), question.body()))
                .distinct()
                .count()
            > 1
        ? "SEVERAL"
        : "CLEAR";
  }

  private static Optional<String> code(Map<String, Object> answer, String column) {
    return Optional.ofNullable((String) answer.get(column)).filter(value -> !value.isBlank());
  }
}
