package ru.tsur.workflow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import ru.tsur.workflow.engine.EngineAccess;

/** Which version of a decision table a running instance is bound to: that of its own deployment. */
@Component
public class TableVersions {

  private final RepositoryService repository;
  private final EngineAccess engine;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  TableVersions(@Lazy RepositoryService repository, EngineAccess engine) {
    this.repository = repository;
    this.engine = engine;
  }

  /** As in {@code routing:3}. */
  public String of(DelegateExecution execution, String table) {
    return known.computeIfAbsent(
        execution.getProcessDefinitionId() + "/" + table,
        key -> engine.acrossBodies(() -> find(execution.getProcessDefinitionId(), table)));
  }

  private String find(String process, String table) {
    String deployment = repository.getProcessDefinition(process).getDeploymentId();
    DecisionDefinition decision =
        repository
            .createDecisionDefinitionQuery()
            .deploymentId(deployment)
            .decisionDefinitionKey(table)
            .singleResult();
    return table + ":" + decision.getVersion();
  }
}
