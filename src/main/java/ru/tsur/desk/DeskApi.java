package ru.tsur.desk;

import java.security.Principal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Position;
import ru.tsur.security.Download;
import ru.tsur.security.Pages;
import ru.tsur.security.ViewJournal;

/** Card, list rows, counts and the navigation bar of Tasklist. */
@RestController
@RequestMapping("/api")
class DeskApi {

  private static final int ROWS_AT_ONCE = 200;

  private final TasksOnDesk desk;
  private final AppealCard cards;
  private final EmailCard emails;
  private final CardJoinings joinings;
  private final TaskRows rows;
  private final Filters filters;
  private final Appeals appeals;
  private final Organization organization;
  private final ViewJournal views;
  private final Pages pages;

  DeskApi(
      TasksOnDesk desk,
      AppealCard cards,
      EmailCard emails,
      CardJoinings joinings,
      TaskRows rows,
      Filters filters,
      Appeals appeals,
      Organization organization,
      ViewJournal views,
      Pages pages) {
    this.desk = desk;
    this.cards = cards;
    this.emails = emails;
    this.joinings = joinings;
    this.rows = rows;
    this.filters = filters;
    this.appeals = appeals;
    this.organization = organization;
    this.views = views;
    this.pages = pages;
  }

  @GetMapping("/tasks/{task}/appeal")
  Card card(@PathVariable String task, Principal me) {
    OfficialId official = new OfficialId(me.getName());
    TasksOnDesk.OnDesk seen = desk.see(task, official);
    views.viewed("карточка в задаче", seen.inHand().appeal());
    return emails
        .of(seen, official)
        .orElseGet(() -> cards.of(seen, official, organization.scopeOf(official)));
  }

  @GetMapping("/tasks/{task}/attachments/{attachment}")
  ResponseEntity<byte[]> attachment(
      @PathVariable String task, @PathVariable UUID attachment, Principal me) {
    OfficialId official = new OfficialId(me.getName());
    TasksOnDesk.OnDesk seen = desk.see(task, official);
    Optional<NewAppeal.File> ofEmail = emails.file(seen, attachment);
    if (ofEmail.isPresent()) {
      views.viewed("emails/file", "email=" + seen.inHand().appeal() + ", file=" + attachment);
      return Download.of(ofEmail.get().name(), ofEmail.get().content());
    }
    AppealId appeal =
        joinings.ownerOf(seen.inHand().appeal(), attachment).orElseThrow(UnknownAppeal::new);
    Appeals.Attachment file =
        appeals.attachments(appeal).stream()
            .filter(one -> one.id().equals(attachment))
            .findFirst()
            .orElseThrow(UnknownAppeal::new);
    views.viewed("вложение", appeal);
    return Download.of(
        file.name(), appeals.content(appeal, attachment).orElseThrow(UnknownAppeal::new));
  }

  @GetMapping("/tasks/rows")
  Map<String, TaskRows.Row> rows(@RequestParam List<String> ids, Principal me) {
    OfficialId official = new OfficialId(me.getName());
    return rows.of(desk.see(ids.stream().limit(ROWS_AT_ONCE).toList(), official), official);
  }

  @GetMapping("/tasks/counts")
  Map<String, String> counts(Principal me) {
    return filters.counts(new OfficialId(me.getName()));
  }

  /** Who is signed in, in which positions, and which of our pages he may open. */
  @GetMapping("/me")
  Map<String, Object> me(Principal me) {
    OfficialId official = new OfficialId(me.getName());
    List<Position> positions = organization.positionsOf(official);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("login", official.value());
    answer.put("name", organization.official(official).name());
    answer.put(
        "posts",
        positions.stream()
            .sorted(
                Comparator.comparing((Position held) -> !held.official().equals(official))
                    .thenComparing(Position::id))
            .map(position -> organization.post(official, position))
            .distinct()
            .toList());
    answer.put("pages", pages.open());
    return answer;
  }
}
