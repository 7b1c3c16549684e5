package ru.tsur.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.ApplicantKind;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.DocumentRequests;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Extensions;
import ru.tsur.appeal.Recalculation;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.Receptions;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Supplements;
import ru.tsur.appeal.Visits;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.control.Check;
import ru.tsur.control.Retries;
import ru.tsur.correspondence.Email;
import ru.tsur.correspondence.Emails;
import ru.tsur.correspondence.Explanations;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.Letters;
import ru.tsur.correspondence.Outbox;
import ru.tsur.desk.Releases;
import ru.tsur.desk.TaskWork;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Refusal;
import ru.tsur.organization.Role;
import ru.tsur.organization.Substitution;
import ru.tsur.organization.Substitutions;
import ru.tsur.organization.TaskGroup;
import ru.tsur.organization.Tenant;
import ru.tsur.workflow.Deputies;
import ru.tsur.workflow.RequestRules;
import ru.tsur.workflow.StoredCalendars;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.VisitLetters;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * Appeals live through random lawful and unlawful events in simulated time. After each event the
 * invariants hold: those of {@link Check} and of {@link LifeRules}. The same seed gives the same
 * lives.
 */
@Component
class Lives {

  private static final int CALM_AFTER = 45; // events of one appeal; then only the straight way
  private static final int MOST_AWAY = 3;
  private static final int TRIES = 5; // of a job, before it stands on the page «Сбои»
  private static final OfficialId ADMINISTRATOR = new OfficialId("admin");
  private static final Set<String> OF_THE_LADDER =
      Set.of("Task_HeadMeasures", "Task_DeputyMeasures", "Task_ApparatusMeasures");
  private static final List<String> THEMES =
      List.of("0301", "0302", "0306", "0101", "0103", "0202", "0401", "0501", "0601", "0701", "");

  private final Region region;
  private final Smtp smtp;
  private final Calendar calendar;
  private final Staff staff;
  private final Releases releases;
  private final Retries retries;
  private final LifeRules rules;
  private final LifeForms forms;
  private final Footprint footprint;
  private final TaskWork work;
  private final TaskService tasks;
  private final ProcessEngineConfigurationImpl configuration;
  private final Extensions extensions;
  private final Appeals appeals;
  private final Complaints complaints;
  private final ComplaintNotices notices;
  private final Supplements supplements;
  private final Withdrawals withdrawals;
  private final Reopenings reopenings;
  private final DocumentRequests requests;
  private final RequestRules requestRules;
  private final Visits visits;
  private final VisitLetters invitations;
  private final Receptions receptions;
  private final Emails emails;
  private final Explanations explanations;
  private final Letters letters;
  private final LetterFates fates;
  private final Organization organization;
  private final Substitutions substitutions;
  private final Deputies deputies;
  private final StoredCalendars calendars;
  private final Outbox outbox;
  private final EngineAccess engine;
  private final Check check;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ObjectMapper json;
  private final Clock clock;

  Lives(
      Region region,
      Smtp smtp,
      Calendar calendar,
      Staff staff,
      Releases releases,
      Retries retries,
      LifeRules rules,
      LifeForms forms,
      Footprint footprint,
      TaskWork work,
      TaskService tasks,
      ProcessEngineConfigurationImpl configuration,
      Extensions extensions,
      Appeals appeals,
      Complaints complaints,
      ComplaintNotices notices,
      Supplements supplements,
      Withdrawals withdrawals,
      Reopenings reopenings,
      DocumentRequests requests,
      RequestRules requestRules,
      Visits visits,
      VisitLetters invitations,
      Receptions receptions,
      Emails emails,
      Explanations explanations,
      Letters letters,
      LetterFates fates,
      Organization organization,
      Substitutions substitutions,
      Deputies deputies,
      StoredCalendars calendars,
      Outbox outbox,
      EngineAccess engine,
      Check check,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ObjectMapper json,
      Clock clock) {
    this.region = region;
    this.smtp = smtp;
    this.calendar = calendar;
    this.staff = staff;
    this.releases = releases;
    this.retries = retries;
    this.rules = rules;
    this.forms = forms;
    this.footprint = footprint;
    this.work = work;
    this.tasks = tasks;
    this.configuration = configuration;
    this.extensions = extensions;
    this.appeals = appeals;
    this.complaints = complaints;
    this.notices = notices;
    this.supplements = supplements;
    this.withdrawals = withdrawals;
    this.reopenings = reopenings;
    this.requests = requests;
    this.requestRules = requestRules;
    this.visits = visits;
    this.invitations = invitations;
    this.receptions = receptions;
    this.emails = emails;
    this.explanations = explanations;
    this.letters = letters;
    this.fates = fates;
    this.organization = organization;
    this.substitutions = substitutions;
    this.deputies = deputies;
    this.calendars = calendars;
    this.outbox = outbox;
    this.engine = engine;
    this.check = check;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /** What happened: every event as it was told (the same for the same seed), how often what. */
  record Lived(int events, List<String> story, Map<String, Integer> counts) {}

  /**
   * One run: {@code count} appeals from {@code seed}, until the last one is closed. The rules are
   * asked after every {@code every}-th event, those of the whole database after every fourth time.
   */
  Lived live(long seed, int count, int every) {
    return new Run(seed, count, every).live();
  }

  /** The event that an unlawful attempt stands for was not refused, or a rule was broken. */
  static final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    Broken(Run run, Throwable cause) {
      super(
          "seed %1$d, event %2$d: %3$s%nlast events:%n%4$s%nreplay: -Dlives.seed=%1$d -Dlives.count=%5$d,"
                  .formatted(
                      run.seed,
                      run.events,
                      cause.getMessage(),
                      String.join(
                          "\n",
                          run.story.subList(Math.max(0, run.story.size() - 25), run.story.size())),
                      run.count)
              + " with -Dlives.every=1 for the very event",
          cause);
    }
  }

  private final class Run {
    private final long seed;
    private final int count;
    private final int every;
    private final Random chance;
    private final Map<AppealId, Integer> worked = new HashMap<>();
    private final Map<AppealId, Integer> births = new HashMap<>();
    private final List<AppealId> order = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, Integer> received = new HashMap<>();
    private final Map<OfficialId, Integer> away = new LinkedHashMap<>(); // until which event
    private final List<String> story = new ArrayList<>();
    private int events;
    private boolean mailWorks = true;
    private Done finished;
    private Recalculation act; // under way

