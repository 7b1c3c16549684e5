package ru.tsur.methodology;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.camunda.bpm.model.dmn.impl.DmnParser;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Where a file departs from the standard's schema, in Russian: the engine's model only says that it
 * did not read.
 */
final class Standard {

  private static final Pattern QUOTED = Pattern.compile("'(?:\\{\"[^\"]*\":)?([^'}]*)}?'");

  /** What the schema's rules mean for who drew the file; the first that begins so. */
  private static final Map<String, String> RULES =
      Map.of(
          "cvc-elt.1", "неизвестный элемент «%s»",
          "cvc-complex-type.2.4.a", "элемент «%s» здесь не на месте",
          "cvc-complex-type.2.4.b", "в элементе «%s» чего-то не хватает",
          "cvc-complex-type.2.4.d", "элемент «%s» здесь не на месте",
          "cvc-complex-type.3.2.2", "неизвестное свойство «%s»",
          "cvc-complex-type.4", "не хватает свойства «%s»",
          "cvc-datatype-valid", "значение «%s» не подходит",
          "cvc-id.", "идентификатор «%s» повторяется или не найден",
          "cvc-enumeration-valid", "значение «%s» не подходит");

  private static final class Diagrams extends BpmnParser {
    Schema of(String namespace) {
      return schemas.get(namespace);
    }
  }

  private static final class Tables extends DmnParser {
    Schema of(String namespace) {
      return schemas.get(namespace);
    }
  }

  private static final Diagrams DIAGRAMS = new Diagrams();
  private static final Tables TABLES = new Tables();

  private Standard() {}

  /** «строка 3, столбец 40: неизвестное свойство «idd»»; empty if the schema is content. */
  static Optional<String> departure(boolean table, byte[] content) {
    String namespace =
        Xml.read(content).map(root -> String.valueOf(root.getNamespaceURI())).orElse("");
    Schema schema = table ? TABLES.of(namespace) : DIAGRAMS.of(namespace);
    if (schema == null) {
      return Optional.of(table ? "это не таблица DMN" : "это не схема BPMN 2.0");
    }
    try {
      Validator validator = schema.newValidator();
      validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      validator.validate(new StreamSource(new ByteArrayInputStream(content)));
      return Optional.empty();
    } catch (SAXParseException departs) {
      return Optional.of(
          place(departs.getLineNumber(), departs.getColumnNumber())
              + ": "
              + meaning(String.valueOf(departs.getMessage())));
    } catch (SAXException | IOException unreadable) {
      return Optional.empty();
    }
  }

  static String place(int line, int column) {
    return "строка %d, столбец %d".formatted(line, column);
  }

  private static String meaning(String message) {
    Matcher quoted = QUOTED.matcher(message);
    String name = quoted.find() ? quoted.group(1) : "";
    return RULES.entrySet().stream()
        .filter(rule -> message.startsWith(rule.getKey()) && !name.isEmpty())
        .map(rule -> rule.getValue().formatted(name))
        .findFirst()
        .orElse("нарушен порядок или вид элементов");
  }
}
