package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawal.Decision;
import ru.tsur.appeal.Withdrawal.Ground;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Решить о прекращении» (art. 5 п. 5): what the applicant asks, and what is lawful. Nothing is
 * decided beforehand.
 */
@Component
class DecideWithdrawalForm implements TaskForm {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Withdrawals withdrawals;
  private final WithdrawalInHand inHand;
  private final Letters letters;

  private final LetterFates fates;

  DecideWithdrawalForm(
      Withdrawals withdrawals, WithdrawalInHand inHand, Letters letters, LetterFates fates) {
    this.fates = fates;
    this.withdrawals = withdrawals;
    this.inHand = inHand;
    this.letters = letters;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DecideWithdrawal");
  }

  @Override
  public Shown show(TaskInHand task) {
    Withdrawal asked = inHand.of(task);
    boolean late = isLeaving(task);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("asked", DAY.format(asked.receivedOn()));
    values.put(
        "signatory",
        asked.signatory().isEmpty()
            ? "сам заявитель"
            : "один из подписавших: " + asked.signatory());
    values.put("request", asked.text());
    values.put("late", late);
    values.put("decision", "");
    values.put("ground", "");
    values.put("explanation", "");
    Decision stop = asked.signatory().isEmpty() ? Decision.STOP : Decision.PARTIAL;
    return new Shown(
        values,
        Map.of(
            "decisions",
            (late && stop == Decision.STOP
                    ? Stream.of(Decision.CONTINUE)
                    : Stream.of(stop, Decision.CONTINUE))
                .map(one -> new Option(one.name(), capital(one.title())))
                .toList(),
            "grounds",
            Arrays.stream(Ground.values())
                .filter(ground -> ground != Ground.SIGNED || late)
                .map(ground -> new Option(ground.name(), capital(ground.title())))
                .toList()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    Decision decision =
        typed.code("decision", Decision.class, "Выберите: прекратить или не прекращать.");
    if (decision == Decision.STOP && isLeaving(task)) {
      throw typed.refuse(
          "decision",
          "Письмо уже подписано и отправляется: рассмотрение окончено, прекращать нечего (59-ФЗ, ст. 10 ч. 1 п. 4).");
    }
    Optional<Ground> ground =
        decision == Decision.CONTINUE
            ? Optional.of(
                typed.code(
                    "ground",
                    Ground.class,
                    "Назовите причину закона: без неё просьбу исполняют (59-ФЗ, ст. 5 п. 5)."))
            : Optional.empty();
    if (ground.filter(Ground.SIGNED::equals).isPresent() && !isLeaving(task)) {
      throw typed.refuse("ground", "Письмо ещё не подписано: выберите другую причину.");
    }
    withdrawals.decide(
        inHand.of(task).id(), decision, ground, typed.text("explanation").orElse(""), task.actor());
    return Map.of("decision", decision.name());
  }

  /** A signed letter on the merits, or one by articles 8 and 11, is on its way. */
  private boolean isLeaving(TaskInHand task) {
    return letters.of(task.appeal()).stream()
        .anyMatch(
            letter ->
                letter.state() == LetterState.SIGNED
                    && letter.kind().closes()
                    && !fates.isBack(letter.id()));
  }

  private static String capital(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }
}
