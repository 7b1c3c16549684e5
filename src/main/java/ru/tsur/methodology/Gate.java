package ru.tsur.methodology;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import ru.tsur.deadline.Term;
import ru.tsur.organization.Organization;
import ru.tsur.workflow.OutcomeRules;
import ru.tsur.workflow.TaskForms;
import ru.tsur.workflow.engine.DiagramSafety;

/**
 * The one gate before the engine, for whatever door a set comes by. Says all that is wrong at once,
 * in Russian, with the element and the cure. It knows only what can be seen in the files; what
 * holds at run time does not rely on it.
 */
@Component
public class Gate {

  /**
   * What the product knows and files may refer to.
   *
   * @param blocks ids of open blocks; none: the organization is still empty
   * @param bodies ids of open bodies
   * @param servesTask whether Java knows what an embedded form of this user task does
   * @param ownForms the set in the jar
   */
  record Product(
      Set<String> blocks, Set<String> bodies, Predicate<String> servesTask, FileSet ownForms) {}

  static final String TERMS_FILE = "processes/terms.dmn";

  private static final Pattern FILE =
      Pattern.compile(
          "processes/[A-Za-z0-9_-]{1,80}\\.(bpmn|dmn)|forms/[A-Za-z0-9_-]{1,80}\\.(html|form)");
  private static final Set<String> REQUIRED_PROCESSES = Set.of("appeal");

  private final Supplier<Product> product;

  @Autowired
  Gate(Organization organization, TaskForms forms, SourceFiles files) {
    this(
        () ->
            new Product(
                organization.blocks().stream()
                    .map(block -> block.id().value())
                    .collect(Collectors.toSet()),
                organization.bodies().stream()
                    .map(body -> body.id().value())
                    .collect(Collectors.toSet()),
                element -> forms.of(element).isPresent(),
                files.ofJar()));
  }

  Gate(Supplier<Product> product) {
    this.product = product;
  }

  /** All that is wrong with a complete set. */
  public List<Problem> check(FileSet set) {
    return new Check(set, product.get()).problems();
  }

  /** One check of one set. */
  private static final class Check {

    private final FileSet set;
    private final Product product;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Element> diagrams = new LinkedHashMap<>();
    private final Map<String, Element> tables = new LinkedHashMap<>();
    private final Map<String, JsonNode> forms = new LinkedHashMap<>();

    Check(FileSet set, Product product) {
      this.set = set;
      this.product = product;
    }

    List<Problem> problems() {
      set.files().forEach(this::read);
      List<Term> terms =
          tables.containsKey(TERMS_FILE)
              ? TermRules.read(set.file(TERMS_FILE).orElseThrow(), in(TERMS_FILE))
              : List.of();
      if (set.file(TERMS_FILE).isEmpty()) {
        in(TERMS_FILE).refuse(Findings.WHOLE, "таблицы сроков нет в наборе: верните файл");
      }
      Index index = index(terms);
      for (String process : REQUIRED_PROCESSES) {
        if (!index.processes().contains(process) && areAllDiagramsRead()) {
          in("processes/" + process + ".bpmn")
              .refuse(
                  Findings.WHOLE,
                  "нет процесса «%s»: с него начинается обращение, верните схему с этим идентификатором",
                  process);
        }
      }
      if (!index.decisions().contains(OutcomeRules.DECISION) && areAllTablesRead()) {
        in("processes/" + OutcomeRules.DECISION + ".dmn")
            .refuse(
                Findings.WHOLE,
                "нет таблицы «%s»: по ней проверяются исходы первичного анализа, верните файл",
                OutcomeRules.DECISION);
      }
      forms.forEach((file, form) -> FormRules.check(form, in(file)));
      tables.forEach((file, root) -> new TableRules(product, index.terms(), in(file)).check(root));
      diagrams.forEach(
          (file, root) -> new DiagramRules(index, product.servesTask(), in(file)).check(root));
      return List.copyOf(problems);
    }

    private boolean areAllTablesRead() {
      return set.files().keySet().stream()
          .filter(file -> file.endsWith(".dmn"))
          .allMatch(tables::containsKey);
    }

    /** Of one that does not read nobody knows which processes it has. */
    private boolean areAllDiagramsRead() {
      return set.files().keySet().stream()
          .filter(file -> file.endsWith(".bpmn"))
          .allMatch(diagrams::containsKey);
    }

    private Findings in(String file) {
      return new Findings(file, problems);
    }

