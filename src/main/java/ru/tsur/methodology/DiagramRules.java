package ru.tsur.methodology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import ru.tsur.deadline.Term;
import ru.tsur.organization.Role;

/** A diagram that officials can read and the product can run. */
final class DiagramRules {

  private static final Set<String> TASKS =
      Set.of(
          "task",
          "userTask",
          "serviceTask",
          "sendTask",
          "receiveTask",
          "manualTask",
          "businessRuleTask",
          "callActivity",
          "subProcess");
  private static final Set<String> EVENTS =
      Set.of(
          "startEvent",
          "endEvent",
          "boundaryEvent",
          "intermediateCatchEvent",
          "intermediateThrowEvent");

  /** Topics of external tasks that the product has a worker for. */
  private static final Set<String> TOPICS = Set.of("letter-email");

  private static final Pattern TERM_CALL = Pattern.compile("terms\\.(due|breach)\\(([^)]*)\\)");
  private static final Pattern GROUP_CALL = Pattern.compile("desk\\.group\\(([^)]*)\\)");
  private static final Pattern CODE =
      Pattern.compile("\\s*execution\\s*,\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*");
  private static final Pattern TIMER =
      Pattern.compile(
          "\\$\\{\\s*terms\\.(breach|breachOf|breachOfOutcome|breachOfPart|breachOfPromise|breachesOfPromise|breachOfControl|breachOfVisit|reminders|remindersOf|promiseReminders|visitReminder|retry|measuresDue)\\(.*\\)\\s*}");
  private static final Pattern DUE =
      Pattern.compile(
          "\\$\\{\\s*terms\\.due(?:Of|OfOutcome|OfPart|OfPromise|OfControl|OfVisit)?\\(.*\\)\\s*}");
  private static final Pattern GROUP = Pattern.compile("\\$\\{\\s*desk\\.group\\(.*\\)\\s*}");
  private static final Pattern PAGE = Pattern.compile("embedded:deployment:(forms/[^/]+\\.html)");

  /** A condition that holds or fails where nobody decided anything. */
  private static final Pattern NEGATION = Pattern.compile("!|\\b(?:not|ne|false)\\b|['\"]NO['\"]");

  private static final Pattern FIGURE =
      Pattern.compile("(\\d+)\\s+(?:(?:рабоч|календарн)\\S*\\s+)?(?:день|дня|дней|час)");

  private final Index index;
  private final Predicate<String> servesTask;
  private final Findings findings;
  private List<Element> flows = List.of();

  DiagramRules(Index index, Predicate<String> servesTask, Findings findings) {
    this.index = index;
    this.servesTask = servesTask;
    this.findings = findings;
  }

  void check(Element root) {
    List<Element> processes = Xml.children(root, "process");
    if (processes.isEmpty()) {
      findings.refuse(Findings.WHOLE, "в файле нет процесса: нарисуйте его");
    }
    processes.forEach(this::process);
  }

  private void process(Element process) {
    String label = Xml.label(process);
    if (process.getAttribute("name").isBlank()) {
      findings.refuse(label, "у процесса нет названия: дайте его");
    }
    if (Xml.textOf(process, "documentation").isEmpty()) {
      findings.refuse(label, "у процесса нет описания: напишите, что в нём происходит");
    }
    if (!process.getAttribute("isExecutable").equals("true")) {
      findings.refuse(label, "процесс не исполняемый: отметьте «Executable»");
    }
    if (!TableRules.isInDays(Xml.camunda(process, "historyTimeToLive"))) {
      findings.refuse(
          label,
          "не указан срок хранения истории в днях (годы движок не читает): поставьте historyTimeToLive=\"P1826D\"");
    }
    flows = Xml.descendants(process, "sequenceFlow");
    expressions(process, label);
    Xml.descendants(process).stream()
        .filter(element -> Xml.BPMN.equals(element.getNamespaceURI()))
        .forEach(this::element);
  }

