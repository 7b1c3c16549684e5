package ru.tsur.appeal;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gapless numbers per year and series: incoming ones of the ЦУР, outgoing ones of each signing
 * body. The row of the series stays locked until the caller's transaction ends, so a rollback gives
 * the number back and nobody overtakes.
 */
@Component
public class NumberSeries {

  private final JdbcClient jdbc;
  private final TransactionTemplate ownTransaction;

  NumberSeries(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Next number of the series as «Г-12/2026». Must run inside the transaction of the act it
   * numbers.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public String next(String series, int year) {
    if (advance(series, year) == 0) {
      open(series, year);
      advance(series, year);
    }
    int number =
        jdbc.sql(
                "select last_number from number_series where series_year = :year and series = :series")
            .param("year", year)
            .param("series", series)
            .query(Integer.class)
            .single();
    return series + "-" + number + "/" + year;
  }

  /**
   * Opens the series at zero, committed by itself: on PostgreSQL a lost race for the first row
   * would otherwise abort the caller's transaction. A series opened by an act that is rolled back
   * stands at zero and leaves no gap.
   */
  private void open(String series, int year) {
    try {
      ownTransaction.executeWithoutResult(
          status ->
              jdbc.sql(
                      "insert into number_series (series_year, series, last_number) values (:year, :series, 0)")
                  .param("year", year)
                  .param("series", series)
                  .update());
    } catch (DuplicateKeyException openedBySomebodyElse) {
      // then it is open, which is all that was wanted
    }
  }

  private int advance(String series, int year) {
    return jdbc.sql(
            "update number_series set last_number = last_number + 1 where series_year = :year and series = :series")
        .param("year", year)
        .param("series", series)
        .update();
  }
}
