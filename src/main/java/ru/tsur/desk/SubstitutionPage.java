package ru.tsur.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.organization.Block;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Position;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Substitution;
import ru.tsur.organization.Substitution.Reason;
import ru.tsur.organization.Substitutions;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.workflow.Deputies;

/**
 * «Моё замещение» of every official, which is also the head's for the staff of his block, and
 * «Замещение» of the administrator, who sees all: the same page.
 */
@Controller
@RequestMapping("/{page:absence|substitutions}")
class SubstitutionPage {

  /** What is typed into the form, as it was typed. */
  record Typed(
      String absent, String deputy, String position, String from, String until, String reason) {}

  record Choice(String value, String label) {}

  record Line(
      long id,
      String absent,
      String deputy,
      String position,
      String days,
      String reason,
      String ordered,
      String state,
      boolean revocable) {}

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final String ADMINISTRATION = "substitutions";

  private final Substitutions substitutions;
  private final Deputies deputies;
  private final Organization organization;
  private final CurrentOfficial current;
  private final Clock clock;

  SubstitutionPage(
      Substitutions substitutions,
      Deputies deputies,
      Organization organization,
      CurrentOfficial current,
      Clock clock) {
    this.substitutions = substitutions;
    this.deputies = deputies;
    this.organization = organization;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping
  String show(
      @PathVariable String page, @RequestParam(defaultValue = "") String absent, Model model) {
    String today = LocalDate.now(clock).toString();
    return show(page, new Typed(absent, "", "", today, today, ""), model);
  }

  @PostMapping
  String order(
      @PathVariable String page,
      @ModelAttribute Typed typed,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    try {
      Substitution made =
          substitutions.order(
              new Substitutions.Order(
                  official("absent", typed.absent(), "Выберите, кто отсутствует."),
                  official("deputy", typed.deputy(), "Выберите, кто замещает."),
                  Optional.ofNullable(typed.position()).filter(id -> !id.isBlank()),
                  day("from", typed.from(), "Укажите первый день."),
                  day("until", typed.until(), "Укажите последний день."),
                  reason(typed.reason())),
              current.official().id());
      deputies.follow();
      flash.addFlashAttribute(
          "note",
          "Замещение назначено: "
              + organization.official(made.deputy()).shortName()
              + " "
              + organization.official(made.absent()).inPlace()
              + ", "
              + days(made)
              + ".");
      String warning = withAbsentDeputy(made, current.official().id());
      if (!warning.isEmpty()) {
        flash.addFlashAttribute("warning", warning);
      }
      return "redirect:/" + page;
    } catch (Refusal refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("problem", refused.getMessage());
      refused.field().ifPresent(field -> model.addAttribute("field", field));
      return show(page, typed, model);
    }
  }

  /** Of whom the absent one is himself the deputy: somebody else should be. */
  private String withAbsentDeputy(Substitution made, OfficialId by) {
    return substitutions.withAbsentDeputy(made).stream()
        .map(
            one ->
                "%s в эти дни тоже замещает (%s, %s). %s"
                    .formatted(
                        name(made.absent()),
                        organization.official(one.absent()).inPlace(),
                        days(one),
                        substitutions.mayRevoke(one, by)
                            ? "Закончите то замещение и назначьте другого."
                            : "Попросите администратора назначить туда другого."))
        .collect(Collectors.joining(" "));
  }

  @PostMapping("/{id:\\d{1,18}}/revoke")
  String revoke(
      @PathVariable String page,
      @PathVariable long id,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    try {
      substitutions.revoke(id, current.official().id());
      deputies.follow();
      flash.addFlashAttribute("note", "Замещение закончено.");
      return "redirect:/" + page;
    } catch (Refusal refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("problem", refused.getMessage());
      return show(page, "", model);
    }
  }

  private String show(String page, Typed typed, Model model) {
    OfficialId me = current.official().id();
    boolean all = page.equals(ADMINISTRATION);
    List<Official> absentees =
        substitutions.absentees(me).stream().filter(one -> all || isMine(me, one.id())).toList();
    OfficialId absent =
        absentees.stream()
            .map(Official::id)
            .filter(id -> id.value().equals(typed.absent()))
            .findFirst()
            .orElse(me);
    model.addAttribute("page", page);
    model.addAttribute("heading", all ? "Замещение" : "Моё замещение");
    model.addAttribute("typed", typed);
    model.addAttribute("absent", absent.value());
    model.addAttribute("absentees", absentees.stream().map(SubstitutionPage::choice).toList());
    model.addAttribute(
        "positions", substitutions.positions(me, absent).stream().map(this::choice).toList());
    model.addAttribute("forAll", substitutions.mayOrderForAll(me, absent));
    model.addAttribute(
        "deputies",
        substitutions.deputies(me, absent).stream().map(SubstitutionPage::choice).toList());
    model.addAttribute(
        "reasons",
        Stream.of(Reason.values())
            .filter(one -> all || one != Reason.VACANCY)
            .map(one -> new Choice(one.name(), one.title()))
            .toList());
    model.addAttribute("today", LocalDate.now(clock).toString());
    List<Substitution> every = substitutions.all();
    model.addAttribute(
        "lines",
        (all ? every : substitutions.of(me))
            .stream()
                .filter(one -> all || isMine(me, one.absent()) || one.deputy().equals(me))
                .map(one -> line(one, me, every))
                .toList());
    return "substitution";
  }

  private Line line(Substitution one, OfficialId me, List<Substitution> every) {
    return new Line(
        one.id(),
        name(one.absent()),
        name(one.deputy()),
        one.position().map(id -> title(one.absent(), id)).orElse("все должности"),
        days(one),
        one.reason().title(),
        name(one.orderedBy()) + ", " + one.orderedPost(),
        state(one, every),
        one.revokedAt().isEmpty()
            && !one.until().isBefore(LocalDate.now(clock))
            && substitutions.mayRevoke(one, me));
  }

  private String state(Substitution one, List<Substitution> every) {
    LocalDate today = LocalDate.now(clock);
    if (one.revokedAt().isPresent()) {
      return "отменено " + DAY.format(one.revokedAt().get().atZone(clock.getZone()).toLocalDate());
    }
    if (today.isAfter(one.until())) {
      return "закончилось";
    }
    return (today.isBefore(one.from()) ? "ещё не началось" : "действует")
        + every.stream()
            .filter(away -> away.keepsAway(one.deputy(), one.from(), one.until()))
            .sorted(Comparator.comparingLong(Substitution::id))
            .map(away -> ", замещающий отсутствует " + days(away))
            .collect(Collectors.joining());
  }

  /** An administrator orders for others on his own page. */
  private boolean isMine(OfficialId me, OfficialId absent) {
    return absent.equals(me) || !current.has(Role.ADMINISTRATOR);
  }

  private static Choice choice(Official official) {
    return new Choice(
        official.id().value(), official.name() + (official.active() ? "" : " (не работает)"));
  }

  private Choice choice(Position position) {
    return new Choice(
        position.id(),
        position.title()
            + ", "
            + position.role().title()
            + position
                .block()
                .flatMap(organization::findBlock)
                .map(Block::name)
                .map(name -> ", блок «" + name + "»")
                .orElse("")
            + position.until().map(last -> " (до " + DAY.format(last) + ")").orElse(""));
  }

  private String title(OfficialId official, String position) {
    return substitutions
        .position(official, position)
        .map(this::choice)
        .map(Choice::label)
        .orElse("");
  }

  private String name(OfficialId official) {
    return organization.findOfficial(official).map(Official::shortName).orElse("");
  }

  private static String days(Substitution one) {
    return one.from().equals(one.until())
        ? DAY.format(one.from())
        : "с " + DAY.format(one.from()) + " по " + DAY.format(one.until());
  }

  private static OfficialId official(String field, String typed, String missing) {
    if (!OfficialId.isValid(typed)) {
      throw new Unclear(field, missing);
    }
    return new OfficialId(typed);
  }

  private static LocalDate day(String field, String typed, String missing) {
    try {
      return LocalDate.parse(typed == null ? "" : typed);
    } catch (DateTimeParseException e) {
      throw new Unclear(field, missing);
    }
  }

  private static Reason reason(String typed) {
    return Stream.of(Reason.values())
        .filter(one -> one.name().equals(typed))
        .findFirst()
        .orElseThrow(() -> new Unclear("reason", "Выберите причину."));
  }

  /** A field is empty or holds what the page does not offer. */
  private static final class Unclear extends Refusal {
    private static final long serialVersionUID = 1L;

    Unclear(String field, String message) {
      super(field, message);
    }
  }
}
