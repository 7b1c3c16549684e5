package ru.tsur.appeal;

import java.util.Objects;
import java.util.UUID;

/** Random id of an appeal; the business key of all its process instances. */
public record AppealId(UUID value) {

  public AppealId {
    Objects.requireNonNull(value);
  }

  public static AppealId random() {
    return new AppealId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static AppealId of(String value) {
    return new AppealId(UUID.fromString(value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
