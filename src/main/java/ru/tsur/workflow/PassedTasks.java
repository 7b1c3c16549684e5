package ru.tsur.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;

/**
 * Tasks that an official does in the place of an absent one. A task of a group to which he belongs
 * by the substitution alone is such by itself; one of his own group is, if it was the absent one's.
 */
@Component
public class PassedTasks {

  private final JdbcClient jdbc;
  private final Organization organization;

  PassedTasks(JdbcClient jdbc, Organization organization) {
    this.jdbc = jdbc;
    this.organization = organization;
  }

  /** Whose task this was before it came to a deputy. */
  public Optional<OfficialId> absent(String task) {
    return jdbc.sql(
            """
            select s.absent from passed_task p join substitution s on s.id = p.substitution where p.task = :task
            """)
        .param("task", task)
        .query(String.class)
        .optional()
        .map(OfficialId::new);
  }

  /** In whose place the official does, or would do, each of these tasks; his own are left out. */
  public Map<String, OfficialId> absent(List<String> tasks, OfficialId official) {
    Map<String, OfficialId> found = new HashMap<>();
    if (tasks.isEmpty()
        || organization.positionsOf(official).stream()
            .allMatch(held -> held.official().equals(official))) {
      return found; // he replaces nobody
    }
    Map<String, OfficialId> passed = new HashMap<>();
    jdbc.sql(
            """
            select p.task, s.absent from passed_task p join substitution s on s.id = p.substitution
            where p.task in (:tasks)
            """)
        .param("tasks", tasks)
        .query(
            row -> {
              passed.put(row.getString("task"), new OfficialId(row.getString("absent")));
            });
    jdbc.sql(
            """
            select task_id_, group_id_ from act_ru_identitylink
            where type_ = 'candidate' and group_id_ is not null and task_id_ in (:tasks)
            """)
        .param("tasks", tasks)
        .query(
            row -> {
              String task = row.getString("task_id_");
              TaskGroup group = new TaskGroup(row.getString("group_id_"));
              if (organization.holds(official, group)) {
                organization
                    .actorFor(official, group, Optional.ofNullable(passed.get(task)))
                    .absent()
                    .ifPresent(absent -> found.put(task, absent));
              }
            });
    return found;
  }

  /**
   * The product gave the task to this official: keeps in whose place, if he replaces the named
   * executor.
   *
   * @return the one who is replaced
   */
  Optional<OfficialId> toDeputy(
      String task, OfficialId assignee, Optional<OfficialId> named, Tenant tenant) {
    named
        .filter(executor -> !executor.equals(assignee))
        .filter(
            executor ->
                organization
                    .deputyFor(executor, Role.EXECUTOR.at(tenant))
                    .filter(assignee::equals)
                    .isPresent())
        .flatMap(executor -> organization.substitution(executor, assignee))
        .filter(substitution -> absent(task).isEmpty())
        .ifPresent(substitution -> pass(task, substitution));
    return absent(task);
  }

  void pass(String task, long substitution) {
    forget(task);
    jdbc.sql("insert into passed_task (task, substitution) values (:task, :substitution)")
        .param("task", task)
        .param("substitution", substitution)
        .update();
  }

  /** Tasks that came to the deputy by this substitution and are not done. */
  List<String> of(long substitution) {
    return jdbc.sql("select task from passed_task where substitution = :substitution")
        .param("substitution", substitution)
        .query(String.class)
        .list();
  }

  void forget(String task) {
    jdbc.sql("delete from passed_task where task = :task").param("task", task).update();
  }
}
