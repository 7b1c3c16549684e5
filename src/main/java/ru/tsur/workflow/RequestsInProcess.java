package ru.tsur.workflow;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.RequestId;

/** {@code ${requests…}} of the diagrams: who asks for documents. */
@Component("requests")
public class RequestsInProcess {

  private final DocumentRequests requests;

  RequestsInProcess(DocumentRequests requests) {
    this.requests = requests;
  }

  /** Tenant of the body and block that ask. */
  public String tenant(DelegateExecution execution) {
    return of(execution).tenant().value();
  }

  /** The request that the instance is about. */
  public DocumentRequest of(DelegateExecution execution) {
    return of(
        Optional.ofNullable((String) execution.getVariable("request")),
        InProcess.appeal(execution));
  }

  /** The request that the task is about. */
  public DocumentRequest of(TaskInHand task) {
    return of(task.code("request"), task.appeal());
  }

  /** A variable is only believed if the request belongs to the same appeal. */
  private DocumentRequest of(Optional<String> id, AppealId appeal) {
    DocumentRequest found = requests.request(RequestId.of(id.orElseThrow()));
    if (!found.appeal().equals(appeal)) {
      throw new IllegalArgumentException("A request of another appeal");
    }
    return found;
  }
}
