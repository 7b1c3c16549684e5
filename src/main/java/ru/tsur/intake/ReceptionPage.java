package ru.tsur.intake;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Faults;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.Receptions;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * «Личный приём»: the card of a personal reception (59-ФЗ art. 13). Each sending is answered by a
 * redirect; what was refused comes back with it.
 */
@Controller
@RequestMapping("/reception")
class ReceptionPage {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";

  private static final List<String> FIELDS =
      List.of(
          "heldOn",
          "receiver",
          "document",
          "priority",
          "kind",
          "organization",
          "lastName",
          "firstName",
          "middleName",
          "postalAddress",
          "email",
          "phone",
          "substance",
          "result",
          "consent",
          "answer",
          "earlier",
          "type",
          "addressee",
          "text");

  private final Receptions receptions;
  private final Appeals appeals;
  private final AppealProcess process;
  private final Deadlines deadlines;
  private final Organization organization;
  private final Clock clock;

  ReceptionPage(
      Receptions receptions,
      Appeals appeals,
      AppealProcess process,
      Deadlines deadlines,
      Organization organization,
      Clock clock) {
    this.receptions = receptions;
    this.appeals = appeals;
    this.process = process;
    this.deadlines = deadlines;
    this.organization = organization;
    this.clock = clock;
  }

  @GetMapping
  String begin() {
    return "redirect:/reception?card=" + UUID.randomUUID();
  }

  @GetMapping(params = "card")
  String show(@RequestParam UUID card, Model model, Principal registrar) {
    Optional<Reception> kept =
        receptions.find(card).filter(one -> one.storedBy().value().equals(registrar.getName()));
    kept.ifPresent(one -> kept(one, model));
    if (!model.containsAttribute("form")) {
      Map<String, String> form = new LinkedHashMap<>();
      FIELDS.forEach(field -> form.put(field, ""));
      form.put("heldOn", LocalDate.now(clock).toString());
      form.put("kind", ApplicantKind.CITIZEN.name());
      form.put("result", Reception.Result.ORAL_ANSWER.name());
      form.put("type", AppealType.APPLICATION.name());
      form.put("addressee", "Губернатору области");
      model.addAttribute("form", form);
      model.addAttribute("faults", Map.of());
      model.addAttribute("otherFaults", List.of());
    }
    model.addAttribute("id", kept.isPresent() ? UUID.randomUUID() : card);
    model.addAttribute("receivers", receptions.receivers());
    model.addAttribute("documents", Reception.Document.values());
    model.addAttribute("results", Reception.Result.values());
    model.addAttribute("types", AppealType.values());
    model.addAttribute(
        "kinds",
        List.of(
            ApplicantKind.CITIZEN,
            ApplicantKind.FOREIGNER,
            ApplicantKind.ASSOCIATION,
            ApplicantKind.LEGAL_ENTITY));
    return "intake/reception";
  }

  private void kept(Reception card, Model model) {
    model.addAttribute("kept", card);
    card.appeal()
        .ifPresent(
            id -> {
              model.addAttribute("number", appeals.appeal(id).numberOrNone());
              model.addAttribute(
                  "due",
                  deadlines
                      .current(id, Deadlines.ANSWER)
                      .map(term -> term.due().toLocalDate())
                      .orElse(null));
              model.addAttribute(
                  "desk",
                  process
                      .centreTask(id)
                      .map(task -> TASKLIST + "#/?task=" + task)
                      .orElse(TASKLIST));
            });
  }

  @PostMapping
  String enter(
      @RequestParam UUID id,
      @RequestParam Map<String, String> given,
      Principal registrar,
      RedirectAttributes flash) {
    Map<String, String> form = new LinkedHashMap<>();
    FIELDS.forEach(field -> form.put(field, given.getOrDefault(field, "").strip()));
    Faults faults = new Faults();
    Reception.Entered card = read(form, faults);
    receptions.check(id, card, faults);
    if (faults.all().isEmpty()) {
      try {
        Twins.settled(
            () ->
                receptions.enter(
                    id,
                    card,
                    organization.actorFor(
                        new OfficialId(registrar.getName()), Role.REGISTRAR.at(Tenant.TSUR))));
      } catch (Refusal refused) {
        faults.add(refused);
      }
    }
    if (!faults.all().isEmpty()) {
      Map<String, String> ofFields = new LinkedHashMap<>();
      for (String field : FIELDS) {
        faults.all().stream()
            .filter(fault -> field(fault).equals(field))
            .forEach(fault -> ofFields.put(field, fault.getMessage()));
      }
      flash.addFlashAttribute("form", form);
      flash.addFlashAttribute("faults", ofFields);
      flash.addFlashAttribute(
          "otherFaults",
          faults.all().stream()
              .filter(fault -> !ofFields.containsKey(field(fault)))
              .map(Refusal::getMessage)
              .toList());
    }
    return "redirect:/reception?card=" + id;
  }

  private static String field(Refusal fault) {
    return fault
        .field()
        .orElse("")
        .replace("applicant.", "")
        .replaceAll("questions\\..*", "substance");
  }

  private static Reception.Entered read(Map<String, String> form, Faults faults) {
    ApplicantKind kind =
        faults.read(
            () ->
                AppealRequest.code("kind", form.get("kind"), ApplicantKind.class, "кто обратился"),
            ApplicantKind.CITIZEN);
    return new Reception.Entered(
        faults.read(() -> day(form.get("heldOn")), LocalDate.EPOCH),
        Optional.of(form.get("receiver")).filter(OfficialId::isValid).map(OfficialId::new),
        form.get("document").isEmpty()
            ? Optional.empty()
            : faults.read(
                () ->
                    Optional.of(
                        AppealRequest.code(
                            "document",
                            form.get("document"),
                            Reception.Document.class,
                            "предъявленный документ")),
                Optional.empty()),
        form.get("priority").equals("YES"),
        new Applicant(
            kind,
            text(form, faults, "lastName", 100),
            text(form, faults, "firstName", 100),
            text(form, faults, "middleName", 100),
            kind.isPerson() ? "" : text(form, faults, "organization", 300),
            text(form, faults, "postalAddress", 500),
            text(form, faults, "email", 200),
            "",
            text(form, faults, "phone", 40)),
        text(form, faults, "substance", Appeals.MAX_TEXT),
        faults.read(
            () ->
                AppealRequest.code(
                    "result", form.get("result"), Reception.Result.class, "чем окончен приём"),
            Reception.Result.ORAL_ANSWER),
        form.get("consent").equals("YES"),
        text(form, faults, "answer", Appeals.MAX_TEXT),
        faults.read(
            () -> AppealRequest.code("type", form.get("type"), AppealType.class, "вид обращения"),
            AppealType.APPLICATION),
        text(form, faults, "addressee", 300),
        text(form, faults, "text", Appeals.MAX_TEXT),
        text(form, faults, "earlier", 40));
  }

  private static String text(Map<String, String> form, Faults faults, String field, int longest) {
    return faults.read(() -> AppealRequest.limited(field, form.get(field), longest), "");
  }

  private static LocalDate day(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw new InvalidAppeal("heldOn", "Укажите дату приёма.");
    }
  }
}
