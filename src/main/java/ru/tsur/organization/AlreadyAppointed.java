package ru.tsur.organization;

/** The login belongs to an official already. */
public class AlreadyAppointed extends Refusal {

  private static final long serialVersionUID = 1L;

  AlreadyAppointed(OfficialId login) {
    super("Логин «" + login + "» уже занят.");
  }
}
