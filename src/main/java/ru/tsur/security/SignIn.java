package ru.tsur.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import ru.tsur.organization.Official;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;

/**
 * Checks login and password for one kind of account. A closed official, an unknown login and a
 * wrong password look alike and take alike long.
 */
class SignIn implements AuthenticationProvider {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Accounts.Kind kind;
  private final Accounts accounts;
  private final Organization organization;
  private final PasswordEncoder encoder;
  private final SignInDelay delay;
  private final Environment environment;
  private final Clock clock;
  private final String hashOfNobody;
  private final Object[] locks = new Object[64];
  private final Verified verified = new Verified();

  SignIn(
      Accounts.Kind kind,
      Accounts accounts,
      Organization organization,
      PasswordEncoder encoder,
      SignInDelay delay,
      Environment environment,
      Clock clock) {
    this.kind = kind;
    this.accounts = accounts;
    this.organization = organization;
    this.encoder = encoder;
    this.delay = delay;
    this.environment = environment;
    this.clock = clock;
    this.hashOfNobody = encoder.encode("nobody");
    for (int i = 0; i < locks.length; i++) {
      locks[i] = new Object();
    }
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String login = request.getName().strip().toLowerCase(Locale.ROOT);
    String password = String.valueOf(request.getCredentials());
    String address = address(request);
    refuseWhileDelayed(login, address);
    var account =
        accounts.find(login).filter(found -> found.kind() == kind).filter(this::mayComeIn);
    boolean right;
    if (account.isPresent() && verified.contains(account.get(), password)) {
      right = true;
    } else {
      // One try at a time for each account, or a hundred at once would all be free.
      synchronized (locks[Math.floorMod(login.hashCode(), locks.length)]) {
        refuseWhileDelayed(login, address);
        String hash = account.map(Accounts.Account::hash).orElse(hashOfNobody);
        right = encoder.matches(password, hash) && account.isPresent();
        if (!right) {
          delay.failed(login, address);
        }
      }
    }
    if (!right) {
      throw new BadCredentialsException("Неверный логин или пароль.");
    }
    if (Passwords.isDefault(password, login, environment)) {
      throw new BadCredentialsException("Пароль по умолчанию не принимается.");
    }
    delay.succeeded(login);
    verified.add(account.get(), password);
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(
            account.get().login(), null, List.of(new SimpleGrantedAuthority(kind.name())));
    signedIn.setDetails(account.get().changedAt()); // for OutdatedSessions
    return signedIn;
  }

  private void refuseWhileDelayed(String login, String address) {
    Duration wait = delay.remaining(login, address);
    if (!wait.isZero()) {
      throw new SignInDelayed(wait);
    }
  }

  private boolean mayComeIn(Accounts.Account account) {
    return kind == Accounts.Kind.SYSTEM
        || OfficialId.isValid(account.login())
            && organization
                .findOfficial(new OfficialId(account.login()))
                .filter(Official::active)
                .isPresent();
  }

  private static String address(Authentication request) {
    return request.getDetails() instanceof WebAuthenticationDetails details
        ? String.valueOf(details.getRemoteAddress())
        : "";
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }

  /**
   * Right passwords of the last minute: HTTP Basic sends one with each call, and bcrypt is slow on
   * purpose. Holds a keyed digest; the key dies with the process.
   */
  private final class Verified {

    private record Entry(String accountHash, byte[] digest, Instant until) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    Verified() {
      var random = new byte[32];
      new SecureRandom().nextBytes(random);
      key = new SecretKeySpec(random, "HmacSHA256");
    }

    boolean contains(Accounts.Account account, String password) {
      Entry entry = entries.get(account.login());
      return entry != null
          && entry.until().isAfter(clock.instant())
          && entry.accountHash().equals(account.hash())
          && MessageDigest.isEqual(entry.digest(), digest(password));
    }

    void add(Accounts.Account account, String password) {
      entries.put(
          account.login(),
          new Entry(account.hash(), digest(password), clock.instant().plus(REMEMBERED)));
    }

    private byte[] digest(String password) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
