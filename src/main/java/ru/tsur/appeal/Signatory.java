package ru.tsur.appeal;

import java.util.Objects;

/** One of those who signed a collective appeal (59-ФЗ art. 2); the address may be empty. */
public record Signatory(String name, String address) {

  public Signatory {
    name = Objects.requireNonNullElse(name, "").strip().replaceAll("\\s+", " ");
    address = Objects.requireNonNullElse(address, "").strip().replaceAll("\\s+", " ");
  }
}
