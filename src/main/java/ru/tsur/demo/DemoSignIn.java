package ru.tsur.demo;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells on the console where to sign in and as whom. */
@Component
@Profile("demo")
class DemoSignIn {

  private static final String WHERE =
      """

      Демонстрация готова: http://localhost:%s   Пароль у всех: demo

        registrar       регистратор ЦУР          executor.roads  исполнитель (Минтрансдор)
        coordinator     координатор ЦУР          approver.roads  согласующий
        centre.head     руководитель ЦУР         signer.roads    подписант
        head.roads      руководитель блока       controller      контролёр
        deputy.infra    заместитель Губернатора  methodologist   методолог
        apparatus       руководитель аппарата    admin           администратор

        Отправленные письма: http://localhost:%s/mail
      """;

  private final Environment environment;

  DemoSignIn(Environment environment) {
    this.environment = environment;
  }

  /** System.out, not the log: a person at the terminal reads it. */
  @EventListener(ApplicationReadyEvent.class)
  void print() {
    String port = environment.getProperty("local.server.port");
    if (port != null) {
      System.out.println(WHERE.formatted(port, port));
    }
  }
}
