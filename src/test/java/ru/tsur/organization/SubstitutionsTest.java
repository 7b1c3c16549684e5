package ru.tsur.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.tsur.organization.Substitution.Reason;

/** Who may replace whom, and what follows for positions, groups, tenants and posts. */
class SubstitutionsTest {

  private static final TaskGroup SIGNERS = new TaskGroup("signer@minroads.roads");
  private static final TaskGroup EXECUTORS = new TaskGroup("executor@minroads.roads");
  private static final OfficialId SIGNER = new OfficialId("signer.roads");
  private static final OfficialId APPROVER = new OfficialId("approver.roads");
  private static final OfficialId EXECUTOR = new OfficialId("executor.roads");
  private static final OfficialId COLLEAGUE = new OfficialId("executor.roads2");
  private static final OfficialId ADMIN = new OfficialId("admin");

  private final TestOrganization own = new TestOrganization().read(TestOrganization.DEMO);
  private final Organization organization = own.organization;
  private final Substitutions substitutions = own.substitutions();

  private Substitution order(
      OfficialId by, String absent, String deputy, String position, String days, Reason reason) {
    String[] day = days.split("\\.\\.");
    return substitutions.order(
        new Substitutions.Order(
            new OfficialId(absent),
            new OfficialId(deputy),
            Optional.ofNullable(position),
            LocalDate.parse(day[0]),
            LocalDate.parse(day[1]),
            reason),
        by);
  }

  private Substitution order(OfficialId absent, OfficialId deputy, String days, Reason reason) {
    return order(ADMIN, absent.value(), deputy.value(), null, days, reason);
  }

  @Test
  void holdsTheAbsentOnesPositionsInThoseDaysInclusiveAndNotLonger() {
    order(SIGNER, APPROVER, "2026-11-25..2026-11-30", Reason.VACATION);

    for (LocalDate day = LocalDate.of(2026, 11, 24);
        day.isBefore(LocalDate.of(2026, 12, 2));
        day = day.plusDays(1)) {
      own.passesTo(day);
      boolean within =
          !day.isBefore(LocalDate.of(2026, 11, 25)) && !day.isAfter(LocalDate.of(2026, 11, 30));
      assertThat(organization.holds(APPROVER, SIGNERS)).as(day.toString()).isEqualTo(within);
      assertThat(organization.membersOf(SIGNERS).stream().map(Official::id))
          .as(day.toString())
          .contains(SIGNER) // he keeps his own
          .satisfies(m -> assertThat(m.contains(APPROVER)).isEqualTo(within));
      assertThat(organization.deputyFor(SIGNER, SIGNERS))
          .isEqualTo(within ? Optional.of(APPROVER) : Optional.empty());
    }
  }

  @Test
  void actsWithBothPostsAndSignsAsActing() {
    order(SIGNER, EXECUTOR, "2026-11-24..2026-11-24", Reason.ILLNESS);

    Actor actor = organization.actorFor(EXECUTOR, SIGNERS);

    Official signer = organization.official(SIGNER);
    assertThat(actor.post())
        .isEqualTo(
            "Главный специалист-эксперт Минтрансдора, "
                + signer.inPlace()
                + " (Министр транспорта и дорожного хозяйства)");
    assertThat(actor.signature())
        .isEqualTo("Исполняющий обязанности министра транспорта и дорожного хозяйства");
    assertThat(actor.role()).isEqualTo(Role.SIGNER);
    assertThat(actor.persons()).containsExactlyInAnyOrder(EXECUTOR, SIGNER);
    assertThat(organization.actorFor(EXECUTOR, EXECUTORS))
        .isEqualTo(new Actor(EXECUTOR, "Главный специалист-эксперт Минтрансдора", Role.EXECUTOR));
  }

  /** In one group by both: he acts for himself, but for the other where the work was his. */
  @Test
  void actsForHimselfFirstButForTheAbsentOneInHisWork() {
    order(EXECUTOR, COLLEAGUE, "2026-11-24..2026-11-24", Reason.TRIP);

    assertThat(organization.actorFor(COLLEAGUE, EXECUTORS).absent()).isEmpty();
    assertThat(organization.actorFor(COLLEAGUE, EXECUTORS, Optional.of(EXECUTOR)).absent())
        .contains(EXECUTOR);
    assertThat(organization.actorFor(COLLEAGUE, EXECUTORS, Optional.of(SIGNER)).absent()).isEmpty();
    assertThat(organization.membersOf(EXECUTORS)).extracting(Official::id).doesNotHaveDuplicates();
  }

  @Test
  void aDeputyOfADeputyGetsWhatIsHisOwnOnly() {
    order(SIGNER, APPROVER, "2026-11-24..2026-11-25", Reason.VACATION);
    order(APPROVER, EXECUTOR, "2026-11-24..2026-11-25", Reason.VACATION);

    assertThat(organization.holds(EXECUTOR, new TaskGroup("approver@minroads.roads"))).isTrue();
    assertThat(organization.holds(EXECUTOR, SIGNERS)).isFalse();
  }

