package ru.tsur.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.springframework.stereotype.Component;

/** {@code ${filters…}} of the stored filters: moments in the region's zone. */
@Component("filters")
public class FilterTimes {

  private final Clock clock;

  FilterTimes(Clock clock) {
    this.clock = clock;
  }

  public Date now() {
    return Date.from(clock.instant());
  }

  public Date todayStart() {
    return startOf(0);
  }

  public Date todayEnd() {
    return startOf(1);
  }

  public Date tomorrowEnd() {
    return startOf(2);
  }

  private Date startOf(int daysFromToday) {
    return Date.from(
        LocalDate.now(clock).plusDays(daysFromToday).atStartOfDay(clock.getZone()).toInstant());
  }
}
