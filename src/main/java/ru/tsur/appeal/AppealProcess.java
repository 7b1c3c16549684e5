package ru.tsur.appeal;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ru.tsur.organization.Tenant;

/** What must happen in the process when the register changes; called in the same transaction. */
public interface AppealProcess {

  /** A stored appeal gets its process; a closed one that is considered again a new one. */
  void start(AppealId appeal, AppealType type, boolean registered);

  /** Id of an open task of the ЦУР's own where the appeal stands, if it stands at one. */
  Optional<String> centreTask(AppealId appeal);

  /** An extension is asked for: the body's signer has to decide. */
  void extensionRequested(AppealId appeal, ExtensionId extension);

  /** The answer with a promise has left: the promise has a process of its own. */
  void promiseMade(AppealId appeal, UUID promise, Tenant tenant);

  /** A later day is asked for: the signer has to decide. */
  void postponementAsked(AppealId appeal, UUID promise, UUID postponement);

  /** The promised day moved: the task and the timers follow. */
  void promiseMoved(AppealId appeal, UUID promise);

  /** The letter that asks for the results has left: the control has a process of its own. */
  void redirectControlled(AppealId appeal, UUID control);

  /**
   * Whether it waits to be told of a complaint on ours; begun before that was drawn it does not.
   */
  boolean awaitsComplaintNotices(AppealId appeal);

  /** Somebody noticed a complaint on one of ours: a coordinator has to look. */
  void complaintNoticed(AppealId appeal, UUID notice);

  /** What was done by those whom the complaint is on is done again by others, from the routing. */
  void workTakenBack(AppealId appeal);

  /** Nobody else may consider the complaint: it is returned (art. 8 p. 7). */
  void complaintReturned(AppealId appeal, UUID outcome);

  /** Whether it waits for visits; begun before they were drawn it does not. */
  boolean awaitsVisits(AppealId appeal);

  /** A visit on site is appointed: who goes has to report it. */
  void visitAppointed(AppealId appeal, UUID visit);

  /** A letter that had left came back, of a running or a closed appeal: it has to be sent again. */
  void letterReturned(AppealId appeal, UUID letter);

  /** The letter that came back needs not be sent again: what waits for it ends. */
  void resendingOver(AppealId appeal, UUID letter);

  /** Documents are asked for: the executor has to write the letter. */
  void documentsRequested(AppealId appeal, RequestId request);

  /** The applicant asks to stop: a coordinator has to decide (art. 5 п. 5). */
  void withdrawalAsked(AppealId appeal, UUID withdrawal);

  /** It is decided to stop: all work on the appeal ends, but the notice. */
  void workStopped(AppealId appeal);

  /** Whether it stands where it can wait for another; begun before that was drawn it cannot. */
  boolean canWaitForAnother(AppealId appeal);

  /**
   * What this one was joined to is over.
   *
   * @param answered whether its answer is this one's too; else this one is decided on anew
   */
  void firstEnded(AppealId joined, boolean answered);

  /** Its breach is recorded, and nobody above knows: the ladder is raised. */
  void escalate(AppealId appeal);

  /** The applicant added something: who considers the appeal has to read it. */
  void supplementReceived(AppealId appeal, UUID supplement);

  /**
   * It is known on whom of ours the complaint is: what has begun is hidden from them too, and
   * nobody of them keeps a task.
   */
  void complaintFound(AppealId appeal);

  /** The appeal's deadline moved: its timers and the due dates of its open tasks follow. */
  void deadlineMoved(AppealId appeal);

  /** Ids of the tasks that are open now, of all appeals: the subjects of running deadlines. */
  Set<String> openTasks();

  /** As {@link #openTasks()}, of one appeal. */
  Set<String> openTasks(AppealId appeal);

  /** An e-mail that is no appeal is stored: it is explained, and looked at by a person. */
  void emailReceived(UUID email);

  /** An act of recalculation is ordered: its process works it off. */
  void recalculationOrdered(long recalculation);
}
