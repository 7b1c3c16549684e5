package ru.tsur.methodology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Camunda forms: what Tasklist's form-js 1.8.7 draws, and no way to bring code or markup in. */
final class FormRules {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEWEST_SCHEMA = 16;
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,99}");
  private static final Pattern CODE =
      Pattern.compile("<\\s*[a-z!/]|javascript:|data:text|[$#]\\{|\\bon[a-z]+\\s*=\\s*[\"']");

  /** Drawn by form-js 1.8.7; html and iframe too, but they bring foreign markup. */
  private static final Set<String> DRAWN =
      Set.of(
          "text",
          "textfield",
          "textarea",
          "number",
          "datetime",
          "checkbox",
          "radio",
          "select",
          "checklist",
          "taglist",
          "group",
          "dynamiclist",
          "table",
          "expression",
          "separator",
          "spacer");

  private static final Set<String> FREE_TEXT = Set.of("textfield", "textarea");
  private static final Set<String> WITHOUT_KEY =
      Set.of("text", "group", "dynamiclist", "table", "separator", "spacer");

  private FormRules() {}

  static Optional<JsonNode> read(byte[] content, Findings findings) {
    try {
      JsonNode form = JSON.readTree(content);
      if (form.isObject()) {
        return Optional.of(form);
      }
    } catch (IOException unreadable) {
      // said below
    }
    findings.refuse(
        Findings.WHOLE, "файл не читается как форма (JSON): сохраните его в Camunda Modeler");
    return Optional.empty();
  }

  static void check(JsonNode form, Findings findings) {
    String id = form.path("id").asText();
    if (!id.matches("[A-Za-z][A-Za-z0-9_-]{0,99}")) {
      findings.refuse(Findings.WHOLE, "у формы нет идентификатора: укажите id латинскими буквами");
    }
    JsonNode schema = form.path("schemaVersion");
    if (!schema.isInt() || schema.intValue() > NEWEST_SCHEMA) {
      findings.refuse(
          Findings.WHOLE,
          "версия схемы формы %s, а Tasklist понимает не выше %d: выберите в Modeler платформу Camunda 7.24",
          schema.isMissingNode() ? "не указана" : schema.asText(),
          NEWEST_SCHEMA);
    }
    if (!form.path("components").isArray() || form.path("components").isEmpty()) {
      findings.refuse(Findings.WHOLE, "в форме нет ни одного поля: добавьте поле");
    }
    components(form, findings, new LinkedHashSet<>());
    strings(form, findings, "");
  }

  /** Keys of all fields: what the form sends when it is submitted. */
  static Set<String> keys(JsonNode form) {
    Set<String> keys = new LinkedHashSet<>();
    for (JsonNode component : form.path("components")) {
      String key = component.path("key").asText("");
      if (!key.isEmpty()) {
        keys.add(top(key));
      } else if (component.path("path").isTextual() && !component.path("path").asText().isEmpty()) {
        keys.add(top(component.path("path").asText()));
      } else {
        keys.addAll(keys(component));
      }
    }
    return keys;
  }

  private static String top(String path) {
    return path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
  }

  private static void components(JsonNode parent, Findings findings, Set<String> seen) {
    for (JsonNode component : parent.path("components")) {
      String type = component.path("type").asText("");
      String label = label(component);
      if (!DRAWN.contains(type)) {
        findings.refuse(
            label,
            "поле вида «%s» Tasklist не показывает или оно небезопасно: замените его, допустимы %s",
            type,
            String.join(", ", new java.util.TreeSet<>(DRAWN)));
      } else if (FREE_TEXT.contains(type)) {
        findings.warn(
            label,
            "свободный текст станет переменной процесса: персональных данных в нём быть не должно, лучше список");
      }
      String key = component.path("key").asText("");
      if (!WITHOUT_KEY.contains(type) && !KEY.matcher(key).matches()) {
        findings.refuse(label, "у поля нет ключа: укажите key латинскими буквами");
      }
      if (!key.isEmpty() && !seen.add(key)) {
        findings.refuse(label, "ключ «%s» повторяется: дайте другой", key);
      }
      components(component, findings, seen);
    }
  }

  private static String label(JsonNode component) {
    String id = component.path("id").asText(component.path("key").asText());
    String name = component.path("label").asText("");
    return name.isEmpty() ? "«" + id + "»" : "«%s» (%s)".formatted(name, id);
  }

  private static void strings(JsonNode node, Findings findings, String element) {
    if (node.isTextual() && CODE.matcher(node.asText().toLowerCase(Locale.ROOT)).find()) {
      findings.refuse(
          element, "разметка, ссылки на сценарии и выражения ${…} в форме запрещены: уберите их");
    }
    String here = node.path("type").isTextual() && node.has("id") ? label(node) : element;
    if (node.isArray()) {
      node.forEach(child -> strings(child, findings, here));
    }
    node.properties().forEach(property -> strings(property.getValue(), findings, here));
  }
}
