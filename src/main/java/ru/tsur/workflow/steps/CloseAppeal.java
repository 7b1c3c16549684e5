package ru.tsur.workflow.steps;

import java.util.Comparator;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/**
 * Closes the appeal as of the moment its letter left; a notice still waiting is no longer needed
 * then.
 */
@Component("closeAppeal")
class CloseAppeal implements JavaDelegate {

  private final Appeals appeals;
  private final Letters letters;
  private final Dispatch dispatch;

  CloseAppeal(Appeals appeals, Letters letters, Dispatch dispatch) {
    this.dispatch = dispatch;
    this.appeals = appeals;
    this.letters = letters;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    boolean redirected = InProcess.code(execution, "triage").equals(Optional.of("REDIRECT"));
    LetterKind closing = redirected ? LetterKind.REDIRECT_NOTICE : LetterKind.ANSWER;
    var leftAt =
        letters.of(appeal).stream()
            .filter(letter -> letter.kind() == closing)
            .flatMap(letter -> letter.consignment().flatMap(Letter.Consignment::sentAt).stream())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    letters.of(appeal).stream()
        .filter(
            letter -> letter.state() == LetterState.DRAFT || letter.state() == LetterState.SIGNED)
        .forEach(
            letter ->
                dispatch.cancel(
                    letter.id(), "Обращение закрыто: ответ отправлен раньше.", Actor.SYSTEM));
    appeals.close(appeal, redirected, leftAt, Actor.SYSTEM);
  }
}