    private record Done(String task, OfficialId by) {}

    Run(long seed, int count, int every) {
      this.seed = seed;
      this.count = count;
      this.every = every;
      this.chance = new Random(seed);
    }

    Lived live() {
      staff.asBefore();
      smtp.server.reset();
      int limit = count * 400;
      try {
        while (births.size() < count || !order.isEmpty()) {
          if (++events > limit) {
            throw new AssertionError(
                order.size()
                    + " appeals never end, such as "
                    + order.get(0)
                    + " with "
                    + region.open(order.get(0)));
          }
          event();
          holds();
        }
        mail(true);
        theActIsDone();
        calendar.asShipped();
        assertThat(check.findings()).isEmpty();
        assertThat(rules.broken()).isEmpty();
        everyLetterCameOnce();
      } catch (RuntimeException | AssertionError broken) {
        throw new Broken(this, broken);
      } finally {
        mail(true);
        staff.asBefore();
      }
      return new Lived(events, story, counts);
    }

    private void event() {
      backFromAbsence();
      int dice = chance.nextInt(1000);
      if (order.isEmpty() || births.size() < count && dice < 100) {
        isBorn();
      } else if (dice < 515) {
        somebodyWorks();
      } else if (dice < 550) {
        somethingComes();
      } else if (dice < 575) {
        somebodyTakesATask();
      } else if (dice < 690) {
        somebodyBreaksALaw();
      } else if (dice < 725) {
        askForTime();
      } else if (dice < 745) {
        somebodyLeaves();
      } else if (dice < 752) {
        somebodyGetsASecondPosition();
      } else if (dice < 755) {
        somebodyIsReplaced();
      } else if (dice < 775) {
        theCalendarChanges();
      } else if (dice < 805) {
        theServerDies();
      } else if (dice < 815) {
        aStepFails();
      } else if (dice < 910) {
        tell("time passes");
        region.timePassesTo(
            now().plusMinutes(30 + chance.nextInt(births.size() < count ? 600 : 3000)));
        deputies.follow();
        bury();
      } else if (dice < 935) {
        mail(!mailWorks);
      } else {
        mailIsSent();
      }
    }

    private void mailIsSent() {
      tell("mail is sent");
      region.mailIsSent();
      explanations.sendDue();
      collect();
      bury();
    }

    private void mail(boolean works) {
      if (works != mailWorks) {
        tell(works ? "mail works" : "mail is down");
        if (works) {
          smtp.server.start();
        } else {
          collect();
          smtp.server.stop();
        }
        mailWorks = works;
      }
    }

    private void isBorn() {
      switch (chance.nextInt(16)) {
        case 0 -> anEmailComes();
        case 1 -> somebodyIsReceived();
        default -> anAppealComes();
      }
    }

    private void anEmailComes() {
      AppealId email =
          new AppealId(
              emails
                  .receive(
                      new Email.Incoming(
                          Optional.of("mail-" + events),
                          clock.instant(),
                          "sender" + events + "@example.org",
                          "Анна",
                          "",
                          "Сосед угрожает поджечь дом.",
                          List.of()),
                      new Actor(new OfficialId("portal"), "Внешняя система", Role.SYSTEM))
                  .id());
      isThere(email, "an e-mail comes");
    }

    private void isThere(AppealId appeal, String how) {
      births.put(appeal, births.size() + 1);
      order.add(appeal);
      tell(appeal, how);
    }

    /** Personal reception: an oral answer, or what comes of it is an appeal. */
    private void somebodyIsReceived() {
      if (staff.isAway(new OfficialId("centre.head"))) {
        return;
      }
      Optional<Actor> registrar = registrar();
      if (registrar.isEmpty()) {
        return;
      }
      Reception.Result result =
          any(
              List.of(
                  Reception.Result.ORAL_ANSWER,
                  Reception.Result.WRITTEN_ANSWER,
                  Reception.Result.WRITTEN_APPEAL));
      Reception card =
          receptions.enter(
              UUID.randomUUID(),
              new Reception.Entered(
                  now().toLocalDate(),
                  Optional.of(new OfficialId("centre.head")),
                  Optional.of(Reception.Document.PASSPORT),
                  false,
                  new Applicant(
                      ApplicantKind.CITIZEN,
                      "Приёмная" + events,
                      "Анна",
                      "Петровна",
                      "",
                      "г. Зареченск, ул. Садовая, д. 1",
                      "",
                      "",
                      ""),
                  "Просит починить фонари",
                  result,
                  true,
                  "Фонари починят.",
                  AppealType.APPLICATION,
                  "Губернатору области",
                  "Прошу починить фонари.",
                  ""),
              registrar.get());
      assertThat(card.appeal().isPresent()).isEqualTo(result != Reception.Result.ORAL_ANSWER);
      card.appeal()
          .ifPresentOrElse(
              appeal -> isThere(appeal, "comes of a reception"),
              () -> tell("is answered at a reception"));
    }

    /** Whoever of the registrars is there. */
    private Optional<Actor> registrar() {
      TaskGroup registrars = Role.REGISTRAR.at(Tenant.TSUR);
      return organization.membersOf(registrars).stream()
          .map(Official::id)
          .findFirst()
          .map(one -> organization.actorFor(one, registrars));
    }

    private void anAppealComes() {
      Region.Asked[] asked = new Region.Asked[1 + chance.nextInt(3)];
      for (int i = 0; i < asked.length; i++) {
        asked[i] =
            new Region.Asked(
                "Вопрос " + (i + 1), any(THEMES), any(List.of("zarechensk", "lugovets", "")));
      }
      AppealId appeal;
      if (chance.nextInt(3) == 0
          || organization.membersOf(Role.REGISTRAR.at(Tenant.TSUR)).isEmpty()) {
        appeal = region.appealByRest(Channel.OFFICIAL_SITE, asked);
        isThere(appeal, "comes by REST");
      } else {
        Channel channel = any(List.of(Channel.POST, Channel.OFFICIAL_SITE));
        appeal = region.registered(any(List.of(AppealType.values())), channel, asked);
        isThere(appeal, "is registered, " + channel);
      }
    }

