package ru.tsur.methodology;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import ru.tsur.appeal.Recalculation;
import ru.tsur.appeal.Recalculations;
import ru.tsur.deadline.InvalidCalendar;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.workflow.StoredCalendars;

/**
 * «Календарь»: the production calendar in force, another one loaded and tried, and the act that
 * puts it in force and computes the open deadlines again.
 */
@Controller
@RequestMapping("/calendar")
class CalendarPage {

  /** An act as the page tells it. */
  record Act(
      long id,
      String at,
      String by,
      String basis,
      String what,
      boolean finished,
      Recalculations.Progress progress) {}

  /** One moved, or not moved, deadline. */
  record Line(String number, String label, String before, String after, String verdict) {}

  private static final int MOST_LINES = 200;
  private static final int LONGEST_FILE = 500_000;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final Map<Recalculation.Verdict, String> VERDICTS =
      Map.of(
          Recalculation.Verdict.SAME, "не изменится",
          Recalculation.Verdict.MOVED_EARLIER, "станет раньше",
          Recalculation.Verdict.MOVED_LATER, "станет позже",
          Recalculation.Verdict.BREACHED, "уже нарушен, не переносится",
          Recalculation.Verdict.WOULD_BE_PAST, "новая дата уже прошла, остаётся прежняя");

  private final StoredCalendars calendars;
  private final Recalculations recalculations;
  private final Organization organization;
  private final CurrentOfficial current;
  private final Clock clock;

