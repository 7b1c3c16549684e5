package ru.tsur.intake;

import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AppealRefusals.AlreadyEntered;
import ru.tsur.appeal.AppealRefusals.AlreadyJournaled;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ChannelGate;
import ru.tsur.appeal.ControlDates;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.Faults;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.appeal.Repeats;
import ru.tsur.appeal.Uploads;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.organization.Actor;
import ru.tsur.organization.MailAddress;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/**
 * «Новое обращение»: what the registrar enters himself is stored and registered in the same act.
 * Each sending is answered by a redirect: what the browser keeps in its history is never a sending.
 */
@Controller
@RequestMapping("/intake/new")
class EntryPage {

  private static final String TASKLIST = "/camunda/app/tasklist/default/";

  /** As they stand on the page. */
  private static final List<String> FIELDS =
      List.of(
          "channel",
          "receivedAt",
          "controlDate",
          "controlBody",
          "type",
          "addressee",
          "kind",
          "organization",
          "lastName",
          "firstName",
          "middleName",
          "postalAddress",
          "email",
          "cabinet",
          "phone",
          "signatories",
          "text",
          "files",
          "questions[]",
          "earlier",
          "earlierKind",
          "offer");

  private final Appeals appeals;
  private final AppealProcess process;
  private final Deadlines deadlines;
  private final Repeats repeats;
  private final Organization organization;
  private final ControlDates controls;
  private final TransactionTemplate transaction;
  private final Emails emails;
  private final ChannelGate gate;
  private final Clock clock;

  EntryPage(
      Appeals appeals,
      AppealProcess process,
      Deadlines deadlines,
      Repeats repeats,
      Organization organization,
      ControlDates controls,
      TransactionTemplate transaction,
      Emails emails,
      ChannelGate gate,
      Clock clock) {
    this.controls = controls;
    this.transaction = transaction;
    this.appeals = appeals;
    this.process = process;
    this.deadlines = deadlines;
    this.repeats = repeats;
    this.organization = organization;
    this.emails = emails;
    this.gate = gate;
    this.clock = clock;
  }

  @InitBinder
  void limits(WebDataBinder binder) {
    binder.setAutoGrowCollectionLimit(50);
  }

  /** Each entry has an address of its own, so that the browser's history leads back to it. */
  @GetMapping
  String begin() {
    return at(UUID.randomUUID());
  }

  /** An entry just begun, one to be corrected, or, once registered, its number and a new one. */
  @GetMapping(params = "entry")
  String show(@RequestParam UUID entry, Model model, Principal registrar, HttpSession session) {
    Optional<UnfinishedEntries.Unfinished> unfinished = UnfinishedEntries.of(session).find(entry);
    if (unfinished.isPresent()) {
      faults(unfinished.get().faults(), model);
      EntryForm sent = unfinished.get().form();
      Faults unread = new Faults();
      NewAppeal entered = sent.request().read(clock.getZone(), List.of(), unread);
      model.addAttribute(
          "offers", unread.all().isEmpty() ? offers(sent, entered, registrar) : List.of());
      return page(unfinished.get().form(), model);
    }
    EntryForm form = new EntryForm();
    form.setReceivedAt(LocalDate.now(clock).toString());
    AppealId id = new AppealId(entry);
    Optional<Email> journaled = emails.find(entry);
    if (journaled.isPresent()) {
      model.addAttribute("journaled", true);
      Email.Reply reply = journaled.get().reply();
      model.addAttribute(
          "unexplained", reply.state() == Email.ReplyState.NONE ? reply.words() : null);
    } else if (appeals.find(id).isEmpty()) {
      form.setId(entry);
    } else if (appeals.storedBy(id).equals(Optional.of(registrar.getName()))) {
      registered(id, model);
    }
    return page(form, model);
  }

  /** Adds an empty question; works without script. */
  @PostMapping(params = "addQuestion")
  String addQuestion(
      @ModelAttribute("form") EntryForm form, RedirectAttributes flash, HttpSession session) {
    form.getQuestions().add(new EntryForm.Row());
    flash.addFlashAttribute("added", true);
    return again(form, List.of(), session);
  }

