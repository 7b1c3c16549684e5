package ru.tsur.workflow;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import ru.tsur.deadline.ProductionCalendar;

/**
 * The production calendar from its data files; {@code tsur.calendar.location} names their folder.
 */
@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {

  @Bean
  ProductionCalendar productionCalendar(
      ResourceLoader files,
      @Value("${tsur.calendar.location:classpath:calendar/}") String folder,
      @Value("${tsur.calendar.version:RU-2024-2027}") String version)
      throws IOException {
    try (Reader holidays = reader(files.getResource(folder + "holidays-RU-2024-2027.csv"));
        Reader shortDays = reader(files.getResource(folder + "short-days-RU-2024-2027.csv"));
        Reader regional = reader(files.getResource(folder + "regional-days.csv"))) {
      return ProductionCalendar.read(holidays, shortDays, regional, version);
    }
  }

  private static Reader reader(Resource file) throws IOException {
    return new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8);
  }
}
