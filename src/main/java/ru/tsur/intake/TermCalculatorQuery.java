package ru.tsur.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import ru.tsur.deadline.FirstDay;
import ru.tsur.deadline.NonWorkingDay;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.Unit;
import ru.tsur.deadline.WorkingTime;

/**
 * What the calculator is asked. An unknown or repeated parameter is refused, since a slip in its
 * name would silently give another date.
 *
 * @param from local time of the region; midnight when only a date was given
 */
record TermCalculatorQuery(
    LocalDateTime from,
    boolean dateOnly,
    OptionalInt extension,
    Optional<NonWorkingDay> nonWorkingDay,
    Optional<FirstDay> firstDay,
    Optional<Unit> unit,
    Optional<WorkingTime> hours) {

  static final Set<String> PARAMETERS =
      Set.of("from", "extension", "nonWorkingDay", "firstDay", "unit", "hours");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern LOCAL =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");

  /** An unencoded «+» of the offset arrives as a space. */
  private static final Pattern SPACE_FOR_PLUS = Pattern.compile(" (?=\\d{2}(:?\\d{2})?$)");

  /**
   * @throws BadParameter naming the parameter
   */
  static TermCalculatorQuery parse(Map<String, List<String>> parameters, ZoneId zone) {
    for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
      if (!PARAMETERS.contains(each.getKey())) {
        throw new BadParameter(
            each.getKey(),
            "Неизвестный параметр, можно: " + String.join(", ", new TreeSet<>(PARAMETERS)) + ".");
      }
      if (each.getValue().size() > 1) {
        throw new BadParameter(each.getKey(), "Параметр указан больше одного раза.");
      }
    }
    String from =
        value(parameters, "from")
            .orElseThrow(() -> new BadParameter("from", "Укажите дату или дату и время события."));
    return new TermCalculatorQuery(
        moment(from, zone),
        DATE.matcher(from).matches(),
        value(parameters, "extension").map(TermCalculatorQuery::days).orElseGet(OptionalInt::empty),
        constant(parameters, "nonWorkingDay", NonWorkingDay.class),
        constant(parameters, "firstDay", FirstDay.class),
        constant(parameters, "unit", Unit.class),
        constant(parameters, "hours", WorkingTime.class));
  }

  /** The row with what was asked for instead of its own. */
  Term applyTo(Term row) {
    Term term = row;
    term = nonWorkingDay.map(term::withNonWorkingDay).orElse(term);
    term = firstDay.map(term::withFirstDay).orElse(term);
    term = unit.map(term::withUnit).orElse(term);
    return hours.map(term::withHours).orElse(term);
  }

  private static LocalDateTime moment(String text, ZoneId zone) {
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text).atStartOfDay();
      }
      if (LOCAL.matcher(text).matches()) {
        return LocalDateTime.parse(text);
      }
      String withPlus = SPACE_FOR_PLUS.matcher(text).replaceFirst("+");
      return OffsetDateTime.parse(withPlus).atZoneSameInstant(zone).toLocalDateTime();
    } catch (DateTimeException e) {
      throw new BadParameter(
          "from",
          "«"
              + text
              + "» – не дата и не дата со временем вида 2025-12-31, 2025-12-31T14:00, 2025-12-31T14:00+03:00.");
    }
  }

  private static OptionalInt days(String text) {
    if (!text.matches("[+-]?\\d{1,9}")) {
      throw new BadParameter("extension", "«" + text + "» – не целое число дней.");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  private static <E extends Enum<E>> Optional<E> constant(
      Map<String, List<String>> parameters, String name, Class<E> type) {
    return value(parameters, name)
        .map(
            text ->
                Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.name().equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new BadParameter(
                                name,
                                "«"
                                    + text
                                    + "» неизвестно, можно: "
                                    + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                            .map(Enum::name)
                                            .toList())
                                    + ".")));
  }

  /** A field left empty is a field left out. */
  private static Optional<String> value(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** A parameter that cannot be read. */
  static final class BadParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String parameter;

    BadParameter(String parameter, String message) {
      super(message);
      this.parameter = parameter;
    }

    String parameter() {
      return parameter;
    }
  }
}
