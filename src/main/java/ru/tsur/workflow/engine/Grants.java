package ru.tsur.workflow.engine;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_WORK;
import static ru.tsur.workflow.engine.EngineGroups.CENTRE;
import static ru.tsur.workflow.engine.EngineGroups.CONTROLLER;
import static ru.tsur.workflow.engine.EngineGroups.OFFICIAL;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.stereotype.Component;

/**
 * The engine's few authorizations, written at start: which diagrams a kind of official meets at all
 * and whether he works in them. What he sees of them is his tenants', what he does his groups'.
 * Rows that are not in this list are removed.
 */
@Component
class Grants {

  private static final List<String> BODY_DIAGRAMS =
      List.of(
          "consideration",
          "response",
          "extension",
          "document-request",
          "escalation",
          "promise",
          "supplement",
          "visit");
  private static final List<String> CENTRE_DIAGRAMS =
      List.of(
          "appeal",
          "triage",
          "merits",
          "complaint-check",
          "distribution",
          "forwarding",
          "declining",
          "withdrawal",
          "delivery",
          "returned",
          "redirect-control",
          "email");

  private record Grant(String group, Resource resource, String id, List<Permission> permissions) {

    boolean isIn(Authorization row) {
      return row.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
          && group.equals(row.getGroupId())
          && row.getResourceType() == resource.resourceType()
          && id.equals(row.getResourceId());
    }

    /** Exactly these permissions, none more. */
    boolean equalsRow(Authorization row) {
      Permission[] all =
          resource == Resources.PROCESS_DEFINITION
              ? ProcessDefinitionPermissions.values()
              : org.camunda.bpm.engine.authorization.Permissions.values();
      for (Permission one : all) {
        boolean pseudo = one.getName().equals("NONE") || one.getName().equals("ALL");
        if (!pseudo && row.isPermissionGranted(one) != permissions.contains(one)) {
          return false;
        }
      }
      return true;
    }
  }

  Grants(AuthorizationService authorizations) {
    var missing = new ArrayList<>(list());
    for (Authorization row : authorizations.createAuthorizationQuery().list()) {
      if (!missing.removeIf(grant -> grant.isIn(row) && grant.equalsRow(row))) {
        authorizations.deleteAuthorization(row.getId());
      }
    }
    for (Grant grant : missing) {
      var row = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      row.setGroupId(grant.group());
      row.setResource(grant.resource());
      row.setResourceId(grant.id());
      grant.permissions().forEach(row::addPermission);
      authorizations.saveAuthorization(row);
    }
  }

  private static List<Grant> list() {
    var grants = new ArrayList<Grant>();
    for (String group : List.of(OFFICIAL, CONTROLLER)) {
      grants.add(new Grant(group, Resources.APPLICATION, "tasklist", List.of(ACCESS)));
      grants.add(new Grant(group, Resources.FILTER, "*", List.of(READ)));
    }
    List<Permission> works = List.of(ProcessDefinitionPermissions.READ, READ_TASK, TASK_WORK);
    BODY_DIAGRAMS.forEach(
        key -> grants.add(new Grant(OFFICIAL, Resources.PROCESS_DEFINITION, key, works)));
    CENTRE_DIAGRAMS.forEach(
        key -> grants.add(new Grant(CENTRE, Resources.PROCESS_DEFINITION, key, works)));
    grants.add(
        new Grant(
            CONTROLLER,
            Resources.PROCESS_DEFINITION,
            "*",
            List.of(ProcessDefinitionPermissions.READ, READ_TASK, READ_INSTANCE)));
    return grants;
  }
}
