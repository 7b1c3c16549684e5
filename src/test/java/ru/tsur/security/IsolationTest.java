package ru.tsur.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.tsur.security.TwoBodies.APPROVER_A;
import static ru.tsur.security.TwoBodies.CONTROLLER;
import static ru.tsur.security.TwoBodies.COORDINATOR;
import static ru.tsur.security.TwoBodies.EXECUTOR_A;
import static ru.tsur.security.TwoBodies.EXECUTOR_B;
import static ru.tsur.security.TwoBodies.TENANT_A;
import static ru.tsur.security.TwoBodies.TENANT_B;
import static ru.tsur.security.TwoBodies.TWO_HATS;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.ProductTest;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.engine.EngineAccess;

/** Who sees and does what inside the engine, whatever door he came by: docs/adr/isolation.md. */
@ProductTest
class IsolationTest {

  @Autowired JdbcClient jdbc;
  @Autowired ProcessEngine engine;
  @Autowired Organization organization;
  @Autowired Accounts accounts;
  @Autowired Clock clock;
  @Autowired EngineAccess access;

  private TwoBodies bodies;
  private String taskOfA;
  private String taskOfB;

  @BeforeEach
  void oneAppealEach() {
    bodies = new TwoBodies(jdbc, engine, organization, accounts, clock);
    taskOfA = bodies.taskOf(TENANT_A);
    taskOfB = bodies.taskOf(TENANT_B);
  }

  @AfterEach
  void clear() {
    engine.getIdentityService().clearAuthentication();
    bodies.close();
  }

  private Task task(String id) {
    return engine.getTaskService().createTaskQuery().taskId(id).singleResult();
  }

  private Task nextIn(String instance) {
    return engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
  }

  @Test
  void theCalledInstanceHasTheMappedTenantAndTheAppealTheCentres() {
    assertThat(task(taskOfA).getTenantId()).isEqualTo(TENANT_A);
    var called =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(task(taskOfA).getProcessInstanceId())
            .singleResult();
    assertThat(called.getTenantId()).isEqualTo(TENANT_A);
    var top =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(called.getRootProcessInstanceId())
            .singleResult();
    assertThat(top.getTenantId()).isEqualTo("tsur");
    assertThat(
            engine
                .getHistoryService()
                .createHistoricTaskInstanceQuery()
                .taskId(taskOfA)
                .singleResult()
                .getTenantId())
        .isEqualTo(TENANT_A);
    assertThat(
            engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(called.getId())
                .singleResult()
                .getTenantId())
        .isEqualTo(TENANT_A);
  }

  @Test
  void nothingHasNoTenant() {
    assertThat(engine.getTaskService().createTaskQuery().withoutTenantId().count()).isZero();
    assertThat(engine.getRuntimeService().createProcessInstanceQuery().withoutTenantId().count())
        .isZero();
    assertThat(
            engine
                .getHistoryService()
                .createHistoricVariableInstanceQuery()
                .withoutTenantId()
                .count())
        .isZero();
  }

  @Test
  void anOfficialSeesHisBodyOnly() {
    access.as(
        EXECUTOR_A,
        () -> {
          var tasks = engine.getTaskService();
          assertThat(tasks.createTaskQuery().listPage(0, 100))
              .extracting(Task::getId)
              .containsExactly(taskOfA);
          assertThat(tasks.createTaskQuery().tenantIdIn(TENANT_B).count()).isZero();
          assertThat(tasks.createTaskQuery().or().taskId(taskOfB).taskName("x").endOr().count())
              .isZero();
          assertThat(tasks.createTaskQuery().taskCandidateGroup("executor@" + TENANT_B).count())
              .isZero();
          assertThatThrownBy(() -> tasks.getVariables(taskOfB))
              .isInstanceOf(ProcessEngineException.class);
          assertThatThrownBy(() -> engine.getFormService().getTaskFormData(taskOfB))
              .isInstanceOf(ProcessEngineException.class);
          assertThatThrownBy(() -> tasks.getIdentityLinksForTask(taskOfB))
              .isInstanceOf(ProcessEngineException.class);
          assertThat(engine.getRuntimeService().createProcessInstanceQuery().count()).isZero();
          assertThat(engine.getRuntimeService().createExecutionQuery().count()).isZero();
          assertThat(engine.getManagementService().createJobQuery().count()).isZero();
        });
  }

