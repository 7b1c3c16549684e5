package ru.tsur.workflow.steps;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Visit;
import ru.tsur.correspondence.Notices;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;

/** Messages to the executors who go and to their block head, of nobody whom a complaint is on. */
@Component
class VisitReminders {

  private final Appeals appeals;
  private final Organization organization;
  private final Complaints complaints;
  private final Notices notices;
  private final Acts acts;

  VisitReminders(
      Appeals appeals,
      Organization organization,
      Complaints complaints,
      Notices notices,
      Acts acts) {
    this.appeals = appeals;
    this.organization = organization;
    this.complaints = complaints;
    this.notices = notices;
    this.acts = acts;
  }

  void near(Visit visit) {
    List<Official> people = people(visit);
    notices.remindOfVisit(people, number(visit), visit.day());
    acts.record(
        visit.appeal(),
        Actor.SYSTEM,
        Action.REMINDED,
        "выезд " + visit.id(),
        Map.of(
            "due",
            visit.day().toString(),
            "people",
            people.stream().map(one -> one.id().value()).toList()));
  }

  void late(Visit visit) {
    notices.remindOfLateVisit(people(visit), number(visit), visit.day());
  }

  private String number(Visit visit) {
    return appeals.appeal(visit.appeal()).numberOrNone();
  }

  private List<Official> people(Visit visit) {
    Set<OfficialId> banned = complaints.banned(visit.appeal());
    Set<Official> people =
        new LinkedHashSet<>(organization.membersOf(Role.EXECUTOR.at(visit.tenant()), banned));
    people.addAll(organization.membersOf(Role.BLOCK_HEAD.at(visit.tenant()), banned));
    return List.copyOf(people);
  }
}
