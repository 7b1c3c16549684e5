package ru.tsur.organization;

import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The whole organization as it stands on one day: immutable, built once, asked often. Bodies,
 * blocks, themes and officials hold closed ones too; positions are those valid on the day.
 */
final class Directory {

  /** All rows of the tables. */
  record Rows(
      List<Body> bodies,
      List<Block> blocks,
      List<Theme> themes,
      List<Official> officials,
      List<Position> positions,
      List<Substitution> substitutions) {}

  /** A position that an official holds on the day, his own or in the place of an absent one. */
  private record Held(Position position, Optional<Official> absent) {}

  final LocalDate day;
  final Map<BodyId, Body> bodies;
  final Map<BlockId, Block> blocks;
  final Map<ThemeCode, Theme> themes;
  final Map<OfficialId, Official> officials;
  final Set<Tenant> tenants;
  private final Map<BodyId, List<BodyId>> children = new HashMap<>();
  private final Map<OfficialId, List<Position>> everHeld;
  private final List<Substitution> inForce;
  private final Map<OfficialId, List<Held>> positions = new HashMap<>();
  private final Map<OfficialId, Set<TaskGroup>> groups = new HashMap<>();
  private final Map<TaskGroup, List<Official>> members = new HashMap<>();
  private final Map<OfficialId, Scope> scopes = new HashMap<>();

  Directory(Rows rows, LocalDate day) {
    this.day = day;
    var russian = Collator.getInstance(Locale.forLanguageTag("ru"));
    bodies =
        sorted(
            rows.bodies(),
            Body::id,
            Comparator.comparing(Body::kind).thenComparing(Body::name, russian));
    blocks = sorted(rows.blocks(), Block::id, Comparator.comparing(Block::number));
    themes = sorted(rows.themes(), Theme::code, Comparator.comparing(Theme::code));
    officials =
        sorted(rows.officials(), Official::id, Comparator.comparing(Official::name, russian));
    for (Body body : bodies.values()) {
      body.parent()
          .ifPresent(p -> children.computeIfAbsent(p, x -> new ArrayList<>()).add(body.id()));
    }
    tenants = allTenants();
    everHeld = rows.positions().stream().collect(Collectors.groupingBy(Position::official));
    inForce = rows.substitutions().stream().filter(one -> one.isInForceOn(day)).toList();
    for (Position position : rows.positions()) {
      if (isHeld(position)
          && inForce.stream().noneMatch(one -> one.isVacancy() && one.covers(position))) {
        hold(position.official(), new Held(position, Optional.empty()));
      }
    }
    for (Substitution one : inForce) { // after his own: who has both acts for himself
      Official absent = officials.get(one.absent());
      if (absent != null && isActive(one.deputy())) {
        passed(one, rows.positions())
            .forEach(position -> hold(one.deputy(), new Held(position, Optional.of(absent))));
      }
    }
    for (Official official : officials.values()) {
      List<Position> held = positionsOf(official.id());
      var his = new TreeSet<TaskGroup>();
      held.forEach(position -> his.addAll(groupsOf(position)));
      groups.put(official.id(), Set.copyOf(his));
      his.forEach(g -> members.computeIfAbsent(g, x -> new ArrayList<>()).add(official));
      scopes.put(official.id(), scopeOf(held));
    }
  }

  private boolean isActive(OfficialId official) {
    return officials.containsKey(official) && officials.get(official).active();
  }

  private boolean isHeld(Position position) {
    return isActive(position.official()) && position.isValidOn(day);
  }

  private void hold(OfficialId official, Held held) {
    positions.computeIfAbsent(official, x -> new ArrayList<>()).add(held);
  }

  /**
   * What the deputy holds: the absent one's positions of the day, of a vacancy those that he held
   * last.
   */
  private List<Position> passed(Substitution substitution, List<Position> all) {
    List<Position> his =
        all.stream().filter(substitution::covers).filter(p -> !day.isBefore(p.from())).toList();
    List<Position> today = his.stream().filter(this::isHeld).toList();
    if (!substitution.isVacancy() || !today.isEmpty()) {
      return today;
    }
    return his.stream()
        .filter(p -> his.stream().noneMatch(other -> lastDay(other).isAfter(lastDay(p))))
        .toList();
  }

