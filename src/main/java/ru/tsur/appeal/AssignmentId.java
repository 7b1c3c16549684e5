package ru.tsur.appeal;

import java.util.UUID;

/** Random id of an assignment. */
public record AssignmentId(UUID value) {

  public static AssignmentId of(String value) {
    return new AssignmentId(UUID.fromString(value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
