package ru.tsur;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TextAnnotation;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.xml.instance.DomElement;

/**
 * The rules for a diagram that hangs on a wall: what it says (names, ids, documentation, terms),
 * what it may not hold (code, lengths of terms), how it is laid out. {@link #findings()} is empty
 * for a good one.
 */
final class DiagramStyle {

  /** Length of a term as the terms table has it. */
  record TermRow(String length, String unit, String article) {}

  private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  private static final double WIDTH = 1500;
  private static final double HEIGHT = 800;
  private static final double GAP = 50;

  private static final Pattern CONDITION = Pattern.compile("\\$\\{\\w+ == ('(?!NO')\\w+'|true)}");
  private static final Pattern BEAN = Pattern.compile("\\$\\{\\w+}");
  private static final Pattern TIMER =
      Pattern.compile("\\$\\{terms\\.\\w+\\(execution(,'\\w+')?\\)}");
  private static final Pattern TERM =
      Pattern.compile("terms\\.(?:breach|due)\\(execution,'(\\w+)'\\)");
  private static final Pattern FIGURE = Pattern.compile("(\\d+) (рабоч\\S+ )?(день|дня|дней)");
  private static final Pattern ARTICLE = Pattern.compile("ст\\. [\\d.]+( ч\\. [\\d.]+)?");
  private static final Pattern DURATION = Pattern.compile("\\b[PR]\\d*/?P?T?\\d+[YMWDHS]\\b");

  private final BpmnModelInstance model;
  private final Map<String, TermRow> terms;
  private final List<String> found = new ArrayList<>();
  private final List<FlowNode> nodes;
  private final List<SequenceFlow> flows;

  private DiagramStyle(String xml, Map<String, TermRow> terms) {
    this.model =
        Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    this.terms = terms;
    this.nodes = List.copyOf(model.getModelElementsByType(FlowNode.class));
    this.flows = List.copyOf(model.getModelElementsByType(SequenceFlow.class));
  }

  /**
   * What is wrong with a diagram, one line each, beginning with the id of the element.
   *
   * @param terms rows of the terms table; figures in labels and documentation are held to them
   */
  static List<String> findings(String xml, Map<String, TermRow> terms) {
    var style = new DiagramStyle(xml, terms);
    style.says();
    style.holdsNoCode();
    if (style.isDrawn()) {
      style.shapes();
      style.lines();
      style.labels();
      style.happyPath();
      style.size();
    }
    return style.found;
  }

  private void bad(BaseElement element, String what) {
    found.add(element.getId() + ": " + what);
  }

  private void need(boolean good, BaseElement element, String what) {
    if (!good) {
      bad(element, what);
    }
  }

  // ---- what it says

  private void says() {
    for (var process : model.getModelElementsByType(Process.class)) {
      need(process.isExecutable(), process, "not executable");
      need(named(process.getName()), process, "no name");
      need(documented(process), process, "no documentation");
      var kept = Objects.requireNonNullElse(process.getCamundaHistoryTimeToLiveString(), "");
      need(kept.matches("P\\d+D"), process, "historyTimeToLive not in days: " + kept);
    }
    nodes.forEach(this::saysNode);
    pairs(
        nodes.stream().filter(node -> named(node.getName())).toList(),
        (a, b) -> need(!a.getName().equals(b.getName()), a, "named like " + b.getId()));
    for (var flow : flows) {
      need(flow.getId().startsWith("Flow_"), flow, "id should begin with Flow_");
      var split = isSplit(flow.getSource());
      need(!split || named(flow.getName()), flow, "branch without an answer");
      need(split || !named(flow.getName()), flow, "label on a flow that is no branch");
      if (flow.getConditionExpression() != null) {
        var condition = flow.getConditionExpression().getTextContent();
        need(
            CONDITION.matcher(condition).matches(),
            flow,
            "is not one variable and one code that was given: " + condition);
      }
    }
    roles();
  }