  @PostMapping
  String enter(
      @ModelAttribute("form") EntryForm form,
      BindingResult errors,
      Principal registrar,
      HttpSession session) {
    form.dropBlankQuestions();
    AppealId id = new AppealId(form.getId());
    Faults faults = new Faults();
    if (form.request().isEmail()) {
      Email.Incoming email =
          form.emailRequest().readEmail(clock.getZone(), chosen(form, faults), faults);
      if (gate.way(Channel.EMAIL, email.receivedAt()) == ChannelGate.Way.JOURNAL) {
        return journal(form, email, faults, registrar, session);
      }
      faults = new Faults();
    }
    if (emails.find(form.getId()).isPresent()) {
      form.setId(UUID.randomUUID());
      return again(form, List.of(new AlreadyJournaled()), session);
    }
    NewAppeal entered = form.request().read(clock.getZone(), chosen(form, faults), faults);
    Optional<Appeals.Earlier> earlier = faults.read(form::earlierAppeal, Optional.empty());
    Optional<ControlDates.ControlDate> control =
        faults.read(() -> form.request().control(entered, clock.getZone()), Optional.empty());
    appeals.check(id, entered, earlier, new OfficialId(registrar.getName()), faults);
    if (entered.receivedAt().isBefore(ZonedDateTime.now(clock).minusYears(1).toInstant())
        && !form.isOldDateConfirmed()) {
      form.confirmDate();
      faults.add(
          new InvalidAppeal(
              "receivedAt",
              "Дата поступления раньше чем год назад: проверьте год. Если верно, нажмите «Зарегистрировать» ещё раз."));
    }
    List<Repeats.Offer> offers =
        faults.all().isEmpty() && earlier.isEmpty() ? offers(form, entered, registrar) : List.of();
    if (!offers.isEmpty() && !form.isOfferAnswered()) {
      faults.add(
          new InvalidAppeal(
              "offer",
              "Есть похожие обращения того же заявителя: выберите, с каким связано, или «не связано»."));
    }
    if (!faults.all().isEmpty()) {
      return again(form, faults.all(), session);
    }
    try {
      Actor actor =
          organization.actorFor(
              new OfficialId(registrar.getName()), Role.REGISTRAR.at(Tenant.TSUR));
      Twins.settled(
          () ->
              transaction.execute(
                  status -> {
                    AppealId registered = appeals.receiveAndRegister(id, entered, earlier, actor);
                    control.ifPresent(stated -> controls.keep(registered, stated, actor));
                    if (!offers.isEmpty()) {
                      repeats.unrelated(registered, offers.size(), actor);
                    }
                    return registered;
                  }));
      UnfinishedEntries.of(session).drop(form.getId());
      return at(form.getId());
    } catch (AlreadyEntered before) {
      form.setId(UUID.randomUUID());
      return again(form, List.of(before), session);
    } catch (Refusal refused) {
      return again(form, List.of(refused), session);
    }
  }

  private List<Repeats.Offer> offers(EntryForm form, NewAppeal entered, Principal registrar) {
    return repeats.offers(
        new OfficialId(registrar.getName()),
        Optional.of(new AppealId(form.getId())),
        entered.applicant(),
        entered.text());
  }

