package ru.tsur.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ru.tsur.organization.OfficialId;

class LetterTemplatesTest {

  private static final LocalDate MON_2026_04_20 = LocalDate.of(2026, 4, 20);
  private final LetterTemplates templates = new LetterTemplates();

  private static LetterFacts facts(Addressee addressee) {
    return new LetterFacts("И-12/2026", MON_2026_04_20, addressee, "Министерство дорог области");
  }

  private static Addressee anna() {
    return new Addressee("Иванова", "Анна", "Петровна", null, "anna@example.ru");
  }

  @Test
  void answerStandsAsAWhole() {
    assertThat(templates.answer(facts(anna()), "Яма заделана 15.05.2026.\n\nГарантия 3 года.\n"))
        .isEqualTo(
            """
            Иванова Анна Петровна
            anna@example.ru

            О рассмотрении обращения

            Уважаемая Анна Петровна!

            Ваше обращение, зарегистрированное 20.04.2026 за № И-12/2026, рассмотрено в соответствии с Федеральным законом от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации».

            По существу поставленных вопросов (пункт 4 части 1 статьи 10 Федерального закона) сообщаем следующее.

            Яма заделана 15.05.2026.

            Гарантия 3 года.

            Если Вы не согласны с ответом, Вы вправе обратиться с жалобой на принятое по обращению решение или на действие (бездействие) в связи с рассмотрением обращения в административном и (или) судебном порядке (пункт 4 статьи 5 Федерального закона).

            С уважением,
            Министерство дорог области
            """);
  }

  @Test
  void extensionNoticeNamesArticleTermAndReason() {
    String notice =
        templates.extensionNotice(
            facts(anna()), LocalDate.of(2026, 6, 19), "запрошены сведения у Росавтодора ");
    assertThat(notice)
        .startsWith("Иванова Анна Петровна\nanna@example.ru\n\nО продлении срока")
        .contains(
            "зарегистрированного 20.04.2026 за № И-12/2026, продлён до 19.06.2026 включительно")
        .contains("части 2 статьи 12")
        .contains("запрошены сведения у Росавтодора.\n")
        .endsWith("С уважением,\nМинистерство дорог области\n");
  }

  @Test
  void redirectNoticeNamesArticleAndRecipient() {
    assertThat(
            templates.ofOutcome(
                LetterKind.REDIRECT_NOTICE,
                facts(anna()),
                details("Фонд пенсионного и социального страхования")))
        .contains("О переадресации обращения", "части 3 статьи 8", "№ И-12/2026")
        .contains("\n\nФонд пенсионного и социального страхования\n\n");
  }

  @Test
  void lettersAboutAPromiseNameItAndItsDays() {
    assertThat(templates.promiseKept(facts(anna()), "Яма будет заделана", LocalDate.of(2026, 8, 1)))
        .contains("Об исполнении обещанного", "№ И-12/2026", "до 01.08.2026")
        .contains("следующее: Яма будет заделана.\n")
        .endsWith("С уважением,\nМинистерство дорог области\n");
    assertThat(
            templates.promisePostponed(
                facts(anna()),
                "Яма ${будет} заделана",
                LocalDate.of(2026, 8, 1),
                LocalDate.of(2026, 9, 1),
                "Нет асфальта"))
        .contains("до 01.08.2026", "Яма ${будет} заделана.", "Срок перенесён до 01.09.2026")
        .contains("Нет асфальта.");
  }

  private static LetterTemplates.Details details(String... recipients) {
    return new LetterTemplates.Details(
        "ст. 8 ч. 3",
        List.of(recipients),
        "Основание",
        "решение № 1",
        "https://example.org",
        List.of());
  }

