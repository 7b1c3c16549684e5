package ru.tsur.deadline;

import java.util.regex.Pattern;

/** Name of a row of the terms table: {@code T5}, {@code POS_ANSWER}, {@code STEP_SIGN}. */
public record TermId(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

  public TermId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a term id: " + value);
    }
  }

  /** Whether a text could be an id at all. */
  public static boolean isValid(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  /** Whether it is the term of one step of the work: kept for a task, never for an appeal. */
  public boolean isStep() {
    return value.startsWith("STEP_");
  }

  @Override
  public String toString() {
    return value;
  }
}