    // ---- lawful

    private void somebodyWorks() {
      AppealId appeal = any(order);
      List<Task> open = open(appeal);
      if (open.isEmpty()) {
        mailIsSent();
        return;
      }
      Task task = any(open);
      boolean calm = worked.merge(appeal, 1, Integer::sum) > CALM_AFTER;
      tell(appeal, "does " + task.getTaskDefinitionKey());
      RuntimeException refusal = null;
      for (OfficialId official : entitled(task)) {
        try {
          does(task, official, calm);
          finished = new Done(task.getId(), official);
          if (task.getTaskDefinitionKey().equals("Task_Triage")) {
            region.timePassesTo(now()); // the term of the outcome may be over already
          }
          bury();
          return;
        } catch (RuntimeException notHe) {
          if (!isRefusal(notHe)) {
            throw notHe;
          }
          refusal = notHe; // he wrote it, or has approved it: the next one of the group
        }
      }
      if (says(refusal, "Подпишите ответ после проверки")) {
        tell(appeal, "waits for the check of a complaint");
      } else if (task.getAssignee() != null) {
        isReleased(appeal, task);
      } else if (staff.isThin(Tenant.ofInstance(task.getTenantId()))
          || says(refusal, "этот текст")
              && staff.isThinBody(Tenant.ofInstance(task.getTenantId()))) {
        if (!isComplainedAbout(Tenant.ofInstance(task.getTenantId()))) {
          somebodyIsAppointed(task);
        }
      } else if (groups(task).stream().noneMatch(staff::misses)) {
        throw new AssertionError(
            "nobody can do "
                + task.getTaskDefinitionKey()
                + " of "
                + task.getTenantId()
                + ": "
                + (refusal == null ? "the group is empty" : refusal.getMessage()),
            refusal);
      }
    }

    private static boolean says(RuntimeException refusal, String words) {
      return refusal != null && refusal.getMessage().contains(words);
    }

    /** Who held two positions there has done what forbids it, and nobody else is left. */
    private void somebodyIsAppointed(Task task) {
      TaskGroup group = groups(task).get(0);
      List<Official> others =
          organization.officials().stream()
              .filter(official -> !organization.holds(official.id(), group))
              .filter(official -> !staff.isAway(official.id()))
              .toList();
      OfficialId official = any(others).id();
      tell(official + " is appointed");
      staff.alsoHolds(official, group, Tenant.ofInstance(task.getTenantId()));
    }

    /** Its holder has left, or may not do it: his head or the coordinator takes it from him. */
    private void isReleased(AppealId appeal, Task task) {
      Tenant tenant = Tenant.ofInstance(task.getTenantId());
      OfficialId holder = new OfficialId(task.getAssignee());
      Optional<OfficialId> above =
          organization
              .membersOf((tenant.isCentre() ? Role.COORDINATOR : Role.BLOCK_HEAD).at(tenant))
              .stream()
              .map(Official::id)
              .filter(official -> !official.equals(holder) && !banned(task).contains(official))
              .findFirst();
      if (OF_THE_LADDER.contains(task.getTaskDefinitionKey()) || above.isEmpty()) {
        return; // it waits
      }
      tell(appeal, "is released " + task.getTaskDefinitionKey());
      releases.release(task.getId(), above.get(), any(List.of(ReleaseReason.values())));
      assertThat(region.task(appeal, task.getTaskDefinitionKey())).isNotNull();
      assertThat(
              jdbc.sql("select assignee_ from act_ru_task where id_ = :id")
                  .param("id", task.getId())
                  .query(String.class)
                  .optional())
          .as("released")
          .isEmpty();
    }

    // ---- what comes while it runs, and after

    /** Of any that was ever born: letters come back when all is over. */
    private void somethingComes() {
      AppealId appeal = any(born());
      Optional<Actor> registrar = registrar();
      if (appeals.find(appeal).isEmpty() || registrar.isEmpty()) {
        return;
      }
      try {
        switch (chance.nextInt(10)) {
          case 7, 8 -> anyOf(written()).ifPresent(this::isVisited);
          case 9 -> anyOf(written()).ifPresent(this::tellsOfAComplaint);
          case 0, 1 -> {
            tell(appeal, "is supplemented");
            supplements.add(
                appeal,
                new Supplements.New(
                    Optional.of("more-" + events), "И ещё об этом.", clock.instant(), List.of()),
                registrar.get());
          }
          case 2 -> {
            tell(appeal, "is to be stopped");
            withdrawals.record(
                appeal, "", "Прошу прекратить.", now().toLocalDate(), registrar.get());
          }
          case 3 -> anyOf(parts()).ifPresent(this::asksForDocuments);
          case 4 -> {
            List<AppealId> over = born().stream().filter(one -> !order.contains(one)).toList();
            isConsideredAgain(over.isEmpty() ? appeal : any(over), registrar.get());
          }
          default -> {
            Optional<LetterId> letter = aLetter(appeal);
            if (letter.isPresent()) {
              hearsOf(letter.get(), appeal, registrar.get());
            }
          }
        }
      } catch (Refusal notNow) {
        tell(appeal, "may not");
      }
    }

    /** A written answer is asked for, or a question was not answered in full, or was missed. */
    private void isConsideredAgain(AppealId appeal, Actor registrar) {
      if (chance.nextBoolean()) {
        tell(appeal, "is asked to be answered in writing");
        reopenings.writtenAnswerAsked(
            appeal,
            "Прошу ответить письменно.",
            now().toLocalDate().minusDays(chance.nextInt(3)),
            registrar);
      } else {
        Optional<Actor> orders =
            Reopenings.ORDERED_BY.stream()
                .flatMap(
                    group ->
                        organization.membersOf(group).stream()
                            .map(one -> organization.actorFor(one.id(), group)))
                .findFirst();
        if (orders.isEmpty()) {
          return;
        }
        boolean missed = chance.nextInt(4) == 0;
        tell(appeal, missed ? "has a missed question" : "was not answered in full");
        reopenings.order(
            appeal,
            new Reopenings.Ordered(
                "Не сказано, когда починят.",
                missed ? Set.of() : Set.of(1 + chance.nextInt(2)),
                missed ? "И когда вывезут мусор?" : "",
                chance.nextInt(10) == 0),
            orders.get());
      }
      if (!order.contains(appeal)) {
        order.add(appeal);
      }
      worked.put(appeal, 0);
    }

