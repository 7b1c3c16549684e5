package ru.tsur.organization;

/** Such a substitution is not possible, or not his to order. */
public class SubstitutionRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  SubstitutionRefused(String field, String message) {
    super(field, message);
  }
}
