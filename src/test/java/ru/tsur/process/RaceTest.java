package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.ProductTest;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.control.Check;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * Two at once, and what is taken back: nothing happens twice, nothing is left behind, no number is
 * lost.
 */
@ProductTest
class RaceTest {

  private static final LocalDate WED_2026_06_03 = LocalDate.of(2026, 6, 3);
  private static final int PAIRS = 200;

  @Autowired Region region;
  @Autowired ComplaintNotices notices;
  @Autowired Organization organization;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Check check;

  @BeforeEach
  void aWednesdayInJune() {
    region.itIs(WED_2026_06_03);
  }

  @AfterEach
  void registerAndEngineAgree() {
    try {
      assertThat(check.findings(java.util.Set.of(Check.Holds.ALWAYS))).isEmpty();
    } finally {
      ClockUtil.reset();
    }
  }

  @Test
  void ofTwoCompletionsOfOneTaskOneHasEffect() throws Exception {
    List<AppealId> appeals = new ArrayList<>();
    Outcome outcome = new Outcome();
    for (int pair = 0; pair < PAIRS; pair++) {
      AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
      appeals.add(appeal);
      Task task = region.task(appeal, "Task_Triage");
      outcome.add(
          atOnce(
              () -> region.does(new OfficialId("coordinator"), task),
              () -> region.does(new OfficialId("coordinator2"), task)));
    }

    assertThat(outcome.done).isEqualTo(PAIRS);
    assertThat(outcome.refused).hasSize(PAIRS).allSatisfy(RaceTest::isTheLosersRefusal);
    for (AppealId appeal : appeals) {
      assertThat(acts(appeal, "TRIAGED")).isEqualTo(1);
      assertThat(acts(appeal, "TASK_COMPLETED")).isEqualTo(1);
      assertThat(region.open(appeal)).containsExactly("Task_AcceptQuestions");
    }
  }

  /** Art. 8 p. 6: the signer may be the one whom the complaint is on. */
  @Test
  void whoSignsWaitsForWhoIsTellingOfAComplaint() throws Exception {
    AppealId appeal = region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS);
    region.untilApproved(appeal);
    Task sign = region.task(appeal, "Task_SignAnswer");
    OfficialId signer = region.entitled(sign);
    Actor head =
        organization.actorFor(
            new OfficialId("head.roads"),
            Role.BLOCK_HEAD.at(new Tenant("zarechensk.roads")),
            Optional.empty());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> signing =
          transaction.execute(
              status -> {
                notices.tell(appeal, "Жалуется на того, кто чинит дорогу.", head);
                Future<?> begun = other.submit(() -> region.does(signer, sign));
                awaitBlocked(begun);
                return begun;
              });

      assertThatThrownBy(() -> signing.get(30, TimeUnit.SECONDS))
          .hasMessageContaining("Подпишите ответ после проверки");
    } finally {
      other.shutdown();
    }
    assertThat(acts(appeal, "SIGNED")).isZero();
    assertThat(acts(appeal, "COMPLAINT_NOTICED")).isEqualTo(1);
  }

  /** Until the other's session waits for a lock of this transaction. */
  private void awaitBlocked(Future<?> other) {
    while (!other.isDone()
        && count("select count(*) from information_schema.sessions where blocker_id is not null")
            == 0) {
      Thread.onSpinWait();
    }
    assertThat(other.isDone()).as("it did not wait").isFalse();
  }

  @Test
  void twoRegistrarsAtOnceGetNeighbouringNumbersAndARollbackLeavesNoGap() throws Exception {
    int before = lastNumber();
    for (int i = 0; i < 20; i++) {
      Outcome outcome =
          atOnce(
              () -> region.registered(AppealType.APPLICATION, Channel.POST, Region.ROADS),
              () ->
                  assertThatThrownBy(
                          () ->
                              transaction.executeWithoutResult(
                                  status -> {
                                    region.registered(
                                        AppealType.APPLICATION, Channel.POST, Region.ROADS);
                                    throw new IllegalStateException("the database went away");
                                  }))
                      .hasMessage("the database went away"));
      assertThat(outcome.refused).isEmpty();
    }

    assertThat(lastNumber()).isEqualTo(before + 20);
    List<String> numbers =
        jdbc.sql("select number from appeal where number like 'Г-%/2026'")
            .query(String.class)
            .list();
    assertThat(numbers)
        .containsAll(
            IntStream.rangeClosed(1, lastNumber()).mapToObj(n -> "Г-" + n + "/2026").toList());
  }

  @Test
  void aRollbackOfTheRestDoorLeavesNoRowAndNoProcess() throws Exception {
    long appeals = count("select count(*) from appeal");
    long instances = count("select count(*) from act_ru_execution");
    for (int i = 0; i < 10; i++) {
      Runnable cutOff =
          () ->
              assertThatThrownBy(
                      () ->
                          transaction.executeWithoutResult(
                              status -> {
                                region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS);
                                throw new IllegalStateException("the database went away");
                              }))
                  .hasMessage("the database went away");
      assertThat(atOnce(cutOff, cutOff).refused).isEmpty();
    }

    assertThat(count("select count(*) from appeal")).isEqualTo(appeals);
    assertThat(count("select count(*) from act_ru_execution")).isEqualTo(instances);
  }

  /** What the loser meets depends on how far the winner is; nothing else may stop him. */
  private static void isTheLosersRefusal(RuntimeException refusal) {
    assertThat(refusal)
        .isInstanceOfAny(
            OptimisticLockingException.class, // both wrote
            AuthorizationException.class, // it was the other's already
            NullValueException.class, // the engine finds no such task any more
            Refusal.class); // nor does the desk
  }

  /** How many went through, and how the others were refused. */
  private static final class Outcome {
    int done;
    final List<RuntimeException> refused = new ArrayList<>();

    void add(Outcome other) {
      done += other.done;
      refused.addAll(other.refused);
    }
  }

  /** Runs all at the same moment. */
  private static Outcome atOnce(Runnable... works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(works.length);
    try {
      CyclicBarrier start = new CyclicBarrier(works.length);
      List<Future<Optional<RuntimeException>>> results = new ArrayList<>();
      for (Runnable work : works) {
        Callable<Optional<RuntimeException>> run =
            () -> {
              start.await();
              try {
                work.run();
                return Optional.empty();
              } catch (RuntimeException refusal) {
                return Optional.of(refusal);
              }
            };
        results.add(threads.submit(run));
      }
      Outcome outcome = new Outcome();
      for (Future<Optional<RuntimeException>> result : results) {
        result.get().ifPresentOrElse(outcome.refused::add, () -> outcome.done++);
      }
      return outcome;
    } finally {
      threads.shutdown();
    }
  }

  private int lastNumber() {
    return jdbc.sql(
            "select coalesce(max(last_number), 0) from number_series where series = 'Г' and series_year = 2026")
        .query(Integer.class)
        .single();
  }

  private long acts(AppealId appeal, String action) {
    return jdbc.sql("select count(*) from act where appeal = :appeal and action = :action")
        .param("appeal", appeal.value())
        .param("action", action)
        .query(Long.class)
        .single();
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
