package ru.tsur.correspondence;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What every letter says about the appeal.
 *
 * @param number registration number of the appeal
 * @param body full name of the body that signs
 */
public record LetterFacts(String number, LocalDate registeredOn, Addressee addressee, String body) {

  public LetterFacts {
    Objects.requireNonNull(number);
    Objects.requireNonNull(registeredOn);
    Objects.requireNonNull(addressee);
    Objects.requireNonNull(body);
  }
}
