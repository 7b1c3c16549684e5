package ru.tsur.security;

import java.time.Duration;
import org.springframework.security.authentication.AccountStatusException;

/** Too many wrong passwords: the next try has to wait, even with the right one. */
class SignInDelayed extends AccountStatusException {

  private static final long serialVersionUID = 1L;
  private final Duration wait;

  SignInDelayed(Duration wait) {
    super("Слишком много неудачных попыток входа.");
    this.wait = wait;
  }

  /** Whole seconds, rounded up. */
  long seconds() {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