  @Test
  void namesWhomAnAbsentDeputyLeavesWithoutOne() {
    var first = order(SIGNER, APPROVER, "2026-11-24..2026-11-25", Reason.VACATION);
    order(EXECUTOR, APPROVER, "2026-12-01..2026-12-02", Reason.VACATION);

    var away = order(APPROVER, COLLEAGUE, "2026-11-25..2026-11-26", Reason.ILLNESS);

    assertThat(substitutions.withAbsentDeputy(away)).containsExactly(first);
    substitutions.revoke(first.id(), SIGNER);
    assertThat(substitutions.withAbsentDeputy(away)).isEmpty();
  }

  @Test
  void aVacantPositionIsTheDeputysAlone() {
    order(ADMIN, "signer.roads", "approver.roads", null, "2026-11-24..2026-12-31", Reason.VACANCY);

    assertThat(organization.membersOf(SIGNERS)).extracting(Official::id).containsExactly(APPROVER);
    assertThat(organization.tenantsOf(SIGNER)).isEmpty();
  }

  /** Its holder left before: the files have closed it. */
  @Test
  void aVacantPositionMayHaveEnded() {
    own.passesTo(LocalDate.of(2024, 2, 1));
    var heads = new TaskGroup("head@culture");
    var head = new OfficialId("head.education");

    order(ADMIN, "former.culture", head.value(), null, "2024-02-01..2024-02-29", Reason.VACANCY);

    assertThat(organization.holds(head, heads)).isTrue();
    own.passesTo(LocalDate.of(2024, 3, 1));
    assertThat(organization.holds(head, heads)).isFalse();
  }

  @Test
  void onePositionAloneMayBePassed() {
    order(
        ADMIN,
        "approver.roads",
        "executor.roads",
        "approver.roads-minroads-transport",
        "2026-11-24..2026-11-24",
        Reason.TRIP);

    assertThat(organization.holds(EXECUTOR, new TaskGroup("signer@minroads.transport"))).isTrue();
    assertThat(organization.holds(EXECUTOR, new TaskGroup("approver@minroads.roads"))).isFalse();
    assertThat(organization.tenantsOf(EXECUTOR))
        .contains(new Tenant("minroads.transport"), new Tenant("minroads.roads"));
  }

  @Test
  void endsAtOnceWhenRevoked() {
    var one = order(SIGNER, APPROVER, "2026-11-24..2026-11-30", Reason.VACATION);

    substitutions.revoke(one.id(), SIGNER);

    assertThat(organization.holds(APPROVER, SIGNERS)).isFalse();
    assertThat(substitutions.all())
        .singleElement()
        .satisfies(a -> assertThat(a.revokedAt()).isPresent());
    assertThatThrownBy(() -> substitutions.revoke(one.id(), SIGNER))
        .hasMessage("Это замещение уже закончилось.");
    order(SIGNER, APPROVER, "2026-11-24..2026-11-30", Reason.VACATION);
  }

