package ru.tsur.organization;

import java.util.regex.Pattern;

/** Id of an official and his login. */
public record OfficialId(String value) implements Comparable<OfficialId> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9.]{3,40}");

  /**
   * @throws IllegalArgumentException if the value has not the form of a login
   */
  public OfficialId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a login: " + value);
    }
  }

  /** Whether {@code new OfficialId(value)} would succeed. */
  public static boolean isValid(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(OfficialId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
