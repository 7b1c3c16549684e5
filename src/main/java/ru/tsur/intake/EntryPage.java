package ru.tsur.intake;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.AlreadyEntered;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * «Новое обращение»: what the registrar enters himself is stored and registered in the same act.
 */
@Controller
@RequestMapping("/intake/new")
class EntryPage {

  private final Appeals appeals;
  private final Deadlines deadlines;
  private final Organization organization;
  private final Clock clock;

  EntryPage(Appeals appeals, Deadlines deadlines, Organization organization, Clock clock) {
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.organization = organization;
    this.clock = clock;
  }

  @InitBinder
  void limits(WebDataBinder binder) {
    binder.setAutoGrowCollectionLimit(50);
  }

  @GetMapping
  String show(Model model) {
    EntryForm form = new EntryForm();
    form.setReceivedAt(LocalDate.now(clock).toString());
    return page(form, model);
  }

  /** Adds an empty question; works without script. */
  @PostMapping(params = "addQuestion")
  String addQuestion(@ModelAttribute("form") EntryForm form, Model model) {
    form.getQuestions().add(new EntryForm.Row());
    model.addAttribute("added", true);
    return page(form, model);
  }

  @PostMapping
  String enter(
      @ModelAttribute("form") EntryForm form,
      BindingResult errors,
      Model model,
      Principal registrar,
      RedirectAttributes flash,
      HttpServletResponse response) {
    try {
      Actor actor =
          organization.actorFor(
              new OfficialId(registrar.getName()), Role.REGISTRAR.at(Tenant.TSUR));
      NewAppeal entered = form.request().read(clock.getZone(), files(form));
      Optional<Appeals.Earlier> earlier = form.earlierAppeal();
      AppealId id =
          Twins.settled(
              () ->
                  appeals.receiveAndRegister(new AppealId(form.getId()), entered, earlier, actor));
      Appeal appeal = appeals.appeal(id);
      flash.addFlashAttribute("number", appeal.numberOrNone());
      flash.addFlashAttribute(
          "due",
          deadlines
              .current(id, Deadlines.ANSWER)
              .map(kept -> kept.due().toLocalDate())
              .orElse(null));
      return "redirect:/intake/new";
    } catch (AlreadyEntered before) {
      form.setId(UUID.randomUUID());
      return refused(before, form, model, response);
    } catch (Refusal refused) {
      return refused(refused, form, model, response);
    }
  }

  private String refused(
      Refusal refused, EntryForm form, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("problem", refused.getMessage());
    model.addAttribute("wrongField", refused.field().map(EntryPage::formField).orElse(""));
    return page(form, model);
  }

  private String page(EntryForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute(
        "channels", Arrays.stream(Channel.values()).filter(Channel::isForAppeals).toList());
    model.addAttribute("types", AppealType.values());
    model.addAttribute("kinds", ApplicantKind.values());
    model.addAttribute("linkKinds", LinkKind.values());
    model.addAttribute(
        "themes",
        organization.themes().stream().filter(theme -> theme.closedOn().isEmpty()).toList());
    model.addAttribute(
        "municipalities",
        organization.municipalities().stream().filter(b -> b.closedOn().isEmpty()).toList());
    return "intake/new";
  }

  /** Path of the request as the name of the page's field. */
  private static String formField(String path) {
    return path.replace("applicant.", "")
        .replaceAll("attachments\\.\\d+", "files")
        .replaceAll("questions\\.(\\d+)\\.", "questions[$1].");
  }

  private static List<NewAppeal.File> files(EntryForm form) {
    return form.getFiles().stream()
        .filter(file -> !file.isEmpty())
        .map(
            file -> {
              try {
                return new NewAppeal.File(name(file), type(file), file.getBytes());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private static String name(MultipartFile file) {
    String given = file.getOriginalFilename() == null ? "файл" : file.getOriginalFilename();
    String name = given.replaceAll("[\\\\/\\p{Cntrl}]", "_");
    if (name.length() <= 255) {
      return name;
    }
    int from = name.length() - 255;
    return name.substring(Character.isLowSurrogate(name.charAt(from)) ? from + 1 : from);
  }

  private static String type(MultipartFile file) {
    String type = file.getContentType();
    return type == null || !type.matches("[ -~]{1,100}") ? "application/octet-stream" : type;
  }
}
