package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Action;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.RequestsInProcess;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Подписать запрос документов»: exactly the version shown, by another one than its author. */
@Component
class SignRequestForm implements TaskForm {

  private static final List<Option> DECISIONS =
      List.of(new Option("YES", "Подписать"), new Option("NO", "Вернуть с замечаниями"));

  private final RequestsInProcess inProcess;
  private final Letters letters;
  private final LetterInHand inHand;
  private final ShownRemarks remarks;
  private final Acts acts;

  SignRequestForm(
      RequestsInProcess inProcess,
      Letters letters,
      LetterInHand inHand,
      ShownRemarks remarks,
      Acts acts) {
    this.inProcess = inProcess;
    this.letters = letters;
    this.inHand = inHand;
    this.remarks = remarks;
    this.acts = acts;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignRequest");
  }

  @Override
  public Shown show(TaskInHand task) {
    DocumentRequest request = inProcess.of(task);
    LetterId letter = inHand.of(task);
    DraftVersion version = letters.latest(letter).orElseThrow();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", version.text());
    values.put("version", version.version());
    values.put("digest", version.digest());
    values.put("number", "исходящий номер присваивается при подписании");
    values.put("method", method(request).title() + ": " + address(request));
    values.put("decided", "ст. 10 ч. 1 п. 2: запрос документов, " + request.enclosure().title());
    values.put("ground", request.wanted());
    values.put("signed", "YES");
    values.put("remark", "");
    values.put("remarks", remarks.ofLetter(letter));
    values.put("covers", List.of());
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    DocumentRequest request = inProcess.of(task);
    LetterId letter = inHand.of(task);
    boolean signed = typed.yes("signed", "Выберите: подписать или вернуть.");
    int version =
        typed.number("version", "Обновите страницу: неизвестно, какая версия подписывается.");
    if (!signed) {
      letters.remark(
          letter,
          version,
          typed.required("remark", 4000, "Напишите, что исправить."),
          task.actor());
      acts.record(
          task.appeal(),
          task.actor(),
          Action.SIGNING_REFUSED,
          "письмо",
          Map.of("letter", letter.toString()));
      return Map.of("signed", false);
    }
    String digest =
        typed.required("digest", "Обновите страницу: неизвестно, какой текст подписывается.");
    String number =
        letters.sign(letter, version, digest, task.actor(), method(request), address(request));
    acts.record(
        task.appeal(),
        task.actor(),
        Action.SIGNED,
        "письмо",
        Map.of(
            "letter", letter.toString(), "version", version, "digest", digest, "number", number));
    return Map.of("signed", true);
  }

  private static DispatchMethod method(DocumentRequest request) {
    return request.email().isPresent() ? DispatchMethod.EMAIL : DispatchMethod.POST;
  }

  private static String address(DocumentRequest request) {
    return request.email().orElseGet(request::recipient);
  }
}
