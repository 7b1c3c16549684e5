package ru.tsur.workflow;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.Appeal;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Appeals;
import ru.tsur.appeal.Applicant;
import ru.tsur.appeal.Assignment;
import ru.tsur.appeal.Assignments;
import ru.tsur.appeal.Deadlines;
import ru.tsur.appeal.DocumentRequest;
import ru.tsur.appeal.Extension;
import ru.tsur.appeal.Outcome;
import ru.tsur.appeal.Promise;
import ru.tsur.appeal.Question;
import ru.tsur.appeal.Questions;
import ru.tsur.appeal.RedirectControl;
import ru.tsur.appeal.RedirectControls;
import ru.tsur.appeal.Reopening;
import ru.tsur.appeal.Reopenings;
import ru.tsur.appeal.Visit;
import ru.tsur.appeal.Withdrawal;
import ru.tsur.appeal.Withdrawals;
import ru.tsur.correspondence.Addressee;
import ru.tsur.correspondence.AnswerParts;
import ru.tsur.correspondence.Letter;
import ru.tsur.correspondence.LetterFacts;
import ru.tsur.correspondence.LetterKind;
import ru.tsur.correspondence.LetterTemplates;
import ru.tsur.correspondence.Letters;
import ru.tsur.deadline.Terms;
import ru.tsur.organization.Body;
import ru.tsur.organization.BodyId;
import ru.tsur.organization.Organization;

/** First drafts of letters: the templates filled with what the register knows. */
@Component
public class LetterTexts {

  private static final BodyId CENTRE = new BodyId("tsur");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

  private final LetterTemplates templates;
  private final Appeals appeals;
  private final AnswerParts parts;
  private final Assignments assignments;
  private final Questions questions;
  private final Reopenings reopenings;
  private final Letters letters;
  private final Withdrawals withdrawals;
  private final Organization organization;
  private final Terms terms;
  private final RedirectControls controls;
  private final Clock clock;

  LetterTexts(
      LetterTemplates templates,
      Appeals appeals,
      AnswerParts parts,
      Assignments assignments,
      Questions questions,
      Reopenings reopenings,
      Letters letters,
      Withdrawals withdrawals,
      Organization organization,
      Terms terms,
      RedirectControls controls,
      Clock clock) {
    this.controls = controls;
    this.templates = templates;
    this.appeals = appeals;
    this.parts = parts;
    this.assignments = assignments;
    this.questions = questions;
    this.reopenings = reopenings;
    this.letters = letters;
    this.withdrawals = withdrawals;
    this.organization = organization;
    this.terms = terms;
    this.clock = clock;
  }

  /** The answer, its merits joined from the parts. */
  public String answer(Appeal appeal) {
    List<Assignment> all = assignments.of(appeal.id());
    Assignment responsible = all.stream().filter(Assignment::responsible).findFirst().orElseThrow();
    List<AnswerParts.Section> sections =
        all.stream()
            .map(one -> new AnswerParts.Section(one.id(), all.size() > 1 ? heading(one) : ""))
            .toList();
    return templates.answer(
        facts(appeal, responsible.body()),
        parts.joined(sections),
        completed(appeal.id()).map(this::said).orElse(""));
  }

  /**
   * The letter that a new answer completes: the one that had told the applicant where his answer is
   * published, or the answer before. Empty at the first consideration, and where no such letter was
   * written to him: the publication was noted in the case only, or he was answered jointly.
   */
  public Optional<Letter> completed(AppealId appeal) {
    return reopenings
        .latest(appeal)
        .flatMap(
            reopening ->
                letters.of(appeal).stream()
                    .filter(letter -> letter.signature().isPresent())
                    .filter(letter -> !letter.signature().get().at().isAfter(reopening.orderedAt()))
                    .filter(
                        letter ->
                            letter.kind()
                                == (reopening.kind() == Reopening.Kind.WRITTEN_ANSWER
                                    ? LetterKind.PUBLISHED_NOTICE
                                    : LetterKind.ANSWER))
                    .reduce((first, next) -> next));
  }

  /** «ответу от 03.06.2026 № МТ-1/2026» */
  private String said(Letter letter) {
    Letter.Signature signed = letter.signature().orElseThrow();
    return (letter.kind() == LetterKind.ANSWER ? "ответу" : "сообщению о размещённом ответе")
        + " от "
        + DAY.format(signed.at().atZone(clock.getZone()))
        + " № "
        + signed.number();
  }

  public String extensionNotice(Appeal appeal, Extension extension, LocalDate until) {
    Assignment responsible = assignments.responsible(appeal.id()).orElseThrow();
    return templates.extensionNotice(
        facts(appeal, responsible.body()), until, extension.ground().title());
  }