    private List<AppealId> born() {
      return births.keySet().stream().sorted(Comparator.comparing(births::get)).toList();
    }

    private void hearsOf(LetterId letter, AppealId appeal, Actor registrar) {
      if (chance.nextInt(3) == 0) {
        tell(appeal, "a letter is delivered");
        fates.proven(letter, now().toLocalDate(), "80-" + events, registrar);
      } else if (fates.of(letter).isEmpty()) {
        tell(appeal, "a letter comes back");
        fates.returned(letter, now().toLocalDate(), "Истёк срок", registrar);
        if (!order.contains(appeal)) {
          order.add(appeal);
        }
      }
    }

    private Optional<LetterId> aLetter(AppealId appeal) {
      List<Letter> signed =
          letters.of(appeal).stream()
              .filter(one -> one.signature().isPresent())
              .sorted(Comparator.comparing(one -> one.signature().get().number()))
              .toList();
      return signed.isEmpty() ? Optional.empty() : Optional.of(any(signed).id());
    }

    /** An executor, and what he writes. */
    private record Writing(Task task, Tenant tenant, Actor actor) {}

    private Optional<Writing> anyOf(List<Task> written) {
      if (written.isEmpty()) {
        return Optional.empty();
      }
      Task task = any(written);
      Tenant tenant = Tenant.ofInstance(task.getTenantId());
      return entitled(task).stream()
          .findFirst()
          .map(
              executor ->
                  new Writing(
                      task, tenant, organization.actorFor(executor, Role.EXECUTOR.at(tenant))));
    }

    private void isVisited(Writing writing) {
      Task task = writing.task();
      Tenant tenant = writing.tenant();
      Actor actor = writing.actor();
      tell(appeal(task), "a visit is appointed");
      Visits.Stated stated =
          new Visits.Stated(
              now().toLocalDate().plusDays(chance.nextInt(10)),
              "10:30",
              "ул. Садовая, 1",
              "Инженер",
              chance.nextBoolean());
      boolean withAct = chance.nextBoolean();
      if (stated.invited()
          && organization.body(tenant.body().orElseThrow()).outgoingSeries().isEmpty()) {
        return; // its signer has no numbers
      }
      transaction.executeWithoutResult(
          status -> {
            UUID visit = visits.appoint(appeal(task), tenant, stated, actor);
            if (stated.invited()) {
              invitations.invite(visits.visit(visit), actor);
            }
            visits.begin(visit);
            if (withAct) {
              visits.attach(
                  visit, "акт.pdf", "%PDF-1.4 акт".getBytes(StandardCharsets.UTF_8), actor);
            }
          });
    }

    /** Whoever considers it reads that it complains on one of ours (art. 8 p. 6). */
    private void tellsOfAComplaint(Writing writing) {
      tell(appeal(writing.task()), "a complaint is noticed");
      notices.tell(appeal(writing.task()), "Пишет, что инспектор нагрубил.", writing.actor());
    }

    private List<Task> parts() {
      return written().stream()
          .filter(task -> task.getTaskDefinitionKey().equals("Task_PreparePart"))
          .toList();
    }

    private void asksForDocuments(Writing writing) {
      Task task = writing.task();
      tell(appeal(task), "documents are asked for");
      DocumentRequests.Stated stated =
          requests.checked(
              new DocumentRequests.Stated(
                  DocumentRequest.Addressee.BODY,
                  Optional.of(new BodyId(any(List.of("lugovets", "zarechensk", "minroads")))),
                  "",
                  Optional.empty(),
                  "Акт обследования дороги"));
      TaskInHand inHand =
          new TaskInHand(
              task.getId(),
              task.getTaskDefinitionKey(),
              appeal(task),
              writing.tenant(),
              Map.of(),
              writing.actor());
      requests.ask(
          inHand.appeal(),
          writing.tenant(),
          stated,
          requestRules.allowed(inHand, stated),
          inHand.actor());
    }

    private void somebodyTakesATask() {
      AppealId appeal = any(order);
      List<Task> free = open(appeal).stream().filter(t -> t.getAssignee() == null).toList();
      if (free.isEmpty()) {
        return;
      }
      Task task = any(free);
      List<OfficialId> people = entitled(task);
      if (!people.isEmpty()) {
        tell(appeal, "is taken " + task.getTaskDefinitionKey());
        OfficialId official = people.get(0);
        engine.as(official, () -> tasks.claim(task.getId(), official.value()));
      }
    }

    private void does(Task task, OfficialId official, boolean calm) {
      String element = task.getTaskDefinitionKey();
      switch (element) {
        case "Task_HeadMeasures", "Task_DeputyMeasures", "Task_ApparatusMeasures" ->
            work.done(
                task.getId(),
                official,
                Map.of("measure", "PERSONAL_CONTROL", "days", (long) (1 + chance.nextInt(5))));
        case "Task_Triage" -> {
          if (!calm && chance.nextInt(3) == 0) {
            try {
              work.done(task.getId(), official, form(task, official).outOfTheWay());
              return;
            } catch (RuntimeException refused) {
              if (!isRefusal(refused)) {
                throw refused;
              }
              tell(appeal(task), "may not be decided so");
            }
          }
          work.done(task.getId(), official, form(task, official).filled(calm));
        }
        case "Task_DecideExtension" -> {
          boolean yes = chance.nextInt(3) > 0;
          try {
            work.done(task.getId(), official, decision(yes));
          } catch (RuntimeException late) {
            if (!isRefusal(late)) {
              throw late;
            }
            work.done(task.getId(), official, decision(false));
          }
        }
        default -> work.done(task.getId(), official, form(task, official).filled(calm));
      }
    }

