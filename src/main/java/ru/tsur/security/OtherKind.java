package ru.tsur.security;

import ru.tsur.organization.Refusal;

/** An official's login is no sending system's, and the other way round. */
class OtherKind extends Refusal {

  private static final long serialVersionUID = 1L;

  OtherKind(String login) {
    super("Логин «" + login + "» занят учётной записью другого вида.");
  }
}
