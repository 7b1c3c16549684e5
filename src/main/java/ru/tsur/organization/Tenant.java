package ru.tsur.organization;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Tenant of a process instance: {@code body.block} of the body that works on it, or {@code tsur}
 * for the ЦУР's own processes. Says what may be seen; {@link TaskGroup} says what may be done.
 */
public record Tenant(String value) implements Comparable<Tenant> {

  /** The ЦУР's own processes. */
  public static final Tenant TSUR = new Tenant("tsur");

  private static final char SEAL = '-';

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{1,19}[.][a-z][a-z0-9]{1,19}");

  /**
   * @throws IllegalArgumentException if it is neither {@code tsur} nor {@code body.block}
   */
  public Tenant {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a tenant: " + value);
    }
  }

  public static Tenant of(BodyId body, BlockId block) {
    return new Tenant(body + "." + block);
  }

  /** Of the tenant of a process instance or a task, which may be sealed. */
  public static Tenant ofInstance(String id) {
    int seal = id.indexOf(SEAL);
    return new Tenant(seal < 0 ? id : id.substring(0, seal));
  }

  /** The seal of the tenant of a process instance or a task; empty: not sealed. */
  public static OptionalInt sealOf(String id) {
    int seal = id.indexOf(SEAL);
    return seal < 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(id.substring(seal + 1)));
  }

  /**
   * As the tenant of a process instance that not everybody of this tenant may see: a complaint is
   * hidden from those whom it is on.
   */
  public String sealed(int seal) {
    return value + SEAL + seal;
  }

  /** Whether {@code new Tenant(value)} would succeed. */
  public static boolean isValid(String value) {
    return value != null && (value.equals("tsur") || FORM.matcher(value).matches());
  }

  public boolean isCentre() {
    return value.equals("tsur");
  }

  /** Empty for the ЦУР. */
  public Optional<BodyId> body() {
    return isCentre()
        ? Optional.empty()
        : Optional.of(new BodyId(value.substring(0, value.indexOf('.'))));
  }

  /** Empty for the ЦУР. */
  public Optional<BlockId> block() {
    return isCentre()
        ? Optional.empty()
        : Optional.of(new BlockId(value.substring(value.indexOf('.') + 1)));
  }

  @Override
  public int compareTo(Tenant other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
