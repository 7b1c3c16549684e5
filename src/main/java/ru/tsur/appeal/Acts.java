package ru.tsur.appeal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.organization.Actor;

/**
 * The journal: who did what, in which position, when, against which deadline. Written in the act's
 * own transaction, never changed. Details are codes, ids and dates; texts of people stay in the
 * register.
 */
@Component
public class Acts {

  /** Where in a diagram an act was done. */
  public record Place(
      String task, String element, String definition, Optional<LocalDateTime> due) {}

  /** One act as the journal has it. */
  public record Act(
      long id,
      Instant at,
      String actor,
      String post,
      String role,
      Action action,
      String object,
      String details,
      Optional<LocalDateTime> due,
      Optional<String> task,
      Optional<String> element,
      Optional<String> definition) {}

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  Acts(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void record(
      AppealId appeal, Actor actor, Action action, String object, Map<String, ?> details) {
    write(appeal, actor, action, object, details, Optional.empty());
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void record(
      AppealId appeal, Actor actor, Action action, Place place, Map<String, ?> details) {
    write(appeal, actor, action, place.element(), details, Optional.of(place));
  }

  /** All acts of an appeal, oldest first. */
  public List<Act> of(AppealId appeal) {
    return jdbc.sql("select * from act where appeal = :appeal order by id")
        .param("appeal", appeal.value())
        .query(
            (row, i) ->
                new Act(
                    row.getLong("id"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("actor"),
                    row.getString("post"),
                    row.getString("role"),
                    Action.valueOf(row.getString("action")),
                    row.getString("object"),
                    row.getString("details"),
                    Optional.ofNullable(row.getObject("due", LocalDateTime.class)),
                    Optional.ofNullable(row.getString("task")),
                    Optional.ofNullable(row.getString("element")),
                    Optional.ofNullable(row.getString("definition"))))
        .list();
  }

  private void write(
      AppealId appeal,
      Actor actor,
      Action action,
      String object,
      Map<String, ?> details,
      Optional<Place> place) {
    jdbc.sql(
            """
            insert into act (appeal, at, actor, post, role, action, object, details, due, task, element, definition)
            values (:appeal, :at, :actor, :post, :role, :action, :object, :details, :due, :task, :element, :definition)
            """)
        .param("appeal", appeal.value())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("actor", actor.official().value())
        .param("post", actor.post())
        .param("role", actor.role().name())
        .param("action", action.name())
        .param("object", object)
        .param("details", toJson(details))
        .param("due", place.flatMap(Place::due).orElse(null))
        .param("task", place.map(Place::task).orElse(null))
        .param("element", place.map(Place::element).orElse(null))
        .param("definition", place.map(Place::definition).orElse(null))
        .update();
  }

  private String toJson(Map<String, ?> details) {
    try {
      return json.writeValueAsString(details);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Details of an act are codes and dates", e);
    }
  }
}
