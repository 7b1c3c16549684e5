package ru.tsur.control;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Attached;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Joining;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.Receptions;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.appeal.Reopening;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Supplements;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Organization;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.ViewJournal;

/**
 * The file of a case: who did what and when, which deadlines and table answers and why, and the way
 * it really took through the diagrams. Read-only; each look is recorded.
 */
@Controller
class CaseFilePage {

  /** A line of the timeline. */
  record Event(
      String at, String who, String post, String what, String step, String due, boolean late) {}

  /** What the applicant sent since. */
  record PaperLine(String title, String text) {}

  record QuestionLine(
      int ordinal, String theme, String substance, String place, String why, String result) {}

  record EvidenceLine(String ordinal, String said, String by, String at) {}

  record PromiseLine(
      String ordinal, String what, String first, String moved, String state, List<String> asked) {}

  record DeadlineLine(
      String label,
      String article,
      String subject,
      String due,
      boolean current,
      List<String> steps) {}

  record LetterLine(
      String kind,
      String state,
      String number,
      String signed,
      String recipient,
      String sent,
      String text) {}

  record RequestLine(
      String at,
      String recipient,
      String wanted,
      String enclosure,
      String sent,
      String due,
      String standing) {}

  record ControlLine(
      String body, String asked, String began, String due, String standing, String files) {}

  record VisitLine(
      String when,
      String appointed,
      String place,
      String participants,
      String applicant,
      String standing,
      String found,
      String files) {}

  record DecisionLine(
      String at,
      String table,
      String step,
      List<String> rows,
      List<String> inputs,
      List<String> outputs) {}

  record FlowLine(String from, String label, String to, long times, String first, String last) {}

  record ReopenedLine(String when, String why, String text, String before, String questions) {}

  record ActiveLine(String name, String who, String since) {}

  record RunLine(
      String id,
      String title,
      String tenant,
      String period,
      boolean running,
      List<FlowLine> flows,
      List<ActiveLine> active,
      String data) {}

  /** What path.js draws. */
  record PathData(String xml, Map<String, Long> flows, List<String> active) {}

  private final Appeals appeals;
  private final Complaints complaints;
  private final ComplaintNotices notices;
  private final CurrentOfficial current;
  private final Organization organization;
  private final Questions questions;
  private final Evidences evidences;
  private final Promises promises;
  private final Deadlines deadlines;
  private final Acts acts;
  private final Letters letters;
  private final LetterFates fates;
  private final DocumentRequests requests;
  private final RedirectControls controls;
  private final Visits visits;
  private final Supplements supplements;
  private final Joinings joinings;
  private final Withdrawals withdrawals;
  private final Reopenings reopenings;
  private final Receptions receptions;
  private final ProcessPath path;
  private final Diagrams diagrams;
  private final Sentences sentences;
  private final Names names;
  private final ViewJournal journal;
  private final Clock clock;

  CaseFilePage(
      Appeals appeals,
      Complaints complaints,
      ComplaintNotices notices,
      CurrentOfficial current,
      Organization organization,
      Questions questions,
      Evidences evidences,
      Promises promises,
      Deadlines deadlines,
      Acts acts,
      Letters letters,
      LetterFates fates,
      DocumentRequests requests,
      RedirectControls controls,
      Visits visits,
      Supplements supplements,
      Joinings joinings,
      Withdrawals withdrawals,
      Reopenings reopenings,
      Receptions receptions,
      ProcessPath path,
      Diagrams diagrams,
      Sentences sentences,
      Names names,
      ViewJournal journal,
      Clock clock) {
    this.appeals = appeals;
    this.complaints = complaints;
    this.notices = notices;
    this.current = current;
    this.organization = organization;
    this.questions = questions;
    this.evidences = evidences;
    this.promises = promises;
    this.deadlines = deadlines;
    this.acts = acts;
    this.letters = letters;
    this.fates = fates;
    this.requests = requests;
    this.controls = controls;
    this.visits = visits;
    this.supplements = supplements;
    this.joinings = joinings;
    this.withdrawals = withdrawals;
    this.reopenings = reopenings;
    this.receptions = receptions;
    this.path = path;
    this.diagrams = diagrams;
    this.sentences = sentences;
    this.names = names;
    this.journal = journal;
    this.clock = clock;
  }

