package ru.tsur.methodology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import ru.tsur.workflow.OutcomeLetters;
import ru.tsur.workflow.OutcomeRules;

/**
 * The map of the law: which element of the diagrams and which row of the tables stands for which
 * article of 59-ФЗ, read from the documentation, names and terms of a set.
 */
final class LawMap {

  /**
   * One place where an article is encoded.
   *
   * @param article as in {@code ст. 8 ч. 3}
   * @param file as in {@code processes/appeal.bpmn}
   * @param id of the element or of the table's row
   * @param name in Russian
   * @param terms names of rows of the terms table, their codes in brackets
   * @param letter what the applicant gets; empty if nothing
   */
  record Row(String article, String file, String id, String name, String terms, String letter) {}

  private static final Pattern ARTICLE =
      Pattern.compile(
          "ст\\. (\\d++)(?!\\.\\d)((?: (?:ч|п)\\. \\d+(?:\\.\\d+)?(?:(?:,| и) \\d+(?:\\.\\d+)?)*)?)");
  private static final Pattern PART = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern TERM =
      Pattern.compile("terms\\.(?:due|breach)\\(execution, *'(\\w+)'\\)");

  private LawMap() {}

  /** All places, by article; an article without a place is not here. */
  static List<Row> of(FileSet set) {
    List<Row> rows = new ArrayList<>();
    UnaryOperator<String> term = terms(set);
    set.files()
        .forEach(
            (file, content) ->
                Xml.read(content)
                    .ifPresent(
                        root -> {
                          if (file.endsWith(".bpmn")) {
                            diagram(file, root, term, rows);
                          } else if (file.endsWith(".dmn")) {
                            table(file, root, term, rows);
                          }
                        }));
    rows.sort(
        Comparator.comparing((Row row) -> sortable(row.article()))
            .thenComparing(Row::file)
            .thenComparing(Row::id));
    return List.copyOf(rows);
  }

  /** «Ответ на обращение (T5)» of {@code T5}. */
  private static UnaryOperator<String> terms(FileSet set) {
    Map<String, String> labels = new HashMap<>();
    set.file(Gate.TERMS_FILE)
        .flatMap(Xml::read)
        .ifPresent(
            root ->
                Xml.descendants(root, "rule")
                    .forEach(
                        rule ->
                            labels.put(
                                cells(rule, "inputEntry").get(0),
                                cells(rule, "outputEntry").get(0))));
    return id -> labels.containsKey(id) ? labels.get(id) + " (" + id + ")" : id;
  }

  private static void diagram(
      String file, Element root, UnaryOperator<String> term, List<Row> rows) {
    for (Element element : Xml.descendants(root)) {
      String name = element.getAttribute("name");
      boolean flows =
          Xml.child(element, "incoming").isPresent() || Xml.child(element, "outgoing").isPresent();
      if (!flows || name.isEmpty()) {
        continue;
      }
      String text = Xml.textOf(element, "documentation");
      String terms =
          Stream.concat(
                  Stream.of(Xml.camunda(element, "dueDate")),
                  Stream.of("timeDate", "timeCycle")
                      .flatMap(kind -> Xml.descendants(element, kind).stream())
                      .map(Element::getTextContent))
              .flatMap(expression -> TERM.matcher(expression).results())
              .map(found -> found.group(1))
              .distinct()
              .map(term)
              .collect(Collectors.joining("; "));
      for (String article : articles(name + " " + text)) {
        rows.add(new Row(article, file, element.getAttribute("id"), name, terms, ""));
      }
    }
  }

  private static void table(String file, Element root, UnaryOperator<String> term, List<Row> rows) {
    for (Element rule : Xml.descendants(root, "rule")) {
      List<String> inputs = cells(rule, "inputEntry");
      List<String> outputs = cells(rule, "outputEntry");
      String all = String.join(" ", outputs);
      if (file.equals(Gate.TERMS_FILE)) {
        String id = inputs.get(0);
        for (String article : articles(all)) {
          rows.add(new Row(article, file, id, outputs.get(0), term.apply(id), ""));
        }
      } else if (file.endsWith("/" + OutcomeRules.DECISION + ".dmn") && all.contains("ALLOWED")) {
        String kind = inputs.get(0);
        for (String article : articles(outputs.get(2))) {
          rows.add(
              new Row(
                  article,
                  file,
                  kind,
                  outputs.get(2),
                  term.apply(outputs.get(1)),
                  OutcomeLetters.letterOf(kind).orElse("")));
        }
      }
    }
  }

  private static List<String> cells(Element rule, String kind) {
    return Xml.children(rule, kind).stream()
        .map(entry -> Xml.textOf(entry, "text").replace("\"", ""))
        .toList();
  }

  /** «ст. 8 ч. 6 и 7» names two; «ст. 10» the whole article. */
  static Set<String> articles(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = ARTICLE.matcher(text);
    while (matcher.find()) {
      String article = "ст. " + matcher.group(1);
      String parts = matcher.group(2);
      if (parts.isEmpty()) {
        found.add(article);
      } else {
        String kind = parts.strip().substring(0, 2);
        PART.matcher(parts)
            .results()
            .map(MatchResult::group)
            .forEach(part -> found.add(article + " " + kind + " " + part));
      }
    }
    return found;
  }

  /** «ст. 8 ч. 3.1» between 3 and 4. */
  static String sortable(String article) {
    return PART.matcher(article)
        .results()
        .map(number -> Optional.of(number.group()).map(LawMap::padded).orElseThrow())
        .collect(Collectors.joining(" "));
  }

  private static String padded(String number) {
    int dot = number.indexOf('.');
    String whole = dot < 0 ? number : number.substring(0, dot);
    return "0".repeat(Math.max(0, 3 - whole.length())) + number;
  }
}
