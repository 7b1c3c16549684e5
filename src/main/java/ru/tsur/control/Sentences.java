package ru.tsur.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Acts.Act;
import ru.tsur.appeal.AppealType;
import ru.tsur.appeal.Channel;
import ru.tsur.appeal.ComplaintNotice;
import ru.tsur.appeal.Evidence;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Joining;
import ru.tsur.appeal.Ladder;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Reception;
import ru.tsur.appeal.ReleaseReason;
import ru.tsur.appeal.Reopening;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.correspondence.DeliveryOutcome;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.organization.Actor;

/**
 * An act of the journal in plain Russian: what was done, from what to what. Without gender: the
 * actor stands beside it. A detail that is missing or not understood leaves the act's own title.
 */
@Component
class Sentences {

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("CONSIDER", "рассматривается в области"),
          Map.entry("JOIN", "присоединяется к открытому обращению"),
          Map.entry("ANSWERED", "ответ дан"),
          Map.entry("REDIRECTED", "переадресовано по компетенции"),
          Map.entry("RETURNED", "возвращено с разъяснением"),
          Map.entry("LEFT", "оставлено без ответа по существу"),
          Map.entry("WITHDRAWN", "прекращено по заявлению"),
          Map.entry("RETRY", "отправить ещё раз"),
          Map.entry("POST", "отправить почтой"),
          Map.entry("CABINET", "отправить в личный кабинет"),
          Map.entry("EMAIL", "отправить по электронной почте"),
          Map.entry("KEEP", "оставить в деле"),
          Map.entry("SENT", "письмо дошло"));

  private final ObjectMapper json;
  private final Names names;

  Sentences(ObjectMapper json, Names names) {
    this.json = json;
    this.names = names;
  }

  /**
   * @param questions numbers of the appeal's questions by their ids
   * @param element the step's name from the diagram, empty if it was done outside of one
   */
  String of(Act act, Map<String, Integer> questions, String element) {
    JsonNode details = read(act.details());
    String said = said(act, details, questions, element);
    return said.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + said.substring(1);
  }

  private String said(Act act, JsonNode details, Map<String, Integer> questions, String element) {
    String title = act.action().title();
    return switch (act.action()) {
      case RECEIVED ->
          title
              + has(details, "channel", v -> ", канал: " + title(Channel.class, Channel::title, v));
      case REGISTERED -> title + has(details, "number", v -> " под номером " + v);
      case CORRECTED -> title + corrections(details);
      case TRIAGED ->
          title
              + has(details, "triage", v -> ": " + triage(v))
              + has(details, "outcome", Sentences::outcome);
      case COMPLAINT_RECORDED -> {
        String on =
            Stream.concat(
                    listed(details.path("officials")).map(names::official),
                    listed(details.path("bodies")).map(names::body))
                .collect(java.util.stream.Collectors.joining(", "));
        yield on.isEmpty()
            ? "указано: жалобы на должностных лиц и органы области нет"
            : "указано, на кого жалоба (ст. 8 ч. 6): " + on;
      }
      case COMPLAINT_NOTICED -> title;
      case COMPLAINT_CHECKED ->
          title
              + has(
                  details,
                  "found",
                  v -> ": " + title(ComplaintNotice.Found.class, ComplaintNotice.Found::title, v));
      case WORK_TAKEN_BACK ->
          title
              + listed(details.path("tenants"))
                  .map(names::tenant)
                  .collect(java.util.stream.Collectors.joining("; ", ": ", ""))
              + ". Вопросы распределяются снова или возвращаются заявителю";
      case ROUTED ->
          question(details, questions)
              + (text(details, "body").isEmpty()
                  ? "таблица не определила блок и орган"
                  : "определены блок «"
                      + names.block(text(details, "block"))
                      + "» и орган «"
                      + names.body(text(details, "body"))
                      + "»")
              + has(details, "table", v -> " по таблице распределения, " + Names.version(v));
      case ROUTING_CONFIRMED -> question(details, questions) + confirmed(details);
      case ASSIGNED ->
          "сформировано поручение: "
              + names.tenant(act.object())
              + (details.path("responsible").asBoolean() ? ", отвечает за письмо" : "");
      case ACCEPTED ->
          "вопросы приняты к рассмотрению: "
              + names.tenant(act.object())
              + has(details, "executor", v -> ", исполнитель " + names.official(v));
      case RETURNED ->
          "вопросы возвращены «не наше»: "
              + names.tenant(act.object())
              + has(details, "returns", v -> ", возврат " + v + "-й");
      case REASSIGNED ->
          "вопросы переданы от «"
              + names.tenant(text(details, "from"))
              + "» к «"
              + names.tenant(text(details, "to"))
              + "»"
              + (details.path("final").asBoolean() ? ", решение окончательное" : "");
      case PART_WRITTEN, DRAFT_WRITTEN -> title + has(details, "version", v -> ", версия " + v);
      case APPROVED -> "согласована версия" + has(details, "version", v -> " " + v);
      case REMARKED -> title + has(details, "version", v -> ", версия " + v);
      case SIGNED ->
          title
              + has(details, "number", v -> " № " + v)
              + has(details, "version", v -> ", версия " + v);
      case SENT ->
          title
              + has(
                  details,
                  "method",
                  v -> ", способ: " + title(DispatchMethod.class, DispatchMethod::title, v))
              + has(details, "number", v -> ", номер отправки " + v);
      case DELIVERY_FAILED ->
          title
              + has(
                  details,
                  "outcome",
                  v -> ": " + title(DeliveryOutcome.class, DeliveryOutcome::title, v));
      case DELIVERY_RESOLVED ->
          title + has(details, "resolution", v -> ": " + CODES.getOrDefault(v, v));
      case EXTENSION_ASKED ->
          title
              + has(details, "days", v -> " на " + days(v))
              + has(
                  details,
                  "ground",
                  v -> ", основание: " + title(Extension.Ground.class, Extension.Ground::title, v));
      case EXTENSION_DECIDED ->
          details.path("granted").asBoolean()
              ? "продление разрешено" + has(details, "days", v -> " на " + days(v))
              : "в продлении отказано";
      case DEADLINE_SET ->
          "установлен срок " + term(details) + has(details, "due", v -> ": до " + date(v));
      case DEADLINE_MOVED ->
          "перенесён срок "
              + term(details)
              + " с "
              + date(text(details, "from"))
              + " на "
              + date(text(details, "to"))
              + has(details, "days", v -> " (на " + days(v) + ")")
              + has(details, "basis", v -> ", пересчёт по основанию: " + v)
              + has(details, "joinedTo", v -> ": обращение присоединено к № " + v)
              + has(details, "unjoined", v -> ": обращение рассматривается отдельно")
              + has(
                  details,
                  "article",
                  v -> ": обращение Губернатору о нарушениях миграционного законодательства, " + v);
      case REMINDED -> title + has(details, "due", v -> " " + date(v)) + people(details);
      case BREACHED ->
          "зафиксировано нарушение срока "
              + term(details)
              + has(details, "due", v -> " (" + date(v) + ")");
      case ESCALATED ->
          "поднята ступень эскалации "
              + text(details, "level")
              + " ("
              + step(details)
              + "): "
              + names.tenant(act.object());
      case MEASURES_RECORDED ->
          "записаны меры на ступени "
              + text(details, "level")
              + has(
                  details,
                  "measure",
                  v -> ": " + title(Ladder.Measure.class, Ladder.Measure::title, v))
              + has(details, "due", v -> ", срок меры до " + date(v));
      case CLOSED -> title + has(details, "outcome", v -> ": " + CODES.getOrDefault(v, v));
      case TASK_TAKEN ->
          act.actor().equals(Actor.SYSTEM.official().value())
              ? "закреплено задание"
                  + quoted(element)
                  + has(details, "assignee", v -> ", исполнитель " + names.official(v))
                  + has(details, "for", v -> " " + names.inPlaceOf(v))
              : "взято в работу задание" + quoted(element);
      case TASK_RELEASED ->
          "снято с исполнителя задание"
              + quoted(element)
              + has(details, "from", v -> ", исполнитель " + names.official(v))
              + has(
                  details,
                  "reason",
                  v -> ", причина: " + title(ReleaseReason.class, ReleaseReason::title, v));
      case TASK_BACK ->
          "замещение закончилось, возвращено задание"
              + quoted(element)
              + has(details, "from", v -> ", исполнитель " + names.official(v));
      case TASK_NOT_PASSED ->
          "замещающему не передано задание"
              + quoted(element)
              + has(details, "from", v -> ", исполнитель " + names.official(v))
              + ": жалоба на замещающего (ст. 8 ч. 6)";
      case TASK_COMPLETED -> "завершено задание" + quoted(element) + decisions(act, details);
      case LINKED ->
          title + has(details, "number", v -> ": " + link(text(details, "kind")) + " № " + v);
      case JOINED ->
          (text(details, "later").isEmpty()
                  ? title + has(details, "first", v -> " № " + v + ": срок и ответ общие")
                  : "присоединено дублирующее обращение № " + text(details, "later"))
              + has(
                  details,
                  "askedBy",
                  v -> "; ответ уйдёт по адресу первого обращения, хотя просили иначе: " + v);
      case ANSWERED_JOINTLY ->
          title
              + has(details, "first", v -> ": обращение № " + v + " и это")
              + has(details, "later", v -> ": это обращение и присоединённое № " + v);
      case UNJOINED ->
          title
              + has(details, "first", v -> ": это и № " + v)
              + has(details, "later", v -> ": это и № " + v)
              + has(details, "end", v -> ", " + title(Joining.End.class, Joining.End::title, v));
      case OUTCOME_DONE -> title + has(details, "outcome", Sentences::outcome);
      case RECEIVED_IN_PERSON ->
          title
              + has(details, "card", v -> " № " + v)
              + has(
                  details,
                  "result",
                  v ->
                      ": "
                          + title(
                              Reception.Result.class,
                              one -> one.title() + " (" + one.article() + ")",
                              v));
      case EMAIL_RECEIVED, EMAIL_EXPLAINED, EMAIL_NOT_EXPLAINED, EMAIL_CLOSED -> title;
      case EMAIL_CHECKED ->
          title
              + has(
                  details,
                  "verdict",
                  v -> v.equals("REPORTS") ? ": сообщается, передать" : ": не сообщается");
      case REOPENED ->
          title
              + has(
                  details,
                  "kind",
                  v ->
                      ": "
                          + title(
                              Reopening.Kind.class,
                              one -> one.title() + " (" + one.article() + ")",
                              v))
              + has(details, "received", v -> ", просьба поступила " + date(v))
              + ordinals(details, questions);
      case WITHDRAWAL_ASKED ->
          (text(details, "of").equals("SIGNATORY")
                  ? "записана просьба одного из подписавших прекратить рассмотрение"
                  : title)
              + has(details, "received", v -> ", поступила " + date(v));
      case WITHDRAWAL_DECIDED ->
          title
              + has(
                  details,
                  "decision",
                  v -> ": " + title(Withdrawal.Decision.class, Withdrawal.Decision::title, v))
              + has(
                  details,
                  "ground",
                  v -> ", " + title(Withdrawal.Ground.class, Withdrawal.Ground::title, v));
      case SUPPLEMENTED ->
          title + has(details, "files", v -> v.equals("0") ? "" : ", файлов: " + v);
      case EVIDENCE_ATTACHED ->
          question(details, questions)
              + title
              + has(
                  details, "kind", v -> ": " + title(Evidence.Kind.class, Evidence.Kind::title, v));
      case PROMISED, PROMISE_CONFIRMED, PROMISE_BROKEN, PROMISE_KEPT ->
          question(details, questions)
              + title
              + has(details, "day", v -> ", обещанный срок до " + date(v));
      case POSTPONEMENT_ASKED ->
          title
              + has(details, "from", v -> " с " + date(v))
              + has(details, "day", v -> " на " + date(v));
      case POSTPONEMENT_DECIDED ->
          details.path("granted").asBoolean()
              ? "перенос обещанного срока разрешён" + has(details, "day", v -> ": до " + date(v))
              : "в переносе обещанного срока отказано";
      case DELIVERY_PROVEN, LETTER_RETURNED ->
          title
              + has(details, "number", v -> ", исходящий № " + v)
              + has(details, "day", v -> ", " + date(v));
      case CONTROL_DATE_SET, CONTROL_DATE_MISSED ->
          title + has(details, "due", v -> ": " + date(v));
      case PART_LATE -> title + ": " + names.tenant(act.object());
      case RESULTS_ASKED -> title + has(details, "recipients", v -> ", адресатов: " + v);
      case RESULTS_CONTROLLED, RESULTS_LATE, RESULTS_CHASED, RESULTS_RECEIVED, RESULTS_RELEASED ->
          title + has(details, "due", v -> ", контрольная дата " + date(v));
      case VISIT_APPOINTED, VISIT_LATE, VISIT_HELD, VISIT_CANCELLED, VISIT_CLOSED ->
          title + has(details, "day", v -> ", день выезда " + date(v));
      case VISIT_MOVED ->
          title
              + has(details, "from", v -> " с " + date(v))
              + has(details, "day", v -> " на " + date(v));
      case SIGNING_REFUSED,
          QUEUED,
          ATTACHED,
          RETURN_KEPT,
          STOPPED,
          UNRELATED,
          DOCUMENTS_ASKED,
          DOCUMENTS_HANDED,
          DOCUMENTS_LATE,
          DOCUMENTS_CHASED,
          DOCUMENTS_RECEIVED,
          DOCUMENTS_WITHDRAWN ->
          title;
    };
  }

  /** «: переадресовать целиком (ст. 8 ч. 3)» */
  private static String outcome(String kind) {
    return ": " + title(Outcome.Kind.class, one -> one.title() + " (" + one.article() + ")", kind);
  }

  private static String link(String kind) {
    return title(LinkKind.class, one -> one.said(true), kind);
  }

  private String corrections(JsonNode details) {
    List<String> changes = new ArrayList<>();
    if (!text(details, "typeFrom").equals(text(details, "typeTo"))) {
      changes.add(
          "вид с «"
              + title(AppealType.class, AppealType::title, text(details, "typeFrom"))
              + "» на «"
              + title(AppealType.class, AppealType::title, text(details, "typeTo"))
              + "»");
    }
    if (text(details, "applicant").equals("changed")) {
      changes.add("сведения о заявителе");
    }
    return changes.isEmpty() ? "" : ": " + String.join(", ", changes);
  }

  private String confirmed(JsonNode details) {
    String from = place(text(details, "from"));
    String to = place(text(details, "to"));
    return from.equals(to) || from.isEmpty()
        ? "подтверждено распределение: " + to
        : "распределение изменено с «" + from + "» на «" + to + "»";
  }

  /** Of «block/body». */
  private String place(String value) {
    String[] parts = value.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      return "";
    }
    return names.body(parts[1]) + " · " + names.block(parts[0]);
  }

  private static String question(JsonNode details, Map<String, Integer> questions) {
    Integer ordinal = questions.get(text(details, "question"));
    return ordinal == null ? "" : "вопрос " + ordinal + ": ";
  }

  /** «, вопросы 1, 3» */
  private static String ordinals(JsonNode details, Map<String, Integer> questions) {
    String said =
        listed(details.path("questions"))
            .map(questions::get)
            .filter(java.util.Objects::nonNull)
            .sorted()
            .map(String::valueOf)
            .collect(java.util.stream.Collectors.joining(", "));
    return said.isEmpty() ? "" : (said.contains(",") ? ", вопросы " : ", вопрос ") + said;
  }

  private String people(JsonNode details) {
    List<String> people = new ArrayList<>();
    details.path("people").forEach(one -> people.add(names.official(one.asText())));
    return people.isEmpty() ? "" : ": " + String.join(", ", people);
  }

  private static Stream<String> listed(JsonNode codes) {
    return java.util.stream.StreamSupport.stream(codes.spliterator(), false).map(JsonNode::asText);
  }

  /** The answers that the diagram went on with. */
  private static String decisions(Act act, JsonNode details) {
    List<String> said = new ArrayList<>();
    details
        .properties()
        .forEach(
            field -> {
              String value = field.getValue().asText();
              switch (field.getKey()) {
                case "accepted" -> said.add(value.equals("true") ? "принято" : "возвращено");
                case "approved" ->
                    said.add(value.equals("true") ? "согласовано" : "возвращено с замечаниями");
                case "received" ->
                    said.add(value.equals("true") ? "документы получены" : "запрос отозван");
                case "answered" ->
                    said.add(
                        value.equals("true") ? "орган сообщил о результатах" : "снято с контроля");
                case "visitResult" ->
                    said.add(
                        switch (value) {
                          case "HELD" -> "выезд проведён";
                          case "POSTPONED" -> "выезд перенесён";
                          default -> "выезд отменён";
                        });
                case "signed" -> said.add(value.equals("true") ? "подписано" : "не подписано");
                case "triage" -> said.add(triage(value));
                case "resolution" -> said.add(CODES.getOrDefault(value, value));
                case "granted" -> said.add(granted(act, !value.matches("NO|false")));
                default -> {
                  // ids that say nothing to a reader
                }
              }
            });
    return said.isEmpty() ? "" : ": " + String.join(", ", said);
  }

  /** Of more time for the answer, or for what was promised in it. */
  private static String granted(Act act, boolean granted) {
    return act.object().equals("Task_DecidePostponement")
        ? granted ? "перенесено" : "в переносе отказано"
        : granted ? "продлено" : "в продлении отказано";
  }

  /** What is done with the whole; else the outcome of an article. */
  private static String triage(String code) {
    return CODES.containsKey(code)
        ? CODES.get(code)
        : title(Outcome.Kind.class, Outcome.Kind::title, code);
  }

  private String term(JsonNode details) {
    String code = text(details, "term");
    return switch (code) {
      case "T1" -> "регистрации";
      case "T5_REOPENED" -> "нового ответа";
      case "T5", "T6", "T7" -> "ответа";
      case "T8" -> "представления документов";
      case "STEP_LADDER_3" -> "мер на последней ступени эскалации";
      case "" -> "";
      default -> "«" + names.term(code) + "»";
    };
  }

  private static String step(JsonNode details) {
    return switch (text(details, "level")) {
      case "1" -> "руководитель блока";
      case "2" -> "курирующий заместитель Губернатора";
      case "3" -> "заместитель Губернатора – руководитель аппарата";
      default -> "не определена";
    };
  }

  private static String quoted(String element) {
    return element.isEmpty() ? "" : " «" + element + "»";
  }

  private static String days(String number) {
    int n = number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
    boolean teens = n % 100 >= 11 && n % 100 <= 14;
    String word =
        !teens && n % 10 == 1 ? "день" : !teens && n % 10 >= 2 && n % 10 <= 4 ? "дня" : "дней";
    return number + " " + word;
  }

  private String date(String iso) {
    try {
      return iso.contains("T")
          ? names.due(LocalDateTime.parse(iso))
          : names.due(LocalDate.parse(iso).atTime(23, 59));
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  private static <E extends Enum<E>> String title(
      Class<E> type, Function<E, String> title, String code) {
    return Stream.of(type.getEnumConstants())
        .filter(one -> one.name().equals(code))
        .map(title)
        .findFirst()
        .orElse(code);
  }

  private interface Said {
    String of(String value);
  }

  private static String has(JsonNode details, String key, Said said) {
    String value = text(details, key);
    return value.isEmpty() ? "" : said.of(value);
  }

  private static String text(JsonNode details, String key) {
    return details.path(key).asText("");
  }

  private JsonNode read(String details) {
    try {
      return json.readTree(details);
    } catch (JsonProcessingException e) {
      return json.createObjectNode();
    }
  }
}
