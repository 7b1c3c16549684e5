package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.instant;
import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Appeal.State;
import ru.tsur.appeal.AppealRefusals.AlreadyEntered;
import ru.tsur.appeal.AppealRefusals.AnotherContent;
import ru.tsur.appeal.AppealRefusals.ExternalIdTaken;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.NotAnAppeal;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.appeal.AppealRefusals.WrongState;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.MailAddress;
import ru.tsur.organization.OfficialId;

/**
 * The register of appeals: each is stored before it is acknowledged and has its process in the same
 * transaction.
 */
@Component
@Transactional
public class Appeals {

  /** 59-ФЗ: 180 days after its publication (art. 18). */
  private static final LocalDate IN_FORCE = LocalDate.of(2006, 11, 2);

  /** Longest text of an appeal, characters. */
  public static final int MAX_TEXT = 1_000_000;

  /** Most signatories that are entered by name. */
  public static final int MAX_SIGNATORIES = 500;

  private final JdbcClient jdbc;
  private final Questions questions;
  private final Deadlines deadlines;
  private final NumberSeries numbers;
  private final Complaints complaints;
  private final Terms terms;
  private final Acts acts;
  private final AppealProcess process;
  private final ChannelGate gate;
  private final Clock clock;

  Appeals(
      JdbcClient jdbc,
      Questions questions,
      Deadlines deadlines,
      NumberSeries numbers,
      Terms terms,
      Acts acts,
      AppealProcess process,
      ChannelGate gate,
      Complaints complaints,
      Clock clock) {
    this.jdbc = jdbc;
    this.questions = questions;
    this.deadlines = deadlines;
    this.numbers = numbers;
    this.complaints = complaints;
    this.terms = terms;
    this.acts = acts;
    this.process = process;
    this.gate = gate;
    this.clock = clock;
  }

  /** An appeal stored, and whether it had been stored before. */
  public record Received(AppealId id, boolean before) {}

  /** What a registrar confirms or corrects when registering. */
  public record Registration(
      AppealType type,
      Applicant applicant,
      List<Question.Stated> questions,
      Optional<Earlier> earlier) {}

  /**
   * Stores what another system handed over and starts its process. Idempotent by channel and
   * external id, for the system that used them first.
   *
   * @throws AnotherContent if the external id came before with other content
   * @throws ExternalIdTaken if another system used it in this channel
   * @throws InvalidAppeal at the first wrong field
   * @throws NotAnAppeal if the channel brings messages
   */
  public Received receive(NewAppeal appeal, Actor actor) {
    String digest = digest(appeal, Optional.empty());
    Optional<Received> before =
        appeal.externalId().flatMap(external -> stored(appeal.channel(), external, digest, actor));
    if (before.isPresent()) {
      return before.get();
    }
    AppealId id = AppealId.random();
    store(id, appeal, digest, actor);
    process.start(id, appeal.type(), false);
    return new Received(id, false);
  }

  /** The appeal of this number, in whatever spelling. */
  @Transactional(readOnly = true)
  public Optional<Appeal> numbered(String number) {
    if (UnstorableCharacter.in(number).isPresent()) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select * from appeal a join applicant p on p.appeal = a.id where a.number = :number")
        .param("number", Earlier.spelled(number))
        .query(Appeals::map)
        .optional();
  }

  /** All that {@link #receiveAndRegister} would refuse of an entry. */
  @Transactional(readOnly = true)
  public void check(
      AppealId id,
      NewAppeal appeal,
      Optional<Earlier> earlier,
      OfficialId registrar,
      Faults faults) {
    check(appeal, faults);
    earlier.ifPresent(one -> faults.read(() -> linked(id, one, appeal.applicant(), registrar), id));
  }

