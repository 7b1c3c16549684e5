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
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.stereotype.Component;
import ru.tsur.workflow.engine.EngineAccess;

/** Names of steps, flows and rows as the diagrams and tables that ran have them. */
@Component
class Diagrams {

  /** A flow as people read it: «Проверить компетенцию → Рассмотрение блоками». */
  record Flow(String id, String from, String to, String label) {}

  private record Diagram(String name, Map<String, String> elements, Map<String, Flow> flows) {}

  private final RepositoryService repository;
  private final EngineAccess engine;
  private final Map<String, Diagram> known = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> rules = new ConcurrentHashMap<>();
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

  /** The note of a table's row. */
  String note(String decisionDefinitionId, String rule) {
    return rules
        .computeIfAbsent(
            decisionDefinitionId,
            id ->
                engine.acrossBodies(
                    () -> {
                      Map<String, String> notes = new HashMap<>();
                      repository
                          .getDmnModelInstance(id)
                          .getModelElementsByType(Rule.class)
                          .forEach(
                              row ->
                                  notes.put(
                                      row.getId(),
                                      row.getDescription() == null
                                          ? ""
                                          : row.getDescription().getTextContent()));
                      return notes;
                    }))
        .getOrDefault(rule, "");
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
