package ru.tsur.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Supplements;
import ru.tsur.appeal.UnstorableCharacter;
import ru.tsur.appeal.Uploads;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.security.ViewJournal;

/**
 * «К обращению»: the registrar finds a running appeal and records what its applicant sent since,
 * something to add (art. 5 п. 1) or a request to stop (art. 5 п. 5). The card links here.
 */
@Controller
@RequestMapping("/intake/running")
class PapersPage {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  /** What the registrar typed; {@code entry} makes a supplement sent twice one. */
  record Typed(
      UUID appeal,
      UUID entry,
      String day,
      String signatory,
      String text,
      List<MultipartFile> files) {

    Typed {
      day = day == null ? "" : day;
      signatory = signatory == null ? "" : signatory;
      text = text == null ? "" : text;
      files = files == null ? List.of() : files;
    }
  }

  private final Appeals appeals;
  private final Deadlines deadlines;
  private final Complaints complaints;
  private final Supplements supplements;
  private final Withdrawals withdrawals;
  private final Reopenings reopenings;
  private final Organization organization;
  private final ViewJournal views;
  private final Clock clock;

  PapersPage(
      Appeals appeals,
      Deadlines deadlines,
      Complaints complaints,
      Supplements supplements,
      Withdrawals withdrawals,
      Reopenings reopenings,
      Organization organization,
      ViewJournal views,
      Clock clock) {
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.complaints = complaints;
    this.supplements = supplements;
    this.withdrawals = withdrawals;
    this.reopenings = reopenings;
    this.organization = organization;
    this.views = views;
    this.clock = clock;
  }

  @GetMapping
  String find(@RequestParam(defaultValue = "") String number, Principal registrar, Model model) {
    if (number.isBlank()) {
      return page(Optional.empty(), model);
    }
    Optional<Appeal> found =
        (number.length() > 40 ? Optional.<Appeal>empty() : appeals.numbered(number))
            .filter(appeal -> isShownTo(registrar, appeal.id()));
    if (found.isEmpty()) {
      model.addAttribute("problem", "Обращения с таким номером нет: проверьте номер.");
      model.addAttribute("number", number);
      return page(Optional.empty(), model);
    }
    return "redirect:/intake/running?appeal=" + found.get().id();
  }

  @GetMapping(params = "appeal")
  String show(
      @RequestParam UUID appeal, Principal registrar, Model model, HttpServletResponse response) {
    Optional<Appeal> found =
        appeals.find(new AppealId(appeal)).filter(one -> isShownTo(registrar, one.id()));
    if (found.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      model.addAttribute("problem", new UnknownAppeal().getMessage());
    }
    return page(found, model);
  }

  @PostMapping("/supplement")
  String supplement(
      @ModelAttribute Typed typed,
      Principal registrar,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    try {
      supplements.add(
          shown(typed, registrar),
          new Supplements.New(
              Optional.of("страница " + typed.entry()),
              storable(typed.text()),
              moment(typed.day()),
              Uploads.of(typed.files())),
          actor(registrar));
    } catch (Refusal refused) {
      return refused("supplement", refused, typed, registrar, model, response);
    }
    flash.addFlashAttribute(
        "note",
        "Дополнение приложено к обращению: кто его рассматривает, получит задание учесть его.");
    return "redirect:/intake/running?appeal=" + typed.appeal();
  }

  @PostMapping("/withdrawal")
  String withdrawal(
      @ModelAttribute Typed typed,
      Principal registrar,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    try {
      withdrawals.record(
          shown(typed, registrar),
          storable(typed.signatory()),
          storable(typed.text()),
          day(typed.day(), "receivedOn"),
          actor(registrar));
    } catch (Refusal refused) {
      return refused("withdrawal", refused, typed, registrar, model, response);
    }
    flash.addFlashAttribute(
        "note", "Просьба записана: координатор решит о прекращении, заявителю напишут.");
    return "redirect:/intake/running?appeal=" + typed.appeal();
  }

  /**
   * Nobody works here on a complaint about himself (art. 8 p. 6): there is no such appeal for him.
   */
  private boolean isShownTo(Principal registrar, AppealId appeal) {
    return !complaints.isHiddenFrom(appeal, new OfficialId(registrar.getName()))
        && complaints.allows(appeal, actor(registrar));
  }

  private AppealId shown(Typed typed, Principal registrar) {
    if (typed.appeal() == null || !isShownTo(registrar, new AppealId(typed.appeal()))) {
      throw new UnknownAppeal();
    }
    return new AppealId(typed.appeal());
  }

  private String refused(
      String form,
      Refusal refused,
      Typed typed,
      Principal registrar,
      Model model,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("problem", refused.getMessage());
    model.addAttribute("form", form);
    model.addAttribute("typed", typed);
    return page(
        Optional.ofNullable(typed.appeal())
            .map(AppealId::new)
            .filter(appeal -> isShownTo(registrar, appeal))
            .flatMap(appeals::find),
        model);
  }

  private String page(Optional<Appeal> found, Model model) {
    model.addAttribute("today", LocalDate.now(clock).toString());
    model.addAttribute("entry", UUID.randomUUID());
    if (!model.containsAttribute("typed")) {
      model.addAttribute("form", "");
      model.addAttribute(
          "typed", new Typed(null, null, LocalDate.now(clock).toString(), "", "", List.of()));
    }
    model.addAttribute("appeal", found.orElse(null));
    found.ifPresent(
        appeal -> {
          views.viewed("документы к обращению", appeal.id());
          model.addAttribute("noSupplement", supplements.whyNot(appeal.id()).orElse(null));
          model.addAttribute("noWithdrawal", withdrawals.whyNot(appeal.id()).orElse(null));
          model.addAttribute("mayAskAnswer", reopenings.whyNotAsked(appeal.id()).isEmpty());
          model.addAttribute("received", day(appeal.receivedAt()));
          model.addAttribute(
              "due",
              deadlines
                  .current(appeal.id(), Deadlines.ANSWER)
                  .map(kept -> DAY.format(kept.due()))
                  .orElse("не установлен"));
          model.addAttribute(
              "supplements",
              supplements.of(appeal.id()).stream().map(one -> day(one.receivedAt())).toList());
          model.addAttribute(
              "withdrawals",
              withdrawals.of(appeal.id()).stream()
                  .map(
                      one ->
                          DAY.format(one.receivedOn())
                              + (one.signatory().isEmpty() ? "" : ", " + one.signatory())
                              + ": "
                              + one.decision()
                                  .map(decision -> decision.title())
                                  .orElse("ожидает решения"))
                  .toList());
        });
    return "papers";
  }

  private Actor actor(Principal registrar) {
    return organization.actorFor(
        new OfficialId(registrar.getName()), Role.REGISTRAR.at(Tenant.TSUR));
  }

  private static String storable(String text) {
    UnstorableCharacter.in(text)
        .ifPresent(
            wrong -> {
              throw new InvalidAppeal("text", wrong.refusal());
            });
    return text;
  }

  private Instant moment(String day) {
    return day(day, "receivedAt").atStartOfDay(clock.getZone()).toInstant();
  }

  private static LocalDate day(String day, String field) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw new InvalidAppeal(field, "Укажите дату поступления.");
    }
  }

  private String day(Instant moment) {
    return DAY.format(moment.atZone(clock.getZone()));
  }
}