  private static List<LetterKind> ofOutcomes() {
    return Arrays.stream(LetterKind.values())
        .filter(
            kind ->
                kind != LetterKind.ANSWER
                    && kind != LetterKind.EXTENSION_NOTICE
                    && kind != LetterKind.DOCUMENT_REQUEST)
        .filter(kind -> !kind.name().startsWith("PROMISE_"))
        .filter(kind -> !kind.name().startsWith("WITHDRAWAL_"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COPIES_NOTICE | части 4 статьи 8 | Минтранс",
        "MIGRATION_NOTICE | части 3.1 статьи 8 | Минтранс",
        "COMPLAINT_RETURN | части 7 статьи 8 | Основание.",
        "COURT_RETURN | части 2 статьи 11 | Основание.",
        "ABUSE_NOTICE | части 3 статьи 11 | недопустимости",
        "ILLEGIBLE_NOTICE | части 4 статьи 11 | прочтению",
        "UNCLEAR_NOTICE | части 4.1 статьи 11 | определить суть",
        "TERMINATION_NOTICE | части 5 статьи 11 | решение № 1",
        "PUBLISHED_NOTICE | части 5.1 статьи 11 | https://example.org",
        "SECRET_NOTICE | части 6 статьи 11 | тайну",
        "OTHER_ORDER_NOTICE | часть 2 статьи 1 | Основание.",
        "COVER | ст. 8 ч. 3 | прилагается",
        "RECORD | ст. 8 ч. 3 | Основание."
      })
  void eachLetterByArticles8And11NamesItsArticleAndWhatItIsFor(
      LetterKind kind, String article, String said) {
    assertThat(templates.ofOutcome(kind, facts(anna()), details("Минтранс")))
        .contains(article, said, "И-12/2026")
        .doesNotContain("null", "\n\n\n", "[(", "[#", "  ");
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}: {4}")
  @CsvSource({
    "Иванова, Анна, Петровна, , Уважаемая Анна Петровна!",
    "Иванов, Пётр, Ильич, , Уважаемый Пётр Ильич!",
    "Иванова, Анна, Кузьминична, , Уважаемая Анна Кузьминична!",
    "Мамедов, Али, Вагиф оглы, , Уважаемый Али Вагиф оглы!",
    "ИВАНОВА, АННА, ПЕТРОВНА, , Уважаемая АННА ПЕТРОВНА!",
    "Ким, Ли, , , 'Здравствуйте, Ким Ли!'",
    "Ким, ' ', , , 'Здравствуйте, Ким!'",
    "Ильина, Вера, Саввишна, , Уважаемая Вера Саввишна!",
    "Ли, Чен, Хо, , 'Здравствуйте, Ли Чен Хо!'",
    ", , , ООО «Ромашка», Уважаемые коллеги!",
    "Иванова, Анна, Петровна, ООО «Ромашка», Уважаемая Анна Петровна!",
    ", , , , Здравствуйте!"
  })
  void greetsWhoeverItIs(
      String last, String first, String middle, String organization, String salutation) {
    String letter =
        templates.answer(facts(new Addressee(last, first, middle, organization, null)), "Ответ.");
    assertThat(letter)
        .contains("\n\n" + salutation + "\n\n")
        .doesNotContain("null", "  ", "\n\n\n");
  }

  @Test
  void whatIsMissingLeavesNoEmptyLine() {
    var addressee = new Addressee("Ким", "Ли", null, "  ООО   «Ромашка» ", " ");
    assertThat(templates.answer(facts(addressee), "Ответ."))
        .startsWith("ООО «Ромашка»\nКим Ли\n\nО рассмотрении");
    assertThat(templates.answer(facts(new Addressee(null, null, null, null, null)), "Ответ."))
        .startsWith("О рассмотрении");
  }

  @Test
  void whatAPersonWroteIsNeverATemplate() {
    String nasty =
        "[(${7*7})] [[${T(java.lang.Runtime)}]] [# th:if=\"false\"]x[/] __${1+1}__ <b>&amp;";
    var addressee =
        new Addressee("__${T(java.lang.Runtime).getRuntime()}__", "[(${body})]", null, null, null);
    String letter = templates.answer(facts(addressee), nasty);
    assertThat(letter).contains(nasty, "__${T(java.lang.Runtime).getRuntime()}__ [(${body})]");
    for (LetterKind kind : ofOutcomes()) {
      assertThat(
              templates.ofOutcome(
                  kind,
                  facts(addressee),
                  new LetterTemplates.Details(
                      "ст. 8", List.of(nasty), nasty, nasty, nasty, List.of())))
          .doesNotContain("49", "null");
    }
    assertThat(templates.extensionNotice(facts(addressee), MON_2026_04_20, nasty)).contains(nasty);
    for (LetterKind kind :
        List.of(
            LetterKind.WITHDRAWAL_NOTICE,
            LetterKind.WITHDRAWAL_REFUSAL,
            LetterKind.WITHDRAWAL_PARTIAL)) {
      assertThat(templates.withdrawal(kind, facts(addressee), MON_2026_04_20, nasty, nasty, nasty))
          .doesNotContain("49", "null");
    }
    assertThat(
            templates.documentRequest(
                facts(addressee), new LetterTemplates.Asked(nasty, 15, true, List.of(nasty))))
        .contains(nasty)
        .doesNotContain("49", "null");
  }

  @Test
  void aLongTextIsShownWhole() {
    String text = "Строка ответа.\n".repeat(10_000).strip();
    assertThat(templates.answer(facts(anna()), text)).contains(text);
  }

  @Test
  void theDocumentHasNumberDateSignatureAndDigest() {
    var signedAt = ZonedDateTime.of(2026, 5, 18, 23, 59, 0, 0, ZoneId.of("Europe/Moscow"));
    var version =
        new DraftVersion(
            2,
            "Текст.\n",
            LetterText.digest("Текст.\n"),
            new OfficialId("egorova"),
            "x",
            signedAt.toInstant());
    assertThat(
            templates.document(
                "Министерство дорог области",
                "МД-7/2026",
                signedAt,
                version,
                "Министр",
                "Ким Л.",
                List.of()))
        .isEqualTo(
            """
            Министерство дорог области

            от 18.05.2026 № МД-7/2026

            Текст.

            Министр
            Ким Л.

            Подписано 18.05.2026 23:59 в системе рассмотрения обращений.
            Отпечаток подписанного текста (SHA-256): %s
            """
                .formatted(version.digest()));
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateHasAVersion(LetterKind kind) {
    assertThat(templates.versionOf(kind)).matches(kind.template() + ":[0-9a-f]{16}");
  }
}
