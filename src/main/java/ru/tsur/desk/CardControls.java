package ru.tsur.desk;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Attached;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.desk.Card.Link;
import ru.tsur.desk.Card.Section;

/** Control over what was sent on, on the card (art. 8 p. 5). */
@Component
class CardControls {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final RedirectControls controls;

  CardControls(RedirectControls controls) {
    this.controls = controls;
  }

  /** Attachments that are shown with their control. */
  Set<UUID> files(AppealId appeal) {
    return controls.of(appeal).stream()
        .flatMap(one -> controls.files(one.id()).stream())
        .map(Attached::id)
        .collect(Collectors.toSet());
  }

  List<Section> sections(AppealId appeal, String task) {
    List<List<String>> rows = new ArrayList<>();
    List<Link> files = new ArrayList<>();
    for (RedirectControl one : controls.of(appeal)) {
      rows.add(
          List.of(
              one.body(),
              one.beganOn().map(DAY::format).orElse("ещё нет"),
              DAY.format(one.due()),
              controls.standing(one)));
      controls.files(one.id()).forEach(file -> files.add(CardVisits.link(file, task)));
    }
    List<Section> sections = new ArrayList<>();
    if (!rows.isEmpty()) {
      sections.add(
          Section.table(
              "Контроль переадресованного",
              List.of("Кому направлено", "Отправлено", "Контрольная дата", "Результат"),
              rows));
    }
    if (!files.isEmpty()) {
      sections.add(Section.links("Прислано о результатах", files));
    }
    return sections;
  }
}
