package ru.tsur.workflow.steps;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Deadlines;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.InProcess;

/**
 * Reminds executor and block head that the term is near, and on its last day the deputy governor
 * and the controllers: a row in the journal and a letter without personal data, never a task.
 */
@Component("remindOfTerm")
class RemindOfTerm implements JavaDelegate {

  private final Appeals appeals;
  private final Assignments assignments;
  private final Deadlines deadlines;
  private final Complaints complaints;
  private final ControlDates controls;
  private final Organization organization;
  private final Notices notices;
  private final Acts acts;

  RemindOfTerm(
      Appeals appeals,
      Assignments assignments,
      Deadlines deadlines,
      Complaints complaints,
      ControlDates controls,
      Organization organization,
      Notices notices,
      Acts acts) {
    this.appeals = appeals;
    this.assignments = assignments;
    this.deadlines = deadlines;
    this.complaints = complaints;
    this.controls = controls;
    this.organization = organization;
    this.notices = notices;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Deadlines.Kept deadline = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
    if (deadline.isBreachedOn(deadlines.now()) || deadline.fulfilledAt().isPresent()) {
      return; // the breach has its own event; an answer that has left needs no reminder
    }
    LocalDate today = deadlines.now().toLocalDate();
    Optional<LocalDate> control =
        controls
            .of(appeal)
            .filter(one -> one.missedAt().isEmpty())
            .map(ControlDates.ControlDate::due)
            .filter(day -> day.isBefore(deadline.due().toLocalDate()));
    if (control.filter(day -> day.isBefore(today)).isPresent()) {
      controls.missed(appeal);
      return;
    }
    LocalDate due = control.orElse(deadline.due().toLocalDate());
    boolean lastDay = !today.isBefore(due);
    Set<Official> people = new LinkedHashSet<>();
    Set<OfficialId> banned = complaints.banned(appeal);
    for (Assignment assignment : assignments.of(appeal)) {
      people.addAll(executors(assignment, banned));
      people.addAll(organization.membersOf(Role.BLOCK_HEAD.at(assignment.tenant()), banned));
      if (lastDay) {
        people.addAll(organization.membersOf(Role.DEPUTY_GOVERNOR.at(assignment.tenant()), banned));
      }
    }
    if (lastDay) {
      people.addAll(
          organization.membersOf(Role.CONTROLLER.at(InProcess.tenant(execution)), banned));
    }
    Appeal card = appeals.appeal(appeal);
    if (control.isPresent()) {
      notices.remindOfControl(List.copyOf(people), card.numberOrNone(), due);
    } else {
      notices.remind(List.copyOf(people), card.numberOrNone(), due);
    }
    acts.record(
        appeal,
        Actor.SYSTEM,
        Action.REMINDED,
        control.isPresent() ? "срок направившего органа" : deadline.term().value(),
        Map.of("due", due.atTime(23, 59).toString(), "people", people.size()));
  }

  /** Who was named, with who replaces him; if nobody, all executors of the body. */
  private List<Official> executors(Assignment assignment, Set<OfficialId> banned) {
    TaskGroup group = Role.EXECUTOR.at(assignment.tenant());
    List<Official> named =
        assignment.executor().stream()
            .flatMap(
                one ->
                    Stream.concat(
                        Stream.of(one).filter(holder -> organization.holds(holder, group)),
                        organization.deputyFor(one, group).stream()))
            .filter(one -> !banned.contains(one))
            .map(organization::official)
            .toList();
    return named.isEmpty() ? organization.membersOf(group, banned) : named;
  }
}
