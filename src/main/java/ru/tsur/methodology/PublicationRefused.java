package ru.tsur.methodology;

import java.util.List;
import java.util.stream.Collectors;

/** The gate did not let a set through; nothing of it was deployed. The message is Russian. */
public class PublicationRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  PublicationRefused(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> "– " + problem)
            .collect(Collectors.joining("\n", "Не опубликовано:\n", "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
