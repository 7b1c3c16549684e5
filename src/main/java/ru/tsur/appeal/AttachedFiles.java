package ru.tsur.appeal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.organization.Actor;

/** Files that belong to one kind of thing of an appeal: acts of visits, answers of bodies. */
final class AttachedFiles {

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final String table;
  private final String owner;

  /**
   * @param owner column of the thing that the file belongs to
   */
  AttachedFiles(JdbcClient jdbc, Appeals appeals, String table, String owner) {
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.table = table;
    this.owner = owner;
  }

  /** JPEG, PNG or PDF. */
  void add(UUID of, AppealId appeal, String name, byte[] content, Actor actor) {
    if (of(of).size() >= Evidences.MAX_FILES) {
      throw new InvalidAppeal("file", "Уже приложено " + Evidences.MAX_FILES + " файлов.");
    }
    UUID attachment =
        appeals.attach(appeal, Optional.empty(), Evidences.file(name, content), actor);
    jdbc.sql("insert into %s (%s, attachment) values (:owner, :attachment)".formatted(table, owner))
        .param("owner", of)
        .param("attachment", attachment)
        .update();
  }

  /** In the order in which they came. */
  List<Attached> of(UUID of) {
    return jdbc.sql(
            """
            select a.id, a.name from %s f join attachment a on a.id = f.attachment
            where f.%s = :owner order by a.added_at, a.id
            """
                .formatted(table, owner))
        .param("owner", of)
        .query((row, i) -> new Attached(row.getObject("id", UUID.class), row.getString("name")))
        .list();
  }
}
