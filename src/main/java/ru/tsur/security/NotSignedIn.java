package ru.tsur.security;

/** Somebody asked who is signed in where nobody is. */
public class NotSignedIn extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotSignedIn() {
    super("Вход не выполнен.");
  }
}
