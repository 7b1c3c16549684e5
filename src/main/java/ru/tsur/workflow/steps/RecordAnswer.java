package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.VisitLetters;

/**
 * The answer has left: its term is fulfilled, and that of each appeal joined to this one; a visit
 * that was not held ends.
 */
@Component("recordAnswer")
class RecordAnswer implements JavaDelegate {

  private final Deadlines deadlines;
  private final JointConsideration together;
  private final VisitLetters invitations;

  RecordAnswer(Deadlines deadlines, JointConsideration together, VisitLetters invitations) {
    this.deadlines = deadlines;
    this.together = together;
    this.invitations = invitations;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    deadlines.answered(appeal);
    together.answered(appeal, Actor.SYSTEM);
    invitations.endWith(appeal, "Ответ отправлен раньше выезда.");
  }
}
