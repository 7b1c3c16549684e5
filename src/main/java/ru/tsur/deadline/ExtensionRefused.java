package ru.tsur.deadline;

/** D4: this term cannot be extended by so many days. */
public final class ExtensionRefused extends TermRefusal {

  private static final long serialVersionUID = 1L;

  ExtensionRefused(String message) {
    super(message);
  }
}
