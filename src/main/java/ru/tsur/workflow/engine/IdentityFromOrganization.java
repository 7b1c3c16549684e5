package ru.tsur.workflow.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TenantEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/**
 * Users, groups and tenants of the engine are our officials, groups and tenants; nothing is copied
 * and nothing can be written. A signed-in person learns about himself only. Passwords are checked
 * by Spring, never here.
 */
class IdentityFromOrganization implements ReadOnlyIdentityProvider {

  private final Organization organization;
  private final EngineGroups groups;

  IdentityFromOrganization(Organization organization, EngineGroups groups) {
    this.organization = organization;
    this.groups = groups;
  }

  /** Gives each command its provider. */
  static SessionFactory factory(Organization organization, EngineGroups groups) {
    return new SessionFactory() {
      @Override
      public Class<?> getSessionType() {
        return ReadOnlyIdentityProvider.class;
      }

      @Override
      public Session openSession() {
        return new IdentityFromOrganization(organization, groups);
      }
    };
  }

  /**
   * By our tables, in an instance of this tenant: those of a session may be as old as its cache.
   */
  Set<String> groupsToday(String official, String tenant) {
    return OfficialId.isValid(official)
        ? groups.groupsOf(new OfficialId(official), tenant)
        : Set.of();
  }

  /** The tenant that a new instance with this business key gets. */
  String sealed(String businessKey, ru.tsur.organization.Tenant tenant) {
    return groups.sealed(businessKey, tenant);
  }

  /** Absent in an engine that is not the product's. */
  static Optional<IdentityFromOrganization> of(CommandContext command) {
    return command.getReadOnlyIdentityProvider() instanceof IdentityFromOrganization ours
        ? Optional.of(ours)
        : Optional.empty();
  }

  @Override
  public boolean checkPassword(String userId, String password) {
    return false;
  }

  @Override
  public User findUserById(String userId) {
    return official(userId).map(IdentityFromOrganization::user).orElse(null);
  }

  @Override
  public Group findGroupById(String groupId) {
    return visibleUsers().stream()
            .anyMatch(official -> groups.groupsOf(official.id()).contains(groupId))
        ? group(groupId)
        : null;
  }

  @Override
  public Tenant findTenantById(String tenantId) {
    return visibleUsers().stream()
            .anyMatch(official -> groups.tenantsOf(official.id()).contains(tenantId))
        ? tenant(tenantId)
        : null;
  }

  @Override
  public UserQuery createUserQuery() {
    return new Users();
  }

  @Override
  public UserQuery createUserQuery(CommandContext command) {
    return new Users();
  }

  @Override
  public NativeUserQuery createNativeUserQuery() {
    throw new BadUserRequestException("Запросы SQL к пользователям не поддерживаются.");
  }

  @Override
  public GroupQuery createGroupQuery() {
    return new Groups();
  }

  @Override
  public GroupQuery createGroupQuery(CommandContext command) {
    return new Groups();
  }

  @Override
  public TenantQuery createTenantQuery() {
    return new Tenants();
  }

  @Override
  public TenantQuery createTenantQuery(CommandContext command) {
    return new Tenants();
  }

  @Override
  public void flush() {
    // nothing is written
  }

  @Override
  public void close() {
    // nothing is held
  }

  /** The active official, if the one who asks may know about him. */
  private Optional<Official> official(String id) {
    return OfficialId.isValid(id) && mayKnow(id)
        ? organization.findOfficial(new OfficialId(id)).filter(Official::active)
        : Optional.empty();
  }

  private List<Official> visibleUsers() {
    return organization.officials().stream()
        .filter(official -> mayKnow(official.id().value()))
        .toList();
  }

  private static boolean mayKnow(String user) {
    var command = Context.getCommandContext();
    return command == null
        || command.getAuthentication() == null
        || !command.isAuthorizationCheckEnabled()
        || user.equals(command.getAuthenticatedUserId());
  }

  private static User user(Official official) {
    String[] words = official.name().strip().split("\\s+", 2);
    var user = new UserEntity(official.id().value());
    user.setLastName(words[0]);
    user.setFirstName(words.length > 1 ? words[1] : "");
    return user;
  }

  private static Group group(String id) {
    var group = new GroupEntity(id);
    group.setName(id);
    group.setType("WORKFLOW");
    return group;
  }

  private static Tenant tenant(String id) {
    var tenant = new TenantEntity(id);
    tenant.setName(id);
    return tenant;
  }

  private static <T> List<T> page(List<T> all, Page page) {
    if (page == null) {
      return all;
    }
    int from = Math.min(page.getFirstResult(), all.size());
    long to = Math.min((long) from + page.getMaxResults(), all.size());
    return all.subList(from, (int) to);
  }

  private final class Users extends UserQueryImpl {

    private static final long serialVersionUID = 1L;

    Users() {
      super(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public long executeCount(CommandContext command) {
      return executeList(command, null).size();
    }

    @Override
    public List<User> executeList(CommandContext command, Page page) {
      if (firstName != null
          || firstNameLike != null
          || lastName != null
          || lastNameLike != null
          || email != null
          || emailLike != null) {
        throw new BadUserRequestException("Поиск пользователей по имени не поддерживается.");
      }
      var found = new ArrayList<User>();
      List<Official> candidates =
          id != null ? official(id).map(List::of).orElse(List.of()) : visibleUsers();
      for (Official official : candidates) {
        if ((ids == null || Arrays.asList(ids).contains(official.id().value()))
            && (groupId == null || groups.groupsOf(official.id()).contains(groupId))
            && (tenantId == null || groups.tenantsOf(official.id()).contains(tenantId))) {
          found.add(user(official));
        }
      }
      return page(found, page);
    }
  }

  private final class Groups extends GroupQueryImpl {

    private static final long serialVersionUID = 1L;

    Groups() {
      super(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public long executeCount(CommandContext command) {
      return executeList(command, null).size();
    }

    @Override
    public List<Group> executeList(CommandContext command, Page page) {
      var found = new TreeSet<String>();
      List<Official> members =
          userId != null ? official(userId).map(List::of).orElse(List.of()) : visibleUsers();
      members.forEach(official -> found.addAll(groups.groupsOf(official.id())));
      return page(
          found.stream()
              .filter(one -> id == null || id.equals(one))
              .filter(one -> ids == null || Arrays.asList(ids).contains(one))
              .filter(one -> name == null || name.equals(one))
              .map(IdentityFromOrganization::group)
              .toList(),
          page);
    }
  }

  private final class Tenants extends TenantQueryImpl {

    private static final long serialVersionUID = 1L;

    Tenants() {
      super(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
    }

    @Override
    public long executeCount(CommandContext command) {
      return executeList(command, null).size();
    }

    @Override
    public List<Tenant> executeList(CommandContext command, Page page) {
      var found = new TreeSet<String>();
      List<Official> members =
          userId != null ? official(userId).map(List::of).orElse(List.of()) : visibleUsers();
      members.forEach(official -> found.addAll(groups.tenantsOf(official.id())));
      return page(
          found.stream()
              .filter(one -> id == null || id.equals(one))
              .filter(one -> ids == null || Arrays.asList(ids).contains(one))
              .map(IdentityFromOrganization::tenant)
              .toList(),
          page);
    }
  }
}
