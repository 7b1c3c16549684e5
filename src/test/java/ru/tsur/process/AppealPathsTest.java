package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import ru.tsur.ProductTest;
import ru.tsur.workflow.engine.EngineAccess;

/** The paths on H2; afterwards every node of every diagram was passed and every flow taken. */
@ProductTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppealPathsTest extends AppealPaths {

  private static final Set<String> DIAGRAMS =
      Set.of(
          "appeal",
          "triage",
          "distribution",
          "consideration",
          "response",
          "extension",
          "delivery",
          "escalation",
          "recalculation",
          "merits",
          "document-request",
          "forwarding",
          "declining",
          "promise",
          "returned",
          "withdrawal",
          "supplement",
          "redirect-control",
          "visit",
          "complaint-check",
          "email");

  @Autowired RepositoryService repository;
  @Autowired HistoryService history;
  @Autowired EngineAccess engine;

  @AfterAll
  void everyNodeAndFlowIsTaken() throws IOException {
    Set<String> missed = new TreeSet<>();
    StringBuilder report = new StringBuilder("# Covered by the process tests\n\n");
    for (String key : new TreeSet<>(DIAGRAMS)) {
      cover(key, missed, report);
    }
    Files.writeString(Path.of("target/process-coverage.md"), report);
    assertThat(missed).as("nodes and flows that no process test takes").isEmpty();
  }

  private void cover(String key, Set<String> missed, StringBuilder report) {
    engine.acrossBodies(
        () -> {
          ProcessDefinition definition =
              repository
                  .createProcessDefinitionQuery()
                  .processDefinitionKey(key)
                  .latestVersion()
                  .singleResult();
          BpmnModelInstance model = repository.getBpmnModelInstance(definition.getId());
          Set<String> passed =
              history
                  .createHistoricActivityInstanceQuery()
                  .processDefinitionId(definition.getId())
                  .list()
                  .stream()
                  .map(HistoricActivityInstance::getActivityId)
                  .collect(Collectors.toSet());
          Set<String> taken =
              Set.copyOf(
                  jdbc.sql("select distinct flow from flow_taken where definition = :definition")
                      .param("definition", definition.getId())
                      .query(String.class)
                      .list());
          Set<String> nodes = ids(model, FlowNode.class);
          Set<String> flows = ids(model, SequenceFlow.class);
          report.append(
              "- %s: nodes %d of %d, flows %d of %d%n"
                  .formatted(
                      key, count(nodes, passed), nodes.size(), count(flows, taken), flows.size()));
          flows.stream()
              .filter(flow -> !taken.contains(flow))
              .map(flow -> key + "/" + flow)
              .forEach(missed::add);
          nodes.stream()
              .filter(node -> !passed.contains(node))
              .map(node -> key + "/" + node)
              .forEach(missed::add);
        });
  }

  private static <T extends FlowElement> Set<String> ids(BpmnModelInstance model, Class<T> type) {
    return model.getModelElementsByType(type).stream()
        .map(FlowElement::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long count(Set<String> all, Set<String> seen) {
    return all.stream().filter(seen::contains).count();
  }
}
