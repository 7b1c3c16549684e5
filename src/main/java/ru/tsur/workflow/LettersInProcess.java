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
    LetterId letter = LetterId.of((String) execution.getVariable("letter"));
    return letters.letter(letter).consignment().orElseThrow().method().name();
  }
}
