package ru.tsur.control;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Official;
import ru.tsur.organization.Organization;
import ru.tsur.organization.OrganizationFiles;
import ru.tsur.organization.OrganizationFilesRefused;
import ru.tsur.security.ViewJournal;

/**
 * Bodies, blocks and officials as read, and the button that reads the files again. Administrator
 * only.
 */
@Controller
class OrganizationPage {

  record BodyLine(String id, String name, String kind, String parent, String closed) {}

  record BlockLine(int number, String id, String name, long themes, String closed) {}

  record OfficialLine(String login, String name, String posts) {}

  private final Organization organization;
  private final OrganizationFiles files;
  private final ViewJournal journal;

  OrganizationPage(Organization organization, OrganizationFiles files, ViewJournal journal) {
    this.organization = organization;
    this.files = files;
    this.journal = journal;
  }

  @GetMapping("/organization")
  String show(Model model) {
    journal.viewed("organization", (String) null);
    model.addAttribute(
        "bodies",
        organization.bodies().stream()
            .map(
                body ->
                    new BodyLine(
                        body.id().value(),
                        body.name(),
                        body.kind().title(),
                        body.parent().map(this::name).orElse(""),
                        body.closedOn().map(String::valueOf).orElse("")))
            .toList());
    model.addAttribute(
        "blocks",
        organization.blocks().stream()
            .map(
                block ->
                    new BlockLine(
                        block.number(),
                        block.id().value(),
                        block.name(),
                        organization.themes().stream()
                            .filter(theme -> theme.block().equals(block.id()))
                            .count(),
                        block.closedOn().map(String::valueOf).orElse("")))
            .toList());
    model.addAttribute("officials", organization.officials().stream().map(this::line).toList());
    return "organization";
  }

  @PostMapping("/organization/read")
  String read(RedirectAttributes flash) {
    journal.viewed("organization/read", (String) null);
    try {
      OrganizationFiles.Summary summary = files.read();
      flash.addFlashAttribute(
          "message",
          "Файлы прочитаны: добавлено %d, изменено %d, закрыто %d."
              .formatted(summary.added(), summary.changed(), summary.closed()));
    } catch (OrganizationFilesRefused refused) {
      flash.addFlashAttribute("problems", List.copyOf(refused.problems()));
    }
    return "redirect:/organization";
  }

  private String name(BodyId id) {
    return organization.findBody(id).map(Body::shortName).orElse(id.value());
  }

  private OfficialLine line(Official official) {
    return new OfficialLine(
        official.id().value(),
        official.name(),
        organization.positionsOf(official.id()).stream()
            .map(
                position ->
                    organization.post(official.id(), position)
                        + " ("
                        + position.role().title()
                        + ", "
                        + name(position.body())
                        + ")")
            .collect(Collectors.joining("; ")));
  }
}
