package ru.tsur.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.ProductTest;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.desk.TaskRefusals.NoSuchTask;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.process.Region;
import ru.tsur.workflow.TasksInHand;
import ru.tsur.workflow.engine.EngineAccess;

/** What happens to a task between the look at it and its release. */
@ProductTest
class TaskReleaseTest {

  private static final OfficialId COORDINATOR = new OfficialId("coordinator");

  @Autowired Region region;
  @Autowired TasksOnDesk desk;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired EngineAccess engine;
  @Autowired Assignments assignments;
  @Autowired Complaints complaints;
  @Autowired Acts acts;
  @Autowired Organization organization;
  @Autowired TasksInHand inHand;
  @Autowired TransactionTemplate transaction;

  private AppealId appeal;
  private Task task;

  @BeforeEach
  void aTaskHeldByARegistrar() {
    region.itIs(LocalDate.of(2026, 6, 3));
    appeal = region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
    task =
        engine.acrossBodies(
            () ->
                tasks
                    .createTaskQuery()
                    .processInstanceBusinessKey(appeal.toString())
                    .singleResult());
    holds("registrar2");
  }

  @AfterEach
  void clear() {
    ClockUtil.reset();
  }

  private void holds(String login) {
    engine.acrossBodies(() -> tasks.setAssignee(task.getId(), login));
  }

  private void isGone() {
    engine.acrossBodies(
        () -> runtime.deleteProcessInstance(task.getProcessInstanceId(), "a test ends it"));
  }

  /** The release while another does the work after the look at the task. */
  private void releaseAfterTheLook(Runnable meanwhile) {
    TasksOnDesk slow = mock(TasksOnDesk.class);
    when(slow.see(task.getId(), COORDINATOR))
        .thenAnswer(
            call -> {
              var seen = desk.see(task.getId(), COORDINATOR);
              CompletableFuture.runAsync(meanwhile).join();
              return seen;
            });
    release(slow, acts);
  }

  /** The release while another does the work before it is written. */
  private void releaseBeforeTheWrite(Runnable meanwhile) {
    Acts slow = mock(Acts.class);
    Mockito.doAnswer(
            call -> {
              CompletableFuture.runAsync(meanwhile).join();
              return null;
            })
        .when(slow)
        .record(any(), any(), any(), any(Acts.Place.class), any());
    release(desk, slow);
  }

  private void release(TasksOnDesk from, Acts to) {
    var releases =
        new TaskRelease(from, tasks, engine, assignments, complaints, to, organization, inHand);
    transaction.executeWithoutResult(
        status -> releases.release(task.getId(), COORDINATOR, ReleaseReason.LEFT));
  }

  private void nothingIsReleasedFrom(String login) {
    String holder =
        engine.acrossBodies(
            () -> tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee());
    assertThat(holder).isEqualTo(login);
    assertThat(acts.of(appeal)).noneMatch(act -> act.action() == Action.TASK_RELEASED);
  }

  @Test
  void whatAnotherHoldsMeanwhileStaysHis() {
    assertThatThrownBy(() -> releaseAfterTheLook(() -> holds("registrar")))
        .isInstanceOf(OptimisticLockingException.class);

    nothingIsReleasedFrom("registrar");
  }

  @Test
  void whatAnotherTakesInTheSameMomentStaysHis() {
    assertThatThrownBy(() -> releaseBeforeTheWrite(() -> holds("registrar")))
        .isInstanceOf(OptimisticLockingException.class);

    nothingIsReleasedFrom("registrar");
  }

  @Test
  void aTaskGoneMeanwhileIsNotFound() {
    assertThatThrownBy(() -> releaseAfterTheLook(this::isGone)).isInstanceOf(NoSuchTask.class);
  }
}
