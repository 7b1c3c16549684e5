package ru.tsur.workflow.forms;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.ComplaintBan;
import ru.tsur.appeal.ComplaintNotice;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.OutcomeRules;
import ru.tsur.workflow.TaskForm;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Проверить, на кого жалоба»: a complaint on ours that triage did not see. If so, from now on
 * those are kept away (art. 8 p. 6); if nobody else may consider it, it is returned (p. 7).
 */
@Component
class CheckComplaintForm implements TaskForm {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final String COMPLAINT = "complaint";
  private static final String OTHERS = "others";

  private final ComplaintNotices notices;
  private final ComplaintFields fields;
  private final Complaints complaints;
  private final Questions questions;
  private final Outcomes outcomes;
  private final OutcomeRules rules;
  private final Organization organization;
  private final Choices choices;
  private final Clock clock;

  CheckComplaintForm(
      ComplaintNotices notices,
      ComplaintFields fields,
      Complaints complaints,
      Questions questions,
      Outcomes outcomes,
      OutcomeRules rules,
      Organization organization,
      Choices choices,
      Clock clock) {
    this.notices = notices;
    this.fields = fields;
    this.complaints = complaints;
    this.questions = questions;
    this.outcomes = outcomes;
    this.rules = rules;
    this.organization = organization;
    this.choices = choices;
    this.clock = clock;
  }

  @Override
  public Set<String> elements() {
    return Set.of("Task_CheckComplaint");
  }

  @Override
  public Shown show(TaskInHand task) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("notices", notices.open(task.appeal()).stream().map(this::told).toList());
    values.put("known", String.join("; ", complaints.said(task.appeal())));
    values.putAll(fields.show());
    values.put(OTHERS, "");
    values.put("ground", "");
    values.put("none", "");
    return new Shown(
        values,
        Map.of(
            "complaints",
            complaints.of(task.appeal()).isEmpty()
                ? ComplaintFields.ANSWERS
                : ComplaintFields.NOBODY_ELSE,
            "subjects",
            choices.subjects(),
            OTHERS,
            List.of(
                new Option("YES", "Да: рассмотрение продолжат другие"),
                new Option("NO", "Нет: вернуть жалобу заявителю (ст. 8 ч. 7)"))));
  }

  @Override
  public Map<String, Object> apply(TaskInHand task, Typed typed) {
    ComplaintNotice notice = notice(task);
    requireNotNamed(task);
    if (!typed.yes("complained", "Выберите: жалуются на наших или нет.")) {
      notices.checked(
          notice.id(),
          read(typed),
          complaints.of(task.appeal()).isEmpty()
              ? ComplaintNotice.Found.NO
              : ComplaintNotice.Found.KNOWN,
          typed.required(
              "none", ComplaintNotices.LONGEST, "Напишите, почему никого отстранять не нужно."),
          task.actor());
      return Map.of(COMPLAINT, "NO");
    }
    boolean others = typed.yes(OTHERS, "Выберите: есть ли кому рассмотреть жалобу без них.");
    fields.found(task, typed);
    if (!others) {
      returned(task, typed);
    }
    notices.checked(
        notice.id(),
        read(typed),
        others ? ComplaintNotice.Found.YES : ComplaintNotice.Found.RETURNED,
        "",
        task.actor());
    return Map.of(COMPLAINT, "YES");
  }

  /** Nobody judges a complaint on himself, be it «no». */
  private void requireNotNamed(TaskInHand task) {
    boolean named =
        notices.open(task.appeal()).stream()
            .anyMatch(
                one ->
                    task.actor().persons().stream()
                        .anyMatch(person -> complaints.isPersonNamed(one.text(), person)));
    if (named) {
      throw new ComplaintBan(
          "complained",
          "в сообщении назвали вас или того, за кого вы действуете. Верните задание: его выполнит другой координатор.");
    }
  }

  private static Set<UUID> read(Typed typed) {
    return typed.list("notices").stream()
        .flatMap(row -> row.text("id").stream())
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  private Map<String, Object> told(ComplaintNotice notice) {
    return Map.of(
        "id",
        notice.id().toString(),
        "told",
        MOMENT.format(notice.noticedAt().atZone(clock.getZone()))
            + ", "
            + organization.official(notice.noticedBy().official()).shortName()
            + ", "
            + notice.noticedBy().post(),
        "text",
        notice.text());
  }

  /** The return of part 7, of what is still considered. */
  private void returned(TaskInHand task, Typed typed) {
    List<Question> considered = questions.considered(task.appeal());
    boolean whole = considered.size() == questions.of(task.appeal()).size();
    Outcomes.Stated stated =
        new Outcomes.Stated(
            Outcome.Kind.RETURN_COMPLAINT,
            whole ? List.of() : considered.stream().map(Question::ordinal).toList(),
            List.of(),
            typed.required(
                "ground",
                2000,
                "Напишите, почему жалобу некому рассмотреть, кроме тех, на кого она (ст. 8 ч. 7)."),
            false,
            "",
            "");
    outcomes.decide(
        task.appeal(), stated, rules.allowed(task, stated, false, OTHERS), task.actor());
  }

  /** A variable is only believed if the notice belongs to the same appeal. */
  private ComplaintNotice notice(TaskInHand task) {
    ComplaintNotice notice = notices.notice(UUID.fromString(task.code("notice").orElseThrow()));
    AppealId appeal = task.appeal();
    if (!notice.appeal().equals(appeal)) {
      throw new IllegalArgumentException("A notice of another appeal");
    }
    return notice;
  }
}
