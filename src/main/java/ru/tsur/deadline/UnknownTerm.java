package ru.tsur.deadline;

/** The terms table has no such row. */
public final class UnknownTerm extends TermRefusal {

  private static final long serialVersionUID = 1L;
  private final String term;

  public UnknownTerm(String term) {
    super("В таблице сроков нет строки «" + term + "».");
    this.term = term;
  }

  public String term() {
    return term;
  }
}
