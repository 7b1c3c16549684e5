package ru.tsur.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Refusal;

/**
 * Forms of user tasks. What is typed is kept per task and official, valid or not; what is submitted
 * is checked by doing it and rolling back, then kept until the engine completes the task and does
 * it for good in its own transaction.
 */
@Component
@Transactional
public class TaskForms {

  /** Typed and not yet done. */
  public record Kept(JsonNode values, boolean submitted, Instant savedAt, OfficialId by) {}

  /** The task's form was not filled in before the task was completed. */
  public static final class FormMissing extends Refusal {
    private static final long serialVersionUID = 1L;

    FormMissing() {
      super("Сначала заполните форму задания: завершить его без решения нельзя.");
    }
  }

  private final List<TaskForm> forms;
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  TaskForms(List<TaskForm> forms, JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.forms = forms;
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** The form of a task; empty if completing it changes nothing in the register. */
  public Optional<TaskForm> of(String element) {
    return forms.stream().filter(form -> form.elements().contains(element)).findFirst();
  }

  public Optional<Kept> kept(String task, OfficialId official) {
    return jdbc.sql("select * from typed_form where task = :task and official = :official")
        .param("task", task)
        .param("official", official.value())
        .query(
            (row, i) ->
                kept(
                    row.getString("data"),
                    row.getBoolean("submitted"),
                    row.getObject("saved_at", OffsetDateTime.class),
                    row.getString("official")))
        .optional();
  }

  /** Whoever else typed into the same task last. */
  public Optional<Kept> keptByAnother(String task, OfficialId me) {
    return jdbc.sql(
            """
            select * from typed_form where task = :task and official <> :me order by saved_at desc limit 1
            """)
        .param("task", task)
        .param("me", me.value())
        .query(
            (row, i) ->
                kept(
                    row.getString("data"),
                    row.getBoolean("submitted"),
                    row.getObject("saved_at", OffsetDateTime.class),
                    row.getString("official")))
        .optional();
  }

  /** Keeps what is typed, valid or not. */
  public Instant keep(String task, OfficialId official, JsonNode values) {
    Optional<Kept> before = kept(task, official);
    // an autosave that comes after the submission of the same values does not take it back
    return before.filter(Kept::submitted).filter(kept -> kept.values().equals(values)).isPresent()
        ? before.get().savedAt()
        : write(task, official, values, false);
  }

  /** Keeps a form that {@link #check} let through, ready to be applied when the task completes. */
  public void submit(TaskInHand task, JsonNode values) {
    write(task.id(), task.actor().official(), values, true);
  }

  /**
   * Does what the form says and takes it all back.
   *
   * @throws Refusal as {@link TaskForm#apply}
   */
  public void check(TaskInHand task, JsonNode values) {
    of(task.element()).ifPresent(form -> form.apply(task, new Typed(values)));
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
  }

  /** Does what the submitted form says; called by the engine when the task completes. */
  public Map<String, Object> apply(TaskInHand task) {
    Optional<TaskForm> form = of(task.element());
    if (form.isEmpty()) {
      return Map.of();
    }
    Kept kept =
        kept(task.id(), task.actor().official())
            .filter(Kept::submitted)
            .orElseThrow(FormMissing::new);
    return form.get().apply(task, new Typed(kept.values()));
  }

  /** Does what a Camunda form's variables say, for forms of codes and numbers only. */
  public Map<String, Object> apply(TaskInHand task, JsonNode values) {
    return of(task.element()).map(form -> form.apply(task, new Typed(values))).orElse(Map.of());
  }

  /** A task is gone: what was typed into it and not done goes too. */
  public void forget(String task) {
    jdbc.sql("delete from typed_form where task = :task").param("task", task).update();
  }

  private Instant write(String task, OfficialId official, JsonNode values, boolean submitted) {
    Instant now = clock.instant();
    int updated =
        jdbc.sql(
                """
                update typed_form set data = :data, submitted = :submitted, saved_at = :now
                where task = :task and official = :official
                """)
            .param("data", values.toString())
            .param("submitted", submitted)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("task", task)
            .param("official", official.value())
            .update();
    if (updated == 0) {
      jdbc.sql(
              """
              insert into typed_form (task, official, data, submitted, saved_at)
              values (:task, :official, :data, :submitted, :now)
              """)
          .param("data", values.toString())
          .param("submitted", submitted)
          .param("now", now.atOffset(ZoneOffset.UTC))
          .param("task", task)
          .param("official", official.value())
          .update();
    }
    return now;
  }

  private Kept kept(String data, boolean submitted, OffsetDateTime savedAt, String by) {
    try {
      return new Kept(json.readTree(data), submitted, savedAt.toInstant(), new OfficialId(by));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was typed is kept as JSON", e);
    }
  }
}