    private JsonNode decision(boolean granted) {
      return json.createObjectNode().put("granted", granted ? "YES" : "NO").put("days", 10);
    }

    private LifeForms.Filling form(Task task, OfficialId official) {
      return forms.shown(task, appeal(task), official, chance, events);
    }

    private void askForTime() {
      List<Task> written = written();
      if (written.isEmpty()) {
        return;
      }
      Task task = any(written);
      AppealId appeal = appeal(task);
      tell(appeal, "asks for time");
      try {
        asks(task, 1 + chance.nextInt(30));
      } catch (Refusal expected) {
        tell(appeal, "may not");
      }
    }

    private List<Task> written() {
      return order.stream()
          .limit(40)
          .flatMap(appeal -> open(appeal).stream())
          .filter(
              task ->
                  List.of("Task_PreparePart", "Task_DraftAnswer")
                      .contains(task.getTaskDefinitionKey()))
          .toList();
    }

    private void asks(Task task, int days) {
      TaskGroup executors = Role.EXECUTOR.at(Tenant.ofInstance(task.getTenantId()));
      OfficialId executor = entitled(task).stream().findFirst().orElse(new OfficialId("nobody"));
      extensions.request(
          appeal(task),
          Extension.Ground.DOCUMENT_REQUEST,
          "Запрошены документы.",
          days,
          organization.actorFor(executor, executors));
    }

    // ---- people, calendar, accidents

    private void backFromAbsence() {
      away.entrySet().stream()
          .filter(one -> one.getValue() <= events)
          .map(Map.Entry::getKey)
          .toList()
          .forEach(
              official -> {
                tell(official + " is back");
                staff.returns(official);
                away.remove(official);
              });
    }

    private void somebodyLeaves() {
      AppealId appeal = any(order);
      List<OfficialId> people =
          open(appeal).stream().flatMap(task -> entitled(task).stream()).distinct().toList();
      if (people.isEmpty() || away.size() >= MOST_AWAY) {
        return;
      }
      OfficialId official = any(people);
      if (staff.isAway(official)) {
        return;
      }
      tell(official + " leaves");
      staff.leaves(official, chance.nextBoolean());
      away.put(official, events + 10 + chance.nextInt(60));
    }

    /** One of the same body may now do what his colleague does: duties are kept apart by person. */
    private void somebodyGetsASecondPosition() {
      AppealId appeal = any(order);
      List<Task> ofBodies =
          open(appeal).stream()
              .filter(t -> !Tenant.ofInstance(t.getTenantId()).isCentre())
              .toList();
      if (ofBodies.isEmpty()) {
        return;
      }
      Tenant tenant = Tenant.ofInstance(any(ofBodies).getTenantId());
      List<Role> roles = List.of(Role.EXECUTOR, Role.APPROVER, Role.SIGNER);
      List<Official> holders = organization.membersOf(any(roles).at(tenant));
      if (!holders.isEmpty() && !isComplainedAbout(tenant)) {
        OfficialId official = any(holders).id();
        tell(official + " holds a second position");
        staff.alsoHolds(official, any(roles).at(tenant), tenant);
      }
    }

    /** For some days a deputy does what is his, or a substitution is taken back. */
    private void somebodyIsReplaced() {
      List<Substitution> running =
          substitutions.all().stream()
              .filter(one -> one.isInForceOn(now().toLocalDate()))
              .sorted(Comparator.comparingLong(Substitution::id))
              .toList();
      if (!running.isEmpty() && chance.nextInt(3) == 0) {
        Substitution over = any(running);
        tell(over.absent() + " is back before the day");
        substitutions.revoke(over.id(), ADMINISTRATOR);
        deputies.follow();
        return;
      }
      List<OfficialId> people =
          open(any(order)).stream().flatMap(task -> entitled(task).stream()).distinct().toList();
      if (people.isEmpty()) {
        return;
      }
      OfficialId absent = any(people);
      List<Official> candidates =
          substitutions.deputies(ADMINISTRATOR, absent).stream()
              .filter(one -> !staff.isAway(one.id()))
              .toList();
      OfficialId deputy = any(candidates).id();
      tell(absent + " is replaced");
      try {
        substitutions.order(
            new Substitutions.Order(
                absent,
                deputy,
                Optional.empty(),
                now().toLocalDate(),
                now().toLocalDate().plusDays(chance.nextInt(8)),
                any(List.of(Substitution.Reason.VACATION, Substitution.Reason.ILLNESS))),
            ADMINISTRATOR);
        staff.isReplaced(absent);
        deputies.follow();
      } catch (Refusal expected) {
        tell(absent + " may not be replaced");
      }
    }

    /** Loads a calendar and orders the act, or lets the act under way go on. */
    private void theCalendarChanges() {
      if (act == null) {
        boolean takenBack = calendars.inForce().id().isPresent() && chance.nextBoolean();
        tell(takenBack ? "the calendar is taken back" : "a day off is given");
        act =
            calendar.ordered(
                takenBack ? Optional.empty() : Optional.of(calendar.loaded(aWorkingDay())));
      }
      for (int jobs = chance.nextInt(3); jobs > 0 && act != null; jobs--) {
        theActGoesOn();
      }
    }

    private LocalDate aWorkingDay() {
      LocalDate day = now().toLocalDate().plusDays(1 + chance.nextInt(45));
      while (!calendars.current().isWorking(day) || calendars.current().isShortened(day)) {
        day = day.plusDays(1);
      }
      return day;
    }

    private void theActGoesOn() {
      tell("the act goes on");
      List<Job> jobs = calendar.jobs();
      engine.acrossBodies(
          () -> configuration.getManagementService().executeJob(jobs.get(0).getId()));
      if (calendar.jobs().isEmpty()) {
        assertThat(calendar.preview(calendars.inForce().id()).moved())
            .as("left to move by a finished act")
            .isZero();
        act = null;
      }
    }

    private void theActIsDone() {
      while (act != null) {
        theActGoesOn();
      }
    }

