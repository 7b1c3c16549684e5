package ru.tsur.workflow.steps;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.workflow.InProcess;

/**
 * A co-executor's part is not ready by its own term: recorded, and its people are told. The whole
 * is not late by it, and nobody climbs the ladder.
 */
@Component("recordLatePart")
class RecordLatePart implements JavaDelegate {

  private final Appeals appeals;
  private final Assignments assignments;
  private final Organization organization;
  private final Notices notices;
  private final Acts acts;

  private final Complaints complaints;

  RecordLatePart(
      Appeals appeals,
      Assignments assignments,
      Organization organization,
      Notices notices,
      Acts acts,
      Complaints complaints) {
    this.complaints = complaints;
    this.appeals = appeals;
    this.assignments = assignments;
    this.organization = organization;
    this.notices = notices;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Assignment assignment = assignments.assignment(InProcess.assignment(execution));
    if (assignment.responsible()) {
      return; // who answers for the whole has the appeal's own term
    }
    Appeal appeal = appeals.appeal(InProcess.appeal(execution));
    List<Official> people =
        List.copyOf(
            organization.membersOf(
                Role.EXECUTOR.at(assignment.tenant()), complaints.banned(appeal.id())));
    notices.remindOfPart(people, appeal.numberOrNone());
    acts.record(
        appeal.id(),
        Actor.SYSTEM,
        Action.PART_LATE,
        assignment.tenant().value(),
        Map.of("assignment", assignment.id().toString(), "people", people.size()));
  }
}
