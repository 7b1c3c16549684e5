package ru.tsur.appeal;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who appeals and where the answer goes. Absent parts are empty strings. Personal data: never in a
 * process variable.
 */
public record Applicant(
    ApplicantKind kind,
    String lastName,
    String firstName,
    String middleName,
    String organization,
    String postalAddress,
    String email,
    String cabinet,
    String phone) {

  public Applicant {
    Objects.requireNonNull(kind);
    lastName = clean(lastName);
    firstName = clean(firstName);
    middleName = clean(middleName);
    organization = clean(organization);
    postalAddress = clean(postalAddress);
    email = clean(email);
    cabinet = clean(cabinet);
    phone = clean(phone);
  }

  /** «Иванова Анна Петровна», or the organisation's name. */
  public String name() {
    String person =
        Stream.of(lastName, firstName, middleName)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    if (organization.isEmpty()) {
      return person;
    }
    return person.isEmpty() ? organization : organization + " (" + person + ")";
  }

  private static String clean(String part) {
    return part == null ? "" : part.strip();
  }
}
