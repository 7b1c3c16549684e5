package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.Questions;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Зарегистрировать обращение» (art. 8 p. 2): confirm or correct the card, state the questions,
 * name an earlier appeal of the same applicant, give the number.
 */
@Component
class RegisterForm implements TaskForm {

  private final Appeals appeals;
  private final Questions questions;
  private final OfferedRepeats offered;
  private final Choices choices;

  RegisterForm(Appeals appeals, Questions questions, OfferedRepeats offered, Choices choices) {
    this.offered = offered;
    this.appeals = appeals;
    this.questions = questions;
    this.choices = choices;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_RegisterAppeal");
  }

  @Override
  public Shown show(TaskInHand task) {
    Appeal appeal = appeals.appeal(task.appeal());
    Applicant applicant = appeal.applicant();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", appeal.type().name());
    values.put("applicantKind", applicant.kind().name());
    values.put("warning", String.join(" ", applicant.warnings()));
    values.put("lastName", applicant.lastName());
    values.put("firstName", applicant.firstName());
    values.put("middleName", applicant.middleName());
    values.put("organization", applicant.organization());
    values.put("postalAddress", applicant.postalAddress());
    values.put("email", applicant.email());
    values.put("cabinet", applicant.cabinet());
    values.put("phone", applicant.phone());
    List<Map<String, Object>> stated =
        questions.of(task.appeal()).stream().map(StatedQuestions::row).toList();
    values.put(
        "questions", stated.isEmpty() ? List.of(StatedQuestions.empty(appeal.text())) : stated);
    values.put("earlier", "");
    values.put("earlierKind", LinkKind.REPEAT.name());
    List<Option> offers = offered.options(task, applicant);
    values.put("offers", offers.stream().map(one -> Map.of("label", one.label())).toList());
    values.put("offer", "");
    return new Shown(
        values,
        Map.of(
            "offers", offers,
            "types", choices.types(),
            "applicantKinds", choices.applicantKinds(),
            "linkKinds", choices.linkKinds(),
            "themes", choices.themes(),
            "municipalities", choices.municipalities()));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    AppealType type = typed.code("type", AppealType.class, "Выберите вид обращения.");
    Applicant applicant =
        new Applicant(
            typed.code("applicantKind", ApplicantKind.class, "Выберите, кто обратился."),
            short100(typed, "lastName"),
            short100(typed, "firstName"),
            short100(typed, "middleName"),
            limited(typed, "organization", 300),
            limited(typed, "postalAddress", 500),
            limited(typed, "email", 200),
            short100(typed, "cabinet"),
            limited(typed, "phone", 40));
    Optional<Appeals.Earlier> named = earlier(typed);
    Optional<Appeals.Earlier> earlier =
        named.isPresent() ? named : offered.required(task, applicant, typed);
    appeals.register(
        task.appeal(),
        new Appeals.Registration(type, applicant, StatedQuestions.read(typed, false), earlier),
        task.actor());
    if (earlier.isEmpty()) {
      offered.unrelated(task, applicant);
    }
    return Map.of("type", type.name());
  }

  private static Optional<Appeals.Earlier> earlier(Typed typed) {
    return Optional.of(limited(typed, "earlier", 40))
        .filter(number -> !number.isEmpty())
        .map(
            number ->
                new Appeals.Earlier(
                    number, typed.code("earlierKind", LinkKind.class, "Выберите вид связи.")));
  }

  private static String short100(Typed typed, String field) {
    return limited(typed, field, 100);
  }

  private static String limited(Typed typed, String field, int longest) {
    return typed
        .text(field)
        .map(
            value -> {
              if (value.length() > longest) {
                throw typed.refuse(field, "Не длиннее " + longest + " знаков.");
              }
              return value;
            })
        .orElse("");
  }
}