    private void read(String file, byte[] content) {
      Findings findings = in(file);
      if (!FILE.matcher(file).matches()) {
        findings.refuse(
            Findings.WHOLE,
            "такой файл не публикуется: нужны схемы .bpmn, таблицы .dmn и формы .form с именем из латинских букв, цифр, дефисов и подчёркиваний");
        return;
      }
      var unsafe = DiagramSafety.problems(file, content);
      unsafe.forEach(one -> findings.refuse(one.element(), "%s", withCure(one.message())));
      switch (file.substring(file.lastIndexOf('.') + 1)) {
        case "bpmn" -> {
          if (isValid(
              findings,
              content,
              () -> Bpmn.readModelFromStream(new ByteArrayInputStream(content)))) {
            Xml.read(content).ifPresent(root -> diagrams.put(file, root));
          }
        }
        case "dmn" -> {
          if (isValid(
              findings,
              content,
              () -> Dmn.readModelFromStream(new ByteArrayInputStream(content)))) {
            Xml.read(content).ifPresent(root -> tables.put(file, root));
          }
        }
        case "form" -> FormRules.read(content, findings).ifPresent(form -> forms.put(file, form));
        default -> {
          Optional<byte[]> own = product.ownForms().file(file);
          if (own.isEmpty() || !Arrays.equals(own.get(), content)) {
            findings.refuse(
                Findings.WHOLE,
                "страница .html содержит код и меняется только вместе с программой: верните файл из поставки либо сделайте форму .form");
          }
        }
      }
    }

    private static String withCure(String message) {
      String cure =
          message.contains("сценари") || message.contains("код в схемах")
              ? "уберите его и вызовите именованный шаг, например ${formAssignments}"
              : message.contains("неизвестный помощник") || message.contains("нет действия")
                  ? "выберите имя из списка в docs/methodologist.md"
                  : message.contains("тип задачи")
                      ? "вызовите именованный шаг, например ${formAssignments}"
                      : message.contains("DOCTYPE")
                          ? "уберите их"
                          : message.contains("как XML")
                              ? "начните с действующего файла и повторите правку в Camunda Modeler"
                              : message.contains("запрещен") || message.contains("запрещён")
                                  ? "уберите его"
                                  : "";
      return cure.isEmpty() ? message : message + "; " + cure;
    }

    private boolean isValid(Findings findings, byte[] content, Runnable reading) {
      if (Xml.read(content).isEmpty()) {
        return false; // DiagramSafety says so
      }
      try {
        reading.run();
        return true;
      } catch (ModelException invalid) {
        findings.refuse(
            Findings.WHOLE,
            "файл не соответствует стандарту%s; "
                + "откройте его в Camunda Modeler и исправьте или начните с действующего файла",
            Standard.departure(findings.file().endsWith(".dmn"), content)
                .map(" – "::concat)
                .orElse(""));
        return false;
      }
    }

    private Index index(List<Term> terms) {
      Map<String, String> processes = new LinkedHashMap<>();
      diagrams.forEach(
          (file, root) ->
              Xml.children(root, "process")
                  .forEach(process -> unique("процесс", process, file, processes)));
      Map<String, String> decisions = new LinkedHashMap<>();
      tables.forEach(
          (file, root) ->
              Xml.children(root, "decision")
                  .forEach(decision -> unique("таблица", decision, file, decisions)));
      Map<String, String> fileOfForm = new LinkedHashMap<>();
      Map<String, Set<String>> fields = new LinkedHashMap<>();
      forms.forEach(
          (file, form) -> {
            String id = form.path("id").asText();
            String other = fileOfForm.putIfAbsent(id, file);
            if (other != null) {
              in(file)
                  .refuse(
                      Findings.WHOLE,
                      "форма «%s» уже есть в файле %s: дайте другой идентификатор",
                      id,
                      other);
            }
            fields.put(id, FormRules.keys(form));
          });
      Set<String> pages = new TreeSet<>();
      set.files().keySet().stream().filter(name -> name.endsWith(".html")).forEach(pages::add);
      return new Index(
          new LinkedHashSet<>(processes.keySet()),
          new LinkedHashSet<>(decisions.keySet()),
          fields,
          pages,
          terms.stream()
              .collect(
                  Collectors.toMap(term -> term.id().value(), term -> term, (one, two) -> one)));
    }

    private void unique(String kind, Element one, String file, Map<String, String> fileOf) {
      String id = one.getAttribute("id");
      String other = fileOf.putIfAbsent(id, file);
      if (other != null) {
        in(file)
            .refuse(
                Xml.label(one),
                "%s с идентификатором «%s» уже есть в файле %s: загрузите схему под тем же именем файла или дайте другой идентификатор",
                kind,
                id,
                other);
      }
    }
  }
}
