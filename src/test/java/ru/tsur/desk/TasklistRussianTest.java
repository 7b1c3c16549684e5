package ru.tsur.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Our {@code ru.json} says each text that Tasklist 7.24 has in its {@code en.json}, and says it in
 * Russian.
 */
class TasklistRussianTest {

  private static final String LOCALES = "/META-INF/resources/webjars/camunda/app/tasklist/locales/";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  private final Map<String, String> english = texts("en.json");
  private final Map<String, String> russian = texts("ru.json");

  @Test
  void saysEachTextOfTasklistAndNoOther() {
    assertThat(english).hasSizeGreaterThan(400);
    assertThat(russian.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void saysItInRussian() {
    english.forEach(
        (key, text) -> {
          if (key.startsWith("/labels/") && text.matches(".*[A-Za-z]{2}.*")) {
            assertThat(russian.get(key)).as(key).containsPattern("[А-Яа-яЁё]");
          }
        });
  }

  @Test
  void keepsThePlaceholders() {
    english.forEach(
        (key, text) ->
            assertThat(placeholders(russian.get(key))).as(key).isEqualTo(placeholders(text)));
  }

  @Test
  void leadsToNoOtherHost() {
    assertThat(russian.values()).noneMatch(text -> text.contains("://"));
  }

  private static TreeSet<String> placeholders(String text) {
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Texts by JSON pointer. */
  private static Map<String, String> texts(String file) {
    try (InputStream in = TasklistRussianTest.class.getResourceAsStream(LOCALES + file)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> texts = new TreeMap<>();
      // Camunda's file begins with a byte order mark
      collect(
          "",
          new ObjectMapper().readTree(json.startsWith("\uFEFF") ? json.substring(1) : json),
          texts);
      return texts;
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  private static void collect(String path, JsonNode node, Map<String, String> texts) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), texts));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "/" + i, node.get(i), texts);
      }
    } else {
      texts.put(path, node.asText());
    }
  }
}
