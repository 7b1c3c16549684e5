package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.utc;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;

/** Decisions of triage by articles 8 and 11, and what has become of them. */
@Component("appeal.outcomes")
@Transactional
public class Outcomes {

  private static final int LONGEST_GROUND = 2000;
  private static final int LONGEST_DECISION = 300;
  private static final int LONGEST_LINK = 500;

  /**
   * What the coordinator states; whether the law allows it, the table has said.
   *
   * @param questions ordinals; empty: the whole appeal
   * @param recipients bodies, as they stand on the envelope
   */
  public record Stated(
      Outcome.Kind kind,
      List<Integer> questions,
      List<String> recipients,
      String ground,
      boolean unlawful,
      String decision,
      String link) {}

  /** What the table of conditions answered. */
  public record Allowed(TermId term, String rule, String note) {}

  private final JdbcClient jdbc;
  private final Deadlines deadlines;
  private final Terms terms;
  private final Acts acts;
  private final Clock clock;

  Outcomes(JdbcClient jdbc, Deadlines deadlines, Terms terms, Acts acts, Clock clock) {
    this.jdbc = jdbc;
    this.deadlines = deadlines;
    this.terms = terms;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * Decides: the questions get their result, the term of the article runs from the registration.
   *
   * @throws InvalidAppeal without a ground
   */
  public Outcome decide(AppealId appeal, Stated stated, Allowed allowed, Actor coordinator) {
    if (stated.ground().isBlank()) {
      throw new InvalidAppeal("ground", "Напишите основание решения.");
    }
    if (stated.ground().length() > LONGEST_GROUND) {
      throw new InvalidAppeal(
          stated.questions().isEmpty() ? "ground" : "questions",
          "Основание длиннее " + LONGEST_GROUND + " знаков.");
    }
    if (stated.decision().length() > LONGEST_DECISION || stated.link().length() > LONGEST_LINK) {
      throw new InvalidAppeal(
          stated.questions().isEmpty() ? "triage" : "questions",
          "Реквизиты решения – до 300 знаков, адрес страницы – до 500: сократите.");
    }
    UUID id = UUID.randomUUID();
    boolean whole = stated.questions().isEmpty();
    jdbc.sql(
            """
            insert into outcome (id, appeal, kind, whole, term, ground, unlawful, decision, link, rule, note,
              decided_by, decided_post, decided_for, decided_at)
            values (:id, :appeal, :kind, :whole, :term, :ground, :unlawful, :decision, :link, :rule, :note,
              :by, :post, :absent, :now)
            """)
        .param("id", id)
        .param("appeal", appeal.value())
        .param("kind", stated.kind().name())
        .param("whole", whole)
        .param("term", allowed.term().value())
        .param("ground", stated.ground().strip())
        .param("unlawful", stated.unlawful())
        .param("decision", stated.decision())
        .param("link", stated.link())
        .param("rule", allowed.rule())
        .param("note", allowed.note())
        .param("by", coordinator.official().value())
        .param("post", coordinator.post())
        .param("absent", coordinator.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    for (int i = 0; i < stated.recipients().size(); i++) {
      jdbc.sql(
              "insert into outcome_recipient (outcome, ordinal, name) values (:outcome, :ordinal, :name)")
          .param("outcome", id)
          .param("ordinal", i + 1)
          .param("name", stated.recipients().get(i))
          .update();
    }
    jdbc.sql(
            """
            update question set outcome = :outcome, result = :result
            where appeal = :appeal and (:whole or ordinal in (:ordinals))
            """)
        .param("outcome", id)
        .param("result", stated.kind().result().name())
        .param("appeal", appeal.value())
        .param("whole", whole)
        .param("ordinals", whole ? List.of(0) : stated.questions())
        .update();
    if (deadlines.current(appeal, allowed.term()).isEmpty()) {
      deadlines.start(
          appeal,
          terms.term(allowed.term()),
          deadlines.current(appeal, Deadlines.ANSWER).orElseThrow().startedAt(),
          coordinator);
    }
    acts.record(
        appeal,
        coordinator,
        Action.TRIAGED,
        whole ? "обращение" : "вопросы",
        Map.of(
            "outcome",
            stated.kind().name(),
            "questions",
            stated.questions(),
            "rule",
            allowed.rule()));
    return outcome(id);
  }

  /** The letter that the signer signs for it. */
  public void writtenAs(UUID id, UUID letter) {
    jdbc.sql("update outcome set letter = :letter where id = :id")
        .param("letter", letter)
        .param("id", id)
        .update();
  }

  /** The covering letter to one recipient. */
  public void coveredBy(UUID id, int recipient, UUID letter) {
    jdbc.sql(
            "update outcome_recipient set letter = :letter where outcome = :id and ordinal = :ordinal")
        .param("letter", letter)
        .param("id", id)
        .param("ordinal", recipient)
        .update();
  }

  /** All its letters have left: the term of the article is fulfilled. */
  public void done(UUID id, Actor actor) {
    Outcome outcome = outcome(id);
    jdbc.sql("update outcome set done_at = :now where id = :id and done_at is null")
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
    boolean last =
        !outcome.term().equals(Deadlines.ANSWER) // that one is fulfilled by the answer
            && of(outcome.appeal()).stream()
                .filter(other -> other.term().equals(outcome.term()))
                .noneMatch(other -> other.doneAt().isEmpty());
    if (last) {
      deadlines.fulfil(outcome.appeal(), outcome.term());
    }
    acts.record(
        outcome.appeal(),
        actor,
        Action.OUTCOME_DONE,
        outcome.term().value(),
        Map.of("outcome", outcome.kind().name()));
  }

  @Transactional(readOnly = true)
  public Outcome outcome(UUID id) {
    return jdbc.sql("select * from outcome where id = :id")
        .param("id", id)
        .query(this::map)
        .single();
  }

  /** In the order of decision. */
  @Transactional(readOnly = true)
  public List<Outcome> of(AppealId appeal) {
    return jdbc.sql("select * from outcome where appeal = :appeal order by decided_at, term, id")
        .param("appeal", appeal.value())
        .query(this::map)
        .list();
  }

  /**
   * Earlier appeals that this one repeats, and those that they repeat, answered on the merits, to
   * the same addressee (art. 11 p. 5).
   */
  @Transactional(readOnly = true)
  public int earlierAnswers(AppealId appeal) {
    Set<UUID> seen = new HashSet<>(Set.of(appeal.value()));
    Deque<UUID> open = new ArrayDeque<>(seen);
    Set<UUID> answers = new HashSet<>(); // a joint one is one answer
    while (!open.isEmpty()) {
      for (Earlier earlier : repeated(open.remove(), appeal)) {
        if (seen.add(earlier.id())) {
          open.add(earlier.id());
          if (earlier.answered()) {
            answers.add(earlier.answer());
          }
        }
      }
    }
    return answers.size();
  }

  private record Earlier(UUID id, boolean answered, UUID answer) {}

  private List<Earlier> repeated(UUID one, AppealId asked) {
    return jdbc.sql(
            """
            select e.id, e.state = 'ANSWERED' and lower(trim(e.addressee)) = lower(trim(a.addressee)) as answered,
              coalesce((select j.to_appeal from joining j where j.appeal = e.id and j.ended = 'ANSWERED'), e.id) as answer
            from appeal_link l join appeal e on e.id = l.other cross join appeal a
            where l.appeal = :one and l.kind in ('REPEAT', 'MULTIPLE') and a.id = :asked
            """)
        .param("one", one)
        .param("asked", asked.value())
        .query(
            (row, i) ->
                new Earlier(
                    row.getObject("id", UUID.class),
                    row.getBoolean("answered"),
                    row.getObject("answer", UUID.class)))
        .list();
  }

  private Outcome map(ResultSet row, int i) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Outcome(
        id,
        new AppealId(row.getObject("appeal", UUID.class)),
        Outcome.Kind.valueOf(row.getString("kind")),
        row.getBoolean("whole"),
        new TermId(row.getString("term")),
        row.getString("ground"),
        row.getBoolean("unlawful"),
        row.getString("decision"),
        row.getString("link"),
        recipients(id),
        row.getString("rule"),
        row.getString("note"),
        Sql.actor(row, "decided", Role.COORDINATOR),
        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
        uuid(row, "letter"),
        instant(row, "done_at"));
  }

  private List<Outcome.Recipient> recipients(UUID id) {
    return jdbc.sql(
            "select ordinal, name, letter from outcome_recipient where outcome = :id order by ordinal")
        .param("id", id)
        .query(
            (row, i) ->
                new Outcome.Recipient(
                    row.getInt("ordinal"), row.getString("name"), uuid(row, "letter")))
        .list();
  }
}
