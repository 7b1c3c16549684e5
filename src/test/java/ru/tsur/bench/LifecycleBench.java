package ru.tsur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import ru.tsur.ProductTest;
import ru.tsur.desk.TasklistDoor;
import ru.tsur.process.Region;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * {@code mvn -Pbench verify}: whole lifecycles in the product and on a bare engine, on one
 * PostgreSQL, in turns because the machine is noisy. Prints both and their ratio; what it found
 * stands in docs/performance.md.
 */
@ProductTest
@DirtiesContext // while the database is still there: it ends with the JVM
@TestPropertySource(properties = "logging.level.root=warn")
class LifecycleBench {

  private static final int WARM_UP = Integer.getInteger("bench.warmUp", 60);
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 6);
  private static final int LIVES = Integer.getInteger("bench.lives", 25);
  private static final String FORM = "form shown";

  private static final Meter PRODUCT = new Meter();
  private static final Meter BARE = new Meter();
  private static final StringBuilder REPORT = new StringBuilder();
  private static EmbeddedPostgres postgres;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .start();
    properties.add("spring.datasource.url", () -> url("postgres"));
    properties.add("spring.datasource.username", () -> "postgres");
  }

  private static String url(String database) {
    return postgres.getJdbcUrl("postgres", database) + "&reWriteBatchedInserts=true";
  }

  /** Of this class alone. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Counted {

    @Bean
    static BeanPostProcessor counted() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof DataSource real ? PRODUCT.over(real) : bean;
        }
      };
    }
  }

  @Autowired Region region;
  @Autowired TasklistDoor desk;
  @Autowired TaskService tasks;
  @Autowired EngineAccess engine;
  @Autowired ObjectMapper json;
  @Autowired JdbcTemplate jdbc;

  /** One round: per lifecycle. */
  private record Round(double millis, double cpuMillis, double statements, double roundTrips) {}

  @Test
  void lifecyclesOfTheProductAndOfABareEngine() throws Exception {
    jdbc.execute("create database bare");
    region.itIs(LocalDate.of(2026, 6, 3));
    try (HikariDataSource bareDatabase = new HikariDataSource()) {
      bareDatabase.setJdbcUrl(url("bare"));
      try (BareEngine bare = new BareEngine(BARE.over(bareDatabase))) {
        Product product = new Product(region, desk, tasks, engine, json);
        say(
            "%n%s, %d processors, %s, load %.1f; one thread, %d rounds of %d lifecycles each in"
                + " turns after %d to warm up%n",
            jdbc.queryForObject("select version()", String.class).split(" on ")[0],
            Runtime.getRuntime().availableProcessors(),
            "Java " + Runtime.version(),
            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage(),
            ROUNDS,
            LIVES,
            WARM_UP);
        for (int questions = 1; questions <= 2; questions++) {
          compare(bare, product, questions);
        }
      }
    } finally {
      ClockUtil.reset();
    }
    System.out.println(REPORT);
    Files.writeString(Path.of("target/bench.txt"), REPORT);
  }

  private static void say(String format, Object... values) {
    REPORT.append(format.formatted(values));
  }

  private void compare(World bare, World product, int questions) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      live(bare, BARE, questions);
      live(product, PRODUCT, questions);
    }
    writeStatements(bare, product, questions);
    List<Round> ofBare = new ArrayList<>();
    List<Round> ofProduct = new ArrayList<>();
    List<Double> bareCompletions = new ArrayList<>();
    List<Double> productCompletions = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ofBare.add(round(bare, BARE, "bare", questions));
      completions(BARE, bareCompletions);
      ofProduct.add(round(product, PRODUCT, "postgres", questions));
      completions(PRODUCT, productCompletions);
    }
    say("%n%-38s %10s %10s %8s%n", title(questions), "bare", "product", "ratio");
    row("lifecycles/s, best round", 1000 / min(ofBare), 1000 / min(ofProduct));
    row("lifecycles/s, median", 1000 / median(ofBare), 1000 / median(ofProduct));
    row("ms, best round", min(ofBare), min(ofProduct));
    row("ms, median", median(ofBare), median(ofProduct));
    row(
        "processor ms (JVM + PostgreSQL), median",
        median(ofBare, Round::cpuMillis),
        median(ofProduct, Round::cpuMillis));
    row("SQL statements", median(ofBare, Round::statements), median(ofProduct, Round::statements));
    row("round trips", median(ofBare, Round::roundTrips), median(ofProduct, Round::roundTrips));
    row("ms, completion of a task, median", at(0.5, bareCompletions), at(0.5, productCompletions));
    row("ms, completion of a task, p95", at(0.95, bareCompletions), at(0.95, productCompletions));
    writeSteps();
  }

  private static String title(int questions) {
    return questions == 1 ? "one question, one block" : "two questions, two blocks";
  }

  private static void row(String what, double bare, double product) {
    say("%-38s %10.1f %10.1f %8.2f%n", what, bare, product, product / bare);
  }

  private static void writeSteps() {
    say(
        "  %-30s %6s | %8s %8s | %8s %8s%n",
        "step of the last round", "times", "bare ms", "trips", "prod. ms", "trips");
    Set<String> names = new TreeSet<>(PRODUCT.steps().keySet());
    for (String name : names) {
      Meter.Cost of = PRODUCT.steps().get(name);
      Meter.Cost bare = BARE.steps().getOrDefault(name, new Meter.Cost());
      int times = of.millis.size();
      say(
          "  %-30s %6.1f | %8.1f %8.1f | %8.1f %8.1f%n",
          name,
          times / (double) LIVES,
          at(0.5, bare.millis),
          bare.roundTrips / (double) times,
          at(0.5, of.millis),
          of.roundTrips / (double) times);
    }
  }

  private Round round(World world, Meter meter, String database, int questions) throws IOException {
    meter.reset();
    double before = backendsMillis(database);
    for (int i = 0; i < LIVES; i++) {
      live(world, meter, questions);
    }
    Meter.Cost total = meter.total();
    return new Round(
        total.nanos / 1e6 / LIVES,
        (total.cpuNanos / 1e6 + backendsMillis(database) - before) / LIVES,
        total.statements / (double) LIVES,
        total.roundTrips / (double) LIVES);
  }

  /** Each open task is done in turn; when none is open the letter is sent, and that is the end. */
  private static void live(World world, Meter meter, int questions) {
    String appeal = meter.step("door", () -> world.begins(questions));
    for (List<Task> open = world.open(appeal); !open.isEmpty(); open = world.open(appeal)) {
      for (Task task : open) {
        String official = world.whoMay(task);
        Map<String, Object> shown = meter.step(FORM, () -> world.shows(task, official));
        meter.step(task.getTaskDefinitionKey(), () -> world.completes(task, official, shown));
      }
    }
    meter.step("letter", world::sends);
    if (!world.isEnded(appeal)) {
      throw new AssertionError("The letter was sent and the appeal is not closed");
    }
  }

  private static void completions(Meter meter, List<Double> all) {
    meter
        .steps()
        .forEach(
            (name, cost) -> {
              if (name.startsWith("Task_")) {
                all.addAll(cost.millis);
              }
            });
  }

  /** Processor time of the server's processes that serve this database, so far. */
  private double backendsMillis(String database) throws IOException {
    long ticks = 0;
    for (int pid :
        jdbc.queryForList(
            "select pid from pg_stat_activity where datname = ?", Integer.class, database)) {
      Path stat = Path.of("/proc", String.valueOf(pid), "stat");
      if (Files.exists(stat)) {
        String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      }
    }
    return ticks * 10.0;
  }

  /** Every statement of one lifecycle, in order. */
  private static void writeStatements(World bare, World product, int questions) throws IOException {
    for (var each : Map.of("bare", bare, "product", product).entrySet()) {
      Meter meter = each.getValue() == bare ? BARE : PRODUCT;
      Files.write(
          Path.of("target/bench-" + each.getKey() + "-" + questions + ".txt"),
          meter.traced(() -> live(each.getValue(), meter, questions)));
    }
  }

  private static double min(List<Round> rounds) {
    return rounds.stream().mapToDouble(Round::millis).min().orElseThrow();
  }

  private static double median(List<Round> rounds) {
    return median(rounds, Round::millis);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return at(0.5, rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static double at(double share, List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
