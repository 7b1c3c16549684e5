package ru.tsur.workflow.forms;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.LetterId;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;
import ru.tsur.workflow.VisitsInProcess;

/** «Подписать приглашение»: the applicant may take part in a visit on site (art. 10 p. 1 п. 1). */
@Component
class SignInvitationForm implements TaskForm {

  private final VisitsInProcess inProcess;
  private final Visits visits;
  private final Appeals appeals;
  private final LetterInHand inHand;
  private final Dispatch dispatch;
  private final Signing signing;

  SignInvitationForm(
      VisitsInProcess inProcess,
      Visits visits,
      Appeals appeals,
      LetterInHand inHand,
      Dispatch dispatch,
      Signing signing) {
    this.inProcess = inProcess;
    this.visits = visits;
    this.appeals = appeals;
    this.inHand = inHand;
    this.dispatch = dispatch;
    this.signing = signing;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignInvitation");
  }

  @Override
  public Shown show(TaskInHand task) {
    Visit visit = inProcess.of(task);
    AnswerAddress to = AnswerAddress.of(appeals.appeal(task.appeal()));
    Map<String, Object> values = signing.show(inHand.of(task), to.method(), to.address());
    values.put("decided", "ст. 9 ч. 2, ст. 10 ч. 1 п. 1: приглашение заявителя на выезд");
    values.put("ground", visit.said());
    return new Shown(values, Map.of("decisions", Signing.DECISIONS));
  }

  /** What is not signed is not sent: who goes sees it and tells the applicant in another way. */
  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    AnswerAddress to = AnswerAddress.of(appeals.appeal(task.appeal()));
    LetterId letter = inHand.of(task);
    if (Signing.isAgreed(typed)) {
      visits.requireAhead(inProcess.of(task).id());
      return signing.sign(task, letter, typed, to.method(), to.address());
    }
    Map<String, Object> refused = signing.giveBack(task, letter, typed);
    dispatch.cancel(letter, "Приглашение на выезд не подписано.", task.actor());
    return refused;
  }
}
