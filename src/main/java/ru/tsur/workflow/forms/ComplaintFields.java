package ru.tsur.workflow.forms;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealRefusals.ComplaintBan;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Complaints.Subjects;
import ru.tsur.appeal.Outcome;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.TaskForm.Option;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * The part of the triage form that says on whom of ours the complaint is (art. 8 p. 6), be the
 * appeal a жалоба or another kind with a complaint inside it. Nothing is chosen beforehand.
 */
@Component
class ComplaintFields {

  static final List<Option> ANSWERS =
      List.of(
          new Option("NO", "Нет: на наших должностных лиц и органы не жалуются"),
          new Option("YES", "Да, жалуются на наших: укажите, на кого"));

  /** Where it is known already of some. */
  static final List<Option> NOBODY_ELSE =
      List.of(
          new Option("NO", "Нет: больше ни на кого из наших не жалуются"),
          new Option("YES", "Да, жалуются и на других наших: укажите, на кого"));

  private static final String COMPLAINED = "complained";
  private static final String PERSON = "official:";
  private static final String BODY = "body:";

  private final Complaints complaints;
  private final Organization organization;
  private final AppealProcess process;
  private final Choices choices;

  ComplaintFields(
      Complaints complaints, Organization organization, AppealProcess process, Choices choices) {
    this.process = process;
    this.complaints = complaints;
    this.organization = organization;
    this.choices = choices;
  }

  Map<String, Object> show() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(COMPLAINED, "");
    values.put("subjects", List.of(Map.of("who", "")));
    return values;
  }

  /**
   * @throws ComplaintBan if nothing is said, or the official may not decide on this one
   */
  void apply(TaskInHand task, Typed typed) {
    Subjects subjects = read(task, typed);
    complaints.record(task.appeal(), subjects, task.actor());
    if (!subjects.isEmpty()) {
      keepAway(task);
    }
  }

  /**
   * A complaint is found after triage; on whom it is known to be already it stays.
   *
   * @throws ComplaintBan if it is on nobody new, or the official may not decide on this one
   */
  void found(TaskInHand task, Typed typed) {
    Subjects known = complaints.of(task.appeal());
    Subjects all = known.and(read(task, typed));
    if (all.equals(known)) {
      throw new ComplaintBan(
          COMPLAINED, "о них уже записано, они отстранены. Выберите «Нет» или укажите других.");
    }
    requireFew(all);
    complaints.widen(task.appeal(), all, task.actor());
    keepAway(task);
  }

  private void keepAway(TaskInHand task) {
    if (!complaints.allows(task.appeal(), task.actor())) {
      throw new ComplaintBan(
          COMPLAINED,
          "жалоба на вас или на того, за кого вы действуете. Верните задание: его выполнит другой координатор.");
    }
    Set<OfficialId> banned = complaints.banned(task.appeal());
    for (Role role : List.of(Role.COORDINATOR, Role.REGISTRAR, Role.SIGNER)) {
      var group = organization.deciding(role, Tenant.TSUR, banned);
      if (organization.membersOf(group, banned).isEmpty()) {
        throw new ComplaintBan(
            COMPLAINED,
            "кроме тех, на кого жалоба, в ЦУР нет никого с ролью «"
                + role.title()
                + "». Сначала администратор должен назначить ещё одного сотрудника.");
      }
    }
    process.complaintFound(task.appeal());
  }

  private Subjects read(TaskInHand task, Typed typed) {
    if (typed.text(COMPLAINED).isEmpty()) {
      throw new ComplaintBan(
          COMPLAINED, "укажите, на кого жалоба, или отметьте, что на наших не жалуются.");
    }
    if (!typed.yes(COMPLAINED, "Выберите: жалуются на наших или нет.")) {
      return Subjects.NONE;
    }
    Set<OfficialId> officials = new HashSet<>();
    Set<BodyId> bodies = new HashSet<>();
    Set<String> offered =
        choices.subjects().stream()
            .map(Option::value)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    for (Typed row : typed.list("subjects")) {
      String who = row.text("who").orElse("");
      if (!who.isEmpty() && !offered.contains(who)) {
        throw row.refuse("who", "Выберите должностное лицо или орган из списка.");
      }
      if (who.startsWith(PERSON)) {
        officials.add(new OfficialId(who.substring(PERSON.length())));
      } else if (who.startsWith(BODY)) {
        bodies.add(new BodyId(who.substring(BODY.length())));
      }
    }
    Subjects subjects = new Subjects(officials, bodies);
    if (subjects.isEmpty()) {
      throw new ComplaintBan("subjects.0.who", "выберите, на кого жалоба.");
    }
    requireFew(subjects);
    return subjects;
  }

  private static void requireFew(Subjects subjects) {
    if (subjects.size() > Complaints.MOST) {
      throw new ComplaintBan(
          COMPLAINED, "укажите не больше " + Complaints.MOST + " лиц и органов.");
    }
  }

  /**
   * An outcome that the ban allows: it goes to nobody whom the complaint is on, and is returned (p.
   * 7) only where the ban stands in the way.
   *
   * @throws ComplaintBan otherwise
   */
  void check(AppealId appeal, Outcome.Kind kind, List<String> recipients, Typed typed) {
    recipients.forEach(one -> complaints.requireNotTo(typed.path("recipients"), appeal, one));
    if (kind == Outcome.Kind.RETURN_COMPLAINT && complaints.of(appeal).isEmpty()) {
      throw new ComplaintBan(
          COMPLAINED,
          "жалоба возвращается (ч. 7), только если её некому направить, кроме того, на кого жалуются."
              + " Укажите, на кого жалоба.");
    }
  }
}