  private void saysNode(FlowNode node) {
    var prefixes = prefixes(node);
    need(
        prefixes.stream().anyMatch(node.getId()::startsWith),
        node,
        "id should begin with " + String.join(" or ", prefixes));
    var nameless = node instanceof Gateway && !isSplit(node);
    need(nameless || named(node.getName()), node, "no name");
    need(!nameless || !named(node.getName()), node, "a joining gateway has no name");
    if (isSplit(node)) {
      need(
          Objects.requireNonNullElse(node.getName(), "").endsWith("?"),
          node,
          "a split asks a question");
      var usual = ((ExclusiveGateway) node).getDefault();
      need(usual != null, node, "no default flow");
      for (var branch : outgoing(node)) {
        need(
            branch.equals(usual) == (branch.getConditionExpression() == null),
            branch,
            "a condition on every branch but the default one");
      }
    }
    if (node instanceof Task && !(node instanceof CallActivity)) {
      need(documented(node), node, "no documentation");
      need(
          !Objects.requireNonNullElse(node.getName(), "").startsWith("Обработать"),
          node,
          "«Обработать» says nothing");
    }
    if (node instanceof UserTask task) {
      need(ARTICLE.matcher(documentation(task)).find(), task, "documentation names no article");
      need(named(task.getCamundaCandidateGroups()), task, "no candidate group");
      need(
          TERM.matcher(text(task.getCamundaDueDate())).find()
              || text(task.getCamundaDueDate())
                  .matches(
                      "\\$\\{terms\\.dueOf(Outcome|Promise|Part|Control|Visit)\\(execution\\)}")
              || text(task.getCamundaDueDate())
                  .matches("\\$\\{terms\\.dueOf\\(execution,'\\w+'\\)}"),
          task,
          "due date is no term");
      need(
          text(task.getCamundaFormKey()).startsWith("embedded:deployment:forms/")
              || "deployment".equals(task.getCamundaFormRefBinding()),
          task,
          "form not bound to the deployment");
      need(propertyNames(task).contains("fields"), task, "no property «fields»");
      figures(task, documentation(task));
    }
    if (node instanceof CallActivity call) {
      need(
          "deployment".equals(call.getCamundaCalledElementBinding()),
          call,
          "called element not bound to the deployment");
    }
    if (node instanceof BusinessRuleTask rule) {
      need(
          "deployment".equals(rule.getCamundaDecisionRefBinding()),
          rule,
          "decision not bound to the deployment");
    }
    if (node instanceof Event) {
      node.getChildElementsByType(TimerEventDefinition.class).forEach(timer -> timer(node, timer));
    }
  }

  private static List<String> prefixes(FlowNode node) {
    if (node instanceof SubProcess) {
      return List.of("Sub_");
    }
    if (node instanceof CallActivity) {
      return List.of("Call_");
    }
    if (node instanceof BusinessRuleTask) {
      return List.of("Rule_", "Task_");
    }
    if (node instanceof Activity) {
      return List.of("Task_");
    }
    if (node instanceof Gateway) {
      return List.of("Gateway_");
    }
    if (node instanceof StartEvent) {
      return List.of("Start_");
    }
    return List.of(node instanceof EndEvent ? "End_" : "Event_");
  }

  /** A timer names its term; its label has the figure and the article of the term's row. */
  private void timer(FlowNode event, TimerEventDefinition timer) {
    var expression = timer.getTextContent().strip();
    need(TIMER.matcher(expression).matches(), event, "timer is no term by name: " + expression);
    var term = TERM.matcher(expression);
    if (!term.find() || terms.isEmpty()) {
      return;
    }
    var row = terms.get(term.group(1));
    if (row == null) {
      bad(event, "unknown term " + term.group(1));
      return;
    }
    var name = Objects.requireNonNullElse(event.getName(), "");
    var figure = FIGURE.matcher(name);
    need(
        figure.find() && isLength(figure.group(1), figure.group(2), row),
        event,
        "«" + name + "» but the table has " + row.length() + " " + row.unit());
    var article = ARTICLE.matcher(name);
    need(
        !article.find() || row.article().startsWith(article.group()),
        event,
        "«" + name + "» but the table has " + row.article());
  }

