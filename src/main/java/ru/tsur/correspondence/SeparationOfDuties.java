package ru.tsur.correspondence;

import java.util.Map;
import ru.tsur.organization.Actor;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Refusal;

/**
 * Author, approver and signer are three persons (art. 10 p. 3 and practice); by person, so a second
 * position of the same man does not help, nor does it that one replaces the other: what was done in
 * somebody's place counts for both.
 */
public class SeparationOfDuties extends Refusal {

  private static final long serialVersionUID = 1L;

  /** What a person did, or is about to do, with a text. */
  public enum Duty {
    AUTHOR("писали", "писал", "написать"),
    APPROVER("согласовали", "согласовал", "согласовать"),
    SIGNER("подписали", "подписал", "подписать");

    private final String done;
    private final String doneByAnother;
    private final String toDo;

    Duty(String done, String doneByAnother, String toDo) {
      this.done = done;
      this.doneByAnother = doneByAnother;
      this.toDo = toDo;
    }
  }

  private final transient OfficialId official;
  private final Duty done;
  private final Duty refused;

  private SeparationOfDuties(String who, OfficialId official, Duty done, Duty refused) {
    super(
        who
            + " этот текст, поэтому "
            + refused.toDo
            + " его должен другой человек: автор, согласующий и подписант – три разных лица.");
    this.official = official;
    this.done = done;
    this.refused = refused;
  }

  /**
   * @param before who did it before (true), and in whose place it was done (false)
   * @throws SeparationOfDuties if he is one of them, or the one in whose place he acts
   */
  static void check(Map<OfficialId, Boolean> before, Duty done, Actor actor, Duty refused) {
    Boolean himself = before.get(actor.official());
    if (himself != null) {
      throw new SeparationOfDuties(
          (himself ? "Вы " : "За вас ") + done.done, actor.official(), done, refused);
    }
    actor
        .absent()
        .filter(before::containsKey)
        .ifPresent(
            absent -> {
              throw new SeparationOfDuties(
                  "Тот, кого вы замещаете, " + done.doneByAnother, absent, done, refused);
            });
  }

  /** Who did it before, or in whose place it was done. */
  public OfficialId official() {
    return official;
  }

  /** What he did before. */
  public Duty done() {
    return done;
  }

  /** What he may therefore not do. */
  public Duty refused() {
    return refused;
  }
}
