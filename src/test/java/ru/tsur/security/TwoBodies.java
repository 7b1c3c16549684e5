package ru.tsur.security;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/**
 * Two invented bodies with their officials, and two tiny diagrams under the keys of the real ones;
 * everything is taken away again, since all tests share one database.
 */
class TwoBodies implements AutoCloseable {

  static final String PASSWORD = "a long password";
  static final OfficialId EXECUTOR_A = new OfficialId("seca.executor");
  static final OfficialId APPROVER_A = new OfficialId("seca.approver");
  static final OfficialId EXECUTOR_B = new OfficialId("secb.executor");
  static final OfficialId CONTROLLER = new OfficialId("sec.controller");
  static final OfficialId COORDINATOR = new OfficialId("sec.coordinator");
  static final OfficialId REGISTRAR = new OfficialId("sec.registrar");
  static final OfficialId ADMINISTRATOR = new OfficialId("sec.admin");
  static final OfficialId METHODOLOGIST = new OfficialId("sec.methodologist");

  /** Executor in A and approver in B: roles and bodies must not multiply. */
  static final OfficialId TWO_HATS = new OfficialId("sec.twohats");

  static final String TENANT_A = "seca.secroads";
  static final String TENANT_B = "secb.secroads";

  private final JdbcClient jdbc;
  private final ProcessEngine engine;
  private final Organization organization;
  private final Accounts accounts;
  private final Clock clock;
  private final List<String> deployments = new ArrayList<>();
  private final List<UUID> appeals = new ArrayList<>();

  TwoBodies(
      JdbcClient jdbc,
      ProcessEngine engine,
      Organization organization,
      Accounts accounts,
      Clock clock) {
    this.jdbc = jdbc;
    this.engine = engine;
    this.organization = organization;
    this.accounts = accounts;
    this.clock = clock;
    sql(
        """
        insert into body (id, name, short_name, kind)
        select 'tsur', 'ЦУР', 'ЦУР', 'CENTRE' where not exists (select 1 from body where id = 'tsur')
        """);
    for (String body : List.of("seca", "secb")) {
      sql(
          "insert into body (id, name, short_name, kind, parent) values ('%s', '%s', '%s', 'MINISTRY', 'tsur')"
              .formatted(body, body, body));
    }
    sql("insert into block (id, number, name) values ('secroads', 99, 'Дороги')");
    official(EXECUTOR_A, "Первый Исполнитель", "seca", "secroads", "EXECUTOR");
    official(APPROVER_A, "Первый Согласующий", "seca", "secroads", "APPROVER");
    official(EXECUTOR_B, "Второй Исполнитель", "secb", "secroads", "EXECUTOR");
    official(CONTROLLER, "Контролёр Первый", "tsur", null, "CONTROLLER");
    official(COORDINATOR, "Координатор Первый", "tsur", null, "COORDINATOR");
    official(REGISTRAR, "Регистратор Первый", "tsur", null, "REGISTRAR");
    official(ADMINISTRATOR, "Администратор Первый", "tsur", null, "ADMINISTRATOR");
    official(METHODOLOGIST, "Методолог Первый", "tsur", null, "METHODOLOGIST");
    official(TWO_HATS, "Двойной Совместитель", "seca", "secroads", "EXECUTOR");
    position("sec.twohats.b", TWO_HATS, "secb", "secroads", "APPROVER");
    accounts.setPassword("sec-sender", Accounts.Kind.SYSTEM, PASSWORD);
    organization.refresh();
    deploy("appeal.bpmn", "consideration.bpmn");
  }

  private void official(OfficialId id, String name, String body, String block, String role) {
    sql(
        "insert into official (id, name, source) values ('%s', '%s', 'COMMAND')"
            .formatted(id, name));
    position(id + ".p", id, body, block, role);
    accounts.setPassword(id.value(), Accounts.Kind.OFFICIAL, PASSWORD);
  }

  private void position(String id, OfficialId official, String body, String block, String role) {
    sql(
        """
        insert into official_position (id, official, body, block, role, title, valid_from, source)
        values ('%s', '%s', '%s', %s, '%s', 'Должность', date '2020-01-01', 'COMMAND')
        """
            .formatted(id, official, body, block == null ? "null" : "'" + block + "'", role));
  }

  private void sql(String statement) {
    jdbc.sql(statement).update();
  }

  private void deploy(String... files) {
    var deployment = engine.getRepositoryService().createDeployment().name("security test");
    for (String file : files) {
      deployment.addClasspathResource("security/" + file);
    }
    deployments.add(deployment.deploy().getId());
  }

  /** An appeal that waits at the executor of the body; returns the id of his task. */
  String taskOf(String tenant) {
    return taskOf(tenant, "executor@" + tenant, "approver@" + tenant);
  }

  String taskOf(String tenant, String executors, String approvers) {
    UUID appeal = UUID.randomUUID();
    jdbc.sql(
            """
            insert into appeal (id, channel, content_digest, type, addressee, text, received_at, stored_at,
              stored_by, state)
            values (:id, 'POST', 'x', 'APPLICATION', 'x', 'x', :now, :now, 'test', 'RECEIVED')
            """)
        .param("id", appeal)
        .param("now", OffsetDateTime.now(clock))
        .update();
    appeals.add(appeal);
    engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "appeal",
            appeal.toString(),
            Map.of("body", tenant, "executors", executors, "approvers_", approvers));
    return task(appeal).getId();
  }

  /** The one open task of the appeal of this earlier task. */
  Task next(String instance) {
    return engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
  }

  private Task task(UUID appeal) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceBusinessKey(appeal.toString())
        .singleResult();
  }

  @Override
  public void close() {
    for (String deployment : deployments) {
      engine.getRepositoryService().deleteDeployment(deployment, true, true, true);
    }
    for (String table : List.of("act", "flow_taken", "deadline")) {
      for (UUID appeal : appeals) {
        jdbc.sql("delete from " + table + " where appeal = :appeal")
            .param("appeal", appeal)
            .update();
      }
    }
    appeals.forEach(
        appeal ->
            jdbc.sql("delete from appeal where id = :appeal").param("appeal", appeal).update());
    sql("delete from account where login like 'sec%'");
    sql("delete from official_position where official like 'sec%'");
    sql("delete from official where id like 'sec%'");
    sql("delete from block where id = 'secroads'");
    sql("delete from body where id in ('seca', 'secb')");
    organization.refresh();
  }
}
