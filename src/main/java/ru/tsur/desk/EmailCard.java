package ru.tsur.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.ChannelGate;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.desk.Card.Link;
import ru.tsur.desk.Card.Row;
import ru.tsur.desk.Card.Section;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/** The card of an e-mail that is no appeal: what came, what was answered, what was done. */
@Component
class EmailCard {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final Emails emails;
  private final Acts acts;
  private final TaskRelease releases;
  private final Organization organization;
  private final Clock clock;

  EmailCard(
      Emails emails, Acts acts, TaskRelease releases, Organization organization, Clock clock) {
    this.emails = emails;
    this.acts = acts;
    this.releases = releases;
    this.organization = organization;
    this.clock = clock;
  }

  /** Empty if the task is about an appeal. */
  Optional<Card> of(TasksOnDesk.OnDesk task, OfficialId reader) {
    if (!isOfEmail(task)) {
      return Optional.empty();
    }
    Email email = emails.email(task.inHand().appeal().value());
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Поступило", moment(email.receivedAt())));
    rows.add(new Row("Отправитель", (email.senderName() + " " + email.sender()).strip()));
    if (!email.addressee().isEmpty()) {
      rows.add(new Row("Адресат", email.addressee()));
    }
    email.externalId().ifPresent(number -> rows.add(new Row("Внешний номер", number)));
    rows.add(
        new Row(
            "Почему не обращение",
            "с 30.03.2025 письмо по электронной почте – не способ подачи обращения ("
                + ChannelGate.ARTICLE
                + ")"));
    rows.add(new Row("Состояние", email.state()));
    List<Section> sections = new ArrayList<>();
    sections.add(Section.rows("Письмо", rows));
    sections.add(
        Section.text("Текст письма", email.text().isEmpty() ? "(без текста)" : email.text()));
    List<Link> files =
        emails.files(email.id()).stream()
            .map(
                file ->
                    new Link(
                        file.said(),
                        "/api/tasks/" + task.task().getId() + "/attachments/" + file.id()))
            .toList();
    if (!files.isEmpty()) {
      sections.add(Section.links("Вложения", files));
    }
    sections.add(
        Section.text(
            "Автоматическое разъяснение: "
                + email.reply().state().title()
                + email.reply().sentAt().map(at -> " " + moment(at)).orElse(""),
            email.reply().text().isEmpty() ? email.reply().words() : email.reply().text()));
    if (!email.cover().text().isEmpty()) {
      sections.add(Section.text("Сопроводительное письмо", email.cover().letter()));
    }
    sections.add(
        Section.table(
            "История",
            List.of("Когда", "Кто", "Должность", "Что сделано"),
            acts.ofEmail(email.id()).stream()
                .map(
                    act ->
                        List.of(
                            moment(act.at()), who(act.actor()), act.post(), act.action().title()))
                .toList()));
    return Optional.of(
        new Card(
            "Электронное письмо, не обращение",
            (email.senderName().isEmpty() ? email.sender() : email.senderName())
                + " · "
                + email.state(),
            task.editable(),
            List.of(),
            sections,
            releases.isFor(task, reader)
                ? List.of(new Card.Action("release", "Снять с исполнителя", reasons()))
                : List.of()));
  }

  /** A file of the e-mail that the task is about. */
  Optional<NewAppeal.File> file(TasksOnDesk.OnDesk task, UUID file) {
    return isOfEmail(task) ? emails.file(task.inHand().appeal().value(), file) : Optional.empty();
  }

  private static boolean isOfEmail(TasksOnDesk.OnDesk task) {
    return task.task().getProcessDefinitionId().startsWith("email:");
  }

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (ReleaseReason reason : ReleaseReason.values()) {
      reasons.put(reason.name(), reason.title());
    }
    return reasons;
  }

  private String who(String official) {
    return OfficialId.isValid(official)
        ? organization
            .findOfficial(new OfficialId(official))
            .map(Official::shortName)
            .orElse("Система")
        : official;
  }

  private String moment(Instant at) {
    return MOMENT.format(at.atZone(clock.getZone()));
  }
}
