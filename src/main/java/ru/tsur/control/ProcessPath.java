package ru.tsur.control;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInputInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * What really ran for an appeal: diagrams with their versions, flows taken and how often, where it
 * stands, and which rows of which tables answered.
 */
@Component
class ProcessPath {

  private static final Set<String> BRACKETS = Set.of("subProcess", "multiInstanceBody");

  /** One run of a diagram. */
  record Instance(
      String id,
      String definition,
      String name,
      int version,
      String tenant,
      Date started,
      Optional<Date> ended,
      boolean running) {}

  record Taken(Diagrams.Flow flow, long times, Instant first, Instant last) {}

  /** A step under way. */
  record Active(String element, String name, Optional<String> assignee, Date since) {}

  /** An answer of a table. */
  record Decision(
      Date at,
      String table,
      int version,
      String step,
      List<String> rows,
      List<String> inputs,
      List<String> outputs) {}

  private final HistoryService history;
  private final EngineAccess engine;
  private final Diagrams diagrams;
  private final TableWords words;
  private final JdbcClient jdbc;

  ProcessPath(
      HistoryService history,
      EngineAccess engine,
      Diagrams diagrams,
      TableWords words,
      JdbcClient jdbc) {
    this.history = history;
    this.engine = engine;
    this.diagrams = diagrams;
    this.words = words;
    this.jdbc = jdbc;
  }

  /** All runs of the appeal's diagrams, oldest first. */
  List<Instance> instances(AppealId appeal) {
    return engine.acrossBodies(
        () ->
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.toString())
                .orderByProcessInstanceStartTime()
                .asc()
                .list()
                .stream()
                .map(this::instance)
                .toList());
  }

  /** The run, if it is one of this appeal. */
  Optional<Instance> instance(AppealId appeal, String id) {
    return instances(appeal).stream().filter(one -> one.id().equals(id)).findFirst();
  }

  List<Taken> taken(Instance instance) {
    return jdbc.sql(
            """
            select flow, count(*) as times, min(at) as first_at, max(at) as last_at from flow_taken
            where instance = :instance group by flow order by min(at), min(id)
            """)
        .param("instance", instance.id())
        .query(
            (row, i) ->
                new Taken(
                    diagrams.flow(instance.definition(), row.getString("flow")),
                    row.getLong("times"),
                    row.getObject("first_at", OffsetDateTime.class).toInstant(),
                    row.getObject("last_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  List<Active> active(Instance instance) {
    List<HistoricActivityInstance> unfinished =
        engine.acrossBodies(
            () ->
                history
                    .createHistoricActivityInstanceQuery()
                    .processInstanceId(instance.id())
                    .unfinished()
                    .list());
    return unfinished.stream()
        .filter(step -> !BRACKETS.contains(step.getActivityType()))
        .sorted(Comparator.comparing(HistoricActivityInstance::getStartTime))
        .map(
            step ->
                new Active(
                    step.getActivityId(),
                    diagrams.element(instance.definition(), step.getActivityId()),
                    Optional.ofNullable(step.getAssignee()),
                    step.getStartTime()))
        .toList();
  }

  List<Decision> decisions(List<Instance> instances) {
    List<Decision> all = new ArrayList<>();
    for (Instance instance : instances) {
      engine
          .acrossBodies(
              () ->
                  history
                      .createHistoricDecisionInstanceQuery()
                      .processInstanceId(instance.id())
                      .includeInputs()
                      .includeOutputs()
                      .orderByEvaluationTime()
                      .asc()
                      .list())
          .forEach(one -> all.add(decision(one)));
    }
    all.sort(Comparator.comparing(Decision::at));
    return all;
  }

  private Decision decision(HistoricDecisionInstance one) {
    Map<String, List<HistoricDecisionOutputInstance>> fired =
        one.getOutputs().stream()
            .filter(output -> output.getRuleId() != null)
            .collect(
                Collectors.groupingBy(
                    HistoricDecisionOutputInstance::getRuleId,
                    LinkedHashMap::new,
                    Collectors.toList()));
    String definition = one.getDecisionDefinitionId();
    return new Decision(
        one.getEvaluationTime(),
        one.getDecisionDefinitionName() == null
            ? one.getDecisionDefinitionKey()
            : one.getDecisionDefinitionName(),
        version(definition),
        one.getActivityId() == null
            ? ""
            : diagrams.element(one.getProcessDefinitionId(), one.getActivityId()),
        fired.isEmpty()
            ? List.of("ни одна строка не подошла")
            : fired.keySet().stream().map(rule -> diagrams.row(definition, rule).said()).toList(),
        one.getInputs().stream().map(input -> said(definition, input)).toList(),
        one.getOutputs().stream()
            .map(
                output ->
                    label(output.getClauseName(), "Ответ")
                        + ": "
                        + words.of(output.getVariableName(), output.getValue()))
            .toList());
  }

  private String said(String definition, HistoricDecisionInputInstance input) {
    return label(input.getClauseName(), "Условие")
        + ": "
        + words.of(diagrams.asked(definition, input.getClauseId()), input.getValue());
  }

  private static String label(String name, String otherwise) {
    return name == null || name.isBlank() ? otherwise : name;
  }

  /** Of {@code key:version:id}. */
  private static int version(String definitionId) {
    String[] parts = definitionId.split(":");
    return parts.length >= 2 && parts[1].matches("\\d{1,9}") ? Integer.parseInt(parts[1]) : 0;
  }

  private Instance instance(HistoricProcessInstance one) {
    return new Instance(
        one.getId(),
        one.getProcessDefinitionId(),
        diagrams.name(one.getProcessDefinitionId()),
        one.getProcessDefinitionVersion(),
        one.getTenantId() == null ? "" : one.getTenantId(),
        one.getStartTime(),
        Optional.ofNullable(one.getEndTime()),
        one.getEndTime() == null);
  }
}
