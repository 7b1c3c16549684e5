package ru.tsur.deadline;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.params.converter.ArgumentConverter;

/** Reads «FRI 2026-05-08» or «FRI 2026-05-08 14:00» in a test table and refuses a wrong weekday. */
final class WithWeekday implements ArgumentConverter {

  @Override
  public Object convert(Object source, ParameterContext context) {
    String[] words = ((String) source).trim().split(" ");
    LocalDate day = LocalDate.parse(words[1]);
    if (!day.getDayOfWeek().name().startsWith(words[0])) {
      throw new IllegalArgumentException(source + " is a " + day.getDayOfWeek());
    }
    Class<?> wanted = context.getParameter().getType();
    Temporal found = wanted == LocalDate.class ? day : LocalDateTime.parse(day + "T" + words[2]);
    return wanted.cast(found);
  }
}
