package ru.tsur.control;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Complaints;
import ru.tsur.organization.Organization;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.ViewJournal;

/** The controller's register of all appeals, as a page and as CSV. Read-only. */
@Controller
class RegisterPage {

  private static final int LONGEST_SUBJECT = 120;

  private final AppealRegister register;
  private final Complaints complaints;
  private final CurrentOfficial current;
  private final Organization organization;
  private final Names names;
  private final ViewJournal journal;
  private final Clock clock;

  RegisterPage(
      AppealRegister register,
      Complaints complaints,
      CurrentOfficial current,
      Organization organization,
      Names names,
      ViewJournal journal,
      Clock clock) {
    this.register = register;
    this.complaints = complaints;
    this.current = current;
    this.organization = organization;
    this.names = names;
    this.journal = journal;
    this.clock = clock;
  }

  /** A row as the page and the file show it. */
  record Line(
      String id,
      String number,
      String subject,
      String state,
      String type,
      String collective,
      String received,
      String blocks,
      String bodies,
      String due,
      String left,
      boolean breached,
      String escalated,
      String answered) {}

  record Choice(String value, String label) {}

  @GetMapping("/control")
  String show(
      @RequestParam Map<String, String> parameters, Model model, HttpServletResponse response) {
    RegisterFilter.Parsed parsed = RegisterFilter.parse(parameters, organization);
    RegisterFilter filter = parsed.filter();
    model.addAttribute("given", parsed.given());
    model.addAttribute("problems", parsed.problems());
    model.addAttribute(
        "bodies", choices(organization.bodies(), b -> new Choice(b.id().value(), b.name())));
    model.addAttribute(
        "blocks", choices(organization.blocks(), b -> new Choice(b.id().value(), b.name())));
    model.addAttribute(
        "states", choices(List.of(Appeal.State.values()), s -> new Choice(s.name(), s.title())));
    model.addAttribute(
        "types", choices(List.of(AppealType.values()), t -> new Choice(t.name(), t.title())));
    if (!parsed.problems().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      return "control/register";
    }
    journal.viewed("control", filter.journal());
    List<AppealRegister.Row> rows =
        register.rows(
            filter, hidden(), (long) filter.page() * AppealRegister.PAGE, AppealRegister.PAGE + 1);
    boolean more = rows.size() > AppealRegister.PAGE;
    model.addAttribute("lines", rows.stream().limit(AppealRegister.PAGE).map(this::line).toList());
    model.addAttribute("sums", sums(register.sums(filter, hidden())));
    model.addAttribute("page", filter.page() + 1);
    model.addAttribute(
        "previous",
        filter.page() == 0
            ? null
            : RegisterFilter.address("/control", parsed.given(), filter.page() - 1));
    model.addAttribute(
        "next",
        more ? RegisterFilter.address("/control", parsed.given(), filter.page() + 1) : null);
    model.addAttribute("csv", RegisterFilter.address("/control/appeals.csv", parsed.given(), 0));
    return "control/register";
  }

  @GetMapping("/control/appeals.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    RegisterFilter.Parsed parsed = RegisterFilter.parse(parameters, organization);
    if (!parsed.problems().isEmpty()) {
      response.sendError(HttpStatus.UNPROCESSABLE_ENTITY.value());
      return;
    }
    journal.viewed("control/csv", parsed.filter().journal());
    List<AppealRegister.Row> rows =
        register.rows(parsed.filter(), hidden(), 0, AppealRegister.MOST_COUNTED + 1);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"appeals-" + LocalDate.now(clock) + ".csv\"");
    response.setHeader("Cache-Control", "no-store");
    Writer writer =
        new java.io.OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    RegisterCsv.write(
        rows.stream().limit(AppealRegister.MOST_COUNTED).map(this::line).toList(),
        rows.size() > AppealRegister.MOST_COUNTED,
        writer);
    writer.flush();
  }

  /** Complaints on the reader (art. 8 p. 6). */
  private Set<Integer> hidden() {
    return complaints.sealsHiddenFrom(current.official().id());
  }

  private static <T> List<Choice> choices(List<T> all, Function<T, Choice> choice) {
    return all.stream().map(choice).toList();
  }

  private static Map<String, String> sums(AppealRegister.Sums sums) {
    Map<String, String> shown = new LinkedHashMap<>();
    String more = sums.capped() ? "+" : "";
    shown.put("Найдено", Math.min(sums.found(), AppealRegister.MOST_COUNTED) + more);
    shown.put("На контроле", sums.open() + more);
    shown.put("С нарушением срока", sums.breached() + more);
    shown.put("С эскалацией", sums.escalated() + more);
    shown.put("Возвращалось к рассмотрению", sums.reopened() + more);
    shown.put("Ответ дан в срок", sums.answeredInTime() + more + " из " + sums.answered() + more);
    return shown;
  }

  private Line line(AppealRegister.Row row) {
    return new Line(
        row.id().toString(),
        row.number().orElse("без номера"),
        row.questions().stream().findFirst().map(q -> shortened(q.substance())).orElse("")
            + (row.questions().size() > 1 ? " (вопросов: " + row.questions().size() + ")" : ""),
        row.state().title() + (row.reopened() ? " (возвращалось к рассмотрению)" : ""),
        row.type().title(),
        row.collective() ? "да" : "",
        names.moment(row.receivedAt()),
        row.questions().stream()
            .flatMap(q -> q.block().stream())
            .distinct()
            .map(names::block)
            .collect(Collectors.joining(", ")),
        row.questions().stream()
            .flatMap(q -> q.body().stream())
            .distinct()
            .map(names::body)
            .collect(Collectors.joining(", ")),
        row.due().map(names::due).orElse("не установлен"),
        left(row),
        row.isBreached(),
        row.escalated() ? "да" : "",
        row.answeredAt().map(names::moment).orElse(""));
  }

  /** The label beside the term: never a colour alone. */
  private String left(AppealRegister.Row row) {
    String answer = answer(row);
    String other =
        row.breached().stream()
            .map(term -> "«" + names.term(term) + "»")
            .collect(Collectors.joining(", "));
    return row.overdue() || other.isEmpty()
        ? answer
        : answer + (answer.isEmpty() ? "" : "; ") + "нарушен срок: " + other;
  }

  private String answer(AppealRegister.Row row) {
    if (!row.open()) {
      return row.overdue() ? "с нарушением срока" : "в срок";
    }
    if (row.due().isEmpty()) {
      return "";
    }
    long days = ChronoUnit.DAYS.between(LocalDate.now(clock), row.due().get().toLocalDate());
    if (row.overdue()) {
      return "просрочено на " + Math.max(1, -days) + " дн.";
    }
    return days == 0 ? "сегодня" : "осталось " + days + " дн.";
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
  }
}