  /**
   * A registrar's own entry: stored and registered in the same act. Idempotent by its id, which the
   * entry has from the moment it is begun: sent twice it is registered once.
   *
   * @throws AlreadyEntered if other content was registered under this id
   * @throws InvalidAppeal at the first wrong field
   */
  public AppealId receiveAndRegister(
      AppealId id, NewAppeal appeal, Optional<Earlier> earlier, Actor registrar) {
    String digest = digest(appeal, earlier);
    if (isEntered(id, digest, registrar)) {
      return id;
    }
    store(id, appeal, digest, registrar);
    number(id, appeal.applicant().kind(), registrar);
    if (isRegisteredLate(id)) { // where no task of the diagram waits for it
      deadlines.breached(id, Deadlines.REGISTRATION);
    }
    earlier.ifPresent(one -> link(id, one, appeal.applicant(), registrar));
    process.start(id, appeal.type(), true);
    return id;
  }

  /** Whether the three days were over before it got its number (art. 8 p. 2). */
  @Transactional(readOnly = true)
  public boolean isRegisteredLate(AppealId id) {
    LocalDateTime registered =
        appeal(id).registeredAt().orElseThrow().atZone(clock.getZone()).toLocalDateTime();
    return deadlines
        .current(id, Deadlines.REGISTRATION)
        .filter(kept -> kept.isBreachedOn(registered))
        .isPresent();
  }

  /** Registers what came by another door: corrections, number, term of the answer. */
  public void register(AppealId id, Registration registration, Actor registrar) {
    Appeal appeal = appeal(id);
    if (appeal.state() != State.RECEIVED) {
      throw new WrongState(
          "Обращение уже зарегистрировано под номером " + appeal.numberOrNone() + ".");
    }
    Faults faults = new Faults();
    check(registration.applicant(), faults);
    faults.settle();
    if (appeal.type() != registration.type()
        || !appeal.applicant().equals(registration.applicant())) {
      jdbc.sql("update appeal set type = :type where id = :id")
          .param("type", registration.type().name())
          .param("id", id.value())
          .update();
      jdbc.sql("delete from applicant where appeal = :id").param("id", id.value()).update();
      insertApplicant(id, registration.applicant());
      acts.record(
          id,
          registrar,
          Action.CORRECTED,
          "карточка",
          Map.of(
              "typeFrom", appeal.type().name(),
              "typeTo", registration.type().name(),
              "applicant",
                  appeal.applicant().equals(registration.applicant()) ? "same" : "changed"));
    }
    questions.state(id, registration.questions());
    number(id, registration.applicant().kind(), registrar);
    registration.earlier().ifPresent(one -> link(id, one, registration.applicant(), registrar));
  }

  /** Marks that triage is over; whether anything of the appeal is considered on the merits. */
  public void takeIntoWork(AppealId id, boolean considered, Actor coordinator) {
    state(id, State.IN_WORK);
    if (considered) {
      acts.record(id, coordinator, Action.TRIAGED, "обращение", Map.of("triage", "CONSIDER"));
    }
  }

  /** What it was joined to is stopped: it is decided on anew. */
  void returnToTriage(AppealId id) {
    state(id, State.REGISTERED);
  }

  /** The answer is signed and waits to be sent. */
  public void signed(AppealId id) {
    state(id, State.SIGNED);
  }

  /**
   * Closes the appeal as of the moment its last letter left: answered if any question was
   * considered, else as triage decided it.
   */
  public void close(AppealId id, Instant letterLeftAt, Actor actor) {
    questions.requireAllAnswered(id);
    State state = lawfulEnd(id);
    jdbc.sql(
            """
            update appeal set state = :state, outcome = :state, answered_at = :left, closed_at = :now where id = :id
            """)
        .param("state", state.name())
        .param("left", utc(letterLeftAt))
        .param("now", utc(clock.instant()))
        .param("id", id.value())
        .update();
    acts.record(id, actor, Action.CLOSED, "обращение", Map.of("outcome", state.name()));
  }

