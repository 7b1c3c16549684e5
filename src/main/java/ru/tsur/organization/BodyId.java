package ru.tsur.organization;

import java.util.regex.Pattern;

/** Stable technical id of a body; part of tenants and task groups, so without hyphen or dot. */
public record BodyId(String value) implements Comparable<BodyId> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{1,19}");

  /**
   * @throws IllegalArgumentException if the value has not the form of a body id
   */
  public BodyId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a body id: " + value);
    }
  }

  /** Whether {@code new BodyId(value)} would succeed. */
  public static boolean isValid(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(BodyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
