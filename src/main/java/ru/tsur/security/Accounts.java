package ru.tsur.security;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Logins and the hashes of their passwords. */
@Component
public class Accounts {

  /** An official signs in by form or HTTP Basic; a sending system by HTTP Basic at its own door. */
  public enum Kind {
    OFFICIAL,
    SYSTEM
  }

  record Account(String login, Kind kind, String hash, Instant changedAt) {}

  private static final Pattern LOGIN = Pattern.compile("[a-z0-9._-]{3,40}");

  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final Clock clock;

  Accounts(JdbcClient jdbc, PasswordEncoder encoder, Clock clock) {
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.clock = clock;
  }

  Optional<Account> find(String login) {
    if (!LOGIN.matcher(login).matches()) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select login, kind, password_hash, changed_at from account where login = :login")
        .param("login", login)
        .query(
            (row, number) ->
                new Account(
                    row.getString("login"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("password_hash"),
                    row.getObject("changed_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /** Whether any account exists; an empty product has none. */
  public boolean any() {
    return jdbc.sql("select count(*) from account").query(Integer.class).single() > 0;
  }

  /**
   * Makes the account, or changes the password of the one there is; never its kind.
   *
   * @throws IllegalArgumentException if the login has not the form of one
   * @throws OtherKind if the login is one of the other kind
   */
  @Transactional
  public void setPassword(String login, Kind kind, String password) {
    if (!LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException("Not a login: " + login);
    }
    if (find(login).filter(found -> found.kind() != kind).isPresent()) {
      throw new OtherKind(login);
    }
    String hash = encoder.encode(password);
    int changed =
        jdbc.sql(
                """
                update account set password_hash = :hash, changed_at = :now
                where login = :login and kind = :kind
                """)
            .param("kind", kind.name())
            .param("hash", hash)
            .param("now", OffsetDateTime.now(clock))
            .param("login", login)
            .update();
    if (changed == 0) {
      jdbc.sql(
              """
              insert into account (login, kind, password_hash, changed_at)
              values (:login, :kind, :hash, :now)
              """)
          .param("login", login)
          .param("kind", kind.name())
          .param("hash", hash)
          .param("now", OffsetDateTime.now(clock))
          .update();
    }
  }
}
