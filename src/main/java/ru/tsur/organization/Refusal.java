package ru.tsur.organization;

import java.util.Optional;

/**
 * A rule said no. Subclasses are named after what went wrong and carry facts; the message is
 * Russian, for the person who acted. Each door translates it once: form field, problem+json, CSV
 * row, BPMN error.
 */
public abstract class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final String field;

  protected Refusal(String field, String message) {
    super(message);
    this.field = field;
  }

  protected Refusal(String message) {
    this(null, message);
  }

  /**
   * Path of the field at fault, as in {@code questions.0.theme}; empty when the whole act is
   * refused.
   */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
