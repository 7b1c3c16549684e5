package ru.tsur.appeal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
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

  private static final Pattern RUSSIAN_DOMAIN = Pattern.compile(".+\\.(ru|рф|xn--p1ai|su)");

  /** Letters of any language, and what stands between the parts of a name. */
  private static final Pattern PART_OF_A_NAME = Pattern.compile("[\\p{L}\\p{M} .,'’()–-]*");

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

  /**
   * What whoever enters it is told, without being refused: art. 11 p. 1 decides later, and whether
   * an electronic address has to be of the Russian national domains is not settled (art. 7 p. 3).
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (kind == ApplicantKind.UNNAMED) {
      warnings.add(
          "Нет фамилии или адреса: обращение регистрируется (59-ФЗ, ст. 8 ч. 2), но ответ на него не даётся (ст. 11 ч. 1).");
    }
    if (Stream.of(lastName, firstName, middleName)
        .anyMatch(part -> !PART_OF_A_NAME.matcher(part).matches())) {
      warnings.add(
          "В фамилии, имени или отчестве – не только буквы: проверьте, так ли подписано обращение (59-ФЗ, ст. 7 ч. 1).");
    }
    if (!email.isEmpty() && !RUSSIAN_DOMAIN.matcher(email.toLowerCase(Locale.ROOT)).matches()) {
      warnings.add(
          "Адрес электронной почты не в российской национальной доменной зоне (.ru, .рф, .su): уточните у заявителя другой адрес (59-ФЗ, ст. 7 ч. 3).");
    }
    return warnings;
  }

  private static String clean(String part) {
    return part == null ? "" : part.strip();
  }
}
