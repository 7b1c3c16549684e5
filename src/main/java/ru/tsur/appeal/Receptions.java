package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.Reception.Entered;
import ru.tsur.appeal.Reception.Result;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;

/**
 * Personal reception (59-ФЗ art. 13). A card is closed at once, or an appeal is registered from it
 * in the same transaction and goes the ordinary way; each refusal names the part of the article.
 */
@Component
@Transactional
public class Receptions {

  /** Series of the cards' numbers. */
  public static final String SERIES = "ЛП";

  /** Heads and authorised persons (art. 13 p. 1). */
  private static final Set<Role> RECEIVERS =
      Set.of(Role.SIGNER, Role.BLOCK_HEAD, Role.DEPUTY_GOVERNOR, Role.HEAD_OF_APPARATUS);

  private static final int LONGEST_ANSWER = 20_000;

  private final JdbcClient jdbc;
  private final Appeals appeals;
  private final Repeats repeats;
  private final NumberSeries numbers;
  private final Organization organization;
  private final Acts acts;
  private final Clock clock;

  Receptions(
      JdbcClient jdbc,
      Appeals appeals,
      Repeats repeats,
      NumberSeries numbers,
      Organization organization,
      Acts acts,
      Clock clock) {
    this.jdbc = jdbc;
    this.appeals = appeals;
    this.repeats = repeats;
    this.numbers = numbers;
    this.organization = organization;
    this.acts = acts;
    this.clock = clock;
  }

  /** Who may hold a reception today. */
  @Transactional(readOnly = true)
  public List<Official> receivers() {
    return organization.officials().stream()
        .filter(Official::active)
        .filter(official -> receives(official.id()))
        .toList();
  }

  private boolean receives(OfficialId official) {
    return organization.positionsOf(official).stream()
        .anyMatch(position -> RECEIVERS.contains(position.role()));
  }

  /** All that {@link #enter} would refuse. */
  @Transactional(readOnly = true)
  public void check(UUID id, Entered card, Faults faults) {
    if (card.heldOn().isAfter(LocalDate.now(clock))) {
      faults.add(new InvalidAppeal("heldOn", "Дата приёма не может быть в будущем."));
    }
    if (card.heldOn().isBefore(LocalDate.now(clock).minusYears(1))) {
      faults.add(new InvalidAppeal("heldOn", "Дата приёма раньше чем год назад: проверьте год."));
    }
    if (card.receiver().filter(this::receives).isEmpty()) {
      faults.add(
          new InvalidAppeal(
              "receiver",
              "Укажите, кто вёл приём: руководитель или уполномоченное лицо (59-ФЗ, ст. 13 ч. 1)."));
    }
    if (card.document().isEmpty()) {
      faults.add(
          new InvalidAppeal(
              "document",
              "Гражданин предъявляет документ, удостоверяющий личность (59-ФЗ, ст. 13 ч. 2): укажите, какой."));
    }
    if (card.person().lastName().isEmpty()) {
      faults.add(
          new InvalidAppeal(
              "applicant.lastName",
              "Укажите фамилию по предъявленному документу (59-ФЗ, ст. 13 ч. 2)."));
    }
    required(
        faults,
        "substance",
        card.substance(),
        Questions.MAX_SUBSTANCE,
        "Запишите содержание устного обращения (59-ФЗ, ст. 13 ч. 3).");
    switch (card.result()) {
      case ORAL_ANSWER -> {
        if (!card.consent()) {
          faults.add(
              new InvalidAppeal(
                  "consent",
                  "Без согласия гражданина устный ответ не даётся (59-ФЗ, ст. 13 ч. 3): отметьте согласие или выберите письменный ответ."));
        }
        required(
            faults,
            "answer",
            card.answer(),
            LONGEST_ANSWER,
            "Запишите данный ответ (59-ФЗ, ст. 13 ч. 3).");
      }
      case OUTSIDE_COMPETENCE ->
          required(
              faults,
              "answer",
              card.answer(),
              LONGEST_ANSWER,
              "Запишите, куда и в каком порядке следует обратиться (59-ФЗ, ст. 13 ч. 5).");
      case ANSWERED_BEFORE -> faults.read(() -> answeredBefore(card), Optional.empty());
      case WRITTEN_ANSWER -> checkAppeal(id, card, faults);
      case WRITTEN_APPEAL -> {
        required(
            faults,
            "text",
            card.text(),
            Appeals.MAX_TEXT,
            "Введите текст принятого обращения (59-ФЗ, ст. 13 ч. 4).");
        checkAppeal(id, card, faults);
      }
    }
  }

