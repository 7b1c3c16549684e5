package ru.tsur.workflow;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;

/**
 * {@code ${outcomes…}} of the diagrams: what triage decided beside consideration. Ids and codes
 * only.
 */
@Component("outcomes")
public class OutcomesInProcess {

  private final Outcomes outcomes;
  private final Letters letters;

  OutcomesInProcess(Outcomes outcomes, Letters letters) {
    this.outcomes = outcomes;
    this.letters = letters;
  }

  /** Hand-overs by article 8 (and of anonymous reports, art. 11 p. 1). */
  public List<String> forwarded(DelegateExecution execution) {
    return ids(execution, true);
  }

  /** Refusals of consideration by article 11 and by other laws. */
  public List<String> declined(DelegateExecution execution) {
    return ids(execution, false);
  }

  /** Code of the outcome that the instance is about. */
  public String kind(DelegateExecution execution) {
    return current(execution).kind().name();
  }

  /** Letters that have to leave: the notice first, then the covering ones. */
  public List<String> letters(DelegateExecution execution) {
    Outcome outcome = current(execution);
    return Stream.concat(
            outcome.letter().stream(),
            outcome.recipients().stream().flatMap(to -> to.letter().stream()))
        .map(LetterId::new)
        .filter(
            letter ->
                letters.letter(letter).consignment().orElseThrow().method()
                    != DispatchMethod.CASE_FILE)
        .map(LetterId::toString)
        .toList();
  }

  private List<String> ids(DelegateExecution execution, boolean forwards) {
    return outcomes.of(InProcess.appeal(execution)).stream()
        .filter(outcome -> outcome.kind().forwards() == forwards)
        .filter(outcome -> outcome.doneAt().isEmpty()) // else of a consideration before
        .map(outcome -> outcome.id().toString())
        .toList();
  }

  private Outcome current(DelegateExecution execution) {
    return of(
        outcomes,
        Objects.requireNonNull((String) execution.getVariable("outcome")),
        InProcess.appeal(execution));
  }

  /** An outcome of this appeal; an id of another's is believed by nobody. */
  static Outcome of(Outcomes outcomes, String id, ru.tsur.appeal.AppealId appeal) {
    Outcome found = outcomes.outcome(UUID.fromString(id));
    if (!found.appeal().equals(appeal)) {
      throw new IllegalArgumentException("An outcome of another appeal");
    }
    return found;
  }
}
