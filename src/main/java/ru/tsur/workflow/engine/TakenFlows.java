package ru.tsur.workflow.engine;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes every sequence flow an instance takes, in the step's transaction: the engine's history
 * does not keep them. One batch a transaction.
 */
@Component
class TakenFlows implements ExecutionListener {

  private static final String INSERT =
      """
      insert into flow_taken (at, appeal, root_instance, instance, definition, flow)
      values (?, ?, ?, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  TakenFlows(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void notify(DelegateExecution execution) {
    Object[] row = {
      OffsetDateTime.now(clock),
      appeal(execution.getProcessBusinessKey()),
      ((ExecutionEntity) execution).getRootProcessInstanceId(),
      execution.getProcessInstanceId(),
      execution.getProcessDefinitionId(),
      execution.getCurrentTransitionId()
    };
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      jdbc.update(INSERT, row);
      return;
    }
    var batch = (Batch) TransactionSynchronizationManager.getResource(this);
    if (batch == null) {
      batch = new Batch();
      TransactionSynchronizationManager.bindResource(this, batch);
      TransactionSynchronizationManager.registerSynchronization(batch);
    }
    batch.rows.add(row);
  }

  private static UUID appeal(String businessKey) {
    try {
      return businessKey == null ? null : UUID.fromString(businessKey);
    } catch (IllegalArgumentException noAppeal) {
      return null;
    }
  }

  private final class Batch implements TransactionSynchronization {

    private final List<Object[]> rows = new ArrayList<>();

    @Override
    public void beforeCommit(boolean readOnly) {
      jdbc.batchUpdate(INSERT, rows);
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(TakenFlows.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(TakenFlows.this, this);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(TakenFlows.this);
    }
  }
}
