package ru.tsur.workflow;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Outbox;
import ru.tsur.deadline.Deadline;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;

/**
 * {@code ${terms…}} of the diagrams: due dates of tasks and dates of timers, both from the
 * register's deadlines. Dates are instants in the zone of the clock.
 */
@Component("terms")
public class TimerDates {

  /** Days before the term on which executor and head are reminded, at nine in the morning. */
  public static final List<Integer> REMINDERS = List.of(7, 3, 1);

  /** When reminders are sent but on the last day. */
  public static final LocalTime MORNING = LocalTime.of(9, 0);

  private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

  private final Deadlines deadlines;
  private final Terms terms;
  private final Outbox outbox;
  private final Outcomes outcomes;
  private final Promises promises;
  private final Assignments assignments;
  private final ControlDates controls;
  private final RedirectControls redirects;
  private final Visits visits;
  private final Clock clock;

  TimerDates(
      Deadlines deadlines,
      Terms terms,
      Outbox outbox,
      Outcomes outcomes,
      Promises promises,
      Assignments assignments,
      ControlDates controls,
      RedirectControls redirects,
      Visits visits,
      Clock clock) {
    this.redirects = redirects;
    this.visits = visits;
    this.assignments = assignments;
    this.controls = controls;
    this.deadlines = deadlines;
    this.terms = terms;
    this.outbox = outbox;
    this.outcomes = outcomes;
    this.promises = promises;
    this.clock = clock;
  }

  /** Due date of a task: of its own term, but never later than the appeal's deadline. */
  public Date due(DelegateExecution execution, String term) {
    AppealId appeal = InProcess.appeal(execution);
    LocalDateTime own =
        deadlines
            .current(appeal, new TermId(term))
            .map(Deadlines.Kept::due)
            .orElseGet(() -> step(appeal, term).dueAt());
    return deadlines.date(earlier(own, appeal));
  }

  /** When the term is breached: 24:00 of its last day. */
  public Date breach(DelegateExecution execution, String term) {
    AppealId appeal = InProcess.appeal(execution);
    return deadlines.date(
        deadlines
            .current(appeal, new TermId(term))
            .map(Deadlines.Kept::breachAt)
            .orElseGet(() -> step(appeal, term).breachAt()));
  }

  /** Due date of what is done by article 8 or 11: the term of the decided outcome. */
  public Date dueOfOutcome(DelegateExecution execution) {
    return deadlines.date(ofOutcome(execution).due());
  }

  /** When that term is breached. */
  public Date breachOfOutcome(DelegateExecution execution) {
    return deadlines.date(ofOutcome(execution).breachAt());
  }

  /**
   * Due date of a task about something with a term of its own: what the variable names, a request
   * for documents. It is another one's term and does not end with ours.
   */
  public Date dueOf(DelegateExecution execution, String variable) {
    return deadlines.date(kept(execution, variable).due());
  }

  /** When that term is breached. */
  public Date breachOf(DelegateExecution execution, String variable) {
    return deadlines.date(kept(execution, variable).breachAt());
  }

  /** The next reminder of that term, as in {@link #reminders}. */
  public String remindersOf(DelegateExecution execution, String variable) {
    Deadlines.Kept kept = kept(execution, variable);
    return next(moments(kept.due().toLocalDate(), kept.breachAt()));
  }

  /**
   * Due date of a part: a co-executor's ends by half of the term, so that the whole can be written;
   * who answers for the whole has the step's.
   */
  public Date dueOfPart(DelegateExecution execution) {
    return due(execution, termOfPart(execution));
  }

  /** When a part is late. */
  public Date breachOfPart(DelegateExecution execution) {
    return breach(execution, termOfPart(execution));
  }

  /** Row of the terms table for the part that the execution is about. */
  public String termOfPart(DelegateExecution execution) {
    return assignments.assignment(InProcess.assignment(execution)).responsible()
        ? "STEP_EXECUTE"
        : Deadlines.PART.value();
  }

  private Deadlines.Kept kept(DelegateExecution execution, String variable) {
    return deadlines
        .currentOf(
            InProcess.appeal(execution), UUID.fromString((String) execution.getVariable(variable)))
        .orElseThrow();
  }

  private Deadlines.Kept ofOutcome(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    TermId term =
        OutcomesInProcess.of(outcomes, (String) execution.getVariable("outcome"), appeal).term();
    return deadlines.current(appeal, term).orElseThrow();
  }

  /**
   * The next reminder as an engine's cycle of one: T−7, T−3, T−1 at nine and T at noon; after noon
   * of the last day it points at the breach, so that an extension granted in these last hours still
   * finds a timer to move.
   */
  public String reminders(DelegateExecution execution) {
    AppealId appeal = InProcess.appeal(execution);
    Deadlines.Kept answer = deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
    LocalDate last = answer.due().toLocalDate();
    // the day of the body that sent the appeal on comes first, then what is left of our own
    return next(
        Stream.concat(
            controls
                .of(appeal)
                .map(ControlDates.ControlDate::due)
                .filter(day -> day.isBefore(last))
                .map(day -> moments(day, day.plusDays(1).atStartOfDay()))
                .stream()
                .flatMap(moments -> moments),
            moments(last, answer.breachAt())));
  }

  private static Stream<LocalDateTime> moments(LocalDate last, LocalDateTime over) {
    return Stream.concat(
        REMINDERS.stream().map(days -> last.minusDays(days).atTime(MORNING)),
        Stream.of(last.atTime(LocalTime.NOON), over));
  }

