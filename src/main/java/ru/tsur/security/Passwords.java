package ru.tsur.security;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept, and which ones are none. */
@Configuration(proxyBeanMethods = false)
class Passwords {

  /** Printed in the README or tried first by everybody; they open the demo and nothing else. */
  private static final Set<String> KNOWN_TO_EVERYBODY =
      Set.of(
          "demo",
          "demo-demo-demo",
          "admin",
          "admin123",
          "administrator",
          "password",
          "password123",
          "qwerty",
          "qwerty123",
          "qwertyuiop12",
          "123456",
          "12345678",
          "123456789012",
          "camunda",
          "changeme",
          "changeme1234",
          "пароль",
          "администратор",
          "secret",
          "tsur");

  private static final int SHORTEST = 12;
  private static final int LONGEST_BYTES = 72; // bcrypt reads no further

  @Bean
  static PasswordEncoder passwordEncoder(@Value("${tsur.password.strength}") int strength) {
    // The prefix lets a later algorithm stand beside this one.
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(strength)));
  }

  /** Whether a right password must be refused because everybody knows it. */
  static boolean isDefault(String password, String login, Environment environment) {
    return !environment.acceptsProfiles(Profiles.of("demo", "test"))
        && (KNOWN_TO_EVERYBODY.contains(password) || password.equals(login));
  }

  /** Russian complaint about a new password; empty if it will do. */
  static Optional<String> complaint(String password, String login) {
    if (password == null || password.length() < SHORTEST) {
      return Optional.of("Пароль короче " + SHORTEST + " знаков.");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      return Optional.of("Пароль длиннее " + LONGEST_BYTES + " байт.");
    }
    if (KNOWN_TO_EVERYBODY.contains(password) || password.contains(login)) {
      return Optional.of("Такой пароль известен всем или содержит логин.");
    }
    return Optional.empty();
  }
}
