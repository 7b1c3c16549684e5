package ru.tsur.workflow.steps;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;

/** The single row that a decision table answered; no row at all is an empty answer. */
final class Answers {

  private Answers() {}

  static Map<String, Object> single(DmnDecisionResult result) {
    return result == null || result.isEmpty() ? Map.of() : result.getSingleResult().getEntryMap();
  }
}
