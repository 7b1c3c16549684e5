package ru.tsur.correspondence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import ru.tsur.correspondence.LetterRefusals.UnfitText;

/**
 * A text that a person wrote into a letter, with line ends as {@code \n}, so that the same text
 * from two browsers has one digest.
 */
record LetterText(String value) {

  /** A letter is not longer; an appeal's text is at most 100,000 characters. */
  static final int LONGEST = 200_000;

  /**
   * @param field the form's field, for the refusal
   * @throws UnfitText if it is blank, too long or has control characters
   */
  static LetterText of(String field, String typed) {
    if (typed == null || typed.isBlank()) {
      throw new UnfitText(field, "Напишите текст.");
    }
    if (typed.length() > LONGEST) {
      throw new UnfitText(
          field, "Текст длиннее 200 000 знаков (в нём " + typed.length() + "): сократите его.");
    }
    String text = typed.replace("\r\n", "\n").replace('\r', '\n');
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new UnfitText(field, "В тексте есть недопустимые управляющие символы: уберите их.");
    }
    return new LetterText(text);
  }

  /** SHA-256 of the text in UTF-8. */
  String digest() {
    return digest(value);
  }

  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
