package ru.tsur.organization;

import java.util.regex.Pattern;

/** An address of e-mail, as somebody writes it down. */
public final class MailAddress {

  private static final Pattern SHAPE = Pattern.compile("[^@\\s]+@[^@\\s]+[.][^@\\s]+");

  private MailAddress() {}

  /** Whether the text has the shape of one. */
  public static boolean isShaped(String text) {
    return SHAPE.matcher(text).matches();
  }
}