  @GetMapping("/control/appeals/{id}")
  String show(@PathVariable String id, Model model) {
    Appeal appeal = appeal(id);
    journal.viewed("control/appeal", appeal.id());
    List<Question> asked = questions.of(appeal.id());
    List<Acts.Act> done = acts.of(appeal.id());
    List<ProcessPath.Instance> instances = path.instances(appeal.id());
    model.addAttribute("appeal", appeal);
    model.addAttribute("links", appeals.links(appeal.id()));
    model.addAttribute("joined", joined(appeal.id()));
    model.addAttribute("subjects", complaints.said(appeal.id()));
    model.addAttribute("papers", papers(appeal.id()));
    model.addAttribute(
        "mayReopen",
        reopenings.whyNotOrdered(appeal.id()).isEmpty()
            && !Collections.disjoint(
                organization.groupsOf(current.official().id()), Reopenings.ORDERED_BY));
    model.addAttribute("reopenings", reopenings.of(appeal.id()).stream().map(this::line).toList());
    model.addAttribute("signatories", appeals.signatories(appeal.id()));
    model.addAttribute(
        "receptions", receptions.of(appeal.id()).stream().map(this::reception).toList());
    model.addAttribute("received", names.moment(appeal.receivedAt()));
    model.addAttribute("registered", appeal.registeredAt().map(names::moment).orElse("ещё нет"));
    model.addAttribute("answered", appeal.answeredAt().map(names::moment).orElse("ещё нет"));
    model.addAttribute("closed", appeal.closedAt().map(names::moment).orElse("на контроле"));
    model.addAttribute("questions", asked.stream().map(this::line).toList());
    model.addAttribute("evidence", evidence(appeal.id(), asked));
    model.addAttribute("promises", promises(appeal.id(), asked));
    model.addAttribute("requests", requests.of(appeal.id()).stream().map(this::line).toList());
    model.addAttribute("controls", controls.of(appeal.id()).stream().map(this::line).toList());
    model.addAttribute("visits", visits.of(appeal.id()).stream().map(this::line).toList());
    model.addAttribute("events", events(done, asked));
    model.addAttribute("deadlines", deadlineLines(appeal.id(), done));
    model.addAttribute(
        "letters", letters.of(appeal.id()).stream().map(letter -> line(appeal, letter)).toList());
    model.addAttribute("decisions", path.decisions(instances).stream().map(this::line).toList());
    model.addAttribute(
        "runs", instances.stream().map(instance -> run(appeal.id(), instance)).toList());
    return "control/case";
  }

  /**
   * What the applicant sent since, and what officials told of a complaint on ours, once it is
   * looked at: before, the reader may be the one whom it is on.
   */
  private List<PaperLine> papers(AppealId appeal) {
    List<PaperLine> papers =
        new ArrayList<>(
            Stream.concat(
                    supplements.of(appeal).stream()
                        .map(
                            one ->
                                new PaperLine(
                                    "Дополнение, поступило " + names.day(one.receivedAt()),
                                    one.text())),
                    withdrawals.of(appeal).stream()
                        .map(
                            one ->
                                new PaperLine(
                                    "Просьба прекратить рассмотрение, записана "
                                        + names.day(one.recordedAt())
                                        + (one.signatory().isEmpty() ? "" : ", " + one.signatory())
                                        + one.decision().map(end -> ": " + end.title()).orElse(""),
                                    one.text())))
                .toList());
    notices.of(appeal).stream()
        .filter(one -> one.found().isPresent())
        .map(
            one ->
                new PaperLine(
                    "Сообщение о жалобе на наших (ст. 8 ч. 6), "
                        + names.day(one.noticedAt())
                        + ", "
                        + names.official(one.noticedBy().official().value())
                        + ": "
                        + one.found().orElseThrow().title()
                        + (one.ground().isEmpty() ? "" : ". " + one.ground()),
                    one.text()))
        .forEach(papers::add);
    return papers;
  }

  @GetMapping(
      path = "/control/appeals/{id}/instances/{instance}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  PathData path(@PathVariable String id, @PathVariable String instance) {
    Appeal appeal = appeal(id);
    ProcessPath.Instance found =
        path.instance(appeal.id(), instance)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Map<String, Long> flows = new HashMap<>();
    path.taken(found).forEach(taken -> flows.put(taken.flow().id(), taken.times()));
    return new PathData(
        diagrams.xml(found.definition()),
        flows,
        path.active(found).stream().map(ProcessPath.Active::element).distinct().toList());
  }

  /** «присоединено к № Г-1/2026 от 03.06.2026, присоединил Орлов О. О. 04.06.2026» */
  private List<String> joined(AppealId appeal) {
    return Stream.concat(
            joinings.of(appeal).stream()
                .map(one -> "присоединено к " + one.first().said() + said(one)),
            joinings.to(appeal).stream()
                .map(one -> "присоединённое " + one.later().said() + said(one)))
        .toList();
  }

  private String said(Joining joining) {
    return ", присоединил "
        + names.official(joining.joinedBy())
        + " "
        + names.day(joining.joinedAt())
        + joining.ended().map(end -> " (" + end.title() + ")").orElse("");
  }

