package ru.tsur.workflow.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.workflow.RequestsInProcess;

/** The addressee has not supplied the documents in its term: a fact of the journal, its breach. */
@Component("recordRequestLate")
class RecordRequestLate implements JavaDelegate {

  private final RequestsInProcess inProcess;
  private final DocumentRequests requests;

  RecordRequestLate(RequestsInProcess inProcess, DocumentRequests requests) {
    this.inProcess = inProcess;
    this.requests = requests;
  }

  @Override
  public void execute(DelegateExecution execution) {
    requests.late(inProcess.of(execution).id());
  }
}