  private void element(Element element) {
    String kind = element.getLocalName();
    String label = Xml.label(element);
    if (TASKS.contains(kind) && element.getAttribute("name").isBlank()) {
      findings.refuse(label, "у шага нет названия: назовите его глаголом, «Подписать ответ»");
    }
    if (EVENTS.contains(kind) && element.getAttribute("name").isBlank()) {
      findings.refuse(label, "у события нет названия: напишите, что произошло");
    }
    switch (kind) {
      case "exclusiveGateway", "inclusiveGateway" -> split(element, label);
      case "userTask" -> userTask(element, label);
      case "serviceTask", "sendTask" -> step(element, label);
      case "businessRuleTask" -> decision(element, label);
      case "callActivity" -> call(element, label);
      case "timeDate", "timeDuration", "timeCycle" -> timer(element);
      case "task", "manualTask", "receiveTask" ->
          findings.refuse(
              label,
              "такой шаг ничего не делает: выберите вид – задача человека, шаг программы, таблица или вызов процесса");
      default -> {
        // nothing to hold
      }
    }
  }

  private void split(Element gateway, String label) {
    List<Element> branches =
        flows.stream()
            .filter(flow -> flow.getAttribute("sourceRef").equals(gateway.getAttribute("id")))
            .toList();
    if (branches.size() < 2) {
      return;
    }
    if (gateway.getAttribute("name").isBlank()) {
      findings.refuse(label, "у развилки нет вопроса: назовите её, «Ответ подписан?»");
    }
    String usual = gateway.getAttribute("default");
    if (usual.isEmpty()) {
      findings.refuse(
          label,
          "у развилки нет ветви по умолчанию: отметьте безопасный путь, например возврат, как Default Flow");
    }
    for (Element branch : branches) {
      if (branch.getAttribute("name").isBlank()) {
        findings.refuse(
            label, "ветвь %s без ответа: подпишите её, «да» или «нет»", branch.getAttribute("id"));
      }
      if (!usual.isEmpty()
          && !branch.getAttribute("id").equals(usual)
          && Xml.textOf(branch, "conditionExpression").isEmpty()) {
        findings.refuse(
            label,
            "у ветви %s нет условия: напишите его, ${signed == true}",
            branch.getAttribute("id"));
      }
      if (NEGATION.matcher(Xml.textOf(branch, "conditionExpression")).find()) {
        findings.refuse(
            label,
            "условие ветви %s – отрицание, и обращение без решения пошло бы по ветви согласия: условие напишите на согласии, ${signed == true}, а эту ветвь отметьте как Default Flow",
            branch.getAttribute("id"));
      }
    }
  }

  private void userTask(Element task, String label) {
    if (Xml.textOf(task, "documentation").isEmpty()) {
      findings.refuse(
          label, "у задачи нет описания: напишите, что делать, по какой статье и что будет дальше");
    }
    String due = Xml.camunda(task, "dueDate");
    if (!DUE.matcher(due).matches()) {
      findings.refuse(
          label,
          due.isEmpty()
              ? "у задачи нет срока: поставьте Due date ${terms.due(execution,'STEP_EXECUTE')}"
              : "срок задачи «"
                  + quoted(due)
                  + "» не из таблицы: поставьте ${terms.due(execution,'STEP_EXECUTE')}");
    }
    if (!Xml.camunda(task, "followUpDate").isEmpty()) {
      findings.refuse(label, "дата напоминания у задачи не используется: уберите Follow up date");
    }
    candidates(task, label);
    form(task, label);
  }

  private void candidates(Element task, String label) {
    String groups = Xml.camunda(task, "candidateGroups");
    boolean inLoop =
        Xml.child(task, "multiInstanceLoopCharacteristics")
            .map(loop -> Xml.camunda(loop, "elementVariable"))
            .filter(variable -> !variable.isEmpty())
            .filter(variable -> groups.equals("${" + variable + "}"))
            .isPresent();
    if (!inLoop && !GROUP.matcher(groups).matches()) {
      findings.refuse(
          label,
          groups.isEmpty()
              ? "не указано, чья это задача: поставьте Candidate groups ${desk.group(execution,'executor')}"
              : "группа «"
                  + quoted(groups)
                  + "» задана не ролью: поставьте ${desk.group(execution,'executor')}");
    }
    String assignee = Xml.camunda(task, "assignee");
    if (!assignee.isEmpty() && !assignee.equals("${desk.executor(execution)}")) {
      findings.refuse(
          label, "задача назначена лично («%s»): уберите Assignee, задачу получает роль", assignee);
    }
    if (!Xml.camunda(task, "candidateUsers").isEmpty()) {
      findings.refuse(label, "задача предложена лично: уберите Candidate users");
    }
  }

