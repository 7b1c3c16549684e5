package ru.tsur.process;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;

/**
 * Officials leave, come back and hold a second position, for tests: the tables of the organization
 * change and nobody tells the engine.
 */
@Component
class Staff {

  private static final String SECOND = "second.";

  private record Gone(
      LocalDateTime since, Map<String, Optional<LocalDate>> positions, Set<TaskGroup> groups) {}

  private final JdbcClient jdbc;
  private final Organization organization;
  private final Clock clock;
  private final Map<OfficialId, Gone> gone = new HashMap<>();
  private final Set<Tenant> thin = new HashSet<>();

  Staff(JdbcClient jdbc, Organization organization, Clock clock) {
    this.jdbc = jdbc;
    this.organization = organization;
    this.clock = clock;
  }

  /** All his positions end: yesterday, or with the day of today. */
  void leaves(OfficialId official, boolean atMidnight) {
    Map<String, Optional<LocalDate>> positions = new TreeMap<>();
    jdbc.sql("select id, valid_until from official_position where official = :official")
        .param("official", official.value())
        .query(
            (java.sql.ResultSet row) -> {
              positions.put(
                  row.getString(1), Optional.ofNullable(row.getObject(2, LocalDate.class)));
            });
    gone.put(
        official,
        new Gone(
            atMidnight ? LocalDate.now(clock).plusDays(1).atStartOfDay() : LocalDateTime.now(clock),
            positions,
            organization.groupsOf(official)));
    jdbc.sql("update official_position set valid_until = :last where official = :official")
        .param("last", LocalDate.now(clock).minusDays(atMidnight ? 0 : 1))
        .param("official", official.value())
        .update();
    organization.refresh();
  }

  void returns(OfficialId official) {
    gone.remove(official)
        .positions()
        .forEach(
            (position, until) ->
                jdbc.sql("update official_position set valid_until = :until where id = :id")
                    .param("until", until.orElse(null))
                    .param("id", position)
                    .update());
    organization.refresh();
  }

  boolean isAway(OfficialId official) {
    return gone.containsKey(official);
  }

  /** Whether he had left before that moment. */
  boolean hadLeft(OfficialId official, LocalDateTime moment) {
    return gone.containsKey(official) && gone.get(official).since().isBefore(moment);
  }

  /** Whether somebody who is away belongs to the group. */
  boolean misses(TaskGroup group) {
    return gone.values().stream().anyMatch(one -> one.groups().contains(group));
  }

  /** His deputy may have a duty there already, and has done two when he is one no more. */
  void isReplaced(OfficialId absent) {
    organization.groupsOf(absent).stream()
        .map(group -> group.value().substring(group.value().indexOf('@') + 1))
        .filter(place -> place.contains("."))
        .map(Tenant::ofInstance)
        .forEach(thin::add);
  }

  /** As {@link #isThin}, in any block of the body: one signer signs for all. */
  boolean isThinBody(Tenant tenant) {
    return thin.stream().anyMatch(one -> one.body().equals(tenant.body()));
  }

  /** Whether somebody held a second position in this body and block, or was a deputy there. */
  boolean isThin(Tenant tenant) {
    return thin.contains(tenant);
  }

  /** One more position, in the tenant's body and block. */
  void alsoHolds(OfficialId official, TaskGroup group, Tenant tenant) {
    if (organization.holds(official, group)) {
      return;
    }
    thin.add(tenant);
    jdbc.sql(
            """
            insert into official_position (id, official, body, block, role, title, valid_from, source)
            values (:id, :official, :body, :block, :role, 'Исполняет обязанности', :today, 'COMMAND')
            """)
        .param(
            "id",
            SECOND + jdbc.sql("select count(*) from official_position").query(Long.class).single())
        .param("official", official.value())
        .param("body", tenant.body().orElseThrow().value())
        .param("block", tenant.block().orElseThrow().value())
        .param("role", group.role().name())
        .param("today", LocalDate.now(clock))
        .update();
    organization.refresh();
  }

  /** Everybody as the files say. */
  void asBefore() {
    List.copyOf(gone.keySet()).forEach(this::returns);
    jdbc.sql("delete from official_position where id like '" + SECOND + "%'").update();
    thin.clear();
    organization.refresh();
  }
}