  /** An e-mail by hand: kept in the journal, explained, no appeal (art. 4 p. 1). */
  private String journal(
      EntryForm form,
      Email.Incoming email,
      Faults faults,
      Principal registrar,
      HttpSession session) {
    if (email.text().isEmpty()) {
      faults.add(new InvalidAppeal("text", "Введите текст письма."));
    }
    if (!email.sender().isEmpty() && !MailAddress.isShaped(email.sender())) {
      faults.add(
          new InvalidAppeal(
              "applicant.email",
              "Адрес записан с ошибкой: нужен вид имя@домен.ру. Если адрес неизвестен, оставьте поле пустым."));
    }
    if (!faults.all().isEmpty()) {
      return again(form, faults.all(), session);
    }
    Optional<Appeal> before = appeals.find(new AppealId(form.getId()));
    if (before.isPresent()) {
      form.setId(UUID.randomUUID());
      return again(form, List.of(new AlreadyEntered(before.get().numberOrNone())), session);
    }
    try {
      Actor actor =
          organization.actorFor(
              new OfficialId(registrar.getName()), Role.REGISTRAR.at(Tenant.TSUR));
      Twins.settled(() -> emails.enter(form.getId(), email, actor));
      UnfinishedEntries.of(session).drop(form.getId());
      return at(form.getId());
    } catch (AlreadyJournaled already) {
      form.setId(UUID.randomUUID());
      return again(form, List.of(already), session);
    } catch (Refusal refused) {
      return again(form, List.of(refused), session);
    }
  }

  private static String again(EntryForm form, List<Refusal> faults, HttpSession session) {
    UnfinishedEntries.of(session).keep(form, faults);
    return at(form.getId());
  }

  private static String at(UUID entry) {
    return "redirect:/intake/new?entry=" + entry;
  }

  private void registered(AppealId id, Model model) {
    Appeal appeal = appeals.appeal(id);
    model.addAttribute("number", appeal.numberOrNone());
    List<String> warnings = new ArrayList<>(appeal.applicant().warnings());
    if (appeals.isRegisteredLate(id)) {
      warnings.add(
          "Зарегистрировано позже трёх дней со дня поступления: срок регистрации нарушен (59-ФЗ, ст. 8 ч. 2). Нарушение записано в историю обращения.");
    }
    model.addAttribute("warnings", warnings);
    model.addAttribute(
        "due",
        deadlines.current(id, Deadlines.ANSWER).map(kept -> kept.due().toLocalDate()).orElse(null));
    model.addAttribute(
        "desk", process.centreTask(id).map(task -> TASKLIST + "#/?task=" + task).orElse(TASKLIST));
  }

  /** By field, from the top of the page down; those of no field apart. */
  private static void faults(List<Refusal> refused, Model model) {
    Map<String, String> ofFields = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    refused.stream()
        .sorted(Comparator.comparing(fault -> FIELDS.indexOf(group(formField(fault)))))
        .forEach(
            fault -> {
              if (FIELDS.contains(group(formField(fault)))) {
                ofFields.put(formField(fault), fault.getMessage());
              } else {
                others.add(fault.getMessage());
              }
            });
    model.addAttribute("faults", ofFields);
    model.addAttribute("otherFaults", others);
  }

  /** What is entered with a date alone has come at its beginning. */
  private LocalDate firstWholeDay(Instant since) {
    LocalDate day = LocalDate.ofInstant(since, clock.getZone());
    return day.atStartOfDay(clock.getZone()).toInstant().isBefore(since) ? day.plusDays(1) : day;
  }

  private String page(EntryForm form, Model model) {
    model.addAttribute("form", form);
    if (!model.containsAttribute("offers")) {
      model.addAttribute("offers", List.of());
    }
    if (!model.containsAttribute("faults")) {
      faults(List.of(), model);
    }
    model.addAttribute(
        "channels",
        Arrays.stream(Channel.values())
            .filter(channel -> channel.isForAppeals() || channel == Channel.EMAIL)
            .toList());
    model.addAttribute(
        "journaledSince", gate.journalsEmailsSince().map(this::firstWholeDay).orElse(null));
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
  private static String formField(Refusal refused) {
    return refused
        .field()
        .orElse("")
        .replace("applicant.", "")
        .replaceAll("attachments\\.\\d+", "files")
        .replaceAll("questions\\.(\\d+)\\.", "questions[$1].");
  }

  /** Fields of all questions stand in one place, in their order. */
  private static String group(String field) {
    return field.replaceAll("questions\\[.*", "questions[]");
  }

  private static List<NewAppeal.File> chosen(EntryForm form, Faults faults) {
    return faults.read(() -> Uploads.of(form.getFiles()), List.of());
  }
}
