package ru.tsur.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;

/** Column values as the register's types, and what every table of the register is asked. */
final class Sql {

  private Sql() {}

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class));
  }

  /** Who did it, in the columns {@code …_by}, {@code …_post} and {@code …_for}. */
  static Actor actor(ResultSet row, String did, Role role) throws SQLException {
    String post = row.getString(did + "_post");
    return new Actor(
        new OfficialId(row.getString(did + "_by")),
        post,
        role,
        text(row, did + "_for").map(OfficialId::new),
        post);
  }

  /**
   * Two acts at once: the second waits here and then finds the first.
   *
   * @return whether there is such a row
   */
  static boolean lock(JdbcClient jdbc, String table, UUID id) {
    return !jdbc.sql("select id from " + table + " where id = :id for update")
        .param("id", id)
        .query((row, i) -> row.getString(1))
        .list()
        .isEmpty();
  }
}
