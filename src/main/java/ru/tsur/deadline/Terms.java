package ru.tsur.deadline;

import java.util.List;

/** The terms table in force. */
public interface Terms {

  /**
   * @throws UnknownTerm if the table has no such row
   */
  Term term(TermId id);

  /** All rows in the table's order. */
  List<Term> all();
}
