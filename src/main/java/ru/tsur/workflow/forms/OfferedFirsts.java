package ru.tsur.workflow.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.JointConsideration;
import ru.tsur.appeal.LinkKind;
import ru.tsur.appeal.Repeats;
import ru.tsur.workflow.AnswerAddress;
import ru.tsur.workflow.TaskForm.Option;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/**
 * The field {@code first}: open appeals that this one duplicates, by a link or by what {@link
 * Repeats} offers, and may be joined to.
 */
@Component
class OfferedFirsts {

  private final Appeals appeals;
  private final OfferedRepeats offered;
  private final JointConsideration together;

  OfferedFirsts(Appeals appeals, OfferedRepeats offered, JointConsideration together) {
    this.appeals = appeals;
    this.offered = offered;
    this.together = together;
  }

  /**
   * @param alike what {@link OfferedRepeats#offers} found
   */
  List<Option> options(TaskInHand task, List<Repeats.Offer> alike) {
    Map<String, Option> options = new LinkedHashMap<>();
    linked(task).stream()
        .filter(link -> together.isPossible(task.appeal(), link.other()))
        .forEach(
            link ->
                options.put(
                    link.number(),
                    new Option(
                        link.number(),
                        "№ "
                            + link.number()
                            + ", "
                            + who(link.other())
                            + ", связь указана"
                            + elsewhere(task, link.other()))));
    duplicates(alike)
        .filter(offer -> together.isPossibleWithLink(task.appeal(), offer.id()))
        .forEach(
            offer ->
                options.put(
                    offer.number(),
                    new Option(
                        offer.number(),
                        offer.label() + ", " + who(offer.id()) + elsewhere(task, offer.id()))));
    return List.copyOf(options.values());
  }

  private String who(AppealId first) {
    return "заявитель " + appeals.appeal(first).applicant().name();
  }

  /** The one letter goes where the first is answered, also if this one asks for another way. */
  private String elsewhere(TaskInHand task, AppealId first) {
    AnswerAddress its = AnswerAddress.of(appeals.appeal(first));
    AnswerAddress own = AnswerAddress.of(appeals.appeal(task.appeal()));
    return its.equals(own)
        ? ""
        : "; ответ уйдёт по адресу первого: "
            + its.said()
            + ", а здесь просят иначе: "
            + own.said();
  }

  /** The appeal that was chosen; what was only offered is linked with it. */
  AppealId chosen(TaskInHand task, Typed typed) {
    String number =
        typed.required(
            JointConsideration.FIELD, "Выберите обращение, к которому присоединяется это.");
    Appeal first =
        appeals
            .numbered(number)
            .orElseThrow(
                () -> typed.refuse(JointConsideration.FIELD, "Выберите обращение из списка."));
    Optional<Repeats.Offer> offer =
        duplicates(offered.offers(task, appeals.appeal(task.appeal()).applicant()))
            .filter(one -> one.id().equals(first.id()))
            .findFirst();
    if (offer.isPresent()
        && linked(task).stream().noneMatch(one -> one.other().equals(first.id()))) {
      appeals.link(task.appeal(), new Appeals.Earlier(number, LinkKind.DUPLICATE), task.actor());
    }
    together.check(task.appeal(), first.id());
    return first.id();
  }

  private List<Appeals.Link> linked(TaskInHand task) {
    return appeals.links(task.appeal()).stream()
        .filter(link -> link.isEarlier() && link.kind() == LinkKind.DUPLICATE)
        .toList();
  }

  private static Stream<Repeats.Offer> duplicates(List<Repeats.Offer> alike) {
    return alike.stream().filter(offer -> offer.suggested() == LinkKind.DUPLICATE);
  }
}