  private void form(Element task, String label) {
    String key = Xml.camunda(task, "formKey");
    String reference = Xml.camunda(task, "formRef");
    Optional<Set<String>> fields = fields(task);
    if (fields.isEmpty()) {
      findings.refuse(
          label,
          "нет свойства fields: добавьте его в Extension properties, через запятую переменные, которые решает задача (или пусто)");
    }
    if (!reference.isEmpty()) {
      binding(task, "formRefBinding", label, "форма");
      Set<String> keys = index.forms().get(reference);
      if (keys == null) {
        findings.refuse(
            label, "формы «%s» нет в наборе: загрузите файл .form с этим id", reference);
      } else if (fields.isPresent()) {
        keys.stream()
            .filter(field -> !fields.get().contains(field))
            .forEach(
                field ->
                    findings.refuse(
                        label,
                        "поле «%s» формы «%s» не названо в свойстве fields: допишите его или уберите из формы",
                        field,
                        reference));
      }
    } else if (!key.isEmpty()) {
      Matcher page = PAGE.matcher(key);
      if (!page.matches()) {
        findings.refuse(
            label,
            "форма «%s» задана не так: embedded:deployment:forms/….html либо Camunda Form по id",
            key);
      } else if (!index.pages().contains(page.group(1))) {
        findings.refuse(label, "формы «%s» нет в наборе: выберите имеющуюся", page.group(1));
      } else if (!servesTask.test(task.getAttribute("id"))) {
        findings.refuse(
            label,
            "программа не знает задачи с этим идентификатором, страница .html в ней не сработает: верните прежний идентификатор либо сделайте форму .form");
      }
    } else {
      findings.refuse(label, "у задачи нет формы: выберите форму .form по id");
    }
  }

  private static Optional<Set<String>> fields(Element task) {
    return Xml.child(task, "extensionElements")
        .flatMap(extension -> Xml.child(extension, "properties"))
        .flatMap(
            properties ->
                Xml.children(properties, "property").stream()
                    .filter(property -> property.getAttribute("name").equals("fields"))
                    .findFirst())
        .map(
            property ->
                Arrays.stream(property.getAttribute("value").split(","))
                    .map(String::strip)
                    .filter(field -> !field.isEmpty())
                    .collect(Collectors.toSet()));
  }

  private void step(Element task, String label) {
    if (Xml.camunda(task, "type").equals("external")) {
      String topic = Xml.camunda(task, "topic");
      if (!TOPICS.contains(topic)) {
        findings.refuse(
            label,
            "внешнюю задачу «%s» никто не выполняет: можно %s",
            topic,
            String.join(", ", TOPICS));
      }
    } else if (Xml.camunda(task, "delegateExpression").isEmpty()) {
      findings.refuse(
          label, "у шага нет действия: вызовите именованный шаг, например ${formAssignments}");
    }
  }

  private void decision(Element task, String label) {
    String table = Xml.camunda(task, "decisionRef");
    if (!index.decisions().contains(table)) {
      findings.refuse(
          label,
          table.isEmpty()
              ? "не указана таблица: выберите Decision reference"
              : "таблицы «"
                  + quoted(table)
                  + "» нет в наборе: загрузите её или выберите имеющуюся");
    }
    binding(task, "decisionRefBinding", label, "таблица");
  }

  private void call(Element call, String label) {
    String called = call.getAttribute("calledElement").strip();
    if (!index.processes().contains(called)) {
      findings.refuse(
          label,
          called.isEmpty()
              ? "не указан вызываемый процесс: выберите Called element"
              : "процесса «"
                  + quoted(called)
                  + "» нет в наборе: загрузите его или выберите имеющийся");
    }
    binding(call, "calledElementBinding", label, "процесс");
    boolean knowsAppeal =
        Xml.descendants(call, "in").stream()
            .anyMatch(
                in -> in.getAttribute("businessKey").contains("execution.processBusinessKey"));
    if (!knowsAppeal) {
      findings.refuse(
          label,
          "вызванный процесс не узнает обращения: передайте Business key ${execution.processBusinessKey}");
    }
  }

