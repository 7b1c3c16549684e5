package ru.tsur.workflow.steps;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Deadlines;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.workflow.InProcess;

/**
 * Nobody recorded measures on the last step of the ladder in time: a fact of the journal and a
 * letter without personal data to the head of the apparatus and the controllers; his task stays.
 */
@Component("recordLadderBreach")
class RecordLadderBreach implements JavaDelegate {

  private final Appeals appeals;
  private final Deadlines deadlines;
  private final Complaints complaints;
  private final Organization organization;
  private final Notices notices;
  private final Acts acts;

  RecordLadderBreach(
      Appeals appeals,
      Deadlines deadlines,
      Complaints complaints,
      Organization organization,
      Notices notices,
      Acts acts) {
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.complaints = complaints;
    this.organization = organization;
    this.notices = notices;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    var appeal = InProcess.appeal(execution);
    var tenant = InProcess.tenant(execution);
    // each late block has a ladder of its own: the object is the block, not the term
    acts.record(
        appeal, Actor.SYSTEM, Action.BREACHED, tenant.value(), Map.of("term", "STEP_LADDER_3"));
    var banned = complaints.banned(appeal);
    var people =
        Stream.of(Role.HEAD_OF_APPARATUS, Role.CONTROLLER)
            .flatMap(role -> organization.membersOf(role.at(tenant), banned).stream())
            .distinct()
            .toList();
    var due = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().due().toLocalDate();
    notices.remindOfMeasures(people, appeals.appeal(appeal).numberOrNone(), due);
  }
}
