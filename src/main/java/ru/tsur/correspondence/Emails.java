package ru.tsur.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealRefusals.AlreadyJournaled;
import ru.tsur.appeal.AppealRefusals.AnotherContent;
import ru.tsur.appeal.AppealRefusals.ExternalIdTaken;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.WrongState;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.NumberSeries;
import ru.tsur.correspondence.Email.ReplyState;
import ru.tsur.correspondence.Email.Verdict;
import ru.tsur.correspondence.LetterRefusals.NoOutgoingSeries;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/**
 * The journal of e-mails that are no appeals (59-ФЗ art. 4 p. 1, art. 7 p. 3): stored as received,
 * answered once by an explanation ({@link Explanations}), looked at by a person, and, where a crime
 * or a threat is reported, handed to the competent body with a covering letter (by the logic of
 * art. 11 p. 1).
 */
@Component
@Transactional
public class Emails {

  private static final BodyId CENTRE = new BodyId("tsur");

  /** Programs write from these, and two programs would thank each other for ever. */
  private static final Set<String> ROBOTS =
      Set.of(
          "mailer-daemon",
          "postmaster",
          "no-reply",
          "noreply",
          "do-not-reply",
          "donotreply",
          "bounce",
          "bounces");

  private static final String OFTEN =
      "На этот адрес разъяснение за сутки уже отправлено: повторно не отвечаем.";

  private final JdbcClient jdbc;
  private final LetterTemplates templates;
  private final Organization organization;
  private final NumberSeries numbers;
  private final Acts acts;
  private final AppealProcess process;
  private final Clock clock;
  private final String ours;
  private final int mostADay;

  Emails(
      JdbcClient jdbc,
      LetterTemplates templates,
      Organization organization,
      NumberSeries numbers,
      Acts acts,
      AppealProcess process,
      Clock clock,
      @Value("${tsur.mail.from}") String ours,
      @Value("${tsur.mail.explanations-a-day:1}") int mostADay) {
    this.mostADay = mostADay;
    this.jdbc = jdbc;
    this.templates = templates;
    this.organization = organization;
    this.numbers = numbers;
    this.acts = acts;
    this.process = process;
    this.clock = clock;
    this.ours = ours.replaceAll("(?s).*<|>.*", "").strip();
  }

  /** An e-mail stored, and whether it had been stored before. */
  public record Received(UUID id, boolean before) {}

  /**
   * Stores what another system handed over. Idempotent by external id, for the system that used it
   * first.
   *
   * @throws AnotherContent if the external id came before with other content
   * @throws ExternalIdTaken if another system used it
   */
  public Received receive(Email.Incoming email, Actor actor) {
    return byExternalId(email, actor).orElseGet(() -> store(UUID.randomUUID(), email, actor));
  }

  /**
   * What the registrar enters himself. Idempotent by the id that the entry was begun with.
   *
   * @throws AlreadyJournaled if other content stands under this id
   */
  public Received enter(UUID id, Email.Incoming email, Actor registrar) {
    Optional<String> before =
        jdbc.sql("select content_digest from email where id = :id")
            .param("id", id)
            .query(String.class)
            .optional();
    if (before.filter(digest -> !digest.equals(digest(email))).isPresent()) {
      throw new AlreadyJournaled();
    }
    return before.isPresent() ? new Received(id, true) : store(id, email, registrar);
  }

  private Optional<Received> byExternalId(Email.Incoming email, Actor system) {
    return jdbc.sql("select id, content_digest, stored_by from email where external_id = :external")
        .param("external", email.externalId().orElse(""))
        .query(
            (row, i) -> {
              if (!row.getString("stored_by").equals(system.official().value())) {
                throw new ExternalIdTaken(email.externalId().orElseThrow());
              }
              if (!row.getString("content_digest").equals(digest(email))) {
                throw new AnotherContent(email.externalId().orElseThrow());
              }
              return new Received(row.getObject("id", UUID.class), true);
            })
        .optional();
  }

