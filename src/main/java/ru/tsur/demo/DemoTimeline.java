package ru.tsur.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Deadlines;
import ru.tsur.correspondence.Notices;
import ru.tsur.deadline.Calendars;
import ru.tsur.deadline.ProductionCalendar;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.LetterWorker;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Plays the invented lives in one chronological line on a simulated clock: what comes in, what
 * officials do, timers that are due in between, letters. What would happen after the present moment
 * does not happen.
 */
@Component
@Profile("demo")
class DemoTimeline {

  private static final Logger LOG = LoggerFactory.getLogger(DemoTimeline.class);
  private static final LocalTime MORNING = LocalTime.of(9, 10);
  private static final LocalTime EVENING = LocalTime.of(17, 45);

  private final Appeals appeals;
  private final Deadlines deadlines;
  private final DemoOfficials officials;
  private final Organization organization;
  private final ProductionCalendar calendar;
  private final ManagementService management;
  private final EngineAccess engine;
  private final LetterWorker letters;
  private final Notices notices;
  private final Clock clock;

  DemoTimeline(
      Appeals appeals,
      Deadlines deadlines,
      DemoOfficials officials,
      Organization organization,
      Calendars calendars,
      ManagementService management,
      EngineAccess engine,
      LetterWorker letters,
      Notices notices,
      Clock clock) {
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.officials = officials;
    this.organization = organization;
    this.calendar = calendars.current().withWeekendsOnlyOutside();
    this.management = management;
    this.engine = engine;
    this.letters = letters;
    this.notices = notices;
    this.clock = clock;
  }

  /** What is left of one life, and when its next step is. */
  private static final class Life {
    final DemoAppeal invented;
    final Iterator<DemoStep> steps;
    final Random chance;
    AppealId appeal;
    DemoStep step;
    LocalDateTime next;

    Life(DemoAppeal invented) {
      this.invented = invented;
      this.steps = invented.life().stream().map(DemoStep::read).toList().iterator();
      this.chance = new Random(invented.id().hashCode());
    }
  }

  /**
   * Plays everything up to now and leaves the clock there.
   *
   * @return ids of invented appeals whose life stopped at a step that was refused
   */
  List<String> play(List<DemoAppeal> invented) {
    ClockUtil.reset();
    LocalDateTime now = LocalDateTime.now(clock);
    LocalDate lastWorkingDay = workingDaysBefore(now.toLocalDate(), 1);
    PriorityQueue<Life> line =
        new PriorityQueue<>(
            Comparator.<Life, LocalDateTime>comparing(life -> life.next)
                .thenComparing(life -> life.invented.id()));
    for (DemoAppeal one : invented) {
      Life life = new Life(one);
      life.next = start(life, now);
      line.add(life);
    }
    List<String> stopped = new ArrayList<>();
    Set<String> failedTimers = new HashSet<>();
    int done = 0;
    while (!line.isEmpty() && !line.peek().next.isAfter(now)) {
      Life life = line.remove();
      fireTimers(life.next, failedTimers);
      set(life.next);
      try {
        goOn(life, lastWorkingDay);
      } catch (RuntimeException refused) {
        LOG.error(
            "Demo: {} stopped at {}: {}",
            life.invented.id(),
            life.step == null ? "the door" : life.step.word(),
            reason(refused));
        stopped.add(life.invented.id());
        life.next = null;
      }
      letters.sendDue();
      if (life.next != null) {
        line.add(life);
      }
      if (++done % 50 == 0) {
        LOG.info("Demo: {} steps done, its clock shows {}", done, LocalDate.now(clock));
      }
    }
    fireTimers(now, failedTimers);
    stopped.addAll(failedTimers);
    set(now);
    letters.sendDue();
    notices.sendDue();
    LOG.info("Demo: {} steps done, {} refused", done, stopped.size());
    return stopped;
  }

  /** Does what is due in this life and plans what follows; {@code next} is null at its end. */
  private void goOn(Life life, LocalDate lastWorkingDay) {
    if (life.appeal == null) {
      life.appeal = comesIn(life.invented);
    } else if (life.step.word().equals("ask")) {
      officials.askForExtension(life.appeal, life.step);
    } else {
      List<Task> open = officials.open(life.appeal, life.step.elements());
      if (open.isEmpty()) {
        throw new IllegalStateException("no task " + life.step.elements());
      }
      officials.does(life.invented, life.step, open.get(0), lastWorkingDay);
      if (life.step.isOfEach() && !officials.open(life.appeal, life.step.elements()).isEmpty()) {
        life.next = later(life, life.next, 0);
        return;
      }
    }
    if (!life.steps.hasNext()) {
      life.next = null;
      return;
    }
    life.step = life.steps.next();
    String when = life.step.when();
    life.next =
        when.startsWith("T")
            ? later(life, term(life), Integer.parseInt(when.substring(1)))
            : later(life, life.next, Integer.parseInt(when));
  }

