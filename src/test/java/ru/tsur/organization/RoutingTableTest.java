package ru.tsur.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routing table against the demo region. */
class RoutingTableTest {

  private static final Path TABLE = Path.of("processes/routing.dmn");
  private static final Organization ORGANIZATION =
      new TestOrganization().read(TestOrganization.DEMO).organization;
  private static final DmnEngine ENGINE =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
  private static final DmnDecision ROUTING = parse();

  private static DmnDecision parse() {
    try (var in = Files.newInputStream(TABLE)) {
      return ENGINE.parseDecision("routing", in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> route(String theme, String municipality) {
    var question = new HashMap<String, Object>();
    question.put("theme", theme);
    question.put("municipality", municipality);
    return ENGINE.evaluateDecisionTable(ROUTING, question).getSingleResult().getEntryMap();
  }

  @ParameterizedTest(name = "{0}, {1}: {2}, {3} ({4})")
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          # theme | municipality | block        | body         | why
          0301    | lugovets     | roads        | lugovets     | holes in a street
          0301    | zarechensk   | roads        | zarechensk   | the same elsewhere
          0301    | ''           | ''           | ''           | local, but where?
          0301    | null         | ''           | ''           | local, but where?
          0307    | lugovets     | roads        | minroads     | regional road, wherever it is
          0307    | null         | roads        | minroads     | regional road
          0101    | bereznya     | housing      | gzhi         | management company
          0106    | null         | housing      | minhousing   | capital repair
          0208    | null         | utilities    | tariffs      | tariffs
          0501    | staromost    | waste        | minecology   | regional operator
          0504    | staromost    | waste        | staromost    | place for containers
          0601    | kamenoozersk | improvement  | kamenoozersk | yards
          0701    | kamenoozersk | health       | minhealth    | doctors are the region's
          1005    | verkhnebrod  | ecology      | verkhnebrod  | stray dogs
          9999    | lugovets     | ''           | ''           | unknown theme
          ''      | ''           | ''           | ''           | nothing is known
          null    | null         | ''           | ''           | nothing is known
          """)
  void routes(String theme, String municipality, String block, String body, String why) {
    assertThat(route(theme, municipality))
        .as(why)
        .containsEntry("block", block)
        .containsEntry("body", body)
        .hasEntrySatisfying("note", note -> assertThat((String) note).isNotBlank());
  }

  @Test
  void everyThemeReachesPeopleOfItsOwnBlock() {
    for (Theme theme : ORGANIZATION.themes()) {
      for (Body municipality : ORGANIZATION.municipalities()) {
        var answer = route(theme.code().value(), municipality.id().value());
        assertThat(answer).as(theme.name()).containsEntry("block", theme.block().value());
        Tenant tenant = Tenant.of(new BodyId((String) answer.get("body")), theme.block());
        assertThat(ORGANIZATION.canAnswer(tenant)).as("%s: %s", theme.name(), tenant).isTrue();
        assertThat(ORGANIZATION.membersOf(Role.EXECUTOR.at(tenant)))
            .as("executors of %s", tenant)
            .hasSizeGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void aVariableThatWasNeverSetIsNoError() {
    assertThat(ENGINE.evaluateDecisionTable(ROUTING, Map.of("theme", "0301")).getSingleResult())
        .containsEntry("body", "");
  }

  @Test
  void bothKindsOfThemesAreThere() {
    var local = new HashSet<ThemeCode>();
    var regional = new HashSet<ThemeCode>();
    for (Theme theme : ORGANIZATION.themes()) {
      (route(theme.code().value(), null).get("body").equals("") ? local : regional)
          .add(theme.code());
    }
    assertThat(local).hasSizeGreaterThan(30);
    assertThat(regional).hasSizeGreaterThan(30);
  }

  @Test
  void namesNoThemeThatTheClassifierLacks() throws IOException {
    assertThat(Files.readString(TABLE).lines().filter(line -> line.contains("<text>\"")))
        .flatExtracting(
            line ->
                Pattern.compile("\"(\\d{4})\"")
                    .matcher(line)
                    .results()
                    .map(found -> new ThemeCode(found.group(1)))
                    .toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            ORGANIZATION.themes().stream().map(Theme::code).toList());
  }
}
