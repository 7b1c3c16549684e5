package ru.tsur.deadline;

import java.util.List;

/**
 * The calendar's files do not make a calendar; one Russian line for each fault, with the line of
 * the file.
 */
public final class InvalidCalendar extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final List<String> faults;

  public InvalidCalendar(List<String> faults) {
    super("Производственный календарь не принят:\n" + String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
