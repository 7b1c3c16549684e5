package ru.tsur.organization;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.Resource;

/**
 * One data file: UTF-8 with or without byte order mark, cells parted by comma or semicolon, the
 * first line names the columns. Whatever is wrong becomes a problem with file and line; reading
 * goes on.
 */
final class Sheet {

  private static final DateTimeFormatter RUSSIAN_DAY =
      DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT);

  private final String file;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Long, List<String>> problems = new LinkedHashMap<>();

  /** Reads the file; {@code columns} are those it must have, and no others. */
  Sheet(Resource resource, String file, List<String> columns) {
    this.file = file;
    String text;
    try {
      text = decode(resource);
    } catch (CharacterCodingException e) {
      problem(1, "файл не в кодировке UTF-8");
      return;
    } catch (IOException e) {
      problem(1, "файл не найден или не читается");
      return;
    }
    String header = text.lines().findFirst().orElse("");
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(header.indexOf(';') >= 0 ? ';' : ',')
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .setAllowMissingColumnNames(true)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      List<String> found = parser.getHeaderNames();
      columns.stream()
          .filter(column -> !found.contains(column))
          .forEach(column -> problem(1, "нет колонки «" + column + "»"));
      found.stream()
          .filter(column -> !columns.contains(column))
          .forEach(column -> problem(1, "лишняя колонка «" + column + "»"));
      if (!problems.isEmpty()) {
        return;
      }
      for (CSVRecord cells : parser) {
        long number = parser.getCurrentLineNumber();
        if (cells.isConsistent()) {
          lines.add(new Line(number, cells));
        } else {
          problem(number, "значений " + cells.size() + ", а колонок " + columns.size());
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      problem(1, "файл не разбирается как CSV: проверьте кавычки и повторы колонок");
      return;
    }
    if (lines.isEmpty() && problems.isEmpty()) {
      problem(1, "в файле нет ни одной строки");
    }
  }

  private static String decode(Resource resource) throws IOException {
    byte[] bytes = resource.getContentAsByteArray();
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  List<Line> lines() {
    return lines;
  }

  void problem(long line, String what) {
    problems.computeIfAbsent(line, x -> new ArrayList<>()).add(what);
  }

  /** All problems by line. */
  List<String> problems() {
    return problems.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(at -> at.getValue().stream().map(p -> file + ", строка " + at.getKey() + ": " + p))
        .toList();
  }

  /**
   * Non-empty cells of the column, also of lines that are wrong elsewhere; a repeated one is a
   * problem.
   */
  Set<String> ids(String column, String what) {
    var ids = new HashSet<String>();
    for (Line line : lines) {
      String id = line.cells.get(column);
      if (!id.isEmpty() && !ids.add(id)) {
        line.problem(what + " «" + id + "» уже есть выше");
      }
    }
    return ids;
  }

  /** One line; asking for a cell that is wrong gives a harmless value and makes the line bad. */
  final class Line {
    private final long number;
    private final CSVRecord cells;
    private boolean good = true;

    private Line(long number, CSVRecord cells) {
      this.number = number;
      this.cells = cells;
    }

    long number() {
      return number;
    }

    boolean isGood() {
      return good;
    }

    void problem(String what) {
      good = false;
      Sheet.this.problem(number, what);
    }

    /** The cell as it stands, unchecked. */
    String cell(String column) {
      return cells.get(column);
    }

    String text(String column, int max) {
      String value = cells.get(column);
      if (value.isEmpty()) {
        problem("не заполнена колонка «" + column + "»");
      } else if (value.length() > max) {
        problem("в колонке «" + column + "» больше " + max + " знаков");
      }
      return value;
    }

    Optional<String> optionalText(String column, int max) {
      return cells.get(column).isEmpty() ? Optional.empty() : Optional.of(text(column, max));
    }

    /** A cell of a given form; says {@code hint} if it has another. */
    String id(String column, int max, Predicate<String> form, String hint) {
      String value = text(column, max);
      if (!value.isEmpty() && !form.test(value)) {
        problem("«" + value + "» в колонке «" + column + "»: " + hint);
      }
      return value;
    }

    <E extends Enum<E>> Optional<E> code(String column, Class<E> type, Predicate<E> allowed) {
      String value = text(column, 30);
      List<E> possible = List.of(type.getEnumConstants()).stream().filter(allowed).toList();
      Optional<E> found = possible.stream().filter(e -> e.name().equals(value)).findFirst();
      if (found.isEmpty() && !value.isEmpty()) {
        problem(
            "«"
                + value
                + "» в колонке «"
                + column
                + "»: возможны только "
                + String.join(", ", possible.stream().map(Enum::name).toList()));
      }
      return found;
    }

    Optional<LocalDate> day(String column) {
      String value = cells.get(column);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            value.indexOf('.') >= 0 ? LocalDate.parse(value, RUSSIAN_DAY) : LocalDate.parse(value));
      } catch (DateTimeParseException e) {
        problem(
            "«"
                + value
                + "» в колонке «"
                + column
                + "» – не дата (нужно 2026-01-31 или 31.01.2026)");
        return Optional.empty();
      }
    }
  }
}
