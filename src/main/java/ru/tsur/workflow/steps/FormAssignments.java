package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/** One assignment for each pair of block and body; one of them answers for the whole letter. */
@Component("formAssignments")
class FormAssignments implements JavaDelegate {

  private final Assignments assignments;

  FormAssignments(Assignments assignments) {
    this.assignments = assignments;
  }

  @Override
  public void execute(DelegateExecution execution) {
    assignments.form(
        InProcess.appeal(execution),
        InProcess.code(execution, "responsible").map(QuestionId::of),
        Actor.SYSTEM);
  }
}
