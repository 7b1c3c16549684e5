package ru.tsur.organization;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Officials entered by a command instead of the data files: the first administrator of an empty
 * product.
 */
@Component
public class Appointments {

  private final Organization organization;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Appointments(
      Organization organization,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.organization = organization;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Makes the official an administrator as of today; the ЦУР itself is entered if the product is
   * empty.
   *
   * @throws AlreadyAppointed if the login is taken
   */
  public void appointAdministrator(OfficialId login, String name) {
    if (new OrganizationTables(jdbc)
        .read().officials().stream().anyMatch(official -> official.id().equals(login))) {
      throw new AlreadyAppointed(login);
    }
    transaction.executeWithoutResult(
        status -> {
          enterCentre();
          jdbc.sql(
                  """
                  insert into official (id, name, source) values (:login, :name, 'COMMAND')
                  """)
              .param("login", login.value())
              .param("name", name)
              .update();
          jdbc.sql(
                  """
                  insert into official_position (id, official, body, role, title, valid_from, source)
                  values (:id, :login, 'tsur', 'ADMINISTRATOR', 'Администратор', :today, 'COMMAND')
                  """)
              .param("id", "command." + login)
              .param("login", login.value())
              .param("today", LocalDate.now(clock))
              .update();
        });
    organization.refresh();
  }

  private void enterCentre() {
    jdbc.sql(
            """
            insert into body (id, name, short_name, kind)
            select 'tsur', 'Центр управления регионом', 'ЦУР', 'CENTRE'
            where not exists (select 1 from body where id = 'tsur')
            """)
        .update();
  }
}