  /** «карточка № ЛП-1/2026 от 03.06.2026: нужен письменный ответ (ст. 13 ч. 3)» */
  private String reception(Reception card) {
    return "карточка № "
        + card.number()
        + " от "
        + names.due(card.heldOn().atTime(23, 59))
        + ", приём вёл "
        + names.official(card.receiver().value())
        + ": "
        + card.result().title()
        + " ("
        + card.result().article()
        + ")";
  }

  private Appeal appeal(String id) {
    try {
      return appeals
          .find(new AppealId(UUID.fromString(id)))
          .filter(found -> !complaints.isHiddenFrom(found.id(), current.official().id()))
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    } catch (IllegalArgumentException notAnId) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such appeal", notAnId);
    }
  }

  private List<Event> events(List<Acts.Act> done, List<Question> asked) {
    Map<String, Integer> ordinals = new HashMap<>();
    asked.forEach(question -> ordinals.put(question.id().toString(), question.ordinal()));
    List<Event> events = new ArrayList<>();
    for (Acts.Act act : done) {
      String step = diagrams.stepOf(act);
      boolean late =
          act.due()
              .filter(
                  due ->
                      LocalDateTime.ofInstant(act.at(), clock.getZone())
                          .isAfter(due.plusMinutes(1)))
              .isPresent();
      events.add(
          new Event(
              names.moment(act.at()),
              names.official(act.actor()),
              act.post(),
              sentences.of(act, ordinals, step),
              step,
              act.due().map(names::due).orElse(""),
              late));
    }
    return events;
  }

  private ControlLine line(RedirectControl control) {
    return new ControlLine(
        control.body(),
        names.official(control.askedBy().value()),
        control.beganOn().map(on -> names.due(on.atTime(23, 59))).orElse("ещё нет"),
        names.due(control.due().atTime(23, 59)),
        controls.standing(control),
        named(controls.files(control.id())));
  }

  private VisitLine line(Visit visit) {
    String moves =
        visit.moves().stream()
            .map(
                move ->
                    "; перенесён с "
                        + names.due(move.from().atTime(23, 59))
                        + " на "
                        + names.due(move.to().atTime(23, 59))
                        + ": "
                        + move.reason())
            .collect(Collectors.joining());
    return new VisitLine(
        names.due(visit.day().atTime(23, 59)) + ", " + visit.time(),
        names.official(visit.appointedBy().official().value()) + ", " + visit.appointedBy().post(),
        visit.place(),
        visit.present().isEmpty() ? visit.participants() : visit.present(),
        (visit.invited() ? "приглашён" : "не приглашён")
            + visit
                .heldOn()
                .map(on -> visit.applicantCame() ? ", участвовал" : ", не участвовал")
                .orElse(""),
        visit.standing() + moves,
        visit.found(),
        named(visits.files(visit.id())));
  }

  private static String named(List<Attached> files) {
    return files.stream().map(Attached::name).collect(Collectors.joining("; "));
  }

  private QuestionLine line(Question question) {
    return new QuestionLine(
        question.ordinal(),
        question.theme().map(code -> names.theme(code.value())).orElse("тема не указана"),
        question.substance(),
        question.isRouted()
            ? names.block(question.block().orElseThrow().value())
                + " · "
                + names.body(question.body().orElseThrow().value())
            : "не распределён",
        question.routingReason()
            + (question.routingTable().isEmpty()
                ? ""
                : " (таблица распределения, " + Names.version(question.routingTable()) + ")"),
        question.result().map(Result::title).orElse("нет"));
  }

  private List<EvidenceLine> evidence(AppealId appeal, List<Question> asked) {
    return evidences.of(appeal).stream()
        .map(
            one ->
                new EvidenceLine(
                    ordinal(one.question(), asked),
                    one.said(),
                    names.official(one.attachedBy().value()) + ", " + one.attachedPost(),
                    names.moment(one.attachedAt())))
        .toList();
  }

  private static String ordinal(Question.QuestionId id, List<Question> asked) {
    return asked.stream()
        .filter(question -> question.id().equals(id))
        .map(question -> String.valueOf(question.ordinal()))
        .findFirst()
        .orElse("");
  }

  private List<PromiseLine> promises(AppealId appeal, List<Question> asked) {
    return promises.of(appeal).stream()
        .map(
            one ->
                new PromiseLine(
                    ordinal(one.question(), asked),
                    one.what(),
                    names.due(one.firstDay().atTime(23, 59)),
                    one.day().equals(one.firstDay()) ? "" : names.due(one.day().atTime(23, 59)),
                    one.said()
                        + one.keptAt().map(at -> ", сообщено " + names.moment(at)).orElse(""),
                    one.postponements().stream()
                        .map(
                            p ->
                                names.moment(p.requestedAt())
                                    + ", "
                                    + names.official(p.requestedBy().value())
                                    + ": "
                                    + p.reason()
                                    + " – "
                                    + p.granted()
                                        .map(yes -> yes ? "перенос разрешён" : "отказано")
                                        .orElse("ожидает решения"))
                        .toList()))
        .toList();
  }

  private List<DeadlineLine> deadlineLines(AppealId appeal, List<Acts.Act> done) {
    Map<String, String> stepOfTask = new HashMap<>();
    done.forEach(
        act -> act.task().ifPresent(task -> stepOfTask.putIfAbsent(task, diagrams.stepOf(act))));
    return deadlines.of(appeal).stream()
        .map(
            kept ->
                new DeadlineLine(
                    kept.label(),
                    kept.article().startsWith("ст.") ? kept.article() : "",
                    kept.subject().equals("APPEAL")
                        ? "обращение"
                        : stepOfTask.getOrDefault(kept.subject(), "задание"),
                    names.due(kept.due()),
                    kept.current(),
                    kept.steps()))
        .toList();
  }

  /** What was signed, whole; before the signature the latest text. */
  private LetterLine line(Appeal appeal, Letter letter) {
    return new LetterLine(
        letter.kind().title(),
        letter.state().title(),
        letter.signature().map(s -> "№ " + s.number() + " от " + names.day(s.at())).orElse(""),
        letter
            .signature()
            .map(s -> names.moment(s.at()) + ", " + s.name() + ", " + s.post())
            .orElse("не подписано"),
        letter
            .recipient() // a body; its name is all there is of its address
            .orElseGet(
                () ->
                    appeal.applicant().name()
                        + letter
                            .consignment()
                            .map(Letter.Consignment::address)
                            .filter(address -> !address.isEmpty())
                            .map(address -> ", " + address)
                            .orElse("")),
        letter
                .consignment()
                .map(
                    sent ->
                        sent.method().title()
                            + sent.sentAt()
                                .map(at -> ", " + names.moment(at))
                                .orElse(", ещё не отправлено"))
                .orElse("")
            + fates.of(letter.id()).stream()
                .map(
                    fate ->
                        "; "
                            + fate.kind().title()
                            + " "
                            + names.due(fate.day().atTime(23, 59))
                            + (fate.number().isEmpty() ? "" : ", № " + fate.number())
                            + (fate.reason().isEmpty() ? "" : ", причина: " + fate.reason()))
                .collect(Collectors.joining()),
        letter
            .signature()
            .map(Letter.Signature::document)
            .or(() -> letters.latest(letter.id()).map(DraftVersion::text))
            .orElse(""));
  }

  private ReopenedLine line(Reopening one) {
    return new ReopenedLine(
        names.moment(one.orderedAt())
            + ", "
            + names.official(one.orderedBy().official().value())
            + ", "
            + one.orderedBy().post(),
        one.why() + one.receivedOn().map(day -> ", просьба поступила " + names.day(day)).orElse(""),
        one.text(),
        one.stateBefore().title()
            + ", письмо отправлено "
            + names.moment(one.answeredBefore())
            + ", снято с контроля "
            + names.moment(one.closedBefore()),
        one.questions().stream()
            .map(
                asked ->
                    "вопрос "
                        + asked.ordinal()
                        + ": "
                        + asked.result().map(Result::title).orElse("не был замечен")
                        + asked.place().map(place -> ", " + names.tenant(place)).orElse(""))
            .collect(Collectors.joining("; ")));
  }

  private RequestLine line(DocumentRequest request) {
    return new RequestLine(
        names.day(request.requestedAt()),
        request.recipient(),
        request.wanted(),
        request.enclosure().title(),
        request.sentOn().map(names::day).orElse("ещё нет")
            + request.handedOn().map(on -> ", получен " + names.day(on)).orElse(""),
        requests.due(request).map(names::day).orElse(""),
        requests.standing(request));
  }

  private DecisionLine line(ProcessPath.Decision decision) {
    return new DecisionLine(
        names.moment(decision.at()),
        decision.table() + ", версия " + decision.version(),
        decision.step(),
        decision.rows(),
        decision.inputs(),
        decision.outputs());
  }

  private RunLine run(AppealId appeal, ProcessPath.Instance instance) {
    return new RunLine(
        instance.id(),
        instance.name() + ", версия " + instance.version(),
        names.tenant(instance.tenant()),
        names.moment(instance.started())
            + " – "
            + instance.ended().map(names::moment).orElse("идёт"),
        instance.running(),
        path.taken(instance).stream()
            .map(
                taken ->
                    new FlowLine(
                        taken.flow().from(),
                        taken.flow().label(),
                        taken.flow().to(),
                        taken.times(),
                        names.moment(taken.first()),
                        names.moment(taken.last())))
            .toList(),
        path.active(instance).stream()
            .map(
                active ->
                    new ActiveLine(
                        active.name(),
                        active.assignee().map(names::official).orElse(""),
                        names.moment(active.since())))
            .toList(),
        "/control/appeals/" + appeal + "/instances/" + instance.id());
  }
}
