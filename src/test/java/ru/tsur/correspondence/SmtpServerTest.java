package ru.tsur.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import ru.tsur.correspondence.MailServer.Mail;
import ru.tsur.correspondence.MailServer.Reply;

class SmtpServerTest {

  private static SmtpServer server(JavaMailSenderImpl settings) {
    return House.smtp(settings, new House.SettableClock());
  }

  private static Mail mail(String to, String text) {
    return new Mail(
        "<1@region.example>",
        Address.ofMail(to).orElseThrow(),
        "Ответ на обращение, исх. № МД-1/2026",
        text);
  }

  @Test
  void aRealServerGetsTheLetterAsItWasSigned() throws Exception {
    var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.start();
    try {
      String text =
          "Уважаемая Анна!\n.\nТочка в строке выше – не конец. «Ёлочки», – и 🚧.\n"
              + "Очень длинная строка. ".repeat(100)
              + "\nКонец.\n";

      Reply reply =
          server(House.mailOn(greenMail.getSmtp().getPort(), House.PATIENT))
              .handOver(mail("anna@почта.рф", text));

      assertThat(reply.outcome()).isEqualTo(DeliveryOutcome.SENT);
      assertThat(reply.words()).startsWith("250");
      MimeMessage[] received = greenMail.getReceivedMessages();
      assertThat(received).hasSize(1);
      MimeMessage message = received[0];
      assertThat(message.getMessageID()).isEqualTo("<1@region.example>");
      assertThat(message.getSubject()).isEqualTo("Ответ на обращение, исх. № МД-1/2026");
      assertThat(message.getFrom()).hasSize(1);
      assertThat(message.getFrom()[0].toString()).contains("tsur@region.example");
      assertThat(message.getAllRecipients()).hasSize(1);
      assertThat(message.getAllRecipients()[0]).hasToString("anna@xn--80a1acny.xn--p1ai");
      assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
      assertThat(message.getSentDate())
          .isEqualTo(Date.from(House.MON_2026_05_18_10_00.toInstant()));
      assertThat(message.getContent().toString().replace("\r\n", "\n")).isEqualTo(text);
    } finally {
      greenMail.stop();
    }
  }

  @Test
  void withoutAServerItIsARetry() {
    assertThat(server(null).handOver(mail("a@example.ru", "x")).outcome())
        .isEqualTo(DeliveryOutcome.RETRY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connectiontimeout", "timeout", "writetimeout"})
  void refusesToStartWithoutTimeouts(String name) {
    for (String value : new String[] {"", "0", "-1", "61000", "soon"}) {
      JavaMailSenderImpl settings = House.mailOn(25, House.PATIENT);
      settings.getJavaMailProperties().setProperty("mail.smtp." + name, value);
      assertThatThrownBy(() -> server(settings))
          .as(value)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("mail.smtp." + name);
    }
  }

  @Test
  void theProductsOwnSettingsAreComplete() {
    var yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yaml"));
    Properties shipped = yaml.getObject();
    var settings = new JavaMailSenderImpl();
    String prefix = "spring.mail.properties.";
    shipped.forEach(
        (name, value) -> {
          if (name.toString().startsWith(prefix)) {
            settings
                .getJavaMailProperties()
                .setProperty(name.toString().substring(prefix.length()), value.toString());
          }
        });
    assertThat(server(settings).longestAttempt())
        .isPositive()
        .isLessThan(Duration.ofMinutes(5)); // the lock of the sending step
    assertThat(shipped.getProperty("tsur.mail.from")).contains("@");
  }
}
