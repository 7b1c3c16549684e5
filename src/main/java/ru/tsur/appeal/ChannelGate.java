package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What comes by a channel is an appeal or is none (59-ФЗ art. 4 p. 1, art. 7 p. 3 in the wording of
 * 547-ФЗ). The moment of receipt decides, whenever it is entered.
 */
@Component
public class ChannelGate {

  /** 30.03.2025 00:00 in Moscow: from here on a plain e-mail is no electronic appeal. */
  public static final Instant NO_APPEALS_BY_EMAIL = Instant.parse("2025-03-29T21:00:00Z");

  /** The article, as answers and pages name it. */
  public static final String ARTICLE = "59-ФЗ, ст. 4 п. 1, ст. 7 ч. 3 в ред. 547-ФЗ";

  /** What the region does with e-mails since then; the law obliges it to nothing. */
  public enum Email {
    /** Explained, looked at, kept in a journal of its own. */
    EXPLAIN,
    /** The region takes them as appeals all the same. */
    ACCEPT_AS_APPEAL
  }

  /** What becomes of it. */
  public enum Way {
    APPEAL,
    /** The journal of e-mails that are no appeals. */
    JOURNAL,
    /** A message, which only the person himself can make an appeal. */
    MESSAGE
  }

  private final Email email;

  ChannelGate(@Value("${tsur.channels.email:EXPLAIN}") Email email) {
    this.email = email;
  }

  /** From when on e-mails go into the journal, if they do in this region. */
  public Optional<Instant> journalsEmailsSince() {
    return email == Email.EXPLAIN ? Optional.of(NO_APPEALS_BY_EMAIL) : Optional.empty();
  }

  public Way way(Channel channel, Instant receivedAt) {
    if (channel == Channel.EMAIL) {
      return journalsEmailsSince().filter(since -> !receivedAt.isBefore(since)).isPresent()
          ? Way.JOURNAL
          : Way.APPEAL;
    }
    return channel.isForAppeals() ? Way.APPEAL : Way.MESSAGE;
  }
}
