package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;
import static ru.tsur.appeal.Sql.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.RequestRefused;
import ru.tsur.appeal.DocumentRequest.Addressee;
import ru.tsur.appeal.DocumentRequest.Enclosure;
import ru.tsur.appeal.DocumentRequest.End;
import ru.tsur.appeal.DocumentRequest.Way;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * Requests for documents (art. 10 p. 1 п. 2): asked by an executor, sent, answered within the term
 * of art. 10 p. 2, chased when late, withdrawn, or ended with the appeal.
 */
@Component("appeal.documentRequests")
@Transactional
public class DocumentRequests {

  private static final int LONGEST_RECIPIENT = 300;
  private static final int LONGEST_TEXT = 2000;

  /**
   * What an executor asks for.
   *
   * @param body of the region's tree; then its name stands on the envelope
   * @param recipient the name of any other addressee
   * @param email empty: by post
   */
  public record Stated(
      Addressee addressee,
      Optional<BodyId> body,
      String recipient,
      Optional<String> email,
      String wanted) {}

  /** What the table of conditions answered. */
  public record Allowed(Enclosure enclosure, String rule, String note) {}

  /** One reminder to the addressee. */
  public record Chase(Instant at, OfficialId by, Way way, String note) {}

  private final JdbcClient jdbc;
  private final Chases chases;
  private final Deadlines deadlines;
  private final Terms terms;
  private final Organization organization;
  private final Complaints complaints;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;

  DocumentRequests(
      JdbcClient jdbc,
      Deadlines deadlines,
      Terms terms,
      Organization organization,
      Complaints complaints,
      Acts acts,
      AppealProcess process,
      Clock clock) {
    this.jdbc = jdbc;
    this.chases = new Chases(jdbc, "document_chase", "request");
    this.deadlines = deadlines;
    this.terms = terms;
    this.organization = organization;
    this.complaints = complaints;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
  }

  /**
   * What was typed, with the names the register knows.
   *
   * @throws InvalidAppeal if something is missing or too long
   */
  @Transactional(readOnly = true)
  public Stated checked(Stated typed) {
    String recipient =
        typed.body().map(id -> organization.body(id).name()).orElseGet(typed.recipient()::strip);
    if (recipient.isBlank()) {
      throw new InvalidAppeal("recipient", "Напишите, у кого запрашиваются документы.");
    }
    if (recipient.length() > LONGEST_RECIPIENT) {
      throw new InvalidAppeal("recipient", "Наименование длиннее 300 знаков.");
    }
    if (typed.wanted().isBlank()) {
      throw new InvalidAppeal("wanted", "Напишите, какие документы и материалы нужны.");
    }
    if (typed.wanted().length() > LONGEST_TEXT) {
      throw new InvalidAppeal("wanted", "Перечень длиннее 2000 знаков.");
    }
    if (typed.email().filter(address -> !address.matches("[^@\\s]+@[^@\\s]+")).isPresent()) {
      throw new InvalidAppeal("email", "Такого адреса электронной почты нет: исправьте его.");
    }
    return new Stated(
        typed.body().isPresent() ? Addressee.BODY : Addressee.named(recipient, typed.addressee()),
        typed.body(),
        recipient,
        typed.email(),
        typed.wanted().strip());
  }

  /** Whether the addressee is whom the appeal complains about: then it gets an extract only. */
  @Transactional(readOnly = true)
  public boolean isComplainedAbout(AppealId appeal, Stated stated) {
    return stated.body().filter(body -> complaints.isAbout(appeal, body)).isPresent()
        || complaints.isNamed(appeal, stated.recipient());
  }

