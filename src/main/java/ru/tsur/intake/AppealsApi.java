package ru.tsur.intake;

import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ChannelGate;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Faults;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Supplements;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Role;
import ru.tsur.organization.ThemeCode;

/** The door of other systems: hand an appeal over, ask what became of it. */
@RestController
@RequestMapping("/api/v1/appeals")
class AppealsApi {

  private static final String NO_EXTERNAL_ID =
      "Укажите номер обращения в вашей системе: по нему повторная отправка не создаст второе.";

  private final Appeals appeals;
  private final Questions questions;
  private final Outcomes outcomes;
  private final Deadlines deadlines;
  private final Supplements supplements;
  private final ControlDates controls;
  private final TransactionTemplate transaction;
  private final Emails emails;
  private final ChannelGate gate;
  private final Clock clock;

  AppealsApi(
      Appeals appeals,
      Questions questions,
      Outcomes outcomes,
      Deadlines deadlines,
      Supplements supplements,
      ControlDates controls,
      TransactionTemplate transaction,
      Emails emails,
      ChannelGate gate,
      Clock clock) {
    this.controls = controls;
    this.transaction = transaction;
    this.supplements = supplements;
    this.appeals = appeals;
    this.emails = emails;
    this.gate = gate;
    this.outcomes = outcomes;
    this.questions = questions;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /**
   * 201 for a new appeal; 200 with the same answer for the same one again; 409 for other content.
   */
  @PostMapping
  ResponseEntity<Map<String, Object>> receive(
      @RequestBody AppealRequest request, Principal sender) {
    Actor actor = new Actor(new OfficialId(sender.getName()), "Внешняя система", Role.SYSTEM);
    if (request.isEmail()) {
      Faults faults = new Faults();
      Email.Incoming email =
          request.readEmail(
              clock.getZone(), AppealRequest.files(request.attachments(), faults), faults);
      if (isJournaled(email)) {
        faults.settle();
        return journal(email, actor);
      }
    }
    NewAppeal appeal = request.read(clock.getZone());
    if (appeal.externalId().isEmpty()) {
      throw new InvalidAppeal("externalId", NO_EXTERNAL_ID);
    }
    Optional<ControlDates.ControlDate> control = request.control(appeal, clock.getZone());
    Appeals.Received received =
        Twins.settled(
            () ->
                transaction.execute(
                    status -> {
                      Appeals.Received stored = appeals.receive(appeal, actor);
                      control.ifPresent(stated -> controls.keep(stored.id(), stated, actor));
                      return stored;
                    }));
    Map<String, Object> answer = describe(received.id());
    return received.before()
        ? ResponseEntity.ok(answer)
        : ResponseEntity.created(URI.create("/api/v1/appeals/" + received.id())).body(answer);
  }

  /** What the applicant adds to an appeal, as its sending system hands it over. */
  record SupplementRequest(
      String externalId,
      String receivedAt,
      String text,
      List<AppealRequest.AttachmentRequest> attachments) {}

  /**
   * Something added to an appeal of the same sender (art. 5 п. 1): 201; 200 with the same answer
   * for the same one again; 409 for other content.
   */
  @PostMapping("/{id}/supplements")
  ResponseEntity<Map<String, Object>> supplement(
      @PathVariable String id, @RequestBody SupplementRequest request, Principal sender) {
    AppealId appeal = own(id, sender);
    String external =
        Optional.ofNullable(AppealRequest.limited("externalId", request.externalId(), 100))
            .map(String::strip)
            .filter(given -> !given.isEmpty())
            .orElseThrow(
                () ->
                    new InvalidAppeal(
                        "externalId",
                        "Укажите номер дополнения в вашей системе: по нему повторная отправка не создаст второе."));
    Faults faults = new Faults();
    List<NewAppeal.File> files = AppealRequest.files(request.attachments(), faults);
    faults.settle();
    Supplements.New supplement =
        new Supplements.New(
            Optional.of(external),
            AppealRequest.required("text", request.text(), "Введите текст дополнения."),
            AppealRequest.moment(request.receivedAt(), clock.getZone()),
            files);
    Actor actor = new Actor(new OfficialId(sender.getName()), "Внешняя система", Role.SYSTEM);
    Supplements.Stored stored = Twins.settled(() -> supplements.add(appeal, supplement, actor));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", stored.id().toString());
    answer.put("appeal", appeal.toString());
    answer.put("externalId", external);
    answer.put("receivedAt", local(Optional.of(supplement.receivedAt())));
    return stored.before()
        ? ResponseEntity.ok(answer)
        : ResponseEntity.status(HttpStatus.CREATED).body(answer);
  }

  /** What was taken one way stays so, whatever the region decides later. */
  private boolean isJournaled(Email.Incoming email) {
    return email.externalId().filter(emails::knows).isPresent()
        || gate.way(Channel.EMAIL, email.receivedAt()) == ChannelGate.Way.JOURNAL
            && email.externalId().filter(number -> appeals.knows(Channel.EMAIL, number)).isEmpty();
  }

  /** 202 for a new e-mail: kept and explained, but no appeal; 200 for the same one again. */
  private ResponseEntity<Map<String, Object>> journal(Email.Incoming email, Actor actor) {
    if (email.externalId().isEmpty()) {
      throw new InvalidAppeal("externalId", NO_EXTERNAL_ID);
    }
    Emails.Received received = Twins.settled(() -> emails.receive(email, actor));
    return ResponseEntity.status(received.before() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(describe(emails.email(received.id())));
  }

  private Map<String, Object> describe(Email email) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", email.id().toString());
    answer.put("externalId", email.externalId().orElse(null));
    answer.put("number", null);
    answer.put("state", "NOT_AN_APPEAL");
    answer.put("stateTitle", "не является обращением");
    answer.put("article", ChannelGate.ARTICLE);
    answer.put(
        "explanation",
        "С 30.03.2025 письмо по электронной почте – не обращение: оно сохранено в журнале, отправителю"
            + " разъясняется, как подать обращение.");
    answer.put("receivedAt", local(Optional.of(email.receivedAt())));
    answer.put("reply", email.reply().state().name());
    answer.put("replyTitle", email.reply().state().title());
    return answer;
  }

  private AppealId own(String id, Principal sender) {
    AppealId appeal = id(id);
    if (!appeals.storedBy(appeal).equals(Optional.of(sender.getName()))) {
      throw new UnknownAppeal();
    }
    return appeal;
  }

  /** State, number, deadlines and results, for the system that sent the appeal. */
  @GetMapping("/{id}")
  Map<String, Object> state(@PathVariable String id, Principal sender) {
    return emails
        .find(id(id).value())
        .filter(one -> one.storedBy().value().equals(sender.getName()))
        .map(this::describe)
        .orElseGet(() -> describe(own(id, sender)));
  }

  private Map<String, Object> describe(AppealId id) {
    Appeal appeal = appeals.appeal(id);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", id.toString());
    answer.put("externalId", appeal.externalId().orElse(null));
    answer.put("number", appeal.number().orElse(null));
    answer.put("state", appeal.state().name());
    answer.put("stateTitle", appeal.state().title());
    answer.put("receivedAt", local(Optional.of(appeal.receivedAt())));
    answer.put("registeredAt", local(appeal.registeredAt()));
    answer.put("answeredAt", local(appeal.answeredAt()));
    answer.put(
        "outcomes",
        outcomes.of(id).stream()
            .map(
                outcome ->
                    Map.of(
                        "kind", outcome.kind().name(),
                        "title", outcome.kind().title(),
                        "article", outcome.kind().article(),
                        "recipients",
                            outcome.recipients().stream().map(Outcome.Recipient::name).toList()))
            .toList());
    answer.put(
        "deadlines",
        deadlines.of(id).stream()
            .filter(deadline -> deadline.current() && deadline.subject().equals("APPEAL"))
            .map(
                deadline ->
                    Map.of(
                        "term", deadline.term().value(),
                        "label", deadline.label(),
                        "due", deadline.due().toLocalDate().toString()))
            .toList());
    controls
        .of(id)
        .ifPresent(
            control -> {
              answer.put("controlDate", control.due().toString());
              answer.put("controlBody", control.body());
            });
    answer.put("signatories", appeals.signatories(id).size());
    answer.put("warnings", appeal.applicant().warnings());
    answer.put("questions", questions.of(id).stream().map(AppealsApi::describe).toList());
    return answer;
  }

  private static Map<String, Object> describe(Question question) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ordinal", question.ordinal());
    answer.put("theme", question.theme().map(ThemeCode::value).orElse(null));
    answer.put("result", question.result().map(Result::name).orElse(null));
    answer.put("resultTitle", question.result().map(Result::title).orElse(null));
    return answer;
  }

  private String local(Optional<Instant> instant) {
    return instant
        .map(moment -> moment.atZone(clock.getZone()).toOffsetDateTime().toString())
        .orElse(null);
  }

  private static AppealId id(String value) {
    try {
      return new AppealId(UUID.fromString(value));
    } catch (IllegalArgumentException e) {
      throw new UnknownAppeal();
    }
  }
}
