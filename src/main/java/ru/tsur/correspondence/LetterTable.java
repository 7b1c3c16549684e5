package ru.tsur.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.correspondence.Letter.Consignment;
import ru.tsur.correspondence.Letter.Signature;
import ru.tsur.correspondence.LetterRefusals.UnknownLetter;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;

/** Reads and locks rows of the table {@code letter}. */
@Component
class LetterTable {

  private final JdbcClient jdbc;

  LetterTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Letter read(LetterId id) {
    return one("select * from letter where id = :id", id);
  }

  /** The row stays locked until the transaction ends: all acts on one letter follow each other. */
  Letter lock(LetterId id) {
    return one("select * from letter where id = :id for update", id);
  }

  List<Letter> of(AppealId appeal) {
    return jdbc.sql("select * from letter where appeal = :appeal order by created_at, id")
        .param("appeal", appeal.value())
        .query((row, n) -> letter(row))
        .list();
  }

  /** As {@link #of}, of the consideration of now. */
  List<Letter> ofRound(AppealId appeal) {
    return jdbc.sql(
            """
            select l.* from letter l join appeal a on a.id = l.appeal
            where l.appeal = :appeal and l.round_no = a.round_no order by l.created_at, l.id
            """)
        .param("appeal", appeal.value())
        .query((row, n) -> letter(row))
        .list();
  }

  /** Signed and not sent, oldest first. */
  List<Letter> signedByMethod(DispatchMethod method) {
    return jdbc.sql(
            """
            select * from letter where state = 'SIGNED' and method = :method order by signed_at, id
            """)
        .param("method", method.name())
        .query((row, n) -> letter(row))
        .list();
  }

  /** Nothing is done to a letter that a person declared sent or cancelled meanwhile. */
  void sentByMail(LetterId id, Instant at) {
    jdbc.sql(
            """
            update letter set state = 'SENT', sent_at = :at where id = :id and state = 'SIGNED'
            """)
        .param("at", Sql.utc(at))
        .param("id", id.value())
        .update();
  }

  private Letter one(String sql, LetterId id) {
    return jdbc.sql(sql)
        .param("id", id.value())
        .query((row, n) -> letter(row))
        .optional()
        .orElseThrow(UnknownLetter::new);
  }

  private static Letter letter(ResultSet row) throws SQLException {
    boolean signed = row.getString("number") != null;
    return new Letter(
        new LetterId(row.getObject("id", UUID.class)),
        new AppealId(row.getObject("appeal", UUID.class)),
        LetterKind.valueOf(row.getString("kind")),
        new BodyId(row.getString("body")),
        LetterState.valueOf(row.getString("state")),
        row.getString("template"),
        Sql.instant(row, "created_at"),
        Optional.ofNullable(row.getString("recipient")),
        signed ? Optional.of(signature(row)) : Optional.empty(),
        signed ? Optional.of(consignment(row)) : Optional.empty());
  }

  private static Signature signature(ResultSet row) throws SQLException {
    return new Signature(
        row.getString("number"),
        row.getInt("signed_version"),
        row.getString("signed_digest"),
        new OfficialId(row.getString("signed_by")),
        row.getString("signed_name"),
        row.getString("signed_post"),
        Sql.instant(row, "signed_at"),
        row.getString("document"));
  }

  private static Consignment consignment(ResultSet row) throws SQLException {
    return new Consignment(
        DispatchMethod.valueOf(row.getString("method")),
        row.getString("address"),
        row.getString("message_id"),
        Sql.instantIfAny(row, "sent_at"),
        Optional.ofNullable(row.getString("dispatch_number")),
        Optional.ofNullable(row.getString("sent_by")).map(OfficialId::new));
  }
}
