package ru.tsur.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Joining;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.Supplements;
import ru.tsur.desk.Card.Link;
import ru.tsur.desk.Card.Row;
import ru.tsur.desk.Card.Section;
import ru.tsur.workflow.AnswerAddress;

/**
 * The part of the card about duplicates: what is joined to the appeal, and what it is joined to.
 */
@Component
class CardJoinings {

  private final Joinings joinings;
  private final Appeals appeals;
  private final Supplements supplements;

  CardJoinings(Joinings joinings, Appeals appeals, Supplements supplements) {
    this.joinings = joinings;
    this.appeals = appeals;
    this.supplements = supplements;
  }

  /** What has to be known before anything else. */
  List<String> notes(AppealId id) {
    return Stream.concat(
            joinings.openTo(id).stream()
                .map(
                    one ->
                        "Присоединено дублирующее обращение "
                            + one.later().said()
                            + ": срок и ответ у них общие, его номер письмо назовёт само."
                            + elsewhere(one)),
            joinings.open(id).stream()
                .map(
                    one ->
                        "Присоединено к обращению "
                            + one.first().said()
                            + ": рассматривается вместе с ним, срок и ответ общие."))
        .toList();
  }

  /** Art. 10 p. 4: the letter goes where the first is answered; who signs it knows of the other. */
  private String elsewhere(Joining joining) {
    AnswerAddress asked = AnswerAddress.of(appeals.appeal(joining.later().appeal()));
    return asked.equals(AnswerAddress.of(appeals.appeal(joining.first().appeal())))
        ? ""
        : " Письмо уйдёт по адресу первого, а ответ на него просят иначе: "
            + asked.said()
            + " (ст. 10 ч. 4).";
  }

  List<Row> rows(AppealId id) {
    return Stream.concat(
            joinings.to(id).stream()
                .map(one -> new Row("Присоединённое обращение", one.later().said() + said(one))),
            joinings.of(id).stream()
                .map(one -> new Row("Присоединено к обращению", one.first().said() + said(one))))
        .toList();
  }

  private static String said(Joining joining) {
    return joining.ended().map(end -> " (" + end.title() + ")").orElse("");
  }

  /** Texts and files of what is or was answered with the appeal. */
  List<Section> sections(AppealId id, String task) {
    List<Section> sections = new ArrayList<>();
    for (Joining one : read(id)) {
      Appeal later = appeals.appeal(one.later().appeal());
      sections.add(
          Section.text("Текст присоединённого обращения " + one.later().said(), later.text()));
      supplements
          .of(later.id())
          .forEach(
              added ->
                  sections.add(
                      Section.text(
                          "Дополнение к присоединённому № " + one.later().number(), added.text())));
      List<Link> files =
          appeals.attachments(later.id()).stream()
              .map(
                  file -> new Link(file.name(), "/api/tasks/" + task + "/attachments/" + file.id()))
              .toList();
      if (!files.isEmpty()) {
        sections.add(Section.links("Вложения присоединённого № " + one.later().number(), files));
      }
    }
    return sections;
  }

  /** Whose file this is: the appeal's own, or that of one joined to it. */
  Optional<AppealId> ownerOf(AppealId id, UUID attachment) {
    return Stream.concat(Stream.of(id), read(id).stream().map(one -> one.later().appeal()))
        .filter(
            owner ->
                appeals.attachments(owner).stream().anyMatch(file -> file.id().equals(attachment)))
        .findFirst();
  }

  private List<Joining> read(AppealId id) {
    return joinings.to(id).stream()
        .filter(one -> one.isOpen() || one.ended().equals(Optional.of(Joining.End.ANSWERED)))
        .toList();
  }
}
