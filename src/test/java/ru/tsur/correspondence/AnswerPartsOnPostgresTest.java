package ru.tsur.correspondence;

import javax.sql.DataSource;

class AnswerPartsOnPostgresTest extends AnswerPartsTest {

  @Override
  DataSource database() {
    return Databases.postgres();
  }
}
