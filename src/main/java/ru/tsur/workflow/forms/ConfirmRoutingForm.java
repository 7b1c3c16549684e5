package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;
import ru.tsur.organization.Theme;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Подтвердить распределение вопросов»: what the table does not know, and who answers for the whole
 * letter.
 */
@Component
class ConfirmRoutingForm implements TaskForm {

  private final Questions questions;
  private final Complaints complaints;
  private final Organization organization;
  private final Choices choices;

  ConfirmRoutingForm(
      Questions questions, Complaints complaints, Organization organization, Choices choices) {
    this.complaints = complaints;
    this.questions = questions;
    this.organization = organization;
    this.choices = choices;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_ConfirmRouting");
  }

  @Override
  public Shown show(TaskInHand task) {
    List<Question> all = questions.considered(task.appeal());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("responsible", all.get(0).id().toString());
    values.put("reason", "");
    values.put("questions", all.stream().map(this::row).toList());
    return new Shown(
        values,
        Map.of(
            "blocks", choices.blocks(),
            "bodies", choices.bodies(task.appeal()),
            "responsibles",
                all.stream()
                    .map(q -> new Option(q.id().toString(), "Орган по вопросу " + q.ordinal()))
                    .toList()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    String reason = typed.text("reason").orElse("Распределение подтверждено координатором.");
    if (reason.length() > 1000) {
      throw typed.refuse("reason", "Не длиннее 1000 знаков.");
    }
    List<Question> all = questions.considered(task.appeal());
    List<Typed> rows = typed.list("questions");
    for (Question question : all) {
      String id = question.id().toString();
      Typed row =
          rows.stream()
              .filter(one -> one.text("id").filter(id::equals).isPresent())
              .findFirst()
              .orElseThrow(
                  () ->
                      typed.refuse(
                          "questions", "Нет решения по вопросу " + question.ordinal() + "."));
      Tenant chosen = ChosenBody.of(organization, complaints, task.appeal(), row);
      if (!question.isRouted()
          || !chosen.equals(
              Tenant.of(question.body().orElseThrow(), question.block().orElseThrow()))) {
        questions.decide(
            question.id(),
            chosen.block().orElseThrow(),
            chosen.body().orElseThrow(),
            reason,
            task.actor());
      }
    }
    String responsible =
        typed.required("responsible", "Выберите, какой орган отвечает за всё письмо.");
    if (all.stream().noneMatch(question -> question.id().toString().equals(responsible))) {
      throw typed.refuse("responsible", "Выберите вопрос этого обращения.");
    }
    return Map.of("responsible", responsible);
  }

  private Map<String, Object> row(Question question) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", question.id().toString());
    row.put("ordinal", question.ordinal());
    row.put("substance", question.substance());
    row.put(
        "themeName",
        question
            .theme()
            .flatMap(organization::findTheme)
            .map(Theme::name)
            .orElse("тема не указана"));
    row.put("block", question.block().map(BlockId::value).orElse(""));
    row.put("body", question.body().map(BodyId::value).orElse(""));
    row.put("why", question.routingReason());
    return row;
  }
}
