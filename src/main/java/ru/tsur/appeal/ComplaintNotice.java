package ru.tsur.appeal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.organization.Actor;

/**
 * Somebody who works on an appeal noticed that it complains of one of ours (art. 8 p. 6).
 *
 * @param text why he thinks so
 * @param found what the coordinator found; empty: he has not looked yet
 * @param ground why nobody is kept away; empty with another finding
 */
public record ComplaintNotice(
    UUID id,
    AppealId appeal,
    String text,
    Actor noticedBy,
    Instant noticedAt,
    Optional<Found> found,
    String ground) {

  /** What came of it. */
  public enum Found {
    NO("на наших не жалуются"),
    KNOWN("жалуются на тех, кто уже отстранён; больше ни на кого"),
    YES("жалуются на наших, те отстранены"),
    RETURNED("жалуются на наших, рассмотреть больше некому: жалоба возвращается (ст. 8 ч. 7)"),
    ENDED("рассмотрение прекращено раньше проверки");

    private final String title;

    Found(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
