package ru.tsur.deadline;

/** A date was asked of a row for which neither law nor setting gives a length. */
public final class TermWithoutLength extends TermRefusal {

  private static final long serialVersionUID = 1L;

  TermWithoutLength(Term term) {
    super(
        "Срок законом не установлен: "
            + term.id()
            + " «"
            + term.label()
            + "» ("
            + term.article()
            + ").");
  }
}
