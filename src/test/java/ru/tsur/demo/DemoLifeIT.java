package ru.tsur.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.tsur.Jar;

/** The packaged demo's first start, its interruption and its second start. */
class DemoLifeIT {

  @TempDir Path data;

  @Test
  void livesOnceStartsOverWhenCutOffAndIsNotDoubled() throws Exception {
    try (Jar jar = new Jar(data)) {
      jar.launch();
      await(jar, "invented appeals begin to live");
      assertThat(jar.health()).as("not healthy while it lives").isEqualTo(503);
      await(jar, "50 steps done");
      jar.kill();

      long begun = System.nanoTime();
      jar.start();
      System.out.println(
          "Demo's first start: " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
      assertThat(jar.log())
          .contains("it starts over", " 0 refused", "Демонстрация готова: " + jar.url())
          .doesNotContain("pochta.example", "otkaz.example");
      jar.stop();

      long appeals = check(jar);

      begun = System.nanoTime();
      jar.start();
      System.out.println(
          "Demo's second start: " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
      jar.stop();
      try (Connection db = DriverManager.getConnection(jar.jdbcUrl(), "sa", "")) {
        assertThat(number(db, "select count(*) from appeal")).isEqualTo(appeals);
      }
    }
  }

  private static long check(Jar jar) throws SQLException {
    try (Connection db = DriverManager.getConnection(jar.jdbcUrl(), "sa", "")) {
      long appeals = number(db, "select count(*) from appeal");
      assertThat(appeals).as("as README says").isEqualTo(43);
      assertThat(texts(db, "select distinct state from appeal"))
          .contains("RECEIVED", "REGISTERED", "IN_WORK", "SIGNED", "ANSWERED", "REDIRECTED");
      assertThat(texts(db, "select distinct task_def_key_ from act_ru_task"))
          .contains(
              "Task_RegisterAppeal",
              "Task_Triage",
              "Task_ConfirmRouting",
              "Task_AcceptQuestions",
              "Task_DecideBlock",
              "Task_PreparePart",
              "Task_ApprovePart",
              "Task_DraftAnswer",
              "Task_SignAnswer",
              "Task_DispatchByPost",
              "Task_ResolveDelivery",
              "Task_DecideExtension",
              "Task_HeadMeasures",
              "Task_DeputyMeasures",
              "Task_ApparatusMeasures");
      assertThat(number(db, "select count(*) from appeal where state = 'ANSWERED'"))
          .isGreaterThanOrEqualTo(8);
      assertThat(
              number(
                  db,
                  "select count(distinct l.appeal) from ladder_step l join appeal a on a.id = l.appeal"
                      + " where a.closed_at is null"))
          .as("overdue")
          .isGreaterThanOrEqualTo(4);
      assertThat(number(db, "select count(*) from extension where granted")).isEqualTo(1);
      assertThat(number(db, "select count(*) from promise where state = 'RUNNING'"))
          .as("promised and still to be done")
          .isEqualTo(1);
      assertThat(
              number(
                  db,
                  "select count(*) from redirect_control where began_on is not null and ending is null"))
          .as("redirected and still under control")
          .isEqualTo(1);
      assertThat(number(db, "select count(*) from act_ru_job where retries_ = 0")).isZero();
      assertThat(number(db, "select count(distinct kind) from applicant")).isEqualTo(4);
      assertThat(number(db, "select count(*) from act where at > current_timestamp"))
          .as("acts in the future")
          .isZero();
      return appeals;
    }
  }

  private static void await(Jar jar, String line) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
    while (!jar.log().contains(line)) {
      assertThat(jar.isAlive()).as(jar.log()).isTrue();
      assertThat(System.nanoTime()).as("waiting for: " + line).isLessThan(end);
      Thread.sleep(200);
    }
  }

  private static long number(Connection db, String sql) throws SQLException {
    return Long.parseLong(texts(db, sql).get(0));
  }

  private static List<String> texts(Connection db, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
