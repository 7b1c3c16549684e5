package ru.tsur.correspondence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Texts of letters from the files {@code letters/*.txt} of the jar. What a person wrote goes in as
 * a value and is never read as a template.
 */
@Component
public class LetterTemplates {

  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
  private static final String FOLDER = "letters/";

  private final SpringTemplateEngine engine = new SpringTemplateEngine();
  private final Map<LetterKind, String> versions = new EnumMap<>(LetterKind.class);

  LetterTemplates() {
    var files = new ClassLoaderTemplateResolver(LetterTemplates.class.getClassLoader());
    files.setPrefix(FOLDER);
    files.setSuffix(".txt");
    files.setTemplateMode(TemplateMode.TEXT);
    files.setCharacterEncoding(StandardCharsets.UTF_8.name());
    engine.setTemplateResolver(files);
    for (LetterKind kind : LetterKind.values()) {
      versions.put(kind, kind.template() + ":" + digestOf(kind.template()).substring(0, 16));
    }
  }

  /** Draft of the answer around the text on the merits, which is joined from the parts. */
  public String answer(LetterFacts facts, String merits) {
    return answer(facts, merits, "");
  }

  /**
   * As {@link #answer(LetterFacts, String)}, of an appeal that is considered again.
   *
   * @param earlier the letter that this one completes, as in «ответу от 03.06.2026 № МТ-1/2026»
   */
  public String answer(LetterFacts facts, String merits, String earlier) {
    Context values = values(facts);
    values.setVariable("earlier", earlier);
    values.setVariable("merits", merits.strip());
    return render(LetterKind.ANSWER.template(), values);
  }

  /**
   * @param until new last day of the term
   * @param reason as the official wrote it, a sentence or a part of one
   */
  public String extensionNotice(LetterFacts facts, LocalDate until, String reason) {
    Context values = values(facts);
    values.setVariable("until", DAY.format(until));
    values.setVariable("reason", asSentence(reason));
    return render(LetterKind.EXTENSION_NOTICE.template(), values);
  }

  /** What the answer promised is done. */
  public String promiseKept(LetterFacts facts, String what, LocalDate day) {
    Context values = values(facts);
    values.setVariable("what", asSentence(what));
    values.setVariable("until", DAY.format(day));
    return render(LetterKind.PROMISE_KEPT.template(), values);
  }

  /** What the answer promised is done later. */
  public String promisePostponed(
      LetterFacts facts, String what, LocalDate before, LocalDate until, String reason) {
    Context values = values(facts);
    values.setVariable("what", asSentence(what));
    values.setVariable("before", DAY.format(before));
    values.setVariable("until", DAY.format(until));
    values.setVariable("reason", asSentence(reason));
    return render(LetterKind.PROMISE_POSTPONED.template(), values);
  }

  /** What a letter by article 8 or 11 says beside the facts; empty texts are left out of it. */
  public record Details(
      String article,
      List<String> recipients,
      String ground,
      String decision,
      String link,
      List<Integer> questions) {}

  /** A notice, return or record by article 8 or 11. */
  public String ofOutcome(LetterKind kind, LetterFacts facts, Details details) {
    return ofOutcome(kind, facts, details, Optional.empty());
  }

  /**
   * The covering letter to whom the appeal or its copy goes.
   *
   * @param control by when the results are asked for (art. 8 p. 5); empty: they are not
   */
  public String cover(LetterFacts facts, Details details, Optional<LocalDate> control) {
    return ofOutcome(LetterKind.COVER, facts, details, control);
  }

  private String ofOutcome(
      LetterKind kind, LetterFacts facts, Details details, Optional<LocalDate> control) {
    Context values = values(facts);
    values.setVariable("control", control.map(DAY::format).orElse(""));
    values.setVariable("article", details.article());
    values.setVariable("recipients", details.recipients());
    values.setVariable("ground", details.ground().isBlank() ? "" : asSentence(details.ground()));
    values.setVariable("decision", details.decision().strip());
    values.setVariable("link", details.link().strip());
    values.setVariable(
        "part",
        switch (details.questions().size()) {
          case 0 -> "";
          case 1 -> " (вопрос " + details.questions().get(0) + ")";
          default ->
              " (вопросы "
                  + details.questions().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", "))
                  + ")";
        });
    return render(kind.template(), values);
  }

  /**
   * What a request for documents says.
   *
   * @param obliged whether the law itself sets the addressee's term (art. 10 p. 2)
   * @param questions what of the appeal goes with it, if not its copy
   */
  public record Asked(String wanted, int days, boolean obliged, List<String> questions) {}

  /** A request for documents (art. 10 p. 1 п. 2). */
  public String documentRequest(LetterFacts facts, Asked asked) {
    Context values = values(facts);
    values.setVariable("wanted", asSentence(asked.wanted()));
    values.setVariable("days", asked.days());
    values.setVariable("obliged", asked.obliged());
    values.setVariable("questions", asked.questions());
    return render(LetterKind.DOCUMENT_REQUEST.template(), values);
  }

  /**
   * A letter about the request to stop consideration.
   *
   * @param signatory who of a collective appeal's signatories asked; may be empty
   * @param ground why it goes on; may be empty
   */
  public String withdrawal(
      LetterKind kind,
      LetterFacts facts,
      LocalDate receivedOn,
      String signatory,
      String ground,
      String explanation) {
    Context values = values(facts);
    values.setVariable("receivedOn", DAY.format(receivedOn));
    values.setVariable("signatory", signatory);
    values.setVariable("ground", ground.isBlank() ? "" : asSentence(ground));
    values.setVariable("explanation", explanation.isBlank() ? "" : asSentence(explanation));
    return render(kind.template(), values);
  }

  /** The applicant is told when and where a visit on site is, and may take part. */
  public String visitNotice(LetterFacts facts, LocalDate day, String time, String place) {
    Context values = values(facts);
    values.setVariable("day", DAY.format(day));
    values.setVariable("time", time);
    values.setVariable("place", asSentence(place));
    return render(LetterKind.VISIT_NOTICE.template(), values);
  }

  /** The automatic reply to an e-mail that is no appeal: nothing of the e-mail is repeated. */
  String emailExplanation(ZonedDateTime receivedAt) {
    var values = new Context(RUSSIAN);
    values.setVariable("receivedOn", DAY.format(receivedAt));
    return render("email-explanation", values);
  }

  /** The letter that hands such an e-mail to the competent body. */
  String emailCover(ZonedDateTime receivedAt, boolean withSender, List<String> files, String body) {
    var values = new Context(RUSSIAN);
    values.setVariable("withSender", withSender);
    values.setVariable("files", files);
    values.setVariable("receivedOn", DAY.format(receivedAt));
    values.setVariable("body", body);
    return render("email-cover", values);
  }

  /** Name and digest of the kind's template as it is in this jar. */
  public String versionOf(LetterKind kind) {
    return versions.get(kind);
  }

  /**
   * The signed letter as it leaves the house.
   *
   * @param alsoTo «№ … от …» of each appeal that was joined to the one it is about
   */
  String document(
      String body,
      String number,
      ZonedDateTime signedAt,
      DraftVersion signed,
      String post,
      String name,
      List<String> alsoTo) {
    var values = new Context(RUSSIAN);
    values.setVariable("body", body);
    values.setVariable("number", number);
    values.setVariable("signedOn", DAY.format(signedAt));
    values.setVariable("signedAt", MOMENT.format(signedAt));
    values.setVariable("text", signed.text().strip());
    values.setVariable("post", post);
    values.setVariable("name", name);
    values.setVariable("also", String.join(", ", alsoTo));
    values.setVariable("digest", signed.digest());
    return render("document", values);
  }

  private String render(String template, Context values) {
    return engine.process(template, values).strip() + "\n";
  }

  private static Context values(LetterFacts facts) {
    var values = new Context(RUSSIAN);
    values.setVariable("addressee", facts.addressee().lines());
    values.setVariable("salutation", facts.addressee().salutation());
    values.setVariable("number", facts.number());
    values.setVariable("registeredOn", DAY.format(facts.registeredOn()));
    values.setVariable("body", facts.body());
    return values;
  }

  private static String asSentence(String text) {
    String stripped = text.strip();
    return stripped.matches("(?s).*[.!?…]") ? stripped : stripped + ".";
  }

  private static String digestOf(String template) {
    try {
      String text =
          new ClassPathResource(FOLDER + template + ".txt", LetterTemplates.class.getClassLoader())
              .getContentAsString(StandardCharsets.UTF_8);
      return LetterText.digest(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
