package ru.tsur.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealRefusals.UnknownAppeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.Reopening;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Result;
import ru.tsur.appeal.UnstorableCharacter;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.ViewJournal;

/**
 * «К рассмотрению снова»: the registrar records that the applicant asks for a written answer in the
 * place of a published one (art. 5 п. 3), the controller or the head of the ЦУР orders that an
 * incomplete answer is completed (art. 10 p. 1 п. 4).
 */
@Controller
@RequestMapping("/reopening")
class ReopeningPage {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final TaskGroup REGISTRAR = Role.REGISTRAR.at(Tenant.TSUR);

  /** What was typed into either form. */
  record Typed(
      UUID appeal,
      String day,
      String text,
      Set<Integer> questions,
      String missed,
      Boolean newDemand) {

    Typed {
      day = day == null ? "" : day;
      text = text == null ? "" : text;
      questions = questions == null ? Set.of() : Set.copyOf(questions);
      missed = missed == null ? "" : missed;
      newDemand = Boolean.TRUE.equals(newDemand);
    }
  }

  record QuestionLine(int ordinal, String substance, String result, boolean answered) {}

  private final Appeals appeals;
  private final Questions questions;
  private final Outcomes outcomes;
  private final Complaints complaints;
  private final Reopenings reopenings;
  private final Organization organization;
  private final CurrentOfficial current;
  private final ViewJournal views;
  private final Clock clock;

  ReopeningPage(
      Appeals appeals,
      Questions questions,
      Outcomes outcomes,
      Complaints complaints,
      Reopenings reopenings,
      Organization organization,
      CurrentOfficial current,
      ViewJournal views,
      Clock clock) {
    this.appeals = appeals;
    this.questions = questions;
    this.outcomes = outcomes;
    this.complaints = complaints;
    this.reopenings = reopenings;
    this.organization = organization;
    this.current = current;
    this.views = views;
    this.clock = clock;
  }

  @GetMapping
  String find(@RequestParam(defaultValue = "") String number, Model model) {
    Set<TaskGroup> groups = requireOfCentre();
    if (number.isBlank()) {
      return page(Optional.empty(), groups, model);
    }
    Optional<Appeal> found =
        (number.length() > 40 ? Optional.<Appeal>empty() : appeals.numbered(number))
            .filter(appeal -> isShown(appeal.id()));
    if (found.isEmpty()) {
      model.addAttribute("problem", "Обращения с таким номером нет: проверьте номер.");
      model.addAttribute("number", number);
      return page(Optional.empty(), groups, model);
    }
    return "redirect:/reopening?appeal=" + found.get().id();
  }

  @GetMapping(params = "appeal")
  String show(@RequestParam UUID appeal, Model model, HttpServletResponse response) {
    Set<TaskGroup> groups = requireOfCentre();
    Optional<Appeal> found = appeals.find(new AppealId(appeal)).filter(one -> isShown(one.id()));
    if (found.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      model.addAttribute("problem", new UnknownAppeal().getMessage());
    }
    return page(found, groups, model);
  }

  @PostMapping("/request")
  String request(
      @ModelAttribute Typed typed,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Actor registrar = acting(List.of(REGISTRAR));
    try {
      reopenings.writtenAnswerAsked(
          shown(typed, registrar), storable(typed.text()), day(typed.day()), registrar);
    } catch (Refusal refused) {
      return refused("request", refused, typed, model, response);
    }
    return done(typed, flash);
  }

  @PostMapping("/order")
  String order(
      @ModelAttribute Typed typed,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Actor official = acting(Reopenings.ORDERED_BY);
    try {
      reopenings.order(
          shown(typed, official),
          new Reopenings.Ordered(
              storable(typed.text()),
              typed.questions(),
              storable(typed.missed()),
              typed.newDemand()),
          official);
    } catch (Refusal refused) {
      return refused("order", refused, typed, model, response);
    }
    return done(typed, flash);
  }

