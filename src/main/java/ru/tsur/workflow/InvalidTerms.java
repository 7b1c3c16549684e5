package ru.tsur.workflow;

import java.util.List;

/** A terms table that cannot be read; one Russian line for each fault, with row and column. */
public final class InvalidTerms extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final List<String> faults;

  InvalidTerms(List<String> faults) {
    super("Таблица сроков не принята:\n" + String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