  /** A figure in a documentation or a note is the length of a term whose article it quotes. */
  private void figures(BaseElement element, String said) {
    if (terms.isEmpty()) {
      return;
    }
    var articles = ARTICLE.matcher(said).results().map(m -> m.group()).toList();
    FIGURE
        .matcher(said)
        .results()
        .forEach(
            figure ->
                need(
                    terms.values().stream()
                        .filter(row -> articles.stream().anyMatch(row.article()::startsWith))
                        .anyMatch(row -> isLength(figure.group(1), figure.group(2), row)),
                    element,
                    "«" + figure.group() + "» is in no row of the quoted articles"));
  }

  private static boolean isLength(String figure, String working, TermRow row) {
    var unit = working == null ? "CALENDAR_DAYS" : "WORKING_DAYS";
    return row.length().equals(figure) && row.unit().equals(unit);
  }

  /** A text annotation at each task of a person says who. */
  private void roles() {
    var noted =
        model.getModelElementsByType(Association.class).stream()
            .filter(link -> link.getTarget() instanceof TextAnnotation)
            .map(link -> link.getSource().getId())
            .collect(Collectors.toSet());
    var loose =
        model.getModelElementsByType(TextAnnotation.class).stream()
            .filter(
                note ->
                    model.getModelElementsByType(Association.class).stream()
                        .noneMatch(link -> link.getTarget().equals(note)))
            .map(BaseElement::getParentElement)
            .toList();
    for (var task : model.getModelElementsByType(UserTask.class)) {
      // a note that points nowhere speaks for all tasks of its frame
      need(
          noted.contains(task.getId()) || loose.contains(task.getParentElement()),
          task,
          "no annotation says who does it");
    }
    for (var note : model.getModelElementsByType(TextAnnotation.class)) {
      figures(note, note.getText().getTextContent());
    }
  }

  // ---- what it may not hold

  private void holdsNoCode() {
    walk(
        model.getDocument().getRootElement(),
        element -> {
          var tag = element.getLocalName();
          var id = nearestId(element);
          if (List.of("scriptTask", "script", "connector", "field", "taskListener").contains(tag)) {
            found.add(id + ": " + tag + " is not allowed");
          }
          for (var attribute : List.of("class", "scriptFormat", "language", "expression")) {
            if (element.hasAttribute(attribute) || element.hasAttribute(CAMUNDA, attribute)) {
              found.add(id + ": attribute " + attribute + " is not allowed");
            }
          }
          Stream.of(
                  element.getAttribute("delegateExpression"),
                  element.getAttribute(CAMUNDA, "delegateExpression"))
              .filter(Objects::nonNull)
              .filter(bean -> !BEAN.matcher(bean).matches())
              .forEach(bean -> found.add(id + ": not the name of a bean: " + bean));
          if (element.hasAttribute("variables")) {
            found.add(id + ": hands over all variables");
          }
          if (element.getChildElements().isEmpty()
              && !tag.equals("documentation")
              && DURATION.matcher(element.getTextContent()).find()) {
            found.add(id + ": literal duration " + element.getTextContent().strip());
          }
        });
    for (var task : model.getModelElementsByType(ServiceTask.class)) {
      need(
          named(task.getCamundaDelegateExpression()) || "external".equals(task.getCamundaType()),
          task,
          "neither a bean nor an external task");
    }
  }

  private static void walk(DomElement element, java.util.function.Consumer<DomElement> visit) {
    visit.accept(element);
    element.getChildElements().forEach(child -> walk(child, visit));
  }

  private static String nearestId(DomElement element) {
    var at = element;
    while (at != null && at.getAttribute("id") == null) {
      at = at.getParentElement();
    }
    return at == null ? "?" : at.getAttribute("id");
  }

  // ---- how it is laid out

  private boolean isDrawn() {
    nodes.forEach(node -> need(node.getDiagramElement() != null, node, "not drawn"));
    flows.forEach(flow -> need(flow.getDiagramElement() != null, flow, "not drawn"));
    return Stream.concat(nodes.stream(), flows.stream())
        .allMatch(element -> element.getDiagramElement() != null);
  }

