package ru.tsur.correspondence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import ru.tsur.organization.OfficialId;

/**
 * What became of a letter after it had left.
 *
 * @param day on which it was handed over or came back
 * @param number of the notification or of the post's tracking; empty: none
 * @param reason of a return
 * @param method how, {@code address} where and {@code sentAt} when it had gone
 */
public record LetterFate(
    Kind kind,
    LocalDate day,
    String number,
    String reason,
    DispatchMethod method,
    String address,
    Instant sentAt,
    OfficialId by,
    String post,
    Instant at) {

  /** Kinds of fates. */
  public enum Kind {
    PROVEN("вручено"),
    RETURNED("вернулось");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * Whether the last of them is a return of the letter as it left last. So it remains when the
   * letter is kept in the case ({@link LetterFates#isBack} does not).
   */
  static boolean hasLastDispatchReturned(Letter letter, List<LetterFate> fates) {
    return !fates.isEmpty()
        && fates.get(fates.size() - 1).kind() == Kind.RETURNED
        && letter
            .consignment()
            .flatMap(Letter.Consignment::sentAt)
            .equals(Optional.of(fates.get(fates.size() - 1).sentAt()));
  }
}
