package ru.tsur.intake;

import java.util.List;
import org.springframework.stereotype.Component;
import ru.tsur.deadline.Calendars;
import ru.tsur.deadline.Deadline;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.deadline.UnknownTerm;

/** Counts any row of the terms table; years without a calendar are refused, not guessed. */
@Component
class TermCalculator {

  private static final String EXTENSION_ITSELF = "T7";

  private final Terms terms;
  private final Calendars calendars;

  TermCalculator(Terms terms, Calendars calendars) {
    this.terms = terms;
    this.calendars = calendars;
  }

  List<Term> terms() {
    return terms.all();
  }

  /**
   * @throws UnknownTerm if the table has no such row
   * @throws ExtensionAskedAlone for T7
   * @throws ru.tsur.deadline.TermRefusal if the rules give no date
   */
  Deadline deadline(String id, TermCalculatorQuery query) {
    Term term = query.applyTo(row(id));
    return query.extension().isPresent()
        ? term.extended(query.from(), query.extension().getAsInt(), calendars.current())
        : term.from(query.from(), calendars.current());
  }

  private Term row(String id) {
    if (!TermId.isValid(id)) {
      throw new UnknownTerm(id);
    }
    Term row = terms.term(new TermId(id));
    if (id.equals(EXTENSION_ITSELF)) {
      throw new ExtensionAskedAlone();
    }
    return row;
  }

  /** T7 has no event of its own: it moves T5 or T6. */
  static final class ExtensionAskedAlone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExtensionAskedAlone() {
      super(
          "T7 – это продление, отдельно оно не считается: спросите T5 или T6 и укажите, на сколько дней продлить"
              + " (параметр extension, от 1 до 30).");
    }
  }
}