  private static String done(Typed typed, RedirectAttributes flash) {
    flash.addFlashAttribute(
        "note",
        "Обращение возвращено к рассмотрению под тем же номером: координатор получил задание, начался новый срок ответа.");
    return "redirect:/reopening?appeal=" + typed.appeal();
  }

  /** Signers of other bodies have the role but nothing to do here. */
  private Set<TaskGroup> requireOfCentre() {
    Set<TaskGroup> groups = organization.groupsOf(current.official().id());
    if (Stream.concat(Stream.of(REGISTRAR), Reopenings.ORDERED_BY.stream())
        .noneMatch(groups::contains)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    return groups;
  }

  /** He, in the first of these groups that is his. */
  private Actor acting(List<TaskGroup> allowed) {
    Set<TaskGroup> groups = requireOfCentre();
    return current.actor(
        allowed.stream()
            .filter(groups::contains)
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN)));
  }

  /** There is no complaint on himself for anybody here (art. 8 p. 6). */
  private boolean isShown(AppealId appeal) {
    return !complaints.isHiddenFrom(appeal, current.official().id());
  }

  private AppealId shown(Typed typed, Actor actor) {
    AppealId id = typed.appeal() == null ? null : new AppealId(typed.appeal());
    if (id == null || !isShown(id) || !complaints.allows(id, actor)) {
      throw new UnknownAppeal();
    }
    return id;
  }

  private String refused(
      String form, Refusal refused, Typed typed, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
    model.addAttribute("problem", refused.getMessage());
    model.addAttribute("form", form);
    model.addAttribute("typed", typed);
    return page(
        Optional.ofNullable(typed.appeal())
            .map(AppealId::new)
            .filter(this::isShown)
            .flatMap(appeals::find),
        requireOfCentre(),
        model);
  }

  private String page(Optional<Appeal> found, Set<TaskGroup> groups, Model model) {
    model.addAttribute("today", LocalDate.now(clock).toString());
    if (!model.containsAttribute("typed")) {
      model.addAttribute("form", "");
      model.addAttribute(
          "typed", new Typed(null, LocalDate.now(clock).toString(), "", Set.of(), "", false));
    }
    model.addAttribute("registrar", groups.contains(REGISTRAR));
    model.addAttribute("ordering", Reopenings.ORDERED_BY.stream().anyMatch(groups::contains));
    model.addAttribute("appeal", found.orElse(null));
    found.ifPresent(
        appeal -> {
          views.viewed("возврат к рассмотрению", appeal.id());
          model.addAttribute("notAsked", reopenings.whyNotAsked(appeal.id()).orElse(null));
          model.addAttribute("notOrdered", reopenings.whyNotOrdered(appeal.id()).orElse(null));
          model.addAttribute("closed", appeal.closedAt().map(this::day).orElse("на контроле"));
          model.addAttribute(
              "questions", questions.of(appeal.id()).stream().map(this::line).toList());
          model.addAttribute(
              "earlier", reopenings.of(appeal.id()).stream().map(this::said).toList());
        });
    return "reopening";
  }

  private QuestionLine line(Question question) {
    String result = question.result().map(Result::title).orElse("нет");
    return new QuestionLine(
        question.ordinal(),
        question.substance(),
        question
            .outcome()
            .map(outcomes::outcome)
            .map(Outcome::kind)
            .map(kind -> kind.title() + " (" + kind.article() + ")")
            .orElse(result),
        question.outcome().isEmpty());
  }

  private String said(Reopening one) {
    return day(one.orderedAt()) + ": " + one.why() + ", " + one.questionsSaid();
  }

  private static String storable(String text) {
    UnstorableCharacter.in(text)
        .ifPresent(
            wrong -> {
              throw new InvalidAppeal("text", wrong.refusal());
            });
    return text;
  }

  private static LocalDate day(String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw new InvalidAppeal("receivedOn", "Укажите дату поступления.");
    }
  }

  private String day(Instant moment) {
    return DAY.format(moment.atZone(clock.getZone()));
  }
}
