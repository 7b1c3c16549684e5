package ru.tsur.security;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;

/** What the allowlist must know of a task before the engine is asked. */
@Component
class TaskAccess {

  private final ProcessEngine engine;

  TaskAccess(ProcessEngine engine) {
    this.engine = engine;
  }

  /**
   * Whether the task is in his lists. One that is not does not exist for him: 404, where the engine
   * would say 500 with the id in it.
   */
  boolean sees(OfficialId official, String task) {
    return as(official, () -> engine.getTaskService().createTaskQuery().taskId(task).count() > 0);
  }

  /** Whether it was in his lists and is over, completed or taken away. */
  boolean wasHis(OfficialId official, String task) {
    String[] tenants = tenants(official);
    return tenants.length > 0
        && engine
                .getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskId(task)
                .tenantIdIn(tenants)
                .finished()
                .count()
            > 0;
  }

  private boolean as(OfficialId official, BooleanSupplier work) {
    var identity = engine.getIdentityService();
    List<String> groups =
        identity.createGroupQuery().groupMember(official.value()).list().stream()
            .map(Group::getId)
            .toList();
    identity.setAuthentication(official.value(), groups, List.of(tenants(official)));
    try {
      return work.getAsBoolean();
    } finally {
      identity.clearAuthentication();
    }
  }

  private String[] tenants(OfficialId official) {
    return engine
        .getIdentityService()
        .createTenantQuery()
        .userMember(official.value())
        .list()
        .stream()
        .map(Tenant::getId)
        .toArray(String[]::new);
  }

  /** Decision variables the task's diagram takes: its extension property {@code fields}. */
  Set<String> fields(String taskId) {
    Task task = engine.getTaskService().createTaskQuery().taskId(taskId).singleResult();
    if (task == null) {
      return Set.of();
    }
    UserTask element =
        engine
            .getRepositoryService()
            .getBpmnModelInstance(task.getProcessDefinitionId())
            .getModelElementById(task.getTaskDefinitionKey());
    ExtensionElements extensions = element.getExtensionElements();
    // an embedded form saves to our server and brings no variables
    if (extensions == null || element.getCamundaFormKey() != null) {
      return Set.of();
    }
    return extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
        .flatMap(properties -> properties.getCamundaProperties().stream())
        .filter(property -> "fields".equals(property.getCamundaName()))
        .map(CamundaProperty::getCamundaValue)
        .filter(Objects::nonNull) // the model reads fields="" as none
        .flatMap(fields -> Stream.of(fields.split(",")))
        .map(String::strip)
        .filter(field -> !field.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
