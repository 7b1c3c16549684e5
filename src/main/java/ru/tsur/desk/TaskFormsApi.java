package ru.tsur.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.security.ViewJournal;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskForms;
import ru.tsur.workflow.Typed;

/** Forms of tasks for Tasklist: show, keep what is typed, check and submit. */
@RestController
@RequestMapping("/api/tasks/{task}")
class TaskFormsApi {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final TasksOnDesk desk;
  private final TaskForms forms;
  private final Extensions extensions;
  private final Promises promises;
  private final CardRequests requests;
  private final CardVisits visits;
  private final CardComplaints complaints;
  private final TaskRelease releases;
  private final Organization organization;
  private final ViewJournal views;
  private final Clock clock;

  TaskFormsApi(
      TasksOnDesk desk,
      TaskForms forms,
      Extensions extensions,
      Promises promises,
      CardRequests requests,
      CardVisits visits,
      CardComplaints complaints,
      TaskRelease releases,
      Organization organization,
      ViewJournal views,
      Clock clock) {
    this.desk = desk;
    this.forms = forms;
    this.extensions = extensions;
    this.promises = promises;
    this.requests = requests;
    this.visits = visits;
    this.complaints = complaints;
    this.releases = releases;
    this.organization = organization;
    this.views = views;
    this.clock = clock;
  }

