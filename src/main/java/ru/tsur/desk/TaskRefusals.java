package ru.tsur.desk;

import java.util.Optional;
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

    NotYours(Optional<String> holder) {
      super(
          holder
              .map(name -> "Задачу взял(а) в работу " + withStop(name))
              .orElse("Это задание выполняет другой сотрудник."));
    }

    /** A name that ends with an initial has its full stop. */
    private static String withStop(String name) {
      return name.endsWith(".") ? name : name + ".";
    }
  }
}
