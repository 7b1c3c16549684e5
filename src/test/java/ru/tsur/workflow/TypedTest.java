package ru.tsur.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class TypedTest {

  @Test
  void refusesACharacterThatTheRegisterCannotKeepByThePathOfItsField() {
    ObjectNode form = new ObjectMapper().createObjectNode();
    form.put("reason", "Нет\0");
    form.putArray("questions")
        .addObject()
        .put("substance", "Яма \uD83D у дома")
        .put("theme", "\uD83D\uDE00");

    assertThatThrownBy(() -> new Typed(form).required("reason", 100, "Напишите причину."))
        .isInstanceOfSatisfying(
            Typed.FieldRefused.class, no -> assertThat(no.field()).contains("reason"))
        .hasMessageContaining("U+0000, 4-й");
    Typed question = new Typed(form).list("questions").get(0);
    assertThatThrownBy(() -> question.text("substance"))
        .isInstanceOfSatisfying(
            Typed.FieldRefused.class,
            no -> assertThat(no.field()).contains("questions.0.substance"))
        .hasMessageContaining("U+D83D, 5-й");
    assertThat(question.text("theme")).contains("\uD83D\uDE00");
  }
}