  @Test
  void nobodyReadsTheEnginesHistory() {
    for (OfficialId official : List.of(EXECUTOR_A, COORDINATOR, CONTROLLER)) {
      access.as(
          official,
          () -> {
            var history = engine.getHistoryService();
            assertThat(history.createHistoricTaskInstanceQuery().count()).isZero();
            assertThat(history.createHistoricProcessInstanceQuery().count()).isZero();
            assertThat(history.createHistoricVariableInstanceQuery().count()).isZero();
            assertThat(history.createHistoricActivityInstanceQuery().count()).isZero();
            assertThat(history.createHistoricDetailQuery().count()).isZero();
            assertThat(history.createUserOperationLogQuery().count()).isZero();
            String definition = nextDefinition();
            assertThat(history.createHistoricActivityStatisticsQuery(definition).count()).isZero();
          });
    }
  }

  private String nextDefinition() {
    return access.acrossBodies(
        () ->
            engine
                .getTaskService()
                .createTaskQuery()
                .taskId(taskOfA)
                .singleResult()
                .getProcessDefinitionId());
  }

  @Test
  void storedFiltersShowEverybodyHisOwn() {
    var filters = engine.getFilterService();
    var filter =
        filters.saveFilter(
            filters
                .newTaskFilter("security test")
                .setQuery(
                    engine
                        .getTaskService()
                        .createTaskQuery()
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .includeAssignedTasks()));
    try {
      assertThat(access.<Long>as(EXECUTOR_A, () -> filters.count(filter.getId()))).isEqualTo(1);
      assertThat(access.<List<Task>>as(EXECUTOR_A, () -> filters.listPage(filter.getId(), 0, 100)))
          .extracting(Task::getId)
          .containsExactly(taskOfA);
      assertThat(access.<Long>as(APPROVER_A, () -> filters.count(filter.getId()))).isZero();
      access.as(
          EXECUTOR_A,
          () -> {
            assertThatThrownBy(() -> filters.deleteFilter(filter.getId()))
                .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> filters.saveFilter(filters.newTaskFilter("own")))
                .isInstanceOf(AuthorizationException.class);
          });
    } finally {
      filters.deleteFilter(filter.getId());
    }
  }

  @Test
  void doesOnlyWhatIsHisRoles() {
    for (OfficialId stranger : List.of(APPROVER_A, EXECUTOR_B, CONTROLLER, COORDINATOR)) {
      access.as(
          stranger,
          () -> {
            var tasks = engine.getTaskService();
            assertThatThrownBy(() -> tasks.claim(taskOfA, stranger.value()))
                .isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> tasks.complete(taskOfA))
                .isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(taskOfA, Map.of()))
                .isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> tasks.setVariable(taskOfA, "tenant", TENANT_B))
                .isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> tasks.handleBpmnError(taskOfA, "X"))
                .isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> tasks.handleEscalation(taskOfA, "X"))
                .isInstanceOf(ProcessEngineException.class);
          });
    }
    access.as(EXECUTOR_A, () -> engine.getTaskService().complete(taskOfA));
  }

  @Test
  void theApproversTaskIsNotTheExecutors() {
    String instance = task(taskOfA).getProcessInstanceId();
    access.as(EXECUTOR_A, () -> engine.getTaskService().complete(taskOfA));
    String approval = nextIn(instance).getId();

    access.as(
        EXECUTOR_A,
        () -> {
          assertThatThrownBy(() -> engine.getTaskService().claim(approval, EXECUTOR_A.value()))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(() -> engine.getTaskService().complete(approval))
              .isInstanceOf(AuthorizationException.class);
        });
    // The parent's task, in the ЦУР's tenant, follows although the approver does not see it.
    String root = rootOf(instance);
    access.as(APPROVER_A, () -> engine.getTaskService().complete(approval));
    assertThat(nextIn(root).getTaskDefinitionKey()).isEqualTo("Task_TestCentre");
    assertThat(access.<Long>as(APPROVER_A, () -> engine.getTaskService().createTaskQuery().count()))
        .isZero();
    access.as(COORDINATOR, () -> engine.getTaskService().complete(nextIn(root).getId()));
  }

  private String rootOf(String instance) {
    return engine
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processInstanceId(instance)
        .singleResult()
        .getRootProcessInstanceId();
  }

  @Test
  void rolesAndBodiesDoNotMultiply() {
    String instance = task(taskOfA).getProcessInstanceId();
    access.as(TWO_HATS, () -> engine.getTaskService().complete(taskOfA)); // executor in A
    String approvalInA = nextIn(instance).getId();
    access.as(
        TWO_HATS,
        () -> {
          assertThat(engine.getTaskService().createTaskQuery().taskId(approvalInA).count()).isOne();
          assertThatThrownBy(() -> engine.getTaskService().complete(approvalInA))
              .isInstanceOf(AuthorizationException.class); // approver in B only
          assertThatThrownBy(() -> engine.getTaskService().complete(taskOfB))
              .isInstanceOf(AuthorizationException.class);
        });
  }

  @Test
  void whatOneHasTakenIsNotAnothersAnyMore() {
    access.as(EXECUTOR_A, () -> engine.getTaskService().claim(taskOfA, EXECUTOR_A.value()));

    access.as(
        TWO_HATS,
        () -> {
          assertThatThrownBy(() -> engine.getTaskService().complete(taskOfA))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(() -> engine.getTaskService().claim(taskOfA, null))
              .isInstanceOf(AuthorizationException.class);
        });
  }

  @Test
  void nobodyAssignsStartsSendsOrManages() {
    access.as(
        EXECUTOR_A,
        () -> {
          var tasks = engine.getTaskService();
          var runtime = engine.getRuntimeService();
          assertThatThrownBy(() -> tasks.setAssignee(taskOfA, APPROVER_A.value()))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(() -> tasks.addCandidateGroup(taskOfA, "executor@" + TENANT_B))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(() -> tasks.delegateTask(taskOfA, APPROVER_A.value()))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(() -> runtime.startProcessInstanceByKey("consideration"))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(
                  () ->
                      runtime.deleteProcessInstance(
                          access.acrossBodies(() -> task(taskOfA).getProcessInstanceId()), "x"))
              .isInstanceOf(AuthorizationException.class);
          assertThatThrownBy(
                  () ->
                      engine
                          .getRepositoryService()
                          .createDeployment()
                          .addString("x.bpmn", "<x/>")
                          .deploy())
              .isInstanceOf(ProcessEngineException.class);
          assertThatThrownBy(() -> tasks.saveTask(tasks.newTask()))
              .isInstanceOf(ProcessEngineException.class);
        });
  }

  @Test
  void theControllerSeesAllAndDoesNothing() {
    access.as(
        CONTROLLER,
        () -> {
          var tasks = engine.getTaskService();
          assertThat(tasks.createTaskQuery().taskId(taskOfA).count()).isOne();
          assertThat(tasks.createTaskQuery().taskId(taskOfB).count()).isOne();
          assertThatThrownBy(() -> tasks.complete(taskOfA))
              .isInstanceOf(AuthorizationException.class);
        });
  }

  @Test
  void thePersonWhoAsksLearnsAboutHimselfOnly() {
    var identity = engine.getIdentityService();
    assertThat(identity.createUserQuery().memberOfGroup("executor@" + TENANT_A).count())
        .isEqualTo(2);
    access.as(
        EXECUTOR_A,
        () -> {
          assertThat(identity.createUserQuery().listPage(0, 100))
              .extracting(user -> user.getId())
              .containsExactly(EXECUTOR_A.value());
          assertThat(identity.createUserQuery().userId(EXECUTOR_B.value()).count()).isZero();
          assertThat(identity.createGroupQuery().groupMember(EXECUTOR_B.value()).count()).isZero();
          assertThat(identity.createTenantQuery().userMember(EXECUTOR_B.value()).count()).isZero();
          assertThat(identity.createGroupQuery().listPage(0, 100))
              .extracting(group -> group.getId())
              .containsExactly("executor@" + TENANT_A, "official");
        });
    assertThatThrownBy(() -> identity.saveUser(identity.newUser("x")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void acrossBodiesWorksInsideAndOutsideACommandAndEndsThere() {
    access.as(
        EXECUTOR_A,
        () -> {
          assertThat(engine.getTaskService().createTaskQuery().taskId(taskOfB).count()).isZero();
          assertThat(
                  access.<Long>acrossBodies(
                      () -> engine.getTaskService().createTaskQuery().taskId(taskOfB).count()))
              .isOne();
          assertThat(
                  access.<Long>acrossBodies(
                      () ->
                          access.acrossBodies(
                              () ->
                                  engine
                                      .getTaskService()
                                      .createTaskQuery()
                                      .taskId(taskOfB)
                                      .count())))
              .isOne();
          assertThat(engine.getTaskService().createTaskQuery().taskId(taskOfB).count()).isZero();
        });
  }

  @Test
  void everyFlowTakenIsKept() {
    String instance = task(taskOfA).getProcessInstanceId();
    access.as(EXECUTOR_A, () -> engine.getTaskService().complete(taskOfA));

    assertThat(
            jdbc.sql("select flow from flow_taken where instance = :instance order by id")
                .param("instance", instance)
                .query(String.class)
                .list())
        .containsExactly("Flow_ToWork", "Flow_ToApproval");
    assertThat(
            jdbc.sql(
                    "select count(*) from flow_taken where root_instance = :root and flow = 'Flow_ToCall' and appeal is not null")
                .param("root", rootOf(instance))
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }
}
