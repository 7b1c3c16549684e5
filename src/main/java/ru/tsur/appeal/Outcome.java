package ru.tsur.appeal;

import static ru.tsur.appeal.Appeal.State.LEFT;
import static ru.tsur.appeal.Appeal.State.REDIRECTED;
import static ru.tsur.appeal.Appeal.State.RETURNED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ru.tsur.deadline.TermId;
import ru.tsur.organization.Actor;

/**
 * What triage decided of a whole appeal, or of some of its questions, beside their consideration.
 *
 * @param whole the whole appeal
 * @param ground why, as the coordinator wrote it
 * @param unlawful whether an unlawful act is reported (art. 11 p. 1)
 * @param decision the document that stops the correspondence; empty for the other kinds
 * @param link where the answer is published; empty for the other kinds
 * @param rule the table that allowed it, as in {@code outcomes:1}
 * @param note what its row says
 * @param decidedBy the coordinator, who is the author of the covering letters
 * @param letter what the signer signs
 */
public record Outcome(
    UUID id,
    AppealId appeal,
    Kind kind,
    boolean whole,
    TermId term,
    String ground,
    boolean unlawful,
    String decision,
    String link,
    List<Recipient> recipients,
    String rule,
    String note,
    Actor decidedBy,
    Instant decidedAt,
    Optional<UUID> letter,
    Optional<Instant> doneAt) {

  /** To whom the appeal or its copy goes. */
  public record Recipient(int ordinal, String name, Optional<UUID> letter) {}

  /** The closed list of articles 8 and 11; nothing beside it is lawful. */
  public enum Kind {
    REDIRECT("переадресовать целиком", "ст. 8 ч. 3", true, false, Result.FORWARDED, REDIRECTED),
    COPIES(
        "направить копии в другие органы", "ст. 8 ч. 4", true, true, Result.FORWARDED, REDIRECTED),
    MIGRATION(
        "направить о нарушении миграционного законодательства",
        "ст. 8 ч. 3.1",
        true,
        true,
        Result.FORWARDED,
        REDIRECTED),
    RETURN_COMPLAINT(
        "вернуть жалобу, которую некому направить",
        "ст. 8 ч. 7",
        true,
        true,
        Result.EXPLAINED,
        RETURNED),
    ANONYMOUS(
        "нет фамилии или адреса", "ст. 11 ч. 1", true, false, Result.LEFT_WITHOUT_ANSWER, LEFT),
    COURT_DECISION(
        "вернуть: обжалуется судебное решение",
        "ст. 11 ч. 2",
        false,
        true,
        Result.EXPLAINED,
        RETURNED),
    ABUSE("оскорбления или угрозы", "ст. 11 ч. 3", false, false, Result.LEFT_WITHOUT_ANSWER, LEFT),
    ILLEGIBLE("текст не прочесть", "ст. 11 ч. 4", false, false, Result.LEFT_WITHOUT_ANSWER, LEFT),
    UNCLEAR("суть не определить", "ст. 11 ч. 4.1", false, true, Result.LEFT_WITHOUT_ANSWER, LEFT),
    TERMINATION(
        "прекратить переписку", "ст. 11 ч. 5", false, true, Result.LEFT_WITHOUT_ANSWER, LEFT),
    PUBLISHED("ответ уже опубликован", "ст. 11 ч. 5.1", false, true, Result.EXPLAINED, LEFT),
    SECRET(
        "охраняемая законом тайна", "ст. 11 ч. 6", false, true, Result.LEFT_WITHOUT_ANSWER, LEFT),
    OTHER_ORDER("иной порядок рассмотрения", "ст. 1 ч. 2", false, true, Result.EXPLAINED, RETURNED);

    private final String title;
    private final String article;
    private final boolean forwards;
    private final boolean ofParts;
    private final Result result;
    private final Appeal.State state;

    Kind(
        String title,
        String article,
        boolean forwards,
        boolean ofParts,
        Result result,
        Appeal.State state) {
      this.title = title;
      this.article = article;
      this.forwards = forwards;
      this.ofParts = ofParts;
      this.result = result;
      this.state = state;
    }

    public String title() {
      return title;
    }

    /** As in {@code ст. 8 ч. 3}, of 59-ФЗ. */
    public String article() {
      return article;
    }

    /** Whether it is a hand-over (art. 8), not a refusal of consideration (art. 11). */
    public boolean forwards() {
      return forwards;
    }

    /** Whether the appeal or its copy goes to somebody (the others are returned or left). */
    public boolean isSent() {
      return forwards && this != RETURN_COMPLAINT;
    }

    /** Whether it may be decided of some of the questions only. */
    public boolean ofParts() {
      return ofParts;
    }

    /** Result of the questions. */
    public Result result() {
      return result;
    }

    /** How an appeal ends that has no considered question. */
    Appeal.State state() {
      return state;
    }
  }
}