  private void shapes() {
    for (var node : nodes) {
      var box = box(node);
      if (node instanceof Event) {
        need(box.w() == 36 && box.h() == 36, node, "an event is 36×36");
      } else if (node instanceof Gateway) {
        need(box.w() == 50 && box.h() == 50, node, "a gateway is 50×50");
      } else if (!(node instanceof SubProcess)) {
        // wider only where a word of the name would break
        need(box.w() >= 100 && box.w() <= 120 && box.h() == 80, node, "a task is 100×80");
      }
      if (node instanceof BoundaryEvent event) {
        var host = box(event.getAttachedTo());
        var reminds = !event.cancelActivity() && !reminders(event).isEmpty();
        var message = !event.getChildElementsByType(MessageEventDefinition.class).isEmpty();
        // what a message ends is left to the right; what it begins may stand above
        var atRight = message && event.cancelActivity() && box.centre().x() == host.right();
        var atTop = message && !event.cancelActivity() && box.centre().y() == host.y();
        need(
            atRight || atTop || box.centre().y() == (reminds ? host.y() : host.bottom()),
            event,
            reminds ? "a reminder sits on the top edge" : "not on the bottom edge");
        need(
            atRight
                ? box.y() >= host.y() - 1 && box.bottom() <= host.bottom() + 1
                : box.x() >= host.x() - 1 && box.right() <= host.right() + 1,
            event,
            "hangs over a corner");
      }
      if (node.getParentElement() instanceof SubProcess frame) {
        need(box(frame).contains(box), node, "reaches out of " + frame.getId());
      }
    }
    var all = new ArrayList<BaseElement>(nodes);
    all.addAll(model.getModelElementsByType(TextAnnotation.class));
    pairs(
        all, (a, b) -> need(related(a, b) || !box(a).touches(box(b)), a, "overlaps " + b.getId()));
  }

  private static Collection<TimerEventDefinition> reminders(BoundaryEvent event) {
    return event.getChildElementsByType(TimerEventDefinition.class).stream()
        .filter(timer -> timer.getTimeCycle() != null)
        .filter(timer -> timer.getTimeCycle().getTextContent().contains("eminder"))
        .toList();
  }

  /** A boundary event and its host, a frame and what is in it. */
  private static boolean related(BaseElement a, BaseElement b) {
    return holds(a, b)
        || holds(b, a)
        || a instanceof BoundaryEvent onB && onB.getAttachedTo().equals(b)
        || b instanceof BoundaryEvent onA && onA.getAttachedTo().equals(a);
  }

  private static boolean holds(BaseElement frame, BaseElement element) {
    var at = element.getParentElement();
    while (at != null && !at.equals(frame)) {
      at = at.getParentElement();
    }
    return at != null;
  }

  private void lines() {
    for (var flow : flows) {
      var path = path(flow);
      for (var line : path) {
        need(line.isHorizontal() || line.isVertical(), flow, "not at right angles");
        for (var node : nodes) {
          need(holds(node, flow) || !line.enters(box(node)), flow, "runs through " + node.getId());
        }
        for (var note : model.getModelElementsByType(TextAnnotation.class)) {
          need(!line.enters(box(note)), flow, "runs through " + note.getId());
        }
        need(
            !line.goesLeft()
                || nodes.stream()
                    .filter(node -> node.getParentElement().equals(flow.getParentElement()))
                    .map(this::box)
                    .filter(box -> line.spans(box.centre().x()))
                    .allMatch(box -> box.bottom() < line.from().y()),
            flow,
            "a way back runs under everything it skips");
      }
      sides(flow, path);
      var straight = path.size() == 1 && path.get(0).isHorizontal();
      need(
          !straight || path.get(0).length() >= GAP - 0.5,
          flow,
          "gap under " + (int) GAP + " between two shapes");
    }
    pairs(flows, this::meet);
    for (var link : model.getModelElementsByType(Association.class)) {
      for (var flow : flows) {
        for (var line : path(flow)) {
          need(path(link).stream().noneMatch(line::touches), flow, "runs across " + link.getId());
        }
      }
    }
  }

