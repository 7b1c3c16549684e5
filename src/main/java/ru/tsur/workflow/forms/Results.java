package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Result;
import ru.tsur.workflow.Typed;

/** The rows {@code results.N}: a result for each question. */
@Component
class Results {

  private final Questions questions;

  Results(Questions questions) {
    this.questions = questions;
  }

  List<Map<String, Object>> rows(List<Question> asked) {
    return asked.stream()
        .map(
            question -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("question", question.id().toString());
              row.put("ordinal", question.ordinal());
              row.put("substance", question.substance());
              row.put("result", question.result().map(Result::name).orElse(""));
              return row;
            })
        .toList();
  }

  /** Gives each of the questions asked its result; rows for other questions are not looked at. */
  void keep(List<Question> asked, Typed typed) {
    List<Typed> rows = typed.list("results");
    for (int i = 0; i < asked.size(); i++) {
      QuestionId id = asked.get(i).id();
      int ordinal = asked.get(i).ordinal();
      Typed row =
          rows.stream()
              .filter(one -> one.text("question").filter(id.toString()::equals).isPresent())
              .findFirst()
              .orElseThrow(
                  () ->
                      typed.refuse(
                          "results",
                          "Нет результата по вопросу " + ordinal + " (ст. 10 ч. 1 п. 4)."));
      questions.answer(
          id,
          row.code(
              "result",
              Result.class,
              "Выберите результат: ответ даётся на каждый вопрос (59-ФЗ, ст. 10 ч. 1 п. 4)."));
    }
  }
}
