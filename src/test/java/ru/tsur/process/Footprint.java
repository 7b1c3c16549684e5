package ru.tsur.process;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;

/**
 * What an act has left behind, as one comparable text: the contents of every row of an appeal, and
 * the number of rows in every table. The tables are found in the database: a new one is included.
 */
@Component
class Footprint {

  private static final Set<String> OF_NO_APPEAL =
      Set.of("NUMBER_SERIES", "RECALCULATION", "OFFICIAL_POSITION", "OFFICIAL");
  private static final Set<String> LOOKS =
      Set.of("VIEW_JOURNAL", "flyway_schema_history", "flyway_engine_history");
  private static final String INSTANCES =
      "(select id_ from act_ru_execution where business_key_ = :appeal)";

  private static final Set<String> STAYS =
      Set.of(
          "ACCOUNT",
          "BLOCK",
          "BODY",
          "INSTALLATION",
          "THEME",
          "ACT_RU_AUTHORIZATION",
          "ACT_RU_FILTER",
          "ACT_RU_JOBDEF");

  private final JdbcClient jdbc;
  private final Map<String, String> rows = new TreeMap<>(); // table: its rows of an appeal
  private final Set<String> names = new TreeSet<>();
  private String counts = "";

  Footprint(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every appeal and all that was done about it is gone; organization and diagrams stay. */
  void forget() {
    find();
    // each time H2 fills a sequence's cache it forgets the plans of all statements
    for (String table : List.of("act", "flow_taken", "view_journal")) {
      jdbc.sql("alter table " + table + " alter column id set cache 1000000").update();
    }
    jdbc.sql("set referential_integrity false").update();
    names.stream()
        .filter(table -> !table.startsWith("OFFICIAL") && !STAYS.contains(table))
        .forEach(table -> jdbc.sql("truncate table " + table).update());
    jdbc.sql("delete from act_ge_bytearray where deployment_id_ is null").update();
    jdbc.sql("set referential_integrity true").update();
  }

  /** Rows of the appeal and the size of every table. */
  String of(AppealId appeal) {
    find();
    StringBuilder all = new StringBuilder(jdbc.sql(counts).query(String.class).single());
    rows.forEach(
        (table, where) ->
            all.append('\n')
                .append(table)
                .append(' ')
                .append(hash("select * from " + table + where, appeal.toString())));
    return all.toString();
  }

  /** All rows of all tables, as far as they tell of appeals. */
  String ofAll() {
    find();
    return rows.keySet().stream()
        .map(table -> table + ' ' + hash("select * from " + table + opened(table), ""))
        .collect(Collectors.joining("\n"));
  }

  /** A series is opened at zero by itself, whatever becomes of the act. */
  private static String opened(String table) {
    return table.equals("NUMBER_SERIES") ? " where last_number > 0" : "";
  }

  /** The same without the engine's own tables: it keeps there that a job has failed. */
  String ofRegister() {
    return ofAll()
        .lines()
        .filter(line -> !line.startsWith("ACT_"))
        .collect(Collectors.joining("\n"));
  }

  /** Of any order: rows have none. */
  private long hash(String query, String appeal) {
    long[] sum = {0, 0};
    jdbc.sql(query)
        .param("appeal", appeal)
        .query(
            (ResultSet row) -> {
              long one = 7;
              for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String value = row.getString(i);
                one = one * 1_000_003 + (value == null ? 11 : value.hashCode());
              }
              sum[0] += one * (one | 1);
            });
    return sum[0];
  }

  private void find() {
    if (!rows.isEmpty()) {
      return;
    }
    Map<String, Set<String>> columns = new TreeMap<>();
    jdbc.sql(
            """
            select c.table_name, c.column_name from information_schema.columns c
              join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
            where c.table_schema = 'PUBLIC' and t.table_type = 'BASE TABLE'
            """)
        .query(
            (ResultSet row) -> {
              columns
                  .computeIfAbsent(row.getString(1), none -> new TreeSet<>())
                  .add(row.getString(2));
            });
    List<String> sizes = new ArrayList<>();
    columns.forEach(
        (table, its) -> {
          if (LOOKS.contains(table)
              || table.startsWith("ACT_") && !table.matches("ACT_(RU|HI)_.*")
              || table.matches(".*(METER|JOB)_LOG")) { // written apart, whatever becomes of the act
            return;
          }
          names.add(table);
          if (table.equals("NUMBER_SERIES")) {
            rows.put(table, opened(table));
            return;
          }
          boolean runs = table.startsWith("ACT_RU_") && its.contains("REV_");
          sizes.add(
              "(select concat('%s ', count(*)%s) from %s)"
                  .formatted(table, runs ? ", '/', coalesce(sum(rev_), 0)" : "", table));
          String where = where(table, its);
          if (where != null) {
            rows.put(table, where);
          }
        });
    counts = "select concat_ws(', ', " + String.join(", ", sizes) + ")";
  }

  private static String where(String table, Set<String> its) {
    if (table.startsWith("ACT_")) {
      return !table.startsWith("ACT_RU_")
          ? null
          : its.contains("PROC_INST_ID_")
              ? " where proc_inst_id_ in " + INSTANCES
              : its.contains("PROCESS_INSTANCE_ID_")
                  ? " where process_instance_id_ in " + INSTANCES
                  : null;
    }
    if (table.equals("APPEAL")) {
      return " where id = cast(:appeal as uuid)";
    }
    if (its.contains("APPEAL")) {
      return " where appeal = cast(:appeal as uuid)";
    }
    for (String owner : List.of("letter", "assignment")) {
      if (its.contains(owner.toUpperCase(java.util.Locale.ROOT))) {
        return " where %1$s in (select id from %1$s where appeal = cast(:appeal as uuid))"
            .formatted(owner);
      }
    }
    if (its.contains("TASK")) {
      return " where task in (select id_ from act_ru_task where proc_inst_id_ in "
          + INSTANCES
          + ")";
    }
    return OF_NO_APPEAL.contains(table) ? opened(table) : null;
  }
}
