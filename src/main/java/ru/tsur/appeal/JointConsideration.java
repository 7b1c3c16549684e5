package ru.tsur.appeal;

import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import ru.tsur.appeal.Appeal.State;
import ru.tsur.appeal.AppealRefusals.ComplaintBan;
import ru.tsur.appeal.AppealRefusals.InvalidAppeal;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Actor;
import ru.tsur.organization.Refusal;

/**
 * A duplicate of an open appeal is joined to it (law.md §5): the term of the first registered, one
 * answer that names all numbers. A coordinator decides it; whatever ends the first before its
 * answer gives the duplicate back to him with the term of its own registration.
 */
@Component
@Transactional
public class JointConsideration {

  /** Field of the form that names the first appeal. */
  public static final String FIELD = "first";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final Appeals appeals;
  private final Joinings joinings;
  private final Questions questions;
  private final Complaints complaints;
  private final Deadlines deadlines;
  private final Terms terms;
  private final Acts acts;
  private final AppealProcess process;

  JointConsideration(
      Appeals appeals,
      Joinings joinings,
      Questions questions,
      Complaints complaints,
      Deadlines deadlines,
      Terms terms,
      Acts acts,
      AppealProcess process) {
    this.appeals = appeals;
    this.joinings = joinings;
    this.questions = questions;
    this.complaints = complaints;
    this.deadlines = deadlines;
    this.terms = terms;
    this.acts = acts;
    this.process = process;
  }

  /** Whether {@link #check} would let it through. */
  @Transactional(readOnly = true)
  public boolean isPossible(AppealId later, AppealId first) {
    try {
      check(later, first);
      return true;
    } catch (Refusal refused) {
      return false;
    }
  }

  /**
   * @throws Refusal with the article, if the later may not be joined to the first
   */
  @Transactional(readOnly = true)
  public void check(AppealId later, AppealId first) {
    boolean linked =
        appeals.links(later).stream()
            .anyMatch(
                link ->
                    link.isEarlier()
                        && link.kind() == LinkKind.DUPLICATE
                        && link.other().equals(first));
    require(
        linked,
        "Присоединяют к более раннему обращению, которое это дублирует: сначала укажите эту связь.");
    checkUnlinked(later, first);
  }

  /** The same where the coordinator makes the link by joining. */
  @Transactional(readOnly = true)
  public boolean isPossibleWithLink(AppealId later, AppealId first) {
    try {
      checkUnlinked(later, first);
      return true;
    } catch (Refusal refused) {
      return false;
    }
  }

  private void checkUnlinked(AppealId laterId, AppealId firstId) {
    Appeal later = appeals.appeal(laterId);
    Appeal first = appeals.appeal(firstId);
    String number = "Обращение № " + first.numberOrNone();
    require(
        later.state() == State.REGISTERED && joinings.open(laterId).isEmpty(),
        "Присоединяют при определении порядка рассмотрения, один раз.");
    require(
        process.canWaitForAnother(laterId),
        "Это обращение начато по прежней схеме, где присоединения нет: рассмотрите его отдельно (59-ФЗ, ст. 9 ч. 1).");
    require(
        Repeats.isSame(later.applicant(), first.applicant()),
        number + " подал другой заявитель: у каждого свой ответ (59-ФЗ, ст. 5 п. 3).");
    require(
        !later.registeredAt().orElseThrow().isBefore(first.registeredAt().orElseThrow()),
        number + " зарегистрировано позже: присоединяют к первому (59-ФЗ, ст. 12 ч. 1).");
    require(
        first.isOpen(),
        number + " уже снято с контроля: новое рассматривается отдельно (59-ФЗ, ст. 9 ч. 1).");
    require(
        first.state() != State.SIGNED,
        number + ": ответ уже подписан и этого обращения не назовёт (59-ФЗ, ст. 10 ч. 1 п. 4).");
    joinings
        .open(firstId)
        .ifPresent(
            one -> {
              throw refusal(
                  number
                      + " само присоединено к № "
                      + one.first().number()
                      + ": присоедините к нему.");
            });
    require(
        !appeals.isStopped(firstId),
        number + " прекращено по заявлению: ответа на него не будет (59-ФЗ, ст. 5 п. 5).");
    require(
        first.state() == State.IN_WORK && !questions.considered(firstId).isEmpty(),
        number
            + " по существу не рассматривается или ещё не решено, рассматривать ли его (59-ФЗ, ст. 9 ч. 1).");
    if (complaints.seal(laterId).isPresent() || complaints.seal(firstId).isPresent()) {
      throw new ComplaintBan(
          FIELD,
          "жалоба на должностных лиц или органы области ни к чему не присоединяется: кто её рассматривает, решают отдельно.");
    }
    Deadlines.Kept term = term(firstId);
    require(
        Stream.of(firstId, laterId)
            .noneMatch(one -> term(one).term().equals(Deadlines.REOPENED_ANSWER)),
        "Возобновлённое рассматривают отдельно: его срок и ответ дополняют прежние (59-ФЗ, ст. 10 ч. 1).");
    require(
        !term.isBreachedOn(deadlines.now()),
        number
            + ": срок ответа истёк, это обращение – повторное, его рассматривают отдельно (59-ФЗ, ст. 12 ч. 1).");
    require(
        !term.due().isAfter(term(laterId).due()),
        number
            + ": срок продлён до "
            + DAY.format(term.due())
            + ", а о продлении по этому обращению заявителю не сообщено (59-ФЗ, ст. 12 ч. 2).");
  }