  private Received store(UUID id, Email.Incoming email, Actor actor) {
    if (email.receivedAt().isAfter(clock.instant())) {
      throw new InvalidAppeal("receivedAt", "Дата поступления не может быть в будущем.");
    }
    for (int i = 0; i < email.files().size(); i++) {
      email.files().get(i).requireFits("attachments." + i);
    }
    try {
      jdbc.sql(
              """
              insert into email (id, external_id, content_digest, sender, sender_name, addressee, text, received_at,
                stored_at, stored_by, reply_state, reply_tries)
              values (:id, :external, :digest, :sender, :name, :addressee, :text, :receivedAt, :now, :by, 'WAITING', 0)
              """)
          .param("id", id)
          .param("external", email.externalId().orElse(null))
          .param("digest", digest(email))
          .param("sender", email.sender())
          .param("name", email.senderName())
          .param("addressee", email.addressee())
          .param("text", email.text())
          .param("receivedAt", Sql.utc(email.receivedAt()))
          .param("now", Sql.utc(clock.instant()))
          .param("by", actor.official().value())
          .update();
    } catch (DuplicateKeyException twin) {
      throw new Appeals.TwinInFlight(twin);
    }
    email.files().forEach(file -> attach(id, file));
    acts.recordOfEmail(
        id, actor, Action.EMAIL_RECEIVED, "письмо", Map.of("files", email.files().size()));
    process.emailReceived(id);
    return new Received(id, false);
  }

  private void attach(UUID email, NewAppeal.File file) {
    jdbc.sql(
            """
            insert into email_file (id, email, name, media_type, size, digest, content)
            values (:id, :email, :name, :type, :size, :digest, :content)
            """)
        .param("id", UUID.randomUUID())
        .param("email", email)
        .param("name", file.name())
        .param("type", file.mediaType())
        .param("size", (long) file.content().length)
        .param("digest", file.digest())
        .param("content", file.content())
        .update();
  }

  /** What was attached, by name. */
  @Transactional(readOnly = true)
  public List<Email.Attached> files(UUID email) {
    return jdbc.sql("select id, name, size from email_file where email = :email order by name, id")
        .param("email", email)
        .query(
            (row, i) ->
                new Email.Attached(
                    row.getObject("id", UUID.class), row.getString("name"), row.getLong("size")))
        .list();
  }

  /** «записка.jpg (2 КБ); акт.pdf (12 КБ)»; empty: nothing was attached. */
  @Transactional(readOnly = true)
  public String filesSaid(UUID email) {
    return files(email).stream().map(Email.Attached::said).collect(Collectors.joining("; "));
  }

  /** Name and bytes of one of the files of an e-mail. */
  @Transactional(readOnly = true)
  public Optional<NewAppeal.File> file(UUID email, UUID file) {
    return jdbc.sql(
            "select name, media_type, content from email_file where email = :email and id = :id")
        .param("email", email)
        .param("id", file)
        .query(
            (row, i) ->
                new NewAppeal.File(
                    row.getString("name"), row.getString("media_type"), row.getBytes("content")))
        .optional();
  }

  /** Puts the explanation into the queue, once; no robot is answered. */
  public void explain(UUID id) {
    Email email = email(id);
    Optional<String> no =
        noReply(email.sender()).or(() -> Optional.of(OFTEN).filter(x -> isExplained(email)));
    jdbc.sql(
            """
            update email set reply_state = :state, reply_text = :text, reply_words = :words, reply_next = :now
            where id = :id and reply_state = 'WAITING'
            """)
        .param("state", (no.isEmpty() ? ReplyState.QUEUED : ReplyState.NONE).name())
        .param(
            "text",
            no.isEmpty()
                ? templates.emailExplanation(email.receivedAt().atZone(clock.getZone()))
                : null)
        .param("words", no.orElse(null))
        .param("now", Sql.utc(clock.instant()))
        .param("id", id)
        .update();
    acts.recordOfEmail(
        id,
        Actor.SYSTEM,
        no.isEmpty() ? Action.EMAIL_EXPLAINED : Action.EMAIL_NOT_EXPLAINED,
        "письмо",
        Map.of("reply", no.isEmpty()));
  }

  /**
   * Two programs that answer each other would do so for ever: an address is told once and again on
   * another day, the rest stands in the journal only.
   */
  private boolean isExplained(Email email) {
    return jdbc.sql(
                """
                select count(*) from email where lower(sender) = lower(:sender) and id <> :id and stored_at > :since
                  and reply_state in ('QUEUED', 'CLAIMED', 'SENT', 'UNKNOWN')
                """)
            .param("sender", email.sender())
            .param("id", email.id())
            .param("since", Sql.utc(clock.instant().minus(Duration.ofDays(1))))
            .query(Integer.class)
            .single()
        >= mostADay;
  }

