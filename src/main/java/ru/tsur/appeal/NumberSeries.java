package ru.tsur.appeal;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gapless numbers per year and series: incoming ones of the ЦУР, outgoing ones of each signing body. The row of the series
 * stays locked until the caller's transaction ends, so a rollback gives the number back and nobody overtakes.
 */
@Component
public class NumberSeries {

  private final JdbcClient jdbc;

  NumberSeries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Next number of the series as «П-12/2026». Must run inside the transaction of the act it numbers. */
  @Transactional(propagation = Propagation.MANDATORY)
  public String next(String series, int year) {
    if (advance(series, year) == 0) {
      // The first number of a year: whoever loses the race for the row waits here for the winner and then advances it.
      jdbc.sql(
              """
              insert into number_series (series_year, series, last_number)
              select cast(:year as integer), cast(:series as varchar(20)), 0
              where not exists (select 1 from number_series where series_year = :year and series = :series)
              """)
          .param("year", year)
          .param("series", series)
          .update();
      advance(series, year);
    }
    int number =
        jdbc.sql("select last_number from number_series where series_year = :year and series = :series")
            .param("year", year)
            .param("series", series)
            .query(Integer.class)
            .single();
    return series + "-" + number + "/" + year;
  }

  private int advance(String series, int year) {
    return jdbc.sql(
            "update number_series set last_number = last_number + 1 where series_year = :year and series = :series")
        .param("year", year)
        .param("series", series)
        .update();
  }
}
