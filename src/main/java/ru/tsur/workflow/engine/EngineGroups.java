package ru.tsur.workflow.engine;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
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
  private final Complaints complaints;

  EngineGroups(Organization organization, Complaints complaints) {
    this.organization = organization;
    this.complaints = complaints;
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

  /** What he may do in an instance of this tenant: nothing with a complaint on himself. */
  Set<String> groupsOf(OfficialId official, String tenant) {
    OptionalInt seal = Tenant.sealOf(tenant);
    Set<TaskGroup> his =
        seal.isEmpty()
            ? organization.groupsOf(official)
            : organization.groupsOf(official, complaints.banned(seal.getAsInt()));
    return his.stream().map(TaskGroup::value).collect(Collectors.toUnmodifiableSet());
  }

  List<String> tenantsOf(OfficialId official) {
    return Stream.concat(
            organization.tenantsOf(official).stream().map(Tenant::value),
            complaints.sealedTenantsOf(official).stream().map(Complaints.SealedTenant::value))
        .sorted()
        .toList();
  }

  /** The tenant that a new instance gets: sealed if it is about a complaint. */
  String sealed(String businessKey, Tenant tenant) {
    try {
      return complaints.tenant(AppealId.of(businessKey), tenant);
    } catch (IllegalArgumentException noAppeal) {
      return tenant.value();
    }
  }

  private static boolean worksInCentre(Position position) {
    return switch (position.role()) {
      case REGISTRAR, COORDINATOR, HEAD_OF_APPARATUS -> true;
      case SIGNER -> position.body().value().equals(Tenant.TSUR.value());
      default -> false;
    };
  }
}
