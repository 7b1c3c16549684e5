package ru.tsur.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A reason is a class name, or our own words: an exception's message may quote what people wrote.
 */
class FailureReasonTest {

  private static final String STACK =
      """
      org.camunda.bpm.engine.ProcessEngineException: Заявитель Иванов
      \tat org.camunda.bpm.Engine.run(Engine.java:1)
      Caused by: %s: Иванов Иван, ул. Садовая
      \tat ru.tsur.Some.method(Some.java:2)
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.IllegalStateException | IllegalStateException | Ошибка в самой программе. | сообщите разработчикам",
        "org.h2.jdbc.JdbcSQLTimeoutException | JdbcSQLTimeoutException | База данных не выполнила запрос. | Проверьте, что база",
        "java.net.ConnectException | ConnectException | Не удалось связаться с другим сервером. | Проверьте сеть",
        "jakarta.mail.MessagingException | MessagingException | Почтовый сервер не принял письмо. | Проверьте почтовый сервер",
        "org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException | PropertyNotFoundException | Схема обращается к тому, чего в системе нет. | методологу",
        "org.camunda.bpm.engine.OptimisticLockingException | OptimisticLockingException | Два действия с обращением совпали по времени. | Повторите шаг.",
        "org.camunda.bpm.dmn.engine.DmnEngineException | DmnEngineException | Таблица решений не смогла ответить. | методологу"
      })
  void tellsTheRootCauseWithoutItsMessage(String type, String error, String cause, String advice) {
    FailureReason reason = FailureReason.of(STACK.formatted(type));
    assertThat(reason.error()).isEqualTo(error);
    assertThat(reason.cause()).isEqualTo(cause);
    assertThat(reason.advice()).contains(advice).doesNotContain("Иванов");
  }

  @Test
  void knowsAClassAlone() {
    assertThat(FailureReason.of("org.h2.jdbc.JdbcSQLTimeoutException").cause())
        .isEqualTo("База данных не выполнила запрос.");
  }

  @Test
  void tellsOurOwnRefusals() {
    FailureReason reason =
        FailureReason.of(
            "ru.tsur.appeal.AppealRefusals$WrongState: Обращение уже зарегистрировано.\n\tat x");
    assertThat(reason.cause()).isEqualTo("Обращение уже зарегистрировано.");
    assertThat(reason.error()).isEqualTo("WrongState");
  }

  @Test
  void saysWhenNothingIsKnown() {
    assertThat(FailureReason.of(null).cause()).isEqualTo("Причина не записана.");
    assertThat(FailureReason.of(null).advice()).contains("Повторите шаг");
  }
}
