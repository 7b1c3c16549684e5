package ru.tsur.workflow.steps;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.InProcess;

/** Reminds the body's executors and the block head that the promised day is near. */
@Component("remindOfPromise")
class RemindOfPromise implements JavaDelegate {

  private final Appeals appeals;
  private final Promises promises;
  private final Deadlines deadlines;
  private final Organization organization;
  private final Notices notices;
  private final Acts acts;

  private final Complaints complaints;

  RemindOfPromise(
      Appeals appeals,
      Promises promises,
      Deadlines deadlines,
      Organization organization,
      Notices notices,
      Acts acts,
      Complaints complaints) {
    this.complaints = complaints;
    this.appeals = appeals;
    this.promises = promises;
    this.deadlines = deadlines;
    this.organization = organization;
    this.notices = notices;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Promise promise = promises.promise(UUID.fromString((String) execution.getVariable("promise")));
    LocalDate today = deadlines.now().toLocalDate();
    if (promise.confirmedAt().isPresent() || today.isAfter(promise.day())) {
      return; // it is done, or the breach has its own event
    }
    Tenant tenant = InProcess.tenant(execution);
    Set<OfficialId> banned = complaints.banned(appeal);
    Set<Official> people =
        new LinkedHashSet<>(organization.membersOf(Role.EXECUTOR.at(tenant), banned));
    people.addAll(organization.membersOf(Role.BLOCK_HEAD.at(tenant), banned));
    notices.remindOfPromise(
        List.copyOf(people), appeals.appeal(appeal).numberOrNone(), promise.day());
    acts.record(
        appeal,
        Actor.SYSTEM,
        Action.REMINDED,
        "обещание " + promise.id(),
        Map.of("due", promise.day().toString(), "people", people.size()));
  }
}
