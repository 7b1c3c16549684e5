package ru.tsur.workflow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.deadline.TermId;
import ru.tsur.organization.Refusal;

/**
 * Asks {@code outcomes.dmn} whether the law allows an outcome, by the version of the table that the
 * task's process is bound to. The table gets codes and numbers, never texts of people.
 */
@Component
public class OutcomeRules {

  /** Id of the decision. */
  public static final String DECISION = "outcomes";

  /** Columns of the table's conditions. */
  public static final List<String> FACTS =
      List.of(
          "outcome",
          "part",
          "name",
          "address",
          "unlawful",
          "recipients",
          "answers",
          "arguments",
          "decision",
          "link");

  /** The closed list of the law. */
  public static final List<String> OUTCOMES =
      Arrays.stream(Outcome.Kind.values()).map(Enum::name).toList();

  private static final Map<String, String> TERMS =
      Map.ofEntries(
          Map.entry("REDIRECT", "T2"),
          Map.entry("COPIES", "T3"),
          Map.entry("MIGRATION", "T4"),
          Map.entry("COURT_DECISION", "T9"),
          Map.entry("ILLEGIBLE", "T10"),
          Map.entry("UNCLEAR", "T11"),
          Map.entry("PUBLISHED", "T12"));

  /** The term that the law itself gives an outcome; the others' are settings. */
  public static Optional<String> lawfulTerm(String outcome) {
    return Optional.ofNullable(TERMS.get(outcome));
  }

  /** The conditions of the article are not met; the message is the table's row. */
  public static final class OutcomeRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    OutcomeRefused(String field, String message) {
      super(field, message);
    }
  }

  private final TableRow table;
  private final Appeals appeals;
  private final Outcomes outcomes;

  OutcomeRules(TableRow table, Appeals appeals, Outcomes outcomes) {
    this.table = table;
    this.appeals = appeals;
    this.outcomes = outcomes;
  }

  /**
   * @param arguments whether there are new arguments or circumstances
   * @param field of the form that the refusal stands at
   * @throws OutcomeRefused with the article, if the table says no
   */
  public Outcomes.Allowed allowed(
      TaskInHand task, Outcomes.Stated stated, boolean arguments, String field) {
    Appeal appeal = appeals.appeal(task.appeal());
    Map<String, Object> facts = new HashMap<>();
    facts.put("outcome", stated.kind().name());
    facts.put("part", !stated.questions().isEmpty());
    facts.put("name", hasName(appeal));
    facts.put("address", hasAddress(appeal));
    facts.put("unlawful", stated.unlawful());
    facts.put("recipients", stated.recipients().size());
    facts.put("answers", outcomes.earlierAnswers(appeal.id()));
    facts.put("arguments", arguments);
    facts.put("decision", !stated.decision().isBlank());
    facts.put("link", !stated.link().isBlank());
    Map<String, Object> row = table.of(task, DECISION, facts).orElseThrow();
    String note = String.valueOf(row.getOrDefault("note", ""));
    if (!"ALLOWED".equals(row.get("verdict"))) {
      throw new OutcomeRefused(
          beside(field, stated, note.contains("укажите") || note.contains("направьте")), note);
    }
    return new Outcomes.Allowed(
        new TermId((String) row.get("term")), (String) row.get("table"), note);
  }

  /** The empty field that the row asks for; else the choice itself. */
  private static String beside(String field, Outcomes.Stated stated, boolean asks) {
    String row = field.substring(0, field.lastIndexOf('.') + 1);
    if (asks && stated.kind().isSent()) {
      return row + "recipients";
    }
    return switch (stated.kind()) {
      case PUBLISHED -> row + "link";
      case TERMINATION -> asks ? row + "decision" : field;
      default -> field;
    };
  }

  /** A surname, or the name of an organization (art. 7 p. 1). */
  public static boolean hasName(Appeal appeal) {
    return !appeal.applicant().lastName().isEmpty() || !appeal.applicant().organization().isEmpty();
  }

  /** Any address that an answer could go to (art. 7 p. 1 and 3). */
  public static boolean hasAddress(Appeal appeal) {
    return Optional.of(appeal.applicant())
        .map(one -> List.of(one.postalAddress(), one.email(), one.cabinet()))
        .stream()
        .flatMap(List::stream)
        .anyMatch(address -> !address.isEmpty());
  }
}