  private void binding(Element element, String attribute, String label, String what) {
    String binding = Xml.camunda(element, attribute);
    if (!binding.equals("deployment")) {
      findings.refuse(
          label,
          "%s берётся не из своего набора (%s): выберите Binding «deployment», иначе идущие обращения перейдут на чужую версию",
          what,
          binding.isEmpty() ? "latest" : binding);
    }
  }

  private void timer(Element timer) {
    Element event = (Element) timer.getParentNode().getParentNode();
    String label = Xml.label(event);
    String date = timer.getTextContent().strip();
    if (!TIMER.matcher(date).matches()) {
      findings.refuse(
          label,
          "срок «%s» вписан в схему: назовите строку таблицы, ${terms.breach(execution,'T5')}",
          date);
      return;
    }
    Matcher call = TERM_CALL.matcher(date);
    Matcher figure = FIGURE.matcher(event.getAttribute("name"));
    if (call.find() && figure.find()) {
      Optional<Term> term = code(call.group(2)).map(index.terms()::get);
      OptionalInt length = term.map(Term::length).orElse(OptionalInt.empty());
      if (length.isPresent() && length.getAsInt() != Integer.parseInt(figure.group(1))) {
        findings.warn(
            label,
            "в подписи %s, а в таблице сроков %d: исправьте подпись или строку %s",
            figure.group(),
            length.getAsInt(),
            term.orElseThrow().id());
      }
    }
  }

  /** Terms and roles named anywhere: in attributes, conditions, parameters. */
  private void expressions(Element element, String nearest) {
    String label =
        element.hasAttribute("name") && element.hasAttribute("id") ? Xml.label(element) : nearest;
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      expression(((Attr) attributes.item(i)).getValue(), label);
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Text text) {
        expression(text.getData(), label);
      } else if (node instanceof Element child) {
        expressions(child, label);
      }
    }
  }

  private void expression(String text, String label) {
    if (!text.contains("{")) {
      return;
    }
    for (Matcher call = TERM_CALL.matcher(text); call.find(); ) {
      Optional<String> code = code(call.group(2));
      if (code.isEmpty()) {
        findings.refuse(
            label,
            "срок «%s» назван не кодом: пишите ${terms.%s(execution,'T5')}",
            call.group(),
            call.group(1));
      } else if (!index.terms().isEmpty() && !index.terms().containsKey(code.get())) {
        findings.refuse(
            label,
            "срока «%s» нет в terms.dmn: добавьте строку или назовите имеющуюся",
            code.get());
      } else if (!index.terms().isEmpty() && index.terms().get(code.get()).length().isEmpty()) {
        findings.refuse(label, "у срока «%s» в terms.dmn нет длины: укажите её", code.get());
      }
    }
    for (Matcher call = GROUP_CALL.matcher(text); call.find(); ) {
      Optional<String> role = code(call.group(1));
      if (role.isEmpty() || !isRole(role.get())) {
        findings.refuse(
            label,
            "неизвестная роль «%s»: можно %s",
            role.orElse(call.group(1)),
            Arrays.stream(Role.values())
                .filter(DiagramRules::doesTasks)
                .map(Role::prefix)
                .collect(Collectors.joining(", ")));
      }
    }
  }

  private static boolean isRole(String prefix) {
    return Arrays.stream(Role.values())
        .anyMatch(role -> doesTasks(role) && role.prefix().equals(prefix));
  }

  private static boolean doesTasks(Role role) {
    return switch (role) {
      case SYSTEM, CONTROLLER, METHODOLOGIST, ADMINISTRATOR -> false;
      default -> true;
    };
  }

  private static Optional<String> code(String arguments) {
    Matcher code = CODE.matcher(arguments);
    return code.matches()
        ? Optional.ofNullable(code.group(1)).or(() -> Optional.ofNullable(code.group(2)))
        : Optional.empty();
  }

  /** For texts that go through a format. */
  private static String quoted(String text) {
    return text.replace("%", "%%");
  }
}
