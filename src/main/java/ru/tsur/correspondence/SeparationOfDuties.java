package ru.tsur.correspondence;

import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Refusal;

/**
 * Author, approver and signer are three persons (art. 10 p. 3 and practice); by person, so a second
 * position of the same man does not help.
 */
public class SeparationOfDuties extends Refusal {

  private static final long serialVersionUID = 1L;

  /** What a person did, or is about to do, with a text. */
  public enum Duty {
    AUTHOR("писали этот текст", "написать"),
    APPROVER("согласовали этот текст", "согласовать"),
    SIGNER("подписали этот текст", "подписать");

    private final String done;
    private final String toDo;

    Duty(String done, String toDo) {
      this.done = done;
      this.toDo = toDo;
    }
  }

  private final transient OfficialId official;
  private final Duty done;
  private final Duty refused;

  SeparationOfDuties(OfficialId official, Duty done, Duty refused) {
    super(
        "Вы "
            + done.done
            + ", поэтому "
            + refused.toDo
            + " его должен другой человек: автор, согласующий и подписант – три разных лица.");
    this.official = official;
    this.done = done;
    this.refused = refused;
  }

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
