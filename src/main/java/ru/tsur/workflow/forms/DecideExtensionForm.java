package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.ExtensionId;
import ru.tsur.appeal.Extensions;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Решить о продлении срока» (art. 12 p. 2): who asks, why and for how long, and which day each
 * number of days leads to. Nothing is decided beforehand.
 */
@Component
class DecideExtensionForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final Option GRANT = new Option("YES", "Продлить срок");
  private static final Option REFUSE = new Option("NO", "Отказать в продлении");

  private final Extensions extensions;
  private final DocumentRequests requests;
  private final Deadlines deadlines;
  private final Terms terms;
  private final Organization organization;
  private final Clock clock;

  DecideExtensionForm(
      Extensions extensions,
      DocumentRequests requests,
      Deadlines deadlines,
      Terms terms,
      Organization organization,
      Clock clock) {
    this.extensions = extensions;
    this.requests = requests;
    this.deadlines = deadlines;
    this.terms = terms;
    this.organization = organization;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DecideExtension");
  }

  @Override
  public Shown show(TaskInHand task) {
    Extension extension = extensions.extension(id(task));
    Deadlines.Kept due = deadlines.current(task.appeal(), Deadlines.ANSWER).orElseThrow();
    boolean late = due.isBreachedOn(deadlines.now());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "asked",
        organization
                .findOfficial(extension.requestedBy())
                .map(Official::shortName)
                .orElse(extension.requestedBy().value())
            + ", "
            + extension.requestedPost()
            + ", "
            + day(extension.requestedAt()));
    values.put("ground", extension.ground().title());
    values.put("reason", extension.reason());
    values.put("requests", requests(task));
    values.put("due", "до " + day(due.due()));
    values.put("requested", String.valueOf(extension.days()));
    values.put("late", late);
    values.put("granted", "");
    values.put("days", late ? "" : String.valueOf(extension.days()));
    return new Shown(
        values,
        Map.of(
            "decisions", late ? List.of(REFUSE) : List.of(GRANT, REFUSE), "extensions", days(due)));
  }

  /** What is asked of others and has not come: a ground of the law, or none. */
  private List<Map<String, Object>> requests(TaskInHand task) {
    return requests.of(task.appeal()).stream()
        .filter(request -> request.isOpen() && request.sentOn().isPresent())
        .map(request -> Map.<String, Object>of("said", said(request)))
        .toList();
  }

  private String said(DocumentRequest request) {
    return "Запрос по ст. 10 ч. 2 от "
        + DAY.format(request.sentOn().orElseThrow())
        + ": "
        + request.recipient()
        + ", срок до "
        + requests.due(request).map(DAY::format).orElse("")
        + (request.lateAt().isPresent() ? ", просрочен адресатом" : "");
  }

  /** Every number of days that the law allows, with the day it leads to. */
  private List<Option> days(Deadlines.Kept due) {
    Term term = terms.term(due.term());
    return IntStream.rangeClosed(1, Extensions.MAX_DAYS)
        .mapToObj(
            days ->
                new Option(
                    String.valueOf(days),
                    "на %d дн., до %s"
                        .formatted(days, day(deadlines.dueIfExtended(due, term, days)))))
        .toList();
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    boolean granted = typed.yes("granted", "Выберите: продлить или отказать.");
    int days = granted ? typed.number("days", "Укажите, на сколько дней продлить: от 1 до 30.") : 0;
    extensions.decide(id(task), granted, days, task.actor());
    return Map.of("granted", granted ? "YES" : "NO");
  }

  private static ExtensionId id(TaskInHand task) {
    return ExtensionId.of(task.code("extension").orElseThrow());
  }

  private String day(Instant at) {
    return DAY.format(at.atZone(clock.getZone()));
  }

  private static String day(LocalDateTime at) {
    return DAY.format(at);
  }
}
