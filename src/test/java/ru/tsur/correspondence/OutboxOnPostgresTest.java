package ru.tsur.correspondence;

import javax.sql.DataSource;

class OutboxOnPostgresTest extends OutboxTest {

  @Override
  DataSource database() {
    return Databases.postgres();
  }
}
