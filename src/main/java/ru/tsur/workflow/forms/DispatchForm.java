package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Отправить почтой или в личный кабинет»: the registrar records date and register number of the
 * dispatch.
 */
@Component
class DispatchForm implements TaskForm {

  /** What a registrar sends by hand, in the order of the form. */
  private static final List<DispatchMethod> BY_HAND =
      List.of(DispatchMethod.POST, DispatchMethod.CABINET);

  private final Letters letters;
  private final LetterInHand inHand;
  private final Dispatch dispatch;
  private final Appeals appeals;
  private final Acts acts;
  private final Clock clock;

  DispatchForm(
      Letters letters,
      LetterInHand inHand,
      Dispatch dispatch,
      Appeals appeals,
      Acts acts,
      Clock clock) {
    this.letters = letters;
    this.inHand = inHand;
    this.dispatch = dispatch;
    this.appeals = appeals;
    this.acts = acts;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DispatchByPost");
  }

  @Override
  public Shown show(TaskInHand task) {
    Letter letter = letters.letter(inHand.of(task));
    Letter.Consignment consignment = letter.consignment().orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("address", consignment.address());
    values.put("number", letter.signature().orElseThrow().number());
    values.put("document", letter.signature().orElseThrow().document());
    values.put("method", consignment.method().name());
    values.put("sentOn", LocalDate.now(clock).toString());
    values.put("dispatchNumber", "");
    return new Shown(
        values,
        Map.of(
            "methods",
            methods(task, letter).stream()
                .map(method -> new Option(method.name(), StringUtils.capitalize(method.title())))
                .toList()));
  }

  /** Those that there is an address for: a body gets its covering letter by post. */
  private List<DispatchMethod> methods(TaskInHand task, Letter letter) {
    Applicant applicant = appeals.appeal(task.appeal()).applicant();
    DispatchMethod signedFor = letter.consignment().orElseThrow().method();
    return BY_HAND.stream()
        .filter(
            method ->
                method == signedFor
                    || letter.recipient().isEmpty() && !address(applicant, method).isEmpty())
        .toList();
  }

  private static String address(Applicant applicant, DispatchMethod method) {
    return method == DispatchMethod.POST ? applicant.postalAddress() : applicant.cabinet();
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    LetterId letter = inHand.of(task);
    DispatchMethod method = typed.code("method", DispatchMethod.class, "Выберите способ отправки.");
    if (!methods(task, letters.letter(letter)).contains(method)) {
      throw typed.refuse(
          "method", "Так отправить нельзя: такого адреса нет. Выберите способ из списка.");
    }
    String number =
        typed.required(
            "dispatchNumber",
            "Укажите номер отправки: почтовый идентификатор или номер в кабинете.");
    dispatch.recordDispatch(
        letter, method, address(task, letter, method), sentOn(typed), number, task.actor());
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SENT,
        "письмо",
        Map.of("letter", letter.toString(), "method", method.name(), "number", number));
    return Map.of("delivery", "SENT");
  }

  /** Null while the method stays: then the address does too. */
  private String address(TaskInHand task, LetterId letter, DispatchMethod method) {
    if (letters.letter(letter).consignment().orElseThrow().method() == method) {
      return null;
    }
    return address(appeals.appeal(task.appeal()).applicant(), method);
  }

  private static LocalDate sentOn(Typed typed) {
    try {
      return LocalDate.parse(typed.required("sentOn", "Укажите дату отправки."));
    } catch (DateTimeParseException e) {
      throw typed.refuse("sentOn", "Такой даты нет: укажите день отправки.");
    }
  }
}
