package ru.tsur.organization;

import java.util.List;

/** The data files of the organization have problems; nothing of them was written. */
public class OrganizationFilesRefused extends Refusal {

  private static final long serialVersionUID = 1L;
  private final List<String> problems;

  OrganizationFilesRefused(List<String> problems) {
    super("Файлы организации не приняты:\n" + String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All of them, in the order of files and lines: «bodies.csv, строка 12: …». */
  public List<String> problems() {
    return problems;
  }
}
