package ru.tsur.correspondence;

/** What a letter tells the applicant; each kind has its template. */
public enum LetterKind {
  /** Answer on the merits, art. 10 p. 1 п. 4. */
  ANSWER("Ответ на обращение", "answer"),
  /** Notice that the term is extended, art. 12 p. 2. */
  EXTENSION_NOTICE("Уведомление о продлении срока рассмотрения обращения", "extension-notice"),
  /** Notice of redirection, art. 8 p. 3. */
  REDIRECT_NOTICE("Уведомление о переадресации обращения", "redirect-notice");

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

  /** An answer is approved before it is signed; notices are not. */
  boolean needsApproval() {
    return this == ANSWER;
  }
}
