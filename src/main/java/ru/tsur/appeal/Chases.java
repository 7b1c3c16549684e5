package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.utc;

import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.DocumentRequest.Way;
import ru.tsur.organization.Actor;

/**
 * How those who owe us an answer were reminded: of documents, of the results of what was sent on.
 */
final class Chases {

  private static final int LONGEST_NOTE = 500;

  private final JdbcClient jdbc;
  private final String table;
  private final String owner;

  /**
   * @param owner column of what is owed
   */
  Chases(JdbcClient jdbc, String table, String owner) {
    this.jdbc = jdbc;
    this.table = table;
    this.owner = owner;
  }

  void add(UUID of, Way way, String note, Actor by, Instant at) {
    if (note.length() > LONGEST_NOTE) {
      throw new InvalidAppeal("note", "Не длиннее 500 знаков.");
    }
    jdbc.sql(
            """
            insert into %1$s (%2$s, ordinal, how, note, chased_by, post, chased_at)
            values (:owner, (select coalesce(max(ordinal), 0) + 1 from %1$s where %2$s = :owner),
              :how, :note, :by, :post, :now)
            """
                .formatted(table, owner))
        .param("owner", of)
        .param("how", way.name())
        .param("note", note.strip())
        .param("by", by.official().value())
        .param("post", by.post())
        .param("now", utc(at))
        .update();
  }
}
