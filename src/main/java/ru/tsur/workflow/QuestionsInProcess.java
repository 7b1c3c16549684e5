package ru.tsur.workflow;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.appeal.Questions;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.ThemeCode;

/**
 * {@code ${questions…}} of the diagrams: what the routing table is asked about. Ids and codes only.
 */
@Component("questions")
public class QuestionsInProcess {

  private final Questions questions;

  QuestionsInProcess(Questions questions) {
    this.questions = questions;
  }

  public List<String> of(DelegateExecution execution) {
    return questions.considered(InProcess.appeal(execution)).stream()
        .map(question -> question.id().toString())
        .toList();
  }

  public String theme(DelegateExecution execution) {
    return current(execution).theme().map(ThemeCode::value).orElse("");
  }

  public String municipality(DelegateExecution execution) {
    return current(execution).municipality().map(BodyId::value).orElse("");
  }

  private Question current(DelegateExecution execution) {
    return questions.question(QuestionId.of((String) execution.getVariable("question")));
  }
}
