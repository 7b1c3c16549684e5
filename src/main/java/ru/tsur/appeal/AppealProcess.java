package ru.tsur.appeal;

import java.util.Optional;
import java.util.Set;

/** What must happen in the process when the register changes; called in the same transaction. */
public interface AppealProcess {

  /** A stored appeal gets its process. */
  void start(AppealId appeal, AppealType type, boolean registered);

  /** Id of an open task of the ЦУР's own where the appeal stands, if it stands at one. */
  Optional<String> centreTask(AppealId appeal);

  /** An extension is asked for: the body's signer has to decide. */
  void extensionRequested(AppealId appeal, ExtensionId extension);

  /** The appeal's deadline moved: its timers and the due dates of its open tasks follow. */
  void deadlineMoved(AppealId appeal);

  /** Ids of the tasks that are open now, of all appeals: the subjects of running deadlines. */
  Set<String> openTasks();

  /** As {@link #openTasks()}, of one appeal. */
  Set<String> openTasks(AppealId appeal);

  /** An act of recalculation is ordered: its process works it off. */
  void recalculationOrdered(long recalculation);
}
