package ru.tsur.organization;

import java.util.Set;

/**
 * What a person may see; every query that shows cases takes one.
 *
 * @param everything all tenants, the ЦУР's included
 * @param centre works in the ЦУР: our pages show him every appeal, the engine only {@code tsur}
 * @param tenants what the engine shows him; with {@code everything} all of them
 * @param readOnly none of his positions does tasks
 */
public record Scope(boolean everything, boolean centre, Set<Tenant> tenants, boolean readOnly) {

  /** Sees no case at all. */
  public static final Scope NOTHING = new Scope(false, false, Set.of(), true);

  public Scope {
    tenants = Set.copyOf(tenants);
  }

  /** Whether he may see work of this tenant. */
  public boolean sees(Tenant tenant) {
    return everything || tenants.contains(tenant);
  }

  /** Whether our pages show him every appeal. */
  public boolean seesEveryAppeal() {
    return everything || centre;
  }
}