  @ParameterizedTest(name = "{0} orders {1} by {2}, {3}, {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          admin | signer.roads | signer.roads | 2026-11-24..2026-11-25 | VACATION | deputy | Заместить самого себя нельзя
          admin | signer.roads | approver.roads | 2026-11-23..2026-11-25 | VACATION | from | Задним числом
          admin | signer.roads | approver.roads | 2026-11-26..2026-11-25 | VACATION | until | Последний день раньше первого
          admin | signer.roads | away.deputy | 2026-11-24..2026-11-25 | VACATION | deputy | выберите другого
          admin | signer.roads | nobody.here | 2026-11-24..2026-11-25 | VACATION | deputy | больше не работает
          admin | nobody.here | signer.roads | 2026-11-24..2026-11-25 | VACATION | absent | Такого сотрудника нет
          admin | former.culture | head.culture | 2026-11-24..2026-11-25 | VACATION | position | В эти дни
          admin | approver.lugovets | executor.lugovets | 2026-12-10..2026-12-11 | TRIP | from | уже назначено
          head.roads | executor.roads | executor.roads2 | 2026-11-24..2026-11-25 | VACANCY | reason | Вакансию отмечает администратор
          executor.roads | signer.roads | approver.roads | 2026-11-24..2026-11-25 | VACATION | absent | Назначить замещение может
          head.roads | signer.roads | approver.roads | 2026-11-24..2026-11-25 | VACATION | absent | Назначить замещение может
          head.roads | executor.housing | executor.housing2 | 2026-11-24..2026-11-25 | VACATION | absent | Назначить замещение может
          head.roads | executor.lugovets | approver.lugovets | 2026-11-24..2026-11-25 | VACATION | absent | Назначить замещение может
          head.roads | approver.roads | executor.roads | 2026-11-24..2026-11-25 | VACATION | absent | Назначить замещение может
          signer.roads | signer.roads | signer.housing | 2026-11-24..2026-11-25 | VACATION | deputy | назначает администратор
          """)
  void refusesInWords(
      String by,
      String absent,
      String deputy,
      String days,
      Reason reason,
      String field,
      String words) {
    // lugovets: approver away from 5 to 10 December; executor.transport ill all month
    order(
        ADMIN,
        "approver.lugovets",
        "executor.lugovets",
        null,
        "2026-12-05..2026-12-10",
        Reason.VACATION);
    order(
        ADMIN,
        "executor.transport",
        "executor.transport2",
        null,
        "2026-11-24..2026-12-31",
        Reason.ILLNESS);

    assertThatThrownBy(
            () ->
                order(
                    new OfficialId(by),
                    absent,
                    deputy.equals("away.deputy") ? "executor.transport" : deputy,
                    null,
                    days,
                    reason))
        .isInstanceOfSatisfying(
            SubstitutionRefused.class,
            refused -> {
              assertThat(refused).hasMessageContaining(words);
              assertThat(refused.field()).contains(field);
            });
    assertThat(substitutions.all()).hasSize(2);
  }

  @ParameterizedTest(name = "{0} orders for {1}")
  @CsvSource({
    "admin, signer.roads, signer.housing",
    "signer.roads, signer.roads, approver.roads",
    "head.roads, executor.roads, executor.roads2",
    "head.housing, executor.gzhi, approver.gzhi",
    "deputy.infra, deputy.infra, deputy.social"
  })
  void whoMayOrderDoes(String by, String absent, String deputy) {
    order(new OfficialId(by), absent, deputy, null, "2026-11-24..2026-11-25", Reason.TRIP);

    assertThat(substitutions.of(new OfficialId(deputy))).hasSize(1);
    assertThat(substitutions.absentees(new OfficialId(by)))
        .extracting(official -> official.id().value())
        .contains(absent);
    assertThat(substitutions.deputies(new OfficialId(by), new OfficialId(absent)))
        .extracting(official -> official.id().value())
        .contains(deputy)
        .doesNotContain(absent);
  }

  @Test
  void othersDoNotEndIt() {
    var one = order(SIGNER, APPROVER, "2026-11-24..2026-11-30", Reason.VACATION);

    assertThatThrownBy(() -> substitutions.revoke(one.id(), APPROVER))
        .isInstanceOf(SubstitutionRefused.class)
        .hasMessageStartingWith("Отменить замещение может");
    assertThat(organization.holds(APPROVER, SIGNERS)).isTrue();
  }

  @ParameterizedTest(name = "{0} – {1}")
  @CsvSource({
    "Иванов Иван Иванович, за Иванова И. И.",
    "Сычёв Борис Дмитриевич, за Сычёва Б. Д.",
    "Зимин Михаил Владимирович, за Зимина М. В.",
    "Замятина Анна Сергеевна, за Замятину А. С.",
    "Островская Ольга Петровна, за Островскую О. П.",
    "Островский Олег Петрович, за Островского О. П.",
    "Толстой Лев Николаевич, за Толстого Л. Н.",
    "Римский-Корсаков Илья Львович, за Римского-Корсакова И. Л.",
    "Коваль Пётр Ильич, за Коваля П. И.",
    "Коваль Анна Ильинична, за Коваль А. И.",
    "Гайдай Леонид Иович, за Гайдая Л. И.",
    "Шевченко Пётр Ильич, за Шевченко П. И.",
    "Черных Пётр Ильич, за Черных П. И.",
    "Горячий Пётр Ильич, за Горячего П. И.",
    "Скворода Пётр Ильич, за Сквороду П. И.",
    "Зозуля Анна Ильинична, за Зозулю А. И.",
    "Мамедов Али, за Мамедов А."
  })
  void declinesTheSurname(String name, String instead) {
    assertThat(new Official(new OfficialId("somebody"), name, Optional.empty(), true).inPlace())
        .isEqualTo(instead);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Министр образования | Исполняющий обязанности министра образования
          Первый заместитель главы администрации | Исполняющий обязанности первого заместителя главы администрации
          Глава округа | Исполняющий обязанности главы округа
          Председатель Комитета по тарифам | Исполняющий обязанности председателя Комитета по тарифам
          Главный специалист-эксперт Минздрава | Исполняющий обязанности главного специалиста-эксперта Минздрава
          Старший регистратор | Исполняющий обязанности старшего регистратора
          Статс-секретарь – заместитель министра ЖКХ | Исполняющий обязанности статс-секретаря – заместителя министра ЖКХ
          Заместитель министра, руководитель блока «Дороги» | Исполняющий обязанности заместителя министра, руководителя блока «Дороги»
          Начальник отдела дорог, связи и торговли | Исполняющий обязанности начальника отдела дорог, связи и торговли
          Заведующий отделом | Исполняющий обязанности заведующего отделом
          Исполняющий обязанности начальника отдела | Исполняющий обязанности начальника отдела
          Городничий | Исполняющий обязанности по должности «Городничий»
          """)
  void saysWhatTheDeputySignsAs(String post, String signature) {
    assertThat(Declension.actingAs(post)).isEqualTo(signature);
  }
}
