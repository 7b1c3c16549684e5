package ru.tsur.correspondence;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Optional;
import ru.tsur.correspondence.LetterRefusals.WrongAddress;

/** Checks of where a letter can go. */
final class Address {

  private static final int LONGEST = 500;

  private Address() {}

  /**
   * The address without surrounding blanks.
   *
   * @throws WrongAddress if the method cannot reach it
   */
  static String checked(DispatchMethod method, String typed) {
    String address = typed == null ? "" : typed.strip();
    boolean fits =
        !address.isEmpty()
            && address.length() <= LONGEST
            && address.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n')
            && (method != DispatchMethod.EMAIL || ofMail(address).isPresent());
    if (!fits) {
      throw new WrongAddress(method);
    }
    return address;
  }

  /**
   * One mailbox as SMTP wants it: a Cyrillic domain in Punycode; empty if it is none, or if the
   * name before «@» is not ASCII (not every server speaks SMTPUTF8).
   */
  static Optional<InternetAddress> ofMail(String address) {
    try {
      int at = address.lastIndexOf('@');
      if (at < 1 || at > 64 || address.length() > 254 || address.startsWith("\"")) {
        return Optional.empty();
      }
      String domain = IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
      var mailbox = new InternetAddress(address.substring(0, at) + "@" + domain, true);
      boolean ascii = mailbox.getAddress().chars().allMatch(c -> c > 0x20 && c < 0x7f);
      boolean bare =
          mailbox.getPersonal() == null && mailbox.getAddress().equals(mailbox.toString());
      return ascii && bare && domain.contains(".") ? Optional.of(mailbox) : Optional.empty();
    } catch (AddressException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
