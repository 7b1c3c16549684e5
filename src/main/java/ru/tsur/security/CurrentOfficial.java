package ru.tsur.security;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;
import ru.tsur.organization.Scope;
import ru.tsur.organization.TaskGroup;

/**
 * The official who is signed in, with what his positions allow today, not what they did at sign-in.
 */
@Component
public class CurrentOfficial {

  private final Organization organization;

  CurrentOfficial(Organization organization) {
    this.organization = organization;
  }

  /** Empty for guests, sending systems and officials closed meanwhile. */
  public Optional<Official> find() {
    return find(SecurityContextHolder.getContext().getAuthentication());
  }

  Optional<Official> find(Authentication authentication) {
    return authentication != null
            && authentication.getAuthorities().stream()
                .anyMatch(one -> one.getAuthority().equals(Accounts.Kind.OFFICIAL.name()))
            && OfficialId.isValid(authentication.getName())
        ? organization
            .findOfficial(new OfficialId(authentication.getName()))
            .filter(Official::active)
        : Optional.empty();
  }

  /**
   * @throws NotSignedIn if no official is
   */
  public Official official() {
    return find().orElseThrow(NotSignedIn::new);
  }

  /** What he may see. */
  public Scope scope() {
    return find().map(official -> organization.scopeOf(official.id())).orElse(Scope.NOTHING);
  }

  /** Whether he holds a position with this role today, in whatever body. */
  public boolean has(Role role) {
    return find().filter(official -> holds(official, role)).isPresent();
  }

  boolean holds(Official official, Role role) {
    return organization.positionsOf(official.id()).stream()
        .anyMatch(position -> position.role() == role);
  }

  /**
   * He, in the position by which he does the group's tasks.
   *
   * @throws ru.tsur.organization.PositionMissing if he holds none today
   */
  public Actor actor(TaskGroup group) {
    return organization.actorFor(official().id(), group);
  }
}
