package ru.tsur.correspondence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import ru.tsur.correspondence.Email.ReplyState;

/**
 * Sends the automatic replies to e-mails that are no appeals. As in {@link Outbox}, an attempt is
 * committed before the server is asked: what was cut off between the two is UNKNOWN and is not sent
 * again, for nobody needs to be asked about an explanation.
 */
@Component
public class Explanations {

  private static final Logger LOG = LoggerFactory.getLogger(Explanations.class);
  private static final int AT_ONCE = 50;

  private final JdbcClient jdbc;
  private final MailServer server;
  private final Clock clock;
  private final String domain;
  private final TransactionTemplate ownTransaction;

  Explanations(
      JdbcClient jdbc,
      MailServer server,
      Clock clock,
      @Value("${tsur.mail.from}") String from,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.server = server;
    this.clock = clock;
    this.domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  private record Due(UUID id, String to, String text, int tries, Instant first) {}

  @Scheduled(
      fixedDelayString = "${tsur.mail.poll:PT2S}",
      initialDelayString = "${tsur.mail.first-poll:PT5S}")
  @Transactional(propagation = Propagation.NEVER)
  public void sendDue() {
    interrupted();
    for (Due reply : due()) {
      if (Boolean.TRUE.equals(ownTransaction.execute(status -> claim(reply)))) {
        MailServer.Reply answer =
            server.handOver(
                new MailServer.Mail(
                    "<" + reply.id() + "@" + domain + ">",
                    Address.ofMail(reply.to()).orElseThrow(),
                    "О порядке подачи обращения",
                    reply.text(),
                    true));
        ownTransaction.executeWithoutResult(status -> finish(reply, answer));
      }
    }
  }

  private List<Due> due() {
    return jdbc.sql(
            """
            select * from email where reply_state = 'QUEUED' and reply_next <= :now
            order by reply_next fetch first %d rows only
            """
                .formatted(AT_ONCE))
        .param("now", Sql.utc(clock.instant()))
        .query(
            (row, i) ->
                new Due(
                    row.getObject("id", UUID.class),
                    row.getString("sender"),
                    row.getString("reply_text"),
                    row.getInt("reply_tries"),
                    Sql.instantIfAny(row, "reply_first").orElseGet(clock::instant)))
        .list();
  }

  private boolean claim(Due reply) {
    OffsetDateTime now = Sql.utc(clock.instant());
    return jdbc.sql(
                """
                update email set reply_state = 'CLAIMED', reply_tries = reply_tries + 1, reply_next = :now,
                  reply_first = coalesce(reply_first, :now)
                where id = :id and reply_state = 'QUEUED'
                """)
            .param("now", now)
            .param("id", reply.id())
            .update()
        == 1;
  }

  private void finish(Due reply, MailServer.Reply answer) {
    Instant now = clock.instant();
    int tries = reply.tries() + 1;
    ReplyState state =
        switch (answer.outcome()) {
          case SENT -> ReplyState.SENT;
          case FAILED -> ReplyState.FAILED;
          case UNKNOWN -> ReplyState.UNKNOWN;
          case RETRY ->
              RetrySchedule.isLast(tries, Duration.between(reply.first(), now))
                  ? ReplyState.FAILED
                  : ReplyState.QUEUED;
        };
    String words = answer.words() == null ? "" : answer.words();
    jdbc.sql(
            """
            update email set reply_state = :state, reply_words = :words, reply_next = :next, replied_at = :replied
            where id = :id
            """)
        .param("state", state.name())
        .param("words", words.substring(0, Math.min(words.length(), 1000)))
        .param(
            "next",
            Sql.utc(state == ReplyState.QUEUED ? now.plus(RetrySchedule.pauseAfter(tries)) : now))
        .param("replied", state == ReplyState.SENT ? Sql.utc(now) : null)
        .param("id", reply.id())
        .update();
    LOG.info("Explanation of e-mail {}, attempt {}: {}", reply.id(), tries, state);
  }

  /** Claimed longer ago than any attempt takes: whoever made the claim died. */
  private void interrupted() {
    jdbc.sql(
            "update email set reply_state = 'UNKNOWN' where reply_state = 'CLAIMED' and reply_next < :before")
        .param("before", Sql.utc(clock.instant().minus(server.longestAttempt()).minusSeconds(60)))
        .update();
  }
}
