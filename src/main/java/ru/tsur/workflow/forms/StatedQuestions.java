package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ru.tsur.appeal.Question;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.ThemeCode;
import ru.tsur.workflow.Typed;

/** The rows {@code questions.N} of the registration and triage forms. */
final class StatedQuestions {

  private static final int PREVIEW = 1000;

  private StatedQuestions() {}

  static Map<String, Object> row(Question question) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", question.id().toString());
    row.put("ordinal", question.ordinal());
    row.put("substance", question.substance());
    row.put("theme", question.theme().map(ThemeCode::value).orElse(""));
    row.put("municipality", question.municipality().map(BodyId::value).orElse(""));
    return row;
  }

  /** An appeal that came without questions: its text is the first one until somebody parts it. */
  static Map<String, Object> empty(String text) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ordinal", 1);
    row.put("substance", text.length() > PREVIEW ? text.substring(0, PREVIEW) : text);
    row.put("theme", "");
    row.put("municipality", "");
    return row;
  }

  static List<Question.Stated> read(Typed typed, boolean themeRequired) {
    return typed.list("questions").stream()
        .map(
            row ->
                new Question.Stated(
                    row.required("substance", "Напишите суть вопроса."),
                    (themeRequired
                            ? java.util.Optional.of(row.required("theme", "Выберите тему вопроса."))
                            : row.text("theme"))
                        .map(code -> theme(row, code)),
                    row.text("municipality").map(code -> body(row, code))))
        .toList();
  }

  private static ThemeCode theme(Typed row, String code) {
    try {
      return new ThemeCode(code);
    } catch (IllegalArgumentException e) {
      throw row.refuse("theme", "Нет такой темы: «" + code + "».");
    }
  }

  private static BodyId body(Typed row, String code) {
    try {
      return new BodyId(code);
    } catch (IllegalArgumentException e) {
      throw row.refuse("municipality", "Нет такого муниципалитета: «" + code + "».");
    }
  }
}
