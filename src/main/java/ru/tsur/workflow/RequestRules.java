package ru.tsur.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealRefusals.RequestRefused;
import ru.tsur.appeal.DocumentRequest.Addressee;
import ru.tsur.appeal.DocumentRequest.Enclosure;
import ru.tsur.appeal.DocumentRequests;

/**
 * Asks {@code requests.dmn} whether documents may be asked of an addressee and what of the appeal
 * goes with the letter, by the version of the table that the task's process is bound to.
 */
@Component
public class RequestRules {

  /** Id of the decision. */
  public static final String DECISION = "requests";

  /** Columns of the table's conditions. */
  public static final List<String> FACTS = List.of("addressee", "complained");

  /** Whom the law never lets be asked (art. 10 p. 1 п. 2). */
  public static final List<String> NEVER =
      List.of(Addressee.COURT.name(), Addressee.INQUIRY.name(), Addressee.INVESTIGATION.name());

  /** Codes of the table's answer. */
  public static final List<String> ENCLOSURES =
      Arrays.stream(Enclosure.values()).map(Enum::name).toList();

  private final TableRow table;
  private final DocumentRequests requests;

  RequestRules(TableRow table, DocumentRequests requests) {
    this.table = table;
    this.requests = requests;
  }

  /**
   * @throws RequestRefused with the article, if the table says no
   */
  public DocumentRequests.Allowed allowed(TaskInHand task, DocumentRequests.Stated stated) {
    Map<String, Object> facts =
        Map.of(
            "addressee",
            stated.addressee().name(),
            "complained",
            requests.isComplainedAbout(task.appeal(), stated));
    Map<String, Object> row =
        table
            .of(task, DECISION, facts)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        "addressee",
                        "Обращение идёт по прежним схемам, в них нет запроса документов: запросите их письмом."));
    String note = String.valueOf(row.getOrDefault("note", ""));
    if (!"ALLOWED".equals(row.get("verdict"))) {
      throw new RequestRefused("addressee", note);
    }
    return new DocumentRequests.Allowed(
        Enclosure.valueOf((String) row.get("enclosure")), (String) row.get("table"), note);
  }
}
