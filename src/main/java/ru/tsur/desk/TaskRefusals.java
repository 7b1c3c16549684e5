package ru.tsur.desk;

import ru.tsur.organization.Refusal;

/** Refusals of the desk: the task is not there for him, or not his to do. */
public final class TaskRefusals {

  private TaskRefusals() {}

  /** The task is gone, or it is not his to see: one answer for both. */
  public static final class NoSuchTask extends Refusal {
    private static final long serialVersionUID = 1L;

    NoSuchTask() {
      super("Задание не найдено: оно уже завершено или передано другому. Обновите список.");
    }
  }

  /** He sees the task but it is not his to do. */
  public static final class NotYours extends Refusal {
    private static final long serialVersionUID = 1L;

    NotYours() {
      super("Это задание выполняет другой сотрудник.");
    }
  }
}
