package ru.tsur.organization;

/** What a position entitles its holder to do. */
public enum Role {
  REGISTRAR("registrar", "регистратор", Reach.CENTRE),
  COORDINATOR("coordinator", "координатор", Reach.CENTRE),
  EXECUTOR("executor", "исполнитель", Reach.TENANT),
  APPROVER("approver", "согласующий", Reach.TENANT),
  SIGNER("signer", "подписант", Reach.TENANT),
  BLOCK_HEAD("head", "руководитель блока", Reach.BLOCK),
  DEPUTY_GOVERNOR("deputy", "курирующий заместитель Губернатора", Reach.BLOCK),
  HEAD_OF_APPARATUS(
      "apparatus", "заместитель Губернатора – руководитель аппарата Правительства", Reach.CENTRE),
  CONTROLLER("controller", "контролёр", Reach.CENTRE),
  METHODOLOGIST("methodologist", "методолог", Reach.CENTRE),
  ADMINISTRATOR("administrator", "администратор", Reach.CENTRE),
  /** Timers and sending systems act so; no position and no task group has this role. */
  SYSTEM("system", "система", Reach.NOTHING);

  private enum Reach {
    CENTRE,
    BLOCK,
    TENANT,
    NOTHING
  }

  private final String prefix;
  private final String title;
  private final Reach reach;

  Role(String prefix, String title, Reach reach) {
    this.prefix = prefix;
    this.title = title;
    this.reach = reach;
  }

  /** First part of the role's task groups. */
  public String prefix() {
    return prefix;
  }

  /** Russian name, in lower case. */
  public String title() {
    return title;
  }

  /**
   * The group that does this role's tasks in a process of the tenant: {@code
   * executor@minroads.roads} for a body's roles, {@code head@roads} for the officials of a block,
   * {@code registrar@tsur} for roles that exist once, whatever the tenant.
   *
   * @throws IllegalArgumentException for a block's role at a tenant without block, and for {@link
   *     #SYSTEM}
   */
  public TaskGroup at(Tenant tenant) {
    return switch (reach) {
      case CENTRE -> new TaskGroup(prefix + "@" + Tenant.TSUR);
      case TENANT -> new TaskGroup(prefix + "@" + tenant);
      case BLOCK ->
          at(
              tenant
                  .block()
                  .orElseThrow(
                      () -> new IllegalArgumentException(this + " has no group at " + tenant)));
      case NOTHING -> throw new IllegalArgumentException(this + " does no tasks");
    };
  }

  /** {@code head@block} and {@code deputy@block}. */
  TaskGroup at(BlockId block) {
    return new TaskGroup(prefix + "@" + block);
  }

  /** Head and deputy governor: over all bodies of one block. */
  public boolean isOfBlock() {
    return reach == Reach.BLOCK;
  }

  /** Executor, approver, signer: in one body (or, for the signer, in the ЦУР itself). */
  public boolean isOfBody() {
    return reach == Reach.TENANT;
  }

  /**
   * @throws IllegalArgumentException if no role has this prefix
   */
  public static Role ofPrefix(String prefix) {
    for (Role role : values()) {
      if (role.prefix.equals(prefix)) {
        return role;
      }
    }
    throw new IllegalArgumentException("Not the prefix of a role: " + prefix);
  }
}
