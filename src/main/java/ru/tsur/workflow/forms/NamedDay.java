package ru.tsur.workflow.forms;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** A day in the text of a letter: «01.08.2026» or «1 августа 2026». */
final class NamedDay {

  private static final DateTimeFormatter FIGURES = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.forLanguageTag("ru"));

  private NamedDay() {}

  static boolean isIn(String text, LocalDate day) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0\\u202f]+", " ");
    return stands(plain, FIGURES.format(day)) || stands(plain, WORDS.format(day));
  }

  private static boolean stands(String text, String day) {
    return Pattern.compile("(?<!\\d)0?" + Pattern.quote(day) + "(?!\\d)").matcher(text).find();
  }

  static String written(LocalDate day) {
    return FIGURES.format(day);
  }
}
