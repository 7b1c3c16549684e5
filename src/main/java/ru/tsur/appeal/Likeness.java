package ru.tsur.appeal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How much two texts are alike: Jaccard similarity of their sets of trigrams, letters and digits
 * only, whatever the case. A well-known measure that stands typing errors and moved sentences.
 */
final class Likeness {

  /** Longer texts are compared by their beginning. */
  private static final int LONGEST = 20_000;

  private Likeness() {}

  /**
   * @return 0: nothing in common, 1: the same
   */
  static double of(String one, String other) {
    Set<String> first = trigrams(one);
    Set<String> second = trigrams(other);
    if (first.isEmpty() || second.isEmpty()) {
      return 0;
    }
    int both = 0;
    for (String gram : first) {
      both += second.contains(gram) ? 1 : 0;
    }
    return both / (double) (first.size() + second.size() - both);
  }

  /** «Ёлкина-Палкина» and «елкина палкина» are one name. */
  static String normal(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace('ё', 'е')
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private static Set<String> trigrams(String text) {
    String normal = normal(text.substring(0, Math.min(text.length(), LONGEST)));
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + 3 <= normal.length(); i++) {
      grams.add(normal.substring(i, i + 3));
    }
    return grams;
  }
}
