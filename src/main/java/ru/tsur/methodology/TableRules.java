package ru.tsur.methodology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import ru.tsur.deadline.Term;
import ru.tsur.workflow.DmnTerms;
import ru.tsur.workflow.OutcomeRules;
import ru.tsur.workflow.RequestRules;

/** Decision tables: the columns that steps read, rows that can be read as data, a last resort. */
final class TableRules {

  /**
   * Columns of a table that Java reads.
   *
   * @param inputs variables
   * @param outputs names of columns, all required but those in {@code optional}
   */
  private record Columns(List<String> inputs, List<String> outputs, Set<String> optional) {}

  private static final Map<String, Columns> KNOWN =
      Map.of(
          DmnTerms.DECISION,
          new Columns(
              List.of("term"),
              List.of("label", "article", "length", "unit", "nonWorkingDay", "firstDay", "hours"),
              Set.of("maxLength", "onExpiry")),
          "routing",
          new Columns(List.of("theme", "municipality"), List.of("block", "body", "note"), Set.of()),
          "approval-route",
          new Columns(List.of("type", "several"), List.of("order", "approvers", "note"), Set.of()),
          "ladder",
          new Columns(List.of("block", "type"), List.of("level", "note"), Set.of()),
          OutcomeRules.DECISION,
          new Columns(OutcomeRules.FACTS, List.of("verdict", "term", "note"), Set.of()),
          RequestRules.DECISION,
          new Columns(RequestRules.FACTS, List.of("verdict", "enclosure", "note"), Set.of()));

  private static final Pattern DAYS = Pattern.compile("P[1-9][0-9]{0,4}D");
  private static final String LITERAL = "\"[^\"]*\"|true|false|null|-?[0-9]+";
  private static final Pattern CONDITION =
      Pattern.compile(
          "-?|(LIST)|not\\s*\\(\\s*(LIST)\\s*\\)|[<>]=?\\s*[0-9]+"
              .replace("LIST", "(" + LITERAL + ")(\\s*,\\s*(" + LITERAL + "))*"));

  /** The body of a local theme: the one that the question names. */
  private static final String MUNICIPALITY = "municipality";

  private final Gate.Product product;
  private final Map<String, Term> terms;
  private final Findings findings;

  /**
   * @param terms rows of the terms table by their ids
   */
  TableRules(Gate.Product product, Map<String, Term> terms, Findings findings) {
    this.product = product;
    this.terms = terms;
    this.findings = findings;
  }

  static boolean isInDays(String timeToLive) {
    return DAYS.matcher(timeToLive).matches();
  }

  void check(Element root) {
    List<Element> decisions = Xml.children(root, "decision");
    if (decisions.size() != 1) {
      findings.refuse(
          Findings.WHOLE,
          "в файле %d таблиц: в одном файле должна быть ровно одна",
          decisions.size());
    }
    decisions.forEach(this::decision);
  }

  private void decision(Element decision) {
    String label = Xml.label(decision);
    String id = decision.getAttribute("id");
    if (decision.getAttribute("name").isBlank()) {
      findings.refuse(label, "у таблицы нет названия: дайте его");
    }
    if (!isInDays(decision.getAttributeNS(Xml.CAMUNDA_DMN, "historyTimeToLive"))) {
      findings.refuse(
          label, "не указан срок хранения истории в днях: поставьте historyTimeToLive=\"P1826D\"");
    }
    List<Element> tables = Xml.children(decision, "decisionTable");
    if (tables.isEmpty()) {
      findings.refuse(label, "это не таблица решений: замените её таблицей");
      return;
    }
    Element table = tables.get(0);
    String policy =
        table.getAttribute("hitPolicy").isEmpty() ? "UNIQUE" : table.getAttribute("hitPolicy");
    if (!Set.of("UNIQUE", "FIRST").contains(policy)) {
      findings.refuse(
          label,
          "политика попаданий «%s» не поддерживается: выберите UNIQUE или FIRST – ответ один",
          policy);
    }
    List<String> inputs =
        Xml.children(table, "input").stream()
            .map(
                input ->
                    Xml.child(input, "inputExpression")
                        .map(expression -> Xml.textOf(expression, "text"))
                        .orElse(""))
            .toList();
    List<String> outputs =
        Xml.children(table, "output").stream().map(output -> output.getAttribute("name")).toList();
    Columns columns = KNOWN.get(id);
    if (columns == null) {
      return;
    }
    if (isAsExpected(label, columns, inputs, outputs) && !id.equals(DmnTerms.DECISION)) {
      rows(id, label, table, policy, inputs, outputs);
    }
  }

