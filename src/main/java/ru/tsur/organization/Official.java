package ru.tsur.organization;

import java.util.Optional;

/**
 * A person who works in the product.
 *
 * @param name surname, first name, patronymic
 * @param active false: closed, holds no position and does not sign in
 */
public record Official(OfficialId id, String name, Optional<String> email, boolean active) {

  /** «Иванова А. П.» */
  public String shortName() {
    return withInitials(name.strip().split("\\s+")[0]);
  }

  /** «за Иванову А. П.»: what is done in his place. */
  public String inPlace() {
    return "за " + withInitials(Declension.accusativeSurname(name));
  }

  private String withInitials(String surname) {
    String[] words = name.strip().split("\\s+");
    var text = new StringBuilder(surname);
    for (int i = 1; i < words.length; i++) {
      text.append(' ').appendCodePoint(words[i].codePointAt(0)).append('.');
    }
    return text.toString();
  }
}
