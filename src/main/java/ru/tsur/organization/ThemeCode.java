package ru.tsur.organization;

import java.util.regex.Pattern;

/** Code of a theme in the classifier: {@code 0301}, {@code 0003.0008.0086.0555}. */
public record ThemeCode(String value) implements Comparable<ThemeCode> {

  private static final Pattern FORM = Pattern.compile("[0-9]+([.-][0-9]+)*");

  /**
   * @throws IllegalArgumentException if the value has not the form of a theme code
   */
  public ThemeCode {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a theme code: " + value);
    }
  }

  /** Whether {@code new ThemeCode(value)} would succeed. */
  public static boolean isValid(String value) {
    return value != null && value.length() <= 20 && FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(ThemeCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