  private boolean isAsExpected(
      String label, Columns columns, List<String> inputs, List<String> outputs) {
    int before = findings.found().size();
    for (String input : inputs) {
      if (!columns.inputs().contains(input)) {
        findings.refuse(
            label,
            "неизвестный входной столбец «%s»: можно %s",
            input,
            String.join(", ", columns.inputs()));
      }
    }
    for (String output : outputs) {
      if (!columns.outputs().contains(output) && !columns.optional().contains(output)) {
        findings.refuse(
            label,
            "неизвестный выходной столбец «%s»: можно %s",
            output,
            String.join(", ", columns.outputs()));
      }
    }
    for (String input : columns.inputs()) {
      boolean all =
          columns.inputs() == OutcomeRules.FACTS || columns.inputs() == RequestRules.FACTS;
      if (all && !inputs.contains(input)) {
        findings.refuse(label, "нет входного столбца «%s»: верните его", input);
      }
    }
    for (String output : columns.outputs()) {
      if (!outputs.contains(output)) {
        findings.refuse(label, "нет выходного столбца «%s»: верните его", output);
      }
    }
    return findings.found().size() == before;
  }

  /** The list of the law is closed: a row allows what it names, and names a term for it. */
  private void outcome(
      String row,
      List<String> conditions,
      List<String> answers,
      List<String> inputs,
      List<String> outputs) {
    boolean allowed = answers.get(outputs.indexOf("verdict")).equals("\"ALLOWED\"");
    String named = conditions.get(inputs.indexOf("outcome"));
    if (allowed && !named.matches("\"(" + String.join("|", OutcomeRules.OUTCOMES) + ")\"")) {
      findings.refuse(
          row,
          "разрешён исход «%s», которого нет в статьях 8 и 11: перечень закона закрытый, назовите один из %s",
          named,
          String.join(", ", OutcomeRules.OUTCOMES));
    }
    String term = value(answers.get(outputs.indexOf("term")));
    if (allowed && term.isEmpty()) {
      findings.refuse(row, "исход разрешён, а срока нет: укажите строку таблицы сроков");
    } else if (allowed && terms.containsKey(term) && terms.get(term).length().isEmpty()) {
      findings.refuse(row, "у срока «%s» нет длины: укажите её в таблице сроков", term);
    }
    OutcomeRules.lawfulTerm(value(named))
        .filter(lawful -> allowed && !lawful.equals(term))
        .ifPresent(
            lawful ->
                findings.refuse(
                    row, "для исхода «%s» закон даёт срок %s, а не «%s»", named, lawful, term));
  }

  /** Courts, inquiry and investigation are never asked; whoever may be, it is said what he gets. */
  private void request(
      String row,
      List<String> conditions,
      List<String> answers,
      List<String> inputs,
      List<String> outputs) {
    boolean allowed = answers.get(outputs.indexOf("verdict")).equals("\"ALLOWED\"");
    String named = conditions.get(inputs.indexOf("addressee"));
    if (allowed
        && (named.isBlank()
            || named.contains("not")
            || RequestRules.NEVER.stream().anyMatch(named::contains))) {
      findings.refuse(
          row,
          "разрешён запрос в адрес «%s»: у судов, органов дознания и предварительного следствия документы не запрашиваются (ст. 10 ч. 1 п. 2), назовите разрешённых адресатов",
          named);
    }
    if (allowed && value(answers.get(outputs.indexOf("enclosure"))).isEmpty()) {
      findings.refuse(row, "запрос разрешён, а что прилагается, не сказано: COPY или EXTRACT");
    }
    boolean complained = conditions.get(inputs.indexOf("complained")).equals("true");
    if (complained && answers.get(outputs.indexOf("enclosure")).contains("COPY")) {
      findings.refuse(
          row, "тому, на кого жалуются, обращение не направляется (ст. 8 ч. 6): только EXTRACT");
    }
  }

