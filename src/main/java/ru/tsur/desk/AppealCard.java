package ru.tsur.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Evidence;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.appeal.Ladder;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Receptions;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Signatory;
import ru.tsur.appeal.Supplements;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.AnswerParts;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFate;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.Letters;
import ru.tsur.desk.Card.Link;
import ru.tsur.desk.Card.Row;
import ru.tsur.desk.Card.Section;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Scope;
import ru.tsur.organization.Tenant;
import ru.tsur.organization.Theme;

/**
 * Draws up the card: what came, who asks, who answers and why, by when and why, what is written,
 * what was done.
 */
@Component
class AppealCard {

  /** Told and looked at behind the back of the one whom it may be on. */
  private static final Set<Action> HIDDEN =
      Set.of(Action.COMPLAINT_NOTICED, Action.COMPLAINT_CHECKED);

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Appeals appeals;
  private final Complaints complaints;
  private final Questions questions;
  private final Assignments assignments;
  private final CardTerms terms;
  private final Extensions extensions;
  private final Promises promises;
  private final CardRequests requests;
  private final CardJoinings joinings;
  private final CardVisits visits;
  private final CardComplaints noticing;
  private final CardControls controls;
  private final Ladder ladder;
  private final Outcomes outcomes;
  private final Evidences evidences;
  private final Receptions receptions;
  private final AnswerParts parts;
  private final Letters letters;
  private final LetterFates fates;
  private final Acts acts;
  private final Supplements supplements;
  private final Withdrawals withdrawals;
  private final Reopenings reopenings;
  private final TaskRelease releases;
  private final Organization organization;
  private final Clock clock;

  AppealCard(
      Appeals appeals,
      Complaints complaints,
      Questions questions,
      Assignments assignments,
      CardTerms terms,
      Extensions extensions,
      Promises promises,
      CardRequests requests,
      CardJoinings joinings,
      CardVisits visits,
      CardComplaints noticing,
      CardControls controls,
      Ladder ladder,
      Outcomes outcomes,
      Evidences evidences,
      Receptions receptions,
      AnswerParts parts,
      Letters letters,
      LetterFates fates,
      Acts acts,
      Supplements supplements,
      Withdrawals withdrawals,
      Reopenings reopenings,
      TaskRelease releases,
      Organization organization,
      Clock clock) {
    this.appeals = appeals;
    this.complaints = complaints;
    this.questions = questions;
    this.assignments = assignments;
    this.terms = terms;
    this.extensions = extensions;
    this.promises = promises;
    this.requests = requests;
    this.joinings = joinings;
    this.visits = visits;
    this.noticing = noticing;
    this.controls = controls;
    this.ladder = ladder;
    this.outcomes = outcomes;
    this.evidences = evidences;
    this.receptions = receptions;
    this.parts = parts;
    this.letters = letters;
    this.fates = fates;
    this.acts = acts;
    this.supplements = supplements;
    this.withdrawals = withdrawals;
    this.reopenings = reopenings;
    this.releases = releases;
    this.organization = organization;
    this.clock = clock;
  }

