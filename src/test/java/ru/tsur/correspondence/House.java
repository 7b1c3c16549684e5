package ru.tsur.correspondence;

import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.mockito.Mockito;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.appeal.Acts;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.AppealProcess;
import ru.tsur.appeal.AssignmentId;
import ru.tsur.appeal.Complaints;
import ru.tsur.appeal.Joinings;
import ru.tsur.appeal.NumberSeries;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.OfficialId;
import ru.tsur.organization.Organization;
import ru.tsur.organization.Role;

/** The package's beans over a fresh database with one ministry, its officials and one appeal. */
final class House implements AutoCloseable {

  static final BodyId ROADS = new BodyId("minroads");
  static final int PATIENT = 20_000;
  static final int IMPATIENT = 500;
  static final ZonedDateTime MON_2026_05_18_10_00 =
      ZonedDateTime.of(2026, 5, 18, 10, 0, 0, 0, ZoneId.of("Europe/Moscow"));

  final Actor executor = actor("egorova", "Ведущий консультант", Role.EXECUTOR);
  final Actor approver = actor("sidorov", "Начальник отдела", Role.APPROVER);
  final Actor signer = actor("ministrova", "Министр", Role.SIGNER);
  final Actor registrar = actor("regina", "Регистратор", Role.REGISTRAR);

  /** One man with three positions of the ministry. */
  final Actor allInOneAsExecutor = actor("odin", "Консультант", Role.EXECUTOR);

  final Actor allInOneAsApprover = actor("odin", "Заместитель начальника", Role.APPROVER);
  final Actor allInOneAsSigner = actor("odin", "Первый заместитель министра", Role.SIGNER);

  final SettableClock clock = new SettableClock();
  final JdbcClient jdbc;
  final TransactionTemplate transaction;
  final Letters letters;
  final AnswerParts parts;
  final LetterTemplates templates;
  final Outbox outbox;
  final Dispatch dispatch;
  final LetterFates fates;
  final MailServer smtp;
  private final PlatformTransactionManager transactions;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  @Configuration
  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {}

  /** Stands still until a test moves it. */
  static final class SettableClock extends Clock {
    private volatile Instant now = MON_2026_05_18_10_00.toInstant();

