package ru.tsur.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import ru.tsur.workflow.engine.EngineAccess;

/** What a table of conditions says of a task: the table that was published with its diagram. */
@Component
class TableRow {

  private final DecisionService decisions;
  private final RepositoryService repository;
  private final TaskService tasks;
  private final EngineAccess engine;

  TableRow(
      @Lazy DecisionService decisions,
      @Lazy RepositoryService repository,
      @Lazy TaskService tasks,
      EngineAccess engine) {
    this.decisions = decisions;
    this.repository = repository;
    this.tasks = tasks;
    this.engine = engine;
  }

  /**
   * The row that matches, with {@code table}, the version asked; without a match only that.
   *
   * @return empty if the task's diagrams are older than the table
   */
  Optional<Map<String, Object>> of(TaskInHand task, String decision, Map<String, Object> facts) {
    return engine.acrossBodies(
        () -> table(task, decision).map(table -> row(table, decision, facts)));
  }

  private Optional<DecisionDefinition> table(TaskInHand task, String decision) {
    String process =
        tasks.createTaskQuery().taskId(task.id()).singleResult().getProcessDefinitionId();
    return Optional.ofNullable(
        repository
            .createDecisionDefinitionQuery()
            .deploymentId(repository.getProcessDefinition(process).getDeploymentId())
            .decisionDefinitionKey(decision)
            .singleResult());
  }

  private Map<String, Object> row(
      DecisionDefinition table, String decision, Map<String, Object> facts) {
    DmnDecisionTableResult result =
        decisions.evaluateDecisionTableById(table.getId()).variables(facts).evaluate();
    Map<String, Object> row =
        new HashMap<>(result.isEmpty() ? Map.of() : result.getSingleResult().getEntryMap());
    row.put("table", decision + ":" + table.getVersion());
    return row;
  }
}
