package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Appeal.State;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.WrongState;
import ru.tsur.appeal.Withdrawal.Decision;
import ru.tsur.appeal.Withdrawal.Ground;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Role;

/**
 * Requests to stop consideration (art. 5 п. 5): recorded as received, decided by a coordinator.
 * What concerns a crime or a danger is considered all the same.
 */
@Component
@Transactional
public class Withdrawals {

  /** Longest text of a request, characters. */
  public static final int MAX_TEXT = 4000;

  private static final int LONGEST_NAME = 300;
  private static final String ALL = "все подписавшие";
  private static final int LONGEST_EXPLANATION = 2000;

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final Deadlines deadlines;
  private final JointConsideration together;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  Withdrawals(
      JdbcClient jdbc,
      Appeals appeals,
      Deadlines deadlines,
      JointConsideration together,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.together = together;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * The registrar records what the applicant asks; the decision becomes the coordinator's task in
   * the same transaction.
   *
   * @param signatory who of a collective appeal's signatories asks; empty: the applicant
   */
  public UUID record(
      AppealId id, String signatory, String text, LocalDate receivedOn, Actor registrar) {
    if (text == null || text.isBlank()) {
      throw new InvalidAppeal("text", "Напишите, о чём просит заявитель.");
    }
    if (text.length() > MAX_TEXT) {
      throw new InvalidAppeal("text", "Текст просьбы длиннее " + MAX_TEXT + " знаков.");
    }
    if (signatory.length() > LONGEST_NAME) {
      throw new InvalidAppeal("signatory", "Имя длиннее " + LONGEST_NAME + " знаков.");
    }
    appeals.lock(id);
    Appeal appeal = appeals.appeal(id);
    requireDate(appeal, receivedOn);
    requireRunning(appeal);
    signatory = requireSignatory(id, signatory);
    UUID withdrawal = UUID.randomUUID();
    jdbc.sql(
            """
            insert into withdrawal (id, appeal, signatory, text, received_on, recorded_by, recorded_post, recorded_for,
              recorded_at)
            values (:id, :appeal, :signatory, :text, :on, :by, :post, :absent, :now)
            """)
        .param("id", withdrawal)
        .param("appeal", id.value())
        .param("signatory", signatory.strip())
        .param("text", text.strip())
        .param("on", receivedOn)
        .param("by", registrar.official().value())
        .param("post", registrar.post())
        .param("absent", registrar.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    acts.record(
        id,
        registrar,
        Action.WITHDRAWAL_ASKED,
        "обращение",
        Map.of(
            "withdrawal",
            withdrawal.toString(),
            "received",
            receivedOn.toString(),
            "of",
            signatory.isBlank() ? "APPLICANT" : "SIGNATORY"));
    process.withdrawalAsked(id, withdrawal);
    return withdrawal;
  }

  /** Of a collective appeal one of those who signed it asks, or all of them (law.md T20). */
  private String requireSignatory(AppealId id, String typed) {
    List<String> signed = appeals.signatories(id).stream().map(Signatory::name).toList();
    String name = typed.strip();
    if (signed.isEmpty()) {
      if (!name.isEmpty()) {
        throw new InvalidAppeal(
            "signatory", "Обращение не коллективное: просит сам заявитель, имя не указывайте.");
      }
      return "";
    }
    if (name.equalsIgnoreCase(ALL)) {
      return "";
    }
    return signed.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidAppeal(
                    "signatory",
                    "Обращение коллективное: назовите, кто из подписавших просит ("
                        + String.join(", ", signed.stream().limit(5).toList())
                        + (signed.size() > 5 ? " …" : "")
                        + "), или напишите «"
                        + ALL
                        + "»."));
  }

  private void requireDate(Appeal appeal, LocalDate day) {
    if (day.isAfter(LocalDate.now(clock))) {
      throw new InvalidAppeal("receivedOn", "Дата поступления не может быть в будущем.");
    }
    if (day.isBefore(appeal.receivedAt().atZone(clock.getZone()).toLocalDate())) {
      throw new InvalidAppeal("receivedOn", "Просьба не может поступить раньше обращения.");
    }
  }

  /** Why none is taken of this appeal; empty: one is. */
  @Transactional(readOnly = true)
  public Optional<String> whyNot(AppealId id) {
    Appeal appeal = appeals.appeal(id);
    return AppealRefusals.why(() -> requireRunning(appeal));
  }

  private void requireRunning(Appeal appeal) {
    if (!appeal.isOpen()) {
      throw new WrongState("Обращение уже снято с контроля: прекращать нечего.");
    }
    if (appeal.state() == State.RECEIVED) {
      throw new WrongState(
          "Сначала зарегистрируйте обращение: регистрация обязательна (59-ФЗ, ст. 8 ч. 2).");
    }
    if (appeal.state() == State.SIGNED) {
      throw new WrongState(
          "Ответ уже подписан и отправляется: рассмотрение окончено, прекращать нечего (59-ФЗ, ст. 10 ч. 1 п. 4).");
    }
    for (Withdrawal earlier : of(appeal.id())) {
      if (earlier.decision().isEmpty()) {
        throw new WrongState("Прежняя просьба о прекращении ещё ожидает решения координатора.");
      }
      if (earlier.isStop()) {
        throw new WrongState(
            "Рассмотрение уже прекращено по заявлению: заявителю готовится уведомление (59-ФЗ, ст. 5 п. 5).");
      }
    }
  }

  /**
   * The coordinator decides.
   *
   * @param ground why consideration goes on; only for {@link Decision#CONTINUE}
   */
  public void decide(
      UUID id, Decision decision, Optional<Ground> ground, String explanation, Actor coordinator) {
    Withdrawal withdrawal = withdrawal(id);
    if (withdrawal.decision().isPresent()) {
      throw new InvalidAppeal("decision", "Решение о прекращении уже принято.");
    }
    if (decision == Decision.ANSWERED) {
      throw new InvalidAppeal("decision", "Выберите: прекратить или не прекращать.");
    }
    boolean ofOne = !withdrawal.signatory().isEmpty();
    if (decision == Decision.STOP && ofOne) {
      throw new InvalidAppeal(
          "decision",
          "Просит один из подписавших: для остальных рассмотрение продолжается (59-ФЗ, ст. 2 ч. 1, ст. 5 п. 5).");
    }
    if (decision == Decision.PARTIAL && !ofOne) {
      throw new InvalidAppeal(
          "decision",
          "Просит сам заявитель: прекратить можно только полностью (59-ФЗ, ст. 5 п. 5).");
    }
    if (decision == Decision.CONTINUE && ground.isEmpty()) {
      throw new InvalidAppeal(
          "ground", "Назовите причину закона: без неё просьбу исполняют (59-ФЗ, ст. 5 п. 5).");
    }
    if (explanation.length() > LONGEST_EXPLANATION) {
      throw new InvalidAppeal(
          "explanation", "Пояснение длиннее " + LONGEST_EXPLANATION + " знаков.");
    }
    boolean goesOn = decision == Decision.CONTINUE;
    jdbc.sql(
            """
            update withdrawal set decision = :decision, ground = :ground, explanation = :explanation, decided_by = :by,
              decided_post = :post, decided_for = :absent, decided_at = :now where id = :id
            """)
        .param("decision", decision.name())
        .param("ground", goesOn ? ground.get().name() : null)
        .param("explanation", goesOn ? explanation.strip() : "")
        .param("by", coordinator.official().value())
        .param("post", coordinator.post())
        .param("absent", coordinator.absentOrNull())
        .param("now", utc(clock.instant()))
        .param("id", id)
        .update();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("withdrawal", id.toString());
    details.put("decision", decision.name());
    ground.filter(none -> goesOn).ifPresent(one -> details.put("ground", one.name()));
    acts.record(withdrawal.appeal(), coordinator, Action.WITHDRAWAL_DECIDED, "обращение", details);
  }

  /** The appeal is closed with its answer before anybody decided: the request gets its end. */
  public void answered(AppealId appeal) {
    for (Withdrawal asked : of(appeal)) {
      if (asked.decision().isEmpty()) {
        jdbc.sql(
                """
                update withdrawal set decision = 'ANSWERED', decided_by = :by, decided_post = :post, decided_at = :now
                where id = :id
                """)
            .param("by", Actor.SYSTEM.official().value())
            .param("post", Actor.SYSTEM.post())
            .param("now", utc(clock.instant()))
            .param("id", asked.id())
            .update();
        acts.record(
            appeal,
            Actor.SYSTEM,
            Action.WITHDRAWAL_DECIDED,
            "обращение",
            Map.of("withdrawal", asked.id().toString(), "decision", Decision.ANSWERED.name()));
      }
    }
  }

  /**
   * Ends the work: each question that is not settled gets its result, no term runs any more. What
   * was handed over or declined before stays so; what was joined to it goes its own way.
   */
  public void stop(UUID id, Actor coordinator) {
    Withdrawal withdrawal = withdrawal(id);
    if (!withdrawal.isStop()) {
      throw new WrongState("О прекращении рассмотрения не решено.");
    }
    AppealId appeal = withdrawal.appeal();
    appeals.lock(appeal); // nothing is joined to it from here on
    jdbc.sql(
            """
            update question set result = 'WITHDRAWN' where appeal = :appeal
              and round_no = (select round_no from appeal where id = :appeal) and (outcome is null
              or outcome in (select id from outcome where appeal = :appeal and done_at is null))
            """)
        .param("appeal", appeal.value())
        .update();
    deadlines.of(appeal).stream()
        .filter(kept -> kept.isOfAppeal() && kept.current() && kept.fulfilledAt().isEmpty())
        .forEach(kept -> deadlines.fulfil(appeal, kept.term()));
    acts.record(
        appeal,
        coordinator,
        Action.STOPPED,
        "обращение",
        Map.of("withdrawal", withdrawal.id().toString()));
    together.withdrawn(appeal, coordinator);
    process.workStopped(appeal);
    together.stopped(appeal, coordinator);
  }

  /**
   * Who asked and is told himself: one of the signatories, if his address is kept. Else the
   * applicant is told, to whom the answer goes.
   */
  @Transactional(readOnly = true)
  public Optional<Signatory> told(Withdrawal withdrawal) {
    return appeals.signatories(withdrawal.appeal()).stream()
        .filter(one -> one.name().equals(withdrawal.signatory()))
        .filter(one -> !one.address().isBlank())
        .findFirst();
  }

  /** The letter that tells the applicant. */
  public void writtenAs(UUID id, UUID letter) {
    jdbc.sql("update withdrawal set letter = :letter where id = :id")
        .param("letter", letter)
        .param("id", id)
        .update();
  }

  @Transactional(readOnly = true)
  public Withdrawal withdrawal(UUID id) {
    return jdbc.sql("select * from withdrawal where id = :id")
        .param("id", id)
        .query(Withdrawals::map)
        .single();
  }

  /** In the order of recording. */
  @Transactional(readOnly = true)
  public List<Withdrawal> of(AppealId appeal) {
    return jdbc.sql("select * from withdrawal where appeal = :appeal order by recorded_at")
        .param("appeal", appeal.value())
        .query(Withdrawals::map)
        .list();
  }

  /** The request by which consideration was stopped, if it was. */
  @Transactional(readOnly = true)
  public Optional<Withdrawal> stopped(AppealId appeal) {
    return of(appeal).stream().filter(Withdrawal::isStop).findFirst();
  }

  private static Withdrawal map(ResultSet row, int i) throws SQLException {
    return new Withdrawal(
        row.getObject("id", UUID.class),
        new AppealId(row.getObject("appeal", UUID.class)),
        row.getString("signatory"),
        row.getString("text"),
        row.getObject("received_on", LocalDate.class),
        actor(row, "recorded", Role.REGISTRAR).orElseThrow(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        text(row, "decision").map(Decision::valueOf),
        text(row, "ground").map(Ground::valueOf),
        row.getString("explanation"),
        actor(row, "decided", Role.COORDINATOR),
        uuid(row, "letter"));
  }

  private static Optional<Actor> actor(ResultSet row, String did, Role role) throws SQLException {
    return text(row, did + "_by").isEmpty()
        ? Optional.empty()
        : Optional.of(Sql.actor(row, did, role));
  }
}
