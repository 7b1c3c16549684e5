package ru.tsur.bench;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;

/** Where the diagrams run: in the product, or in an engine with nothing around it. */
interface World {

  /**
   * An appeal comes in by the door of other systems.
   *
   * @param questions one: a single block answers; two: two blocks, one of them responsible
   * @return its business key
   */
  String begins(int questions);

  /** Not measured: a person sees it in his list. */
  List<Task> open(String appeal);

  /** Not measured: a login that may do the task. */
  String whoMay(Task task);

  /** What the task's form shows. */
  Map<String, Object> shows(Task task, String official);

  /** The form is filled in, the task taken and completed. */
  void completes(Task task, String official, Map<String, Object> shown);

  /** The letter that waits is sent. */
  void sends();

  /** Not measured. */
  boolean isEnded(String appeal);
}
