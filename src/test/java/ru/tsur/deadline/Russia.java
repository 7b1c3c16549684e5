package ru.tsur.deadline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The calendar that the product ships. */
final class Russia {

  static final Path HOLIDAYS = Path.of("src/main/resources/calendar/holidays-RU-2024-2027.csv");
  static final Path SHORT_DAYS = Path.of("src/main/resources/calendar/short-days-RU-2024-2027.csv");
  static final Path REGIONAL_DAYS = Path.of("src/main/resources/calendar/regional-days.csv");

  static final ProductionCalendar CALENDAR = read();

  private Russia() {}

  private static ProductionCalendar read() {
    try (var holidays = Files.newBufferedReader(HOLIDAYS);
        var shortDays = Files.newBufferedReader(SHORT_DAYS);
        var regional = Files.newBufferedReader(REGIONAL_DAYS)) {
      return ProductionCalendar.read(holidays, shortDays, regional, "RU-2024-2027");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
