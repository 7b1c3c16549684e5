package ru.tsur.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import ru.tsur.organization.OfficialId;

/** What the account commands of the jar are given and answer. */
final class CommandLine {

  private CommandLine() {}

  /** Exit code of a command that did nothing. */
  static final int REFUSED = 2;

  /** Tells the person at the console why nothing was done. */
  static int refuse(String message) {
    System.err.println(message);
    return REFUSED;
  }

  /** Ends the product with the code that a command came to. */
  static IntConsumer exitOf(ApplicationContext context) {
    return code -> System.exit(SpringApplication.exit(context, () -> code));
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

  /** Says what is wrong with a login or a new password; whether anything is. */
  static boolean refused(String login, String password) {
    if (login == null || !OfficialId.isValid(login)) {
      refuse("Укажите --login=… (строчные латинские буквы, цифры, точка; от 3 знаков).");
      return true;
    }
    var complaint = Passwords.complaint(password, login);
    complaint.ifPresent(
        text ->
            refuse(text + " Задайте пароль в переменной TSUR_PASSWORD или на стандартном входе."));
    return complaint.isPresent();
  }
}
