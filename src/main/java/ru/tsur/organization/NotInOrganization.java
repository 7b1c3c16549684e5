package ru.tsur.organization;

/**
 * A body, block, theme or official that the organization never had; closed ones are still known.
 */
public class NotInOrganization extends Refusal {

  private static final long serialVersionUID = 1L;

  NotInOrganization(String message) {
    super(message);
  }
}
