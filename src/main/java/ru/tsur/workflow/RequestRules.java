package ru.tsur.workflow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealRefusals.RequestRefused;
import ru.tsur.appeal.DocumentRequest.Addressee;
import ru.tsur.appeal.DocumentRequest.Enclosure;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Asks {@code requests.dmn} whether documents may be asked of an addressee and what of the appeal
 * goes with the letter, by the version of the table that the task's process is bound to.
 */
@Component
public class RequestRules {

  /** Id of the decision. */
  public static final String DECISION = "requests";

  /** Columns of the table's conditions. */
  public static final List<String> FACTS = List.of("addressee", "complained");

  /** Whom the law never lets be asked (art. 10 p. 1 п. 2). */
  public static final List<String> NEVER =
      List.of(Addressee.COURT.name(), Addressee.INQUIRY.name(), Addressee.INVESTIGATION.name());

  /** Codes of the table's answer. */
  public static final List<String> ENCLOSURES =
      Arrays.stream(Enclosure.values()).map(Enum::name).toList();

  private final DecisionService decisions;
  private final RepositoryService repository;
  private final TaskService tasks;
  private final EngineAccess engine;
  private final DocumentRequests requests;

  RequestRules(
      @Lazy DecisionService decisions,
      @Lazy RepositoryService repository,
      @Lazy TaskService tasks,
      EngineAccess engine,
      DocumentRequests requests) {
    this.decisions = decisions;
    this.repository = repository;
    this.tasks = tasks;
    this.engine = engine;
    this.requests = requests;
  }

  /**
   * @throws RequestRefused with the article, if the table says no
   */
  public DocumentRequests.Allowed allowed(TaskInHand task, DocumentRequests.Stated stated) {
    Map<String, Object> facts =
        Map.of(
            "addressee",
            stated.addressee().name(),
            "complained",
            requests.isComplainedAbout(task.appeal(), stated));
    Map<String, Object> row = engine.acrossBodies(() -> evaluate(task, facts));
    String note = String.valueOf(row.getOrDefault("note", ""));
    if (!"ALLOWED".equals(row.get("verdict"))) {
      throw new RequestRefused("addressee", note);
    }
    return new DocumentRequests.Allowed(
        Enclosure.valueOf((String) row.get("enclosure")), (String) row.get("table"), note);
  }

  private Map<String, Object> evaluate(TaskInHand task, Map<String, Object> facts) {
    String process =
        tasks.createTaskQuery().taskId(task.id()).singleResult().getProcessDefinitionId();
    DecisionDefinition table =
        repository
            .createDecisionDefinitionQuery()
            .deploymentId(repository.getProcessDefinition(process).getDeploymentId())
            .decisionDefinitionKey(DECISION)
            .singleResult();
    if (table == null) {
      throw new RequestRefused(
          "addressee",
          "Обращение идёт по прежним схемам, в них нет запроса документов: запросите их письмом.");
    }
    DmnDecisionTableResult result =
        decisions.evaluateDecisionTableById(table.getId()).variables(facts).evaluate();
    Map<String, Object> row =
        new HashMap<>(result.isEmpty() ? Map.of() : result.getSingleResult().getEntryMap());
    row.put("table", DECISION + ":" + table.getVersion());
    return row;
  }
}