  /** The executor asks; the letter becomes his task in the same transaction. */
  public RequestId ask(
      AppealId appeal, Tenant tenant, Stated stated, Allowed allowed, Actor executor) {
    if (executor.role() != Role.EXECUTOR) {
      throw new RequestRefused(
          "addressee", "Документы запрашивает исполнитель, который рассматривает вопросы.");
    }
    BodyId asking = tenant.body().orElseThrow();
    if (stated.body().filter(asking::equals).isPresent()) {
      throw new RequestRefused(
          "addressee",
          "Это ваш орган: запрос направляется в другой орган (59-ФЗ, ст. 10 ч. 1 п. 2).");
    }
    if (organization.body(asking).outgoingSeries().isEmpty()) {
      throw new RequestRefused(
          "addressee",
          "У вашего органа нет исходящих номеров: запрос направит орган, который отвечает за письмо.");
    }
    RequestId id = new RequestId(UUID.randomUUID());
    jdbc.sql(
            """
            insert into document_request (id, appeal, tenant, addressee, body, recipient, email, wanted, enclosure, rule,
              note, requested_by, requested_post, requested_for, requested_at)
            values (:id, :appeal, :tenant, :addressee, :body, :recipient, :email, :wanted, :enclosure, :rule,
              :note, :by, :post, :absent, :now)
            """)
        .param("id", id.value())
        .param("appeal", appeal.value())
        .param("tenant", tenant.value())
        .param("addressee", stated.addressee().name())
        .param("body", stated.body().map(BodyId::value).orElse(null))
        .param("recipient", stated.recipient())
        .param("email", stated.email().orElse(null))
        .param("wanted", stated.wanted())
        .param("enclosure", allowed.enclosure().name())
        .param("rule", allowed.rule())
        .param("note", allowed.note())
        .param("by", executor.official().value())
        .param("post", executor.post())
        .param("absent", executor.absentOrNull())
        .param("now", utc(clock.instant()))
        .update();
    record(appeal, executor, Action.DOCUMENTS_ASKED, id);
    process.documentsRequested(appeal, id);
    return id;
  }

  /** The letter that the signer signs for it. */
  public void writtenAs(RequestId id, UUID letter) {
    jdbc.sql("update document_request set letter = :letter where id = :id")
        .param("letter", letter)
        .param("id", id.value())
        .update();
  }

  /** The letter has left: the addressee's term runs from this day (art. 10 p. 2). */
  public void sent(RequestId id, LocalDate on, Actor actor) {
    DocumentRequest request = open(id);
    jdbc.sql("update document_request set sent_on = :on where id = :id")
        .param("on", on)
        .param("id", id.value())
        .update();
    deadlines.startOf(
        request.appeal(), id.value(), terms.term(Deadlines.DOCUMENTS), startOf(on), actor);
  }

  /**
   * The addressee got it on that day: its term runs from then.
   *
   * @throws RequestRefused if the term is over, or the day cannot be
   */
  public void handed(RequestId id, LocalDate on, Actor executor) {
    DocumentRequest request = open(id);
    LocalDate sent =
        request
            .sentOn()
            .orElseThrow(() -> new RequestRefused("handedOn", "Запрос ещё не отправлен."));
    if (request.lateAt().isPresent()) {
      throw new RequestRefused(
          "handedOn",
          "Срок представления документов истёк и записан как нарушение: день вручения уже не меняет его.");
    }
    if (on.isBefore(sent) || on.isAfter(LocalDate.now(clock))) {
      throw new RequestRefused(
          "handedOn",
          "Запрос получен не раньше отправки ("
              + AppealRefusals.day(sent)
              + ") и не позже сегодняшнего дня.");
    }
    jdbc.sql("update document_request set handed_on = :on where id = :id")
        .param("on", on)
        .param("id", id.value())
        .update();
    record(request.appeal(), executor, Action.DOCUMENTS_HANDED, id);
    deadlines.restart(
        request.appeal(), id.value(), terms.term(Deadlines.DOCUMENTS), startOf(on), executor);
    process.deadlineMoved(request.appeal());
  }

  /** The addressee let its term pass: recorded as its own breach, not as one of art. 12. */
  public void late(RequestId id) {
    DocumentRequest request = open(id);
    if (request.lateAt().isEmpty()) {
      jdbc.sql("update document_request set late_at = :now where id = :id")
          .param("now", utc(clock.instant()))
          .param("id", id.value())
          .update();
    }
    record(request.appeal(), Actor.SYSTEM, Action.DOCUMENTS_LATE, id);
  }

  /** The executor has reminded the addressee. */
  public void chased(RequestId id, Way way, String note, Actor executor) {
    DocumentRequest request = open(id);
    chases.add(id.value(), way, note, executor, clock.instant());
    record(request.appeal(), executor, Action.DOCUMENTS_CHASED, id);
  }

  /** What came, and when. */
  public void received(RequestId id, String what, LocalDate on, Actor executor) {
    DocumentRequest request = open(id);
    if (what.length() > LONGEST_TEXT) {
      throw new InvalidAppeal("came", "Не длиннее 2000 знаков.");
    }
    if (request.sentOn().filter(sent -> !on.isBefore(sent)).isEmpty()
        || on.isAfter(LocalDate.now(clock))) {
      throw new RequestRefused(
          "cameOn", "Документы получены не раньше отправки запроса и не позже сегодняшнего дня.");
    }
    jdbc.sql("update document_request set came = :came, came_on = :on where id = :id")
        .param("came", what.strip())
        .param("on", on)
        .param("id", id.value())
        .update();
    end(request, End.RECEIVED, executor, Action.DOCUMENTS_RECEIVED);
  }

