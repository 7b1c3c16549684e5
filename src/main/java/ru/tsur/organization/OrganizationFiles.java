package ru.tsur.organization;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the organization from the data files {@code bodies.csv}, {@code blocks.csv}, {@code
 * themes.csv}, {@code officials.csv} and {@code positions.csv} of the folder {@code
 * tsur.organization.location}; without one the product starts empty. Rows are matched by id. What a
 * file no longer has is closed as of today, never deleted; what was entered by a command stays,
 * unless a file has the same id.
 *
 * <p>Reads when the bean is made, after the database was migrated. Whoever needs the data at start
 * depends on this bean.
 */
@Component
public class OrganizationFiles implements InitializingBean {

  /** How many rows a reading touched. */
  public record Summary(int added, int changed, int closed) {

    static final Summary NOTHING = new Summary(0, 0, 0);

    Summary plus(Summary other) {
      return new Summary(added + other.added, changed + other.changed, closed + other.closed);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(OrganizationFiles.class);

  private final Organization organization;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ResourceLoader resources;
  private final Clock clock;
  private final String location;

  OrganizationFiles(
      Organization organization,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      ResourceLoader resources,
      Clock clock,
      @Value("${tsur.organization.location:}") String location) {
    this.organization = organization;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.resources = resources;
    this.clock = clock;
    this.location = location.strip();
  }

  @Override
  public void afterPropertiesSet() {
    read();
  }

  /**
   * Reads all files and writes what differs, in one transaction.
   *
   * @throws OrganizationFilesRefused if anything is wrong with them; then nothing is written
   */
  public synchronized Summary read() {
    if (location.isEmpty()) {
      return Summary.NOTHING;
    }
    LocalDate today = LocalDate.now(clock);
    Summary summary =
        Objects.requireNonNull(
            transaction.execute(
                status -> {
                  Directory.Rows byCommand = new OrganizationTables(jdbc).readEnteredByCommand();
                  return write(
                      new OrganizationSheets(
                          file -> resources.getResource(folder() + file), byCommand, today),
                      today);
                }));
    organization.refresh();
    LOG.info(
        "Organization read from {}: {} added, {} changed, {} closed",
        location,
        summary.added(),
        summary.changed(),
        summary.closed());
    return summary;
  }

  private String folder() {
    String place = location.contains(":") ? location : "file:" + location;
    return place.endsWith("/") ? place : place + "/";
  }

  private Summary write(OrganizationSheets sheets, LocalDate today) {
    // In the order of references: bodies parents first, positions last.
    return write("body", "id", "closed_on", parentsFirst(sheets.bodies), today)
        .plus(write("block", "id", "closed_on", rows(sheets.blocks, OrganizationFiles::row), today))
        .plus(
            write("theme", "code", "closed_on", rows(sheets.themes, OrganizationFiles::row), today))
        .plus(
            write(
                "official",
                "id",
                "closed_on",
                rows(sheets.officials, OrganizationFiles::row),
                today))
        .plus(
            write(
                "official_position",
                "id",
                "valid_until",
                rows(sheets.positions, OrganizationFiles::row),
                today));
  }

  private static List<Map<String, Object>> parentsFirst(List<Body> bodies) {
    Map<BodyId, Body> all = bodies.stream().collect(Collectors.toMap(Body::id, body -> body));
    var ordered = new LinkedHashSet<Body>();
    bodies.forEach(body -> addBehindParent(body, all, ordered));
    return rows(List.copyOf(ordered), OrganizationFiles::row);
  }

  private static void addBehindParent(Body body, Map<BodyId, Body> all, Set<Body> ordered) {
    body.parent().ifPresent(parent -> addBehindParent(all.get(parent), all, ordered));
    ordered.add(body);
  }

  private static <T> List<Map<String, Object>> rows(
      List<T> values, Function<T, Map<String, Object>> row) {
    return values.stream().map(row).toList();
  }

  private static Map<String, Object> row(Body body) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", body.id().value());
    row.put("name", body.name());
    row.put("short_name", body.shortName());
    row.put("kind", body.kind().name());
    row.put("parent", body.parent().map(BodyId::value).orElse(null));
    row.put("outgoing_series", body.outgoingSeries().orElse(null));
    row.put("closed_on", null);
    return row;
  }

