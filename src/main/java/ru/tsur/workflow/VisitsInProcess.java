package ru.tsur.workflow;

import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;

/** {@code ${visits…}} of the diagrams: who goes on site, and whether the applicant is invited. */
@Component("visits")
public class VisitsInProcess {

  private final Visits visits;

  VisitsInProcess(Visits visits) {
    this.visits = visits;
  }

  /** Tenant of the body and block that go. */
  public String tenant(DelegateExecution execution) {
    return of(execution).tenant().value();
  }

  /** Whether the applicant is invited. */
  public boolean isInvited(DelegateExecution execution) {
    return of(execution).invited();
  }

  /** Id of the letter that invites him; empty if he is not. */
  public String invitation(DelegateExecution execution) {
    return of(execution).letter().map(UUID::toString).orElse("");
  }

  /** The visit that the instance is about. */
  public Visit of(DelegateExecution execution) {
    return of(
        Optional.ofNullable((String) execution.getVariable("visit")), InProcess.appeal(execution));
  }

  /** The visit that the task is about. */
  public Visit of(TaskInHand task) {
    return of(task.code("visit"), task.appeal());
  }

  /** A variable is only believed if the visit belongs to the same appeal. */
  private Visit of(Optional<String> id, AppealId appeal) {
    Visit found = visits.visit(UUID.fromString(id.orElseThrow()));
    if (!found.appeal().equals(appeal)) {
      throw new IllegalArgumentException("A visit of another appeal");
    }
    return found;
  }
}