  @GetMapping("/form")
  Map<String, Object> show(@PathVariable("task") String id, Principal me) {
    OfficialId official = new OfficialId(me.getName());
    OnDesk task = desk.see(id, official);
    views.viewed("форма задачи", task.inHand().appeal());
    TaskForm.Shown shown =
        forms
            .of(task.inHand().element())
            .map(form -> form.show(task.inHand()))
            .orElse(new TaskForm.Shown(Map.of(), Map.of()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("task", id);
    answer.put("element", task.inHand().element());
    answer.put("name", task.task().getName());
    answer.put("description", task.task().getDescription());
    answer.put("editable", task.editable());
    answer.put("values", shown.values());
    answer.put("options", shown.options());
    TaskForms.Kept typed = forms.kept(id, official).orElse(null);
    answer.put("typed", typed == null ? null : typed.values());
    answer.put("typedAt", typed == null ? null : time(typed.savedAt(), TIME));
    answer.put("revision", typed == null ? 0 : typed.revision());
    answer.put("holder", task.holder().orElse(null));
    answer.put("changed", forms.keptByAnother(id, official).map(this::changed).orElse(null));
    return answer;
  }

  /** {@code window} and {@code revision} as in {@link TaskForms.Window}; the nameless are one. */
  @PutMapping("/typed")
  Map<String, Object> keep(
      @PathVariable("task") String id,
      @RequestParam(defaultValue = "") String window,
      @RequestParam(defaultValue = "0") long revision,
      @RequestBody JsonNode values,
      Principal me) {
    OfficialId official = new OfficialId(me.getName());
    desk.work(id, official);
    return saved(forms.keep(id, official, values, new TaskForms.Window(window, revision)));
  }

  @PutMapping("/form")
  Map<String, Object> submit(
      @PathVariable("task") String id,
      @RequestParam(defaultValue = "") String window,
      @RequestParam(defaultValue = "0") long revision,
      @RequestBody JsonNode values,
      Principal me) {
    OnDesk task = desk.work(id, new OfficialId(me.getName()));
    forms.check(task.inHand(), values);
    return saved(forms.submit(task.inHand(), values, new TaskForms.Window(window, revision)));
  }

  /** A file of a row of the form, as it is: no more of it is read than may be kept. */
  @PostMapping(path = "/files", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  Map<String, Object> attach(
      @PathVariable("task") String id,
      @RequestParam("of") String of,
      @RequestParam("name") String name,
      InputStream file,
      Principal me)
      throws IOException {
    OnDesk task = desk.work(id, new OfficialId(me.getName()));
    return forms.attach(task.inHand(), of, name, file.readNBytes(Evidences.MAX_FILE + 1));
  }

  private Map<String, Object> saved(TaskForms.Kept kept) {
    return Map.of("savedAt", time(kept.savedAt(), TIME), "revision", kept.revision());
  }

  /** Both texts stay: one in the window, one here, and the official chooses. */
  @ExceptionHandler(TaskForms.ChangedInAnotherWindow.class)
  ProblemDetail changedInAnotherWindow(TaskForms.ChangedInAnotherWindow refusal) {
    String at = time(refusal.kept().savedAt(), TIME);
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONFLICT,
            "Эту форму изменили в другом окне в "
                + at
                + ". Введённое здесь ещё не сохранено: возьмите текст из другого окна или оставьте"
                + " здешний.");
    problem.setTitle("Изменено в другом окне");
    problem.setProperty("typed", refusal.kept().values());
    problem.setProperty("typedAt", at);
    problem.setProperty("revision", refusal.kept().revision());
    return problem;
  }

  /**
   * The executor asks for more time (art. 12 p. 2); the signer's task comes in the same
   * transaction.
   */
  @PostMapping("/extension")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void askForExtension(
      @PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    OnDesk task = desk.work(id, new OfficialId(me.getName()));
    Typed typed = new Typed(values);
    extensions.request(
        task.inHand().appeal(),
        typed.code("ground", Extension.Ground.class, "Выберите основание продления."),
        typed.required("reason", 2000, "Напишите, почему срока недостаточно."),
        typed.number("days", "Укажите, на сколько дней продлить: от 1 до 30."),
        task.inHand().actor());
  }

  /**
   * The executor asks for a later day than the answer promised; the signer's task comes in the same
   * transaction.
   */
  @PostMapping("/postponement")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void askForPostponement(
      @PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    OnDesk task = desk.work(id, new OfficialId(me.getName()));
    Typed typed = new Typed(values);
    promises.askForPostponement(
        AppealCard.promise(task)
            .orElseThrow(() -> typed.refuse("day", "Это задание не об обещанном в ответе.")),
        typed.day("day", "Укажите новый срок."),
        typed.required("reason", 2000, "Напишите, почему обещанное не успевают сделать."),
        task.inHand().actor());
  }

  /**
   * The executor asks another body for documents (art. 10 p. 1 п. 2); his letter becomes a task in
   * the same transaction.
   */
  @PostMapping("/documents")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void askForDocuments(
      @PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    requests.ask(desk.work(id, new OfficialId(me.getName())).inHand(), new Typed(values));
  }

  /** The executor or his block head appoints a visit on site (art. 9 p. 2). */
  @PostMapping("/visit")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void appointVisit(@PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    OfficialId official = new OfficialId(me.getName());
    visits.appoint(desk.see(id, official), official, new Typed(values));
  }

  /** Who works on the appeal noticed that it complains of one of ours (art. 8 p. 6). */
  @PostMapping("/complaint")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void tellOfComplaint(
      @PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    complaints.tell(desk.work(id, new OfficialId(me.getName())).inHand(), new Typed(values));
  }

  /** The day on which the addressee got the request: its term runs from it (art. 10 p. 2). */
  @PostMapping("/handed")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void requestWasHanded(
      @PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    requests.handed(desk.work(id, new OfficialId(me.getName())).inHand(), new Typed(values));
  }

  /** The block head, in the ЦУР a coordinator, takes the task from the official who holds it. */
  @PostMapping("/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable("task") String id, @RequestBody JsonNode values, Principal me) {
    releases.release(
        id,
        new OfficialId(me.getName()),
        new Typed(values).code("reason", ReleaseReason.class, "Выберите причину."));
  }

  @ExceptionHandler(OptimisticLockingException.class)
  ProblemDetail changedMeanwhile() {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.CONFLICT, "Задание только что изменил другой сотрудник. Обновите список.");
  }

  private String changed(TaskForms.Kept other) {
    String who =
        organization.findOfficial(other.by()).map(Official::shortName).orElse(other.by().value());
    return "В эту форму "
        + time(other.savedAt(), MOMENT)
        + " вносил данные другой сотрудник: "
        + who
        + (who.endsWith(".") ? "" : ".");
  }

  private String time(Instant instant, DateTimeFormatter format) {
    return format.format(instant.atZone(clock.getZone()));
  }
}
