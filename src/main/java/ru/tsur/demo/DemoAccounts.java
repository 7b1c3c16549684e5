package ru.tsur.demo;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import ru.tsur.organization.Organization;
import ru.tsur.security.Accounts;
import ru.tsur.security.Accounts.Kind;

/**
 * Every invented official signs in with the password «demo»; so does the sending system «portal».
 */
@Component
@Profile("demo")
@Order(20)
class DemoAccounts implements ApplicationRunner {

  static final String PASSWORD = "demo";

  /** The sending system of the demo. */
  static final String PORTAL = "portal";

  private final Organization organization;
  private final Accounts accounts;

  DemoAccounts(Organization organization, Accounts accounts) {
    this.organization = organization;
    this.accounts = accounts;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (accounts.any()) {
      return;
    }
    organization
        .officials()
        .forEach(official -> accounts.setPassword(official.id().value(), Kind.OFFICIAL, PASSWORD));
    accounts.setPassword(PORTAL, Kind.SYSTEM, PASSWORD);
  }
}
