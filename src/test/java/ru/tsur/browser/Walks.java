package ru.tsur.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Officials walk through one running product; its subclass starts it with appeals of its own. */
abstract class Walks {

  static Product product;

  /** One test's findings are not another's. */
  @BeforeEach
  void forgetFindings() {
    product.refused.clear();
    product.english.clear();
  }

  @AfterEach
  void nothingIsEnglish() {
    assertThat(product.english).as("English words on the screens of officials").isEmpty();
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  /** The term of the answer as the card shows it. */
  static LocalDate answerDue(Locator card) {
    Matcher due =
        Pattern.compile("Ответ[^\\n]*\\s+до (\\d\\d\\.\\d\\d\\.\\d{4})").matcher(card.innerText());
    assertThat(due.find()).as(card.innerText()).isTrue();
    return LocalDate.parse(due.group(1), DateTimeFormatter.ofPattern("dd.MM.yyyy"));
  }

  static List<String> accessible(Page page, String ours) {
    return serious(new AxeBuilder(page).include(ours).analyze()).stream()
        .map(finding -> page.url() + " " + ours + " " + finding)
        .toList();
  }

  private static List<String> serious(AxeResults results) {
    return findings(results).stream()
        .filter(finding -> finding.matches("(?s)(serious|critical) .*"))
        .toList();
  }

  static List<String> findings(AxeResults results) {
    assertThat(results.getPasses()).as("axe looked at something").isNotEmpty();
    return results.getViolations().stream()
        .map(
            rule ->
                rule.getImpact()
                    + " "
                    + rule.getId()
                    + ": "
                    + rule.getNodes().stream().map(node -> node.getHtml()).toList())
        .toList();
  }
}
