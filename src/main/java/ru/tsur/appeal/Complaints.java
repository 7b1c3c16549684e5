package ru.tsur.appeal;

import static ru.tsur.appeal.Sql.text;
import static ru.tsur.appeal.Sql.utc;

import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.AppealRefusals.ComplaintBan;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Tenant;

/**
 * On whom complaints are, and the ban of art. 8 p. 6: a complaint is not handed to whom it is on.
 * Who is banned is asked of the organization each time: a person, and for a body everybody who
 * holds a position of his own there or below it today.
 *
 * <p>Complaints on the same persons and bodies have one seal. Process instances of a complaint have
 * sealed tenants ({@link Tenant#sealed}), which the banned do not have among theirs.
 */
@Component("appeal.complaints")
@Transactional
public class Complaints {

  /** Most subjects of one complaint. */
  public static final int MOST = 10;

  /** Persons and bodies of ours on whom a complaint is; none: on nobody of ours. */
  public record Subjects(Set<OfficialId> officials, Set<BodyId> bodies) {

    /** Nobody of ours. */
    public static final Subjects NONE = new Subjects(Set.of(), Set.of());

    public Subjects {
      officials = Set.copyOf(officials);
      bodies = Set.copyOf(bodies);
    }

    public boolean isEmpty() {
      return officials.isEmpty() && bodies.isEmpty();
    }

    /** How many persons and bodies. */
    public int size() {
      return officials.size() + bodies.size();
    }

    /** These and those. */
    public Subjects and(Subjects others) {
      Set<OfficialId> persons = new HashSet<>(officials);
      persons.addAll(others.officials);
      Set<BodyId> all = new HashSet<>(bodies);
      all.addAll(others.bodies);
      return new Subjects(persons, all);
    }

    /** The same for the same set. */
    private String key() {
      return Stream.concat(
              officials.stream().map(one -> "official:" + one),
              bodies.stream().map(one -> "body:" + one))
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }

  /** A sealed tenant that open process instances have. */
  public record SealedTenant(Tenant tenant, int seal) {

    public String value() {
      return tenant.sealed(seal);
    }
  }

  private final JdbcClient jdbc;
  private final Organization organization;
  private final Acts acts;
  private final Clock clock;

  Complaints(JdbcClient jdbc, Organization organization, Acts acts, Clock clock) {
    this.jdbc = jdbc;
    this.organization = organization;
    this.acts = acts;
    this.clock = clock;
  }

  /** What triage found; its process instances are started after this. */
  public void record(AppealId appeal, Subjects subjects, Actor coordinator) {
    // decided on anew after it was joined to another; what is joined is no complaint on ours
    jdbc.sql("delete from complaint where appeal = :appeal and seal is null")
        .param("appeal", appeal.value())
        .update();
    jdbc.sql(
            """
            insert into complaint (appeal, seal, recorded_by, recorded_post, recorded_at)
            values (:appeal, :seal, :by, :post, :now)
            """)
        .param("appeal", appeal.value())
        .param("seal", subjects.isEmpty() ? null : seal(subjects))
        .param("by", coordinator.official().value())
        .param("post", coordinator.post())
        .param("now", utc(clock.instant()))
        .update();
    acts.record(
        appeal,
        coordinator,
        Action.COMPLAINT_RECORDED,
        "обращение",
        Map.of(
            "officials", subjects.officials().stream().map(OfficialId::value).sorted().toList(),
            "bodies", subjects.bodies().stream().map(BodyId::value).sorted().toList()));
  }

  /**
   * Found after triage: on others too.
   *
   * @param all with those who are known already
   */
  public void widen(AppealId appeal, Subjects all, Actor coordinator) {
    jdbc.sql("delete from complaint where appeal = :appeal")
        .param("appeal", appeal.value())
        .update();
    record(appeal, all, coordinator);
  }

