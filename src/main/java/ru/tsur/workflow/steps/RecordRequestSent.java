package ru.tsur.workflow.steps;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.workflow.RequestsInProcess;

/** The letter has left: the addressee's term begins (art. 10 p. 2). */
@Component("recordRequestSent")
class RecordRequestSent implements JavaDelegate {

  private final RequestsInProcess inProcess;
  private final DocumentRequests requests;
  private final Letters letters;
  private final Clock clock;

  RecordRequestSent(
      RequestsInProcess inProcess, DocumentRequests requests, Letters letters, Clock clock) {
    this.inProcess = inProcess;
    this.requests = requests;
    this.letters = letters;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    DocumentRequest request = inProcess.of(execution);
    LetterId letter = new LetterId(request.letter().orElseThrow());
    requests.sent(
        request.id(),
        letters
            .letter(letter)
            .consignment()
            .flatMap(Letter.Consignment::sentAt)
            .orElseThrow()
            .atZone(clock.getZone())
            .toLocalDate(),
        Actor.SYSTEM);
  }
}
