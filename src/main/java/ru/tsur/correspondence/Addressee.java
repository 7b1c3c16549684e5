package ru.tsur.correspondence;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * To whom a letter is addressed, as the applicant gave it. Names stay in the nominative: a wrong
 * case would be worse.
 *
 * @param middleName patronymic; the only sign of «Уважаемый» or «Уважаемая» that is sure enough
 * @param address postal or e-mail address, as it shall stand in the letter
 */
public record Addressee(
    String lastName, String firstName, String middleName, String organization, String address) {

  /** A missing part is the empty string, never null. */
  public Addressee {
    lastName = clean(lastName);
    firstName = clean(firstName);
    middleName = clean(middleName);
    organization = clean(organization);
    address = clean(address);
  }

  private static String clean(String part) {
    return Objects.requireNonNullElse(part, "").strip().replaceAll("\\s+", " ");
  }

  /** Organisation, full name and address, each on its line, what is missing left out. */
  List<String> lines() {
    String name = joined(lastName, firstName, middleName);
    return Stream.of(organization, name, address).filter(line -> !line.isEmpty()).toList();
  }

  /** «Уважаемая Анна Петровна!» */
  String salutation() {
    String name = joined(firstName, middleName);
    if (name.isEmpty() && !lastName.isEmpty()) {
      return "Уважаемый (уважаемая) " + lastName + "!";
    }
    if (name.isEmpty()) {
      return organization.isEmpty() ? "Здравствуйте!" : "Уважаемые коллеги!";
    }
    return adjective() + " " + name + "!";
  }

  private String adjective() {
    String patronymic = middleName.toLowerCase(Locale.ROOT);
    if (patronymic.endsWith("вна") || patronymic.endsWith("ична") || patronymic.endsWith("кызы")) {
      return "Уважаемая";
    }
    if (patronymic.endsWith("ич") || patronymic.endsWith("оглы")) {
      return "Уважаемый";
    }
    return "Уважаемый (уважаемая)";
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }
}