  /** It is considered again; how it had ended is kept with the reopening. */
  void reopen(AppealId id, int round) {
    jdbc.sql(
            """
            update appeal set state = 'REGISTERED', outcome = null, answered_at = null, closed_at = null, round_no = :round
            where id = :id
            """)
        .param("round", round)
        .param("id", id.value())
        .update();
  }

  private State lawfulEnd(AppealId id) {
    if (isStopped(id)) {
      return State.WITHDRAWN;
    }
    if (!questions.considered(id).isEmpty()) {
      return State.ANSWERED;
    }
    return jdbc
        .sql("select kind from outcome where appeal = :id")
        .param("id", id.value())
        .query(String.class)
        .list()
        .stream()
        .map(kind -> Outcome.Kind.valueOf(kind).state())
        .min(java.util.Comparator.naturalOrder())
        .orElseThrow(() -> new WrongState("По обращению нет ни ответа, ни решения без ответа."));
  }

  void lock(AppealId id) {
    if (!Sql.lock(jdbc, "appeal", id.value())) {
      throw new UnknownAppeal();
    }
  }

  /** Whether it is decided to stop, closed or not yet. */
  boolean isStopped(AppealId id) {
    return jdbc.sql("select count(*) from withdrawal where appeal = :id and decision = 'STOP'")
            .param("id", id.value())
            .query(Long.class)
            .single()
        > 0;
  }

  /** An earlier appeal of the same applicant, as the registrar names it. */
  public record Earlier(String number, LinkKind kind) {

    /** In the spelling of our numbers: « № г-1/2026» is «Г-1/2026». */
    public Earlier {
      number = spelled(number);
    }

    static String spelled(String number) {
      return number.replaceAll("[№\\s]", "").toUpperCase(Locale.ROOT);
    }
  }

  /** Another appeal that this one is linked with, told from this one's side. */
  public record Link(LinkKind kind, AppealId other, String number, boolean isEarlier) {

    /** «повторное к обращению № Г-1/2026». */
    public String said() {
      return kind.said(isEarlier) + " № " + number;
    }
  }

  /** What an appeal is linked with, from whichever side, in the order of linking. */
  @Transactional(readOnly = true)
  public List<Link> links(AppealId id) {
    return jdbc.sql(
            """
            select l.kind, a.id, a.number, l.added_at, true as earlier
              from appeal_link l join appeal a on a.id = l.other where l.appeal = :id
            union all
            select l.kind, a.id, a.number, l.added_at, false
              from appeal_link l join appeal a on a.id = l.appeal where l.other = :id
            order by 4
            """)
        .param("id", id.value())
        .query(
            (row, i) ->
                new Link(
                    LinkKind.valueOf(row.getString("kind")),
                    new AppealId(row.getObject("id", UUID.class)),
                    row.getString("number"),
                    row.getBoolean("earlier")))
        .list();
  }

  @Transactional(readOnly = true)
  public Optional<Appeal> find(AppealId id) {
    return jdbc.sql("select * from appeal a join applicant p on p.appeal = a.id where a.id = :id")
        .param("id", id.value())
        .query(Appeals::map)
        .optional();
  }

  /**
   * @throws UnknownAppeal if there is none
   */
  @Transactional(readOnly = true)
  public Appeal appeal(AppealId id) {
    return find(id).orElseThrow(UnknownAppeal::new);
  }

