package ru.tsur.demo;

import java.util.List;

/**
 * A step of an invented life: {@code word[:detail][@when]}. When is {@code 2}, working days after
 * the step before (one without it; the same day with {@code 0}), or {@code T1}, the working day
 * after the answer's term.
 */
record DemoStep(String word, String detail, String when) {

  static DemoStep read(String line) {
    int at = line.lastIndexOf('@');
    String what = at < 0 ? line : line.substring(0, at);
    int colon = what.indexOf(':');
    return new DemoStep(
        colon < 0 ? what : what.substring(0, colon),
        colon < 0 ? "" : what.substring(colon + 1),
        at < 0 ? "1" : line.substring(at + 1));
  }

  /** Tasks of the diagrams that this step does; none for a request to extend the term. */
  List<String> elements() {
    return switch (word) {
      case "register" -> List.of("Task_RegisterAppeal");
      case "triage", "redirect" -> List.of("Task_Triage");
      case "notice" -> List.of("Task_RedirectWhole");
      case "sign-notice" -> List.of("Task_SignForwarding");
      case "confirm" -> List.of("Task_ConfirmRouting");
      case "accept", "return" -> List.of("Task_AcceptQuestions");
      case "decide" -> List.of("Task_DecideBlock");
      case "part", "part-one" -> List.of("Task_PreparePart");
      case "approve-part" -> List.of("Task_ApprovePart");
      case "draft" -> List.of("Task_DraftAnswer");
      case "approve", "remark" -> List.of("Task_ApproveInTurn", "Task_ApproveInParallel");
      case "sign", "sign-remark" -> List.of("Task_SignAnswer");
      case "dispatch" -> List.of("Task_DispatchByPost");
      case "resolve" -> List.of("Task_ResolveDelivery");
      case "extension" -> List.of("Task_DecideExtension");
      case "head" -> List.of("Task_HeadMeasures");
      case "deputy" -> List.of("Task_DeputyMeasures");
      case "ask" -> List.of();
      default -> throw new IllegalArgumentException("Unknown step of an invented life: " + word);
    };
  }

  /** Whether the step is done again for each other task of its kind. */
  boolean isOfEach() {
    return List.of("accept", "part", "approve-part", "approve").contains(word);
  }
}
