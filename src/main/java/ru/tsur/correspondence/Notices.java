package ru.tsur.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.organization.Official;

/**
 * E-mails to officials without personal data: reminders of a term. Written in the act's
 * transaction, sent afterwards; a reminder that cannot be sent is tried again and, unlike a letter,
 * may come twice.
 */
@Component
public class Notices {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final int TRIES = 5;

  private final JdbcClient jdbc;
  private final JavaMailSender mail;
  private final Clock clock;
  private final String from;

  Notices(
      JdbcClient jdbc, JavaMailSender mail, Clock clock, @Value("${tsur.mail.from}") String from) {
    this.jdbc = jdbc;
    this.mail = mail;
    this.clock = clock;
    this.from = from;
  }

  private record Due(UUID id, String recipient, String subject, String text) {}

  /** Puts a reminder of the term into the queue for each of the people who has an address. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remind(List<Official> people, String number, LocalDate due) {
    queue(
        people,
        "Срок по обращению № " + number + ": " + DAY.format(due),
        "Срок ответа на обращение № %s – %s включительно (59-ФЗ, ст. 12). Откройте список «Мои задачи»."
            .formatted(number, DAY.format(due)));
  }

  /** The same of measures that the last step of the ladder has not taken in time. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfMeasures(List<Official> people, String number, LocalDate due) {
    queue(
        people,
        "Просрочены меры по обращению № " + number,
        "Срок ответа на обращение № %s истёк %s. Руководитель аппарата не записал меры за отведённые дни; задача «Принять меры: ступень 3» остаётся открытой, просрочка записана в историю."
            .formatted(number, DAY.format(due)));
  }

  /** The same before the day on which something was promised in an answer. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfPromise(List<Official> people, String number, LocalDate day) {
    queue(
        people,
        "Обещанный срок по обращению № " + number + ": " + DAY.format(day),
        "В ответе на обращение № %s обещано сделать до %s включительно. Подтвердите исполнение в задаче «Подтвердить исполнение обещанного»."
            .formatted(number, DAY.format(day)));
  }

  /** The same of the day that the body which sent the appeal on has set. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfControl(List<Official> people, String number, LocalDate due) {
    queue(
        people,
        "Срок направившего органа по обращению № " + number + ": " + DAY.format(due),
        "Орган, направивший обращение № %s, установил срок %s включительно; он раньше срока статьи 12 закона № 59-ФЗ. Откройте список «Мои задачи»."
            .formatted(number, DAY.format(due)));
  }

  /** The same of a co-executor's part that is late. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfPart(List<Official> people, String number) {
    queue(
        people,
        "Часть ответа по обращению № " + number + " не готова в срок",
        "Срок части соисполнителя по обращению № %s истёк. Срок ответа ещё идёт: откройте список «Мои задачи» и подготовьте часть."
            .formatted(number));
  }

  /** The same of documents that another body has to supply. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfDocuments(List<Official> people, String number, LocalDate due) {
    queue(
        people,
        "Документы по обращению № " + number + ": срок " + DAY.format(due),
        "Документы, запрошенные по обращению № %s, адресат должен представить до %s включительно (59-ФЗ, ст. 10 ч. 2). Когда они придут, откройте задание «Получить документы»."
            .formatted(number, DAY.format(due)));
  }

  /** The same of a visit on site that is near. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfVisit(List<Official> people, String number, LocalDate day) {
    queue(
        people,
        "Выезд по обращению № " + number + ": " + DAY.format(day),
        "На %s назначен выезд на место по обращению № %s. После выезда приложите акт в задаче «Провести выезд и приложить акт»."
            .formatted(DAY.format(day), number));
  }

  /** The same of a visit that was not held on its day. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remindOfLateVisit(List<Official> people, String number, LocalDate day) {
    queue(
        people,
        "Выезд по обращению № " + number + " не проведён",
        "Выезд на место по обращению № %s был назначен на %s, акта нет. Приложите акт, перенесите выезд или отмените его; срок ответа идёт."
            .formatted(number, DAY.format(day)));
  }

  private void queue(List<Official> people, String subject, String text) {
    for (Official official : people) {
      official
          .email()
          .ifPresent(
              address ->
                  jdbc.sql(
                          """
                          insert into notice (id, recipient, subject, text, queued_at, tries)
                          values (:id, :recipient, :subject, :text, :now, 0)
                          """)
                      .param("id", UUID.randomUUID())
                      .param("recipient", address)
                      .param("subject", subject)
                      .param("text", text)
                      .param("now", Sql.utc(clock.instant()))
                      .update());
    }
  }

  /** Sends what waits in the queue. */
  @Scheduled(
      fixedDelayString = "${tsur.mail.poll:PT2S}",
      initialDelayString = "${tsur.mail.first-poll:PT5S}")
  @Transactional(propagation = Propagation.NEVER)
  public void sendDue() {
    List<Due> waiting =
        jdbc.sql(
                "select * from notice where sent_at is null and tries < :tries order by queued_at limit 50")
            .param("tries", TRIES)
            .query(
                (row, n) ->
                    new Due(
                        row.getObject("id", UUID.class),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("text")))
            .list();
    waiting.forEach(this::send);
  }

  private void send(Due notice) {
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom(from);
    message.setTo(notice.recipient());
    message.setSubject(notice.subject());
    message.setText(notice.text());
    try {
      mail.send(message);
      settle(notice, clock.instant());
    } catch (MailException refused) {
      LOG.warn("Notice {} was not taken: {}", notice.id(), refused.getClass().getSimpleName());
      settle(notice, null);
    }
  }

  private void settle(Due notice, Instant sentAt) {
    jdbc.sql("update notice set tries = tries + 1, sent_at = :at where id = :id")
        .param("at", sentAt == null ? null : Sql.utc(sentAt))
        .param("id", notice.id())
        .update();
  }
}
