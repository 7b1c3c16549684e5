package ru.tsur.workflow;

import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Visits;
import ru.tsur.correspondence.Dispatch;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFates;
import ru.tsur.correspondence.LetterId;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterState;
import ru.tsur.correspondence.Letters;
import ru.tsur.organization.Actor;

/** Invitations of the applicant to visits on site: written with the appointment, by its author. */
@Component
public class VisitLetters {

  private final Visits visits;
  private final Appeals appeals;
  private final Letters letters;
  private final LetterTexts texts;
  private final Dispatch dispatch;
  private final LetterFates fates;

  VisitLetters(
      Visits visits,
      Appeals appeals,
      Letters letters,
      LetterTexts texts,
      Dispatch dispatch,
      LetterFates fates) {
    this.visits = visits;
    this.appeals = appeals;
    this.letters = letters;
    this.texts = texts;
    this.dispatch = dispatch;
    this.fates = fates;
  }

  /** The invitation to the day that stands, to be signed. */
  public LetterId invite(Visit visit, Actor author) {
    LetterId letter =
        letters.startOneOfSeveral(
            visit.appeal(), LetterKind.VISIT_NOTICE, visit.tenant().body().orElseThrow());
    letters.write(letter, texts.visitNotice(appeals.appeal(visit.appeal()), visit), author);
    visits.invitedBy(visit.id(), letter.value());
    return letter;
  }

  /** What went beside the consideration ends with it, and nobody is invited any more. */
  public void endWith(AppealId appeal, String reason) {
    visits.of(appeal).stream()
        .filter(Visit::isOpen)
        .forEach(visit -> takeBack(visit, reason, Actor.SYSTEM));
    visits.endWith(appeal, Actor.SYSTEM);
  }

  /** An invitation that has not left yet, or has come back, is of no use any more. */
  public void takeBack(Visit visit, String reason, Actor actor) {
    visit
        .letter()
        .map(LetterId::new)
        .map(letters::letter)
        .filter(
            letter -> letter.state() == LetterState.DRAFT || letter.state() == LetterState.SIGNED)
        .ifPresent(letter -> takeBack(letter, reason, actor));
  }

  private void takeBack(Letter letter, String reason, Actor actor) {
    if (fates.isBack(letter.id())) {
      fates.over(letter.id(), reason);
    } else {
      dispatch.cancel(letter.id(), reason, actor);
    }
  }
}
