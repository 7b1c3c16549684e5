package ru.tsur.deadline;

/** A rule of terms said no. The message is Russian, for the person who asked. */
public abstract sealed class TermRefusal extends RuntimeException
    permits CalendarMissing, ExtensionRefused, TermWithoutLength, UnknownTerm {

  private static final long serialVersionUID = 1L;

  TermRefusal(String message) {
    super(message);
  }
}
