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
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * A supplement or a request to stop may come before triage; its instance began without a seal. Once
 * triage finds a complaint on one of ours, it is sealed as if it began now (art. 8 p. 6). The
 * engine has no call for another tenant: its rows are changed.
 */
@Component
class BesideTriage {

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

  BesideTriage(
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
            select e.id_, e.tenant_id_ from act_ru_execution e join act_re_procdef p on p.id_ = e.proc_def_id_
            where e.business_key_ = :appeal and e.id_ = e.proc_inst_id_ and p.key_ not in ('appeal', 'triage')
            """)
        .param("appeal", appeal.toString())
        .query((row, i) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(
            one -> {
              String sealed =
                  complaints.getObject().tenant(appeal, Tenant.ofInstance(one.getValue()));
              seal(one.getKey(), sealed);
              takeFrom(banned, one.getKey());
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
  private void takeFrom(Set<OfficialId> banned, String instance) {
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
            .param("above", organization.deciding(one.group().role(), Tenant.TSUR, banned).value())
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
}
