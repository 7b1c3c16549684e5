package ru.tsur.control;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.Complaints;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.ViewJournal;

/**
 * «Исходящие»: the register of signed letters, as a page and as CSV; on a letter's page the
 * registrar records that it was handed over or came back.
 */
@Controller
class OutgoingPage {

  /** A row as the page and the file show it. */
  record Line(
      String id,
      String appeal,
      String appealNumber,
      String number,
      String date,
      String body,
      String kind,
      String recipient,
      String method,
      String address,
      String dispatchNumber,
      String sent,
      String state,
      String fate) {}

  record Choice(String value, String label) {}

  /** What is typed about a letter, as it was typed. */
  record Typed(String what, String day, String number, String reason) {}

  private final OutgoingRegister register;
  private final LetterFates fates;
  private final Complaints complaints;
  private final Organization organization;
  private final CurrentOfficial current;
  private final Names names;
  private final ViewJournal journal;
  private final Clock clock;

  OutgoingPage(
      OutgoingRegister register,
      LetterFates fates,
      Complaints complaints,
      Organization organization,
      CurrentOfficial current,
      Names names,
      ViewJournal journal,
      Clock clock) {
    this.register = register;
    this.fates = fates;
    this.complaints = complaints;
    this.organization = organization;
    this.current = current;
    this.names = names;
    this.journal = journal;
    this.clock = clock;
  }

  @GetMapping("/outgoing")
  String show(
      @RequestParam Map<String, String> parameters, Model model, HttpServletResponse response) {
    OutgoingFilter.Parsed parsed = OutgoingFilter.parse(parameters, organization);
    OutgoingFilter filter = parsed.filter();
    model.addAttribute("given", parsed.given());
    model.addAttribute("problems", parsed.problems());
    model.addAttribute(
        "bodies",
        organization.bodies().stream()
            .filter(body -> body.outgoingSeries().isPresent())
            .map(body -> new Choice(body.id().value(), body.name()))
            .toList());
    model.addAttribute(
        "states",
        Arrays.stream(OutgoingRegister.State.values())
            .map(state -> new Choice(state.name(), state.title()))
            .toList());
    if (!parsed.problems().isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      return "control/outgoing";
    }
    journal.viewed("outgoing", filter.journal());
    List<OutgoingRegister.Row> rows =
        register.rows(
            filter,
            hidden(),
            (long) filter.page() * OutgoingRegister.PAGE,
            OutgoingRegister.PAGE + 1);
    model.addAttribute(
        "lines", rows.stream().limit(OutgoingRegister.PAGE).map(this::line).toList());
    model.addAttribute("page", filter.page() + 1);
    model.addAttribute(
        "previous",
        filter.page() == 0
            ? null
            : RegisterFilter.address("/outgoing", parsed.given(), filter.page() - 1));
    model.addAttribute(
        "next",
        rows.size() > OutgoingRegister.PAGE
            ? RegisterFilter.address("/outgoing", parsed.given(), filter.page() + 1)
            : null);
    model.addAttribute("csv", RegisterFilter.address("/outgoing/letters.csv", parsed.given(), 0));
    return "control/outgoing";
  }

