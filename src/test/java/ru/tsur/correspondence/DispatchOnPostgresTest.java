package ru.tsur.correspondence;

import javax.sql.DataSource;

class DispatchOnPostgresTest extends DispatchTest {

  @Override
  DataSource database() {
    return Databases.postgres();
  }
}
