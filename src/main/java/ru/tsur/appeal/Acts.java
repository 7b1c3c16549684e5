package ru.tsur.appeal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
  public record Place(String task, String element, String definition, Optional<LocalDateTime> due) {

    /** Tasks of {@code email.bpmn} are about what is no appeal and has a journal of its own. */
    boolean isOfEmail() {
      return definition.startsWith("email:");
    }
  }

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
    write("act (appeal,", appeal.value(), actor, action, object, details, Optional.empty());
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void record(
      AppealId appeal, Actor actor, Action action, Place place, Map<String, ?> details) {
    write(
        place.isOfEmail() ? "email_act (email," : "act (appeal,",
        appeal.value(),
        actor,
        action,
        place.element(),
        details,
        Optional.of(place));
  }

  /** An act on an e-mail that is no appeal. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void recordOfEmail(
      UUID email, Actor actor, Action action, String object, Map<String, ?> details) {
    write("email_act (email,", email, actor, action, object, details, Optional.empty());
  }

  /** All acts on an e-mail, oldest first. */
  public List<Act> ofEmail(UUID email) {
    return jdbc.sql("select * from email_act where email = :email order by id")
        .param("email", email)
        .query(Acts::map)
        .list();
  }

  /** All acts of an appeal, oldest first. */
  public List<Act> of(AppealId appeal) {
    return jdbc.sql("select * from act where appeal = :appeal order by id")
        .param("appeal", appeal.value())
        .query(Acts::map)
        .list();
  }

  private static Act map(ResultSet row, int i) throws SQLException {
    return new Act(
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
        Optional.ofNullable(row.getString("definition")));
  }

  /**
   * @param journal the table with its first column
   */
  private void write(
      String journal,
      UUID subject,
      Actor actor,
      Action action,
      String object,
      Map<String, ?> details,
      Optional<Place> place) {
    jdbc.sql(
            """
            insert into %s at, actor, post, role, action, object, details, due, task, element, definition)
            values (:subject, :at, :actor, :post, :role, :action, :object, :details, :due, :task, :element, :definition)
            """
                .formatted(journal))
        .param("subject", subject)
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