  private Optional<String> noReply(String sender) {
    if (sender.isEmpty()) {
      return Optional.of("Адрес отправителя не указан.");
    }
    if (Address.ofMail(sender).isEmpty()) {
      return Optional.of("Адрес отправителя записан с ошибкой.");
    }
    String name = sender.substring(0, sender.lastIndexOf('@')).toLowerCase(Locale.ROOT);
    return ROBOTS.contains(name) || sender.equalsIgnoreCase(ours)
        ? Optional.of("Адрес программы: на автоматические письма не отвечаем.")
        : Optional.empty();
  }

  /** Nothing in it that has to be handed on: it is closed. */
  public void harmless(UUID id, Actor official) {
    check(id, Verdict.HARMLESS, "", official);
    close(id, official);
  }

  /** A crime or a threat is reported: the covering letter goes to the signer. */
  public void reports(
      UUID id, String ground, String recipient, String address, String cover, Actor official) {
    check(id, Verdict.REPORTS, ground, official);
    jdbc.sql(
            "update email set recipient = :recipient, address = :address, cover = :cover, remark = null where id = :id")
        .param("recipient", recipient)
        .param("address", address)
        .param("cover", LetterText.of("cover", cover).value())
        .param("id", id)
        .update();
  }

  private void check(UUID id, Verdict verdict, String ground, Actor official) {
    Email email = email(id);
    if (email.cover().number().isPresent() || email.closedAt().isPresent()) {
      throw new WrongState("Решение об этом письме уже исполнено.");
    }
    jdbc.sql(
            """
            update email set verdict = :verdict, ground = :ground, checked_by = :by, checked_post = :post,
              checked_for = :absent, checked_at = :now where id = :id
            """)
        .param("verdict", verdict.name())
        .param("ground", ground)
        .param("by", official.official().value())
        .param("post", official.post())
        .param("absent", official.absentOrNull())
        .param("now", Sql.utc(clock.instant()))
        .param("id", id)
        .update();
    acts.recordOfEmail(
        id, official, Action.EMAIL_CHECKED, "письмо", Map.of("verdict", verdict.name()));
  }

  /** The covering letter as the template has it. */
  @Transactional(readOnly = true)
  public String coverText(Email email) {
    return templates.emailCover(
        email.receivedAt().atZone(clock.getZone()),
        !email.sender().isEmpty(),
        files(email.id()).stream().map(Email.Attached::name).toList(),
        organization.body(CENTRE).name());
  }

  /** The signer gives the covering letter back. */
  public void giveBack(UUID id, String remark, Actor signer) {
    jdbc.sql("update email set remark = :remark where id = :id")
        .param("remark", remark)
        .param("id", id)
        .update();
    acts.recordOfEmail(id, signer, Action.SIGNING_REFUSED, "сопроводительное письмо", Map.of());
  }

  /**
   * Signs the text that the signer was shown.
   *
   * @throws WrongState if it changed since, or he wrote it himself
   */
  public String sign(UUID id, String shown, Actor signer) {
    Email email = email(id);
    if (!email.cover().digest().equals(shown)) {
      throw new WrongState("Текст изменился: обновите страницу и прочитайте его ещё раз.");
    }
    if (!Collections.disjoint(email.checked().orElseThrow().persons(), signer.persons())) {
      throw new WrongState("Подписывает не тот, кто подготовил письмо.");
    }
    Body body = organization.body(CENTRE);
    String number =
        numbers.next(
            body.outgoingSeries().orElseThrow(() -> new NoOutgoingSeries(body.shortName())),
            LocalDate.now(clock).getYear());
    Instant now = clock.instant();
    jdbc.sql(
            """
            update email set number = :number, signed_by = :by, signed_post = :post, signed_for = :absent,
              signed_at = :now, document = :document where id = :id
            """)
        .param("number", number)
        .param("by", signer.official().value())
        .param("post", signer.signature())
        .param("absent", signer.absentOrNull())
        .param("now", Sql.utc(now))
        .param(
            "document",
            templates.document(
                body.name(),
                number,
                now.atZone(clock.getZone()),
                new DraftVersion(
                    1,
                    email.cover().letter(),
                    shown,
                    email.checked().orElseThrow().by(),
                    email.checked().orElseThrow().post(),
                    now),
                signer.signature(),
                organization.official(signer.official()).shortName(),
                List.of()))
        .param("id", id)
        .update();
    acts.recordOfEmail(
        id, signer, Action.SIGNED, "сопроводительное письмо", Map.of("number", number));
    return number;
  }

