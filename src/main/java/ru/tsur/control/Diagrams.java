package ru.tsur.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Acts;
import ru.tsur.workflow.engine.EngineAccess;

/** Names of steps, flows and rows as the diagrams and tables that ran have them. */
@Component
class Diagrams {

  /** A flow as people read it: «Определить порядок рассмотрения → Рассмотрение блоками». */
  record Flow(String id, String from, String to, String label) {}

  /** A row of a table: its place, the first is 1, and its note. */
  record Row(int number, String note) {

    /** «Ст. 4 п. 4: жалоба (строка 2)» */
    String said() {
      return note.isEmpty() ? "строка " + number : note + " (строка " + number + ")";
    }
  }

  private record Table(Map<String, Row> rows, Map<String, String> inputs) {}

  private record Diagram(String name, Map<String, String> elements, Map<String, Flow> flows) {}

  private final RepositoryService repository;
  private final EngineAccess engine;
  private final Map<String, Diagram> known = new ConcurrentHashMap<>();
  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final Map<String, String> byVersion = new ConcurrentHashMap<>();

  Diagrams(RepositoryService repository, EngineAccess engine) {
    this.repository = repository;
    this.engine = engine;
  }

  /** «Рассмотрение обращения». */
  String name(String definitionId) {
    return diagram(definitionId).name();
  }

  /** The step's name, or its id where the diagram gives none. */
  String element(String definitionId, String element) {
    return diagram(definitionId).elements().getOrDefault(element, element);
  }

  /** The step's name from the diagram; empty if it was done outside of one. */
  String stepOf(Acts.Act act) {
    return act.definition()
        .flatMap(definition -> act.element().map(element -> elementOfVersion(definition, element)))
        .orElse("");
  }

  /** As {@link #element(String, String)}, of {@code key:version} as the journal keeps it. */
  String elementOfVersion(String keyAndVersion, String element) {
    return definitionId(keyAndVersion).map(id -> element(id, element)).orElse(element);
  }

  Flow flow(String definitionId, String flow) {
    return diagram(definitionId).flows().getOrDefault(flow, new Flow(flow, flow, "", ""));
  }

  String xml(String definitionId) {
    return engine.acrossBodies(
        () -> {
          try (InputStream model = repository.getProcessModel(definitionId)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The row of a table with this id. */
  Row row(String decisionDefinitionId, String rule) {
    return table(decisionDefinitionId).rows().getOrDefault(rule, new Row(0, ""));
  }

  /** What an input column asks: {@code municipality}. */
  String asked(String decisionDefinitionId, String input) {
    return table(decisionDefinitionId).inputs().getOrDefault(input, "");
  }

  private Table table(String decisionDefinitionId) {
    return tables.computeIfAbsent(
        decisionDefinitionId, id -> engine.acrossBodies(() -> readTable(id)));
  }

  private Table readTable(String id) {
    var model = repository.getDmnModelInstance(id);
    Map<String, Row> rows = new HashMap<>();
    for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
      int number = 0;
      for (Rule rule : table.getRules()) {
        String note =
            rule.getDescription() == null ? "" : rule.getDescription().getTextContent().strip();
        rows.put(rule.getId(), new Row(++number, note));
      }
    }
    Map<String, String> inputs = new HashMap<>();
    for (Input input : model.getModelElementsByType(Input.class)) {
      inputs.put(input.getId(), input.getInputExpression().getText().getTextContent().strip());
    }
    return new Table(rows, inputs);
  }

  private Optional<String> definitionId(String keyAndVersion) {
    String id =
        byVersion.computeIfAbsent(
            keyAndVersion,
            text -> {
              int colon = text.lastIndexOf(':');
              if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,9}")) {
                return "";
              }
              List<ProcessDefinition> found =
                  engine.acrossBodies(
                      () ->
                          repository
                              .createProcessDefinitionQuery()
                              .processDefinitionKey(text.substring(0, colon))
                              .processDefinitionVersion(Integer.parseInt(text.substring(colon + 1)))
                              .list());
              return found.isEmpty() ? null : found.get(0).getId();
            });
    return Optional.ofNullable(id).filter(value -> !value.isEmpty());
  }

  private Diagram diagram(String definitionId) {
    return known.computeIfAbsent(definitionId, id -> engine.acrossBodies(() -> read(id)));
  }

  private Diagram read(String id) {
    var model = repository.getBpmnModelInstance(id);
    Map<String, String> elements = new HashMap<>();
    for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
      elements.put(element.getId(), nameOf(element));
    }
    Map<String, Flow> flows = new HashMap<>();
    for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
      flows.put(
          flow.getId(),
          new Flow(
              flow.getId(),
              nameOf(flow.getSource()),
              nameOf(flow.getTarget()),
              flow.getName() == null ? "" : flow.getName()));
    }
    ProcessDefinition definition = repository.getProcessDefinition(id);
    return new Diagram(
        definition.getName() == null ? definition.getKey() : definition.getName(), elements, flows);
  }

  private static String nameOf(FlowElement element) {
    return element.getName() == null || element.getName().isBlank()
        ? element.getElementType().getTypeName().contains("Gateway") ? "развилка" : element.getId()
        : element.getName().replaceAll("\\s+", " ");
  }
}