    void passes(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return MON_2026_05_18_10_00.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  House(DataSource database, int mailPort) {
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource("test", Map.of("tsur.mail.from", "ЦУР <tsur@region.example>")));
    context.register(Transactions.class);
    context.registerBean(DataSource.class, () -> database);
    context.registerBean(
        PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(JavaMailSenderImpl.class, () -> mailOn(mailPort, PATIENT));
    context.registerBean(Joinings.class);
    context.registerBean(Complaints.class, () -> Mockito.mock(Complaints.class)); // on nobody
    context.registerBean(Acts.class, () -> Mockito.mock(Acts.class));
    context.registerBean(AppealProcess.class, () -> Mockito.mock(AppealProcess.class));
    context.register(
        Organization.class,
        NumberSeries.class,
        LetterTable.class,
        LetterTemplates.class,
        Letters.class,
        AnswerParts.class,
        DeliveryTables.class,
        SmtpServer.class,
        Outbox.class,
        Dispatch.class,
        LetterFates.class);
    context.refresh();
    jdbc = context.getBean(JdbcClient.class);
    transactions = context.getBean(PlatformTransactionManager.class);
    transaction = new TransactionTemplate(transactions);
    letters = context.getBean(Letters.class);
    parts = context.getBean(AnswerParts.class);
    templates = context.getBean(LetterTemplates.class);
    outbox = context.getBean(Outbox.class);
    dispatch = context.getBean(Dispatch.class);
    fates = context.getBean(LetterFates.class);
    smtp = context.getBean(MailServer.class);
    people();
  }

  /** A client that waits for the server as long as given, in milliseconds. */
  static JavaMailSenderImpl mailOn(int port, int timeout) {
    var mail = new JavaMailSenderImpl();
    mail.setHost("127.0.0.1");
    mail.setPort(port);
    var properties = new Properties();
    for (String name : List.of("connectiontimeout", "timeout", "writetimeout")) {
      properties.setProperty("mail.smtp." + name, String.valueOf(timeout));
    }
    mail.setJavaMailProperties(properties);
    return mail;
  }

  /** Gives up soon: for servers that hang on purpose. */
  MailServer impatientClientOf(int port) {
    return smtp(mailOn(port, IMPATIENT), clock);
  }

  /**
   * @param settings null: no mail server is set up
   */
  static SmtpServer smtp(JavaMailSenderImpl settings, Clock clock) {
    var beans = new StaticListableBeanFactory();
    if (settings != null) {
      beans.addBean("mail", settings);
    }
    try {
      return new SmtpServer(
          beans.getBeanProvider(JavaMailSenderImpl.class), "ЦУР <tsur@region.example>", clock);
    } catch (AddressException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Actor actor(String login, String post, Role role) {
    return new Actor(new OfficialId(login), post, role);
  }

  private void people() {
    jdbc.sql(
            """
            insert into body (id, name, short_name, kind, outgoing_series) values
            ('minroads', 'Министерство дорог области', 'Миндор', 'MINISTRY', 'МД'),
            ('minsport', 'Министерство спорта области', 'Минспорт', 'MINISTRY', null)
            """)
        .update();
    jdbc.sql("insert into block (id, number, name) values ('roads', 3, 'Дороги')").update();
    official("egorova", "Егорова Елена Павловна");
    official("sidorov", "Сидоров Семён");
    official("ministrova", "Министрова Мария Михайловна");
    official("regina", "Регина Раиса Романовна");
    official("odin", "Один Олег Олегович");
    position("ministrova", "minroads", Role.SIGNER);
    position("ministrova", "minsport", Role.SIGNER);
    position("odin", "minroads", Role.EXECUTOR);
    position("odin", "minroads", Role.APPROVER);
    position("odin", "minroads", Role.SIGNER);
    position("sidorov", "minroads", Role.APPROVER);
  }

  private void official(String id, String name) {
    jdbc.sql("insert into official (id, name, source) values (:id, :name, 'FILE')")
        .param("id", id)
        .param("name", name)
        .update();
  }

  private void position(String official, String body, Role role) {
    jdbc.sql(
            """
            insert into official_position (id, official, body, role, title, valid_from, source)
            values (:id, :official, :body, :role, 'Должность', :from, 'FILE')
            """)
        .param("id", official + "." + body + "." + role.prefix())
        .param("official", official)
        .param("body", body)
        .param("role", role.name())
        .param("from", LocalDate.of(2020, 1, 1))
        .update();
  }

  AppealId appeal() {
    AppealId id = AppealId.random();
    jdbc.sql(
            """
            insert into appeal (id, channel, content_digest, type, addressee, text, received_at, stored_at,
              stored_by, state)
            values (:id, 'REST', 'x', 'APPLICATION', 'Министерство', 'Текст', :at, :at, 'regina', 'IN_WORK')
            """)
        .param("id", id.value())
        .param("at", Sql.utc(clock.instant()))
        .update();
    return id;
  }

  AssignmentId assignment(AppealId appeal) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into assignment (id, appeal, block, body, responsible, state, returns, final_decision, created_at)
            values (:id, :appeal, 'roads', 'minroads', true, 'ACCEPTED', 0, false, :at)
            """)
        .param("id", id)
        .param("appeal", appeal.value())
        .param("at", Sql.utc(clock.instant()))
        .update();
    return new AssignmentId(id);
  }

  /** An answer written by the executor and approved. */
  LetterId approvedAnswer() {
    LetterId id = letters.startDraft(appeal(), LetterKind.ANSWER, ROADS);
    int version = letters.write(id, "Яма заделана.", executor);
    letters.approve(id, version, approver);
    return id;
  }

  LetterId signedAnswer(DispatchMethod method, String address) {
    LetterId id = approvedAnswer();
    sign(id, signer, method, address);
    return id;
  }

  String sign(LetterId id, Actor by, DispatchMethod method, String address) {
    DraftVersion latest = letters.latest(id).orElseThrow();
    return letters.sign(id, latest.version(), latest.digest(), by, method, address);
  }

  /** An outbox of another process on the same database, or one whose mail server is the test's. */
  Outbox outboxWith(MailServer server) {
    return new Outbox(new LetterTable(jdbc), new DeliveryTables(jdbc), server, clock, transactions);
  }

  LetterState stateOf(LetterId id) {
    return letters.letter(id).state();
  }

  @Override
  public void close() {
    context.close();
  }
}
