package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Email.Verdict;
import ru.tsur.correspondence.Emails;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Проверить, не сообщают ли о преступлении»: an e-mail is no appeal, but a report of a crime is
 * handed on all the same (by the logic of art. 11 p. 1).
 */
@Component
class CheckEmailForm implements TaskForm {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final Emails emails;
  private final Clock clock;

  CheckEmailForm(Emails emails, Clock clock) {
    this.emails = emails;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_CheckEmail");
  }

  @Override
  public Shown show(TaskInHand task) {
    Email email = emails.email(task.appeal().value());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("received", MOMENT.format(email.receivedAt().atZone(clock.getZone())));
    values.put("sender", (email.senderName() + " " + email.sender()).strip());
    values.put("files", emails.filesSaid(email.id()));
    values.put("text", email.text().isEmpty() ? "(письмо без текста)" : email.text());
    values.put("reply", email.reply().said());
    values.put("remark", email.cover().remark());
    values.put("verdict", email.verdict().map(Verdict::name).orElse(""));
    values.put("ground", email.ground());
    values.put("recipient", email.cover().recipient());
    values.put("address", email.cover().address());
    values.put(
        "cover", email.cover().text().isEmpty() ? emails.coverText(email) : email.cover().text());
    return new Shown(
        values,
        Map.of(
            "verdicts",
            List.of(
                new Option(Verdict.HARMLESS.name(), "Нет: письмо закрывается"),
                new Option(Verdict.REPORTS.name(), "Да: передать в компетентный орган"))));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    Verdict verdict = typed.code("verdict", Verdict.class, "Выберите: сообщается или нет.");
    if (verdict == Verdict.HARMLESS) {
      emails.harmless(task.appeal().value(), task.actor());
    } else {
      emails.reports(
          task.appeal().value(),
          typed.required("ground", 2000, "Напишите, о чём сообщается."),
          typed.required("recipient", 300, "Укажите орган, которому передаётся письмо."),
          typed.required("address", 500, "Укажите почтовый адрес органа."),
          typed.required("cover", "Напишите сопроводительное письмо."),
          task.actor());
    }
    return Map.of("verdict", verdict.name());
  }
}