  /** In at the left, out at the right; gateways by their tips; boundary events straight away. */
  private void sides(SequenceFlow flow, List<Line> path) {
    var from = path.get(0).from();
    var to = path.get(path.size() - 1).to();
    var source = box(flow.getSource());
    var target = box(flow.getTarget());
    if (flow.getSource() instanceof Gateway) {
      need(source.tips().contains(from), flow, "leaves a gateway beside its tips");
      need(!from.equals(source.left()), flow, "leaves a gateway at the left");
    } else if (flow.getSource() instanceof BoundaryEvent) {
      need(source.tips().contains(from), flow, "leaves an event askew");
    } else {
      need(
          from.x() == source.right() && source.spansY(from.y()),
          flow,
          "does not leave at the right");
    }
    if (flow.getTarget() instanceof Gateway) {
      need(
          target.tips().contains(to) && !to.equals(target.rightTip()),
          flow,
          "reaches a gateway beside its tips");
    } else {
      need(to.x() == target.x() && target.spansY(to.y()), flow, "does not enter at the left");
    }
  }

  /** Two flows meet only to run as one line into one target, or as one line out of one source. */
  private void meet(SequenceFlow a, SequenceFlow b) {
    var first = path(a);
    var second = path(b);
    if (a.getSource().equals(b.getSource())) {
      var parted = Line.withoutCommonEnd(Line.reversed(first), Line.reversed(second));
      var start = parted.get(0).isEmpty() ? null : parted.get(0).get(parted.get(0).size() - 1).to();
      for (var one : parted.get(0)) {
        for (var other : parted.get(1)) {
          need(!one.touches(other) || one.meetsOnlyAt(other, start), a, "crosses " + b.getId());
        }
      }
      return;
    }
    if (a.getTarget().equals(b.getTarget())) {
      var joined = Line.withoutCommonEnd(first, second);
      first = joined.get(0);
      second = joined.get(1);
      var end = first.isEmpty() ? null : first.get(first.size() - 1).to();
      for (var one : first) {
        for (var other : second) {
          need(!one.touches(other) || one.meetsOnlyAt(other, end), a, "crosses " + b.getId());
        }
      }
      need(!first.isEmpty() && !second.isEmpty(), a, "lies on " + b.getId());
      return;
    }
    for (var one : first) {
      for (var other : second) {
        need(!one.touches(other), a, "crosses " + b.getId());
      }
    }
  }

  private void labels() {
    var boxes = new LinkedHashMap<BaseElement, Box>();
    for (var node : nodes) {
      if (node instanceof Event || node instanceof Gateway) {
        var label = ((BpmnShape) node.getDiagramElement()).getBpmnLabel();
        need(label != null || !named(node.getName()), node, "label without a place");
        place(label).ifPresent(box -> boxes.put(node, box));
      }
    }
    for (var flow : flows) {
      var label = flow.getDiagramElement().getBpmnLabel();
      need(label != null || !named(flow.getName()), flow, "label without a place");
      place(label).ifPresent(box -> boxes.put(flow, box));
    }
    boxes.forEach(
        (element, label) -> {
          for (var flow : flows) {
            need(
                path(flow).stream().noneMatch(line -> line.enters(label)),
                element,
                "label on " + flow.getId());
          }
          for (var node : nodes) {
            mark(node)
                .ifPresent(
                    mark ->
                        need(
                            !mark.touches(label), element, "label on the mark of " + node.getId()));
            need(
                holds(node, element) ? box(node).contains(label) : !box(node).touches(label),
                element,
                "label on " + node.getId());
          }
          for (var note : model.getModelElementsByType(TextAnnotation.class)) {
            need(!box(note).touches(label), element, "label on " + note.getId());
          }
        });
    pairs(
        boxes.keySet(),
        (a, b) ->
            need(!boxes.get(a).touches(boxes.get(b)), a, "label on the label of " + b.getId()));
  }

