package ru.tsur.organization;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Bodies, blocks, themes and officials, and what follows from an official's positions today.
 * Answers come from memory; {@link #refresh()} follows each change, and what another process
 * changed is seen within a minute.
 *
 * <p>Lists hold what is open today; a lookup by id finds closed ones too, because cases of the past
 * name them.
 */
@Component
public class Organization {

  private static final long MAX_AGE = Duration.ofMinutes(1).toNanos();

  private final OrganizationTables tables;
  private final Clock clock;
  private volatile Snapshot snapshot;

  private record Snapshot(Directory.Rows rows, Directory directory, long readAt) {}

  Organization(JdbcClient jdbc, Clock clock) {
    this.tables = new OrganizationTables(jdbc);
    this.clock = clock;
  }

  /** Bodies open today: region first, then by kind and name. */
  public List<Body> bodies() {
    Directory now = now();
    return open(now, now.bodies.values(), Body::closedOn);
  }

  /** Blocks open today, by number. */
  public List<Block> blocks() {
    Directory now = now();
    return open(now, now.blocks.values(), Block::closedOn);
  }

  /** Themes open today, by code. */
  public List<Theme> themes() {
    Directory now = now();
    return open(now, now.themes.values(), Theme::closedOn);
  }

  /** Municipalities open today, by name. */
  public List<Body> municipalities() {
    return bodies().stream().filter(body -> body.kind() == BodyKind.MUNICIPALITY).toList();
  }

  /** Active officials, by name. */
  public List<Official> officials() {
    return now().officials.values().stream().filter(Official::active).toList();
  }

  public Optional<Body> findBody(BodyId id) {
    return Optional.ofNullable(now().bodies.get(id));
  }

  public Optional<Block> findBlock(BlockId id) {
    return Optional.ofNullable(now().blocks.get(id));
  }

  public Optional<Theme> findTheme(ThemeCode code) {
    return Optional.ofNullable(now().themes.get(code));
  }

  public Optional<Official> findOfficial(OfficialId id) {
    return Optional.ofNullable(now().officials.get(id));
  }

  /**
   * @throws NotInOrganization if there never was such a body
   */
  public Body body(BodyId id) {
    return findBody(id).orElseThrow(() -> new NotInOrganization("Нет органа «" + id + "»."));
  }

  /**
   * @throws NotInOrganization if there never was such a block
   */
  public Block block(BlockId id) {
    return findBlock(id).orElseThrow(() -> new NotInOrganization("Нет блока «" + id + "»."));
  }

  /**
   * @throws NotInOrganization if there never was such a theme
   */
  public Theme theme(ThemeCode code) {
    return findTheme(code).orElseThrow(() -> new NotInOrganization("Нет темы «" + code + "»."));
  }

  /**
   * @throws NotInOrganization if there never was such an official
   */
  public Official official(OfficialId id) {
    return findOfficial(id)
        .orElseThrow(() -> new NotInOrganization("Нет должностного лица «" + id + "»."));
  }

  /** The body and all below it, the closed too; empty for an unknown body. */
  public Set<BodyId> subtree(BodyId id) {
    return now().subtree(id);
  }

  /**
   * Positions valid today, his own first, then those of whom he replaces; none for a closed
   * official.
   */
  public List<Position> positionsOf(OfficialId official) {
    return now().positionsOf(official);
  }

  /** By name, the closed ones too. */
  List<Official> everyOfficial() {
    return List.copyOf(now().officials.values());
  }

  /** His own positions of all days, the ended and the coming ones too. */
  List<Position> everHeldBy(OfficialId official) {
    return now().everHeldBy(official);
  }

  /** Groups whose tasks he may do today. */
  public Set<TaskGroup> groupsOf(OfficialId official) {
    return now().groupsOf(official);
  }

  /**
   * Groups whose tasks he may do today where these persons are banned: neither as one of them nor
   * in the place of one.
   */
  public Set<TaskGroup> groupsOf(OfficialId official, Set<OfficialId> banned) {
    return now().groupsOf(official, banned);
  }

  /** Who may do the tasks of the group today, by name. */
  public List<Official> membersOf(TaskGroup group) {
    return now().membersOf(group);
  }

  /** The same where these persons are banned: without them and who would act in their place. */
  public List<Official> membersOf(TaskGroup group, Set<OfficialId> banned) {
    Directory now = now();
    return now.membersOf(group).stream()
        .filter(official -> now.groupsOf(official.id(), banned).contains(group))
        .toList();
  }

  /** These persons and all who hold a position of their own today in these bodies or below. */
  public Set<OfficialId> persons(Set<OfficialId> officials, Set<BodyId> bodies) {
    if (bodies.isEmpty()) {
      return Set.copyOf(officials);
    }
    Directory now = now();
    var found = new HashSet<>(officials);
    for (OfficialId official : now.officials.keySet()) {
      if (!Collections.disjoint(now.bodiesAbove(official), bodies)) {
        found.add(official);
      }
    }
    return Set.copyOf(found);
  }

  /** Bodies of his own positions of today and all above them. */
  public Set<BodyId> bodiesAbove(OfficialId official) {
    return now().bodiesAbove(official);
  }

  /** Whom he replaces today. */
  public Set<OfficialId> replacedBy(OfficialId official) {
    return now().replacedBy(official);
  }

  /**
   * Whether work of this tenant would find people today: an executor, an approver and a signer of
   * the body, all different as the law asks, and a head of the block.
   */
  public boolean canAnswer(Tenant tenant) {
    return !tenant.isCentre()
        && !membersOf(Role.BLOCK_HEAD.at(tenant)).isEmpty()
        && hasThreePersons(tenant, Set.of());
  }

  /**
   * The same where these persons are banned; who is above the head accepts in his place ({@link
   * #deciding}).
   */
  public boolean canAnswer(Tenant tenant, Set<OfficialId> banned) {
    return canAnswer(tenant)
        && !membersOf(deciding(Role.BLOCK_HEAD, tenant, banned), banned).isEmpty()
        && hasThreePersons(tenant, banned);
  }

  /**
   * The group that does this role's tasks where these persons are banned: its own, or, if nobody of
   * it is left, the next above that has somebody; its own if there is none.
   */
  public TaskGroup deciding(Role role, Tenant tenant, Set<OfficialId> banned) {
    TaskGroup own = role.at(tenant);
    if (banned.isEmpty() || !membersOf(own, banned).isEmpty()) {
      return own;
    }
    return above(role, tenant).stream()
        .filter(next -> !tenant.isCentre() || !next.isOfBlock())
        .map(next -> next.at(tenant))
        .filter(group -> !membersOf(group, banned).isEmpty())
        .findFirst()
        .orElse(own);
  }

  private static List<Role> above(Role role, Tenant tenant) {
    return switch (role) {
      case BLOCK_HEAD -> List.of(Role.DEPUTY_GOVERNOR, Role.HEAD_OF_APPARATUS);
      case DEPUTY_GOVERNOR -> List.of(Role.HEAD_OF_APPARATUS);
      case HEAD_OF_APPARATUS ->
          tenant.isCentre() ? List.of(Role.SIGNER) : List.of(Role.DEPUTY_GOVERNOR);
      case SIGNER -> tenant.isCentre() ? List.of(Role.HEAD_OF_APPARATUS) : List.of();
      default -> List.of();
    };
  }

  private boolean hasThreePersons(Tenant tenant, Set<OfficialId> banned) {
    List<Official> approvers = membersOf(Role.APPROVER.at(tenant), banned);
    List<Official> signers = membersOf(Role.SIGNER.at(tenant), banned);
    return membersOf(Role.EXECUTOR.at(tenant), banned).stream()
        .anyMatch(
            author ->
                approvers.stream()
                    .filter(approver -> !approver.equals(author))
                    .anyMatch(
                        approver ->
                            signers.stream()
                                .anyMatch(s -> !s.equals(author) && !s.equals(approver))));
  }

  /** Whether the official is a member of the group today. */
  public boolean holds(OfficialId official, TaskGroup group) {
    return groupsOf(official).contains(group);
  }

  /** Open bodies that can answer in the block: what a coordinator may choose from. */
  public List<Body> answeringBodies(BlockId block) {
    return bodies().stream()
        .filter(body -> !body.isCentre() && canAnswer(Tenant.of(body.id(), block)))
        .toList();
  }

  /** Tenants that the engine shows him. */
  public Set<Tenant> tenantsOf(OfficialId official) {
    return scopeOf(official).tenants();
  }

  /** Every body with every block, and the ЦУР; closed ones too. */
  public Set<Tenant> tenants() {
    return now().tenants;
  }

  /** What he may see today; nothing for a stranger. */
  public Scope scopeOf(OfficialId official) {
    return now().scopeOf(official);
  }

  /** The same where these persons are banned, as {@link #groupsOf(OfficialId, Set)}. */
  public Scope scopeOf(OfficialId official, Set<OfficialId> banned) {
    return now().scopeOf(official, banned);
  }

  /**
   * The official in the position by which he does the group's tasks.
   *
   * @throws PositionMissing if he holds none today
   */
  public Actor actorFor(OfficialId official, TaskGroup group) {
    return actorFor(official, group, Optional.empty());
  }

  /**
   * The same for work that came to him in the place of an absent one; who does not replace him any
   * more acts for himself.
   *
   * @throws PositionMissing if he holds none today
   */
  public Actor actorFor(OfficialId official, TaskGroup group, Optional<OfficialId> absent) {
    return now()
        .actorFor(official, group, absent)
        .orElseThrow(() -> new PositionMissing(official, group));
  }

  /** Who does the tasks of the group today in the place of this official. */
  public Optional<OfficialId> deputyFor(OfficialId absent, TaskGroup group) {
    return now().deputyFor(absent, group);
  }

  /** The substitution of today by which the deputy replaces the absent one. */
  public Optional<Long> substitution(OfficialId absent, OfficialId deputy) {
    return now().substitution(absent, deputy);
  }

  /** «Министр», or «за Иванова И. И. (Министр)» for a position that is another's. */
  public String post(OfficialId official, Position held) {
    return held.official().equals(official)
        ? held.title()
        : official(held.official()).inPlace() + " (" + held.title() + ")";
  }

  /** Reads the tables again; to be called after each change of them. */
  public void refresh() {
    Directory.Rows rows = tables.read();
    snapshot = new Snapshot(rows, new Directory(rows, LocalDate.now(clock)), System.nanoTime());
  }

  private Directory now() {
    Snapshot current = snapshot;
    if (current == null || System.nanoTime() - current.readAt() > MAX_AGE) {
      refresh();
      return snapshot.directory();
    }
    LocalDate today = LocalDate.now(clock);
    if (!current.directory().day.equals(today)) {
      snapshot =
          new Snapshot(current.rows(), new Directory(current.rows(), today), current.readAt());
      return snapshot.directory();
    }
    return current.directory();
  }

  private static <T> List<T> open(
      Directory now, Collection<T> all, Function<T, Optional<LocalDate>> closedOn) {
    var open = new ArrayList<T>();
    for (T one : all) {
      if (closedOn.apply(one).map(now.day::isBefore).orElse(true)) {
        open.add(one);
      }
    }
    return List.copyOf(open);
  }
}
