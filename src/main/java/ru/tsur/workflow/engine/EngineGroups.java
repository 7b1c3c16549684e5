package ru.tsur.workflow.engine;

import java.util.List;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Position;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;

/** What the engine is told about an official: task groups, kinds for {@link Grants}, tenants. */
@Component
class EngineGroups {

  static final String OFFICIAL = "official";
  static final String CENTRE = "centre";
  static final String CONTROLLER = "controller";

  private final Organization organization;

  EngineGroups(Organization organization) {
    this.organization = organization;
  }

  List<String> groupsOf(OfficialId official) {
    var groups = new TreeSet<String>();
    for (TaskGroup group : organization.groupsOf(official)) {
      groups.add(group.value());
    }
    for (Position position : organization.positionsOf(official)) {
      groups.add(position.role() == Role.CONTROLLER ? CONTROLLER : OFFICIAL);
      if (worksInCentre(position)) {
        groups.add(CENTRE);
      }
    }
    return List.copyOf(groups);
  }

  List<String> tenantsOf(OfficialId official) {
    return organization.tenantsOf(official).stream().map(Tenant::value).sorted().toList();
  }

  private static boolean worksInCentre(Position position) {
    return switch (position.role()) {
      case REGISTRAR, COORDINATOR, HEAD_OF_APPARATUS -> true;
      case SIGNER -> position.body().value().equals(Tenant.TSUR.value());
      default -> false;
    };
  }
}