    /** In the middle of a transaction, which never ends: nothing has happened. */
    private void theServerDies() {
      switch (chance.nextInt(4)) {
        case 0 -> {
          AppealId appeal = any(order);
          List<Task> open = open(appeal);
          if (!open.isEmpty()) {
            Task task = any(open);
            tell(appeal, "the server dies at " + task.getTaskDefinitionKey());
            dies(
                appeal,
                () -> {
                  for (OfficialId official : entitled(task)) {
                    try {
                      does(task, official, true);
                    } catch (RuntimeException refused) {
                      assertThat(isRefusal(refused)).as("%s", refused).isTrue();
                    }
                    return;
                  }
                });
          }
        }
        case 1 ->
            region
                .nextTimer()
                .filter(job -> due(job).isBefore(now().plusDays(2)))
                .ifPresent(
                    job -> {
                      tell("the server dies at a timer");
                      region.timePassesTo(due(job).minusSeconds(1));
                      if (due(job).isAfter(now())) {
                        region.itIs(due(job));
                      }
                      diesInAJob(() -> executes(job));
                      region.timePassesTo(now());
                    });
        case 2 -> {
          if (act != null) {
            tell("the server dies at the act");
            List<Job> jobs = calendar.jobs();
            diesInAJob(() -> executes(jobs.get(0)));
          }
        }
        default -> theServerDiesAtTheMail();
      }
      bury();
    }

    private void dies(AppealId appeal, Runnable work) {
      String before = footprint.of(appeal);
      diesInAJob(work);
      assertThat(footprint.of(appeal)).as("the dead server left something").isEqualTo(before);
    }

    /** The engine takes a rollback for a failure, and keeps its own account of that. */
    private void diesInAJob(Runnable work) {
      String before = footprint.ofRegister();
      transaction.executeWithoutResult(
          status -> {
            status.setRollbackOnly();
            work.run();
          });
      assertThat(footprint.ofRegister()).as("the dead server left something").isEqualTo(before);
    }

    /** After the mail server's answer, or with the attempt begun: the letter is not sent again. */
    private void theServerDiesAtTheMail() {
      List<Letter> due =
          outbox.pending().stream()
              .filter(letter -> order.contains(letter.appeal()))
              .filter(letter -> isAtTheMail(letter.appeal()))
              .filter(letter -> outbox.attempts(letter.id()).isEmpty())
              .sorted(Comparator.comparing(letter -> births.get(letter.appeal())))
              .toList();
      if (due.isEmpty()) {
        return;
      }
      Letter letter = any(due);
      if (chance.nextBoolean()) {
        tell(letter.appeal(), "the server dies after the letter left");
        outbox.deliver(letter.id());
        collect();
      } else {
        tell(letter.appeal(), "the server dies before the letter left");
        jdbc.sql(
                """
                insert into delivery_attempt (letter, ordinal, address, started_at, outcome)
                values (:letter, 1, 'anna@example.org', :at, 'CLAIMED')
                """)
            .param("letter", letter.id().value())
            .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
            .update();
        outbox.resolveInterrupted();
      }
      mailIsSent(); // it starts again
    }

    private boolean isAtTheMail(AppealId appeal) {
      return jdbc.sql(
                  """
                  select count(*) from act_ru_ext_task x join act_ru_execution e on e.id_ = x.proc_inst_id_
                  where e.business_key_ = :appeal
                  """)
              .param("appeal", appeal.toString())
              .query(Long.class)
              .single()
          > 0;
    }

    /** The database refuses a row: the step's job fails, is tried again, perhaps by a person. */
    private void aStepFails() {
      Job job =
          act != null
              ? calendar.jobs().get(0)
              : region
                  .nextTimer()
                  .filter(next -> due(next).isBefore(now().plusDays(2)))
                  .orElse(null);
      if (job == null) {
        return;
      }
      int times = any(List.of(1, 2, TRIES));
      tell("a step fails, times: " + times);
      if (act == null) {
        region.timePassesTo(due(job).minusSeconds(1));
        if (due(job).isAfter(now())) {
          region.itIs(due(job));
        }
      }
      String before = footprint.ofRegister();
      jdbc.sql("alter table flow_taken rename to flow_gone").update();
      try {
        for (int i = 0; i < times; i++) {
          Throwable failure = null;
          try {
            executes(job);
          } catch (RuntimeException expected) {
            failure = expected;
          }
          assertThat(failure).as("the step failed").isNotNull();
        }
      } finally {
        jdbc.sql("alter table flow_gone rename to flow_taken").update();
      }
      assertThat(footprint.ofRegister()).as("the failed step left something").isEqualTo(before);
      if (times == TRIES) {
        assertThat(retries.allJobs()).as("failures on the page").isEqualTo(1);
      }
      if (act != null) {
        theActGoesOn();
      } else {
        for (Optional<LocalDateTime> due = again(job); due.isPresent(); due = again(job)) {
          region.timePassesTo(due.get().isAfter(now()) ? due.get() : now());
        }
      }
      bury();
    }

    /** When the engine tries the job again; empty once it is done. */
    private Optional<LocalDateTime> again(Job job) {
      return jdbc.sql("select coalesce(duedate_, create_time_) from act_ru_job where id_ = :id")
          .param("id", job.getId())
          .query(LocalDateTime.class)
          .optional();
    }

    /** As a thread of the engine's job executor does. */
    private void executes(Job job) {
      ExecuteJobHelper.executeJob(job.getId(), configuration.getCommandExecutorTxRequired());
    }

    private LocalDateTime due(Job job) {
      return LocalDateTime.ofInstant(job.getDuedate().toInstant(), Region.MOSCOW);
    }

    // ---- unlawful

