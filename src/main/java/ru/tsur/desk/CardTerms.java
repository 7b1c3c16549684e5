package ru.tsur.desk;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Deadlines.Kept;
import ru.tsur.desk.Card.Row;

/** The terms on the card: by when, why, and whether it was done, is late or how long is left. */
@Component
class CardTerms {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Deadlines deadlines;
  private final Acts acts;
  private final TasksOnDesk desk;

  CardTerms(Deadlines deadlines, Acts acts, TasksOnDesk desk) {
    this.deadlines = deadlines;
    this.acts = acts;
    this.desk = desk;
  }

  List<Row> rows(Appeal appeal) {
    Map<String, Instant> done = completions(appeal);
    Set<String> open = desk.openOf(appeal.id());
    return deadlines.of(appeal.id()).stream()
        .filter(Kept::current)
        .sorted(Comparator.comparing(kept -> !isLaws(kept))) // the law's first
        .map(
            kept ->
                new Row(
                    kept.label() + ", " + kept.article(),
                    "до " + moment(kept.due()) + " · " + standing(kept, appeal, done, open),
                    "Почему эта дата",
                    kept.steps()))
        .toList();
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
                : Optional.ofNullable(done.get(kept.subject())))
            .map(deadlines::local);
    if (fulfilled.isPresent()) {
      return "исполнено "
          + DAY.format(fulfilled.get())
          + (kept.isBreachedOn(fulfilled.get()) ? ", с опозданием" : "");
    }
    if (!isLaws(kept) && !openTasks.contains(kept.subject())) {
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
