package ru.tsur.correspondence;

import jakarta.mail.internet.InternetAddress;
import java.time.Duration;

/** The outside: a server that takes letters over. Its «no» is an answer, not an exception. */
interface MailServer {

  /**
   * @param messageId with its angle brackets, kept as it is
   * @param automatic written by no person: marked so that no other program answers it (RFC 3834)
   */
  record Mail(
      String messageId, InternetAddress to, String subject, String text, boolean automatic) {

    Mail(String messageId, InternetAddress to, String subject, String text) {
      this(messageId, to, subject, text, false);
    }
  }

  /**
   * @param words what the server said, or why it could not be asked
   */
  record Reply(DeliveryOutcome outcome, String words) {}

  /** Tries once. FAILED only for a refusal that another try will not change. */
  Reply handOver(Mail mail);

  /** No attempt takes longer, unless the server drips its answers byte by byte. */
  Duration longestAttempt();
}
