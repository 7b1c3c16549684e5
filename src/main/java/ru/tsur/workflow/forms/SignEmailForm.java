package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Подписать письмо в орган»: to the body that an e-mail about a crime is handed to. */
@Component
class SignEmailForm implements TaskForm {

  private static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final Emails emails;

  SignEmailForm(Emails emails) {
    this.emails = emails;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignEmailCover");
  }

  @Override
  public Shown show(TaskInHand task) {
    Email email = emails.email(task.appeal().value());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("letter", email.cover().letter());
    values.put("digest", email.cover().digest());
    values.put("ground", email.ground());
    values.put("files", emails.filesSaid(email.id()));
    values.put("text", email.text());
    values.put("signed", "YES");
    values.put("remark", "");
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    boolean signed = typed.yes("signed", "Выберите: подписать или вернуть.");
    if (signed) {
      emails.sign(
          task.appeal().value(),
          typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается."),
          task.actor());
    } else {
      emails.giveBack(
          task.appeal().value(),
          typed.required("remark", 4000, "Напишите, что исправить."),
          task.actor());
    }
    return Map.of("signed", signed);
  }
}
