package ru.tsur.organization;

import java.util.regex.Pattern;

/** Stable technical id of a block, as in {@code roads}; part of tenants and task groups. */
public record BlockId(String value) implements Comparable<BlockId> {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{1,19}");

  /**
   * @throws IllegalArgumentException if the value has not the form of a block id
   */
  public BlockId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a block id: " + value);
    }
  }

  /** Whether {@code new BlockId(value)} would succeed. */
  public static boolean isValid(String value) {
    return value != null && FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(BlockId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
