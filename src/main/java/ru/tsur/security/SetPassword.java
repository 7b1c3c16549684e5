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
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.OrganizationFiles;

/**
 * {@code java -jar appeals.jar set-password --login=ivanov.i}: lets an official of the files in, or
 * gives him a new password; with {@code --system} a sending system. Password: {@link
 * CommandLine#password}; the official changes it on the page «Сменить пароль».
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class SetPassword implements ApplicationRunner {

  private final Organization organization;
  private final Accounts accounts;
  private final IntConsumer exit;

  /**
   * @param files read before their officials are looked up
   */
  @Autowired
  SetPassword(
      Organization organization,
      OrganizationFiles files,
      Accounts accounts,
      ApplicationContext context) {
    this(organization, accounts, CommandLine.exitOf(context));
  }

  SetPassword(Organization organization, Accounts accounts, IntConsumer exit) {
    this.organization = organization;
    this.accounts = accounts;
    this.exit = exit;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (!arguments.getNonOptionArgs().contains("set-password")) {
      return;
    }
    exit.accept(
        set(
            CommandLine.only(arguments, "login"),
            arguments.containsOption("system"),
            CommandLine.password()));
  }

  int set(String login, boolean system, String password) {
    if (CommandLine.refused(login, password)) {
      return CommandLine.REFUSED;
    }
    var official = organization.findOfficial(new OfficialId(login));
    if (system ? official.isPresent() : official.filter(Official::active).isEmpty()) {
      return CommandLine.refuse(
          system
              ? "Логин «" + login + "» занят сотрудником: внешней системе нужен свой."
              : "Сотрудника «"
                  + login
                  + "» нет в файлах органов; для внешней системы добавьте --system.");
    }
    try {
      accounts.setPassword(login, system ? Accounts.Kind.SYSTEM : Accounts.Kind.OFFICIAL, password);
    } catch (OtherKind taken) {
      return CommandLine.refuse(taken.getMessage());
    }
    System.out.println("Пароль для «" + login + "» задан.");
    return 0;
  }
}