  private LocalDateTime term(Life life) {
    return deadlines.current(life.appeal, Deadlines.ANSWER).orElseThrow().due();
  }

  private AppealId comesIn(DemoAppeal invented) {
    return invented.isByRest()
        ? appeals
            .receive(
                invented.received(clock.instant()),
                new Actor(new OfficialId(DemoAccounts.PORTAL), "Внешняя система", Role.SYSTEM))
            .id()
        : appeals.receiveAndRegister(
            AppealId.random(),
            invented.received(clock.instant()),
            Optional.empty(),
            organization.actorFor(
                new OfficialId(
                    Math.floorMod(invented.id().hashCode(), 3) == 0 ? "registrar2" : "registrar"),
                Role.REGISTRAR.at(Tenant.TSUR)));
  }

  // ---- time

  private LocalDateTime start(Life life, LocalDateTime now) {
    String start = life.invented.start();
    LocalDate today = now.toLocalDate();
    int number = Integer.parseInt(start.substring(1));
    return switch (start.charAt(0)) {
      case 'm' -> now.minusMinutes(number);
      case 'w' -> atWork(life, workingDaysBefore(today, number));
      case 't' -> atWork(life, receivedForTerm(workingDaysBefore(today, number)));
      case 'c' -> atWork(life, workingDaysBefore(today.minusDays(number - 1L), 1));
      default -> throw new IllegalArgumentException("Unknown start: " + start);
    };
  }

  /** A day whose thirtieth day, moved back to a working one, is the given day. */
  private LocalDate receivedForTerm(LocalDate due) {
    LocalDate raw = due;
    while (!calendar.isWorking(raw.minusDays(30)) && !calendar.isWorking(raw.plusDays(1))) {
      raw = raw.plusDays(1);
    }
    return raw.minusDays(30);
  }

  private LocalDateTime later(Life life, LocalDateTime from, int workingDays) {
    if (workingDays == 0) {
      LocalDateTime soon = from.plusMinutes(20 + life.chance.nextInt(70));
      return calendar.isWorking(soon.toLocalDate())
              && soon.toLocalTime().isBefore(EVENING)
              && !soon.toLocalTime().isBefore(MORNING)
          ? soon
          : atWork(
              life,
              workingDaysAfter(from.toLocalDate(), from.toLocalTime().isBefore(MORNING) ? 0 : 1));
    }
    return atWork(life, workingDaysAfter(from.toLocalDate(), workingDays));
  }

  private static LocalDateTime atWork(Life life, LocalDate day) {
    return day.atTime(MORNING).plusMinutes(life.chance.nextInt(8 * 60));
  }

  private LocalDate workingDaysAfter(LocalDate day, int count) {
    LocalDate moved = day;
    int left = count;
    while (left > 0 || !calendar.isWorking(moved)) {
      moved = moved.plusDays(1);
      if (calendar.isWorking(moved)) {
        left--;
      }
    }
    return moved;
  }

  private LocalDate workingDaysBefore(LocalDate day, int count) {
    LocalDate moved = day;
    for (int left = count; left > 0; ) {
      moved = moved.minusDays(1);
      if (calendar.isWorking(moved)) {
        left--;
      }
    }
    return moved;
  }

  /**
   * Fires what is due up to the moment, each at its own moment; reminders and letters leave then.
   */
  private void fireTimers(LocalDateTime until, Set<String> failed) {
    Instant end = until.atZone(clock.getZone()).toInstant();
    while (true) {
      Optional<Job> next = nextTimer(failed);
      if (next.isEmpty() || next.get().getDuedate().toInstant().isAfter(end)) {
        return;
      }
      Date due = next.get().getDuedate();
      if (due.after(ClockUtil.getCurrentTime())) {
        ClockUtil.setCurrentTime(due);
      }
      try {
        engine.acrossBodies(() -> management.executeJob(next.get().getId()));
      } catch (RuntimeException refused) {
        LOG.error("Demo: timer {} failed: {}", next.get().getId(), reason(refused));
        failed.add(next.get().getId());
      }
      letters.sendDue();
      notices.sendDue();
    }
  }

  private Optional<Job> nextTimer(Set<String> failed) {
    return engine.acrossBodies(
        () ->
            management
                .createJobQuery()
                .timers()
                .active()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .listPage(0, failed.size() + 1)
                .stream()
                .filter(job -> !failed.contains(job.getId()))
                .findFirst());
  }

  private void set(LocalDateTime moment) {
    ClockUtil.setCurrentTime(Date.from(moment.atZone(clock.getZone()).toInstant()));
  }

  /**
   * Our own refusals say which field; texts of people are never in them, but texts of the engine
   * may be long.
   */
  private static String reason(Throwable refused) {
    Throwable root = refused;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
