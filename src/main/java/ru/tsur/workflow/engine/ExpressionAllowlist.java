package ru.tsur.workflow.engine;

import java.util.Map;
import java.util.Set;

/**
 * What an expression in a diagram, a table or a filter may touch; everything else is refused, at
 * the gate and again when it is evaluated. A new bean or method becomes visible to diagrams by a
 * line here.
 */
public final class ExpressionAllowlist {

  /** Beans and their methods: {@code ${desk.group(execution,'head')}}. */
  public static final Map<String, Set<String>> BEANS =
      Map.of(
          "desk", Set.of("group", "executor"),
          "terms",
              Set.of(
                  "due",
                  "dueOfOutcome",
                  "breach",
                  "breachOfOutcome",
                  "dueOf",
                  "breachOf",
                  "remindersOf",
                  "dueOfPart",
                  "breachOfPart",
                  "reminders",
                  "dueOfPromise",
                  "breachOfPromise",
                  "breachesOfPromise",
                  "promiseReminders",
                  "dueOfControl",
                  "breachOfControl",
                  "dueOfVisit",
                  "breachOfVisit",
                  "visitReminder",
                  "retry",
                  "measuresDue"),
          "questions", Set.of("of", "theme", "municipality"),
          "assignments",
              Set.of(
                  "of",
                  "tenant",
                  "several",
                  "responsibleTenant",
                  "late",
                  "lateCentre",
                  "latePromise",
                  "block",
                  "considering",
                  "isAssigned",
                  "tenantOrCentre"),
          "letters", Set.of("method", "noticeMethod"),
          "outcomes", Set.of("forwarded", "declined", "kind", "letters"),
          "requests", Set.of("tenant"),
          "visits", Set.of("tenant", "isInvited", "invitation"),
          "approvers", Set.of("of"),
          "filters", Set.of("todayStart", "todayEnd", "tomorrowEnd", "now"));

  /**
   * Steps and listeners: {@code ${formAssignments}}. Named as a whole only, never with a method.
   */
  public static final Set<String> DELEGATES =
      Set.of(
          "recordRegistrationBreach",
          "remindOfTerm",
          "recordBreach",
          "closeAppeal",
          "recordRoute",
          "joinAppeal",
          "formAssignments",
          "recordApprovalRoute",
          "extendTerm",
          "recordLadder",
          "recalculateDeadlines",
          "recordAnswer",
          "recordOutcome",
          "recordOutcomeBreach",
          "recordLatePart",
          "recordRequestSent",
          "remindOfRequest",
          "recordRequestLate",
          "recordLadderBreach",
          "explainChannels",
          "stopConsideration",
          "raiseLadderStep",
          "remindOfPromise",
          "recordPromiseBroken",
          "postponePromise",
          "recordPromiseKept",
          "recordControlLate",
          "remindOfVisit",
          "recordVisitLate",
          "removeSubjects",
          "recordReturn");

  /** What may be read of {@code execution} (and of {@code task}, where it has it). */
  public static final Set<String> EXECUTION =
      Set.of("processBusinessKey", "processInstanceId", "currentActivityId", "tenantId", "id");

  /** Functions without a bean. */
  public static final Set<String> FUNCTIONS =
      Set.of("currentUser", "currentUserGroups", "now", "dateTime");

  private ExpressionAllowlist() {}
}
