package ru.tsur.workflow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Ladder;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Tenant;

/**
 * {@code ${assignments…}} of the diagrams: who considers an appeal, who answers for it, who is
 * late.
 */
@Component("assignments")
public class AssignmentsInProcess {

  private final Assignments assignments;
  private final Ladder ladder;

  AssignmentsInProcess(Assignments assignments, Ladder ladder) {
    this.assignments = assignments;
    this.ladder = ladder;
  }

  public List<String> of(DelegateExecution execution) {
    return all(execution).stream().map(assignment -> assignment.id().toString()).toList();
  }

  /** Tenant of the assignment that the variable {@code assignment} names. */
  public String tenant(DelegateExecution execution) {
    return assignments.assignment(InProcess.assignment(execution)).tenant().value();
  }

  /** Tenant of the body that signs the answer. */
  public String responsibleTenant(DelegateExecution execution) {
    return assignments
        .responsible(InProcess.appeal(execution))
        .map(Assignment::tenant)
        .orElse(Tenant.TSUR)
        .value();
  }

  /** Whether several bodies answer, so that each part is approved at home before it is joined. */
  public boolean several(DelegateExecution execution) {
    return all(execution).size() > 1;
  }

  /**
   * Whom the breach of the answer's term escalates to: every block whose part is not ready, or,
   * when all parts are there, the responsible one; the ЦУР itself while nothing is assigned. Whose
   * ladder is raised already is not raised again.
   */
  public List<String> late(DelegateExecution execution) {
    List<Assignment> all = all(execution);
    List<String> late =
        all.stream()
            .filter(assignment -> assignment.state() != Assignment.State.PART_READY)
            .map(assignment -> assignment.tenant().value())
            .distinct()
            .toList();
    return withoutLadder(execution, late.isEmpty() ? List.of(responsibleTenant(execution)) : late);
  }

  /** The ЦУР, whose letter by article 8 or 11 is late, unless its ladder is raised already. */
  public List<String> lateCentre(DelegateExecution execution) {
    return withoutLadder(execution, List.of(Tenant.TSUR.value()));
  }

  private List<String> withoutLadder(DelegateExecution execution, List<String> tenants) {
    Set<String> raised =
        ladder.of(InProcess.appeal(execution)).stream()
            .map(step -> step.tenant().value())
            .collect(Collectors.toSet());
    return tenants.stream().filter(tenant -> !raised.contains(tenant)).toList();
  }

  /** Block of the instance's tenant for the ladder's table; empty for the ЦУР. */
  public String block(DelegateExecution execution) {
    return InProcess.tenant(execution).block().map(BlockId::value).orElse("");
  }

  private List<Assignment> all(DelegateExecution execution) {
    return assignments.of(InProcess.appeal(execution));
  }
}
