package ru.tsur.workflow;

import java.util.Map;
import java.util.Set;

/** What the form of a user task shows and what its completion does to the register. */
public interface TaskForm {

  /** Ids of the user tasks, in all diagrams, that this form serves. */
  Set<String> elements();

  /** Values and options to show. */
  Shown show(TaskInHand task);

  /**
   * Does what the official decided, in the caller's transaction.
   *
   * @return decision variables: codes and ids only
   * @throws ru.tsur.organization.Refusal if a value is missing or a rule says no; then nothing is
   *     done
   */
  Map<String, Object> apply(TaskInHand task, Typed typed);

  /**
   * Keeps a file that the form asks for, before the task is done.
   *
   * @param of which row of the form it belongs to
   * @return values of the row that the form now shows instead
   * @throws ru.tsur.organization.Refusal if the form asks for none, or not for such a one
   */
  default Map<String, Object> attach(TaskInHand task, String of, String name, byte[] content) {
    throw new Typed.FieldRefused("file", "К этой форме файлы не прикладываются.");
  }

  /** Values by field and options by name; lists of maps for repeated fields. */
  record Shown(Map<String, Object> values, Map<String, Object> options) {}

  /** One entry of a list to choose from. */
  record Option(String value, String label) {}
}
