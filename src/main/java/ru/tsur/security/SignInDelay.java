package ru.tsur.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * After wrong passwords the next try waits, longer each time: by account, whoever tries, and by
 * address, whatever account is tried. Kept in memory: a restart forgets, an attacker gains one try.
 */
@Component
class SignInDelay {

  private static final int ACCOUNT_FREE = 3;
  private static final int ADDRESS_FREE = 20; // an office behind one address
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MOST_KEPT = 20_000;
  private static final int LONGEST_LOGIN = 40; // of Accounts

  private record Failures(int count, Instant last, Instant until) {}

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_KEPT;
        }
      };

  SignInDelay(Clock clock) {
    this.clock = clock;
  }

  /** How long this account from this address has to wait; zero if it may try. */
  synchronized Duration remaining(String login, String address) {
    Duration account = remaining(account(login));
    Duration from = remaining("address " + address);
    return account.compareTo(from) > 0 ? account : from;
  }

  synchronized void failed(String login, String address) {
    count(account(login), ACCOUNT_FREE);
    count("address " + address, ADDRESS_FREE);
  }

  /** The account starts anew; the address does not, or an attacker's own account would free it. */
  synchronized void succeeded(String login) {
    failures.remove(account(login));
  }

  /** Accounts and addresses, at most {@value #MOST_KEPT}: the one tried longest ago goes first. */
  synchronized int remembered() {
    return failures.size();
  }

  synchronized void forgetAll() {
    failures.clear();
  }

  /** What is too long to be a login is nobody's, and all of it one account. */
  private static String account(String login) {
    return "account " + (login.length() <= LONGEST_LOGIN ? login : "");
  }

  private Duration remaining(String key) {
    Failures known = failures.get(key);
    Instant now = clock.instant();
    return known == null || !known.until().isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, known.until());
  }

  private void count(String key, int free) {
    Instant now = clock.instant();
    Failures known = failures.get(key);
    boolean fresh = known == null || known.last().plus(FORGOTTEN).isBefore(now);
    int count = fresh ? 1 : known.count() + 1;
    failures.put(key, new Failures(count, now, now.plus(delay(count - free))));
  }

  private static Duration delay(int over) {
    if (over < 0) {
      return Duration.ZERO;
    }
    Duration grown = FIRST.multipliedBy(1L << Math.min(over, 10));
    return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
  }
}
