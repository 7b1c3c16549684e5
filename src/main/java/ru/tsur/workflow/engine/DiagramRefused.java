package ru.tsur.workflow.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;

/** A deployment contains what {@link DiagramSafety} forbids; nothing of it was deployed. */
public class DiagramRefused extends BadUserRequestException {

  private static final long serialVersionUID = 1L;
  private final transient List<DiagramSafety.Problem> problems;

  DiagramRefused(List<DiagramSafety.Problem> problems) {
    super(
        problems.stream()
            .map(DiagramSafety.Problem::toString)
            .collect(Collectors.joining("\n", "Схема не принята:\n", "")));
    this.problems = List.copyOf(problems);
  }

  public List<DiagramSafety.Problem> problems() {
    return problems;
  }
}
