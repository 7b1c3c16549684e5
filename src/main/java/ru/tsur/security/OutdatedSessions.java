package ru.tsur.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that was opened with another password than the account has now. */
class OutdatedSessions extends OncePerRequestFilter {

  private final Accounts accounts;

  OutdatedSessions(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && outdated(authentication)) {
      SecurityContextHolder.clearContext();
      var session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
    }
    chain.doFilter(request, response);
  }

  /** Each sign-in by password is marked with the account's {@code changed_at}. */
  private boolean outdated(Authentication authentication) {
    return accounts
        .find(authentication.getName())
        .filter(account -> account.changedAt().equals(authentication.getDetails()))
        .isEmpty();
  }
}