  /**
   * Joins the later to the first: its term is the first's from now on.
   *
   * @param askedBy by which way its answer was asked for, if the one letter goes elsewhere
   * @throws Refusal as {@link #check}
   */
  public void join(AppealId later, AppealId first, Optional<String> askedBy, Actor coordinator) {
    // in one order, lest two that join each other's wait for ever
    Stream.of(later, first).sorted(Comparator.comparing(AppealId::value)).forEach(appeals::lock);
    check(later, first);
    joinings.add(later, first, coordinator);
    Joining joining = joinings.open(later).orElseThrow();
    appeals.takeIntoWork(later, false, coordinator);
    tell(joining, Action.JOINED, askedBy.orElse(""), coordinator);
    adopt(joining, coordinator);
  }

  /** The first's term was extended, and its notice names the joined ones: their term moves too. */
  void extended(AppealId first, Actor actor) {
    joinings.openTo(first).forEach(one -> adopt(one, actor));
  }

  private void adopt(Joining joining, Actor actor) {
    AppealId later = joining.later().appeal();
    deadlines.adopt(later, term(joining.first().appeal()), joining.first().number(), actor);
    process.deadlineMoved(later);
  }

  /** The answer to the first is signed, which is the answer to the joined ones. */
  public void signed(AppealId first) {
    joinings.openTo(first).forEach(one -> appeals.signed(one.later().appeal()));
  }

  /** The answer to the first has left: each joined one is answered by it, and closed. */
  public void answered(AppealId first, Actor actor) {
    for (Joining one : joinings.openTo(first)) {
      AppealId later = one.later().appeal();
      questions.considered(later).stream()
          .filter(question -> question.result().isEmpty())
          .forEach(question -> questions.answer(question.id(), Result.JOINTLY));
      deadlines.answered(later);
      joinings.end(one, Joining.End.ANSWERED);
      tell(one, Action.ANSWERED_JOINTLY, actor);
      process.firstEnded(later, true);
    }
  }

  /** The first is stopped: each joined one is decided on anew, with the term of its own. */
  void stopped(AppealId first, Actor coordinator) {
    for (Joining one : joinings.openTo(first)) {
      AppealId later = one.later().appeal();
      joinings.end(one, Joining.End.RETURNED);
      appeals.returnToTriage(later);
      tell(one, Action.UNJOINED, coordinator);
      boolean late = term(later).isBreachedOn(deadlines.now()); // a breach is never taken back
      if (!late) {
        deadlines.returnToOwn(
            later,
            terms.term(Deadlines.ANSWER),
            appeals.appeal(later).registeredAt().orElseThrow(),
            joinings.extendedBy(one),
            coordinator);
        process.deadlineMoved(later);
      }
      process.firstEnded(later, false);
      if (late) {
        process.escalate(later);
      }
    }
  }

  /** The first turns out to be a complaint on ours: nothing is joined to such (art. 8 p. 6). */
  void complaintFound(AppealId first, Actor coordinator) {
    stopped(first, coordinator);
  }

  /** A joined one is stopped itself: the first goes on without it. */
  void withdrawn(AppealId later, Actor coordinator) {
    joinings
        .open(later)
        .ifPresent(
            one -> {
              joinings.end(one, Joining.End.WITHDRAWN);
              tell(one, Action.UNJOINED, coordinator);
            });
  }

  /** In the journals of both. */
  private void tell(Joining joining, Action action, Actor actor) {
    tell(joining, action, "", actor);
  }

  private void tell(Joining joining, Action action, String askedBy, Actor actor) {
    String end =
        joinings.of(joining.later().appeal()).stream()
            .filter(one -> one.id().equals(joining.id()))
            .flatMap(one -> one.ended().stream())
            .map(Enum::name)
            .findFirst()
            .orElse("");
    acts.record(
        joining.later().appeal(),
        actor,
        action,
        "обращение",
        Map.of("first", joining.first().number(), "end", end, "askedBy", askedBy));
    acts.record(
        joining.first().appeal(),
        actor,
        action,
        "обращение",
        Map.of("later", joining.later().number(), "end", end, "askedBy", askedBy));
  }

  private Deadlines.Kept term(AppealId appeal) {
    return deadlines.current(appeal, Deadlines.ANSWER).orElseThrow();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw refusal(otherwise);
    }
  }

  private static InvalidAppeal refusal(String why) {
    return new InvalidAppeal(FIELD, why);
  }
}
