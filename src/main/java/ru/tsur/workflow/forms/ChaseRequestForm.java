package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequest.Way;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.workflow.RequestsInProcess;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Напомнить о запросе»: how the addressee, who is late, was reminded. */
@Component
class ChaseRequestForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final RequestsInProcess inProcess;
  private final DocumentRequests requests;

  ChaseRequestForm(RequestsInProcess inProcess, DocumentRequests requests) {
    this.inProcess = inProcess;
    this.requests = requests;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ChaseRequest");
  }

  @Override
  public Shown show(TaskInHand task) {
    DocumentRequest request = inProcess.of(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("recipient", request.recipient());
    values.put("wanted", request.wanted());
    values.put("sent", request.sentOn().map(DAY::format).orElse(""));
    values.put("due", requests.due(request).map(DAY::format).orElse(""));
    values.put("chases", String.valueOf(requests.chases(request.id()).size()));
    values.put("way", "");
    values.put("note", "");
    return new Shown(
        values,
        Map.of(
            "ways",
            Arrays.stream(Way.values()).map(way -> new Option(way.name(), way.title())).toList()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    requests.chased(
        inProcess.of(task).id(),
        typed.code("way", Way.class, "Выберите, как напомнили."),
        typed.required("note", 500, "Напишите, кому напомнили или номер и дату письма."),
        task.actor());
    return Map.of();
  }
}