  private String next(Stream<LocalDateTime> moments) {
    LocalDateTime now = deadlines.now();
    LocalDateTime next =
        moments
            .sorted()
            .filter(moment -> moment.isAfter(now))
            .findFirst()
            .orElse(now.minusDays(1)); // a start in the past: the engine makes no further timer
    return "R1/"
        + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(next.atZone(clock.getZone()))
        + "/PT1S";
  }

  /** Due date of what an answer promised. */
  public Date dueOfPromise(DelegateExecution execution) {
    return deadlines.date(promise(execution).day().atTime(LAST_MINUTE));
  }

  /**
   * When the promised day is over, as an engine's cycle of one; as long as the executor's word that
   * it is done waits for the signer, each midnight again: he may not sign.
   */
  public String breachesOfPromise(DelegateExecution execution) {
    Promise promise = promise(execution);
    LocalDateTime now = deadlines.now();
    LocalDateTime first = promise.day().plusDays(1).atStartOfDay();
    if (first.isAfter(now)) {
      return next(Stream.of(first));
    }
    if (promise.confirmedAt().isPresent()) {
      return next(Stream.of(now.toLocalDate().plusDays(1).atStartOfDay()));
    }
    return next(promise.brokenAt().isEmpty() ? Stream.of(now.plusSeconds(1)) : Stream.empty());
  }

  /** The same by the diagram of promises made before; asked again when their day is moved. */
  public Date breachOfPromise(DelegateExecution execution) {
    return deadlines.date(promise(execution).day().plusDays(1).atStartOfDay());
  }

  /**
   * As {@link #reminders}, before the promised day. An answer that left after that day has nothing
   * to remind of; but the engine starts no timer without a date, so that it gets one that says
   * nothing, until the breach is recorded.
   */
  public String promiseReminders(DelegateExecution execution) {
    Promise promise = promise(execution);
    LocalDate last = promise.day();
    boolean settled = promise.brokenAt().isPresent() || promise.confirmedAt().isPresent();
    Stream<LocalDateTime> moments =
        Stream.concat(
            REMINDERS.stream().map(days -> last.minusDays(days).atTime(MORNING)),
            Stream.of(last.plusDays(1).atStartOfDay()));
    boolean over = !deadlines.now().toLocalDate().isBefore(last.plusDays(1));
    return next(over && !settled ? Stream.of(deadlines.now().plusMinutes(1)) : moments);
  }

  private Promise promise(DelegateExecution execution) {
    Promise found = promises.promise(UUID.fromString((String) execution.getVariable("promise")));
    if (!found.appeal().equals(InProcess.appeal(execution))) {
      throw new IllegalArgumentException("A promise of another appeal");
    }
    return found;
  }

  /** Due date of asking whether a body answered: the day named in its covering letter. */
  public Date dueOfControl(DelegateExecution execution) {
    return deadlines.date(control(execution).due().atTime(LAST_MINUTE));
  }

  /** When that day is over. */
  public Date breachOfControl(DelegateExecution execution) {
    return deadlines.date(control(execution).due().plusDays(1).atStartOfDay());
  }

  private RedirectControl control(DelegateExecution execution) {
    RedirectControl found =
        redirects.control(UUID.fromString((String) execution.getVariable("control")));
    if (!found.appeal().equals(InProcess.appeal(execution))) {
      throw new IllegalArgumentException("A control of another appeal");
    }
    return found;
  }

  /** Due date of a visit: the day for which it is appointed. */
  public Date dueOfVisit(DelegateExecution execution) {
    return deadlines.date(visit(execution).day().atTime(LAST_MINUTE));
  }

  /** When that day is over. */
  public Date breachOfVisit(DelegateExecution execution) {
    return deadlines.date(visit(execution).day().plusDays(1).atStartOfDay());
  }

  /**
   * The morning of the working day before the visit. If that is over, the end of the visit's day:
   * the engine starts no timer without a date, and then it says nothing.
   */
  public String visitReminder(DelegateExecution execution) {
    LocalDate day = visit(execution).day();
    return next(
        Stream.of(deadlines.workingDayBefore(day).atTime(MORNING), day.plusDays(1).atStartOfDay()));
  }

  private Visit visit(DelegateExecution execution) {
    Visit found = visits.visit(UUID.fromString((String) execution.getVariable("visit")));
    if (!found.appeal().equals(InProcess.appeal(execution))) {
      throw new IllegalArgumentException("A visit of another appeal");
    }
    return found;
  }

  /** End of the growing pause before the letter is tried again. */
  public Date retry(DelegateExecution execution) {
    return Date.from(outbox.nextTry(LetterId.of((String) execution.getVariable("letter"))));
  }

  /**
   * When the measures recorded on a step of the ladder have to have worked: 24:00 of their last
   * day.
   */
  public Date measuresDue(DelegateExecution execution) {
    LocalDate last = LocalDate.parse((String) execution.getVariable("measuresDue"));
    return deadlines.date(last.plusDays(1).atStartOfDay());
  }

  private Deadline step(AppealId appeal, String term) {
    return deadlines.computeForTask(appeal, terms.term(new TermId(term)));
  }

  private LocalDateTime earlier(LocalDateTime own, AppealId appeal) {
    return deadlines
        .current(appeal, Deadlines.ANSWER)
        .map(Deadlines.Kept::due)
        .filter(due -> due.isBefore(own) && due.isAfter(deadlines.now()))
        .orElse(own);
  }
}
