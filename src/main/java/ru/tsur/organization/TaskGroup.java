package ru.tsur.organization;

import java.util.regex.Pattern;

/**
 * Candidate group of tasks: {@code role@tenant}, or {@code role@block} for the officials of a
 * block. See {@link Role#at}.
 */
public record TaskGroup(String value) implements Comparable<TaskGroup> {

  private static final Pattern FORM =
      Pattern.compile("[a-z]+@[a-z][a-z0-9]{1,19}([.][a-z][a-z0-9]{1,19})?");

  /**
   * @throws IllegalArgumentException if the value has not the form of a task group
   */
  public TaskGroup {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a task group: " + value);
    }
  }

  /** Whether {@code new TaskGroup(value)} would succeed. */
  public static boolean isValid(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  /** The part before the at sign: {@link Role#prefix()}. */
  public Role role() {
    return Role.ofPrefix(value.substring(0, value.indexOf('@')));
  }

  @Override
  public int compareTo(TaskGroup other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