  private static Map<String, Object> row(Block block) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", block.id().value());
    row.put("number", block.number());
    row.put("name", block.name());
    row.put("closed_on", null);
    return row;
  }

  private static Map<String, Object> row(Theme theme) {
    var row = new LinkedHashMap<String, Object>();
    row.put("code", theme.code().value());
    row.put("name", theme.name());
    row.put("block", theme.block().value());
    row.put("closed_on", null);
    return row;
  }

  private static Map<String, Object> row(Official official) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", official.id().value());
    row.put("name", official.name());
    row.put("email", official.email().orElse(null));
    row.put("source", "FILE");
    row.put("closed_on", null);
    return row;
  }

  private static Map<String, Object> row(Position position) {
    var row = new LinkedHashMap<String, Object>();
    row.put("id", position.id());
    row.put("official", position.official().value());
    row.put("body", position.body().value());
    row.put("block", position.block().map(BlockId::value).orElse(null));
    row.put("role", position.role().name());
    row.put("title", position.title());
    row.put("valid_from", position.from());
    row.put("valid_until", position.until().orElse(null));
    row.put("source", "FILE");
    return row;
  }

  /**
   * Inserts, updates and closes the rows of one table; table and column names are constants of this
   * class.
   */
  private Summary write(
      String table, String key, String closing, List<Map<String, Object>> wanted, LocalDate today) {
    Map<Object, Map<String, Object>> present =
        jdbc.sql("select * from " + table).query().listOfRows().stream()
            .collect(Collectors.toMap(row -> row.get(key), row -> row));
    int added = 0;
    int changed = 0;
    int closed = 0;
    for (Map<String, Object> row : wanted) {
      Map<String, Object> before = present.get(row.get(key));
      if (before == null) {
        jdbc.sql(
                "insert into %s (%s) values (:%s)"
                    .formatted(
                        table, String.join(", ", row.keySet()), String.join(", :", row.keySet())))
            .params(row)
            .update();
        added++;
      }
    }
    for (Map<String, Object> row : wanted) {
      Map<String, Object> before = present.get(row.get(key));
      if (before != null && !isSame(before, row)) {
        jdbc.sql(
                "update %s set %s where %s = :%s"
                    .formatted(
                        table,
                        row.keySet().stream()
                            .map(column -> column + " = :" + column)
                            .collect(Collectors.joining(", ")),
                        key,
                        key))
            .params(row)
            .update();
        changed++;
      }
    }
    Set<Object> kept = wanted.stream().map(row -> row.get(key)).collect(Collectors.toSet());
    for (Map<String, Object> row : present.values()) {
      boolean fromFile = !row.containsKey("source") || row.get("source").equals("FILE");
      LocalDate closedOn = day(row.get(closing));
      if (fromFile
          && !kept.contains(row.get(key))
          && (closedOn == null || closedOn.isAfter(today))) {
        var close = new HashMap<String, Object>();
        close.put("today", today);
        close.put("key", row.get(key));
        jdbc.sql("update %s set %s = :today where %s = :key".formatted(table, closing, key))
            .params(close)
            .update();
        closed++;
      }
    }
    return new Summary(added, changed, closed);
  }

  private static boolean isSame(Map<String, Object> before, Map<String, Object> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            cell -> {
              Object old = before.get(cell.getKey());
              return Objects.equals(old instanceof Date ? day(old) : old, cell.getValue());
            });
  }

  private static LocalDate day(Object value) {
    return Optional.ofNullable((Date) value).map(Date::toLocalDate).orElse(null);
  }
}
