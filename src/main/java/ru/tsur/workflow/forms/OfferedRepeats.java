package ru.tsur.workflow.forms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.Repeats;
import ru.tsur.workflow.TaskForm.Option;
import ru.tsur.workflow.TaskInHand;
import ru.tsur.workflow.Typed;

/** The field {@code offer}: earlier appeals of the same applicant, to be linked or not. */
@Component
class OfferedRepeats {

  private final Repeats repeats;
  private final Appeals appeals;

  OfferedRepeats(Repeats repeats, Appeals appeals) {
    this.repeats = repeats;
    this.appeals = appeals;
  }

  /** What is offered, and «не связано»; nothing if nothing is alike. */
  List<Option> options(TaskInHand task, Applicant applicant) {
    List<Repeats.Offer> offers = offers(task, applicant);
    return offers.isEmpty()
        ? List.of()
        : Stream.concat(
                offers.stream().map(one -> new Option(one.value(), one.label())),
                Stream.of(new Option(Repeats.NONE, "Не связано ни с одним")))
            .toList();
  }

  /** What the official chose; a refusal if something is offered and he did not say. */
  Optional<Appeals.Earlier> required(TaskInHand task, Applicant applicant, Typed typed) {
    String chosen = typed.text("offer").orElse("");
    if (chosen.isEmpty() && !offers(task, applicant).isEmpty()) {
      throw typed.refuse(
          "offer",
          "Есть похожие обращения того же заявителя: выберите, с каким связано, или «не связано».");
    }
    return Repeats.chosen(chosen);
  }

  /** He found no connection. */
  void unrelated(TaskInHand task, Applicant applicant) {
    int offered = offers(task, applicant).size();
    if (offered > 0) {
      repeats.unrelated(task.appeal(), offered, task.actor());
    }
  }

  /** The likest first. */
  List<Repeats.Offer> offers(TaskInHand task, Applicant applicant) {
    return repeats.offers(
        task.actor().official(),
        Optional.of(task.appeal()),
        applicant,
        appeals.appeal(task.appeal()).text());
  }
}
