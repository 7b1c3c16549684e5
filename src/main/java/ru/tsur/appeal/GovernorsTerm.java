package ru.tsur.appeal;

import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;

/**
 * Facts of possible breaches of migration law, told to the highest official of the region: he
 * answers in 20 days from the registration, not in 30 (59-ФЗ art. 12 p. 1.1). An extension counts
 * from there.
 */
@Component
public class GovernorsTerm {

  private final Appeals appeals;
  private final Deadlines deadlines;
  private final Terms terms;
  private final AppealProcess process;

  GovernorsTerm(Appeals appeals, Deadlines deadlines, Terms terms, AppealProcess process) {
    this.appeals = appeals;
    this.deadlines = deadlines;
    this.terms = terms;
    this.process = process;
  }

  /** «Губернатору области», not one of his deputies. */
  public static boolean isGovernor(String addressee) {
    String name = addressee.toLowerCase(Locale.ROOT);
    return name.contains("губернатор")
        && !name.contains("заместител")
        && !name.contains("вице")
        && !name.contains("аппарат");
  }

  /**
   * Puts T6 in the place of T5: stored deadline, timers and due dates in one transaction. What is
   * over by the shorter term is a breach at once.
   *
   * @throws InvalidAppeal at the field, if the addressee is somebody else
   */
  @Transactional
  public Deadlines.Kept apply(AppealId id, String field, Actor coordinator) {
    String addressee = appeals.appeal(id).addressee();
    if (!isGovernor(addressee)) {
      throw new InvalidAppeal(
          field,
          "Срок 20 дней – для обращений высшему должностному лицу субъекта (59-ФЗ, ст. 12 ч. 1.1), а это адресовано: «"
              + addressee
              + "».");
    }
    Deadlines.Kept before = deadlines.current(id, Deadlines.ANSWER).orElseThrow();
    if (before.term().equals(Deadlines.GOVERNORS_ANSWER)) {
      return before;
    }
    boolean late = before.isBreachedOn(deadlines.now());
    Deadlines.Kept moved =
        deadlines.replaceAnswer(id, terms.term(Deadlines.GOVERNORS_ANSWER), coordinator);
    process.deadlineMoved(id);
    if (late) {
      deadlines.breached(id, Deadlines.ANSWER); // the timer of the longer term has fired already
    }
    return moved;
  }
}
