package ru.tsur.workflow.forms;

import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Question.QuestionId;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Reopening;
import ru.tsur.appeal.Reopenings;
import ru.tsur.workflow.Typed;

/**
 * Triage of an appeal that is considered again: the coordinator sees why it is back, and may change
 * by whom its questions are answered, nothing else. On whom a complaint is was said the first time.
 */
@Component
class ConsideredAgain {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Reopenings reopenings;
  private final Questions questions;

  ConsideredAgain(Reopenings reopenings, Questions questions) {
    this.reopenings = reopenings;
    this.questions = questions;
  }

  boolean is(AppealId appeal) {
    return reopenings.latest(appeal).isPresent();
  }

  /** Empty texts at the first consideration. */
  Map<String, Object> show(AppealId appeal) {
    Optional<Reopening> reopening = reopenings.latest(appeal);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("reopened", reopening.map(ConsideredAgain::said).orElse(""));
    values.put("reopenedText", reopening.map(Reopening::text).orElse(""));
    return values;
  }

  private static String said(Reopening reopening) {
    return "Обращение возвращено к рассмотрению: "
        + reopening.why()
        + ". Рассмотреть "
        + reopening.questionsSaid()
        + reopening.receivedOn().map(day -> "; просьба поступила " + DAY.format(day)).orElse("")
        + ". Вернул(а): "
        + reopening.orderedBy().post()
        + ".";
  }

  /** Themes and municipalities; the questions are those of the reopening, all of them. */
  void apply(AppealId appeal, String triage, Typed typed) {
    if (!triage.equals("CONSIDER")) {
      throw typed.refuse(
          "triage",
          "Обращение возвращено, чтобы ответить на вопросы: они рассматриваются по существу (59-ФЗ, ст. 9 ч. 1,"
              + " ст. 10 ч. 1 п. 4).");
    }
    List<Question> considered = questions.considered(appeal);
    List<Question.Stated> stated = StatedQuestions.read(typed, false);
    List<Typed> rows = typed.list("questions");
    Map<QuestionId, Question.Stated> byId = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Typed row = rows.get(i);
      String id = row.text("id").orElse("");
      Question question =
          considered.stream()
              .filter(one -> one.id().toString().equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      row.refuse(
                          "substance",
                          "Новый вопрос – новое обращение: его регистрируют отдельно (59-ФЗ, ст. 4 п. 1, ст. 8"
                              + " ч. 2)."));
      if (row.text("outcome").isPresent()) {
        throw row.refuse(
            "outcome",
            "На этот вопрос ещё не ответили: он рассматривается по существу (59-ФЗ, ст. 9 ч. 1).");
      }
      if (!lines(question.substance()).equals(lines(stated.get(i).substance()))) {
        throw row.refuse(
            "substance",
            "Вопрос возвращён таким, каким был поставлен: его суть не меняется. Новое требование – новое обращение"
                + " (59-ФЗ, ст. 8 ч. 2).");
      }
      byId.put(question.id(), stated.get(i));
    }
    questions.classify(appeal, byId);
  }

  /** A browser's line ends are not those of another door. */
  private static List<String> lines(String text) {
    return text.strip().lines().toList();
  }
}