  /** The stroke across the beginning of the default flow, as bpmn-js draws it. */
  private Optional<Box> mark(FlowNode node) {
    return Optional.of(node)
        .filter(this::isSplit)
        .map(split -> ((ExclusiveGateway) split).getDefault())
        .map(flow -> path(flow).get(0))
        .map(
            line -> {
              var x = line.from().x() + 8 * Math.signum(line.to().x() - line.from().x());
              var y = line.from().y() + 8 * Math.signum(line.to().y() - line.from().y());
              return new Box(x - 7, y - 7, 14, 14);
            });
  }

  private static Optional<Box> place(BpmnLabel label) {
    return Optional.ofNullable(label).map(BpmnLabel::getBounds).map(Box::of);
  }

  /**
   * A path goes from start to end on one row, frames included: at a split by the branch drawn on
   * the row, which need not be the default one.
   */
  private void happyPath() {
    for (var start : model.getModelElementsByType(StartEvent.class)) {
      var row = box(start).centre().y();
      FlowNode at = start;
      for (var steps = 0; !(at instanceof EndEvent) && steps < nodes.size(); steps++) {
        var ways = outgoing(at);
        var next = ways.stream().filter(flow -> liesOn(row, flow)).findFirst().orElse(null);
        if (next == null) {
          bad(ways.isEmpty() ? at : ways.get(0), "the happy path leaves its row");
          break;
        }
        at = next.getTarget();
      }
      need(at instanceof EndEvent, start, "the happy path has no end");
      if (start.getParentElement() instanceof SubProcess frame) {
        need(
            flows.stream()
                .filter(flow -> flow.getTarget().equals(frame))
                .allMatch(flow -> path(flow).get(path(flow).size() - 1).to().y() == row),
            frame,
            "its happy path is on another row");
      }
    }
  }

  private static boolean liesOn(double row, SequenceFlow flow) {
    return path(flow).stream().allMatch(line -> line.from().y() == row && line.to().y() == row);
  }

  private void size() {
    var boxes = new ArrayList<Box>();
    nodes.forEach(node -> boxes.add(box(node)));
    model.getModelElementsByType(TextAnnotation.class).forEach(note -> boxes.add(box(note)));
    flows.forEach(flow -> path(flow).forEach(line -> boxes.add(line.box())));
    var width =
        boxes.stream().mapToDouble(Box::right).max().orElse(0)
            - boxes.stream().mapToDouble(Box::x).min().orElse(0);
    var height =
        boxes.stream().mapToDouble(Box::bottom).max().orElse(0)
            - boxes.stream().mapToDouble(Box::y).min().orElse(0);
    if (width > WIDTH || height > HEIGHT) {
      found.add("diagram: larger than a screen: %.0f×%.0f".formatted(width, height));
    }
  }

  // ---- reading

  private boolean isSplit(FlowNode node) {
    return node instanceof ExclusiveGateway && outgoing(node).size() > 1;
  }

  private List<SequenceFlow> outgoing(FlowNode node) {
    return flows.stream().filter(flow -> flow.getSource().equals(node)).toList();
  }

