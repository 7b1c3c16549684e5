package ru.tsur.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see and do what, over the demo region. */
class OrganizationTest {

  private static final TestOrganization TEST = new TestOrganization().read(TestOrganization.DEMO);
  private static final Organization ORGANIZATION = TEST.organization;

  private static OfficialId login(String value) {
    return new OfficialId(value);
  }

  private static Set<String> groups(String login) {
    return ORGANIZATION.groupsOf(login(login)).stream()
        .map(TaskGroup::value)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # official        | groups
          registrar         | registrar@tsur
          coordinator       | coordinator@tsur
          centre.head       | signer@tsur
          controller        | controller@tsur
          methodologist     | methodologist@tsur
          admin             | administrator@tsur
          apparatus         | apparatus@tsur
          head.roads        | head@roads
          deputy.social     | deputy@health deputy@education deputy@social deputy@culture
          executor.roads    | executor@minroads.roads
          approver.roads    | approver@minroads.roads signer@minroads.transport
          approver.gzhi     | approver@gzhi.housing signer@minhousing.housing
          executor.social2  | executor@minsocial.social approver@minsocial.social
          director.lugovets | signer@lugovets1.improvement executor@lugovets.improvement
          former.culture    | ''
          """)
  void doesTheTasksOfHisPositions(String official, String expected) {
    assertThat(groups(official))
        .isEqualTo(expected.isEmpty() ? Set.of() : Set.of(expected.split(" ")));
  }

  @Test
  void aPositionWithoutBlockCoversAllBlocksOfItsOwnBody() {
    assertThat(groups("signer.lugovets"))
        .hasSize(14)
        .allMatch(group -> group.startsWith("signer@lugovets."));
  }

  @ParameterizedTest(name = "{0} sees {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # official        | tenant                | sees  | why
          executor.roads    | minroads.roads        | true  | own body and block
          executor.roads    | zarechavtodor.roads   | true  | an institution below
          executor.roads    | minroads.transport    | false | other block
          executor.roads    | lugovets.roads        | false | other body
          executor.roads    | tsur                  | false | the ЦУР
          signer.lugovets   | lugovets2.education   | true  | any block, subtree
          signer.lugovets   | bereznya.education    | false | other municipality
          head.roads        | bereznya.roads        | true  | all bodies of the block
          head.roads        | bereznya.housing      | false | other block
          deputy.infra      | bereznya.housing      | true  | supervised block
          deputy.infra      | bereznya.health       | false | not supervised
          apparatus         | bereznya.health       | true  | everything
          apparatus         | tsur                  | true  | everything
          controller        | minroads.roads        | true  | everything
          controller        | tsur                  | true  | everything
          registrar         | tsur                  | true  | works there
          registrar         | minroads.roads        | false | the engine shows the ЦУР only
          centre.head       | tsur                  | true  | works there
          centre.head       | lugovets.roads        | false | the engine shows the ЦУР only
          methodologist     | tsur                  | false | no cases
          admin             | tsur                  | false | no cases
          nobody            | tsur                  | false | a stranger
          """)
  void seesWhatHisPositionsShow(String official, String tenant, boolean sees, String why) {
    assertThat(ORGANIZATION.scopeOf(login(official)).sees(new Tenant(tenant)))
        .as(why)
        .isEqualTo(sees);
    assertThat(ORGANIZATION.tenantsOf(login(official)).contains(new Tenant(tenant)))
        .as("tenants of the engine agree")
        .isEqualTo(sees);
  }

  @ParameterizedTest(name = "{0}: every appeal {1}, read only {2}")
  @CsvSource({
    "registrar, true, false",
    "coordinator, true, false",
    "centre.head, true, false",
    "controller, true, true",
    "apparatus, true, false",
    "executor.roads, false, false",
    "head.roads, false, false",
    "methodologist, false, true",
    "admin, false, true"
  })
  void ourPagesShowTheCentreEveryAppeal(String official, boolean every, boolean readOnly) {
    Scope scope = ORGANIZATION.scopeOf(login(official));
    assertThat(scope.seesEveryAppeal()).isEqualTo(every);
    assertThat(scope.readOnly()).isEqualTo(readOnly);
  }

  @Test
  void controllersAndTheApparatusSeeEveryTenant() {
    assertThat(ORGANIZATION.tenantsOf(login("controller"))).isEqualTo(ORGANIZATION.tenants());
    assertThat(ORGANIZATION.tenants())
        .contains(Tenant.TSUR, new Tenant("region.roads"))
        .noneMatch(tenant -> tenant.value().startsWith("tsur."))
        .hasSize(1 + (ORGANIZATION.bodies().size() - 1) * 14);
  }

  @Test
  void namesWhoDoesTheTasksOfAGroup() {
    assertThat(ORGANIZATION.membersOf(new TaskGroup("executor@minroads.roads")))
        .extracting(official -> official.id().value())
        .containsExactlyInAnyOrder("executor.roads", "executor.roads2");
    assertThat(ORGANIZATION.membersOf(new TaskGroup("deputy@roads")))
        .extracting(official -> official.id().value())
        .containsExactly("deputy.infra");
    assertThat(ORGANIZATION.membersOf(new TaskGroup("executor@nobody.roads"))).isEmpty();
  }

