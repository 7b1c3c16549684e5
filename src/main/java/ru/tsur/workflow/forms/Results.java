package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.NoEvidence;
import ru.tsur.appeal.Evidence;
import ru.tsur.appeal.Evidences;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** The rows {@code results.N}: a result for each question, and what proves it. */
@Component
class Results {

  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_WHO = 300;
  private static final String CHOOSE =
      "Выберите результат: ответ даётся на каждый вопрос (59-ФЗ, ст. 10 ч. 1 п. 4).";

  private final Questions questions;
  private final Evidences evidences;
  private final Promises promises;
  private final Visits visits;
  private final Choices choices;
  private final Organization organization;
  private final Clock clock;

  Results(
      Questions questions,
      Evidences evidences,
      Promises promises,
      Visits visits,
      Choices choices,
      Organization organization,
      Clock clock) {
    this.questions = questions;
    this.evidences = evidences;
    this.promises = promises;
    this.visits = visits;
    this.choices = choices;
    this.organization = organization;
    this.clock = clock;
  }

  List<Map<String, Object>> rows(List<Question> asked) {
    return asked.stream().map(this::row).toList();
  }

  private Map<String, Object> row(Question question) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("question", question.id().toString());
    row.put("ordinal", question.ordinal());
    row.put("substance", question.substance());
    row.put("result", question.result().map(Result::name).orElse(""));
    List<Evidence> known = evidences.proofs(question.id());
    row.put("proof", known.isEmpty() ? "" : known.get(known.size() - 1).kind().name());
    row.put("files", files(known));
    Optional<Evidence> document = last(known, Evidence.Kind.DOCUMENT);
    row.put("document", document.map(Evidence::title).orElse(""));
    row.put("documentNumber", document.map(Evidence::number).orElse(""));
    row.put("documentDay", document.flatMap(Evidence::day).map(LocalDate::toString).orElse(""));
    row.put("documentBy", document.map(Evidence::who).orElse(""));
    Optional<Evidence> confirmed = last(known, Evidence.Kind.CONFIRMATION);
    row.put("confirmedBy", confirmed.map(Evidence::who).orElse(""));
    row.put("confirmedOn", confirmed.flatMap(Evidence::day).map(LocalDate::toString).orElse(""));
    row.put("confirmedHow", confirmed.map(Evidence::title).orElse(""));
    row.put("visit", chosenVisit(question, known));
    Optional<Promise> promise = promises.of(question.id());
    row.put("promise", promise.map(Promise::what).orElse(""));
    row.put("promisedOn", promise.map(Promise::day).map(LocalDate::toString).orElse(""));
    return row;
  }

  /** The visit whose act proves it, or the only one there is. */
  private String chosenVisit(Question question, List<Evidence> known) {
    List<Visit> held = visits.held(question.appeal());
    Optional<UUID> file = last(known, Evidence.Kind.VISIT).flatMap(Evidence::attachment);
    return held.stream()
        .filter(
            one ->
                file.isPresent()
                    ? visits.files(one.id()).stream().anyMatch(f -> f.id().equals(file.get()))
                    : held.size() == 1)
        .map(one -> one.id().toString())
        .findFirst()
        .orElse("");
  }

  /** What the rows are filled from; the act of a visit is offered where there is one. */
  Map<String, Object> options(AppealId appeal) {
    List<TaskForm.Option> held =
        visits.held(appeal).stream()
            .map(one -> new TaskForm.Option(one.id().toString(), one.said()))
            .toList();
    return Map.of(
        "results",
        choices.results(),
        "proofs",
        held.isEmpty()
            ? choices.proofs()
            : Choices.titles(Evidence.Kind.values(), Evidence.Kind::title),
        "visits",
        held);
  }

  private static Optional<Evidence> last(List<Evidence> known, Evidence.Kind kind) {
    return known.stream().filter(one -> one.kind() == kind).reduce((first, next) -> next);
  }

  private static String files(List<Evidence> known) {
    return known.stream()
        .filter(one -> one.kind() == Evidence.Kind.FILE)
        .map(Evidence::title)
        .collect(Collectors.joining("; "));
  }

  /** Gives each of the questions asked its result; rows for other questions are not looked at. */
  void keep(List<Question> asked, Typed typed, Actor executor) {
    List<Typed> rows = typed.list("results");
    for (Question question : asked) {
      QuestionId id = question.id();
      int ordinal = question.ordinal();
      Typed row =
          rows.stream()
              .filter(one -> one.text("question").filter(id.toString()::equals).isPresent())
              .findFirst()
              .orElseThrow(
                  () ->
                      typed.refuse(
                          "results",
                          "Нет результата по вопросу " + ordinal + " (ст. 10 ч. 1 п. 4)."));
      Result result = row.code("result", Result.class, CHOOSE);
      if (!result.isOfAnswer()) {
        throw row.refuse("result", CHOOSE);
      }
      if (result == Result.MEASURES_TAKEN) {
        prove(question, row, executor);
        if (evidences.proofs(id).isEmpty()) {
          throw row.refuse(
              "proof",
              "Вопрос "
                  + ordinal
                  + ": это уже подтверждал прежний ответ. Новые меры подтвердите новым фото, актом, документом или"
                  + " подтверждением заявителя (59-ФЗ, ст. 10 ч. 1 п. 1 и 3).");
        }
      }
      if (result == Result.PROMISED) {
        promises.write(
            id,
            row.required("promise", Promises.MAX_TEXT, "Напишите, что обещано."),
            row.day("promisedOn", "Укажите обещанный срок."),
            row.path("promisedOn"),
            executor);
      } else {
        promises.forget(id);
      }
      questions.answer(id, result);
    }
  }

  /**
   * The applicant reads each promised day in the letter.
   *
   * @throws Typed.FieldRefused for the first day that the text does not name
   */
  void requireNamed(List<Question> asked, String text, Typed typed) {
    for (Question question : asked) {
      promises
          .of(question.id())
          .filter(promise -> promise.state() == Promise.State.WRITTEN)
          .map(Promise::day)
          .filter(day -> !NamedDay.isIn(text, day))
          .ifPresent(
              day -> {
                throw typed.refuse(
                    "text",
                    "Вопрос "
                        + question.ordinal()
                        + ": в тексте ответа не назван обещанный срок – напишите «"
                        + NamedDay.written(day)
                        + "» (59-ФЗ, ст. 10 ч. 1 п. 4).");
              });
    }
  }

  /** Keeps what the row names, or looks for the file. */
  void prove(Question question, Typed row, Actor executor) {
    if (row.text("proof").isEmpty()) {
      throw new NoEvidence(row.path("proof"), question.ordinal());
    }
    LocalDate today = LocalDate.now(clock);
    switch (row.code("proof", Evidence.Kind.class, "Выберите, чем подтверждены меры.")) {
      case FILE -> {
        if (last(evidences.of(question.id()), Evidence.Kind.FILE).isEmpty()) {
          throw new NoEvidence(row.path("proof"), question.ordinal());
        }
      }
      case DOCUMENT ->
          evidences.name(
              question.id(),
              new Evidences.Named(
                  Evidence.Kind.DOCUMENT,
                  row.required("document", LONGEST_TITLE, "Укажите название документа."),
                  row.required("documentNumber", LONGEST_NUMBER, "Укажите номер документа."),
                  row.pastDay("documentDay", today, "Укажите дату документа."),
                  row.required("documentBy", LONGEST_WHO, "Укажите, кто составил документ.")),
              executor);
      case CONFIRMATION ->
          evidences.name(
              question.id(),
              new Evidences.Named(
                  Evidence.Kind.CONFIRMATION,
                  row.required(
                      "confirmedHow", LONGEST_TITLE, "Напишите, как подтвердил заявитель."),
                  "",
                  row.pastDay("confirmedOn", today, "Укажите, когда заявитель подтвердил."),
                  row.required("confirmedBy", LONGEST_WHO, "Укажите, кто подтвердил.")),
              executor);
      case VISIT -> {
        String chosen = row.required("visit", "Выберите проведённый выезд.");
        Visit visit =
            visits.held(question.appeal()).stream()
                .filter(one -> one.id().toString().equals(chosen))
                .findFirst()
                .orElseThrow(() -> row.refuse("visit", "Выберите проведённый выезд."));
        evidences.ofVisit(question.id(), visit, visits.files(visit.id()), executor);
      }
    }
  }

  /** A photo or an act for one of the questions asked; the row's list of files as it is now. */
  Map<String, Object> attach(
      List<Question> asked, String of, String name, byte[] content, Actor executor) {
    Question question =
        asked.stream()
            .filter(one -> one.id().toString().equals(of))
            .findFirst()
            .orElseThrow(
                () -> new Typed.FieldRefused("file", "Такого вопроса в этом задании нет."));
    evidences.attach(question.id(), name, content, executor);
    return Map.of("files", files(evidences.proofs(question.id())));
  }

  /** What proves the measures on these questions, for who approves and signs. */
  List<Map<String, Object>> proofs(List<Question> asked, TaskInHand task) {
    return asked.stream()
        .filter(question -> question.result().equals(Optional.of(Result.MEASURES_TAKEN)))
        .flatMap(
            question ->
                evidences.proofs(question.id()).stream().map(one -> proof(question, one, task)))
        .toList();
  }

  /** All there is, whatever the result is and whenever it came. */
  List<Map<String, Object>> proofsOf(List<Question> asked, TaskInHand task) {
    return asked.stream()
        .flatMap(
            question -> evidences.of(question.id()).stream().map(one -> proof(question, one, task)))
        .toList();
  }

  private Map<String, Object> proof(Question question, Evidence evidence, TaskInHand task) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ordinal", question.ordinal());
    row.put("said", evidence.said());
    row.put("by", name(evidence.attachedBy()) + ", " + evidence.attachedPost());
    row.put(
        "href",
        evidence
            .attachment()
            .map(file -> "/api/tasks/" + task.id() + "/attachments/" + file)
            .orElse(""));
    return row;
  }

  private String name(OfficialId official) {
    return organization
        .findOfficial(official)
        .map(found -> found.shortName())
        .orElse(official.value());
  }
}