  private int seal(Subjects subjects) {
    return known(subjects)
        .orElseGet(
            () -> {
              jdbc.sql("insert into complaint_seal (subjects) values (:key)")
                  .param("key", subjects.key())
                  .update();
              int seal = known(subjects).orElseThrow();
              subjects.officials().forEach(one -> insert(seal, one.value(), null));
              subjects.bodies().forEach(one -> insert(seal, null, one.value()));
              return seal;
            });
  }

  /** The latest one that is complete: another's transaction may make the same set just now. */
  private Optional<Integer> known(Subjects subjects) {
    return jdbc.sql(
            "select id from complaint_seal where subjects = :key order by id desc fetch first 1 rows only")
        .param("key", subjects.key())
        .query(Integer.class)
        .optional();
  }

  private void insert(int seal, String official, String body) {
    jdbc.sql(
            "insert into complaint_subject (seal, official, body) values (:seal, :official, :body)")
        .param("seal", seal)
        .param("official", official)
        .param("body", body)
        .update();
  }

  /** Whom triage named; empty if it said that nobody of ours is complained about, or nothing. */
  @Transactional(readOnly = true)
  public Subjects of(AppealId appeal) {
    return seal(appeal).map(this::subjects).orElse(Subjects.NONE);
  }

  /** The seal of the appeal's process instances. */
  @Transactional(readOnly = true)
  public Optional<Integer> seal(AppealId appeal) {
    return jdbc.sql("select seal from complaint where appeal = :appeal and seal is not null")
        .param("appeal", appeal.value())
        .query(Integer.class)
        .optional();
  }

  private Subjects subjects(int seal) {
    Set<OfficialId> officials = new HashSet<>();
    Set<BodyId> bodies = new HashSet<>();
    jdbc.sql("select official, body from complaint_subject where seal = :seal")
        .param("seal", seal)
        .query(
            row -> {
              text(row, "official").map(OfficialId::new).ifPresent(officials::add);
              text(row, "body").map(BodyId::new).ifPresent(bodies::add);
            });
    return new Subjects(officials, bodies);
  }

  /** Everybody who has nothing to do with this appeal and does not see it, today. */
  @Transactional(readOnly = true)
  public Set<OfficialId> banned(AppealId appeal) {
    return seal(appeal).map(this::banned).orElse(Set.of());
  }

  /** As {@link #banned(AppealId)}, of a seal. */
  @Transactional(readOnly = true)
  public Set<OfficialId> banned(int seal) {
    Subjects subjects = subjects(seal);
    return organization.persons(subjects.officials(), subjects.bodies());
  }

  /** Whether the complaint is on this official, by himself or by the body that he works in. */
  @Transactional(readOnly = true)
  public boolean concerns(AppealId appeal, OfficialId official) {
    return banned(appeal).contains(official);
  }

  /** Whether the complaint is on this body or on one above it. */
  @Transactional(readOnly = true)
  public boolean concerns(AppealId appeal, BodyId body) {
    return of(appeal).bodies().stream()
        .anyMatch(subject -> organization.subtree(subject).contains(body));
  }

  /** Whether the complaint is on this body, on one above it, or on somebody who works there. */
  @Transactional(readOnly = true)
  public boolean isAbout(AppealId appeal, BodyId body) {
    return concerns(appeal, body)
        || of(appeal).officials().stream()
            .flatMap(official -> organization.positionsOf(official).stream())
            .anyMatch(position -> position.body().equals(body));
  }

  /**
   * Questions of the appeal may be given to this body in this block.
   *
   * @throws ComplaintBan if the complaint is on the body, or nobody could answer there without
   *     those whom it is on
   */
  @Transactional(readOnly = true)
  public void requireMayAnswer(String field, AppealId appeal, Tenant tenant) {
    ban(field, appeal, tenant)
        .ifPresent(
            ban -> {
              throw ban;
            });
  }

  /** What {@link #requireMayAnswer} would say. */
  @Transactional(readOnly = true)
  public Optional<ComplaintBan> ban(String field, AppealId appeal, Tenant tenant) {
    Optional<Integer> seal = seal(appeal);
    if (seal.isEmpty()) {
      return Optional.empty();
    }
    if (tenant.body().filter(body -> concerns(appeal, body)).isPresent()) {
      return Optional.of(ComplaintBan.ofBody(field));
    }
    return organization.canAnswer(tenant) && !organization.canAnswer(tenant, banned(seal.get()))
        ? Optional.of(ComplaintBan.nobodyLeft(field))
        : Optional.empty();
  }

