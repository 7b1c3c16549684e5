package ru.tsur.correspondence;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Sends by the server of {@code spring.mail.*}. The conversation is held here and not by {@link
 * JavaMailSenderImpl#send}, which tells neither the server's words nor whether the final dot was
 * out when the line broke.
 */
@Component
class SmtpServer implements MailServer {

  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Greeting, EHLO twice, STARTTLS, AUTH in three steps, MAIL, RCPT, DATA, final dot, one spare.
   */
  private static final int READS = 12;

  private final JavaMailSenderImpl settings;
  private final InternetAddress from;
  private final Clock clock;
  private final Session session;
  private final Duration longestAttempt;

  SmtpServer(
      ObjectProvider<JavaMailSenderImpl> settings,
      @Value("${tsur.mail.from}") String from,
      Clock clock)
      throws AddressException {
    this.settings = settings.getIfAvailable();
    this.from = new InternetAddress(from, true);
    this.clock = clock;
    if (this.settings == null) {
      session = null;
      longestAttempt = Duration.ZERO;
    } else {
      var properties = new Properties();
      properties.putAll(this.settings.getSession().getProperties());
      // The answer to QUIT tells nothing and would only widen the gap between «250» and our commit.
      properties.setProperty("mail." + protocol() + ".quitwait", "false");
      session = Session.getInstance(properties);
      longestAttempt =
          timeout("connectiontimeout")
              .plus(timeout("timeout").multipliedBy(READS))
              .plus(timeout("writetimeout"));
    }
  }

  private String protocol() {
    return settings.getProtocol() == null ? "smtp" : settings.getProtocol();
  }

  /** JavaMail's own default is to wait for ever. */
  private Duration timeout(String name) {
    String property = "mail." + protocol() + "." + name;
    String value = session.getProperty(property);
    if (value == null || !value.matches("[1-9]\\d{0,5}")) {
      throw new IllegalStateException(
          "spring.mail.properties." + property + " must be set, in milliseconds");
    }
    Duration timeout = Duration.ofMillis(Long.parseLong(value));
    if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalStateException(
          "spring.mail.properties." + property + " must be at most " + LONGEST_TIMEOUT.toMillis());
    }
    return timeout;
  }

  @Override
  public Duration longestAttempt() {
    return longestAttempt;
  }

  @Override
  public Reply handOver(Mail mail) {
    if (settings == null) {
      return new Reply(DeliveryOutcome.RETRY, "Почтовый сервер не настроен (spring.mail.host).");
    }
    Transport line;
    Outgoing message;
    try {
      message = message(mail);
      line = session.getTransport(protocol());
    } catch (MessagingException e) {
      throw new IllegalStateException("Letter " + mail.messageId() + " cannot be written", e);
    }
    try {
      line.connect(
          settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
    } catch (MessagingException e) {
      close(line);
      // Whatever is wrong here is wrong with the server or our settings, not with this letter.
      return new Reply(DeliveryOutcome.RETRY, words(e));
    }
    try {
      line.sendMessage(message, message.getAllRecipients());
      return new Reply(DeliveryOutcome.SENT, lastWords(line));
    } catch (MessagingException e) {
      return new Reply(afterRefusal(code(e), message.bodyIsOut), words(e));
    } finally {
      close(line);
    }
  }

  private Outgoing message(Mail mail) throws MessagingException {
    var message = new Outgoing(session, mail.messageId());
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, mail.to());
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setText(mail.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    if (mail.automatic()) {
      message.setHeader("Auto-Submitted", "auto-replied");
    }
    message.saveChanges();
    return message;
  }

  /**
   * @param code the server's answer; 0 if there was none
   * @param bodyIsOut the whole text went into the line, so the final dot may have too
   */
  private static DeliveryOutcome afterRefusal(int code, boolean bodyIsOut) {
    if (code >= 500) {
      return DeliveryOutcome.FAILED;
    }
    if (code >= 400) {
      return DeliveryOutcome.RETRY;
    }
    return bodyIsOut ? DeliveryOutcome.UNKNOWN : DeliveryOutcome.RETRY;
  }

  private static int code(MessagingException refusal) {
    for (Exception e = refusal; e instanceof MessagingException m; e = m.getNextException()) {
      int code = 0;
      if (e instanceof SMTPAddressFailedException address) {
        code = address.getReturnCode();
      } else if (e instanceof SMTPSenderFailedException sender) {
        code = sender.getReturnCode();
      } else if (e instanceof SMTPSendFailedException send) {
        code = send.getReturnCode();
      }
      if (code >= 400 && code < 600) {
        return code;
      }
    }
    return 0;
  }

  /** The innermost message: the server's own line, or the network's complaint. */
  private static String words(MessagingException refusal) {
    Throwable inner = refusal;
    while (inner instanceof MessagingException m && m.getNextException() != null) {
      inner = m.getNextException();
    }
    String message = inner.getMessage();
    return message == null ? inner.getClass().getSimpleName() : message.strip();
  }

  private static String lastWords(Transport line) {
    String words = line instanceof SMTPTransport smtp ? smtp.getLastServerResponse() : null;
    return words == null ? "250" : words.strip();
  }

  private static void close(Transport line) {
    try {
      line.close();
    } catch (MessagingException e) {
      // What the server said before is the answer; a broken goodbye does not change it.
    }
  }

  /** Keeps its Message-ID and notices when its last byte went into the line. */
  private static final class Outgoing extends MimeMessage {

    private final String messageId;
    private boolean bodyIsOut;

    Outgoing(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      bodyIsOut = true;
    }
  }
}
