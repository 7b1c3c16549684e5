package ru.tsur.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of {@code V1__organization.sql} and {@code V8__substitution.sql}. */
final class OrganizationTables {

  private final JdbcClient jdbc;

  OrganizationTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Directory.Rows read() {
    return new Directory.Rows(
        jdbc.sql("select * from body").query((row, n) -> body(row)).list(),
        jdbc.sql("select * from block").query((row, n) -> block(row)).list(),
        jdbc.sql("select * from theme").query((row, n) -> theme(row)).list(),
        jdbc.sql("select * from official").query((row, n) -> official(row)).list(),
        jdbc.sql("select * from official_position order by valid_from, id")
            .query((row, n) -> position(row))
            .list(),
        substitutions());
  }

  /** All that were ever ordered, in their order. */
  List<Substitution> substitutions() {
    return jdbc.sql("select * from substitution order by id")
        .query((row, n) -> substitution(row))
        .list();
  }

  /** Officials and positions entered by a command: the data files neither know nor close them. */
  Directory.Rows readEnteredByCommand() {
    return new Directory.Rows(
        List.of(),
        List.of(),
        List.of(),
        jdbc.sql("select * from official where source = 'COMMAND'")
            .query((row, n) -> official(row))
            .list(),
        jdbc.sql("select * from official_position where source = 'COMMAND'")
            .query((row, n) -> position(row))
            .list(),
        List.of());
  }

  private static Body body(ResultSet row) throws SQLException {
    return new Body(
        new BodyId(row.getString("id")),
        row.getString("name"),
        row.getString("short_name"),
        BodyKind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getString("parent")).map(BodyId::new),
        Optional.ofNullable(row.getString("outgoing_series")),
        day(row, "closed_on"));
  }

  private static Block block(ResultSet row) throws SQLException {
    return new Block(
        new BlockId(row.getString("id")),
        row.getInt("number"),
        row.getString("name"),
        day(row, "closed_on"));
  }

  private static Theme theme(ResultSet row) throws SQLException {
    return new Theme(
        new ThemeCode(row.getString("code")),
        row.getString("name"),
        new BlockId(row.getString("block")),
        day(row, "closed_on"));
  }

  private static Official official(ResultSet row) throws SQLException {
    return new Official(
        new OfficialId(row.getString("id")),
        row.getString("name"),
        Optional.ofNullable(row.getString("email")),
        row.getObject("closed_on", LocalDate.class) == null);
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(
        row.getString("id"),
        new OfficialId(row.getString("official")),
        new BodyId(row.getString("body")),
        Optional.ofNullable(row.getString("block")).map(BlockId::new),
        Role.valueOf(row.getString("role")),
        row.getString("title"),
        row.getObject("valid_from", LocalDate.class),
        day(row, "valid_until"));
  }

  private static Substitution substitution(ResultSet row) throws SQLException {
    return new Substitution(
        row.getLong("id"),
        new OfficialId(row.getString("absent")),
        new OfficialId(row.getString("deputy")),
        Optional.ofNullable(row.getString("position_id")),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        Substitution.Reason.valueOf(row.getString("reason")),
        new OfficialId(row.getString("ordered_by")),
        row.getString("ordered_post"),
        row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class));
  }
}
