package ru.tsur.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The allowlist itself, and docs/security.md, whose table of it is written from it. */
class AllowlistDocumentTest {

  private static final Path DOCUMENT = Path.of("docs/security.md");
  private static final String BEGIN = "<!-- allowlist: written by AllowlistDocumentTest -->\n";
  private static final String END = "<!-- end of the allowlist -->";

  /** Rewrites the table and fails if it was not up to date: look at the change and commit it. */
  @Test
  void theDocumentHasTheRowsOfTheAllowlist() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    String written = document.substring(0, begin) + table() + document.substring(end);
    if (!written.equals(document)) {
      Files.writeString(DOCUMENT, written);
    }
    assertThat(document).as("docs/security.md was out of date and is rewritten").isEqualTo(written);
  }

  private static String table() {
    return Allowlist.ROWS.stream()
        .map(
            row ->
                "| %s | %s | `%s` | %s | %s |\n"
                    .formatted(
                        switch (row.door()) {
                          case ENGINE -> "оба";
                          case REST -> "`/engine-rest`";
                          case WEBAPP -> "`/camunda`";
                        },
                        row.method(),
                        row.path(),
                        row.body().russian,
                        row.why()))
        .collect(
            Collectors.joining(
                "", "| где | метод | путь | что в теле | зачем |\n|---|---|---|---|---|\n", ""));
  }

  /** Each closure names its tests; a test that was renamed or dropped makes this fail. */
  @Test
  void theTestsThatTheDocumentNamesExist() throws IOException {
    var names =
        java.util.regex.Pattern.compile("`([A-Z][A-Za-z]+Test)(?:\\.([a-zA-Z0-9]+))?`")
            .matcher(Files.readString(DOCUMENT));
    int found = 0;
    while (names.find()) {
      found++;
      String type = names.group(1);
      List<Path> sources;
      try (var files = Files.walk(Path.of("src/test/java"))) {
        sources = files.filter(file -> file.endsWith(type + ".java")).toList();
      }
      assertThat(sources).as(type).hasSize(1);
      if (names.group(2) != null) {
        assertThat(Files.readString(sources.get(0))).contains("void " + names.group(2) + "(");
      }
    }
    assertThat(found).isGreaterThan(15);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /engine-rest/task, true",
    "GET, /engine-rest/task/, false",
    "HEAD, /engine-rest/task, true",
    "PUT, /engine-rest/task, false",
    "GET, /camunda/api/engine/engine/default/task/abc/form, true",
    "GET, /camunda/api/engine/engine/other/task/abc/form, false",
    "GET, /camunda/api/engine/engine/default/process-definition/appeal%3A1%3Aabc/xml, true",
    "GET, /camunda/api/engine/engine/default/version, false",
    "GET, /engine-rest/version, true",
    "GET, /engine-rest/app/tasklist/default/, false",
    "GET, /engine-rest/task/a/b, false",
    "GET, /engine-rest/TASK, false",
    "GET, /camunda/app/tasklist/scripts/appeals.js, true",
    "GET, /camunda/app/tasklist/../admin/index.html, false",
    "GET, /camunda/lib/deps.js, true"
  })
  void matchesWholePathsOnly(String method, String path, boolean passes) {
    assertThat(Allowlist.match(method, path).isPresent()).isEqualTo(passes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a;x=1",
        "/a//b",
        "/a/./b",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a%2fb",
        "/a%5Cb",
        "/a\\b",
        "/%61",
        "/a%3bx",
        "/a%252e",
        "/a%00",
        "/.",
        "/..",
        "/a/.."
      })
  void disguisesAreSeen(String path) {
    assertThat(PlainPaths.isDisguised(path)).isTrue();
    assertThat(Allowlist.match("GET", "/engine-rest/task" + path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login",
        "/engine-rest/process-definition/a%3A1%3Ab/xml",
        "/control/files/%D0%BF.csv",
        "/a.b/c.d",
        "/webjars/bootstrap/5.3.8/css/bootstrap.min.css",
        "/a%20b"
      })
  void plainPathsPass(String path) {
    assertThat(PlainPaths.isDisguised(path)).isFalse();
  }
}
