package ru.tsur.workflow.forms;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.LetterId;
import ru.tsur.workflow.RequestsInProcess;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** «Подписать запрос документов»: exactly the version shown, by another one than its author. */
@Component
class SignRequestForm implements TaskForm {

  private final RequestsInProcess inProcess;
  private final LetterInHand inHand;
  private final Signing signing;

  SignRequestForm(RequestsInProcess inProcess, LetterInHand inHand, Signing signing) {
    this.inProcess = inProcess;
    this.inHand = inHand;
    this.signing = signing;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_SignRequest");
  }

  @Override
  public Shown show(TaskInHand task) {
    DocumentRequest request = inProcess.of(task);
    Map<String, Object> values = signing.show(inHand.of(task), method(request), address(request));
    values.put("decided", "ст. 10 ч. 1 п. 2: запрос документов, " + request.enclosure().title());
    values.put("ground", request.wanted());
    return new Shown(values, Map.of("decisions", Signing.DECISIONS));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    DocumentRequest request = inProcess.of(task);
    LetterId letter = inHand.of(task);
    return Signing.isAgreed(typed)
        ? signing.sign(task, letter, typed, method(request), address(request))
        : signing.giveBack(task, letter, typed);
  }

  private static DispatchMethod method(DocumentRequest request) {
    return request.email().isPresent() ? DispatchMethod.EMAIL : DispatchMethod.POST;
  }

  private static String address(DocumentRequest request) {
    return request.email().orElseGet(request::recipient);
  }
}
