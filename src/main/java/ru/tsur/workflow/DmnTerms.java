package ru.tsur.workflow;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelException;
import ru.tsur.deadline.FirstDay;
import ru.tsur.deadline.NonWorkingDay;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Unit;
import ru.tsur.deadline.WorkingTime;

/**
 * Reads {@code terms.dmn} as data, without the engine: the cells must be literals, so a term can be
 * looked up without an evaluation and without decision history. Used once for each text.
 */
public final class DmnTerms {

  /** Id of the decision. */
  public static final String DECISION = "terms";

  private static final String INPUT = "term";
  private static final List<String> COLUMNS =
      List.of("label", "article", "length", "unit", "nonWorkingDay", "firstDay", "hours");

  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> rowOfTerm = new HashMap<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, String> labels = new HashMap<>();

  private DmnTerms() {}

  /**
   * The rows of the table in their order. Whether the law allows a row is a question for {@link
   * ru.tsur.deadline.LawLimits}.
   *
   * @throws InvalidTerms with all faults
   */
  public static List<Term> read(InputStream dmn) {
    DmnModelInstance model;
    try {
      model = Dmn.readModelFromStream(dmn);
    } catch (ModelException e) {
      throw new InvalidTerms(List.of("Файл не читается как таблица DMN."));
    }
    return new DmnTerms().read(model);
  }

  private List<Term> read(DmnModelInstance model) {
    DecisionTable table = table(model);
    if (table.getHitPolicy() != HitPolicy.UNIQUE) {
      faults.add("Политика попаданий таблицы должна быть UNIQUE: одна строка – один срок.");
    }
    if (table.getInputs().size() != 1
        || !INPUT.equals(
            text(table.getInputs().iterator().next().getInputExpression().getText()))) {
      faults.add("Входной столбец должен быть один, с выражением term.");
    }
    int position = 0;
    for (Output output : table.getOutputs()) {
      columns.put(output.getName(), position++);
      labels.put(
          output.getName(), output.getLabel() == null ? output.getName() : output.getLabel());
    }
    COLUMNS.stream()
        .filter(column -> !columns.containsKey(column))
        .forEach(column -> faults.add("Нет столбца с именем " + column + "."));
    List<Term> terms = new ArrayList<>();
    if (faults.isEmpty()) {
      int number = 0;
      for (Rule rule : table.getRules()) {
        number++;
        int before = faults.size();
        Term term = new Row(number, rule).term();
        if (faults.size() == before) {
          terms.add(term);
        }
      }
      if (number == 0) {
        faults.add("В таблице нет ни одной строки.");
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidTerms(faults);
    }
    return List.copyOf(terms);
  }

  private static DecisionTable table(DmnModelInstance model) {
    return model.getModelElementsByType(Decision.class).stream()
        .filter(decision -> DECISION.equals(decision.getId()))
        .map(Decision::getExpression)
        .filter(DecisionTable.class::isInstance)
        .map(DecisionTable.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidTerms(
                    List.of("В файле нет таблицы решений с идентификатором «" + DECISION + "».")));
  }

  private static String text(Text element) {
    return element == null || element.getTextContent() == null
        ? ""
        : element.getTextContent().trim();
  }

  /**
   * One rule; a fault in a cell is noted and the cell answers a stand-in, so that all faults are
   * found at once.
   */
  private final class Row {

    private final int number;
    private final List<String> outputs;
    private final String id;

    Row(int number, Rule rule) {
      this.number = number;
      this.outputs = rule.getOutputEntries().stream().map(entry -> text(entry.getText())).toList();
      List<String> inputs =
          rule.getInputEntries().stream().map(entry -> text(entry.getText())).toList();
      this.id = inputs.size() == 1 ? literal("Срок", inputs.get(0)) : "";
    }

    Term term() {
      if (!TermId.isValid(id)) {
        fault(
            "Срок",
            "нужен идентификатор из заглавных латинских букв, цифр и «_» в кавычках, например \"T5\"");
        return null;
      }
      Integer earlier = rowOfTerm.putIfAbsent(id, number);
      if (earlier != null) {
        fault("Срок", "такой срок уже есть в строке " + earlier);
      }
      int before = faults.size();
      String label = limited("label", 300);
      String article = limited("article", 100);
      OptionalInt length = length();
      Unit unit = constant("unit", Unit.class);
      NonWorkingDay nonWorkingDay = constant("nonWorkingDay", NonWorkingDay.class);
      FirstDay firstDay = constant("firstDay", FirstDay.class);
      WorkingTime hours = constant("hours", WorkingTime.class);
      return faults.size() == before
          ? new Term(new TermId(id), label, article, length, unit, nonWorkingDay, firstDay, hours)
          : null;
    }

    private String limited(String column, int longest) {
      String value = literal(labels.get(column), cell(column));
      if (value.isBlank() || value.length() > longest) {
        fault(labels.get(column), "нужен текст от 1 до " + longest + " знаков");
      }
      return value;
    }

    private OptionalInt length() {
      String cell = cell("length");
      if (cell.isEmpty()) {
        return OptionalInt.empty();
      }
      if (!cell.matches("\\d{1,4}")
          || Integer.parseInt(cell) < 1
          || Integer.parseInt(cell) > Term.LONGEST) {
        fault(
            labels.get("length"),
            "нужно целое число от 1 до "
                + Term.LONGEST
                + " или пусто, если срок не установлен, а не «"
                + cell
                + "»");
        return OptionalInt.empty();
      }
      return OptionalInt.of(Integer.parseInt(cell));
    }

    private <E extends Enum<E>> E constant(String column, Class<E> type) {
      String value = literal(labels.get(column), cell(column));
      Collection<E> all = EnumSet.allOf(type);
      return all.stream()
          .filter(each -> each.name().equals(value))
          .findFirst()
          .orElseGet(
              () -> {
                fault(
                    labels.get(column),
                    "«"
                        + value
                        + "» неизвестно, можно: "
                        + Arrays.toString(type.getEnumConstants()));
                return null;
              });
    }

    private String cell(String column) {
      int position = columns.get(column);
      return position < outputs.size() ? outputs.get(position) : "";
    }

    private String literal(String column, String cell) {
      if (cell.length() < 2 || !cell.startsWith("\"") || !cell.endsWith("\"")) {
        fault(
            column,
            "нужен текст в кавычках, а не "
                + (cell.isEmpty() ? "пустая ячейка" : "«" + cell + "»"));
        return "";
      }
      String inside = cell.substring(1, cell.length() - 1);
      if (inside.replace("\\\"", "").contains("\"")) {
        fault(column, "нужен один текст в кавычках, а не выражение «" + cell + "»");
      }
      return inside.replace("\\\"", "\"");
    }

    private void fault(String column, String what) {
      faults.add(
          "Строка "
              + number
              + (id == null || id.isEmpty() ? "" : " (" + id + ")")
              + ", столбец «"
              + column
              + "»: "
              + what
              + ".");
    }
  }
}