  private static LocalDate lastDay(Position position) {
    return position.until().orElse(LocalDate.MAX);
  }

  private static <K, V> Map<K, V> sorted(
      Collection<V> values, Function<V, K> key, Comparator<V> order) {
    var map = new LinkedHashMap<K, V>();
    values.stream().sorted(order).forEach(value -> map.put(key.apply(value), value));
    return map;
  }

  private Set<Tenant> allTenants() {
    var all = new LinkedHashSet<Tenant>();
    all.add(Tenant.TSUR);
    for (Body body : bodies.values()) {
      if (!body.isCentre()) {
        blocks.keySet().forEach(block -> all.add(Tenant.of(body.id(), block)));
      }
    }
    return Set.copyOf(all);
  }

  List<Position> positionsOf(OfficialId official) {
    return held(official).stream().map(Held::position).toList();
  }

  List<Position> everHeldBy(OfficialId official) {
    return List.copyOf(everHeld.getOrDefault(official, List.of()));
  }

  Set<TaskGroup> groupsOf(OfficialId official) {
    return groups.getOrDefault(official, Set.of());
  }

  /** The same without what he does in the place of one of these; nothing for one of them. */
  Set<TaskGroup> groupsOf(OfficialId official, Set<OfficialId> banned) {
    if (isUntouched(official, banned)) {
      return groupsOf(official);
    }
    return heldBeside(official, banned).stream()
        .flatMap(position -> groupsOf(position).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As {@link #groupsOf(OfficialId, Set)}. */
  Scope scopeOf(OfficialId official, Set<OfficialId> banned) {
    return isUntouched(official, banned)
        ? scopeOf(official)
        : scopeOf(heldBeside(official, banned));
  }

  private boolean isUntouched(OfficialId official, Set<OfficialId> banned) {
    return !banned.contains(official)
        && held(official).stream()
            .noneMatch(one -> one.absent().filter(a -> banned.contains(a.id())).isPresent());
  }

  private List<Position> heldBeside(OfficialId official, Set<OfficialId> banned) {
    return banned.contains(official)
        ? List.of()
        : held(official).stream()
            .filter(one -> one.absent().filter(a -> banned.contains(a.id())).isEmpty())
            .map(Held::position)
            .toList();
  }

  /** Whom he replaces today. */
  Set<OfficialId> replacedBy(OfficialId official) {
    return held(official).stream()
        .flatMap(one -> one.absent().stream())
        .map(Official::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Bodies of his own positions of today and all above them. */
  Set<BodyId> bodiesAbove(OfficialId official) {
    var found = new HashSet<BodyId>();
    for (Held one : held(official)) {
      Optional<BodyId> next =
          one.absent().isPresent() ? Optional.empty() : Optional.of(one.position().body());
      while (next.isPresent() && found.add(next.get())) {
        next = Optional.ofNullable(bodies.get(next.get())).flatMap(Body::parent);
      }
    }
    return Set.copyOf(found);
  }

  List<Official> membersOf(TaskGroup group) {
    return List.copyOf(members.getOrDefault(group, List.of()));
  }

  Scope scopeOf(OfficialId official) {
    return scopes.getOrDefault(official, Scope.NOTHING);
  }

  private List<Held> held(OfficialId official) {
    return positions.getOrDefault(official, List.of());
  }

  /**
   * The official in the position by which he belongs to the group: in the place of {@code absent}
   * if he replaces him there, else in his own before another's.
   */
  Optional<Actor> actorFor(OfficialId official, TaskGroup group, Optional<OfficialId> absent) {
    List<Held> possible =
        held(official).stream().filter(one -> groupsOf(one.position()).contains(group)).toList();
    return possible.stream()
        .filter(one -> absent.isPresent() && one.absent().map(Official::id).equals(absent))
        .findFirst()
        .or(() -> possible.stream().findFirst())
        .map(one -> actor(official, one));
  }

  private Actor actor(OfficialId official, Held held) {
    return held.absent()
        .map(absent -> Actor.inPlaceOf(absent, held.position(), official, ownPost(official, held)))
        .orElse(new Actor(official, held.position().title(), held.position().role()));
  }

  /** Of his own positions the one in the same body, else any. */
  private Optional<String> ownPost(OfficialId official, Held held) {
    return held(official).stream()
        .filter(one -> one.absent().isEmpty())
        .map(Held::position)
        .min(Comparator.comparing(own -> !own.body().equals(held.position().body())))
        .map(Position::title);
  }

  /** The substitution of today between the two. */
  Optional<Long> substitution(OfficialId absent, OfficialId deputy) {
    return inForce.stream()
        .filter(one -> one.absent().equals(absent) && one.deputy().equals(deputy))
        .map(Substitution::id)
        .findFirst();
  }

  /** Who holds, in the place of the absent one, the position that gives the group. */
  Optional<OfficialId> deputyFor(OfficialId absent, TaskGroup group) {
    return membersOf(group).stream()
        .map(Official::id)
        .filter(
            member ->
                held(member).stream()
                    .anyMatch(
                        one ->
                            one.absent().filter(away -> away.id().equals(absent)).isPresent()
                                && groupsOf(one.position()).contains(group)))
        .findFirst();
  }

  /** The body and all below it, the closed too. */
  Set<BodyId> subtree(BodyId root) {
    var found = new LinkedHashSet<BodyId>();
    collect(root, found);
    return found;
  }

  private void collect(BodyId body, Set<BodyId> found) {
    if (bodies.containsKey(body) && found.add(body)) {
      children.getOrDefault(body, List.of()).forEach(child -> collect(child, found));
    }
  }

  private Collection<BlockId> blocksOf(Position position) {
    return position.block().<Collection<BlockId>>map(Set::of).orElse(blocks.keySet());
  }

  private Set<TaskGroup> groupsOf(Position position) {
    Role role = position.role();
    var found = new HashSet<TaskGroup>();
    if (role.isOfBlock()) {
      blocksOf(position).forEach(block -> found.add(role.at(block)));
    } else if (role.isOfBody() && !isCentre(position.body())) {
      blocksOf(position).forEach(block -> found.add(role.at(Tenant.of(position.body(), block))));
    } else {
      found.add(role.at(Tenant.TSUR));
    }
    return found;
  }

  private boolean isCentre(BodyId body) {
    return bodies.containsKey(body) && bodies.get(body).isCentre();
  }

  private Scope scopeOf(List<Position> held) {
    boolean everything = false;
    boolean centre = false;
    boolean readOnly = true;
    var seen = new HashSet<Tenant>();
    for (Position position : held) {
      switch (position.role()) {
        case HEAD_OF_APPARATUS -> {
          everything = true;
          readOnly = false;
        }
        case CONTROLLER -> everything = true;
        case METHODOLOGIST, ADMINISTRATOR, SYSTEM -> {
          // see no case
        }
        case BLOCK_HEAD, DEPUTY_GOVERNOR -> {
          readOnly = false;
          seen.addAll(tenantsOf(bodies.keySet(), blocksOf(position)));
        }
        case REGISTRAR, COORDINATOR -> {
          readOnly = false;
          centre = true;
          seen.add(Tenant.TSUR);
        }
        case EXECUTOR, APPROVER, SIGNER -> {
          readOnly = false;
          if (isCentre(position.body())) {
            centre = true;
            seen.add(Tenant.TSUR);
          } else {
            seen.addAll(tenantsOf(subtree(position.body()), blocksOf(position)));
          }
        }
      }
    }
    return new Scope(everything, centre, everything ? tenants : seen, readOnly);
  }

  private Set<Tenant> tenantsOf(Collection<BodyId> of, Collection<BlockId> in) {
    var found = new HashSet<Tenant>();
    for (BodyId body : of) {
      if (!isCentre(body)) {
        in.forEach(block -> found.add(Tenant.of(body, block)));
      }
    }
    return found;
  }
}
