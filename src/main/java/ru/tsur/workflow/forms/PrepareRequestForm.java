package ru.tsur.workflow.forms;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.workflow.LetterTexts;
import ru.tsur.workflow.RequestsInProcess;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Подготовить запрос документов»: the letter made from its template and edited, or the request
 * taken back (art. 10 p. 1 п. 2).
 */
@Component
class PrepareRequestForm implements TaskForm {

  private static final List<Option> DECISIONS =
      List.of(
          new Option("YES", "Отправить на подпись"),
          new Option("NO", "Отозвать запрос: документы не нужны"));

  private final RequestsInProcess inProcess;
  private final DocumentRequests requests;
  private final Letters letters;
  private final Dispatch dispatch;
  private final LetterInHand inHand;
  private final LetterTexts texts;
  private final Appeals appeals;
  private final Drafting drafting;

  PrepareRequestForm(
      RequestsInProcess inProcess,
      DocumentRequests requests,
      Letters letters,
      Dispatch dispatch,
      LetterInHand inHand,
      LetterTexts texts,
      Appeals appeals,
      Drafting drafting) {
    this.inProcess = inProcess;
    this.requests = requests;
    this.letters = letters;
    this.dispatch = dispatch;
    this.inHand = inHand;
    this.texts = texts;
    this.appeals = appeals;
    this.drafting = drafting;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_DraftRequest");
  }

  @Override
  public Shown show(TaskInHand task) {
    DocumentRequest request = inProcess.of(task);
    Map<String, Object> values =
        drafting.show(task, () -> texts.documentRequest(appeals.appeal(task.appeal()), request));
    values.put("recipient", request.recipient());
    values.put("wanted", request.wanted());
    values.put("enclosure", request.enclosure().title());
    values.put("note", request.note());
    values.put("way", request.email().map(to -> "электронная почта: " + to).orElse("почта"));
    values.put("prepared", "YES");
    return new Shown(values, Map.of("decisions", DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    DocumentRequest request = inProcess.of(task);
    if (!typed.yes("prepared", "Выберите: отправить на подпись или отозвать запрос.")) {
      inHand
          .find(task)
          .ifPresent(letter -> dispatch.cancel(letter, "Запрос документов отозван.", task.actor()));
      requests.withdrawn(request.id(), task.actor());
      return Map.of("withdrawn", true);
    }
    String text = typed.required("text", "Напишите текст запроса.");
    LetterId letter =
        drafting.write(
            task,
            LetterKind.DOCUMENT_REQUEST.title(),
            text,
            () ->
                letters.startTo(
                    task.appeal(),
                    LetterKind.DOCUMENT_REQUEST,
                    request.tenant().body().orElseThrow(),
                    request.recipient()));
    requests.writtenAs(request.id(), letter.value());
    return Map.of("withdrawn", false, "letter", letter.toString());
  }
}
