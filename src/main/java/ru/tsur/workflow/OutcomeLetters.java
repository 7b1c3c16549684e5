package ru.tsur.workflow;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Outcomes;
import ru.tsur.correspondence.DispatchMethod;
import ru.tsur.correspondence.DraftVersion;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;
import ru.tsur.organization.BodyId;

/** Which letters a decision by article 8 or 11 has, to whom they go, and how they are signed. */
@Component
public class OutcomeLetters {

  private static final Map<Outcome.Kind, LetterKind> NOTICES =
      Map.ofEntries(
          Map.entry(Outcome.Kind.REDIRECT, LetterKind.REDIRECT_NOTICE),
          Map.entry(Outcome.Kind.COPIES, LetterKind.COPIES_NOTICE),
          Map.entry(Outcome.Kind.MIGRATION, LetterKind.MIGRATION_NOTICE),
          Map.entry(Outcome.Kind.RETURN_COMPLAINT, LetterKind.COMPLAINT_RETURN),
          Map.entry(Outcome.Kind.COURT_DECISION, LetterKind.COURT_RETURN),
          Map.entry(Outcome.Kind.ABUSE, LetterKind.ABUSE_NOTICE),
          Map.entry(Outcome.Kind.ILLEGIBLE, LetterKind.ILLEGIBLE_NOTICE),
          Map.entry(Outcome.Kind.UNCLEAR, LetterKind.UNCLEAR_NOTICE),
          Map.entry(Outcome.Kind.TERMINATION, LetterKind.TERMINATION_NOTICE),
          Map.entry(Outcome.Kind.PUBLISHED, LetterKind.PUBLISHED_NOTICE),
          Map.entry(Outcome.Kind.SECRET, LetterKind.SECRET_NOTICE),
          Map.entry(Outcome.Kind.OTHER_ORDER, LetterKind.OTHER_ORDER_NOTICE));

  private final Outcomes outcomes;
  private final Letters letters;
  private final LetterTexts texts;

  OutcomeLetters(Outcomes outcomes, Letters letters, LetterTexts texts) {
    this.outcomes = outcomes;
    this.letters = letters;
    this.texts = texts;
  }

  /** Title of the notice for an outcome of this code; empty for a record or an unknown code. */
  public static Optional<String> letterOf(String kind) {
    return NOTICES.entrySet().stream()
        .filter(notice -> notice.getKey().name().equals(kind))
        .map(notice -> notice.getValue().title())
        .findFirst();
  }

  /** The outcome that the task's instance is about. */
  public Outcome of(TaskInHand task) {
    return OutcomesInProcess.of(
        outcomes, Objects.requireNonNull(task.code("outcome").orElse(null)), task.appeal());
  }

  /**
   * The notice of the article; a record for the case where nobody can be written to (art. 11 p. 1;
   * p. 4: only if surname and address can be read).
   */
  public LetterKind kind(Outcome outcome, Appeal appeal) {
    return outcome.kind() == Outcome.Kind.ANONYMOUS || !isReachable(appeal)
        ? LetterKind.RECORD
        : NOTICES.get(outcome.kind());
  }

  /** Where the signed notice goes. */
  public AnswerAddress address(Outcome outcome, Appeal appeal) {
    return kind(outcome, appeal) == LetterKind.RECORD
        ? new AnswerAddress(DispatchMethod.CASE_FILE, "в дело")
        : AnswerAddress.of(appeal);
  }

  /** The covering letters are made and signed with the notice, by the same signature. */
  public void signCovers(Outcome outcome, Appeal appeal, Actor signer) {
    for (Outcome.Recipient to : outcome.recipients()) {
      LetterId letter = letters.startCover(appeal.id(), new BodyId("tsur"), to.name());
      letters.write(letter, texts.cover(appeal, outcome, to), outcome.decidedBy());
      DraftVersion version = letters.latest(letter).orElseThrow();
      letters.sign(
          letter, version.version(), version.digest(), signer, DispatchMethod.POST, to.name());
      outcomes.coveredBy(outcome.id(), to.ordinal(), letter.value());
    }
  }

  private static boolean isReachable(Appeal appeal) {
    return OutcomeRules.hasName(appeal) && OutcomeRules.hasAddress(appeal);
  }
}
