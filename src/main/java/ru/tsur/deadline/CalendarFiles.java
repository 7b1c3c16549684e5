package ru.tsur.deadline;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import ru.tsur.deadline.ProductionCalendar.SpecialDay;

/**
 * Reads and checks the calendar's files: all faults at once, each with its file and line. Used
 * once.
 */
final class CalendarFiles {

  private static final List<String> HEADER = List.of("date", "kind", "note");

  /** Article 112 of the Labour Code; a year that lacks one is a year half written. */
  private static final List<MonthDay> LABOUR_CODE =
      Stream.concat(
              IntStream.rangeClosed(1, 8).mapToObj(day -> MonthDay.of(1, day)),
              Stream.of(
                  MonthDay.of(2, 23),
                  MonthDay.of(3, 8),
                  MonthDay.of(5, 1),
                  MonthDay.of(5, 9),
                  MonthDay.of(6, 12),
                  MonthDay.of(11, 4)))
          .toList();

  private final List<String> faults = new ArrayList<>();
  private final Map<LocalDate, SpecialDay> special = new HashMap<>();
  private final Set<LocalDate> shortened = new HashSet<>();

  ProductionCalendar read(Reader holidays, Reader shortDays, Reader regionalDays, String version) {
    if (version == null
        || version.isBlank()
        || version.length() > ProductionCalendar.LONGEST_VERSION) {
      faults.add("Версия календаря: от 1 до " + ProductionCalendar.LONGEST_VERSION + " знаков.");
    }
    rows(
        "праздники и переносы",
        holidays,
        Set.of("holiday", "transferred_off", "working"),
        this::holiday);
    Set<Integer> years = wholeYears();
    rows(
        "региональные дни",
        regionalDays,
        Set.of("holiday"),
        (day, row) -> regional(day, row, years));
    rows("сокращённые дни", shortDays, Set.of("shortened"), (day, row) -> shortDay(day, years));
    if (!faults.isEmpty()) {
      throw new InvalidCalendar(faults);
    }
    return new ProductionCalendar(version, special, shortened, years, false);
  }

  /** Takes a row; answers what is wrong with it, empty if nothing. */
  private String holiday(LocalDate day, Row row) {
    boolean weekend = ProductionCalendar.isWeekend(day);
    if (row.kind().equals("working") && !weekend) {
      return Russian.day(day) + " и так рабочий день, строка working не нужна";
    }
    if (row.kind().equals("transferred_off") && weekend) {
      return Russian.day(day) + " и так выходной, перенести на него выходной нельзя";
    }
    special.put(day, new SpecialDay(row.kind().equals("working"), row.note()));
    return "";
  }

  private String regional(LocalDate day, Row row, Set<Integer> years) {
    if (!years.contains(day.getYear())) {
      return "нет федерального календаря на " + day.getYear() + " год";
    }
    SpecialDay federal = special.get(day);
    if (federal == null || federal.working()) {
      special.put(day, new SpecialDay(false, row.note()));
    }
    return "";
  }

  private String shortDay(LocalDate day, Set<Integer> years) {
    if (!years.contains(day.getYear())) {
      return "нет федерального календаря на " + day.getYear() + " год";
    }
    SpecialDay found = special.get(day);
    if (found == null ? ProductionCalendar.isWeekend(day) : !found.working()) {
      return Russian.day(day) + " – нерабочий день, сокращённым быть не может";
    }
    shortened.add(day);
    return "";
  }

  private Set<Integer> wholeYears() {
    Set<Integer> years =
        special.keySet().stream()
            .map(LocalDate::getYear)
            .collect(Collectors.toCollection(TreeSet::new));
    if (years.isEmpty() && faults.isEmpty()) {
      faults.add("Праздники и переносы: нет ни одной строки.");
    }
    for (int year : years) {
      List<String> absent =
          LABOUR_CODE.stream()
              .map(day -> day.atYear(year))
              .filter(day -> !special.containsKey(day))
              .map(Russian::date)
              .toList();
      if (!absent.isEmpty()) {
        faults.add(
            "Праздники и переносы: на "
                + year
                + " год нет праздников ст. 112 ТК РФ: "
                + String.join(", ", absent)
                + ".");
      }
    }
    return years;
  }

  private void rows(
      String file, Reader text, Set<String> kinds, BiFunction<LocalDate, Row, String> taker) {
    Map<LocalDate, Long> seen = new HashMap<>();
    try (CSVParser parser =
        CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get().parse(text)) {
      boolean header = true;
      for (CSVRecord cells : parser) {
        long line = parser.getCurrentLineNumber();
        String fault = header ? header(cells) : row(cells, kinds, seen, line, taker);
        header = false;
        if (!fault.isEmpty()) {
          faults.add("Файл «" + file + "», строка " + line + ": " + fault + ".");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(CSVRecord cells) {
    List<String> found = new ArrayList<>(cells.toList());
    found.set(0, found.get(0).replace("\uFEFF", ""));
    return found.equals(HEADER)
        ? ""
        : "первая строка должна быть «date,kind,note», а не «" + String.join(",", found) + "»";
  }

  private static String row(
      CSVRecord cells,
      Set<String> kinds,
      Map<LocalDate, Long> seen,
      long line,
      BiFunction<LocalDate, Row, String> taker) {
    if (cells.size() != HEADER.size()) {
      return "нужны три значения (date,kind,note), а их " + cells.size();
    }
    LocalDate day;
    try {
      day = LocalDate.parse(cells.get(0));
    } catch (DateTimeParseException e) {
      return "«" + cells.get(0) + "» – не дата вида 2026-05-09";
    }
    Row row = new Row(cells.get(1), cells.get(2));
    if (!kinds.contains(row.kind())) {
      return "вид дня «"
          + row.kind()
          + "» неизвестен, можно: "
          + String.join(", ", new TreeSet<>(kinds));
    }
    if (row.note().isEmpty()) {
      return "не указано, почему день такой (note)";
    }
    Long earlier = seen.putIfAbsent(day, line);
    if (earlier != null) {
      return Russian.date(day) + " уже есть в строке " + earlier;
    }
    return taker.apply(day, row);
  }

  private record Row(String kind, String note) {}
}
