package ru.tsur.process;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.annotation.PreDestroy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mail server of the tests, with its real protocol. */
@Component
class Smtp {

  final GreenMail server;

  Smtp(@Value("${spring.mail.port}") int port) {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @PreDestroy
  void stop() {
    server.stop();
  }
}
