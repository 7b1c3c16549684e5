package ru.tsur.methodology;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ru.tsur.deadline.LawLimits;
import ru.tsur.deadline.Term;
import ru.tsur.workflow.DmnTerms;
import ru.tsur.workflow.InvalidTerms;

/** The terms table: readable as data, within the law, nothing missing that Java asks for. */
final class TermRules {

  private static final List<String> REQUIRED =
      List.of(
          "T1",
          "T2",
          "T3",
          "T4",
          "T5",
          "T5_REOPENED",
          "T6",
          "T7",
          "T8",
          "T9",
          "T10",
          "T11",
          "T12",
          "STEP_EMAIL",
          "STEP_TRIAGE",
          "STEP_ROUTE",
          "STEP_ACCEPT",
          "STEP_EXECUTE",
          "STEP_APPROVE",
          "STEP_SIGN",
          "STEP_EXTENSION",
          "STEP_PART",
          "STEP_CONTROL",
          "STEP_WITHDRAWAL",
          "STEP_SUPPLEMENT",
          "STEP_DISPATCH",
          "STEP_LADDER_1",
          "STEP_LADDER_2",
          "STEP_LADDER_3");

  private TermRules() {}

  /** The rows; none if the table does not read. */
  static List<Term> read(byte[] content, Findings findings) {
    List<Term> terms;
    try {
      terms = DmnTerms.read(new ByteArrayInputStream(content));
    } catch (InvalidTerms invalid) {
      invalid.faults().forEach(fault -> findings.refuse("«terms»", "%s", fault));
      return List.of();
    }
    Set<String> ids = new HashSet<>();
    for (Term term : terms) {
      ids.add(term.id().value());
      LawLimits.refusal(term)
          .ifPresent(refusal -> findings.refuse("строка " + term.id(), "%s", refusal));
      if (term.id().value().startsWith("STEP_") && term.length().isEmpty()) {
        findings.refuse("строка " + term.id(), "у шага нет длины срока: укажите её");
      }
    }
    for (String id : REQUIRED) {
      if (!ids.contains(id)) {
        findings.refuse("«terms»", "нет строки «%s»: она нужна программе, верните её", id);
      }
    }
    return terms;
  }
}
