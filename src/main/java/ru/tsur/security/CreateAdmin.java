package ru.tsur.security;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.organization.AlreadyAppointed;
import ru.tsur.organization.Appointments;
import ru.tsur.organization.OfficialId;

/**
 * {@code java -jar appeals.jar create-admin --login=ivanov.i [--name="Иванов Иван Иванович"]}:
 * makes the first administrator and exits. The password comes from the environment
 * (TSUR_ADMIN_PASSWORD) or from standard input, never from the command line, where everybody sees
 * it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CreateAdmin implements ApplicationRunner {

  private final Appointments appointments;
  private final Accounts accounts;
  private final TransactionTemplate transaction;
  private final IntConsumer exit;

  @Autowired
  CreateAdmin(
      Appointments appointments,
      Accounts accounts,
      TransactionTemplate transaction,
      ApplicationContext context) {
    this(
        appointments,
        accounts,
        transaction,
        code -> System.exit(SpringApplication.exit(context, () -> code)));
  }

  CreateAdmin(
      Appointments appointments,
      Accounts accounts,
      TransactionTemplate transaction,
      IntConsumer exit) {
    this.appointments = appointments;
    this.accounts = accounts;
    this.transaction = transaction;
    this.exit = exit;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (!arguments.getNonOptionArgs().contains("create-admin")) {
      return;
    }
    exit.accept(create(only(arguments, "login"), only(arguments, "name"), password()));
  }

  int create(String login, String name, String password) {
    if (login == null || !OfficialId.isValid(login)) {
      return refuse("Укажите --login=… (строчные латинские буквы, цифры, точка; от 3 знаков).");
    }
    var complaint = Passwords.complaint(password, login);
    if (complaint.isPresent()) {
      return refuse(
          complaint.get()
              + " Задайте пароль в переменной TSUR_ADMIN_PASSWORD или на стандартном входе.");
    }
    try {
      transaction.executeWithoutResult(
          status -> {
            appointments.appointAdministrator(
                new OfficialId(login), name == null || name.isBlank() ? login : name);
            accounts.setPassword(login, Accounts.Kind.OFFICIAL, password);
          });
    } catch (AlreadyAppointed taken) {
      return refuse("Логин «" + login + "» уже занят.");
    }
    System.out.println("Администратор «" + login + "» создан.");
    return 0;
  }

  private static int refuse(String message) {
    System.err.println(message);
    return 2;
  }

  private static String only(ApplicationArguments arguments, String option) {
    List<String> values = arguments.getOptionValues(option);
    return values == null || values.size() != 1 ? null : values.get(0);
  }

  private static String password() throws IOException {
    String given = System.getenv("TSUR_ADMIN_PASSWORD");
    if (given != null) {
      return given;
    }
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
  }
}