  private void checkAppeal(UUID id, Entered card, Faults faults) {
    appeals.check(appeal(card), faults);
  }

  private static void required(
      Faults faults, String field, String value, int longest, String message) {
    if (value.isBlank()) {
      faults.add(new InvalidAppeal(field, message));
    } else if (value.length() > longest) {
      faults.add(
          new InvalidAppeal(
              field, "Не длиннее " + longest + " знаков, сейчас " + value.length() + "."));
    }
  }

  /** Art. 13 p. 6: the same person has had an answer on the merits. */
  private Optional<AppealId> answeredBefore(Entered card) {
    String number = card.earlier().replaceAll("[№\\s]", "").toUpperCase(Locale.ROOT);
    if (number.isEmpty()) {
      throw new InvalidAppeal(
          "earlier",
          "Отказать в дальнейшем рассмотрении можно, только если ответ по существу дан ранее (59-ФЗ, ст. 13 ч. 6): укажите номер того обращения.");
    }
    Optional<AppealId> found =
        jdbc.sql(
                """
                select a.id from appeal a where a.number = :number and a.state = 'ANSWERED'
                """)
            .param("number", number)
            .query((row, i) -> new AppealId(row.getObject("id", UUID.class)))
            .optional()
            .filter(appeal -> repeats.isOf(appeal, card.person()));
    if (found.isEmpty()) {
      throw new InvalidAppeal(
          "earlier",
          "Обращения № «"
              + number
              + "» этого гражданина (по фамилии, имени и адресу), на которое дан ответ по существу, нет: отказать нельзя (59-ФЗ, ст. 13 ч. 6).");
    }
    return found;
  }

  /**
   * Keeps the card. Idempotent by its id, which it has from the moment the page was opened.
   *
   * @throws InvalidAppeal at the first wrong field
   */
  public Reception enter(UUID id, Entered card, Actor registrar) {
    Optional<Reception> before = find(id);
    if (before.isPresent()) {
      return same(before.get(), card);
    }
    Faults faults = new Faults();
    check(id, card, faults);
    faults.settle();
    Optional<AppealId> appeal =
        Optional.of(card)
            .filter(one -> one.result().isAppeal())
            .map(
                one ->
                    appeals.receiveAndRegister(
                        new AppealId(id), appeal(one), Optional.empty(), registrar));
    Optional<AppealId> earlier =
        card.result() == Result.ANSWERED_BEFORE ? answeredBefore(card) : Optional.empty();
    String number = numbers.next(SERIES, LocalDate.now(clock).getYear());
    try {
      insert(id, number, card, appeal, earlier, registrar);
    } catch (DuplicateKeyException twin) {
      throw new Appeals.TwinInFlight(twin);
    }
    appeal
        .or(() -> earlier)
        .ifPresent(
            one ->
                acts.record(
                    one,
                    registrar,
                    Action.RECEIVED_IN_PERSON,
                    "личный приём",
                    Map.of("card", number, "result", card.result().name())));
    return find(id).orElseThrow();
  }

  /** Sent twice is one card; other content needs a card of its own. */
  private static Reception same(Reception before, Entered card) {
    if (before.result() != card.result()
        || !before.person().equals(card.person())
        || !before.substance().equals(card.substance().strip())) {
      throw new AppealRefusals.WrongState(
          "С этой страницы уже сохранена карточка № "
              + before.number()
              + ". Если это другой приём, откройте новую карточку.");
    }
    return before;
  }

