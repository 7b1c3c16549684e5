package ru.tsur.workflow.steps;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import ru.tsur.correspondence.Emails;

/** Answers an e-mail that is no appeal by telling how to file one (59-ФЗ art. 4 p. 1). */
@Component("explainChannels")
class ExplainChannels implements JavaDelegate {

  private final Emails emails;

  ExplainChannels(Emails emails) {
    this.emails = emails;
  }

  @Override
  public void execute(DelegateExecution execution) {
    emails.explain(UUID.fromString(execution.getProcessBusinessKey()));
  }
}