  /** The executor needs the documents no more, or asks otherwise. */
  public void withdrawn(RequestId id, Actor executor) {
    end(open(id), End.WITHDRAWN, executor, Action.DOCUMENTS_WITHDRAWN);
  }

  /** What is still open ends with its appeal. */
  public void endWith(AppealId appeal, Actor actor) {
    of(appeal).stream()
        .filter(DocumentRequest::isOpen)
        .forEach(request -> end(request, End.CLOSED, actor, Action.DOCUMENTS_WITHDRAWN));
  }

  private void end(DocumentRequest request, End end, Actor actor, Action action) {
    jdbc.sql("update document_request set outcome = :outcome, ended_at = :now where id = :id")
        .param("outcome", end.name())
        .param("now", utc(clock.instant()))
        .param("id", request.id().value())
        .update();
    deadlines.fulfilOf(request.appeal(), request.id().value());
    record(request.appeal(), actor, action, request.id());
  }

  @Transactional(readOnly = true)
  public DocumentRequest request(RequestId id) {
    return jdbc.sql("select * from document_request where id = :id")
        .param("id", id.value())
        .query(DocumentRequests::map)
        .single();
  }

  /** Oldest first. */
  @Transactional(readOnly = true)
  public List<DocumentRequest> of(AppealId appeal) {
    return jdbc.sql(
            "select * from document_request where appeal = :appeal order by requested_at, id")
        .param("appeal", appeal.value())
        .query(DocumentRequests::map)
        .list();
  }

  /** When the addressee has to have supplied them; empty before the letter has left. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> due(DocumentRequest request) {
    return deadlines
        .currentOf(request.appeal(), request.id().value())
        .map(kept -> kept.due().toLocalDate());
  }

  /** What has become of it, in a few words. */
  @Transactional(readOnly = true)
  public String standing(DocumentRequest request) {
    int chases = chases(request.id()).size();
    String late =
        request.lateAt().isPresent()
            ? "просрочен адресатом" + (chases > 0 ? ", напоминали раз: " + chases : "")
            : "";
    String now =
        request
            .end()
            .map(
                end ->
                    end.title()
                        + request.cameOn().map(on -> " " + AppealRefusals.day(on)).orElse("")
                        + (request.came().isEmpty() ? "" : ": " + request.came()))
            .orElse(request.sentOn().isPresent() ? "ожидаются документы" : "готовится запрос");
    return late.isEmpty() ? now : now + " (" + late + ")";
  }

  @Transactional(readOnly = true)
  public List<Chase> chases(RequestId id) {
    return jdbc.sql("select * from document_chase where request = :request order by ordinal")
        .param("request", id.value())
        .query(
            (row, i) ->
                new Chase(
                    row.getObject("chased_at", OffsetDateTime.class).toInstant(),
                    new OfficialId(row.getString("chased_by")),
                    Way.valueOf(row.getString("how")),
                    row.getString("note")))
        .list();
  }

  private DocumentRequest open(RequestId id) {
    Sql.lock(jdbc, "document_request", id.value());
    DocumentRequest request = request(id);
    if (!request.isOpen()) {
      throw new RequestRefused("received", "Этот запрос документов уже окончен.");
    }
    return request;
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(clock.getZone()).toInstant();
  }

  private void record(AppealId appeal, Actor actor, Action action, RequestId id) {
    acts.record(appeal, actor, action, "запрос документов", Map.of("request", id.toString()));
  }

  private static DocumentRequest map(ResultSet row, int i) throws SQLException {
    return new DocumentRequest(
        new RequestId(row.getObject("id", UUID.class)),
        new AppealId(row.getObject("appeal", UUID.class)),
        new Tenant(row.getString("tenant")),
        Addressee.valueOf(row.getString("addressee")),
        text(row, "body").map(BodyId::new),
        row.getString("recipient"),
        text(row, "email"),
        row.getString("wanted"),
        Enclosure.valueOf(row.getString("enclosure")),
        row.getString("rule"),
        row.getString("note"),
        new OfficialId(row.getString("requested_by")),
        row.getString("requested_post"),
        text(row, "requested_for").map(OfficialId::new),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        uuid(row, "letter"),
        Optional.ofNullable(row.getObject("sent_on", LocalDate.class)),
        Optional.ofNullable(row.getObject("handed_on", LocalDate.class)),
        instant(row, "late_at"),
        text(row, "outcome").map(End::valueOf),
        text(row, "came").orElse(""),
        Optional.ofNullable(row.getObject("came_on", LocalDate.class)));
  }
}