  private void rows(
      String id,
      String label,
      Element table,
      String policy,
      List<String> inputs,
      List<String> outputs) {
    boolean catchAll = false;
    int number = 0;
    for (Element rule : Xml.children(table, "rule")) {
      number++;
      String row = "строка " + number;
      List<String> conditions = cells(rule, "inputEntry");
      List<String> answers = cells(rule, "outputEntry");
      for (String condition : conditions) {
        if (!CONDITION.matcher(condition).matches()) {
          findings.refuse(
              row,
              "условие «%s» не читается: пишите значения в кавычках через запятую, not(…) или оставьте пусто",
              condition);
        }
      }
      if (catchAll && policy.equals("FIRST")) {
        findings.refuse(
            row,
            "строка никогда не сработает: выше стоит строка без условий, поставьте её последней");
      }
      catchAll |= conditions.stream().allMatch(cell -> cell.isEmpty() || cell.equals("-"));
      for (int i = 0; i < outputs.size(); i++) {
        answer(id, row, outputs.get(i), i < answers.size() ? answers.get(i) : "");
      }
      if (id.equals(OutcomeRules.DECISION)) {
        outcome(row, conditions, answers, inputs, outputs);
      }
      if (id.equals(RequestRules.DECISION)) {
        request(row, conditions, answers, inputs, outputs);
      }
      if (id.equals("routing")) {
        String block = value(answers.get(outputs.indexOf("block")));
        String body = value(answers.get(outputs.indexOf("body")));
        if (block.isEmpty() != body.isEmpty()) {
          findings.refuse(row, "указан только блок или только орган: укажите оба или ни одного");
        }
      }
    }
    if (!catchAll) {
      findings.refuse(
          label,
          "нет строки «во всех остальных случаях»: добавьте последнюю строку с пустыми условиями");
    }
  }

  private void answer(String table, String row, String column, String cell) {
    if (table.equals("routing") && column.equals("body") && cell.equals(MUNICIPALITY)) {
      return;
    }
    if (!cell.matches("\"[^\"]*\"")) {
      findings.refuse(row, "столбец «%s»: нужно значение в кавычках, а не «%s»", column, cell);
      return;
    }
    String value = value(cell);
    switch (table + "." + column) {
      case "routing.block" -> known(row, "блок", value, product.blocks(), "blocks.csv");
      case "routing.body" -> known(row, "орган", value, product.bodies(), "bodies.csv");
      case "approval-route.order" -> oneOf(row, "порядок", value, Set.of("IN_TURN", "PARALLEL"));
      case "approval-route.approvers" -> {
        for (String role : value.split(",", -1)) {
          oneOf(row, "роль согласующего", role.strip(), Set.of("approver", "head"));
        }
      }
      case "requests.enclosure" -> {
        if (!value.isEmpty()) {
          oneOf(row, "что прилагается", value, Set.copyOf(RequestRules.ENCLOSURES));
        }
      }
      case "requests.verdict", "outcomes.verdict" ->
          oneOf(row, "решение", value, Set.of("ALLOWED", "REFUSED"));
      case "outcomes.term" -> {
        if (!value.isEmpty() && !terms.isEmpty()) {
          oneOf(row, "срок", value, terms.keySet());
        }
      }
      case "ladder.level" -> oneOf(row, "ступень", value, Set.of("1", "2", "3"));
      default -> {
        // notes are free
      }
    }
  }

  /** Before the files of bodies and blocks are read nothing can be told known from unknown. */
  private void known(String row, String what, String value, Set<String> all, String file) {
    if (!value.isEmpty() && !product.blocks().isEmpty() && !all.contains(value)) {
      findings.refuse(
          row,
          "неизвестный %s «%s»: возьмите идентификатор из %s или оставьте пусто – решит координатор",
          what,
          value,
          file);
    }
  }

  private void oneOf(String row, String what, String value, Set<String> all) {
    if (!all.contains(value)) {
      findings.refuse(
          row,
          "неизвестно: %s «%s», можно %s",
          what,
          value,
          String.join(", ", new java.util.TreeSet<>(all)));
    }
  }

  private static String value(String cell) {
    return cell.length() < 2 ? "" : cell.substring(1, cell.length() - 1);
  }

  private static List<String> cells(Element rule, String kind) {
    var cells = new ArrayList<String>();
    Xml.children(rule, kind).forEach(entry -> cells.add(Xml.textOf(entry, "text")));
    return cells;
  }
}
