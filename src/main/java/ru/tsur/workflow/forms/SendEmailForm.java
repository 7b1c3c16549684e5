package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Отправить письмо в орган»: the registrar records when and under which number. */
@Component
class SendEmailForm implements TaskForm {

  private final Emails emails;
  private final Clock clock;

  SendEmailForm(Emails emails, Clock clock) {
    this.emails = emails;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SendEmailCover");
  }

  @Override
  public Shown show(TaskInHand task) {
    Email email = emails.email(task.appeal().value());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("recipient", email.cover().recipient());
    values.put("address", email.cover().address());
    values.put("document", email.cover().document());
    values.put("text", (email.senderName() + " " + email.sender()).strip() + "\n\n" + email.text());
    values.put("files", emails.filesSaid(email.id()));
    values.put("sentOn", LocalDate.now(clock).toString());
    values.put("dispatchNumber", "");
    return new Shown(values, Map.of());
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String number =
        typed.required("dispatchNumber", 60, "Укажите номер отправки: почтовый идентификатор.");
    try {
      emails.sent(
          task.appeal().value(),
          LocalDate.parse(typed.required("sentOn", "Укажите дату отправки.")),
          number,
          task.actor());
    } catch (DateTimeParseException e) {
      throw typed.refuse("sentOn", "Такой даты нет: укажите день отправки.");
    }
    return Map.of();
  }
}
