package ru.tsur.organization;

import java.util.Objects;

/**
 * Who acts, and in which position: the title and role at that moment are kept with the act.
 *
 * @param post title of the position
 */
public record Actor(OfficialId official, String post, Role role) {

  /** Timers and steps that nobody completed by hand. */
  public static final Actor SYSTEM = new Actor(new OfficialId("system"), "Система", Role.SYSTEM);

  public Actor {
    Objects.requireNonNull(official);
    Objects.requireNonNull(post);
    Objects.requireNonNull(role);
  }
}
