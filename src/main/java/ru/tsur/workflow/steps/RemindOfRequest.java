package ru.tsur.workflow.steps;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.RequestsInProcess;

/** Tells who asked for documents that the addressee's term is near. */
@Component("remindOfRequest")
class RemindOfRequest implements JavaDelegate {

  private final RequestsInProcess inProcess;
  private final Appeals appeals;
  private final Deadlines deadlines;
  private final Organization organization;
  private final Notices notices;
  private final Acts acts;

  private final Complaints complaints;

  RemindOfRequest(
      RequestsInProcess inProcess,
      Appeals appeals,
      Deadlines deadlines,
      Organization organization,
      Notices notices,
      Acts acts,
      Complaints complaints) {
    this.complaints = complaints;
    this.inProcess = inProcess;
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.organization = organization;
    this.notices = notices;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    DocumentRequest request = inProcess.of(execution);
    Deadlines.Kept deadline =
        deadlines.currentOf(request.appeal(), request.id().value()).orElseThrow();
    if (deadline.isBreachedOn(deadlines.now())) {
      return; // the breach has its own event
    }
    TaskGroup group = Role.EXECUTOR.at(request.tenant());
    List<Official> people =
        organization.holds(request.requestedBy(), group)
            ? List.of(organization.official(request.requestedBy()))
            : organization.membersOf(group, complaints.banned(request.appeal()));
    notices.remindOfDocuments(
        people, appeals.appeal(request.appeal()).numberOrNone(), deadline.due().toLocalDate());
    acts.record(
        request.appeal(),
        Actor.SYSTEM,
        Action.REMINDED,
        deadline.term().value(),
        Map.of(
            "term",
            deadline.term().value(),
            "due",
            deadline.due().toString(),
            "people",
            people.stream().map(one -> one.id().value()).toList()));
  }
}
