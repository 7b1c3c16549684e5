package ru.tsur.methodology;

import java.util.List;

/** Collects what is found in one file. */
record Findings(String file, List<Problem> found) {

  static final String WHOLE = "";

  void refuse(String element, String message, Object... values) {
    found.add(new Problem(file, element, message.formatted(values), false));
  }

  void warn(String element, String message, Object... values) {
    found.add(new Problem(file, element, message.formatted(values), true));
  }
}
