package ru.tsur.organization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The two forms of Russian words that a substitution is told in: «за Иванова», «исполняющий
 * обязанности министра». What the rules do not know stays as it is, in a sentence where that is
 * right.
 */
final class Declension {

  private static final String ACTING = "Исполняющий обязанности ";
  private static final String CONSONANTS = "бвгджзклмнпрстфхцчшщ";
  private static final Set<String> NEVER = Set.of("статс", "вице", "пресс");
  private static final Set<String> POSTS =
      Set.of(
          "министр",
          "заместитель",
          "начальник",
          "руководитель",
          "глава",
          "председатель",
          "директор",
          "секретарь",
          "губернатор",
          "специалист",
          "эксперт",
          "консультант",
          "советник",
          "помощник",
          "референт",
          "инспектор",
          "инженер",
          "врач",
          "юрист",
          "аналитик",
          "менеджер",
          "регистратор",
          "координатор",
          "методолог",
          "контролёр",
          "администратор",
          "уполномоченный");

  private Declension() {}

  /**
   * The surname in the accusative; the patronymic tells the gender, and without one the surname
   * stays.
   *
   * @param name surname, first name, patronymic
   */
  static String accusativeSurname(String name) {
    String[] words = name.strip().split("\\s+");
    String last = words[words.length - 1];
    if (words.length < 3 || !(last.endsWith("ич") || last.endsWith("на"))) {
      return words[0];
    }
    boolean man = last.endsWith("ич");
    return byParts(words[0], man ? Declension::ofMan : Declension::ofWoman);
  }

  private static String ofMan(String surname) {
    if (surname.matches(".*[ыи]х")) {
      return surname;
    }
    if (surname.matches(".*([оы]й|[гкх]ий)")) {
      return cut(surname, 2) + "ого";
    }
    if (surname.endsWith("ий")) {
      return cut(surname, 2) + "его";
    }
    if (surname.matches(".*[йь]")) {
      return cut(surname, 1) + "я";
    }
    if (endsIn(CONSONANTS, surname)) {
      return surname + "а";
    }
    return ofA(surname);
  }

  private static String ofWoman(String surname) {
    return surname.endsWith("ая") ? cut(surname, 2) + "ую" : ofA(surname);
  }

  private static String ofA(String surname) {
    return surname.endsWith("а")
        ? cut(surname, 1) + "у"
        : surname.endsWith("я") ? cut(surname, 1) + "ю" : surname;
  }

  /** «Исполняющий обязанности министра транспорта», the post as it stands under a letter. */
  static String actingAs(String post) {
    if (post.toLowerCase(Locale.ROOT).startsWith(ACTING.toLowerCase(Locale.ROOT))) {
      return post;
    }
    return genitivePost(post)
        .map(genitive -> ACTING + genitive)
        .orElse(ACTING + "по должности «" + post + "»");
  }

  /** Empty if it does not begin with a post that is known. */
  private static Optional<String> genitivePost(String post) {
    // «Заместитель министра, руководитель блока», «Статс-секретарь – заместитель министра»
    String[] heads = post.strip().split("(?<=, | – )");
    var said = new StringBuilder();
    for (int i = 0; i < heads.length; i++) {
      Optional<String> genitive = genitiveHead(heads[i]);
      if (i == 0 && genitive.isEmpty()) {
        return Optional.empty();
      }
      said.append(genitive.orElse(heads[i]));
    }
    return Optional.of(said.toString());
  }

  /** «Первый заместитель министра» → «первого заместителя министра». */
  private static Optional<String> genitiveHead(String head) {
    String[] words = head.split("(?<= )");
    for (int i = 0; i < words.length; i++) {
      String word = words[i].strip().replace(",", "").toLowerCase(Locale.ROOT);
      String rest = words[i].substring(word.length());
      if (Arrays.stream(word.split("-"))
          .allMatch(part -> POSTS.contains(part) || NEVER.contains(part))) {
        words[i] = byParts(word, Declension::genitiveNoun) + rest;
        return Optional.of(String.join("", words));
      }
      if (!word.matches(".*(ый|ой|ий)")) {
        return Optional.empty();
      }
      words[i] = cut(word, 2) + (word.matches(".*[жчшщ]ий") ? "его" : "ого") + rest;
      if (word.endsWith("ющий")) {
        return Optional.of(String.join("", words)); // «заведующий отделом»
      }
    }
    return Optional.empty();
  }

  private static String genitiveNoun(String noun) {
    if (NEVER.contains(noun)) {
      return noun;
    }
    if (noun.endsWith("ый")) {
      return cut(noun, 2) + "ого";
    }
    if (noun.endsWith("ь")) {
      return cut(noun, 1) + "я";
    }
    return noun.endsWith("а") ? cut(noun, 1) + "ы" : noun + "а";
  }

  private static String byParts(String word, UnaryOperator<String> form) {
    return Arrays.stream(word.split("-")).map(form).collect(Collectors.joining("-"));
  }

  private static boolean endsIn(String letters, String word) {
    return !word.isEmpty() && letters.indexOf(word.charAt(word.length() - 1)) >= 0;
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }
}