  public String promiseKept(Appeal appeal, Promise promise) {
    return templates.promiseKept(
        facts(appeal, promise.tenant().orElseThrow().body().orElseThrow()),
        promise.what(),
        promise.day());
  }

  public String promisePostponed(Appeal appeal, Promise promise, Promise.Postponement granted) {
    return templates.promisePostponed(
        facts(appeal, promise.tenant().orElseThrow().body().orElseThrow()),
        promise.what(),
        promise.firstDay(),
        granted.day(),
        granted.reason());
  }

  /** The notice, return or record of a decision by article 8 or 11. */
  public String ofOutcome(Appeal appeal, Outcome outcome, LetterKind kind) {
    return templates.ofOutcome(kind, facts(appeal, CENTRE), details(outcome));
  }

  /** The covering letter to a body that the appeal or its copy goes to. */
  public String cover(Appeal appeal, Outcome outcome, Outcome.Recipient recipient) {
    LetterFacts facts = facts(appeal, CENTRE);
    return templates.cover(
        new LetterFacts(
            facts.number(),
            facts.registeredOn(),
            new Addressee("", "", "", recipient.name(), ""),
            facts.body()),
        details(outcome),
        controls.of(outcome.id()).stream()
            .filter(one -> one.recipient() == recipient.ordinal())
            .map(RedirectControl::due)
            .findFirst());
  }

  /** The applicant is invited to a visit on site. */
  public String visitNotice(Appeal appeal, Visit visit) {
    return templates.visitNotice(
        facts(appeal, visit.tenant().body().orElseThrow()),
        visit.day(),
        visit.time(),
        visit.place());
  }

  /** The request for documents; an extract names the questions and not who asked them. */
  public String documentRequest(Appeal appeal, DocumentRequest request) {
    LetterFacts facts = facts(appeal, request.tenant().body().orElseThrow());
    return templates.documentRequest(
        new LetterFacts(
            facts.number(),
            facts.registeredOn(),
            new Addressee("", "", "", request.recipient(), ""),
            facts.body()),
        new LetterTemplates.Asked(
            request.wanted(),
            terms.term(Deadlines.DOCUMENTS).length().orElseThrow(),
            request.addressee() != DocumentRequest.Addressee.ORGANIZATION,
            request.enclosure() == DocumentRequest.Enclosure.COPY
                ? List.of()
                : questions.considered(appeal.id()).stream().map(Question::substance).toList()));
  }

  /** What the applicant is told about his request to stop consideration (art. 5 п. 5). */
  public String ofWithdrawal(Appeal appeal, Withdrawal withdrawal, LetterKind kind) {
    LetterFacts facts = facts(appeal, CENTRE);
    return templates.withdrawal(
        kind,
        withdrawals
            .told(withdrawal)
            .map(
                one ->
                    new LetterFacts(
                        facts.number(),
                        facts.registeredOn(),
                        new Addressee(one.name(), "", "", "", one.address()),
                        facts.body()))
            .orElse(facts),
        withdrawal.receivedOn(),
        withdrawal.signatory(),
        withdrawal.ground().map(Withdrawal.Ground::title).orElse(""),
        withdrawal.explanation());
  }

  private LetterTemplates.Details details(Outcome outcome) {
    return new LetterTemplates.Details(
        outcome.kind().article(),
        outcome.recipients().stream().map(Outcome.Recipient::name).toList(),
        outcome.ground(),
        outcome.decision(),
        outcome.link(),
        outcome.whole()
            ? List.of()
            : questions.of(outcome.appeal()).stream()
                .filter(question -> question.outcome().filter(outcome.id()::equals).isPresent())
                .map(Question::ordinal)
                .toList());
  }

  private String heading(Assignment assignment) {
    String ordinals =
        questions.of(assignment.id()).stream()
            .map(Question::ordinal)
            .map(String::valueOf)
            .reduce((first, next) -> first + ", " + next)
            .orElse("");
    return "По вопросу " + ordinals + " (" + organization.body(assignment.body()).name() + "):";
  }

  private LetterFacts facts(Appeal appeal, BodyId signing) {
    Applicant applicant = appeal.applicant();
    Body body = organization.body(signing);
    return new LetterFacts(
        appeal.number().orElseThrow(),
        appeal.registeredAt().orElseThrow().atZone(clock.getZone()).toLocalDate(),
        new Addressee(
            applicant.lastName(),
            applicant.firstName(),
            applicant.middleName(),
            applicant.organization(),
            OutcomeRules.hasAddress(appeal) ? AnswerAddress.of(appeal).address() : "",
            !appeals.signatories(appeal.id()).isEmpty()),
        body.name());
  }
}