    private void somebodyBreaksALaw() {
      AppealId appeal = any(order);
      List<Task> open = open(appeal);
      if (open.isEmpty()) {
        return;
      }
      Task task = any(open);
      String tried;
      Runnable attempt;
      OfficialId stranger = somebody(Tenant.ofInstance(task.getTenantId()));
      List<OfficialId> people = entitled(task);
      Optional<OfficialId> official = people.stream().findFirst();
      switch (chance.nextInt(12)) {
        case 10 -> {
          tried = "whom it is on completes";
          Optional<OfficialId> subject = subject(appeal, task);
          if (subject.isEmpty()) {
            return;
          }
          assertThat(
                  engine.as(
                      subject.get(),
                      () ->
                          tasks
                              .createTaskQuery()
                              .processInstanceBusinessKey(appeal.toString())
                              .count()))
              .as("tasks of a complaint shown to %s whom it is on", subject.get())
              .isZero();
          attempt = () -> engine.as(subject.get(), () -> tasks.complete(task.getId()));
        }
        case 0 -> {
          tried = "a stranger completes";
          if (!isStranger(stranger, task)) {
            return;
          }
          attempt = () -> engine.as(stranger, () -> tasks.complete(task.getId()));
        }
        case 1 -> {
          tried = "a stranger claims";
          if (!isStranger(stranger, task)) {
            return;
          }
          attempt = () -> engine.as(stranger, () -> tasks.claim(task.getId(), stranger.value()));
        }
        case 2 -> {
          tried = "a second completion";
          Done gone = finished;
          if (gone == null) {
            return;
          }
          attempt =
              chance.nextBoolean()
                  ? () -> work.done(gone.task(), gone.by(), json.createObjectNode())
                  : () -> engine.as(gone.by(), () -> tasks.complete(gone.task()));
        }
        case 3 -> {
          tried = "an author approves or signs";
          List<OfficialId> authors = authors(appeal, task);
          if (authors.isEmpty()) {
            return;
          }
          OfficialId author = any(authors);
          attempt = () -> work.done(task.getId(), author, form(task, author).filled(true));
        }
        case 4 -> {
          tried = "an empty form";
          if (official.isEmpty()
              || !List.of(
                      "Task_PreparePart",
                      "Task_DraftAnswer",
                      "Task_DispatchByPost",
                      "Task_DecideBlock")
                  .contains(task.getTaskDefinitionKey())) {
            return;
          }
          attempt =
              () -> work.done(task.getId(), official.get(), form(task, official.get()).emptied());
        }
        case 5 -> {
          tried = "31 days";
          if (!List.of("Task_PreparePart", "Task_DraftAnswer")
              .contains(task.getTaskDefinitionKey())) {
            return;
          }
          attempt = () -> asks(task, 31);
        }
        case 6 -> {
          tried = "who has left completes";
          OfficialId holder =
              task.getAssignee() == null ? null : new OfficialId(task.getAssignee());
          if (holder == null
              || groups(task).stream().anyMatch(group -> organization.holds(holder, group))) {
            return;
          }
          attempt =
              chance.nextBoolean()
                  ? () -> work.done(task.getId(), holder, form(task, holder).filled(true))
                  : () -> engine.as(holder, () -> tasks.complete(task.getId()));
        }
        case 7 -> {
          tried = "a second act of recalculation";
          if (act == null) {
            return;
          }
          attempt = () -> calendar.ordered(Optional.empty());
        }
        case 8 -> {
          tried = "a stranger releases";
          if (task.getAssignee() == null
              || !isStranger(stranger, task)
              || isHeadOf(stranger, task)) {
            return;
          }
          attempt = () -> releases.release(task.getId(), stranger, ReleaseReason.WORKLOAD);
        }
        case 9 -> {
          tried = "a completion past the form";
          if (official.isEmpty()
              || OF_THE_LADDER.contains(task.getTaskDefinitionKey())
              || task.getTaskDefinitionKey().equals("Task_DecideExtension")) {
            return;
          }
          Map<String, Object> smuggled = Map.of("approved", true, "signed", true);
          attempt =
              () ->
                  engine.as(
                      official.get(),
                      () ->
                          tasks.complete(task.getId(), chance.nextBoolean() ? smuggled : Map.of()));
        }
        default -> {
          tried = "a code that is none";
          String field =
              Map.of(
                      "Task_Triage",
                      "triage",
                      "Task_AcceptQuestions",
                      "accepted",
                      "Task_SignAnswer",
                      "signed",
                      "Task_ApproveInTurn",
                      "approved")
                  .get(task.getTaskDefinitionKey());
          if (field == null || official.isEmpty()) {
            return;
          }
          attempt =
              () ->
                  work.done(
                      task.getId(),
                      official.get(),
                      form(task, official.get()).form().put(field, "MAYBE"));
        }
      }
      tell(appeal, tried + ": " + task.getTaskDefinitionKey());
      String before = footprint.of(appeal);
      String all = chance.nextInt(20) == 0 ? footprint.ofAll() : "";
      try {
        attempt.run();
      } catch (RuntimeException refused) {
        assertThat(isRefusal(refused)).as("refused properly: %s", refused).isTrue();
        assertThat(footprint.of(appeal)).as("%s changed something", tried).isEqualTo(before);
        if (!all.isEmpty()) {
          assertThat(footprint.ofAll()).as("%s changed something", tried).isEqualTo(all);
        }
        return;
      }
      throw new AssertionError(tried + " at " + task.getTaskDefinitionKey() + " was let through");
    }

    /** A person named at triage, if there is one, as the tables have him; else one of the body. */
    private Optional<OfficialId> subject(AppealId appeal, Task task) {
      List<OfficialId> named =
          officials(
              appeal,
              """
              select s.official from complaint c join complaint_subject s on s.seal = c.seal
              where c.appeal = :appeal and s.official is not null
              """);
      List<OfficialId> subjects =
          (named.isEmpty() ? banned(task) : named)
              .stream().sorted(Comparator.comparing(OfficialId::value)).toList();
      return subjects.isEmpty() ? Optional.empty() : Optional.of(any(subjects));
    }

    /** Whom the complaint is on, if it is one. */
    private Set<OfficialId> banned(Task task) {
      OptionalInt seal = Tenant.sealOf(task.getTenantId());
      return seal.isPresent() ? complaints.banned(seal.getAsInt()) : Set.of();
    }

    /** An official who gets a position there would be banned from what he has in his hands. */
    private boolean isComplainedAbout(Tenant tenant) {
      return order.stream()
          .anyMatch(appeal -> complaints.isAbout(appeal, tenant.body().orElseThrow()));
    }

    /** Anybody, as often as not one of those who see the tenant's tasks. */
    private OfficialId somebody(Tenant tenant) {
      List<Official> near =
          organization.officials().stream()
              .filter(one -> organization.tenantsOf(one.id()).contains(tenant))
              .toList();
      return any(near.isEmpty() || chance.nextBoolean() ? organization.officials() : near).id();
    }

