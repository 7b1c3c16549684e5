package ru.tsur.correspondence;

/** What a letter says and by which article; each kind has its template. */
public enum LetterKind {
  /** Answer on the merits, art. 10 p. 1 п. 4. */
  ANSWER("Ответ на обращение", "answer"),
  /** Notice that the term is extended, art. 12 p. 2. */
  EXTENSION_NOTICE("Уведомление о продлении срока рассмотрения обращения", "extension-notice"),
  /** Notice of redirection, art. 8 p. 3. */
  REDIRECT_NOTICE("Уведомление о переадресации обращения", "redirect-notice"),
  /** Notice that copies went to other bodies, art. 8 p. 4. */
  COPIES_NOTICE("Уведомление о направлении копии обращения", "copies-notice"),
  /** Notice that facts of migration go to the police and the governor, art. 8 p. 3.1. */
  MIGRATION_NOTICE("Уведомление о направлении обращения", "migration-notice"),
  /** The complaint goes back, art. 8 p. 7. */
  COMPLAINT_RETURN("Возврат жалобы", "complaint-return"),
  /** Art. 11 p. 2. */
  COURT_RETURN("Возврат обращения", "court-return"),
  /** Art. 11 p. 3. */
  ABUSE_NOTICE("О недопустимости злоупотребления правом", "abuse-notice"),
  /** Art. 11 p. 4. */
  ILLEGIBLE_NOTICE("О невозможности прочтения обращения", "illegible-notice"),
  /** Art. 11 p. 4.1. */
  UNCLEAR_NOTICE("О невозможности определить суть обращения", "unclear-notice"),
  /** Art. 11 p. 5. */
  TERMINATION_NOTICE("О прекращении переписки", "termination-notice"),
  /** Art. 11 p. 5.1. */
  PUBLISHED_NOTICE("О размещённом ответе", "published-notice"),
  /** Art. 11 p. 6. */
  SECRET_NOTICE("О невозможности дать ответ по существу", "secret-notice"),
  /** Art. 1 p. 2. */
  OTHER_ORDER_NOTICE("Об ином порядке рассмотрения", "other-order-notice"),
  /** What the answer promised is done. */
  PROMISE_KEPT("Об исполнении обещанного", "promise-kept"),
  /** What the answer promised takes longer. */
  PROMISE_POSTPONED("О переносе обещанного срока", "promise-postponed"),
  /** Consideration is stopped at the applicant's request, art. 5 п. 5. */
  WITHDRAWAL_NOTICE("О прекращении рассмотрения обращения", "withdrawal-notice"),
  /** It goes on against his request, art. 5 п. 5. */
  WITHDRAWAL_REFUSAL("О продолжении рассмотрения обращения", "withdrawal-refusal"),
  /** It is stopped for one of the signatories only, art. 5 п. 5. */
  WITHDRAWAL_PARTIAL("О прекращении рассмотрения для подписавшего", "withdrawal-partial"),
  /** To the body that the appeal or its copy goes to. */
  COVER("Сопроводительное письмо", "cover"),
  /** Documents are asked of another body, art. 10 p. 1 п. 2. */
  DOCUMENT_REQUEST("Запрос документов", "document-request"),
  /** The applicant is invited to a visit on site, art. 9 p. 2 and art. 10 p. 1 п. 1. */
  VISIT_NOTICE("Приглашение на выезд", "visit-notice"),
  /** Nobody can be written to: the decision stays in the case (art. 11 p. 1 and 4). */
  RECORD("Запись об оставлении без ответа", "record");

  private final String title;
  private final String template;

  LetterKind(String title, String template) {
    this.title = title;
    this.template = template;
  }

  /** Russian name; also the beginning of the e-mail's subject. */
  public String title() {
    return title;
  }

  String template() {
    return template;
  }

  /**
   * Whether the appeal is answered with it: the answer on the merits, or a letter by articles 1, 8
   * and 11. The others go beside.
   */
  public boolean closes() {
    return switch (this) {
      case EXTENSION_NOTICE,
          DOCUMENT_REQUEST,
          VISIT_NOTICE,
          PROMISE_KEPT,
          PROMISE_POSTPONED,
          WITHDRAWAL_NOTICE,
          WITHDRAWAL_REFUSAL,
          WITHDRAWAL_PARTIAL ->
          false;
      default -> true;
    };
  }

  /** Whether it is about a promise, which outlives the appeal that was answered with it. */
  public boolean isOfPromise() {
    return this == PROMISE_KEPT || this == PROMISE_POSTPONED;
  }

  /** An answer is approved before it is signed; notices are not. */
  boolean needsApproval() {
    return this == ANSWER;
  }
}