  private static boolean named(String name) {
    return name != null && !name.isBlank();
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static boolean documented(BaseElement element) {
    return documentation(element).length() >= 40;
  }

  private static String documentation(BaseElement element) {
    return element.getDocumentations().stream()
        .map(documentation -> documentation.getTextContent().strip())
        .collect(Collectors.joining(" "));
  }

  private static List<String> propertyNames(UserTask task) {
    return Stream.ofNullable(task.getExtensionElements())
        .flatMap(
            extension ->
                extension
                    .getElementsQuery()
                    .filterByType(
                        org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties.class)
                    .list()
                    .stream())
        .flatMap(properties -> properties.getCamundaProperties().stream())
        .map(property -> property.getCamundaName())
        .toList();
  }

  private Box box(BaseElement element) {
    return Box.of(((BpmnShape) element.getDiagramElement()).getBounds());
  }

  private static List<Line> path(BaseElement edge) {
    var points =
        ((BpmnEdge) edge.getDiagramElement())
            .getWaypoints().stream().map(w -> new Point(w.getX(), w.getY())).toList();
    var lines = new ArrayList<Line>();
    for (var i = 1; i < points.size(); i++) {
      lines.add(new Line(points.get(i - 1), points.get(i)));
    }
    return lines;
  }

  private interface Pair<T> {
    void check(T a, T b);
  }

  private static <T> void pairs(Collection<? extends T> all, Pair<T> check) {
    var list = List.copyOf(all);
    for (var i = 0; i < list.size(); i++) {
      for (var j = i + 1; j < list.size(); j++) {
        check.check(list.get(i), list.get(j));
      }
    }
  }

  // ---- geometry

  private record Point(double x, double y) {}

  private record Box(double x, double y, double w, double h) {
    static Box of(Bounds bounds) {
      return new Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    double right() {
      return x + w;
    }

    double bottom() {
      return y + h;
    }

    Point centre() {
      return new Point(x + w / 2, y + h / 2);
    }

    Point left() {
      return new Point(x, y + h / 2);
    }

    Point rightTip() {
      return new Point(right(), y + h / 2);
    }

    List<Point> tips() {
      return List.of(left(), rightTip(), new Point(x + w / 2, y), new Point(x + w / 2, bottom()));
    }

    boolean spansY(double at) {
      return at > y && at < bottom();
    }

    boolean contains(Box other) {
      return other.x > x && other.right() < right() && other.y > y && other.bottom() < bottom();
    }

    boolean touches(Box other) {
      return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
  }

  private record Line(Point from, Point to) {
    boolean isHorizontal() {
      return from.y == to.y;
    }

    boolean isVertical() {
      return from.x == to.x;
    }

    boolean goesLeft() {
      return isHorizontal() && to.x < from.x;
    }

    boolean spans(double x) {
      return x > Math.min(from.x, to.x) && x < Math.max(from.x, to.x);
    }

    double length() {
      return Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    }

    Box box() {
      return new Box(
          Math.min(from.x, to.x),
          Math.min(from.y, to.y),
          Math.abs(to.x - from.x),
          Math.abs(to.y - from.y));
    }

    /** Inside the box, not only along its edge. */
    boolean enters(Box other) {
      var line = box();
      return line.x < other.right()
          && line.right() > other.x
          && line.y < other.bottom()
          && line.bottom() > other.y;
    }

    /** Have a point in common; for lines at right angles. */
    boolean touches(Line other) {
      var a = box();
      var b = other.box();
      return a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom();
    }

    boolean meetsOnlyAt(Line other, Point end) {
      var a = box();
      var b = other.box();
      return Math.max(a.x, b.x) == end.x
          && Math.min(a.right(), b.right()) == end.x
          && Math.max(a.y, b.y) == end.y
          && Math.min(a.bottom(), b.bottom()) == end.y;
    }

    static List<Line> reversed(List<Line> path) {
      var back = new ArrayList<Line>();
      for (var i = path.size() - 1; i >= 0; i--) {
        back.add(new Line(path.get(i).to, path.get(i).from));
      }
      return back;
    }

    /** Both paths up to the point from which they are one line. */
    static List<List<Line>> withoutCommonEnd(List<Line> first, List<Line> second) {
      var a = new ArrayList<>(first);
      var b = new ArrayList<>(second);
      while (!a.isEmpty() && !b.isEmpty()) {
        var one = a.remove(a.size() - 1);
        var other = b.remove(b.size() - 1);
        var sameWay =
            Math.signum(one.to.x - one.from.x) == Math.signum(other.to.x - other.from.x)
                && Math.signum(one.to.y - one.from.y) == Math.signum(other.to.y - other.from.y);
        if (!one.to.equals(other.to) || !sameWay) {
          a.add(one);
          b.add(other);
          break;
        }
        if (!one.from.equals(other.from)) {
          var meeting = one.length() < other.length() ? one.from : other.from;
          if (!one.from.equals(meeting)) {
            a.add(new Line(one.from, meeting));
          }
          if (!other.from.equals(meeting)) {
            b.add(new Line(other.from, meeting));
          }
          break;
        }
      }
      return List.of(a, b);
    }
  }
}