  /**
   * The official may get work on this appeal.
   *
   * @throws ComplaintBan if the complaint is on him
   */
  @Transactional(readOnly = true)
  public void requireNotOn(String field, AppealId appeal, OfficialId official) {
    if (concerns(appeal, official)) {
      throw ComplaintBan.ofOfficial(field);
    }
  }

  /**
   * The appeal, or a copy, may be sent to a recipient of this name.
   *
   * @throws ComplaintBan if it is the name of a body or a person on whom the complaint is
   */
  @Transactional(readOnly = true)
  public void requireNotTo(String field, AppealId appeal, String recipient) {
    if (isNamed(appeal, recipient)) {
      throw ComplaintBan.ofRecipient(field);
    }
  }

  /** Whether a recipient of this name is a body or a person on whom the complaint is. */
  @Transactional(readOnly = true)
  public boolean isNamed(AppealId appeal, String recipient) {
    Subjects subjects = of(appeal);
    boolean body =
        subjects.bodies().stream()
            .flatMap(one -> organization.subtree(one).stream())
            .map(organization::body)
            .anyMatch(one -> names(recipient, one));
    boolean person = subjects.officials().stream().anyMatch(one -> isPersonNamed(recipient, one));
    return body || person;
  }

  /** Whether a text names the official, by his surname in any case: «Яблоков», «Яблокову». */
  public boolean isPersonNamed(String text, OfficialId official) {
    String name = organization.official(official).name();
    String surname = words(name.strip().split("\\s+")[0]).strip();
    String stem = surname.replaceFirst("(ая|ый|ий|ой|[аяйь])$", "");
    return stem.length() > 2
        && Stream.of(words(text).strip().split(" "))
            .anyMatch(word -> word.startsWith(stem) && word.length() <= stem.length() + 3);
  }

  private static boolean names(String recipient, Body body) {
    String words = words(recipient);
    return words.contains(words(body.name())) || words.contains(words(body.shortName()));
  }

  /** In lower case, letters and digits only, a space around each word. */
  private static String words(String text) {
    return " "
        + text.toLowerCase(java.util.Locale.ROOT)
            .replace('ё', 'е')
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip()
        + " ";
  }

  /**
   * A text names who takes part in something on this appeal.
   *
   * @throws ComplaintBan if somebody is named whom the complaint is on, or his body
   */
  @Transactional(readOnly = true)
  public void requireNoneNamed(String field, AppealId appeal, String text) {
    boolean person = banned(appeal).stream().anyMatch(one -> isPersonNamed(text, one));
    if (person || isNamed(appeal, text)) {
      throw new ComplaintBan(
          field, "тот, на кого жалуются, в выезде не участвует. Назовите других участников.");
    }
  }

  /** How subjects are shown: «Яблоков Евгений Михайлович, заместитель министра». */
  @Transactional(readOnly = true)
  public List<String> said(AppealId appeal) {
    Subjects subjects = of(appeal);
    return Stream.concat(
            subjects.bodies().stream()
                .map(one -> organization.body(one).name() + " (с подведомственными)"),
            subjects.officials().stream().map(this::said))
        .sorted()
        .toList();
  }

  private String said(OfficialId official) {
    return organization.official(official).name()
        + organization.positionsOf(official).stream()
            .filter(held -> held.official().equals(official))
            .findFirst()
            .map(held -> ", " + held.title())
            .orElse("");
  }

  // ---- what is hidden from whom

  /** Seals of the complaints on this official. */
  @Transactional(readOnly = true)
  public Set<Integer> sealsOn(OfficialId official) {
    return Set.copyOf(
        jdbc.sql(
                """
                select seal from complaint_subject where official = :official
                union select seal from complaint_subject where body in (:bodies)
                """)
            .param("official", official.value())
            .param("bodies", orNone(organization.bodiesAbove(official)))
            .query(Integer.class)
            .list());
  }

