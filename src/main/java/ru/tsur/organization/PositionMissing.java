package ru.tsur.organization;

/** The official holds no position today that belongs to the group whose work he wants to do. */
public class PositionMissing extends Refusal {

  private static final long serialVersionUID = 1L;

  PositionMissing(OfficialId official, TaskGroup group) {
    super(
        "У пользователя «"
            + official
            + "» нет действующей должности для этого действия ("
            + group.role().title()
            + ").");
  }
}
