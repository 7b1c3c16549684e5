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
import ru.tsur.appeal.Joining;
import ru.tsur.appeal.Joinings;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.InProcess;
import ru.tsur.workflow.TimerDates;

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
  private final Joinings joinings;
  private final Organization organization;
  private final Notices notices;
  private final Acts acts;

  RemindOfTerm(
      Appeals appeals,
      Assignments assignments,
      Deadlines deadlines,
      Complaints complaints,
      ControlDates controls,
      Joinings joinings,
      Organization organization,
      Notices notices,
      Acts acts) {
    this.appeals = appeals;
    this.assignments = assignments;
    this.deadlines = deadlines;
    this.complaints = complaints;
    this.controls = controls;
    this.joinings = joinings;
    this.organization = organization;
    this.notices = notices;
    this.acts = acts;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Deadlines.Kept deadline = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
    if (deadline.fulfilledAt().isPresent()) {
      return; // an answer that has left needs no reminder
    }
    LocalDate today = deadlines.now().toLocalDate();
    LocalDate last = deadline.due().toLocalDate();
    Optional<LocalDate> control =
        controls
            .of(appeal)
            .filter(one -> one.missedAt().isEmpty())
            .map(ControlDates.ControlDate::due)
            .filter(day -> !day.isAfter(last));
    boolean missed = control.filter(day -> day.isBefore(today)).isPresent();
    if (missed) {
      controls.missed(appeal);
    }
    if (deadline.isBreachedOn(deadlines.now())) {
      return; // the breach has its own event
    }
    Optional<LocalDate> ahead = control.filter(day -> !missed && day.isBefore(last));
    ahead.ifPresent(day -> remind(execution, appeal, day, "срок направившего органа", true));
    boolean morning = !deadlines.now().toLocalTime().isBefore(TimerDates.MORNING);
    boolean own =
        ahead.isEmpty()
            ? !missed || morning // at midnight the day of the sender has passed, and no more
            : TimerDates.REMINDERS.stream().anyMatch(days -> last.minusDays(days).equals(today));
    if (own && joinings.open(appeal).isEmpty()) { // the first one's reminder speaks for both
      remind(execution, appeal, last, deadline.term().value(), false);
    }
  }

  private void remind(
      DelegateExecution execution, AppealId appeal, LocalDate due, String object, boolean control) {
    boolean lastDay = !deadlines.now().toLocalDate().isBefore(due);
    Optional<Joining> joining = joinings.open(appeal);
    Set<Official> people = new LinkedHashSet<>();
    Set<OfficialId> banned = complaints.banned(appeal);
    for (Assignment assignment :
        assignments.of(joining.map(one -> one.first().appeal()).orElse(appeal))) {
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
    if (control) {
      notices.remindOfControl(List.copyOf(people), card.numberOrNone(), due);
    } else {
      notices.remind(List.copyOf(people), card.numberOrNone(), due);
    }
    acts.record(
        appeal,
        Actor.SYSTEM,
        Action.REMINDED,
        object,
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