  /**
   * The whole card for who sees one of its tasks; parts that other bodies still write only as far
   * as his scope goes.
   */
  Card of(OnDesk task, OfficialId reader, Scope scope) {
    AppealId id = task.inHand().appeal();
    Appeal appeal = appeals.appeal(id);
    List<Section> sections = new ArrayList<>();
    List<Signatory> signatories = appeals.signatories(id);
    List<Row> who = applicantRows(appeal.applicant());
    if (!signatories.isEmpty()) {
      who.add(new Row("Коллективное обращение", "подписали: " + signatories.size()));
      who.add(new Row("Кому ответ", contact(appeal.applicant(), signatories)));
    }
    sections.add(Section.rows("Заявитель", who));
    if (!signatories.isEmpty()) {
      sections.add(
          Section.table(
              "Подписали коллективное обращение",
              List.of("Кто", "Адрес"),
              signatories.stream().map(one -> List.of(one.name(), one.address())).toList()));
    }
    sections.add(Section.text("Текст обращения", appeal.text()));
    List<Evidence> proofs = evidences.of(id);
    Set<UUID> elsewhere = new HashSet<>(visits.files(id));
    elsewhere.addAll(controls.files(id));
    List<Link> files =
        appeals.attachments(id).stream()
            .filter(file -> !elsewhere.contains(file.id()))
            .filter(
                file ->
                    proofs.stream()
                        .noneMatch(one -> one.attachment().equals(Optional.of(file.id()))))
            .map(
                file ->
                    new Link(
                        NewAppeal.File.said(file.name(), file.size()),
                        "/api/tasks/" + task.task().getId() + "/attachments/" + file.id()))
            .toList();
    if (!files.isEmpty()) {
      sections.add(Section.links("Вложения", files));
    }
    supplements
        .of(id)
        .forEach(
            one ->
                sections.add(
                    Section.text(
                        "Дополнение, поступило "
                            + DAY.format(one.receivedAt().atZone(clock.getZone())),
                        one.text())));
    sections.addAll(joinings.sections(id, task.task().getId()));
    if (appeal.number().isPresent()
        && (supplements.whyNot(id).isEmpty() || withdrawals.whyNot(id).isEmpty())
        && isRegistrar(reader)) {
      sections.add(
          Section.links(
              "Прислано к обращению",
              List.of(
                  new Link(
                      "Приложить дополнение или записать просьбу прекратить рассмотрение",
                      "/intake/running?appeal=" + id))));
    }
    reopenings
        .of(id)
        .forEach(
            one ->
                sections.add(
                    Section.text(
                        "Почему возвращено к рассмотрению "
                            + DAY.format(one.orderedAt().atZone(clock.getZone())),
                        one.text())));
    sections.add(Section.rows("Сроки", terms.rows(appeal)));
    sections.add(Section.rows("Обращение", appealRows(appeal)));
    sections.add(Section.rows("Вопросы и маршрут", questionRows(id)));
    addEvidence(sections, id, proofs, task);
    addAssignments(sections, id, scope);
    addLetters(sections, id, scope);
    sections.addAll(requests.sections(id));
    sections.addAll(visits.sections(id, task.task().getId()));
    sections.addAll(controls.sections(id, task.task().getId()));
    addExtensions(sections, id);
    addPromises(sections, id);
    addWithdrawals(sections, id);
    addLadder(sections, id);
    sections.add(
        Section.table(
            "История",
            List.of("Когда", "Кто", "Должность", "Что сделано"),
            acts.of(id).stream()
                .filter(act -> !HIDDEN.contains(act.action()))
                .map(
                    act ->
                        List.of(
                            moment(act.at()), who(act.actor()), act.post(), act.action().title()))
                .toList()));
    return new Card(
        "Обращение " + appeal.number().map(number -> "№ " + number).orElse("без номера"),
        appeal.type().title() + " · " + appeal.applicant().name() + " · " + appeal.state().title(),
        task.editable(),
        notes(id),
        sections,
        actions(task, reader));
  }

  private static String contact(Applicant applicant, List<Signatory> signatories) {
    boolean signed =
        signatories.stream().anyMatch(one -> one.name().equalsIgnoreCase(applicant.name()));
    return applicant.name() + (signed ? ", один из подписавших" : ", представитель подписавших");
  }

  /** What waits for somebody else's decision. */
  private List<String> notes(AppealId id) {
    List<String> notes = new ArrayList<>(joinings.notes(id));
    notes.addAll(visits.notes(id));
    reopenings
        .latest(id)
        .map(
            one ->
                "Обращение возвращено к рассмотрению "
                    + DAY.format(one.orderedAt().atZone(clock.getZone()))
                    + ": "
                    + one.why()
                    + ", "
                    + one.questionsSaid()
                    + ".")
        .ifPresent(notes::add);
    for (Withdrawal asked : withdrawals.of(id)) {
      if (asked.decision().isEmpty()) {
        notes.add("Просьба заявителя прекратить рассмотрение ждёт решения координатора ЦУР.");
      }
      if (asked.isStop()) {
        notes.add("Рассмотрение прекращено по заявлению (ст. 5 п. 5).");
      }
    }
    extensions.of(id).stream()
        .filter(this::waits)
        .map(
            asked ->
                "Запрос от "
                    + DAY.format(asked.requestedAt().atZone(clock.getZone()))
                    + " о продлении срока на "
                    + asked.days()
                    + " дн. ждёт решения подписанта.")
        .forEach(notes::add);
    return notes;
  }

