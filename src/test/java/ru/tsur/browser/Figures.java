package ru.tsur.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of the desk, printed and written into the guide when all are there. */
final class Figures {

  static final Path GUIDE = Path.of("docs/official.md");

  private static final int ALL = 9;
  private static final String BEGIN = "<!-- figures -->\n";
  private static final String END = "<!-- /figures -->";

  private final Map<String, String> measured = new LinkedHashMap<>();

  void put(String what, Object value) {
    measured.put(what, String.valueOf(value));
  }

  void write() throws IOException {
    StringBuilder table =
        new StringBuilder("| измерено браузерным тестом | значение |\n|---|---|\n");
    measured.forEach(
        (what, value) ->
            table.append("| ").append(what).append(" | ").append(value).append(" |\n"));
    System.out.println(table);
    if (measured.size() == ALL) {
      String text = Files.readString(GUIDE);
      int from = text.indexOf(BEGIN) + BEGIN.length();
      Files.writeString(GUIDE, text.substring(0, from) + table + text.substring(text.indexOf(END)));
    }
  }
}