  CalendarPage(
      StoredCalendars calendars,
      Recalculations recalculations,
      Organization organization,
      CurrentOfficial current,
      Clock clock) {
    this.calendars = calendars;
    this.recalculations = recalculations;
    this.organization = organization;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping
  String show(Model model) {
    StoredCalendars.Loaded now = calendars.inForce();
    model.addAttribute("version", now.files().version());
    model.addAttribute("by", now.by().map(this::name).orElse("из файлов программы"));
    model.addAttribute("at", now.at().map(this::time).orElse(""));
    model.addAttribute("years", years(now));
    model.addAttribute("acts", recalculations.all().stream().limit(20).map(this::act).toList());
    return "calendar";
  }

  /** One of the three files in force, to be edited and loaded again. */
  @GetMapping("/files/{name:holidays|short-days|regional-days}.csv")
  ResponseEntity<byte[]> file(@PathVariable String name) {
    StoredCalendars.Files files = calendars.inForce().files();
    String text =
        switch (name) {
          case "holidays" -> files.holidays();
          case "short-days" -> files.shortDays();
          default -> files.regional();
        };
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name + ".csv").build().toString())
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Loads a calendar; nothing is in force by that, the preview is shown. */
  @PostMapping
  String load(
      @RequestParam(defaultValue = "") String version,
      @RequestParam Optional<MultipartFile> holidays,
      @RequestParam Optional<MultipartFile> shortDays,
      @RequestParam Optional<MultipartFile> regional,
      Model model,
      HttpServletResponse response)
      throws IOException {
    StoredCalendars.Files now = calendars.inForce().files();
    String name = version.strip();
    try {
      if (given(holidays).isEmpty() && given(shortDays).isEmpty() && given(regional).isEmpty()) {
        throw new InvalidCalendar(List.of("Выберите хотя бы один файл."));
      }
      if (calendars.isTaken(name)) {
        throw new InvalidCalendar(
            List.of("Календарь с именем «" + name + "» уже есть: дайте новому другое имя."));
      }
      long id =
          calendars.load(
              new StoredCalendars.Files(
                  name,
                  text(given(holidays), now.holidays()),
                  text(given(shortDays), now.shortDays()),
                  text(given(regional), now.regional())),
              current.official().id());
      return "redirect:/calendar/" + id;
    } catch (InvalidCalendar invalid) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("faults", invalid.faults());
      model.addAttribute("given", name);
      return show(model);
    }
  }

  /** What the act would do with a loaded calendar; {@code current}: with the one in force. */
  @GetMapping("/{calendar:\\d{1,18}|current}")
  String preview(
      @PathVariable String calendar,
      @RequestParam(defaultValue = "false") boolean terms,
      Model model) {
    StoredCalendars.Loaded loaded = loaded(calendar);
    Recalculations.Preview preview = recalculations.preview(loaded.files().read(), terms);
    model.addAttribute("calendar", calendar);
    model.addAttribute("version", loaded.files().version());
    model.addAttribute("inForce", loaded.id().equals(calendars.inForce().id()));
    model.addAttribute("terms", terms);
    model.addAttribute("appeals", preview.appeals());
    model.addAttribute("moved", preview.moved());
    model.addAttribute(
        "counts",
        preview.counts().entrySet().stream()
            .map(entry -> Map.entry(VERDICTS.get(entry.getKey()), entry.getValue()))
            .toList());
    model.addAttribute("total", preview.changes().size());
    model.addAttribute(
        "lines", preview.changes().stream().limit(MOST_LINES).map(CalendarPage::line).toList());
    return "calendar-preview";
  }

  /** Puts the calendar in force and orders the act. */
  @PostMapping("/{calendar:\\d{1,18}|current}")
  String order(
      @PathVariable String calendar,
      @RequestParam(defaultValue = "false") boolean terms,
      @RequestParam(defaultValue = "") String basis,
      Model model,
      HttpServletResponse response) {
    StoredCalendars.Loaded loaded = loaded(calendar);
    try {
      Recalculation act =
          recalculations.order(
              loaded.id(),
              terms,
              basis,
              organization.actorFor(current.official().id(), Role.METHODOLOGIST.at(Tenant.TSUR)));
      return "redirect:/calendar/acts/" + act.id();
    } catch (Refusal refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("problem", refused.getMessage());
      model.addAttribute("basis", basis);
      return preview(calendar, terms, model);
    }
  }

  /** How far an act has come, and what it has moved. */
  @GetMapping("/acts/{id:\\d{1,18}}")
  String act(@PathVariable long id, Model model) {
    Recalculation act =
        recalculations.all().stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("act", act(act));
    model.addAttribute(
        "lines", recalculations.moved(id, MOST_LINES).stream().map(CalendarPage::line).toList());
    return "calendar-act";
  }

  private StoredCalendars.Loaded loaded(String calendar) {
    if (calendar.equals("current")) {
      return calendars.inForce();
    }
    return calendars
        .find(Long.parseLong(calendar))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private Act act(Recalculation act) {
    return new Act(
        act.id(),
        time(act.orderedAt()),
        name(act.orderedBy().official()) + ", " + act.orderedBy().post(),
        act.basis(),
        "календарь «"
            + act.calendar()
                .flatMap(calendars::find)
                .map(loaded -> loaded.files().version())
                .orElseGet(calendars::shippedVersion)
            + "»"
            + (act.withTerms() ? " и таблица сроков" : ""),
        act.finishedAt().isPresent(),
        recalculations.progress(act.id()));
  }

  private static Line line(Recalculations.Change change) {
    return new Line(
        change.number() == null ? "не зарегистрировано" : change.number(),
        change.label(),
        day(change.before()),
        day(change.after()),
        VERDICTS.get(change.verdict()));
  }

  private static String day(LocalDateTime due) {
    return due.getHour() == 23 && due.getMinute() == 59 ? DAY.format(due) : TIME.format(due);
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(clock.getZone()));
  }

  private String name(OfficialId id) {
    return organization.findOfficial(id).map(Official::name).orElse(id.value());
  }

  private static String years(StoredCalendars.Loaded loaded) {
    var calendar = loaded.files().read();
    List<Integer> covered =
        java.util.stream.IntStream.rangeClosed(2000, 2100)
            .filter(calendar::covers)
            .boxed()
            .toList();
    return covered.get(0) + "–" + covered.get(covered.size() - 1);
  }

  private static Optional<MultipartFile> given(Optional<MultipartFile> file) {
    return file.filter(one -> !one.isEmpty());
  }

  private static String text(Optional<MultipartFile> file, String otherwise) throws IOException {
    if (file.isEmpty()) {
      return otherwise;
    }
    if (file.get().getSize() > LONGEST_FILE) {
      throw new InvalidCalendar(
          List.of("Файл «" + file.get().getOriginalFilename() + "» больше 500 КБ."));
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(file.get().getBytes()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidCalendar(
          List.of(
              "Файл «"
                  + file.get().getOriginalFilename()
                  + "» не в кодировке UTF-8: сохраните его в UTF-8."));
    }
  }
}
