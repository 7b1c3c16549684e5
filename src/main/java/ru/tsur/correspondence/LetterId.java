package ru.tsur.correspondence;

import java.util.Objects;
import java.util.UUID;

/** Random id of a letter. */
public record LetterId(UUID value) {

  public LetterId {
    Objects.requireNonNull(value);
  }

  static LetterId random() {
    return new LetterId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static LetterId of(String value) {
    return new LetterId(UUID.fromString(value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
