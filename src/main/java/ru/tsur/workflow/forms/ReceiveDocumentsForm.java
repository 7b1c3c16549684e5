package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.workflow.RequestsInProcess;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Получить документы»: what came and when, or the request taken back (art. 10 p. 2). */
@Component
class ReceiveDocumentsForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final List<Option> DECISIONS =
      List.of(
          new Option("YES", "Документы получены"),
          new Option("NO", "Отозвать запрос: документы больше не нужны"));

  private final RequestsInProcess inProcess;
  private final DocumentRequests requests;
  private final Clock clock;

  ReceiveDocumentsForm(RequestsInProcess inProcess, DocumentRequests requests, Clock clock) {
    this.inProcess = inProcess;
    this.requests = requests;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ReceiveDocuments");
  }

  @Override
  public Shown show(TaskInHand task) {
    DocumentRequest request = inProcess.of(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("recipient", request.recipient());
    values.put("wanted", request.wanted());
    values.put("sent", request.sentOn().map(DAY::format).orElse(""));
    values.put("handed", request.handedOn().map(DAY::format).orElse(""));
    values.put("due", requests.due(request).map(DAY::format).orElse(""));
    values.put("late", request.lateAt().isPresent());
    values.put("received", "YES");
    values.put("came", "");
    values.put("cameOn", LocalDate.now(clock).toString());
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    DocumentRequest request = inProcess.of(task);
    if (!typed.yes("received", "Выберите: получены документы или запрос отозван.")) {
      requests.withdrawn(request.id(), task.actor());
      return Map.of("received", false);
    }
    requests.received(
        request.id(),
        typed.required("came", 2000, "Напишите, какие документы получены."),
        typed.day("cameOn", "Укажите день, когда документы получены."),
        task.actor());
    return Map.of("received", true);
  }
}
