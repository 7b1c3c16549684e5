package ru.tsur;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import ru.tsur.security.Accounts;

/**
 * Officials in an open session, as the sign-in leaves it: with the moment their password was last
 * changed, or the session would be outdated. Who has no account gets one until {@link #forget}.
 */
@Component
public class SignedIn {

  private final Accounts accounts;
  private final JdbcClient jdbc;
  private final List<String> made = new ArrayList<>();

  SignedIn(Accounts accounts, JdbcClient jdbc) {
    this.accounts = accounts;
    this.jdbc = jdbc;
  }

  public RequestPostProcessor as(String login) {
    if (changedAt(login).isEmpty()) {
      accounts.setPassword(login, Accounts.Kind.OFFICIAL, UUID.randomUUID().toString());
      made.add(login);
    }
    var official =
        UsernamePasswordAuthenticationToken.authenticated(
            login, null, List.of(new SimpleGrantedAuthority("OFFICIAL")));
    official.setDetails(changedAt(login).get(0).toInstant());
    return authentication(official);
  }

  public void forget() {
    made.forEach(
        login ->
            jdbc.sql("delete from account where login = :login").param("login", login).update());
    made.clear();
  }

  private List<OffsetDateTime> changedAt(String login) {
    return jdbc.sql("select changed_at from account where login = :login")
        .param("login", login)
        .query(OffsetDateTime.class)
        .list();
  }
}