  /** Whether something handed over under this number is an appeal. */
  @Transactional(readOnly = true)
  public boolean knows(Channel channel, String externalId) {
    return jdbc.sql(
                "select count(*) from appeal where channel = :channel and external_id = :external")
            .param("channel", channel.name())
            .param("external", externalId)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Login of the official or system that handed the appeal over. */
  @Transactional(readOnly = true)
  public Optional<String> storedBy(AppealId id) {
    return jdbc.sql("select stored_by from appeal where id = :id")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /** Who signed a collective appeal; empty for any other. */
  @Transactional(readOnly = true)
  public List<Signatory> signatories(AppealId id) {
    return jdbc.sql("select name, address from signatory where appeal = :id order by ordinal")
        .param("id", id.value())
        .query((row, i) -> new Signatory(row.getString("name"), row.getString("address")))
        .list();
  }

  @Transactional(readOnly = true)
  public List<Attachment> attachments(AppealId id) {
    return jdbc.sql(
            "select id, name, media_type, size, added_at from attachment where appeal = :id order by added_at")
        .param("id", id.value())
        .query(
            (row, i) ->
                new Attachment(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getString("media_type"),
                    row.getLong("size"),
                    row.getObject("added_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** An attachment without its bytes. */
  public record Attachment(UUID id, String name, String mediaType, long size, Instant addedAt) {}

  @Transactional(readOnly = true)
  public Optional<byte[]> content(AppealId appeal, UUID attachment) {
    return jdbc.sql("select content from attachment where appeal = :appeal and id = :id")
        .param("appeal", appeal.value())
        .param("id", attachment)
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  private Optional<Received> stored(
      Channel channel, String externalId, String digest, Actor system) {
    return jdbc.sql(
            """
            select id, content_digest, stored_by from appeal where channel = :channel and external_id = :external
            """)
        .param("channel", channel.name())
        .param("external", externalId)
        .query(
            (row, i) -> {
              if (!row.getString("stored_by").equals(system.official().value())) {
                throw new ExternalIdTaken(externalId);
              }
              if (!row.getString("content_digest").equals(digest)) {
                throw new AnotherContent(externalId);
              }
              return new Received(new AppealId(row.getObject("id", UUID.class)), true);
            })
        .optional();
  }

  private boolean isEntered(AppealId id, String digest, Actor registrar) {
    return jdbc.sql("select number, content_digest, stored_by from appeal where id = :id")
        .param("id", id.value())
        .query(
            (row, i) -> {
              if (!row.getString("content_digest").equals(digest)
                  || !row.getString("stored_by").equals(registrar.official().value())) {
                throw new AlreadyEntered(row.getString("number"));
              }
              return true;
            })
        .optional()
        .isPresent();
  }

  private void store(AppealId id, NewAppeal appeal, String digest, Actor actor) {
    Faults faults = new Faults();
    check(appeal, faults);
    faults.settle();
    try {
      jdbc.sql(
              """
              insert into appeal (id, channel, external_id, content_digest, type, addressee, text, received_at, stored_at,
                stored_by, state)
              values (:id, :channel, :external, :digest, :type, :addressee, :text, :receivedAt, :now, :by, 'RECEIVED')
              """)
          .param("id", id.value())
          .param("channel", appeal.channel().name())
          .param("external", appeal.externalId().orElse(null))
          .param("digest", digest)
          .param("type", appeal.type().name())
          .param("addressee", appeal.addressee().strip())
          .param("text", appeal.text())
          .param("receivedAt", utc(appeal.receivedAt()))
          .param("now", utc(clock.instant()))
          .param("by", actor.official().value())
          .update();
    } catch (DuplicateKeyException twin) {
      throw new TwinInFlight(twin);
    }
    insertApplicant(id, appeal.applicant());
    for (int i = 0; i < appeal.signatories().size(); i++) {
      jdbc.sql(
              "insert into signatory (appeal, ordinal, name, address) values (:appeal, :ordinal, :name, :address)")
          .param("appeal", id.value())
          .param("ordinal", i + 1)
          .param("name", appeal.signatories().get(i).name())
          .param("address", appeal.signatories().get(i).address())
          .update();
    }
    if (!appeal.questions().isEmpty()) {
      questions.state(id, appeal.questions());
    }
    appeal.attachments().forEach(file -> attach(id, Optional.empty(), file, actor));
    acts.record(
        id, actor, Action.RECEIVED, "обращение", Map.of("channel", appeal.channel().name()));
    deadlines.start(id, terms.term(Deadlines.REGISTRATION), appeal.receivedAt(), actor);
  }

  /**
   * The same appeal is being stored by another request this moment: ask again and get its answer.
   */
  public static final class TwinInFlight extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TwinInFlight(Throwable cause) {
      super(cause);
    }
  }

  private void number(AppealId id, ApplicantKind kind, Actor registrar) {
    Instant now = clock.instant();
    String number = numbers.next(kind.series(), now.atZone(clock.getZone()).getYear());
    jdbc.sql(
            """
            update appeal set number = :number, registered_at = :now, registered_by = :by, state = 'REGISTERED'
            where id = :id
            """)
        .param("number", number)
        .param("now", utc(now))
        .param("by", registrar.official().value())
        .param("id", id.value())
        .update();
    acts.record(id, registrar, Action.REGISTERED, "обращение", Map.of("number", number));
    deadlines.start(id, terms.term(Deadlines.ANSWER), now, registrar);
  }

  /**
   * The earlier appeal that a link leads to.
   *
   * @throws InvalidAppeal if there is none, or of another applicant
   */
  private AppealId linked(AppealId id, Earlier earlier, Applicant applicant, OfficialId reader) {
    AppealId other =
        jdbc.sql("select id from appeal where number = :number and id <> :id")
            .param("number", earlier.number())
            .param("id", id.value())
            .query((row, i) -> new AppealId(row.getObject("id", UUID.class)))
            .optional()
            .filter(found -> !complaints.isHiddenFrom(found, reader))
            .orElseThrow(
                () ->
                    new InvalidAppeal(
                        "earlier", "Обращения № «" + earlier.number() + "» нет: проверьте номер."));
    if (!Repeats.isSame(appeal(other).applicant(), applicant)) {
      throw new InvalidAppeal(
          "earlier",
          "Обращение № «" + earlier.number() + "» подал другой заявитель: проверьте номер.");
    }
    return other;
  }

  /**
   * Links a registered appeal with an earlier one of the same applicant.
   *
   * @throws InvalidAppeal if there is none, or of another applicant, or they are linked
   */
  public void link(AppealId id, Earlier earlier, Actor official) {
    lock(id);
    if (links(id).stream().anyMatch(link -> link.number().equals(earlier.number()))) {
      throw new InvalidAppeal(
          "offer", "Связь с обращением № " + earlier.number() + " уже указана.");
    }
    link(id, earlier, appeal(id).applicant(), official);
  }

  private void link(AppealId id, Earlier earlier, Applicant applicant, Actor registrar) {
    AppealId other = linked(id, earlier, applicant, registrar.official());
    jdbc.sql(
            """
            insert into appeal_link (appeal, other, kind, added_at, added_by)
            values (:appeal, :other, :kind, :at, :by)
            """)
        .param("appeal", id.value())
        .param("other", other.value())
        .param("kind", earlier.kind().name())
        .param("at", utc(clock.instant()))
        .param("by", registrar.official().value())
        .update();
    acts.record(
        id,
        registrar,
        Action.LINKED,
        "обращение",
        Map.of(
            "kind", earlier.kind().name(), "other", other.toString(), "number", earlier.number()));
  }

  /**
   * Keeps a file; its id among the appeal's attachments.
   *
   * @param supplement that it came with; empty: with the appeal
   */
  UUID attach(AppealId id, Optional<UUID> supplement, NewAppeal.File file, Actor actor) {
    UUID attachment = UUID.randomUUID();
    jdbc.sql(
            """
            insert into attachment (id, appeal, name, media_type, size, digest, content, added_at, added_by, supplement)
            values (:id, :appeal, :name, :type, :size, :digest, :content, :at, :by, :supplement)
            """)
        .param("id", attachment)
        .param("appeal", id.value())
        .param("name", file.name())
        .param("type", file.mediaType())
        .param("size", (long) file.content().length)
        .param("digest", file.digest())
        .param("content", file.content())
        .param("supplement", supplement.orElse(null))
        .param("at", utc(clock.instant()))
        .param("by", actor.official().value())
        .update();
    acts.record(id, actor, Action.ATTACHED, "вложение", Map.of("digest", file.digest()));
    return attachment;
  }

  private void insertApplicant(AppealId id, Applicant applicant) {
    jdbc.sql(
            """
            insert into applicant (appeal, kind, last_name, first_name, middle_name, organization, postal_address, email,
              cabinet, phone, name_key)
            values (:appeal, :kind, :last, :first, :middle, :organization, :postal, :email, :cabinet, :phone, :key)
            """)
        .param("appeal", id.value())
        .param("kind", applicant.kind().name())
        .param("last", applicant.lastName())
        .param("first", applicant.firstName())
        .param("middle", applicant.middleName())
        .param("organization", applicant.organization())
        .param("postal", applicant.postalAddress())
        .param("email", applicant.email())
        .param("cabinet", applicant.cabinet())
        .param("phone", applicant.phone())
        .param("key", Repeats.key(applicant))
        .update();
  }

  private void state(AppealId id, State state) {
    jdbc.sql("update appeal set state = :state where id = :id and closed_at is null")
        .param("state", state.name())
        .param("id", id.value())
        .update();
  }

  void check(NewAppeal appeal, Faults faults) {
    if (gate.way(appeal.channel(), appeal.receivedAt()) != ChannelGate.Way.APPEAL) {
      faults.add(new NotAnAppeal(appeal.channel()));
    }
    if (appeal.text() == null || appeal.text().isBlank()) {
      faults.add(new InvalidAppeal("text", "Введите текст обращения."));
    }
    if (appeal.text() != null && appeal.text().length() > MAX_TEXT) {
      faults.add(
          new InvalidAppeal(
              "text",
              "Текст длиннее "
                  + MAX_TEXT
                  + " знаков ("
                  + appeal.text().length()
                  + "): приложите его файлом."));
    }
    if (appeal.addressee() == null || appeal.addressee().isBlank()) {
      faults.add(
          new InvalidAppeal(
              "addressee", "Укажите, кому адресовано обращение (59-ФЗ, ст. 7 ч. 1)."));
    }
    if (appeal.receivedAt().isAfter(clock.instant())) {
      faults.add(new InvalidAppeal("receivedAt", "Дата поступления не может быть в будущем."));
    }
    LocalDate received = appeal.receivedAt().atZone(clock.getZone()).toLocalDate();
    if (received.isBefore(IN_FORCE)) {
      faults.add(
          new InvalidAppeal(
              "receivedAt",
              "Дата поступления раньше, чем начал действовать 59-ФЗ: проверьте год."));
    }
    check(appeal.applicant(), faults);
    checkSignatories(appeal, faults);
    if (!appeal.questions().isEmpty()) {
      questions.check(appeal.questions(), faults);
    }
    for (int i = 0; i < appeal.attachments().size(); i++) {
      NewAppeal.File file = appeal.attachments().get(i);
      String field = "attachments." + i;
      faults.check(() -> file.requireFits(field));
    }
  }

  /**
   * Art. 2: a collective appeal has at least two who signed it, and one to whom the answer goes.
   */
  private static void checkSignatories(NewAppeal appeal, Faults faults) {
    List<Signatory> all = appeal.signatories();
    if (all.size() == 1) {
      faults.add(
          new InvalidAppeal(
              "signatories",
              "Коллективное обращение подписывают не меньше двух человек (59-ФЗ, ст. 2): перечислите всех."));
    }
    if (all.size() > MAX_SIGNATORIES) {
      faults.add(
          new InvalidAppeal(
              "signatories",
              "Не больше " + MAX_SIGNATORIES + " подписавших: остальных приложите списком."));
    }
    if (all.stream().anyMatch(one -> one.name().isEmpty())) {
      faults.add(new InvalidAppeal("signatories", "У каждого подписавшего должна быть фамилия."));
    }
    if (all.stream().anyMatch(one -> one.name().length() > 300 || one.address().length() > 500)) {
      faults.add(
          new InvalidAppeal(
              "signatories", "Имя подписавшего – до 300 знаков, адрес – до 500: сократите."));
    }
    if (!all.isEmpty() && appeal.applicant().kind() == ApplicantKind.UNNAMED) {
      faults.add(
          new InvalidAppeal(
              "applicant.kind",
              "У коллективного обращения есть подписавшие: укажите, кому из них или какому представителю отвечать."));
    }
  }

  /** Art. 7: a surname (or the organisation's name), and an address for the answer. */
  private static void check(Applicant applicant, Faults faults) {
    if (applicant.kind().isPerson() && applicant.lastName().isEmpty()) {
      faults.add(
          new InvalidAppeal(
              "applicant.lastName",
              "Укажите фамилию заявителя (59-ФЗ, ст. 7); если её нет, выберите «"
                  + ApplicantKind.UNNAMED.title()
                  + "»: обращение регистрируется и без неё (ст. 8 ч. 2)."));
    }
    if (applicant.kind() == ApplicantKind.UNNAMED) {
      if (!applicant.lastName().isEmpty() && hasAddress(applicant)) {
        faults.add(
            new InvalidAppeal(
                "applicant.kind", "Фамилия и адрес указаны: выберите, кто обратился."));
      }
      return; // registered all the same (art. 8 p. 2)
    }
    if (!applicant.kind().isPerson() && applicant.organization().isEmpty()) {
      faults.add(
          new InvalidAppeal(
              "applicant.organization", "Укажите название организации или объединения."));
    }
    if (!hasAddress(applicant)) {
      faults.add(
          new InvalidAppeal(
              "applicant.postalAddress",
              "Укажите почтовый адрес, адрес электронной почты или личный кабинет для ответа (59-ФЗ, ст. 7); если адреса нет, выберите «"
                  + ApplicantKind.UNNAMED.title()
                  + "»."));
    }
    if (!applicant.email().isEmpty() && !MailAddress.isShaped(applicant.email())) {
      faults.add(
          new InvalidAppeal("applicant.email", "Адрес электронной почты записан с ошибкой."));
    }
  }

  private static boolean hasAddress(Applicant applicant) {
    return !applicant.postalAddress().isEmpty()
        || !applicant.email().isEmpty()
        || !applicant.cabinet().isEmpty();
  }

  private static String digest(NewAppeal appeal, Optional<Earlier> earlier) {
    StringBuilder content = new StringBuilder();
    content
        .append(appeal.channel())
        .append('\n')
        .append(appeal.type())
        .append('\n')
        .append(appeal.receivedAt())
        .append('\n')
        .append(appeal.applicant())
        .append('\n')
        .append(appeal.addressee())
        .append('\n')
        .append(appeal.questions())
        .append('\n')
        .append(appeal.text());
    appeal.attachments().forEach(file -> content.append('\n').append(file.digest()));
    earlier.ifPresent(one -> content.append('\n').append(one));
    if (!appeal.signatories().isEmpty()) {
      content.append('\n').append(appeal.signatories());
    }
    return sha256(content.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Appeal map(ResultSet row, int i) throws SQLException {
    return new Appeal(
        new AppealId(row.getObject("id", UUID.class)),
        Channel.valueOf(row.getString("channel")),
        text(row, "external_id"),
        AppealType.valueOf(row.getString("type")),
        new Applicant(
            ApplicantKind.valueOf(row.getString("kind")),
            row.getString("last_name"),
            row.getString("first_name"),
            row.getString("middle_name"),
            row.getString("organization"),
            row.getString("postal_address"),
            row.getString("email"),
            row.getString("cabinet"),
            row.getString("phone")),
        row.getString("addressee"),
        row.getString("text"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getObject("stored_at", OffsetDateTime.class).toInstant(),
        text(row, "number"),
        instant(row, "registered_at"),
        State.valueOf(row.getString("state")),
        instant(row, "answered_at"),
        instant(row, "closed_at"));
  }
}
