package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.correspondence.DeliveryAttempt;
import ru.tsur.correspondence.DeliveryOutcome;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.correspondence.Outbox;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Решить, что делать с письмом»: correct the address and try again, send by post, or confirm that
 * it arrived.
 */
@Component
class ResolveDeliveryForm implements TaskForm {

  private enum Resolution {
    RETRY,
    POST,
    SENT
  }

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final Letters letters;
  private final LetterInHand inHand;
  private final Outbox outbox;
  private final Dispatch dispatch;
  private final Appeals appeals;
  private final Acts acts;
  private final Clock clock;

  ResolveDeliveryForm(
      Letters letters,
      LetterInHand inHand,
      Outbox outbox,
      Dispatch dispatch,
      Appeals appeals,
      Acts acts,
      Clock clock) {
    this.letters = letters;
    this.inHand = inHand;
    this.outbox = outbox;
    this.dispatch = dispatch;
    this.appeals = appeals;
    this.acts = acts;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ResolveDelivery");
  }

  @Override
  public Shown show(TaskInHand task) {
    LetterId id = letter(task);
    Letter letter = letters.letter(id);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("attempts", outbox.attempts(id).stream().map(this::row).toList());
    values.put("resolution", "");
    values.put("address", letter.consignment().orElseThrow().address());
    values.put("postalAddress", postalAddress(task, letter));
    values.put("evidence", "");
    return new Shown(
        values,
        Map.of(
            "resolutions",
            List.of(
                new Option("RETRY", "Отправить ещё раз по электронной почте"),
                new Option("POST", "Отправить почтой"),
                new Option("SENT", "Письмо дошло, есть подтверждение"))));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId id = letter(task);
    Resolution resolution =
        typed.code("resolution", Resolution.class, "Выберите, что делать с письмом.");
    switch (resolution) {
      case RETRY -> {
        String address = typed.required("address", "Укажите адрес электронной почты.");
        if (!address.equals(letters.letter(id).consignment().orElseThrow().address())) {
          dispatch.correctAddress(id, address, task.actor());
        }
        dispatch.retry(id, task.actor());
      }
      case POST ->
          dispatch.sendOtherwise(
              id,
              DispatchMethod.POST,
              typed.text("postalAddress").orElseGet(() -> postalAddress(task, letters.letter(id))),
              task.actor());
      case SENT ->
          dispatch.confirmSent(
              id,
              typed.required("evidence", 2000, "Напишите, чем это подтверждается."),
              task.actor());
    }
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DELIVERY_RESOLVED,
        "письмо",
        Map.of("letter", id.toString(), "resolution", resolution.name()));
    return Map.of("resolution", resolution.name());
  }

  private Map<String, Object> row(DeliveryAttempt attempt) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("when", MOMENT.format(attempt.startedAt().atZone(clock.getZone())));
    row.put("address", attempt.address());
    row.put("outcome", attempt.outcome().map(DeliveryOutcome::title).orElse("отправляется"));
    row.put("detail", attempt.detail());
    return row;
  }

  /** Of a body its name is all there is of its address. */
  private String postalAddress(TaskInHand task, Letter letter) {
    return letter
        .recipient()
        .orElseGet(() -> appeals.appeal(task.appeal()).applicant().postalAddress());
  }

  private LetterId letter(TaskInHand task) {
    return inHand.of(task);
  }
}
