package ru.tsur.methodology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * docs/law-map.md is what the diagrams, tables and tests say: {@code -Dlaw.write} writes it anew.
 * An article of the law's list without an element fails.
 */
class LawMapTest {

  private static final Path MAP = Path.of("docs/law-map.md");

  /** Articles of law.md that an element or a row stands for. */
  private static final List<String> LAW =
      List.of(
          "ст. 1 ч. 2",
          "ст. 4 п. 1",
          "ст. 5 п. 1",
          "ст. 5 п. 3",
          "ст. 5 п. 5",
          "ст. 7 ч. 3",
          "ст. 8 ч. 2",
          "ст. 8 ч. 3",
          "ст. 8 ч. 3.1",
          "ст. 8 ч. 4",
          "ст. 8 ч. 5",
          "ст. 8 ч. 6",
          "ст. 8 ч. 7",
          "ст. 9 ч. 1",
          "ст. 9 ч. 2",
          "ст. 10 ч. 1",
          "ст. 10 ч. 2",
          "ст. 10 ч. 3",
          "ст. 10 ч. 4",
          "ст. 11 ч. 1",
          "ст. 11 ч. 2",
          "ст. 11 ч. 3",
          "ст. 11 ч. 4",
          "ст. 11 ч. 4.1",
          "ст. 11 ч. 5",
          "ст. 11 ч. 5.1",
          "ст. 11 ч. 6",
          "ст. 12 ч. 1",
          "ст. 12 ч. 1.1",
          "ст. 12 ч. 2",
          "ст. 13 ч. 3",
          "ст. 13 ч. 4");

  private static FileSet shipped() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (var all = Files.list(Path.of("processes"))) {
      for (Path file : all.toList()) {
        files.put("processes/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    return new FileSet(files);
  }

  @Test
  void everyArticleHasAnElementOfADiagram() throws IOException {
    Set<String> inDiagrams =
        LawMap.of(shipped()).stream()
            .filter(row -> row.file().endsWith(".bpmn"))
            .map(LawMap.Row::article)
            .collect(Collectors.toSet());
    assertThat(inDiagrams).containsAll(LAW);
  }

  @Test
  void aDiagramThatLosesItsArticleLosesItsPlace() throws IOException {
    FileSet set = shipped();
    String file = "processes/declining.bpmn";
    String without =
        new String(set.file(file).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8)
            .replace("ст. 11 ч. 6", "статья");
    assertThat(
            LawMap.of(
                set.with(Map.of(file, without.getBytes(java.nio.charset.StandardCharsets.UTF_8)))))
        .noneMatch(row -> row.article().equals("ст. 11 ч. 6") && row.file().equals(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "По ст. 8 ч. 6 и 7 59-ФЗ | ст. 8 ч. 6;ст. 8 ч. 7",
        "(ст. 8 ч. 3.1), ст. 10 | ст. 8 ч. 3.1;ст. 10",
        "ст. 5 п. 5 59-ФЗ | ст. 5 п. 5",
        "Статья 8 | ''"
      })
  void readsArticles(String text, String articles) {
    assertThat(String.join(";", LawMap.articles(text))).isEqualTo(articles);
  }

  @Test
  void termsAreNamed() throws IOException {
    assertThat(LawMap.of(shipped()))
        .filteredOn(row -> List.of("Task_RedirectWhole", "REDIRECT", "T2").contains(row.id()))
        .isNotEmpty()
        .extracting(LawMap.Row::terms)
        .containsOnly("Переадресация обращения целиком (T2)");
    assertThat(LawMap.of(shipped()))
        .extracting(LawMap.Row::terms)
        .allMatch(terms -> terms.isEmpty() || terms.matches("[А-Я].*"));
  }

  @Test
  void theDocumentIsCurrent() throws IOException {
    String now = document();
    if (System.getProperty("law.write") != null) {
      Files.writeString(MAP, now);
    }
    assertThat(Files.readString(MAP)).as("run with -Dlaw.write").isEqualTo(now);
  }

  private static String document() throws IOException {
    Map<String, Set<String>> tests = tests();
    StringBuilder text =
        new StringBuilder(
            """
            # Where is each article of 59-ФЗ?

            Written by `LawMapTest` (`-Dlaw.write`) from the documentation of the diagrams, the tables and the tests that name
            the element. The same map without tests is the page «Карта закона» (`/law`), of the set that runs.

            | article | element or row | terms | letter | tests |
            |---|---|---|---|---|
            """);
    for (LawMap.Row row : LawMap.of(shipped())) {
      text.append(
          "| %s | `%s` %s (%s) | %s | %s | %s |%n"
              .formatted(
                  row.article(),
                  row.id(),
                  row.name(),
                  row.file().substring(row.file().indexOf('/') + 1),
                  row.terms(),
                  row.letter(),
                  String.join(", ", tests.getOrDefault(row.id(), Set.of()))));
    }
    return text.toString();
  }

  /** Test classes by the id of the element or row that they name. */
  private static Map<String, Set<String>> tests() throws IOException {
    Pattern named =
        Pattern.compile(
            "\\b((?:Task|Event|Call|Gateway|End|Start)_\\w+|T\\d+(?:_[A-Z]+)?|[A-Z]+(?:_[A-Z]+)*)\\b");
    Map<String, Set<String>> tests = new TreeMap<>();
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of("process", "workflow", "deadline", "browser")) {
      try (var all = Files.list(Path.of("src/test/java/ru/tsur", folder))) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    for (Path source : new TreeSet<>(sources)) {
      String name = source.getFileName().toString().replace(".java", "");
      Matcher found = named.matcher(Files.readString(source));
      Set<String> ids = new LinkedHashSet<>();
      while (found.find()) {
        ids.add(found.group(1));
      }
      ids.forEach(id -> tests.computeIfAbsent(id, none -> new TreeSet<>()).add(name));
    }
    return tests;
  }
}
