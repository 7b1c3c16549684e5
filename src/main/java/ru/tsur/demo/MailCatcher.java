package ru.tsur.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Catches all mail of the demo on this machine and shows it on the page «Почта демо»; it is gone at
 * the next start.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class MailCatcher {

  /** Letters to this domain break off: what becomes of them the registrar decides. */
  static final String REFUSED = "@otkaz.example";

  /** A command of the jar may run beside the server: it opens no port. */
  @Bean(destroyMethod = "stop")
  GreenMail greenMail(
      @Value("${spring.mail.port}") int port, @Value("${tsur.command:false}") boolean command) {
    ServerSetup smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    smtp.setServerStartupTimeout(60_000);
    GreenMail mail = new GreenMail(smtp);
    var takes = mail.getUserManager().getMessageDeliveryHandler();
    mail.getUserManager()
        .setMessageDeliveryHandler(
            (message, address) -> {
              if (address.getEmail().endsWith(REFUSED)) {
                throw new IllegalStateException("refused as the demo wants it");
              }
              return takes.handle(message, address);
            });
    if (!command) {
      mail.start();
    }
    return mail;
  }

  /** The page. */
  @Controller
  @Profile("demo")
  static class Page {

    private static final DateTimeFormatter MOMENT =
        DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");

    private final GreenMail mail;
    private final Clock clock;

    Page(GreenMail mail, Clock clock) {
      this.mail = mail;
      this.clock = clock;
    }

    /** A caught letter. */
    public record Caught(String at, String to, String subject, String text) {}

    @GetMapping("/mail")
    String show(Model model) throws MessagingException {
      List<Caught> caught = new ArrayList<>();
      for (MimeMessage message : mail.getReceivedMessages()) {
        caught.add(
            new Caught(
                message.getSentDate() == null
                    ? ""
                    : MOMENT.format(message.getSentDate().toInstant().atZone(clock.getZone())),
                GreenMailUtil.getAddressList(message.getAllRecipients()),
                message.getSubject(),
                text(message)));
      }
      Collections.reverse(caught);
      model.addAttribute("letters", caught);
      return "mail";
    }

    private static String text(MimeMessage message) {
      try {
        return String.valueOf(message.getContent());
      } catch (java.io.IOException | MessagingException e) {
        return "(письмо не читается)";
      }
    }
  }
}
