package ru.tsur.workflow.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a diagram or a table must not contain, whoever brings it: code, classes, scripts,
 * connectors, expressions beyond {@link ExpressionAllowlist}. Runs before the engine reads a
 * deployment, and again when it is read back from the database.
 */
public final class DiagramSafety {

  /** One complaint; {@code element} is the nearest named element, as the drawing shows it. */
  public record Problem(String file, int line, String element, String message) {

    @Override
    public String toString() {
      return "%s, строка %d%s: %s"
          .formatted(file, line, element.isEmpty() ? "" : ", " + element, message);
    }
  }

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final Set<String> FEEL =
      Set.of(
          "feel",
          "http://www.omg.org/spec/feel/20140401",
          "http://www.omg.org/spec/dmn/20151101/feel.xsd",
          "http://www.omg.org/spec/dmn/20180521/feel/",
          "https://www.omg.org/spec/dmn/20191111/feel/");
  private static final Set<String> CODE =
      Set.of("scriptTask", "script", "complexGateway", "businessKnowledgeModel");
  private static final Set<String> EXTENSIONS =
      Set.of(
          "script",
          "connector",
          "connectorId",
          "field",
          "formData",
          "formField",
          "formProperty",
          "validation",
          "constraint",
          "entry",
          "map");
  private static final Pattern DELEGATE = Pattern.compile("[$#]\\{\\s*([A-Za-z]+)\\s*}");
  private static final Pattern JAVA_IN_FEEL = Pattern.compile("\\bexternal\\b\\s*\\{");

  private DiagramSafety() {}

  /** All problems of one file of a deployment; none for kinds of files that hold no code. */
  public static List<Problem> problems(String file, byte[] content) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".bpmn") || name.endsWith("bpmn20.xml")) {
      return read(file, content, false);
    }
    if (name.endsWith(".dmn") || name.endsWith("dmn11.xml")) {
      return read(file, content, true);
    }
    if (name.endsWith("cmmn") || name.endsWith("cmmn10.xml") || name.endsWith("cmmn11.xml")) {
      return List.of(new Problem(file, 1, "", "модели CMMN не принимаются"));
    }
    return List.of();
  }

  private static List<Problem> read(String file, byte[] content, boolean table) {
    var reader = new Reader(file, table);
    try {
      var factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.newSAXParser().parse(new InputSource(new ByteArrayInputStream(content)), reader);
    } catch (SAXParseException unreadable) {
      reader.problems.add(
          new Problem(
              file,
              unreadable.getLineNumber(),
              "",
              String.valueOf(unreadable.getMessage()).contains("DOCTYPE")
                  ? "объявления DOCTYPE и внешние сущности запрещены"
                  : "файл не читается как XML: строка %d, столбец %d"
                      .formatted(unreadable.getLineNumber(), unreadable.getColumnNumber())));
    } catch (Exception unreadable) {
      reader.problems.add(new Problem(file, 1, "", "файл не читается как XML"));
    }
    return List.copyOf(reader.problems);
  }

  private static final class Reader extends DefaultHandler {

    private record Open(String local, String label, StringBuilder text, int line) {}

    private final String file;
    private final boolean table;
    private final List<Problem> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Locator locator;

    Reader(String file, boolean table) {
      this.file = file;
      this.table = table;
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
      locator = documentLocator;
    }

    @Override
    public void startElement(String namespace, String local, String qName, Attributes attributes) {
      boolean own = BPMN.equals(namespace) || table && namespace.contains("omg.org/spec/DMN");
      String label = own ? label(attributes) : ""; // extensions have names that nobody drew
      open.push(new Open(local, label, new StringBuilder(), locator.getLineNumber()));
      if (own ? CODE.contains(local) : EXTENSIONS.contains(local)) {
        refuse("«%s» запрещено: код в схемах не выполняется", local);
      }
      for (int i = 0; i < attributes.getLength(); i++) {
        attribute(local, attributes.getLocalName(i), attributes.getValue(i));
      }
    }

    private void attribute(String element, String name, String value) {
      switch (name) {
        case "class", "formHandlerClass", "variableMappingClass" ->
            refuse(
                "класс Java «%s» запрещён: укажите помощника, например ${formAssignments}", value);
        case "variableMappingDelegateExpression", "caseRef" -> refuse("«%s» запрещено", name);
        case "resource" -> refuse("внешний сценарий «%s» запрещён", value);
        case "scriptFormat" -> refuse("сценарий на языке «%s» запрещён", value);
        case "language" -> refuse("условие на языке «%s» запрещено: пишите ${…}", value);
        case "expressionLanguage" -> {
          if (table && !FEEL.contains(value.toLowerCase(Locale.ROOT))) {
            refuse("язык выражений «%s» запрещён: в таблицах допускается только FEEL", value);
          }
        }
        case "type" -> {
          boolean task =
              element.equals("serviceTask")
                  || element.equals("sendTask")
                  || element.equals("businessRuleTask")
                  || element.equals("messageEventDefinition");
          if (task && !value.equals("external")) {
            refuse("тип задачи «%s» запрещён: допускается только external", value);
          }
        }
        case "delegateExpression" -> {
          var delegate = DELEGATE.matcher(value.strip());
          if (!delegate.matches() || !ExpressionAllowlist.DELEGATES.contains(delegate.group(1))) {
            refuse("неизвестный помощник «%s»", value);
          }
        }
        default -> expression(value);
      }
    }

    private void expression(String value) {
      if (!table && ExpressionCheck.isExpression(value)) {
        ExpressionCheck.complaint(value).ifPresent(complaint -> refuse("%s", complaint));
      }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      if (!open.isEmpty()) {
        open.peek().text().append(characters, start, length);
      }
    }

    @Override
    public void endElement(String namespace, String local, String qName) {
      String text = open.peek().text().toString();
      if (table) {
        if (ExpressionCheck.isExpression(text)) {
          refuse("выражения ${…} в таблицах запрещены: допускается только FEEL");
        } else if (JAVA_IN_FEEL.matcher(text).find()) {
          refuse("вызов Java из FEEL запрещён");
        }
      } else {
        expression(text);
      }
      open.pop();
    }

    private static String label(Attributes attributes) {
      String id = attributes.getValue("id");
      String name = attributes.getValue("name");
      if (name != null && !name.isBlank()) {
        String shown = name.strip().replaceAll("\\s+", " ");
        return id == null ? "«" + shown + "»" : "«%s» (%s)".formatted(shown, id);
      }
      return id == null ? "" : "«" + id + "»";
    }

    private void refuse(String message, Object... values) {
      String element = "";
      for (Open one : open) {
        if (!one.label().isEmpty()) {
          element = one.label();
          break;
        }
      }
      problems.add(new Problem(file, open.peek().line(), element, message.formatted(values)));
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
