package ru.tsur.appeal;

import java.util.UUID;

/** Random id of a request to extend the term. */
public record ExtensionId(UUID value) {

  public static ExtensionId of(String value) {
    return new ExtensionId(UUID.fromString(value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