  /** Undecided, and asked for the consideration that goes on now. */
  private boolean waits(Extension extension) {
    return extension.granted().isEmpty()
        && appeals.appeal(extension.appeal()).isOpen()
        && reopenings
            .latest(extension.appeal())
            .filter(one -> extension.requestedAt().isBefore(one.orderedAt()))
            .isEmpty();
  }

  private List<Card.Action> actions(OnDesk task, OfficialId reader) {
    boolean executor =
        List.of("Task_PreparePart", "Task_DraftAnswer").contains(task.inHand().element())
            && task.editable();
    List<Card.Action> actions = new ArrayList<>();
    if (executor && extensions.mayBeAsked(task.inHand().appeal())) {
      actions.add(
          new Card.Action(
              "extension",
              "Попросить о продлении срока",
              choices(Extension.Ground.values(), Extension.Ground::title)));
    }
    if (task.editable()
        && task.inHand().element().equals("Task_ConfirmPromise")
        && promise(task).filter(promises::mayBePostponed).isPresent()) {
      actions.add(
          new Card.Action("postponement", "Попросить о переносе обещанного срока", Map.of()));
    }
    actions.addAll(requests.actions(task));
    if (releases.isFor(task, reader)) {
      actions.add(
          new Card.Action(
              "release",
              "Снять с исполнителя",
              choices(ReleaseReason.values(), ReleaseReason::title)));
    }
    actions.addAll(visits.actions(task, reader));
    actions.addAll(noticing.actions(task));
    return actions;
  }

  private static <E extends Enum<E>> Map<String, String> choices(
      E[] codes, Function<E, String> title) {
    Map<String, String> choices = new LinkedHashMap<>();
    for (E code : codes) {
      choices.put(code.name(), title.apply(code));
    }
    return choices;
  }