  @GetMapping("/outgoing/letters.csv")
  void download(@RequestParam Map<String, String> parameters, HttpServletResponse response)
      throws IOException {
    OutgoingFilter.Parsed parsed = OutgoingFilter.parse(parameters, organization);
    if (!parsed.problems().isEmpty()) {
      response.sendError(HttpStatus.UNPROCESSABLE_ENTITY.value());
      return;
    }
    journal.viewed("outgoing/csv", parsed.filter().journal());
    List<OutgoingRegister.Row> rows =
        register.rows(parsed.filter(), hidden(), 0, OutgoingRegister.MOST_ROWS + 1);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"outgoing-" + LocalDate.now(clock) + ".csv\"");
    response.setHeader("Cache-Control", "no-store");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    write(rows.stream().limit(OutgoingRegister.MOST_ROWS).map(this::line).toList(), writer);
    if (rows.size() > OutgoingRegister.MOST_ROWS) {
      writer.write(
          "Показаны первые " + OutgoingRegister.MOST_ROWS + " строк: уточните фильтр.\r\n");
    }
    writer.flush();
  }

  private static void write(List<Line> lines, Writer writer) throws IOException {
    writer.write('\uFEFF');
    CSVPrinter printer = new CSVPrinter(writer, RegisterCsv.FORMAT);
    printer.printRecord(
        "Исходящий номер",
        "Дата",
        "Орган",
        "Письмо",
        "Обращение",
        "Кому",
        "Способ",
        "Адрес",
        "Номер отправки",
        "Отправлено",
        "Состояние",
        "Вручено или вернулось");
    for (Line line : lines) {
      printer.printRecord(
          RegisterCsv.cell(line.number()),
          RegisterCsv.cell(line.date()),
          RegisterCsv.cell(line.body()),
          RegisterCsv.cell(line.kind()),
          RegisterCsv.cell(line.appealNumber()),
          RegisterCsv.cell(line.recipient()),
          RegisterCsv.cell(line.method()),
          RegisterCsv.cell(line.address()),
          RegisterCsv.cell(line.dispatchNumber()),
          RegisterCsv.cell(line.sent()),
          RegisterCsv.cell(line.state()),
          RegisterCsv.cell(line.fate()));
    }
    printer.flush();
  }

  @GetMapping("/outgoing/{id}")
  String letter(@PathVariable String id, Model model) {
    return letter(known(id), new Typed("", LocalDate.now(clock).toString(), "", ""), model);
  }

  @PostMapping("/outgoing/{id}")
  String record(
      @PathVariable String id,
      @ModelAttribute Typed typed,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    OutgoingRegister.Row row = known(id);
    if (!current.has(Role.REGISTRAR)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    Actor registrar =
        organization.actorFor(current.official().id(), Role.REGISTRAR.at(Tenant.TSUR));
    try {
      switch (typed.what() == null ? "" : typed.what()) {
        case "proven" -> {
          fates.proven(row.id(), day(typed), typed.number(), registrar);
          flash.addFlashAttribute("note", "Вручение записано.");
        }
        case "returned" -> {
          fates.returned(row.id(), day(typed), typed.reason(), registrar);
          flash.addFlashAttribute(
              "note", "Возврат записан: задание «Решить, как отправить снова» – в списке задач.");
        }
        default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
      }
      return "redirect:/outgoing/" + row.id();
    } catch (Refusal refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("problem", refused.getMessage());
      refused.field().ifPresent(field -> model.addAttribute("field", typed.what() + "-" + field));
      return letter(row, typed, model);
    }
  }

  private String letter(OutgoingRegister.Row row, Typed typed, Model model) {
    journal.viewed("outgoing/letter", row.appeal().orElseThrow());
    model.addAttribute("line", line(row));
    model.addAttribute("typed", typed);
    model.addAttribute("today", LocalDate.now(clock));
    boolean registrar = current.has(Role.REGISTRAR);
    model.addAttribute("provable", registrar && row.state() == OutgoingRegister.State.SENT);
    model.addAttribute("controller", current.has(Role.CONTROLLER));
    model.addAttribute(
        "fates",
        fates.of(row.id()).stream()
            .map(
                fate ->
                    List.of(
                        fate.kind().title(),
                        names.due(fate.day().atTime(23, 59)),
                        fate.number(),
                        fate.reason(),
                        fate.method().title() + ": " + fate.address(),
                        names.official(fate.by().value()) + ", " + names.moment(fate.at())))
            .toList());
    return "control/outgoing-letter";
  }

  private Set<Integer> hidden() {
    return complaints.sealsHiddenFrom(current.official().id());
  }

  private OutgoingRegister.Row known(String id) {
    try {
      return register
          .row(new LetterId(UUID.fromString(id)))
          .filter(row -> row.appeal().isPresent()) // else it stands in the journal of e-mails
          .filter(
              row -> !complaints.isHiddenFrom(row.appeal().orElseThrow(), current.official().id()))
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    } catch (IllegalArgumentException notAnId) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such letter", notAnId);
    }
  }

  /** Null where there is no such day: the rule about the day says so. */
  private static LocalDate day(Typed typed) {
    try {
      return typed.day() == null ? null : LocalDate.parse(typed.day());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private Line line(OutgoingRegister.Row row) {
    return new Line(
        row.id().toString(),
        row.appeal().map(Object::toString).orElse(""),
        row.appealNumber(),
        row.number(),
        names.day(row.signedAt()),
        names.body(row.body()),
        row.kind(),
        row.recipient(),
        row.method().title(),
        row.address(),
        row.dispatchNumber(),
        row.sentAt().map(names::moment).orElse(""),
        row.state().title(),
        row.fateDay().map(day -> names.due(day.atTime(23, 59))).orElse("")
            + (row.proof().isEmpty() ? "" : ", № " + row.proof()));
  }
}
