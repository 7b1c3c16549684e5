package ru.tsur.control;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.security.Download;
import ru.tsur.security.ViewJournal;

/** The journal of e-mails that are no appeals (59-ФЗ art. 4 p. 1), for registrar and controller. */
@Controller
class EmailsPage {

  static final int AT_ONCE = 50;

  record Line(String id, String received, String sender, String state, String reply) {}

  record Event(String at, String who, String post, String what) {}

  private final Emails emails;
  private final Acts acts;
  private final Names names;
  private final Sentences sentences;
  private final Diagrams diagrams;
  private final ViewJournal journal;

  EmailsPage(
      Emails emails,
      Acts acts,
      Names names,
      Sentences sentences,
      Diagrams diagrams,
      ViewJournal journal) {
    this.sentences = sentences;
    this.diagrams = diagrams;
    this.emails = emails;
    this.acts = acts;
    this.names = names;
    this.journal = journal;
  }

  @GetMapping("/emails")
  String show(@RequestParam(defaultValue = "0") int page, Model model) {
    int shown = Math.min(Math.max(page, 0), 100_000);
    journal.viewed("emails", "page=" + shown);
    List<Email> found = emails.page(shown * AT_ONCE, AT_ONCE + 1);
    model.addAttribute("lines", found.stream().limit(AT_ONCE).map(this::line).toList());
    model.addAttribute("earlier", found.size() > AT_ONCE ? "/emails?page=" + (shown + 1) : null);
    model.addAttribute("later", shown > 0 ? "/emails?page=" + (shown - 1) : null);
    return "emails";
  }

  @GetMapping("/emails/{id}")
  String one(@PathVariable UUID id, Model model) {
    Email email =
        emails.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    journal.viewed("emails/one", "email=" + id);
    model.addAttribute("email", email);
    model.addAttribute("files", emails.files(id));
    model.addAttribute("line", line(email));
    model.addAttribute(
        "sent",
        email
            .cover()
            .sentOn()
            .map(day -> names.day(day) + ", № " + email.cover().dispatchNumber())
            .orElse("ждёт отправки"));
    model.addAttribute("replied", email.reply().sentAt().map(names::moment).orElse(""));
    model.addAttribute("verdict", email.verdict().map(Email.Verdict::title).orElse("ещё нет"));
    model.addAttribute(
        "events",
        acts.ofEmail(id).stream()
            .map(
                act ->
                    new Event(
                        names.moment(act.at()),
                        names.official(act.actor()),
                        act.post(),
                        sentences.of(act, Map.of(), diagrams.stepOf(act))))
            .toList());
    return "email";
  }

  @GetMapping("/emails/{id}/files/{file}")
  ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable UUID file) {
    NewAppeal.File found =
        emails.file(id, file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    journal.viewed("emails/file", "email=" + id + ", file=" + file);
    return Download.of(found.name(), found.content());
  }

  private Line line(Email email) {
    return new Line(
        email.id().toString(),
        names.moment(email.receivedAt()),
        (email.senderName() + " " + email.sender()).strip(),
        email.state(),
        email.reply().state().title());
  }
}
