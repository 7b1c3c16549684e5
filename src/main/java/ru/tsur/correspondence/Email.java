package ru.tsur.correspondence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ru.tsur.appeal.NewAppeal;
import ru.tsur.organization.OfficialId;

/**
 * An e-mail that is no appeal, and what was done with it. Absent texts are empty.
 *
 * @param sender its address, as it was written
 */
public record Email(
    UUID id,
    Optional<String> externalId,
    String sender,
    String senderName,
    String addressee,
    String text,
    Instant receivedAt,
    Instant storedAt,
    OfficialId storedBy,
    Reply reply,
    Optional<Verdict> verdict,
    String ground,
    Optional<Check> checked,
    Cover cover,
    Optional<Instant> closedAt) {

  /**
   * What arrives.
   *
   * @param files attached to it
   */
  public record Incoming(
      Optional<String> externalId,
      Instant receivedAt,
      String sender,
      String senderName,
      String addressee,
      String text,
      List<NewAppeal.File> files) {}

  /** An attachment without its bytes. */
  public record Attached(UUID id, String name, long size) {

    public String said() {
      return NewAppeal.File.said(name, size);
    }
  }

  /** What the official found who looked at it. */
  public enum Verdict {
    HARMLESS("о преступлении или угрозе не сообщается"),
    REPORTS("сообщается о преступлении или угрозе");

    private final String title;

    Verdict(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** Who looked at it. */
  public record Check(OfficialId by, String post, Optional<OfficialId> absent, Instant at) {

    Set<OfficialId> persons() {
      return Stream.concat(Stream.of(by), absent.stream()).collect(Collectors.toSet());
    }
  }

  /** How far the automatic reply is. */
  public enum ReplyState {
    WAITING("ещё не подготовлено"),
    QUEUED("ждёт отправки"),
    CLAIMED("отправляется"),
    SENT("отправлено"),
    FAILED("не принято почтовым сервером"),
    UNKNOWN("отправка прервалась, повторно не отправляется"),
    NONE("не направлялось");

    private final String title;

    ReplyState(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * The automatic reply.
   *
   * @param words the server's own, or why there is none
   */
  public record Reply(ReplyState state, String text, String words, Optional<Instant> sentAt) {

    /** How far it is, or why there is none; never the server's words, which are English. */
    public String said() {
      return state == ReplyState.NONE && !words.isEmpty()
          ? state.title() + ": " + words
          : state.title();
    }
  }

  /** The covering letter to the competent body, if one is needed. */
  public record Cover(
      String recipient,
      String address,
      String text,
      String remark,
      Optional<String> number,
      String document,
      Optional<Instant> signedAt,
      Optional<LocalDate> sentOn,
      String dispatchNumber) {

    /** What is signed: to whom, and the text. */
    public String letter() {
      return recipient + "\n" + address + "\n\n" + text;
    }

    public String digest() {
      return LetterText.digest(letter());
    }
  }

  /** Where it stands, for lists. */
  public String state() {
    if (closedAt.isPresent()) {
      return verdict.equals(Optional.of(Verdict.REPORTS))
          ? "направлено в компетентный орган"
          : reply.state() == ReplyState.NONE ? "прочитано, передавать нечего" : "разъяснено";
    }
    return verdict.isEmpty()
        ? "проверяется"
        : cover.number().isEmpty()
            ? "подписывается сопроводительное письмо"
            : "отправляется в компетентный орган";
  }
}
