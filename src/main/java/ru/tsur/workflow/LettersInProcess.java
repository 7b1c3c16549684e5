package ru.tsur.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;

/** {@code ${letters…}} of the diagrams: how a signed letter leaves. */
@Component("letters")
public class LettersInProcess {

  private final Letters letters;

  LettersInProcess(Letters letters) {
    this.letters = letters;
  }

  /** EMAIL, POST or CABINET. */
  public String method(DelegateExecution execution) {
    return method((String) execution.getVariable("letter"));
  }

  /** The same of a notice beside the letter that the instance is about. */
  public String noticeMethod(DelegateExecution execution) {
    return method((String) execution.getVariable("notice"));
  }

  private String method(String id) {
    LetterId letter = LetterId.of(id);
    return letters.letter(letter).consignment().orElseThrow().method().name();
  }
}