  private static List<Row> applicantRows(Applicant applicant) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Заявитель", applicant.name() + " (" + applicant.kind().title() + ")"));
    addIfGiven(rows, "Почтовый адрес", applicant.postalAddress());
    addIfGiven(rows, "Электронная почта", applicant.email());
    addIfGiven(rows, "Личный кабинет", applicant.cabinet());
    addIfGiven(rows, "Телефон", applicant.phone());
    applicant.warnings().forEach(warning -> rows.add(new Row("Обратите внимание", warning)));
    return rows;
  }

  private List<Row> appealRows(Appeal appeal) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Номер", appeal.numberOrNone()));
    rows.add(new Row("Вид", appeal.type().title()));
    rows.add(new Row("Состояние", appeal.state().title()));
    rows.add(new Row("Канал", appeal.channel().title()));
    appeal.externalId().ifPresent(external -> rows.add(new Row("Внешний номер", external)));
    rows.add(new Row("Поступило", moment(appeal.receivedAt())));
    appeal.registeredAt().ifPresent(at -> rows.add(new Row("Зарегистрировано", moment(at))));
    rows.add(new Row("Адресат", appeal.addressee()));
    appeals.links(appeal.id()).forEach(link -> rows.add(new Row("Связь", link.said())));
    rows.addAll(joinings.rows(appeal.id()));
    complaints.said(appeal.id()).forEach(on -> rows.add(new Row("На кого жалоба", on)));
    receptions
        .of(appeal.id())
        .forEach(
            card ->
                rows.add(
                    new Row(
                        "Личный приём",
                        "карточка № "
                            + card.number()
                            + ", "
                            + DAY.format(card.heldOn())
                            + ", приём вёл "
                            + who(card.receiver())
                            + ": "
                            + card.result().title()
                            + " ("
                            + card.result().article()
                            + ")")));
    outcomes.of(appeal.id()).forEach(one -> rows.add(new Row("Решение", said(one))));
    return rows;
  }

  /** «ст. 8 ч. 3: переадресовать целиком → Министерство обороны РФ (исполнено)» */
  private static String said(Outcome outcome) {
    String to =
        outcome.recipients().stream()
            .map(Outcome.Recipient::name)
            .collect(java.util.stream.Collectors.joining("; "));
    return outcome.kind().article()
        + ": "
        + outcome.kind().title()
        + (to.isEmpty() ? "" : " → " + to)
        + (outcome.doneAt().isPresent() ? " (исполнено)" : "");
  }

  private static void addIfGiven(List<Row> rows, String label, String value) {
    if (!value.isEmpty()) {
      rows.add(new Row(label, value));
    }
  }

  private List<Row> questionRows(AppealId id) {
    List<Row> rows = new ArrayList<>();
    for (Question question : questions.of(id)) {
      String theme =
          question
              .theme()
              .map(
                  code ->
                      code.value() + " " + organization.findTheme(code).map(Theme::name).orElse(""))
              .orElse("тема не указана");
      String place =
          question.isRouted()
              ? organization.block(question.block().orElseThrow()).name()
                  + " · "
                  + organization.body(question.body().orElseThrow()).shortName()
              : "не распределён";
      List<String> why = new ArrayList<>();
      if (!question.routingReason().isEmpty()) {
        why.add(question.routingReason());
        why.add("Таблица: " + question.routingTable());
      }
      rows.add(new Row("Вопрос " + question.ordinal() + ". " + theme, question.substance()));
      rows.add(
          new Row(
              "Кто отвечает",
              place
                  + question
                      .result()
                      .map(Result::title)
                      .map(title -> " · результат: " + title)
                      .orElse(""),
              "Почему этот блок",
              why));
    }
    return rows;
  }

  private void addEvidence(
      List<Section> sections, AppealId id, List<Evidence> proofs, OnDesk task) {
    if (proofs.isEmpty()) {
      return;
    }
    Map<Question.QuestionId, Integer> ordinals = new LinkedHashMap<>();
    questions.of(id).forEach(one -> ordinals.put(one.id(), one.ordinal()));
    sections.add(
        Section.table(
            "Чем подтверждены принятые меры",
            List.of("Вопрос", "Подтверждение", "Кто приложил", "Когда"),
            proofs.stream()
                .map(
                    one ->
                        List.of(
                            String.valueOf(ordinals.get(one.question())),
                            one.said(),
                            who(one.attachedBy()) + ", " + one.attachedPost(),
                            moment(one.attachedAt())))
                .toList()));
    List<Link> files =
        proofs.stream()
            .filter(one -> one.attachment().isPresent())
            .map(
                one ->
                    new Link(
                        one.title(),
                        "/api/tasks/"
                            + task.task().getId()
                            + "/attachments/"
                            + one.attachment().get()))
            .toList();
    if (!files.isEmpty()) {
      sections.add(Section.links("Файлы подтверждений", files));
    }
  }

  private void addAssignments(List<Section> sections, AppealId id, Scope scope) {
    List<Assignment> all = assignments.of(id);
    if (all.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Assignment one : all) {
      rows.add(
          List.of(
              organization.block(one.block()).name(),
              organization.body(one.body()).shortName()
                  + (one.responsible() ? " (отвечает за письмо)" : ""),
              one.state().title(),
              one.executor().map(this::who).orElse("любой исполнитель органа")));
    }
    sections.add(
        Section.table("Поручения", List.of("Блок", "Орган", "Состояние", "Исполнитель"), rows));
    List<List<String>> returns = new ArrayList<>();
    for (Assignment one : all) {
      for (Assignment.Return returned : assignments.returns(one.id())) {
        returns.add(
            List.of(
                moment(returned.at()),
                organization.block(returned.block()).name(),
                who(returned.by()),
                returned.reason(),
                returned.decision()));
      }
    }
    if (!returns.isEmpty()) {
      sections.add(
          Section.table(
              "Возвраты «не наше»",
              List.of("Когда", "Блок", "Кто", "Причина", "Решение координатора"),
              returns));
    }
    for (Assignment one : all) {
      boolean mine = scope.seesEveryAppeal() || scope.sees(one.tenant());
      boolean responsibleReads =
          one.state() == Assignment.State.PART_READY
              && all.stream().anyMatch(other -> other.responsible() && scope.sees(other.tenant()));
      if (mine || responsibleReads) {
        addPart(sections, one);
      }
    }
  }

  private void addPart(List<Section> sections, Assignment one) {
    String body = organization.body(one.body()).shortName();
    for (AnswerParts.Part part : parts.versions(one.id())) {
      sections.add(
          Section.text(
              "Часть ответа: "
                  + body
                  + ", версия "
                  + part.text().version()
                  + ", "
                  + who(part.text().author())
                  + ", "
                  + moment(part.text().at())
                  + part.approvedBy().map(by -> ", согласовано: " + who(by)).orElse(""),
              part.text().text()));
    }
    List<List<String>> remarks =
        parts.remarks(one.id()).stream()
            .map(r -> List.of(moment(r.at()), who(r.by()), "версия " + r.version(), r.text()))
            .toList();
    if (!remarks.isEmpty()) {
      sections.add(
          Section.table(
              "Замечания к части: " + body,
              List.of("Когда", "Кто", "Версия", "Замечание"),
              remarks));
    }
  }

  private void addLetters(List<Section> sections, AppealId id, Scope scope) {
    boolean drafts =
        scope.seesEveryAppeal()
            || assignments.responsible(id).filter(one -> scope.sees(one.tenant())).isPresent();
    for (Letter letter : letters.of(id)) {
      List<Row> rows = new ArrayList<>();
      rows.add(new Row("Состояние", letter.state().title()));
      rows.add(new Row("Подписывает", organization.body(letter.body()).name()));
      letter
          .signature()
          .ifPresent(
              signature -> {
                rows.add(new Row("Исходящий номер", signature.number()));
                rows.add(
                    new Row(
                        "Подписано",
                        moment(signature.at()) + ", " + signature.name() + ", " + signature.post(),
                        "Что именно подписано",
                        List.of(
                            "Версия " + signature.version(),
                            "Отпечаток SHA-256: " + signature.digest())));
              });
      letter
          .consignment()
          .ifPresent(
              sent -> {
                rows.add(new Row("Способ", sent.method().title() + ": " + sent.address()));
                rows.add(new Row("Отправлено", sent.sentAt().map(this::moment).orElse("ещё нет")));
                sent.dispatchNumber()
                    .ifPresent(number -> rows.add(new Row("Номер отправки", number)));
              });
      fates
          .of(letter.id())
          .forEach(
              fate ->
                  rows.add(
                      new Row(
                          fate.kind() == LetterFate.Kind.PROVEN ? "Вручено" : "Вернулось",
                          DAY.format(fate.day())
                              + (fate.number().isEmpty() ? "" : ", № " + fate.number())
                              + (fate.reason().isEmpty() ? "" : ", причина: " + fate.reason())
                              + ", записал(а) "
                              + who(fate.by()))));
      sections.add(Section.rows("Письмо: " + letter.kind().title(), rows));
      if (!drafts && letter.signature().isEmpty()) {
        continue; // another body's unsigned draft
      }
      letters
          .versions(letter.id())
          .forEach(
              version ->
                  sections.add(
                      Section.text(
                          "Проект, версия "
                              + version.version()
                              + ", "
                              + who(version.author())
                              + ", "
                              + moment(version.at()),
                          version.text())));
      List<List<String>> opinions =
          letters.approvals(letter.id()).stream()
              .map(
                  opinion ->
                      List.of(
                          moment(opinion.at()),
                          who(opinion.by()),
                          "версия " + opinion.version(),
                          opinion.approved() ? "согласовано" : opinion.remark().orElse("")))
              .toList();
      if (!opinions.isEmpty()) {
        sections.add(
            Section.table(
                "Согласование и замечания",
                List.of("Когда", "Кто", "Версия", "Решение"),
                opinions));
      }
    }
  }

  private void addExtensions(List<Section> sections, AppealId id) {
    List<List<String>> rows = new ArrayList<>();
    for (Extension extension : extensions.of(id)) {
      rows.add(
          List.of(
              moment(extension.requestedAt()),
              who(extension.requestedBy()),
              extension.ground().title() + ". " + extension.reason(),
              String.valueOf(extension.days()),
              extension
                      .granted()
                      .map(
                          yes ->
                              yes ? "продлено на " + extension.grantedDays() + " дн." : "отказано")
                      .orElse(
                          waits(extension)
                              ? "ожидает решения"
                              : "решения не было: ответ дан раньше")
                  + extension.decidedBy().map(by -> ", " + who(by)).orElse("")));
    }
    if (!rows.isEmpty()) {
      sections.add(
          Section.table(
              "Продление срока",
              List.of("Когда", "Кто просит", "Основание", "Дней", "Решение"),
              rows));
    }
  }

  /** The promise that the task's instance is about, if it is about one. */
  static Optional<UUID> promise(OnDesk task) {
    return task.inHand().code("promise").map(UUID::fromString);
  }

  private void addPromises(List<Section> sections, AppealId id) {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> asked = new ArrayList<>();
    for (Promise promise : promises.of(id)) {
      rows.add(
          List.of(
              promise.what(),
              DAY.format(promise.firstDay()),
              promise.day().equals(promise.firstDay()) ? "" : DAY.format(promise.day()),
              promise.said(),
              promise.confirmedAt().map(this::moment).orElse("")
                  + promise.confirmedBy().map(by -> ", " + who(by)).orElse("")));
      for (Promise.Postponement one : promise.postponements()) {
        asked.add(
            List.of(
                moment(one.requestedAt()),
                who(one.requestedBy()),
                one.reason(),
                DAY.format(one.day()),
                one.granted().map(yes -> yes ? "разрешено" : "отказано").orElse("ожидает решения")
                    + one.decidedBy().map(by -> ", " + who(by)).orElse("")));
      }
    }
    if (!rows.isEmpty()) {
      sections.add(
          Section.table(
              "Обещано в ответе",
              List.of(
                  "Что", "Срок в ответе", "Перенесён на", "Состояние", "Исполнение подтверждено"),
              rows));
    }
    if (!asked.isEmpty()) {
      sections.add(
          Section.table(
              "Перенос обещанного срока",
              List.of("Когда", "Кто просит", "Причина", "Новый срок", "Решение"),
              asked));
    }
  }

  private void addWithdrawals(List<Section> sections, AppealId id) {
    List<List<String>> rows =
        withdrawals.of(id).stream()
            .map(
                one ->
                    List.of(
                        DAY.format(one.receivedOn()),
                        one.signatory().isEmpty() ? "заявитель" : one.signatory(),
                        one.text(),
                        one.decision().map(Withdrawal.Decision::title).orElse("ожидает решения")
                            + one.ground().map(ground -> ": " + ground.title()).orElse("")
                            + one.decidedBy().map(by -> ", " + who(by.official())).orElse("")))
            .toList();
    if (!rows.isEmpty()) {
      sections.add(
          Section.table(
              "Просьба прекратить рассмотрение",
              List.of("Поступила", "Кто просит", "Текст", "Решение"),
              rows));
    }
  }

  private boolean isRegistrar(OfficialId reader) {
    return organization.groupsOf(reader).contains(Role.REGISTRAR.at(Tenant.TSUR));
  }

  private void addLadder(List<Section> sections, AppealId id) {
    List<List<String>> rows = new ArrayList<>();
    for (Ladder.Step step : ladder.of(id)) {
      rows.add(
          List.of(
              moment(step.raisedAt()),
              switch (step.level()) {
                case 1 -> "руководитель блока";
                case 2 -> "курирующий заместитель Губернатора";
                default -> "заместитель Губернатора – руководитель аппарата";
              },
              step.measure().map(Ladder.Measure::title).orElse("мера не записана"),
              step.measureDue().map(DAY::format).orElse(""),
              step.recordedBy().map(this::who).orElse("")));
    }
    if (!rows.isEmpty()) {
      sections.add(
          Section.table(
              "Эскалация",
              List.of("Поднята", "Ступень", "Мера", "Срок меры", "Кто записал"),
              rows));
    }
  }

  private String who(OfficialId id) {
    return organization
        .findOfficial(id)
        .map(Official::shortName)
        .orElse(id.equals(Actor.SYSTEM.official()) ? "Система" : "Внешняя система");
  }

  private String who(String id) {
    return who(new OfficialId(id));
  }

  private String moment(Instant instant) {
    return MOMENT.format(instant.atZone(clock.getZone()));
  }

  private static String moment(LocalDateTime local) {
    return local.getHour() == 23 && local.getMinute() == 59
        ? DAY.format(local)
        : MOMENT.format(local);
  }
}