    private boolean isHeadOf(OfficialId official, Task task) {
      Tenant tenant = Tenant.ofInstance(task.getTenantId());
      return organization.holds(
          official, (tenant.isCentre() ? Role.COORDINATOR : Role.BLOCK_HEAD).at(tenant));
    }

    private boolean isStranger(OfficialId official, Task task) {
      return groups(task).stream().noneMatch(group -> organization.holds(official, group))
          && !official.value().equals(task.getAssignee());
    }

    private List<OfficialId> officials(AppealId appeal, String query) {
      return jdbc.sql(query).param("appeal", appeal.value()).query(String.class).list().stream()
          .map(OfficialId::new)
          .toList();
    }

    private List<OfficialId> authors(AppealId appeal, Task task) {
      if (!Set.of("Task_ApproveInTurn", "Task_ApproveInParallel", "Task_SignAnswer")
          .contains(task.getTaskDefinitionKey())) {
        return List.of();
      }
      return officials(
          appeal,
          """
              select distinct v.author from draft_version v join letter l on l.id = v.letter
              where l.appeal = :appeal and l.kind = 'ANSWER'
                and v.version = (select max(version) from draft_version x where x.letter = l.id)
              order by v.author
              """);
    }

    // ---- what holds

    private void holds() {
      if (events % (4 * every) == 0) {
        assertThat(check.findings())
            .filteredOn(one -> away.isEmpty() || !one.text().contains("некому выполнить"))
            .isEmpty();
        assertThat(rules.broken()).isEmpty();
        assertThat(heldByWhoMayNotDoThem()).as("tasks held by who may not do them").isEmpty();
      } else if (events % every == 0) {
        assertThat(rules.brokenByAppeals()).isEmpty();
      }
    }

    /**
     * A holder belongs to the group of his task, unless he has left: his head takes it from him.
     */
    private List<String> heldByWhoMayNotDoThem() {
      return engine
          .acrossBodies(() -> tasks.createTaskQuery().taskAssigned().withCandidateGroups().list())
          .stream()
          .filter(task -> !staff.isAway(new OfficialId(task.getAssignee())))
          .filter(
              task ->
                  groups(task).stream()
                      .noneMatch(
                          group -> organization.holds(new OfficialId(task.getAssignee()), group)))
          .map(task -> task.getAssignee() + " " + task.getTaskDefinitionKey())
          .toList();
    }

    /** What the mail server has got since it was last asked. */
    private void collect() {
      for (MimeMessage message : smtp.server.getReceivedMessages()) {
        assertThat(received.merge(messageId(message), 1, Integer::sum))
            .as("how often a letter came")
            .isEqualTo(1);
      }
      try {
        smtp.server.purgeEmailFromAllMailboxes();
      } catch (com.icegreen.greenmail.store.FolderException e) {
        throw new IllegalStateException(e);
      }
    }

    private void everyLetterCameOnce() {
      collect();
      List<String> sent =
          jdbc.sql(
                  """
                  select l.message_id from letter l join delivery_attempt t on t.letter = l.id and t.outcome = 'SENT'
                  """)
              .query(String.class)
              .list();
      assertThat(received.keySet()).as("letters that came").containsAll(sent);
    }

    // ---- small things

    private void bury() {
      if (!order.isEmpty()) {
        Set<UUID> open =
            Set.copyOf(
                jdbc.sql(
                        """
                        select distinct business_key_ from act_ru_execution
                        where business_key_ is not null and business_key_ not like 'r%'
                        """)
                    .query((row, i) -> UUID.fromString(row.getString(1)))
                    .list());
        order.removeIf(appeal -> !open.contains(appeal.value()));
      }
    }

    private List<Task> open(AppealId appeal) {
      return engine
          .acrossBodies(
              () -> tasks.createTaskQuery().processInstanceBusinessKey(appeal.toString()).list())
          .stream()
          .sorted(
              Comparator.comparing(Task::getTaskDefinitionKey)
                  .thenComparing(Task::getTenantId)
                  .thenComparing(Task::getCreateTime)
                  .thenComparing(Task::getDueDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                  .thenComparing(task -> groups(task).toString()))
          .toList();
    }

    private AppealId appeal(Task task) {
      return AppealId.of(
          jdbc.sql("select business_key_ from act_ru_execution where id_ = :id")
              .param("id", task.getProcessInstanceId())
              .query(String.class)
              .single());
    }

    private List<TaskGroup> groups(Task task) {
      return engine.acrossBodies(() -> tasks.getIdentityLinksForTask(task.getId())).stream()
          .map(IdentityLink::getGroupId)
          .filter(Objects::nonNull)
          .map(TaskGroup::new)
          .toList();
    }

    private List<OfficialId> entitled(Task task) {
      if (task.getAssignee() != null) {
        return List.of(new OfficialId(task.getAssignee()));
      }
      List<OfficialId> people =
          new ArrayList<>(
              groups(task).stream()
                  .flatMap(group -> organization.membersOf(group, banned(task)).stream())
                  .map(Official::id)
                  .distinct()
                  .toList());
      if (!people.isEmpty()) {
        Collections.rotate(people, chance.nextInt(people.size()));
      }
      return people;
    }

    private LocalDateTime now() {
      return LocalDateTime.now(clock);
    }

    private <T> T any(List<T> all) {
      return all.get(chance.nextInt(all.size()));
    }

    private void tell(AppealId appeal, String what) {
      tell("№ " + births.get(appeal) + " " + what);
    }

    private void tell(String what) {
      counts.merge(what.replaceAll("№ \\S+ |^\\S+\\.\\S+ ", ""), 1, Integer::sum);
      story.add(now() + " " + what);
    }
  }

  private static String messageId(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A rule said no, or the guard did: anything else is an accident. */
  private static boolean isRefusal(Throwable thrown) {
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      if (one instanceof Refusal
          || one instanceof AuthorizationException
          || one instanceof NullValueException // no such task any more
          || String.valueOf(one.getMessage()).contains("belongs to no authenticated tenant")) {
        return true;
      }
    }
    return false;
  }
}
