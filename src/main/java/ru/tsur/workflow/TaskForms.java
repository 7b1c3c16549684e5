package ru.tsur.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
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

  /**
   * Typed and not yet done.
   *
   * @param revision grows with each save
   */
  public record Kept(
      JsonNode values, boolean submitted, Instant savedAt, OfficialId by, long revision) {}

  /**
   * A window of an official's browser.
   *
   * @param name its own, which no other window has
   * @param revision of the kept form that it shows; 0: nothing was kept
   */
  public record Window(String name, long revision) {}

  /** Another window of the same official has kept something that this one has not seen. */
  public static final class ChangedInAnotherWindow extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient Kept kept;

    ChangedInAnotherWindow(Kept kept) {
      super("Эту форму изменили в другом окне.");
      this.kept = kept;
    }

    /** What the other window has kept. */
    public Kept kept() {
      return kept;
    }
  }

  /** The task's form was not filled in before the task was completed. */
  public static final class FormMissing extends Refusal {
    private static final long serialVersionUID = 1L;

    FormMissing() {
      super("Сначала заполните форму задания: завершить его без решения нельзя.");
    }
  }

  /** More was typed, or pasted, than any form of ours asks for. */
  public static final class FormTooLong extends Refusal {
    private static final long serialVersionUID = 1L;

    FormTooLong() {
      super("В форме слишком много текста: длинные материалы приложите файлом.");
    }
  }

  /** Of a form as JSON, characters: several times the longest letter. */
  private static final int LONGEST = 1_000_000;

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
        .query(this::kept)
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
        .query(this::kept)
        .optional();
  }

  /**
   * Keeps what is typed, valid or not.
   *
   * @throws ChangedInAnotherWindow if that would overwrite what the window has not seen
   * @throws FormTooLong if it is longer than any form of ours
   */
  public Kept keep(String task, OfficialId official, JsonNode values, Window window) {
    Optional<Kept> before = kept(task, official);
    // an autosave that comes after the submission of the same values does not take it back
    return before
        .filter(kept -> kept.submitted() && kept.values().equals(values))
        .orElseGet(() -> write(task, official, values, false, Optional.of(window)));
  }

  /** Keeps a form that {@link #check} let through, ready to be applied when the task completes. */
  public void submit(TaskInHand task, JsonNode values) {
    write(task.id(), task.actor().official(), values, true, Optional.empty());
  }

  /**
   * The same from a window.
   *
   * @throws ChangedInAnotherWindow as {@link #keep}
   * @throws FormTooLong as {@link #keep}
   */
  public Kept submit(TaskInHand task, JsonNode values, Window window) {
    return write(task.id(), task.actor().official(), values, true, Optional.of(window));
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

  /**
   * Keeps a file for a row of the task's form.
   *
   * @throws Refusal as {@link TaskForm#attach}
   */
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    return of(task.element())
        .map(form -> form.attach(task, of, name, content))
        .orElseThrow(FormMissing::new);
  }

  /** Does what a Camunda form's variables say, for forms of codes and numbers only. */
  public Map<String, Object> apply(TaskInHand task, JsonNode values) {
    return of(task.element()).map(form -> form.apply(task, new Typed(values))).orElse(Map.of());
  }

  /** A task is gone: what was typed into it and not done goes too. */
  public void forget(String task) {
    jdbc.sql("delete from typed_form where task = :task").param("task", task).update();
  }

  /** Without a window nothing is compared: a program has none. */
  private Kept write(
      String task,
      OfficialId official,
      JsonNode values,
      boolean submitted,
      Optional<Window> window) {
    String data = values.toString();
    if (data.length() > LONGEST) {
      throw new FormTooLong();
    }
    Map<String, Object> row = new HashMap<>();
    row.put("task", task);
    row.put("official", official.value());
    row.put("data", data);
    row.put("submitted", submitted);
    row.put("now", clock.instant().atOffset(ZoneOffset.UTC));
    row.put("window", window.map(Window::name).orElse(""));
    row.put("revision", window.map(Window::revision).orElse(0L));
    int updated =
        jdbc.sql(
                """
                update typed_form set data = :data, submitted = :submitted, saved_at = :now,
                  revision = revision + 1, written_in = :window
                where task = :task and official = :official
                """
                    + (window.isPresent()
                        ? "and (revision = :revision or written_in = :window)"
                        : ""))
            .params(row)
            .update();
    if (updated == 0) {
      kept(task, official)
          .ifPresent(
              kept -> {
                throw new ChangedInAnotherWindow(kept);
              });
      jdbc.sql(
              """
              insert into typed_form (task, official, data, submitted, saved_at, revision, written_in)
              values (:task, :official, :data, :submitted, :now, 1, :window)
              """)
          .params(row)
          .update();
    }
    return kept(task, official).orElseThrow();
  }

  private Kept kept(ResultSet row, int i) throws SQLException {
    try {
      return new Kept(
          json.readTree(row.getString("data")),
          row.getBoolean("submitted"),
          row.getObject("saved_at", OffsetDateTime.class).toInstant(),
          new OfficialId(row.getString("official")),
          row.getLong("revision"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was typed is kept as JSON", e);
    }
  }
}
