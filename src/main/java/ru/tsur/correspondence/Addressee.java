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
 * @param middleName patronymic; the only sure sign of «Уважаемый» or «Уважаемая»
 * @param address postal or e-mail address, as it shall stand in the letter
 * @param collective he gets it for all who signed (59-ФЗ art. 2)
 */
public record Addressee(
    String lastName,
    String firstName,
    String middleName,
    String organization,
    String address,
    boolean collective) {

  /** One applicant for himself or for his organisation. */
  public Addressee(
      String lastName, String firstName, String middleName, String organization, String address) {
    this(lastName, firstName, middleName, organization, address, false);
  }

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
    String forAll = collective ? "(для всех подписавших коллективное обращение)" : "";
    return Stream.of(organization, name, forAll, address).filter(line -> !line.isEmpty()).toList();
  }

  /** «Уважаемая Анна Петровна!»; «Здравствуйте, Ким Ли!» where the patronymic does not tell. */
  String salutation() {
    if (collective) {
      return "Уважаемые заявители!";
    }
    String patronymic = middleName.toLowerCase(Locale.ROOT);
    if (!firstName.isEmpty() && patronymic.matches(".*([вчш]на|кызы)")) {
      return "Уважаемая " + joined(firstName, middleName) + "!";
    }
    if (!firstName.isEmpty() && patronymic.matches(".*(ич|оглы)")) {
      return "Уважаемый " + joined(firstName, middleName) + "!";
    }
    String name = joined(lastName, firstName, middleName);
    if (!name.isEmpty()) {
      return "Здравствуйте, " + name + "!";
    }
    return organization.isEmpty() ? "Здравствуйте!" : "Уважаемые коллеги!";
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }
}