  /** The written appeal, or the oral one as the card states it (art. 13 p. 3–4). */
  private NewAppeal appeal(Entered card) {
    String text = card.result() == Result.WRITTEN_APPEAL ? card.text() : card.substance();
    Instant received =
        card.heldOn().equals(LocalDate.now(clock))
            ? clock.instant()
            : card.heldOn().atStartOfDay(clock.getZone()).toInstant();
    return new NewAppeal(
        Channel.PERSONAL_RECEPTION,
        Optional.empty(),
        received,
        card.type(),
        card.person(),
        card.addressee(),
        text,
        card.substance().isBlank()
            ? List.of()
            : List.of(
                new Question.Stated(card.substance().strip(), Optional.empty(), Optional.empty())),
        List.of());
  }

  private void insert(
      UUID id,
      String number,
      Entered card,
      Optional<AppealId> appeal,
      Optional<AppealId> earlier,
      Actor registrar) {
    jdbc.sql(
            """
            insert into reception (id, number, held_on, receiver, document, priority, kind, last_name, first_name,
              middle_name, organization, postal_address, email, phone, substance, result, answer, appeal, earlier,
              stored_at, stored_by, stored_post)
            values (:id, :number, :heldOn, :receiver, :document, :priority, :kind, :last, :first, :middle, :organization,
              :postal, :email, :phone, :substance, :result, :answer, :appeal, :earlier, :now, :by, :post)
            """)
        .param("id", id)
        .param("number", number)
        .param("heldOn", card.heldOn())
        .param("receiver", card.receiver().orElseThrow().value())
        .param("document", card.document().orElseThrow().name())
        .param("priority", card.priority())
        .param("kind", card.person().kind().name())
        .param("last", card.person().lastName())
        .param("first", card.person().firstName())
        .param("middle", card.person().middleName())
        .param("organization", card.person().organization())
        .param("postal", card.person().postalAddress())
        .param("email", card.person().email())
        .param("phone", card.person().phone())
        .param("substance", card.substance().strip())
        .param("result", card.result().name())
        .param("answer", card.answer().strip())
        .param("appeal", appeal.map(AppealId::value).orElse(null))
        .param("earlier", earlier.map(AppealId::value).orElse(null))
        .param("now", utc(clock.instant()))
        .param("by", registrar.official().value())
        .param("post", registrar.post())
        .update();
  }

  @Transactional(readOnly = true)
  public Optional<Reception> find(UUID id) {
    return jdbc.sql("select * from reception where id = :id")
        .param("id", id)
        .query(Receptions::map)
        .optional();
  }

  /** Cards that an appeal was registered from, or that name it as answered before. */
  @Transactional(readOnly = true)
  public List<Reception> of(AppealId appeal) {
    return jdbc.sql(
            "select * from reception where appeal = :appeal or earlier = :appeal order by held_on, number")
        .param("appeal", appeal.value())
        .query(Receptions::map)
        .list();
  }

  /** The latest first. */
  @Transactional(readOnly = true)
  public List<Reception> page(int offset, int most) {
    return jdbc.sql(
            "select * from reception order by held_on desc, stored_at desc, id offset :offset rows fetch next :most rows only")
        .param("offset", offset)
        .param("most", most)
        .query(Receptions::map)
        .list();
  }

  private static Reception map(ResultSet row, int i) throws SQLException {
    return new Reception(
        row.getObject("id", UUID.class),
        row.getString("number"),
        row.getObject("held_on", LocalDate.class),
        new OfficialId(row.getString("receiver")),
        Reception.Document.valueOf(row.getString("document")),
        row.getBoolean("priority"),
        new Applicant(
            ApplicantKind.valueOf(row.getString("kind")),
            row.getString("last_name"),
            row.getString("first_name"),
            row.getString("middle_name"),
            row.getString("organization"),
            row.getString("postal_address"),
            row.getString("email"),
            "",
            row.getString("phone")),
        row.getString("substance"),
        Result.valueOf(row.getString("result")),
        row.getString("answer"),
        Sql.uuid(row, "appeal").map(AppealId::new),
        Sql.uuid(row, "earlier").map(AppealId::new),
        row.getObject("stored_at", OffsetDateTime.class).toInstant(),
        new OfficialId(row.getString("stored_by")));
  }
}
