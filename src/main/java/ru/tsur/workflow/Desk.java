package ru.tsur.workflow;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;

/** {@code ${desk…}} of the diagrams: whose desk a task comes to. */
@Component("desk")
public class Desk {

  private final Assignments assignments;
  private final Complaints complaints;
  private final Organization organization;

  Desk(Assignments assignments, Complaints complaints, Organization organization) {
    this.assignments = assignments;
    this.complaints = complaints;
    this.organization = organization;
  }

  /**
   * The group that does this role's tasks in the instance's tenant, as in {@code
   * signer@minroads.roads}; the one above if the appeal is a complaint on all of it.
   */
  public String group(DelegateExecution execution, String role) {
    return organization
        .deciding(Role.ofPrefix(role), InProcess.tenant(execution), banned(execution))
        .value();
  }

  private Set<OfficialId> banned(DelegateExecution execution) {
    return complaints.banned(InProcess.appeal(execution));
  }

  /**
   * The executor whom the block head named, while he is one, or who replaces him; null: any
   * executor of the body, also if the complaint is on that one.
   */
  public String executor(DelegateExecution execution) {
    return InProcess.code(execution, "assignment")
        .map(none -> assignments.assignment(InProcess.assignment(execution)))
        .flatMap(Assignment::executor)
        .flatMap(named -> present(named, Role.EXECUTOR.at(InProcess.tenant(execution))))
        .filter(one -> !banned(execution).contains(one))
        .map(OfficialId::value)
        .orElse(null);
  }

  private Optional<OfficialId> present(OfficialId named, TaskGroup group) {
    return organization
        .deputyFor(named, group)
        .or(() -> Optional.of(named).filter(one -> organization.holds(one, group)));
  }
}
