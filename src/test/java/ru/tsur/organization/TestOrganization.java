package ru.tsur.organization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The organization over a fresh database in memory, with data files in a folder, and a day that can
 * be moved.
 */
final class TestOrganization {

  static final String DEMO = "classpath:demo/organization/";
  static final LocalDate TUE_2026_11_24 = LocalDate.of(2026, 11, 24);
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

  final JdbcClient jdbc;
  final Organization organization;
  private final DataSource database;
  private LocalDate today = TUE_2026_11_24;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
          return today.atTime(12, 0).atZone(ZONE).toInstant();
        }
      };

  TestOrganization() {
    this(memory());
  }

  TestOrganization(DataSource database) {
    this.database = database;
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    organization = new Organization(jdbc, clock);
  }

  private static DataSource memory() {
    var h2 = new JdbcDataSource();
    h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return h2;
  }

  /** A small sound organization: one ministry, one block, the ЦУР. */
  static void writeSoundFiles(Path folder) throws IOException {
    write(
        folder,
        "bodies.csv",
        """
        id,name,short_name,kind,parent,outgoing_series
        region,Область,Область,REGION,,
        tsur,Центр,ЦУР,CENTRE,region,ЦУР
        minroads,Министерство дорог,Минтранс,MINISTRY,region,МТ
        autodor,ГКУ «Автодор»,Автодор,INSTITUTION,minroads,
        """);
    write(
        folder,
        "blocks.csv",
        """
        id,number,name
        roads,3,Дороги
        """);
    write(
        folder,
        "themes.csv",
        """
        code,name,block
        0301,Ямы на дороге,roads
        0302,Ремонт улицы,roads
        """);
    write(
        folder,
        "officials.csv",
        """
        id,name,email
        head,Головин Иван Петрович,head@x.example
        deputy,Замятина Анна Сергеевна,
        executor,Исполнев Пётр Ильич,
        approver,Соглашев Олег Олегович,
        signer,Подписова Яна Львовна,
        """);
    write(
        folder,
        "positions.csv",
        """
        id,official,body,block,role,title,valid_from,valid_until
        p-head,head,minroads,roads,BLOCK_HEAD,Заместитель министра,2024-01-01,
        p-deputy,deputy,region,roads,DEPUTY_GOVERNOR,Заместитель Губернатора,2024-01-01,
        p-executor,executor,minroads,roads,EXECUTOR,Специалист,2024-01-01,
        p-approver,approver,minroads,roads,APPROVER,Начальник отдела,2024-01-01,
        p-signer,signer,minroads,,SIGNER,Министр,2024-01-01,
        """);
  }

  static void write(Path folder, String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** Replaces text that must be there. */
  static void edit(Path folder, String file, String before, String after) throws IOException {
    String text = Files.readString(folder.resolve(file));
    if (!text.contains(before)) {
      throw new IllegalArgumentException(file + " has no «" + before + "»");
    }
    write(folder, file, text.replace(before, after));
  }

  OrganizationFiles files(String location) {
    return new OrganizationFiles(
        organization,
        jdbc,
        new DataSourceTransactionManager(database),
        new DefaultResourceLoader(),
        clock,
        location);
  }

  OrganizationFiles files(Path folder) {
    return files(folder.toUri().toString());
  }

  Appointments appointments() {
    return new Appointments(organization, jdbc, new DataSourceTransactionManager(database), clock);
  }

  Substitutions substitutions() {
    return new Substitutions(organization, jdbc, new DataSourceTransactionManager(database), clock);
  }

  TestOrganization read(String location) {
    files(location).read();
    return this;
  }

  void passesTo(LocalDate day) {
    today = day;
  }
}
