package ru.tsur.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.appeal.Recalculation;
import ru.tsur.appeal.Recalculations;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;
import ru.tsur.workflow.StoredCalendars;
import ru.tsur.workflow.engine.EngineAccess;

/** The methodologist at the production calendar, for tests: gives days off, takes them back. */
@Component
class Calendar {

  static final Actor METHODOLOGIST =
      new Actor(new OfficialId("methodologist"), "Методолог", Role.METHODOLOGIST);

  private final Recalculations recalculations;
  private final StoredCalendars calendars;
  private final EngineAccess engine;
  private final ManagementService management;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final Clock clock;

  Calendar(
      Recalculations recalculations,
      StoredCalendars calendars,
      EngineAccess engine,
      ManagementService management,
      TransactionTemplate transaction,
      JdbcClient jdbc,
      Clock clock) {
    this.recalculations = recalculations;
    this.calendars = calendars;
    this.engine = engine;
    this.management = management;
    this.transaction = transaction;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The calendar of now with these regional days off instead of its own ones. */
  long loaded(LocalDate... daysOff) {
    StringBuilder regional = new StringBuilder("date,kind,note\n");
    for (LocalDate day : daysOff) {
      regional.append(day).append(",holiday,День области\n");
    }
    StoredCalendars.Files now = calendars.inForce().files();
    return calendars.load(
        new StoredCalendars.Files(
            "ТЕСТ-" + clock.instant().toEpochMilli() + "-" + versions(),
            now.holidays(),
            now.shortDays(),
            regional.toString()),
        METHODOLOGIST.official());
  }

  Recalculations.Preview preview(long calendar) {
    return preview(Optional.of(calendar));
  }

  Recalculations.Preview preview(Optional<Long> calendar) {
    return recalculations.preview(calendars.of(calendar), false);
  }

  Recalculation ordered(Optional<Long> calendar) {
    return transaction.execute(
        status ->
            recalculations.order(
                calendar, false, "Закон области от 01.06.2026 № 12-ОЗ", METHODOLOGIST));
  }

  /** Runs the jobs of the act until it is done. */
  Recalculations.Progress worked(Recalculation act) {
    for (List<Job> jobs = jobs(); !jobs.isEmpty(); jobs = jobs()) {
      String job = jobs.get(0).getId();
      engine.acrossBodies(() -> management.executeJob(job));
    }
    return recalculations.progress(act.id());
  }

  Recalculations.Progress recalculated(LocalDate... daysOff) {
    return worked(ordered(Optional.of(loaded(daysOff))));
  }

  /** The product's own calendar is in force again, whatever stood before. */
  void asShipped() {
    worked(ordered(Optional.empty()));
  }

  List<Job> jobs() {
    return engine.acrossBodies(
        () -> management.createJobQuery().processDefinitionKey("recalculation").listPage(0, 1));
  }

  private long versions() {
    return jdbc.sql("select count(*) from production_calendar").query(Long.class).single();
  }
}
