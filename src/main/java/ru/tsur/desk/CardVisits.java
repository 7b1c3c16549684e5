package ru.tsur.desk;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Attached;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.desk.Card.Link;
import ru.tsur.desk.Card.Section;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;
import ru.tsur.workflow.VisitLetters;

/** Visits on site on the card (art. 9 p. 2): what is appointed, what was found, how to appoint. */
@Component
class CardVisits {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Visits visits;
  private final VisitLetters invitations;
  private final Organization organization;
  private final Complaints complaints;

  CardVisits(
      Visits visits, VisitLetters invitations, Organization organization, Complaints complaints) {
    this.visits = visits;
    this.invitations = invitations;
    this.organization = organization;
    this.complaints = complaints;
  }

  /** Appoints as the executor or his block head typed it; the invitation is written with it. */
  @Transactional
  public void appoint(OnDesk task, OfficialId official, Typed typed) {
    Actor actor =
        appoints(task, official)
            .orElseThrow(
                () ->
                    typed.refuse(
                        "day",
                        "Выезд назначает исполнитель, который рассматривает обращение, или"
                            + " руководитель его блока (59-ФЗ, ст. 9 ч. 2)."));
    TaskInHand inHand = task.inHand();
    UUID id =
        visits.appoint(
            inHand.appeal(),
            inHand.tenant(),
            new Visits.Stated(
                typed.day("day", "Укажите день выезда."),
                typed.required("time", 5, "Укажите время."),
                typed.required("place", 500, "Напишите, куда выезжают."),
                typed.required("participants", 1000, "Напишите, кто выезжает."),
                typed.yes("invited", "Укажите, приглашён ли заявитель.")),
            actor);
    Visit visit = visits.visit(id);
    if (visit.invited()) {
      invitations.invite(visit, actor);
    }
    visits.begin(id);
  }

  private static Map<String, String> invited() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("YES", "Да, направить приглашение");
    choices.put("NO", "Нет");
    return choices;
  }

  /** The executor on his own task, the block head on any executor's of his block. */
  private Optional<Actor> appoints(OnDesk task, OfficialId official) {
    TaskInHand inHand = task.inHand();
    if (!List.of("Task_PreparePart", "Task_DraftAnswer").contains(inHand.element())) {
      return Optional.empty();
    }
    if (task.editable()) {
      return Optional.of(inHand.actor());
    }
    TaskGroup head = Role.BLOCK_HEAD.at(inHand.tenant());
    return organization.groupsOf(official, complaints.banned(inHand.appeal())).contains(head)
        ? Optional.of(organization.actorFor(official, head))
        : Optional.empty();
  }

  List<Card.Action> actions(OnDesk task, OfficialId reader) {
    return appoints(task, reader).isPresent() && visits.mayBeAppointed(task.inHand().appeal())
        ? List.of(new Card.Action("visit", "Назначить выезд на место", invited()))
        : List.of();
  }

  List<Section> sections(AppealId appeal, String task) {
    List<Visit> all = visits.of(appeal);
    if (all.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    List<Link> files = new ArrayList<>();
    for (Visit one : all) {
      rows.add(
          List.of(
              DAY.format(one.day()) + ", " + one.time(),
              one.place(),
              one.present().isEmpty() ? one.participants() : one.present(),
              applicant(one),
              one.standing() + moved(one),
              one.found()));
      visits.files(one.id()).forEach(file -> files.add(link(file, task)));
    }
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.table(
            "Выезды на место",
            List.of("Когда", "Куда", "Кто", "Заявитель", "Итог", "Что установлено"),
            rows));
    if (!files.isEmpty()) {
      sections.add(Section.links("Акты и фото выездов", files));
    }
    return sections;
  }

  /** Attachments that are shown with their visit. */
  Set<UUID> files(AppealId appeal) {
    return visits.of(appeal).stream()
        .flatMap(one -> visits.files(one.id()).stream())
        .map(Attached::id)
        .collect(Collectors.toSet());
  }

  private static String applicant(Visit visit) {
    if (visit.end().equals(Optional.of(Visit.End.HELD))) {
      return visit.applicantCame() ? "участвовал" : "не участвовал";
    }
    return visit.invited() ? "приглашён" : "не приглашён";
  }

  private static String moved(Visit visit) {
    StringBuilder said = new StringBuilder();
    visit
        .moves()
        .forEach(
            move ->
                said.append("; перенесён с ")
                    .append(DAY.format(move.from()))
                    .append(" на ")
                    .append(DAY.format(move.to()))
                    .append(": ")
                    .append(move.reason()));
    return said.toString();
  }

  static Link link(Attached file, String task) {
    return new Link(file.name(), "/api/tasks/" + task + "/attachments/" + file.id());
  }

  /** What needs to be seen at once: a visit whose day has passed. */
  List<String> notes(AppealId appeal) {
    return visits.of(appeal).stream()
        .filter(one -> one.isOpen() && one.lateAt().isPresent())
        .map(
            one ->
                "Выезд на место был назначен на "
                    + DAY.format(one.day())
                    + ", акта нет: проведите его, перенесите или отмените. Срок ответа не меняется.")
        .toList();
  }
}
