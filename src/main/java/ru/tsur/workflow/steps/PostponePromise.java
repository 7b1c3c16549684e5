package ru.tsur.workflow.steps;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.LetterTexts;

/**
 * Moves the promised day with its timers and due date, and makes the notice to the applicant, which
 * the deciding signer signs by his decision.
 */
@Component("postponePromise")
class PostponePromise implements JavaDelegate {

  private final Promises promises;
  private final Appeals appeals;
  private final Letters letters;
  private final LetterTexts texts;
  private final InProcess process;

  PostponePromise(
      Promises promises, Appeals appeals, Letters letters, LetterTexts texts, InProcess process) {
    this.promises = promises;
    this.appeals = appeals;
    this.letters = letters;
    this.texts = texts;
    this.process = process;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Tenant tenant = InProcess.tenant(execution);
    Promise.Postponement granted =
        promises.apply(UUID.fromString((String) execution.getVariable("postponement")));
    Promise promise = promises.promise(granted.promise());
    Actor signer = process.actor(List.of(Role.SIGNER.at(tenant)));
    Appeal appeal = appeals.appeal(InProcess.appeal(execution));
    LetterId letter =
        letters.startOneOfSeveral(
            appeal.id(), LetterKind.PROMISE_POSTPONED, tenant.body().orElseThrow());
    letters.write(letter, texts.promisePostponed(appeal, promise, granted), requester(granted));
    DraftVersion version = letters.latest(letter).orElseThrow();
    AnswerAddress address = AnswerAddress.of(appeal);
    letters.sign(
        letter, version.version(), version.digest(), signer, address.method(), address.address());
    execution.setVariable("notice", letter.toString());
  }

  private static Actor requester(Promise.Postponement asked) {
    return new Actor(
        asked.requestedBy(),
        asked.requestedPost(),
        Role.EXECUTOR,
        asked.requestedFor(),
        asked.requestedPost());
  }
}
