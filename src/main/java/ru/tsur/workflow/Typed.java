package ru.tsur.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ru.tsur.appeal.UnstorableCharacter;
import ru.tsur.organization.Refusal;

/**
 * Values as an official typed them. Paths in refusals are those of the form: {@code
 * questions.0.theme}.
 */
public final class Typed {

  private final JsonNode node;
  private final String prefix;

  public Typed(JsonNode node) {
    this(node, "");
  }

  private Typed(JsonNode node, String prefix) {
    this.node = node;
    this.prefix = prefix;
  }

  /** A field has no value, or one that cannot be. */
  public static final class FieldRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public FieldRefused(String field, String message) {
      super(field, message);
    }
  }

  public String path(String field) {
    return prefix + field;
  }

  /**
   * @throws FieldRefused if it has a character that cannot be stored
   */
  public Optional<String> text(String field) {
    JsonNode value = node.path(field);
    if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
      return Optional.empty();
    }
    UnstorableCharacter.in(value.asText())
        .ifPresent(
            wrong -> {
              throw refuse(field, wrong.refusal());
            });
    return Optional.of(value.asText().strip());
  }

  public String required(String field, String message) {
    return text(field).orElseThrow(() -> refuse(field, message));
  }

  /** A required text no longer than {@code longest} characters. */
  public String required(String field, int longest, String message) {
    String value = required(field, message);
    if (value.length() > longest) {
      throw refuse(field, "Не длиннее " + longest + " знаков, сейчас " + value.length() + ".");
    }
    return value;
  }

  public <E extends Enum<E>> E code(String field, Class<E> codes, String message) {
    String value = required(field, message);
    for (E code : codes.getEnumConstants()) {
      if (code.name().equals(value)) {
        return code;
      }
    }
    throw refuse(field, message);
  }

  public int number(String field, String message) {
    try {
      return Integer.parseInt(required(field, message));
    } catch (NumberFormatException e) {
      throw refuse(field, message);
    }
  }

  /** A day that must have come already. */
  public LocalDate pastDay(String field, LocalDate today, String message) {
    LocalDate day = day(field, message);
    if (day.isAfter(today)) {
      throw refuse(field, "Эта дата ещё не наступила.");
    }
    return day;
  }

  public LocalDate day(String field, String message) {
    try {
      return LocalDate.parse(required(field, message));
    } catch (DateTimeParseException e) {
      throw refuse(field, "Такой даты нет.");
    }
  }

  /** Whether the official chose yes. */
  public boolean yes(String field, String message) {
    String value = required(field, message);
    if (!value.equals("YES") && !value.equals("NO")) {
      throw refuse(field, message);
    }
    return value.equals("YES");
  }

  public List<Typed> list(String field) {
    List<Typed> rows = new ArrayList<>();
    for (int i = 0; i < node.path(field).size(); i++) {
      rows.add(new Typed(node.path(field).get(i), prefix + field + "." + i + "."));
    }
    return rows;
  }

  public FieldRefused refuse(String field, String message) {
    return new FieldRefused(path(field), message);
  }
}
