package ru.tsur.appeal;

import java.util.UUID;

/** Random id of a request for documents. */
public record RequestId(UUID value) {

  public static RequestId of(String value) {
    return new RequestId(UUID.fromString(value));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