  @Test
  void actsInThePositionThatGivesTheGroup() {
    OfficialId both = login("approver.roads");
    assertThat(ORGANIZATION.actorFor(both, new TaskGroup("approver@minroads.roads")))
        .isEqualTo(new Actor(both, "Начальник отдела Минтрансдора", Role.APPROVER));
    assertThat(ORGANIZATION.actorFor(both, new TaskGroup("signer@minroads.transport")))
        .isEqualTo(
            new Actor(
                both, "Первый заместитель министра транспорта и дорожного хозяйства", Role.SIGNER));
    assertThatThrownBy(() -> ORGANIZATION.actorFor(both, new TaskGroup("signer@minroads.roads")))
        .isInstanceOf(PositionMissing.class)
        .hasMessage(
            "У пользователя «approver.roads» нет действующей должности для этого действия"
                + " (подписант).");
  }

  @Test
  void aPositionCountsFromItsFirstDayToItsLastInclusive() {
    var own = new TestOrganization().read(TestOrganization.DEMO);
    var head = new TaskGroup("head@culture");
    own.passesTo(LocalDate.of(2024, 1, 31));
    assertThat(own.organization.membersOf(head))
        .extracting(official -> official.id().value())
        .containsExactly("former.culture");
    own.passesTo(LocalDate.of(2024, 2, 1));
    assertThat(own.organization.membersOf(head))
        .extracting(official -> official.id().value())
        .containsExactly("head.culture");
  }

  @Test
  void offersOnlyBodiesThatHaveThePeople() {
    assertThat(ORGANIZATION.answeringBodies(new BlockId("roads")))
        .extracting(body -> body.id().value())
        .contains("minroads", "lugovets")
        .doesNotContain("zarechavtodor", "minhealth", "tsur", "region");
    assertThat(ORGANIZATION.canAnswer(new Tenant("minroads.roads"))).isTrue();
    assertThat(ORGANIZATION.canAnswer(new Tenant("minhealth.roads"))).isFalse();
    assertThat(ORGANIZATION.canAnswer(Tenant.TSUR)).isFalse();
  }

  @Test
  void holdsTheRegionThatTheDemoNeeds() {
    assertThat(ORGANIZATION.blocks()).hasSize(14).extracting(Block::number).isSorted();
    assertThat(ORGANIZATION.bodies().stream().filter(b -> b.kind() == BodyKind.MINISTRY))
        .hasSizeGreaterThanOrEqualTo(6);
    assertThat(ORGANIZATION.municipalities())
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            m -> assertThat(ORGANIZATION.subtree(m.id())).as(m.name()).hasSizeGreaterThan(1));
    assertThat(ORGANIZATION.themes()).hasSizeGreaterThanOrEqualTo(80);
    assertThat(ORGANIZATION.blocks())
        .allSatisfy(
            block -> {
              assertThat(ORGANIZATION.membersOf(Role.BLOCK_HEAD.at(block.id()))).hasSize(1);
              assertThat(ORGANIZATION.membersOf(Role.DEPUTY_GOVERNOR.at(block.id()))).hasSize(1);
            });
    assertThat(ORGANIZATION.officials()).extracting(Official::name).doesNotHaveDuplicates();
  }

  @Test
  void abbreviatesNames() {
    assertThat(ORGANIZATION.official(login("registrar")).shortName()).isEqualTo("Абросимов А. А.");
  }

  @Test
  void saysWhatItDoesNotKnow() {
    assertThatThrownBy(() -> ORGANIZATION.theme(new ThemeCode("9999")))
        .isInstanceOf(NotInOrganization.class)
        .hasMessage("Нет темы «9999».");
  }

  @ParameterizedTest(name = "{0} at {1} = {2}")
  @CsvSource({
    "EXECUTOR, minroads.roads, executor@minroads.roads",
    "SIGNER, tsur, signer@tsur",
    "BLOCK_HEAD, minroads.roads, head@roads",
    "DEPUTY_GOVERNOR, minroads.roads, deputy@roads",
    "HEAD_OF_APPARATUS, minroads.roads, apparatus@tsur",
    "COORDINATOR, minroads.roads, coordinator@tsur"
  })
  void namesTheGroupOfARoleAtATenant(Role role, String tenant, String group) {
    assertThat(role.at(new Tenant(tenant))).isEqualTo(new TaskGroup(group));
    assertThat(new TaskGroup(group).role()).isEqualTo(role);
  }

  @Test
  void hasNoBlockHeadInTheCentre() {
    assertThatThrownBy(() -> Role.BLOCK_HEAD.at(Tenant.TSUR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"minroads", "a-b.roads", "tsur.", "Minroads.roads", "a.b.c"})
  void refusesWhatIsNoTenant(String value) {
    assertThatThrownBy(() -> new Tenant(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
