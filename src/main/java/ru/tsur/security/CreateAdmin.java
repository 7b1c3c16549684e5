package ru.tsur.security;

import java.io.IOException;
import java.util.function.IntConsumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
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
 * makes the first administrator and exits. Password: {@link CommandLine#password}.
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
    this(appointments, accounts, transaction, CommandLine.exitOf(context));
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
    exit.accept(
        create(
            CommandLine.only(arguments, "login"),
            CommandLine.only(arguments, "name"),
            CommandLine.password()));
  }

  int create(String login, String name, String password) {
    if (CommandLine.refused(login, password)) {
      return CommandLine.REFUSED;
    }
    try {
      transaction.executeWithoutResult(
          status -> {
            appointments.appointAdministrator(
                new OfficialId(login), name == null || name.isBlank() ? login : name);
            accounts.setPassword(login, Accounts.Kind.OFFICIAL, password);
          });
    } catch (AlreadyAppointed | OtherKind taken) {
      return CommandLine.refuse(taken.getMessage());
    }
    System.out.println("Администратор «" + login + "» создан.");
    return 0;
  }
}
