package ru.tsur.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.ApplicationArguments;

/** What the account commands of the jar are given and answer. */
final class CommandLine {

  private CommandLine() {}

  /** Tells the person at the console why nothing was done; the command's exit code. */
  static int refuse(String message) {
    System.err.println(message);
    return 2;
  }

  static String only(ApplicationArguments arguments, String option) {
    List<String> values = arguments.getOptionValues(option);
    return values == null || values.size() != 1 ? null : values.get(0);
  }

  /** From TSUR_PASSWORD or standard input, never from the command line, where everybody sees it. */
  static String password() throws IOException {
    String given = System.getenv("TSUR_PASSWORD");
    if (given != null) {
      return given;
    }
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }

  static int refusePassword(String complaint) {
    return refuse(
        complaint + " Задайте пароль в переменной TSUR_PASSWORD или на стандартном входе.");
  }
}