  /**
   * Seals of the complaints that pages with every appeal do not show this official: those on
   * himself, and those on somebody only in whose place he opens such pages.
   */
  @Transactional(readOnly = true)
  public Set<Integer> sealsHiddenFrom(OfficialId official) {
    Set<Integer> hidden = new HashSet<>(sealsOn(official));
    for (OfficialId absent : organization.replacedBy(official)) {
      if (!organization.scopeOf(official, Set.of(absent)).seesEveryAppeal()) {
        hidden.addAll(sealsOn(absent));
      }
    }
    return Set.copyOf(hidden);
  }

  /** Whether pages with every appeal hide this one from the official. */
  @Transactional(readOnly = true)
  public boolean isHiddenFrom(AppealId appeal, OfficialId official) {
    return seal(appeal).filter(sealsHiddenFrom(official)::contains).isPresent();
  }

  private static List<String> orNone(Set<BodyId> bodies) {
    return bodies.isEmpty() ? List.of("") : bodies.stream().map(BodyId::value).toList();
  }

  /**
   * A process instance of the appeal begins that would have this tenant.
   *
   * @return the tenant that it gets
   */
  public String tenant(AppealId appeal, Tenant tenant) {
    Optional<Integer> seal = seal(appeal);
    if (seal.isEmpty()) {
      return tenant.value();
    }
    String sealed = tenant.sealed(seal.get());
    int known =
        jdbc.sql(
                "select count(*) from complaint_tenant where tenant = :tenant and appeal = :appeal")
            .param("tenant", sealed)
            .param("appeal", appeal.value())
            .query(Integer.class)
            .single();
    if (known == 0) {
      jdbc.sql(
              "insert into complaint_tenant (tenant, seal, appeal) values (:tenant, :seal, :appeal)")
          .param("tenant", sealed)
          .param("seal", seal.get())
          .param("appeal", appeal.value())
          .update();
    }
    return sealed;
  }

  /** The appeal is closed: nobody has to be shown its process instances any more. */
  public void closed(AppealId appeal) {
    jdbc.sql("delete from complaint_tenant where appeal = :appeal")
        .param("appeal", appeal.value())
        .update();
  }

  /**
   * Sealed tenants that the engine shows this official: those of his tenants, but of complaints on
   * himself, and but what he would see only in the place of somebody whom the complaint is on.
   */
  @Transactional(readOnly = true)
  public List<SealedTenant> sealedTenantsOf(OfficialId official) {
    List<SealedTenant> open = open();
    if (open.isEmpty()) {
      return List.of();
    }
    Set<Integer> hidden = sealsOn(official);
    Map<Integer, Set<OfficialId>> notInPlaceOf = new HashMap<>();
    for (OfficialId absent : organization.replacedBy(official)) {
      sealsOn(absent)
          .forEach(seal -> notInPlaceOf.computeIfAbsent(seal, x -> new HashSet<>()).add(absent));
    }
    Set<Tenant> his = organization.tenantsOf(official);
    Map<Integer, Set<Tenant>> narrower = new HashMap<>();
    notInPlaceOf.forEach(
        (seal, absent) -> narrower.put(seal, organization.scopeOf(official, absent).tenants()));
    return open.stream()
        .filter(one -> !hidden.contains(one.seal()))
        .filter(one -> narrower.getOrDefault(one.seal(), his).contains(one.tenant()))
        .toList();
  }

  private List<SealedTenant> open() {
    return jdbc.sql("select distinct tenant, seal from complaint_tenant")
        .query(
            (row, i) ->
                new SealedTenant(Tenant.ofInstance(row.getString("tenant")), row.getInt("seal")))
        .list();
  }

  /** Whether he and in whose place he acts may work on the appeal. */
  @Transactional(readOnly = true)
  public boolean allows(AppealId appeal, Actor actor) {
    return Collections.disjoint(banned(appeal), actor.persons());
  }
}
