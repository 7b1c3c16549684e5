package ru.tsur.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * What began before it was known on whom of ours the complaint is has no seal, or another one:
 * beside triage a supplement or a request to stop, and all of the consideration where the complaint
 * is found later. It is sealed as if it began now (art. 8 p. 6), with its history. The engine has
 * no call for another tenant: its rows are changed.
 *
 * <p>Not so the instance in which the finding is recorded, which the engine holds in memory: it
 * ends at once, and before nobody knew.
 */
@Component
class Sealing {

  private static final List<String> BY_INSTANCE =
      List.of(
          "act_ru_execution",
          "act_ru_task",
          "act_ru_ext_task",
          "act_ru_variable",
          "act_ru_event_subscr",
          "act_hi_procinst",
          "act_hi_taskinst",
          "act_hi_actinst",
          "act_hi_varinst",
          "act_hi_detail");

  private final TaskService tasks;
  private final EngineAccess engine;
  private final Organization organization;
  private final ObjectProvider<Complaints> complaints;
  private final JdbcClient jdbc;

  Sealing(
      @Lazy TaskService tasks,
      @Lazy EngineAccess engine,
      Organization organization,
      ObjectProvider<Complaints> complaints,
      JdbcClient jdbc) {
    this.tasks = tasks;
    this.engine = engine;
    this.organization = organization;
    this.complaints = complaints;
    this.jdbc = jdbc;
  }

  void seal(AppealId appeal) {
    Set<OfficialId> banned = complaints.getObject().banned(appeal);
    jdbc.sql(
            """
            select id_, tenant_id_ from act_hi_procinst
            where business_key_ = :appeal and proc_def_key_ not in ('appeal', 'triage', 'complaint-check')
            """)
        .param("appeal", appeal.toString())
        .query((row, i) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(
            one -> {
              Tenant tenant = Tenant.ofInstance(one.getValue());
              seal(one.getKey(), complaints.getObject().tenant(appeal, tenant));
              takeFrom(banned, one.getKey(), tenant);
            });
  }

  private void seal(String instance, String tenant) {
    BY_INSTANCE.forEach(
        table ->
            jdbc.sql(
                    "update " + table + " set tenant_id_ = :tenant where proc_inst_id_ = :instance")
                .param("tenant", tenant)
                .param("instance", instance)
                .update());
    jdbc.sql("update act_ru_job set tenant_id_ = :tenant where process_instance_id_ = :instance")
        .param("tenant", tenant)
        .param("instance", instance)
        .update();
    jdbc.sql(
            """
            update act_ru_identitylink set tenant_id_ = :tenant
            where task_id_ in (select id_ from act_ru_task where proc_inst_id_ = :instance)
            """)
        .param("tenant", tenant)
        .param("instance", instance)
        .update();
  }

  private record Open(String task, TaskGroup group, String assignee) {}

  /** A task whose group has nobody left goes to the group above; whoever is banned lets it go. */
  private void takeFrom(Set<OfficialId> banned, String instance, Tenant tenant) {
    List<Open> open =
        jdbc.sql(
                """
                select l.task_id_, l.group_id_, t.assignee_
                from act_ru_identitylink l join act_ru_task t on t.id_ = l.task_id_
                where t.proc_inst_id_ = :instance and l.type_ = 'candidate' and l.group_id_ is not null
                """)
            .param("instance", instance)
            .query(
                (row, i) ->
                    new Open(row.getString(1), new TaskGroup(row.getString(2)), row.getString(3)))
            .list();
    for (Open one : open) {
      if (organization.membersOf(one.group(), banned).isEmpty()) {
        jdbc.sql(
                "update act_ru_identitylink set group_id_ = :above where task_id_ = :task and group_id_ = :group")
            .param("above", above(one.group().role(), tenant, banned).value())
            .param("task", one.task())
            .param("group", one.group().value())
            .update();
      }
      if (one.assignee() != null
          && !organization.groupsOf(new OfficialId(one.assignee()), banned).contains(one.group())) {
        engine.acrossBodies(() -> tasks.setAssignee(one.task(), null));
      }
    }
  }

  /** Who decides in the role's place; where nobody does, who heads the block. */
  private TaskGroup above(Role role, Tenant tenant, Set<OfficialId> banned) {
    TaskGroup own = organization.deciding(role, tenant, banned);
    return tenant.isCentre() || !organization.membersOf(own, banned).isEmpty()
        ? own
        : organization.deciding(Role.BLOCK_HEAD, tenant, banned);
  }
}