  /** The registrar records the dispatch: the e-mail is done. */
  public void sent(UUID id, LocalDate on, String dispatchNumber, Actor registrar) {
    Email email = email(id);
    LocalDate signed = email.cover().signedAt().orElseThrow().atZone(clock.getZone()).toLocalDate();
    if (on.isAfter(LocalDate.now(clock)) || on.isBefore(signed)) {
      throw new InvalidAppeal(
          "sentOn", "Дата отправки – не раньше подписания и не позже сегодняшнего дня.");
    }
    jdbc.sql("update email set sent_on = :on, dispatch_number = :number where id = :id")
        .param("on", on)
        .param("number", dispatchNumber)
        .param("id", id)
        .update();
    acts.recordOfEmail(
        id, registrar, Action.SENT, "сопроводительное письмо", Map.of("number", dispatchNumber));
    close(id, registrar);
  }

  private void close(UUID id, Actor actor) {
    jdbc.sql("update email set closed_at = :now where id = :id")
        .param("now", Sql.utc(clock.instant()))
        .param("id", id)
        .update();
    acts.recordOfEmail(id, actor, Action.EMAIL_CLOSED, "письмо", Map.of());
  }

  @Transactional(readOnly = true)
  public Optional<Email> find(UUID id) {
    return jdbc.sql("select * from email where id = :id")
        .param("id", id)
        .query(Emails::map)
        .optional();
  }

  @Transactional(readOnly = true)
  public Email email(UUID id) {
    return find(id).orElseThrow();
  }

  /** Whether a system handed it over under this number. */
  @Transactional(readOnly = true)
  public boolean knows(String externalId) {
    return jdbc.sql("select count(*) from email where external_id = :external")
            .param("external", externalId)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** The latest first. */
  @Transactional(readOnly = true)
  public List<Email> page(int offset, int most) {
    return jdbc.sql(
            "select * from email order by received_at desc, id offset :offset rows fetch next :most rows only")
        .param("offset", offset)
        .param("most", most)
        .query(Emails::map)
        .list();
  }

  private static String digest(Email.Incoming email) {
    return LetterText.digest(
        Stream.concat(
                Stream.of(
                    email.receivedAt().toString(),
                    email.sender(),
                    email.senderName(),
                    email.addressee(),
                    email.text()),
                email.files().stream().map(NewAppeal.File::digest))
            .collect(Collectors.joining("\n")));
  }

  private static Email map(ResultSet row, int i) throws SQLException {
    return new Email(
        row.getObject("id", UUID.class),
        Optional.ofNullable(row.getString("external_id")),
        row.getString("sender"),
        row.getString("sender_name"),
        row.getString("addressee"),
        row.getString("text"),
        Sql.instant(row, "received_at"),
        Sql.instant(row, "stored_at"),
        new OfficialId(row.getString("stored_by")),
        new Email.Reply(
            ReplyState.valueOf(row.getString("reply_state")),
            text(row, "reply_text"),
            text(row, "reply_words"),
            Sql.instantIfAny(row, "replied_at")),
        Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf),
        text(row, "ground"),
        row.getString("checked_by") == null
            ? Optional.empty()
            : Optional.of(
                new Email.Check(
                    new OfficialId(row.getString("checked_by")),
                    row.getString("checked_post"),
                    Optional.ofNullable(row.getString("checked_for")).map(OfficialId::new),
                    Sql.instant(row, "checked_at"))),
        new Email.Cover(
            text(row, "recipient"),
            text(row, "address"),
            text(row, "cover"),
            text(row, "remark"),
            Optional.ofNullable(row.getString("number")),
            text(row, "document"),
            Sql.instantIfAny(row, "signed_at"),
            Optional.ofNullable(row.getObject("sent_on", LocalDate.class)),
            text(row, "dispatch_number")),
        Sql.instantIfAny(row, "closed_at"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }
}
