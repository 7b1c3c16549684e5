package ru.tsur.desk;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.ComplaintNotices;
import ru.tsur.desk.TasksOnDesk.OnDesk;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * «Жалоба на наших» on the card (art. 8 p. 6): who works on the appeal tells the coordinator. The
 * card shows no trace of it: its reader may be the one whom the complaint is on.
 */
@Component
class CardComplaints {

  /** Tasks of the consideration, in whose hands the text is read. */
  private static final Set<String> CONSIDERING =
      Set.of(
          "Task_ConfirmRouting",
          "Task_DecideBlock",
          "Task_AcceptQuestions",
          "Task_PreparePart",
          "Task_ApprovePart",
          "Task_DraftAnswer",
          "Task_ApproveInTurn",
          "Task_ApproveInParallel",
          "Task_SignAnswer");

  private final ComplaintNotices notices;

  CardComplaints(ComplaintNotices notices) {
    this.notices = notices;
  }

  /** Tells what he noticed; the coordinator's task comes in the same transaction. */
  void tell(TaskInHand task, Typed typed) {
    if (!CONSIDERING.contains(task.element())) {
      throw typed.refuse(
          "text",
          "О жалобе на наших сообщает тот, кто рассматривает обращение: из своего задания, пока ответ не подписан."
              + " Новая жалоба регистрируется отдельно (59-ФЗ, ст. 8 ч. 2 и 6).");
    }
    notices.tell(
        task.appeal(),
        typed.required(
            "text", ComplaintNotices.LONGEST, "Напишите, на кого и на что жалуется заявитель."),
        task.actor());
  }

  List<Card.Action> actions(OnDesk task) {
    return task.editable()
            && CONSIDERING.contains(task.inHand().element())
            && notices.mayBeTold(task.inHand().appeal())
        ? List.of(new Card.Action("complaint", "Жалоба на наших", Map.of()))
        : List.of();
  }
}
