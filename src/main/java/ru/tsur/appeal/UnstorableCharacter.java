package ru.tsur.appeal;

import java.util.Optional;

/**
 * A character that the register cannot keep as it came: U+0000, which PostgreSQL refuses, or half
 * of a surrogate pair, which UTF-8 turns into a question mark.
 */
public record UnstorableCharacter(int code, int position) {

  /** The first one in a text; positions count from one. */
  public static Optional<UnstorableCharacter> in(String text) {
    for (int i = 0; i < text.length(); ) {
      int code = text.codePointAt(i);
      if (code == 0 || code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
        return Optional.of(new UnstorableCharacter(code, i + 1));
      }
      i += Character.charCount(code);
    }
    return Optional.empty();
  }

  /** Russian, for who typed it. */
  public String refusal() {
    return "Недопустимый знак с кодом U+%04X, %d-й по счёту: удалите его."
        .formatted(code, position);
  }
}
