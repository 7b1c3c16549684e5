package ru.tsur.workflow;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.Promises;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * {@code ${assignments…}} of the diagrams: who considers an appeal, who answers for it, who is
 * late.
 */
@Component("assignments")
public class AssignmentsInProcess {

  private static final int MOST_LADDERS = 1000;

  private final Assignments assignments;
  private final Deadlines deadlines;
  private final Joinings joinings;
  private final Promises promises;
  private final RuntimeService runtime;
  private final EngineAccess engine;

  AssignmentsInProcess(
      Assignments assignments,
      Deadlines deadlines,
      Joinings joinings,
      @Lazy Promises promises,
      @Lazy RuntimeService runtime,
      @Lazy EngineAccess engine) {
    this.assignments = assignments;
    this.deadlines = deadlines;
    this.joinings = joinings;
    this.promises = promises;
    this.runtime = runtime;
    this.engine = engine;
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
   * ladder is running is not raised again. A joined appeal has none: the first one's speaks for
   * both.
   */
  public List<String> late(DelegateExecution execution) {
    if (joinings.open(InProcess.appeal(execution)).isPresent()
        || deadlines
            .current(InProcess.appeal(execution), Deadlines.ANSWER)
            .flatMap(Deadlines.Kept::fulfilledAt)
            .isPresent()) {
      return List.of(); // the answer has left; other letters have terms of their own
    }
    List<Assignment> all = all(execution);
    List<String> late =
        all.stream()
            .filter(assignment -> assignment.state() != Assignment.State.PART_READY)
            .map(assignment -> assignment.tenant().value())
            .distinct()
            .toList();
    return withoutLadder(execution, late.isEmpty() ? List.of(responsibleTenant(execution)) : late);
  }

  /** The ЦУР, whose letter by article 8 or 11 is late, unless its ladder is running. */
  public List<String> lateCentre(DelegateExecution execution) {
    return withoutLadder(execution, List.of(Tenant.TSUR.value()));
  }

  /** Who has not done in time what the answer promised, unless that ladder is running. */
  public List<String> latePromise(DelegateExecution execution) {
    boolean done =
        promises
            .promise(UUID.fromString((String) execution.getVariable("promise")))
            .confirmedAt()
            .isPresent();
    return done
        ? List.of()
        : withoutLadder(execution, List.of(InProcess.tenant(execution).value()));
  }

  /**
   * One ladder at a time for each late block and breached term; one that is over may be raised
   * again. The ladder of another term does not count: it ends with what that term is for.
   */
  private List<String> withoutLadder(DelegateExecution execution, List<String> tenants) {
    return tenants.stream().filter(tenant -> !isOnLadder(execution, tenant)).toList();
  }

  private boolean isOnLadder(DelegateExecution execution, String tenant) {
    return engine.acrossBodies(
        () ->
            runtime
                .createProcessInstanceQuery()
                .processDefinitionKey("escalation")
                .superProcessInstanceId(execution.getProcessInstanceId())
                .listPage(0, MOST_LADDERS)
                .stream()
                .anyMatch(
                    ladder -> Tenant.ofInstance(ladder.getTenantId()).value().equals(tenant)));
  }

  /** Block of the instance's tenant for the ladder's table; empty for the ЦУР. */
  public String block(DelegateExecution execution) {
    return InProcess.tenant(execution).block().map(BlockId::value).orElse("");
  }

  /**
   * Who considers the appeal now: the assignments taken in hand; one empty id, the coordinator's,
   * while there is none.
   */
  public List<String> considering(DelegateExecution execution) {
    List<String> taken =
        all(execution).stream()
            .filter(
                assignment ->
                    assignment.state() == Assignment.State.ACCEPTED
                        || assignment.state() == Assignment.State.PART_READY)
            .map(assignment -> assignment.id().toString())
            .toList();
    return taken.isEmpty() ? List.of("") : taken;
  }

  /** Whether the variable {@code assignment} names one. */
  public boolean isAssigned(DelegateExecution execution) {
    return InProcess.code(execution, "assignment").isPresent();
  }

  /** Tenant of the assignment that the variable names; the ЦУР's if it names none. */
  public String tenantOrCentre(DelegateExecution execution) {
    return isAssigned(execution) ? tenant(execution) : Tenant.TSUR.value();
  }

  private List<Assignment> all(DelegateExecution execution) {
    return assignments.of(InProcess.appeal(execution));
  }
}
