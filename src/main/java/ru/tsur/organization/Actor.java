package ru.tsur.organization;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who acts, and in which position: the title and role at that moment are kept with the act.
 *
 * @param post title of the position; of who acts for another his own with the other's, «Начальник
 *     отдела, за Иванова И. И. (министр)»
 * @param absent in whose place he acts
 * @param signature the post as it stands under a letter
 */
public record Actor(
    OfficialId official, String post, Role role, Optional<OfficialId> absent, String signature) {

  /** Timers and steps that nobody completed by hand. */
  public static final Actor SYSTEM = new Actor(new OfficialId("system"), "Система", Role.SYSTEM);

  public Actor {
    Objects.requireNonNull(official);
    Objects.requireNonNull(post);
    Objects.requireNonNull(role);
    Objects.requireNonNull(absent);
    Objects.requireNonNull(signature);
  }

  /** In a position of his own. */
  public Actor(OfficialId official, String post, Role role) {
    this(official, post, role, Optional.empty(), post);
  }

  /** In the position of an absent one; {@code own} is the title of his own, if he has one. */
  static Actor inPlaceOf(
      Official absent, Position position, OfficialId deputy, Optional<String> own) {
    String instead = absent.inPlace() + " (" + position.title() + ")";
    return new Actor(
        deputy,
        own.map(title -> title + ", " + instead).orElse(instead),
        position.role(),
        Optional.of(absent.id()),
        Declension.actingAs(position.title()));
  }

  /** The absent one's id, or null as the tables want it. */
  public String absentOrNull() {
    return absent.map(OfficialId::value).orElse(null);
  }

  /** He and in whose place he acts: what is forbidden to one of them is forbidden here. */
  public Set<OfficialId> persons() {
    return Stream.concat(Stream.of(official), absent.stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
