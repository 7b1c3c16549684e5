package ru.tsur.desk;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequest.Addressee;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.desk.Card.Section;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.RequestRules;
import ru.tsur.workflow.RequestsInProcess;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** Requests for documents on the card: what is asked of whom, and how to ask. */
@Component
class CardRequests {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  /** A choice that names a body of the region's tree. */
  private static final String OF_TREE = "BODY:";

  private final DocumentRequests requests;
  private final RequestRules rules;
  private final RequestsInProcess inProcess;
  private final Organization organization;
  private final Clock clock;

  CardRequests(
      DocumentRequests requests,
      RequestRules rules,
      RequestsInProcess inProcess,
      Organization organization,
      Clock clock) {
    this.requests = requests;
    this.rules = rules;
    this.inProcess = inProcess;
    this.organization = organization;
    this.clock = clock;
  }

  /** Asks as an executor typed it; the table decides whether the law allows it. */
  void ask(TaskInHand task, Typed typed) {
    if (!isExecutors(task)) {
      throw typed.refuse(
          "addressee", "Документы запрашивает исполнитель (59-ФЗ, ст. 10 ч. 1 п. 2).");
    }
    String chosen = typed.required("addressee", "Выберите, у кого запрашиваются документы.");
    boolean ofTree = chosen.startsWith(OF_TREE);
    DocumentRequests.Stated stated =
        requests.checked(
            new DocumentRequests.Stated(
                ofTree
                    ? Addressee.BODY
                    : typed.code(
                        "addressee", Addressee.class, "Выберите, у кого запрашиваются документы."),
                ofTree
                    ? Optional.of(
                        organization
                            .findBody(new BodyId(chosen.substring(OF_TREE.length())))
                            .map(Body::id)
                            .orElseThrow(
                                () ->
                                    typed.refuse(
                                        "addressee", "Такого органа нет: выберите из списка.")))
                    : Optional.empty(),
                typed.text("recipient").orElse(""),
                typed.text("email"),
                typed.required("wanted", 2000, "Напишите, какие документы и материалы нужны.")));
    requests.ask(task.appeal(), task.tenant(), stated, rules.allowed(task, stated), task.actor());
  }

  /** Records when the addressee got the request that the task is about. */
  void handed(TaskInHand task, Typed typed) {
    if (!task.element().equals("Task_ReceiveDocuments")) {
      throw typed.refuse("handedOn", "День вручения записывается в задании «Получить документы».");
    }
    requests.handed(
        inProcess.of(task).id(),
        typed.day("handedOn", "Укажите день, когда адресат получил запрос."),
        task.actor());
  }

  List<Card.Action> actions(OnDesk task) {
    if (!task.editable()) {
      return List.of();
    }
    if (isExecutors(task.inHand())) {
      return List.of(new Card.Action("documents", "Запросить документы", addressees(task)));
    }
    boolean waits =
        task.inHand().element().equals("Task_ReceiveDocuments")
            && inProcess.of(task.inHand()).lateAt().isEmpty();
    return waits
        ? List.of(new Card.Action("handed", "Записать, когда адресат получил запрос", Map.of()))
        : List.of();
  }

  private static boolean isExecutors(TaskInHand task) {
    return List.of("Task_PreparePart", "Task_DraftAnswer").contains(task.element());
  }

  /** Others than bodies of the tree first: they are few. */
  private Map<String, String> addressees(OnDesk task) {
    Map<String, String> choices = new LinkedHashMap<>();
    Stream.of(Addressee.values())
        .filter(one -> one != Addressee.BODY)
        .forEach(one -> choices.put(one.name(), one.title()));
    Optional<BodyId> own = task.inHand().tenant().body();
    organization.bodies().stream()
        .filter(body -> !body.isCentre() && own.filter(body.id()::equals).isEmpty())
        .filter(body -> body.parent().isPresent())
        .forEach(body -> choices.put(OF_TREE + body.id(), body.shortName()));
    return choices;
  }

  List<Section> sections(AppealId appeal) {
    List<DocumentRequest> all = requests.of(appeal);
    if (all.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    for (DocumentRequest one : all) {
      rows.add(
          List.of(
              DAY.format(one.requestedAt().atZone(clock.getZone())),
              one.recipient(),
              one.wanted(),
              one.enclosure().title(),
              one.sentOn().map(DAY::format).orElse("ещё нет")
                  + one.handedOn().map(on -> ", получен " + DAY.format(on)).orElse(""),
              requests.due(one).map(DAY::format).orElse(""),
              requests.standing(one)));
    }
    return List.of(
        Section.table(
            "Запросы документов",
            List.of("Когда", "У кого", "Что", "Прилагается", "Отправлен", "Срок адресата", "Итог"),
            rows));
  }
}
