package ru.tsur.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who replaces whom: ordered by the official himself, by the head of a block for its executors and
 * approvers, by an administrator for anybody. A deputy from another body sees what his own does not
 * concern, so only an administrator appoints one.
 */
@Component
public class Substitutions {

  /**
   * What is asked for.
   *
   * @param position id of the one position that is meant; empty: all of his
   */
  public record Order(
      OfficialId absent,
      OfficialId deputy,
      Optional<String> position,
      LocalDate from,
      LocalDate until,
      Substitution.Reason reason) {}

  private static final Set<Role> OF_STAFF = Set.of(Role.EXECUTOR, Role.APPROVER);

  private final Organization organization;
  private final OrganizationTables tables;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Substitutions(
      Organization organization,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.organization = organization;
    this.tables = new OrganizationTables(jdbc);
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** All that were ever ordered, latest first. */
  public List<Substitution> all() {
    return tables.substitutions().stream()
        .sorted(Comparator.comparingLong(Substitution::id).reversed())
        .toList();
  }

  /** Those that are his: he is away, he replaces, or they are his to order. */
  public List<Substitution> of(OfficialId official) {
    return all().stream()
        .filter(
            one ->
                one.absent().equals(official)
                    || one.deputy().equals(official)
                    || mayOrder(official, covered(one)))
        .toList();
  }

  /** For whom he may order a substitution, himself first. */
  public List<Official> absentees(OfficialId by) {
    boolean administrator = isAdministrator(by);
    return organization.everyOfficial().stream()
        .filter(one -> one.id().equals(by) || administrator || !positions(by, one.id()).isEmpty())
        .sorted(Comparator.comparing(one -> !one.id().equals(by)))
        .toList();
  }

  /** Positions of the official for which he may order a substitution, the ended ones last. */
  public List<Position> positions(OfficialId by, OfficialId absent) {
    return everHeld(absent).stream()
        .filter(position -> mayOrder(by, List.of(position)))
        .sorted(Comparator.comparing(position -> position.until().isPresent()))
        .toList();
  }

  /** Whether he may order one for all positions of the official at once. */
  public boolean mayOrderForAll(OfficialId by, OfficialId absent) {
    LocalDate today = LocalDate.now(clock);
    return absent.equals(by)
        || mayOrder(
            by,
            everHeld(absent).stream()
                .filter(one -> one.until().map(last -> !last.isBefore(today)).orElse(true))
                .toList());
  }

  /** One of the positions that the official ever held. */
  public Optional<Position> position(OfficialId official, String id) {
    return everHeld(official).stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Whom he may name as deputy. */
  public List<Official> deputies(OfficialId by, OfficialId absent) {
    boolean administrator = isAdministrator(by);
    Set<BodyId> bodies = bodies(everHeld(absent));
    return organization.officials().stream()
        .filter(one -> !one.id().equals(absent))
        .filter(
            one ->
                administrator
                    || ownToday(one.id()).stream().anyMatch(held -> bodies.contains(held.body())))
        .toList();
  }

  /**
   * Appoints a deputy; his rights begin with the first day.
   *
   * @throws SubstitutionRefused if it is not possible or not his to order
   */
  public Substitution order(Order order, OfficialId by) {
    Long id =
        transaction.execute(
            status -> {
              // Two at once for the same person: the second waits here and then finds the first.
              jdbc.sql("select id from official where id = :id for update")
                  .param("id", order.absent().value())
                  .query(String.class)
                  .optional()
                  .orElseThrow(() -> new SubstitutionRefused("absent", "Такого сотрудника нет."));
              check(order, by);
              return write(order, by);
            });
    organization.refresh();
    return find(id).orElseThrow();
  }

  /** Those by which whom this one keeps away is himself a deputy in these days. */
  public List<Substitution> withAbsentDeputy(Substitution one) {
    return tables.substitutions().stream()
        .filter(other -> other.revokedAt().isEmpty())
        .filter(other -> one.keepsAway(other.deputy(), other.from(), other.until()))
        .toList();
  }

  /**
   * Ends it before its last day, or takes it back before the first: the deputy's rights end at
   * once.
   *
   * @throws SubstitutionRefused if there is none to end, or it is not his
   */
  public void revoke(long id, OfficialId by) {
    transaction.executeWithoutResult(
        status -> {
          Substitution one =
              find(id).orElseThrow(() -> new SubstitutionRefused(null, "Такого замещения нет."));
          if (!mayRevoke(one, by)) {
            throw new SubstitutionRefused(
                null,
                "Отменить замещение может сам замещаемый, руководитель блока или администратор.");
          }
          int revoked =
              jdbc.sql(
                      """
                      update substitution set revoked_by = :by, revoked_at = :now
                      where id = :id and revoked_at is null and last_day >= :today
                      """)
                  .param("by", by.value())
                  .param("now", now())
                  .param("id", id)
                  .param("today", LocalDate.now(clock))
                  .update();
          if (revoked == 0) {
            throw new SubstitutionRefused(null, "Это замещение уже закончилось.");
          }
        });
    organization.refresh();
  }

  public boolean mayRevoke(Substitution one, OfficialId by) {
    return one.absent().equals(by) || mayOrder(by, covered(one));
  }

  /** Substitutions in force whose tasks have not gone to the deputy yet. */
  public List<Substitution> toBegin() {
    return marked("begun_at is null and ended_at is null").stream()
        .filter(one -> one.isInForceOn(LocalDate.now(clock)))
        .toList();
  }

  /** Substitutions over, by date or revoked, whose tasks have not gone back yet. */
  public List<Substitution> toEnd() {
    LocalDate today = LocalDate.now(clock);
    return marked("ended_at is null").stream()
        .filter(one -> one.revokedAt().isPresent() || today.isAfter(one.until()))
        .toList();
  }

  /** To be called in the transaction that moves the tasks; false if another did it meanwhile. */
  public boolean begun(Substitution one) {
    return mark(one, "begun_at");
  }

  /** As {@link #begun}. */
  public boolean ended(Substitution one) {
    return mark(one, "ended_at");
  }

  private boolean mark(Substitution one, String column) {
    return jdbc.sql(
                "update substitution set %s = :now where id = :id and %s is null"
                    .formatted(column, column))
            .param("now", now())
            .param("id", one.id())
            .update()
        == 1;
  }

  private List<Substitution> marked(String condition) {
    Set<Long> ids =
        Set.copyOf(
            jdbc.sql("select id from substitution where " + condition).query(Long.class).list());
    return tables.substitutions().stream().filter(one -> ids.contains(one.id())).toList();
  }

  private Optional<Substitution> find(long id) {
    return tables.substitutions().stream().filter(one -> one.id() == id).findFirst();
  }

  private void check(Order order, OfficialId by) {
    List<Position> meant = meant(order);
    if (!order.absent().equals(by) && !mayOrder(by, meant)) {
      throw new SubstitutionRefused(
          "absent",
          "Назначить замещение может сам сотрудник, для исполнителей и согласующих своего блока –"
              + " руководитель блока, для любого – администратор.");
    }
    if (order.reason() == Substitution.Reason.VACANCY && !isAdministrator(by)) {
      throw new SubstitutionRefused(
          "reason",
          "Вакансию отмечает администратор: должность становится свободной, и прав по ней у прежнего"
              + " сотрудника нет.");
    }
    checkDays(order);
    if (meant.isEmpty()) {
      throw new SubstitutionRefused(
          "position", "В эти дни у сотрудника нет должности, по которой его можно заместить.");
    }
    checkDeputy(order, meant, by);
    for (Substitution other : tables.substitutions()) {
      boolean samePosition =
          other.absent().equals(order.absent())
              && (other.position().isEmpty()
                  || order.position().isEmpty()
                  || other.position().equals(order.position()));
      if (samePosition && other.meets(order.from(), order.until())) {
        throw new SubstitutionRefused(
            "from",
            "На эти дни по этой должности замещение уже назначено (замещает "
                + organization.official(other.deputy()).shortName()
                + "). Сначала закончите его.");
      }
    }
  }

  private void checkDays(Order order) {
    if (order.from().isBefore(LocalDate.now(clock))) {
      throw new SubstitutionRefused(
          "from", "Задним числом замещение не назначается: первый день – сегодня или позже.");
    }
    if (order.until().isBefore(order.from())) {
      throw new SubstitutionRefused("until", "Последний день раньше первого.");
    }
  }

  /** The positions that he has in those days; of a vacancy also those that have ended. */
  private List<Position> meant(Order order) {
    return everHeld(order.absent()).stream()
        .filter(one -> order.position().map(only -> only.equals(one.id())).orElse(true))
        .filter(one -> !one.from().isAfter(order.until()))
        .filter(
            one ->
                order.reason() == Substitution.Reason.VACANCY
                    || one.until().map(last -> !last.isBefore(order.from())).orElse(true))
        .toList();
  }

  private void checkDeputy(Order order, List<Position> meant, OfficialId by) {
    if (order.deputy().equals(order.absent())) {
      throw new SubstitutionRefused("deputy", "Заместить самого себя нельзя: выберите другого.");
    }
    Official deputy =
        organization
            .findOfficial(order.deputy())
            .filter(Official::active)
            .orElseThrow(
                () -> new SubstitutionRefused("deputy", "Этот сотрудник больше не работает."));
    for (Substitution away : tables.substitutions()) {
      if (away.keepsAway(order.deputy(), order.from(), order.until())) {
        throw new SubstitutionRefused(
            "deputy",
            deputy.shortName()
                + " в эти дни отсутствует ("
                + away.reason().title()
                + "): выберите другого.");
      }
    }
    if (!isAdministrator(by) && disjoint(bodies(ownToday(order.deputy())), bodies(meant))) {
      throw new SubstitutionRefused(
          "deputy", "Замещающего из другого органа назначает администратор.");
    }
  }

  private long write(Order order, OfficialId by) {
    jdbc.sql(
            """
            insert into substitution (absent, deputy, position_id, first_day, last_day, reason, ordered_by,
              ordered_post, ordered_at)
            values (:absent, :deputy, :position, :from, :until, :reason, :by, :post, :now)
            """)
        .param("absent", order.absent().value())
        .param("deputy", order.deputy().value())
        .param("position", order.position().orElse(null))
        .param("from", order.from())
        .param("until", order.until())
        .param("reason", order.reason().name())
        .param("by", by.value())
        .param(
            "post",
            organization.positionsOf(by).stream()
                .findFirst()
                .map(held -> organization.post(by, held))
                .orElse(""))
        .param("now", now())
        .update();
    return jdbc.sql("select max(id) from substitution where absent = :absent")
        .param("absent", order.absent().value())
        .query(Long.class)
        .single();
  }

  /** An administrator, or the head of the block of every one of these positions of its staff. */
  private boolean mayOrder(OfficialId by, List<Position> positions) {
    List<Position> held = organization.positionsOf(by);
    return isAdministrator(by)
        || !positions.isEmpty()
            && positions.stream()
                .allMatch(
                    position ->
                        position.official().equals(by)
                            || OF_STAFF.contains(position.role())
                                && position.block().isPresent()
                                && held.stream()
                                    .filter(head -> head.role() == Role.BLOCK_HEAD)
                                    .anyMatch(head -> head.covers(position.block().get())));
  }

  private boolean isAdministrator(OfficialId official) {
    return organization.positionsOf(official).stream()
        .anyMatch(position -> position.role() == Role.ADMINISTRATOR);
  }

  private List<Position> covered(Substitution one) {
    return meant(
        new Order(
            one.absent(), one.deputy(), one.position(), one.from(), one.until(), one.reason()));
  }

  private List<Position> everHeld(OfficialId official) {
    return organization.everHeldBy(official);
  }

  private List<Position> ownToday(OfficialId official) {
    return organization.positionsOf(official).stream()
        .filter(position -> position.official().equals(official))
        .toList();
  }

  private static Set<BodyId> bodies(List<Position> positions) {
    return positions.stream().map(Position::body).collect(Collectors.toSet());
  }

  private static boolean disjoint(Set<BodyId> one, Set<BodyId> other) {
    return one.stream().noneMatch(other::contains);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(java.time.ZoneOffset.UTC);
  }
}
