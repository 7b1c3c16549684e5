package ru.tsur.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.Outcome;
import ru.tsur.desk.TaskWork;
import ru.tsur.organization.BlockId;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Tenant;

/** How the people of {@link Lives} fill their forms: straight, or as chance has it. */
@Component
class LifeForms {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final String YES = "YES";
  private static final String NO = "NO";

  private final TaskWork work;
  private final Organization organization;
  private final Complaints complaints;
  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  LifeForms(
      TaskWork work,
      Organization organization,
      Complaints complaints,
      JdbcClient jdbc,
      ObjectMapper json,
      Clock clock) {
    this.work = work;
    this.organization = organization;
    this.complaints = complaints;
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  private record Answering(BlockId block, Body body) {}

  /** The form of one task in one official's hands. */
  final class Filling {
    private final Task task;
    private final AppealId appeal;
    private final OfficialId official;
    private final Random chance;
    private final int serial;
    private final ObjectNode form;

    private Filling(Task task, AppealId appeal, OfficialId official, Random chance, int serial) {
      this.task = task;
      this.appeal = appeal;
      this.official = official;
      this.chance = chance;
      this.serial = serial;
      this.form = json.valueToTree(work.shown(task.getId(), official));
    }

    /** As it is shown. */
    ObjectNode form() {
      return form;
    }

    /**
     * An outcome of articles 8 and 11, of the whole or of some questions, or a complaint on
     * somebody of ours; the law may refuse it.
     */
    JsonNode outOfTheWay() {
      complainedAboutNobody();
      if (chance.nextInt(3) == 0) {
        complainedAbout();
      }
      switch (chance.nextInt(4)) {
        case 3 -> form.put("triage", "JOIN").put("first", anotherOne());
        case 0 -> {
          form.put("triage", any(List.of(Outcome.Kind.values())).name());
          decided(form);
        }
        case 1 -> {
          for (JsonNode row : form.withArray("questions")) {
            if (chance.nextInt(3) > 0) {
              ((ObjectNode) row)
                  .put(
                      "outcome",
                      any(Stream.of(Outcome.Kind.values()).filter(Outcome.Kind::ofParts).toList())
                          .name());
              decided((ObjectNode) row);
            }
          }
        }
        default -> {
          // all is considered
        }
      }
      return form;
    }

    /** A complaint says that it is on nobody of ours (art. 8 p. 6). */
    private void complainedAboutNobody() {
      if (form.path("complained").asText().isEmpty()) {
        form.put("complained", NO);
      }
    }

    private void complainedAbout() {
      form.put("complained", YES);
      String who =
          chance.nextInt(3) == 0
              ? "body:" + any(answering().toList()).body().id().value()
              : "official:" + any(organization.officials()).id().value();
      ((ObjectNode) form.withArray("subjects").get(0)).put("who", who);
    }

    /** Everybody is the same person here, and writes the same: what is open may be its first. */
    private String anotherOne() {
      List<String> open =
          jdbc.sql(
                  "select number from appeal where state = 'IN_WORK' order by registered_at, number")
              .query(String.class)
              .list();
      return open.isEmpty() ? "" : any(open);
    }

    private void decided(ObjectNode row) {
      row.put("recipients", any(List.of("Минобороны", "Минобороны\nПрокуратура", "")))
          .put("ground", "По тексту обращения.")
          .put("unlawful", any(List.of(YES, NO)))
          .put("arguments", any(List.of(YES, NO)))
          .put("decision", any(List.of("Решение № 5", "")))
          .put("link", any(List.of("https://region.example/answers/5", "")));
    }

    /**
     * @param calm nothing is sent back any more
     */
    JsonNode filled(boolean calm) {
      boolean straight = calm || chance.nextInt(8) > 0;
      switch (task.getTaskDefinitionKey()) {
        case "Task_Triage" -> complainedAboutNobody();
        case "Task_ConfirmPromise" ->
            form.withArray("results").forEach(row -> proven((ObjectNode) row));
        case "Task_SignForwarding",
            "Task_SignDeclining",
            "Task_SignAnswer",
            "Task_SignRequest",
            "Task_SignWithdrawalNotice",
            "Task_SignInvitation",
            "Task_SignFulfilment",
            "Task_SignEmailCover" -> {
          if (!straight || promisesThePast()) {
            form.put("signed", NO).put("remark", "Уточните.");
          }
        }
        case "Task_ApprovePart", "Task_ApproveInTurn", "Task_ApproveInParallel" -> {
          if (!straight) {
            form.put("approved", NO).put("remark", "Уточните.");
          }
        }
        case "Task_RegisterAppeal" -> form.put("offer", "NONE");
        case "Task_ConfirmRouting" -> route();
        case "Task_DecideBlock" -> target(form);
        case "Task_AcceptQuestions" -> accept(straight);
        case "Task_PreparePart" -> {
          form.put("text", "Меры приняты, работы выполнены.");
          form.withArray("results").forEach(row -> answer((ObjectNode) row));
        }
        case "Task_DraftAnswer" -> {
          if (!straight) {
            form.put("text", "Новая редакция " + serial + ".");
          }
          form.withArray("results").forEach(row -> answer((ObjectNode) row));
        }
        case "Task_DispatchByPost", "Task_SendEmailCover" ->
            form.put("dispatchNumber", String.valueOf(80_081_700_000_000L + serial));
        case "Task_ResolveDelivery" -> {
          if (chance.nextBoolean()) {
            form.put("resolution", "POST");
          } else {
            form.put("resolution", "RETRY").put("address", newMail());
          }
        }
        case "Task_Resend" ->
            form.put("resolution", any(List.of("POST", "POST", "KEEP")))
                .put("postalAddress", "г. Зареченск, ул. Новая, д. " + (1 + serial % 90))
                .put("reason", "Адрес неизвестен.");
        case "Task_DecideWithdrawal" ->
            form.put(
                    "decision",
                    form.path("late").asBoolean()
                        ? "CONTINUE"
                        : any(List.of("STOP", "STOP", "CONTINUE")))
                .put(
                    "ground",
                    form.path("late").asBoolean() ? "SIGNED" : any(List.of("CRIME", "DANGER")));
        case "Task_DraftRequest" -> form.put("prepared", straight ? YES : NO);
        case "Task_ReceiveDocuments" ->
            form.put("received", straight ? YES : NO).put("came", "Акт обследования.");
        case "Task_RedirectWhole", "Task_SendCopies", "Task_SendMigration" -> {
          if (form.path("controllable").asBoolean() && chance.nextBoolean()) {
            form.put("control", "ALL").put("controlDay", today().plusDays(20).toString());
          }
        }
        case "Task_RecordResult" ->
            form.put("received", straight ? YES : NO)
                .put("answer", "Вопрос решён.")
                .put("reason", "Больше не нужно.");
        case "Task_CheckComplaint" -> {
          form.put("complained", NO).put("none", "Это не наши.").put("others", YES);
          if (!straight) {
            complainedAbout(); // the law may refuse it
          }
        }
        case "Task_HoldVisit" -> visited(straight);
        case "Task_ChaseControl", "Task_ChaseRequest" ->
            form.put("way", any(List.of(DocumentRequest.Way.values())).name())
                .put("note", "Письмо № " + serial);
        case "Task_CheckEmail" -> checked();
        default -> {
          // as it is shown
        }
      }
      return form;
    }

    private void visited(boolean straight) {
      boolean withAct = !form.path("acts").path(0).path("files").asText().isEmpty();
      form.put(
              "result",
              withAct && !isInvitedLater() ? "HELD" : straight ? "CANCELLED" : "POSTPONED")
          .put("present", "Инженер")
          .put("applicantCame", any(List.of(YES, NO)))
          .put("found", "Ямы заделаны.")
          .put("newDay", today().plusDays(1 + chance.nextInt(9)).toString())
          .put("reason", "Непогода.");
    }

    /** The applicant is awaited on his day. */
    private boolean isInvitedLater() {
      return jdbc.sql("select count(*) from visit where id = :id and invited and on_day > :today")
              .param("id", UUID.fromString(form.path("acts").path(0).path("visit").asText()))
              .param("today", today())
              .query(Long.class)
              .single()
          > 0;
    }

    private void checked() {
      if (chance.nextBoolean()) {
        form.put("verdict", "HARMLESS");
        return;
      }
      form.put("verdict", "REPORTS")
          .put("ground", "Сообщается об угрозе.")
          .put("recipient", "УМВД по области")
          .put("address", "г. Зареченск, ул. Мира, д. 1")
          .put("cover", "Направляем письмо " + serial + ".");
    }

    private String newMail() {
      return "new" + serial + "@example.org";
    }

    private void accept(boolean straight) {
      if (!straight && form.path("returnable").asText().equals(YES)) {
        form.put("accepted", NO).put("reason", "Не наш вопрос.");
      } else if (chance.nextInt(3) == 0) {
        Set<OfficialId> banned = complaints.banned(appeal);
        List<Official> executors =
            organization.membersOf(Role.EXECUTOR.at(Tenant.ofInstance(task.getTenantId())), banned);
        form.put("executor", executors.isEmpty() ? "" : any(executors).id().value());
      }
    }

    private void route() {
      JsonNode first = null;
      for (JsonNode row : form.withArray("questions")) {
        String body = row.path("body").asText();
        if (body.isEmpty()
            || !mayAnswer(new BodyId(body), new BlockId(row.path("block").asText()))) {
          target((ObjectNode) row);
        }
        first = first == null ? row : first;
      }
      form.put("responsible", Objects.requireNonNull(first).path("id").asText());
      form.put("reason", "По тексту обращения.");
    }

    private boolean mayAnswer(BodyId body, BlockId block) {
      Tenant tenant = Tenant.of(body, block);
      return organization.canAnswer(tenant) && complaints.ban("body", appeal, tenant).isEmpty();
    }

    private void target(ObjectNode row) {
      Answering to =
          any(answering().filter(one -> mayAnswer(one.body().id(), one.block())).toList());
      row.put("block", to.block().value()).put("body", to.body().id().value());
      row.put("reason", "Решение координатора.");
    }

    private Stream<Answering> answering() {
      return Stream.of("roads", "housing", "utilities", "improvement")
          .map(BlockId::new)
          .flatMap(
              block ->
                  organization.answeringBodies(block).stream()
                      .map(body -> new Answering(block, body)));
    }

    private void answer(ObjectNode row) {
      String result =
          any(List.of("EXPLAINED", "MEASURES_TAKEN", "SUPPORTED", "EXPLAINED", "PROMISED"));
      row.put("result", result);
      proven(row);
      if (result.equals("PROMISED")) {
        LocalDate day = today().plusDays(1 + chance.nextInt(30));
        row.put("promise", "Работы будут выполнены").put("promisedOn", day.toString());
        form.put("text", form.path("text").asText() + " Сделаем до " + day.format(DAY) + ".");
      }
    }

    /** A day that the letter names has come while it was on its way: nobody may sign that. */
    private boolean promisesThePast() {
      return switch (task.getTaskDefinitionKey()) {
        case "Task_SignAnswer" ->
            any(
                "select count(*) from promise where appeal = :appeal and state = 'WRITTEN' and on_day <= :today");
        case "Task_SignForwarding" ->
            any(
                "select count(*) from redirect_control where appeal = :appeal and began_on is null and due <= :today");
        case "Task_SignInvitation" ->
            any(
                "select count(*) from visit where appeal = :appeal and ending is null and (on_day < :today"
                    + " or on_day = :today and at_time <= :time)");
        default -> false;
      };
    }

    private boolean any(String count) {
      return jdbc.sql(count)
              .param("appeal", appeal.value())
              .param("today", today())
              .param("time", LocalTime.now(clock).toString())
              .query(Long.class)
              .single()
          > 0;
    }

    private void proven(ObjectNode row) {
      row.put("proof", "DOCUMENT")
          .put("document", "Акт осмотра")
          .put("documentNumber", String.valueOf(serial))
          .put("documentDay", today().toString())
          .put("documentBy", "Комиссия");
    }

    /** What was written is taken out again. */
    JsonNode emptied() {
      for (String field : List.of("text", "dispatchNumber", "reason", "block", "body")) {
        if (form.has(field)) {
          form.put(field, "");
        }
      }
      return form;
    }

    private <T> T any(List<T> all) {
      return all.get(chance.nextInt(all.size()));
    }
  }

  /**
   * @param serial makes what is typed different from what others type
   */
  Filling shown(Task task, AppealId appeal, OfficialId official, Random chance, int serial) {
    return new Filling(task, appeal, official, chance, serial);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
