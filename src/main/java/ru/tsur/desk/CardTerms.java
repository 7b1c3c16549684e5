package ru.tsur.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.ControlDates.ControlDate;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Deadlines.Kept;
import ru.tsur.desk.Card.Row;

/** The terms on the card: by when, why, and whether it was done, is late or how long is left. */
@Component
class CardTerms {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Deadlines deadlines;
  private final ControlDates controls;
  private final Acts acts;
  private final TasksOnDesk desk;

  CardTerms(Deadlines deadlines, ControlDates controls, Acts acts, TasksOnDesk desk) {
    this.deadlines = deadlines;
    this.controls = controls;
    this.acts = acts;
    this.desk = desk;
  }

  List<Row> rows(Appeal appeal) {
    Map<String, Instant> done = completions(appeal);
    Set<String> open = desk.openOf(appeal.id());
    return Stream.concat(
            controls.of(appeal.id()).map(control -> row(control, appeal)).stream(),
            deadlines.of(appeal.id()).stream()
                .filter(Kept::current)
                .sorted(Comparator.comparing(kept -> !isLaws(kept))) // the law's first
                .map(
                    kept ->
                        new Row(
                            kept.label() + ", " + kept.article(),
                            "до " + moment(kept.due()) + " · " + standing(kept, appeal, done, open),
                            "Почему эта дата",
                            kept.steps())))
        .toList();
  }

  /** The day of the body that sent the appeal on: shown with which of the two comes first. */
  private Row row(ControlDate control, Appeal appeal) {
    boolean earlier =
        deadlines
            .current(appeal.id(), Deadlines.ANSWER)
            .filter(answer -> answer.due().toLocalDate().isBefore(control.due()))
            .isEmpty();
    LocalDate today = deadlines.now().toLocalDate();
    String standing =
        appeal
            .answeredAt()
            .map(deadlines::local)
            .map(at -> "ответ отправлен " + DAY.format(at))
            .orElseGet(
                () ->
                    today.isAfter(control.due())
                        ? "прошёл"
                        : "осталось " + ChronoUnit.DAYS.between(today, control.due()) + " дн.");
    return new Row(
        "Срок, установленный направившим органом: " + control.body(),
        "до "
            + DAY.format(control.due())
            + " · "
            + standing
            + (earlier
                ? " · раньше срока ответа"
                : " · позже срока ответа, действует срок ответа"));
  }

  /** When each task was completed. */
  private Map<String, Instant> completions(Appeal appeal) {
    Map<String, Instant> done = new HashMap<>();
    acts.of(appeal.id()).stream()
        .filter(act -> act.action() == Action.TASK_COMPLETED)
        .forEach(act -> act.task().ifPresent(task -> done.put(task, act.at())));
    return done;
  }

  private String standing(
      Kept kept, Appeal appeal, Map<String, Instant> done, Set<String> openTasks) {
    Optional<LocalDateTime> fulfilled =
        (isLaws(kept)
                ? kept.term().equals(Deadlines.REGISTRATION)
                    ? appeal.registeredAt()
                    : kept.fulfilledAt().or(appeal::answeredAt)
                : kept.fulfilledAt().or(() -> Optional.ofNullable(done.get(kept.subject()))))
            .map(deadlines::local);
    if (fulfilled.isPresent()) {
      return "исполнено "
          + DAY.format(fulfilled.get())
          + (kept.isBreachedOn(fulfilled.get()) ? ", с опозданием" : "");
    }
    if (!isLaws(kept) && !kept.isOwedToUs() && !openTasks.contains(kept.subject())) {
      return "задание отменено";
    }
    if (kept.isBreachedOn(deadlines.now())) {
      return "просрочено";
    }
    long left = ChronoUnit.DAYS.between(deadlines.now().toLocalDate(), kept.due().toLocalDate());
    return left == 0 ? "сегодня последний день" : "осталось " + left + " дн.";
  }

  private static boolean isLaws(Kept kept) {
    return kept.subject().equals("APPEAL");
  }

  private static String moment(LocalDateTime local) {
    return local.getHour() == 23 && local.getMinute() == 59
        ? DAY.format(local)
        : MOMENT.format(local);
  }
}
