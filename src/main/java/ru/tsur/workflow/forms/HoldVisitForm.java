package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Attached;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;
import ru.tsur.workflow.VisitLetters;
import ru.tsur.workflow.VisitsInProcess;

/** «Провести выезд и приложить акт» (art. 9 p. 2): held with an act, put off, or cancelled. */
@Component
class HoldVisitForm implements TaskForm {

  /** How the task ends; codes that the diagram asks about. */
  private enum Result {
    HELD("Выезд проведён"),
    POSTPONED("Перенести на другой день"),
    CANCELLED("Отменить выезд");

    private final String title;

    Result(String title) {
      this.title = title;
    }
  }

  private static final List<Option> YES_NO =
      List.of(new Option("YES", "Да"), new Option("NO", "Нет"));

  private final VisitsInProcess inProcess;
  private final Visits visits;
  private final VisitLetters invitations;
  private final Letters letters;
  private final Clock clock;

  HoldVisitForm(
      VisitsInProcess inProcess,
      Visits visits,
      VisitLetters invitations,
      Letters letters,
      Clock clock) {
    this.inProcess = inProcess;
    this.visits = visits;
    this.invitations = invitations;
    this.letters = letters;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_HoldVisit");
  }

  @Override
  public Shown show(TaskInHand task) {
    Visit visit = inProcess.of(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("said", visit.said());
    values.put("participants", visit.participants());
    values.put("invitation", invitation(visit));
    values.put("sent", isSent(visit));
    values.put("late", visit.lateAt().isPresent());
    values.put("result", Result.HELD.name());
    values.put("heldOn", LocalDate.now(clock).toString());
    values.put("present", visit.participants());
    values.put("applicantCame", "");
    values.put("found", "");
    values.put("newDay", "");
    values.put("newTime", visit.time());
    values.put("reason", "");
    values.put("acts", List.of(Map.of("visit", visit.id().toString(), "files", files(visit))));
    return new Shown(
        values,
        Map.of(
            "results", Choices.titles(Result.values(), result -> result.title), "yesno", YES_NO));
  }

  /** What the applicant knows of it. */
  private String invitation(Visit visit) {
    if (!visit.invited()) {
      return "не приглашён";
    }
    return visit
        .letter()
        .map(id -> letters.letter(new LetterId(id)).state())
        .map(
            state ->
                state == LetterState.SENT
                    ? "приглашён, письмо отправлено"
                    : state == LetterState.CANCELLED
                        ? "приглашение не отправлено: сообщите заявителю иначе или перенесите выезд"
                        : "приглашение готовится к отправке")
        .orElse("приглашение готовится к отправке");
  }

  private boolean isSent(Visit visit) {
    return visit
        .letter()
        .filter(id -> letters.letter(new LetterId(id)).state() == LetterState.SENT)
        .isPresent();
  }

  private String files(Visit visit) {
    return visits.files(visit.id()).stream().map(Attached::name).collect(Collectors.joining("; "));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    Visit visit = inProcess.of(task);
    Result result = typed.code("result", Result.class, "Выберите, чем закончился выезд.");
    String letter = "";
    switch (result) {
      case HELD -> {
        visits.held(
            visit.id(),
            new Visits.Report(
                typed.day("heldOn", "Укажите день выезда."),
                typed.required("present", 1000, "Напишите, кто был на месте."),
                typed.yes("applicantCame", "Укажите, участвовал ли заявитель."),
                typed.required("found", 4000, "Напишите, что установлено.")),
            task.actor());
        invitations.takeBack(visit, "Выезд уже проведён.", task.actor());
      }
      case POSTPONED -> {
        invitations.takeBack(visit, "Выезд перенесён.", task.actor());
        visits.moved(
            visit.id(),
            typed.day("newDay", "Укажите новый день."),
            typed.required("newTime", 5, "Укажите время."),
            typed.required("reason", 1000, "Напишите, почему выезд переносится."),
            task.actor());
        if (visit.invited()) {
          letter = invitations.invite(visits.visit(visit.id()), task.actor()).toString();
        }
      }
      case CANCELLED -> {
        visits.cancelled(
            visit.id(),
            typed.required("reason", 1000, "Напишите, почему выезд отменён."),
            task.actor());
        invitations.takeBack(visit, "Выезд отменён.", task.actor());
      }
    }
    return Map.of("visitResult", result.name(), "letter", letter);
  }

  @Override
  public Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    Visit visit = inProcess.of(task);
    visits.attach(visit.id(), name, content, task.actor());
    return Map.of("files", files(visit));
  }
}
