package ru.tsur.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A reason is a class name, or our own words: an exception's message may quote what people wrote.
 */
class FailureReasonTest {

  @Test
  void tellsTheRootCauseWithoutItsMessage() {
    assertThat(
            Failures.reason(
                """
                org.camunda.bpm.engine.ProcessEngineException: Заявитель Иванов
                \tat org.camunda.bpm.Engine.run(Engine.java:1)
                Caused by: java.lang.IllegalStateException: Иванов Иван, ул. Садовая
                \tat ru.tsur.Some.method(Some.java:2)
                """))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void tellsOurOwnRefusals() {
    assertThat(
            Failures.reason(
                "ru.tsur.appeal.AppealRefusals$WrongState: Обращение уже зарегистрировано.\n\tat x"))
        .isEqualTo("Обращение уже зарегистрировано. (WrongState)");
  }

  @Test
  void saysWhenNothingIsKnown() {
    assertThat(Failures.reason(null)).isEqualTo("Причина не записана");
  }
}
