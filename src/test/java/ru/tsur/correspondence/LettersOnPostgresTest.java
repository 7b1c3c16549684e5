package ru.tsur.correspondence;

import javax.sql.DataSource;

class LettersOnPostgresTest extends LettersTest {

  @Override
  DataSource database() {
    return Databases.postgres();
  }
}
