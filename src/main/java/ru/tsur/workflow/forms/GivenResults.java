package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Promises;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Result;

/**
 * The result of each question, with what is promised: who approves or signs a text answers for them
 * too.
 */
@Component
class GivenResults {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Promises promises;

  GivenResults(Promises promises) {
    this.promises = promises;
  }

  List<Map<String, Object>> of(List<Question> asked) {
    return asked.stream()
        .map(
            question -> Map.<String, Object>of("ordinal", question.ordinal(), "said", of(question)))
        .toList();
  }

  private String of(Question question) {
    return question.result().map(Result::title).orElse("результат ещё не указан")
        + promises
            .of(question.id())
            .map(promise -> ": " + promise.what() + ", до " + DAY.format(promise.day()))
            .orElse("");
  }
}
