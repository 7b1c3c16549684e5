package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFate;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Решить, как отправить снова»: a letter came back; the registrar corrects where it goes, sends it
 * by another way, or leaves it in the case because there is nowhere to send it.
 */
@Component
class ResendForm implements TaskForm {

  private enum Resolution {
    POST,
    EMAIL,
    CABINET,
    KEEP
  }

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Letters letters;
  private final LetterInHand inHand;
  private final LetterFates fates;
  private final Dispatch dispatch;
  private final Appeals appeals;
  private final Acts acts;

  ResendForm(
      Letters letters,
      LetterInHand inHand,
      LetterFates fates,
      Dispatch dispatch,
      Appeals appeals,
      Acts acts) {
    this.letters = letters;
    this.inHand = inHand;
    this.fates = fates;
    this.dispatch = dispatch;
    this.appeals = appeals;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_Resend");
  }

  @Override
  public Shown show(TaskInHand task) {
    Letter letter = letters.letter(inHand.of(task));
    LetterFate fate = fates.of(letter.id()).stream().reduce((first, next) -> next).orElseThrow();
    Applicant applicant = appeals.appeal(task.appeal()).applicant();
    Letter.Consignment to = letter.consignment().orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("letter", letter.kind().title() + " № " + letter.signature().orElseThrow().number());
    values.put("gone", fate.method().title() + ": " + fate.address());
    values.put("returned", DAY.format(fate.day()));
    values.put("why", fate.reason());
    values.put("resolution", "");
    values.put(
        "postalAddress",
        to.method() == DispatchMethod.POST ? to.address() : applicant.postalAddress());
    values.put("email", to.method() == DispatchMethod.EMAIL ? to.address() : applicant.email());
    values.put("cabinet", applicant.cabinet());
    values.put("reason", "");
    return new Shown(
        values,
        Map.of(
            "resolutions",
            letter.recipient().isPresent()
                ? List.of(
                    new Option("POST", "Отправить почтой"),
                    new Option("KEEP", "Оставить в деле: отправить некуда"))
                : List.of(
                    new Option("POST", "Отправить почтой"),
                    new Option("EMAIL", "Отправить по электронной почте"),
                    new Option("CABINET", "Отправить в личный кабинет"),
                    new Option("KEEP", "Оставить в деле: отправить некуда"))));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId id = inHand.of(task);
    Letter letter = letters.letter(id);
    Resolution resolution =
        typed.code("resolution", Resolution.class, "Выберите, что делать с письмом.");
    if (letter.recipient().isPresent()
        && resolution != Resolution.POST
        && resolution != Resolution.KEEP) {
      throw typed.refuse("resolution", "Сопроводительное письмо отправляется в орган почтой.");
    }
    switch (resolution) {
      case POST ->
          to(
              letter,
              DispatchMethod.POST,
              typed.required("postalAddress", "Укажите почтовый адрес."),
              task);
      case EMAIL -> {
        to(
            letter,
            DispatchMethod.EMAIL,
            typed.required("email", "Укажите адрес электронной почты."),
            task);
        dispatch.retry(id, task.actor());
      }
      case CABINET ->
          to(
              letter,
              DispatchMethod.CABINET,
              typed.required("cabinet", "Укажите личный кабинет."),
              task);
      case KEEP ->
          fates.keepInCase(
              id,
              typed.required("reason", 2000, "Напишите, почему отправить некуда."),
              task.actor());
    }
    acts.record(
        task.appeal(),
        task.actor(),
        Action.DELIVERY_RESOLVED,
        "письмо",
        Map.of("letter", id.toString(), "resolution", resolution.name()));
    return Map.of("resend", resolution == Resolution.KEEP ? "NO" : "YES");
  }

  private void to(Letter letter, DispatchMethod method, String address, TaskInHand task) {
    Letter.Consignment before = letter.consignment().orElseThrow();
    if (before.method() != method) {
      dispatch.sendOtherwise(letter.id(), method, address, task.actor());
    } else if (!before.address().equals(address)) {
      dispatch.correctAddress(letter.id(), address, task.actor());
    }
  }
}
