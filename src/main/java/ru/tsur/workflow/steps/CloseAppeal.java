package ru.tsur.workflow.steps;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.appeal.Visits;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.InProcess;

/**
 * Closes the appeal as of the moment its answer, or what stands for it, left; a notice of an
 * extension still waiting is no longer needed then; a letter that came back still is. What the
 * answer promises goes under control.
 */
@Component("closeAppeal")
class CloseAppeal implements JavaDelegate {

  /** Letters that are not sent again after the consideration, and why. */
  private static final Map<LetterKind, String> OF_CONSIDERATION =
      Map.of(
          LetterKind.DOCUMENT_REQUEST,
          "Обращение снято с контроля: документы больше не нужны.",
          LetterKind.VISIT_NOTICE,
          "Обращение снято с контроля: выезда не будет.");

  private final Appeals appeals;
  private final Complaints complaints;
  private final Letters letters;
  private final Dispatch dispatch;
  private final LetterFates fates;
  private final Promises promises;
  private final DocumentRequests requests;
  private final Withdrawals withdrawals;
  private final Joinings joinings;
  private final RedirectControls controls;
  private final Visits visits;

  CloseAppeal(
      Appeals appeals,
      Complaints complaints,
      Letters letters,
      Dispatch dispatch,
      LetterFates fates,
      Promises promises,
      DocumentRequests requests,
      Withdrawals withdrawals,
      Joinings joinings,
      RedirectControls controls,
      Visits visits) {
    this.joinings = joinings;
    this.controls = controls;
    this.visits = visits;
    this.withdrawals = withdrawals;
    this.requests = requests;
    this.fates = fates;
    this.promises = promises;
    this.dispatch = dispatch;
    this.complaints = complaints;
    this.appeals = appeals;
    this.letters = letters;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Optional<LetterId> stopped =
        withdrawals.stopped(appeal).flatMap(Withdrawal::letter).map(LetterId::new);
    // the answer to the first appeal is the answer to what was joined to it and has none of its own
    AppealId answeredAs =
        isAnswered(appeal)
            ? appeal
            : joinings.answered(appeal).map(one -> one.first().appeal()).orElse(appeal);
    boolean answered = isAnswered(answeredAs);
    var leftAt =
        letters.ofRound(answeredAs).stream()
            .filter(
                letter ->
                    stopped.isPresent()
                        ? stopped.get().equals(letter.id())
                        : answered ? letter.kind() == LetterKind.ANSWER : letter.kind().closes())
            .flatMap(letter -> fates.firstLeft(letter).stream())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    letters.of(appeal).stream()
        .filter(
            letter -> letter.state() == LetterState.DRAFT || letter.state() == LetterState.SIGNED)
        .filter(letter -> letter.consignment().isEmpty() || !fates.isBack(letter.id()))
        .filter(
            letter -> !letter.kind().isOfPromise()) // of an answer before; it has its own process
        .forEach(
            letter ->
                dispatch.cancel(
                    letter.id(), "Обращение закрыто: ответ отправлен раньше.", Actor.SYSTEM));
    requests.endWith(appeal, Actor.SYSTEM);
    withdrawals.answered(appeal);
    letters.of(appeal).stream()
        .filter(letter -> letter.consignment().isPresent() && fates.isBack(letter.id()))
        .filter(letter -> OF_CONSIDERATION.containsKey(letter.kind()))
        .forEach(letter -> fates.over(letter.id(), OF_CONSIDERATION.get(letter.kind())));
    visits.endWith(appeal, Actor.SYSTEM);
    controls.dropUnsent(appeal);
    appeals.close(appeal, leftAt, Actor.SYSTEM);
    boolean back =
        letters.of(appeal).stream()
            .anyMatch(letter -> letter.consignment().isPresent() && fates.isBack(letter.id()));
    if (!back) { // else its registrar still has to see the task
      complaints.closed(appeal);
      controls.keepShown(appeal);
    }
    if (stopped.isPresent()) {
      promises.drop(appeal);
    } else {
      promises.begin(appeal);
    }
    promises.of(appeal).stream() // also of an answer before: they are still under control
        .filter(promise -> promise.state() == Promise.State.RUNNING)
        .forEach(promise -> complaints.tenant(appeal, promise.tenant().orElseThrow()));
  }

  private boolean isAnswered(AppealId appeal) {
    return letters.ofRound(appeal).stream()
        .anyMatch(
            letter ->
                letter.kind() == LetterKind.ANSWER && letter.state() != LetterState.CANCELLED);
  }
}
