package ru.tsur.workflow;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;

/** {@code ${desk…}} of the diagrams: whose desk a task comes to. */
@Component("desk")
public class Desk {

  private final Assignments assignments;
  private final Organization organization;

  Desk(Assignments assignments, Organization organization) {
    this.assignments = assignments;
    this.organization = organization;
  }

  /**
   * The group that does this role's tasks in the instance's tenant, as in {@code
   * signer@minroads.roads}.
   */
  public String group(DelegateExecution execution, String role) {
    return Role.ofPrefix(role).at(InProcess.tenant(execution)).value();
  }

  /**
   * The executor whom the block head named, while he is one, or who replaces him; null: any
   * executor of the body.
   */
  public String executor(DelegateExecution execution) {
    return InProcess.code(execution, "assignment")
        .map(none -> assignments.assignment(InProcess.assignment(execution)))
        .flatMap(Assignment::executor)
        .flatMap(named -> present(named, Role.EXECUTOR.at(InProcess.tenant(execution))))
        .map(OfficialId::value)
        .orElse(null);
  }

  private Optional<OfficialId> present(OfficialId named, TaskGroup group) {
    return organization
        .deputyFor(named, group)
        .or(() -> Optional.of(named).filter(one -> organization.holds(one, group)));
  }
}
