package ru.tsur.security;

import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tells Camunda's filters who came through Spring's chains. They create it by its class name;
 * groups and tenants they ask of the identity provider, so that what is withdrawn is gone.
 */
public class SpringSecurityProvider extends ContainerBasedAuthenticationProvider {

  @Override
  public AuthenticationResult extractAuthenticatedUser(
      HttpServletRequest request, ProcessEngine engine) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    boolean official =
        authentication != null
            && authentication.isAuthenticated()
            && authentication.getAuthorities().stream()
                .anyMatch(one -> one.getAuthority().equals(Accounts.Kind.OFFICIAL.name()));
    return official
        ? AuthenticationResult.successful(authentication.getName())
        : AuthenticationResult.unsuccessful();
  }
}
