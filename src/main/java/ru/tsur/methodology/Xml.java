package ru.tsur.methodology;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A diagram or table as a tree; entities and DOCTYPE are off. */
final class Xml {

  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
  static final String CAMUNDA_DMN = "http://camunda.org/schema/1.0/dmn";

  private Xml() {}

  /** Empty if it is no XML; {@link ru.tsur.workflow.engine.DiagramSafety} says so already. */
  static Optional<Element> read(byte[] content) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return Optional.of(builder.parse(new ByteArrayInputStream(content)).getDocumentElement());
    } catch (Exception unreadable) {
      return Optional.empty();
    }
  }

  static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static List<Element> children(Element parent, String local) {
    return children(parent).stream().filter(child -> child.getLocalName().equals(local)).toList();
  }

  static Optional<Element> child(Element parent, String local) {
    return children(parent, local).stream().findFirst();
  }

  /** In the order of the document. */
  static List<Element> descendants(Element parent) {
    var all = new ArrayList<Element>();
    for (Element child : children(parent)) {
      all.add(child);
      all.addAll(descendants(child));
    }
    return all;
  }

  static List<Element> descendants(Element parent, String local) {
    return descendants(parent).stream().filter(one -> one.getLocalName().equals(local)).toList();
  }

  /** Text of a child; empty if there is none or only blanks. */
  static String textOf(Element parent, String local) {
    return child(parent, local).map(one -> one.getTextContent().strip()).orElse("");
  }

  static String camunda(Element element, String attribute) {
    return element.getAttributeNS(CAMUNDA, attribute).strip();
  }

  /** As drawing and file show it: «name» (id). */
  static String label(Element element) {
    String id = element.getAttribute("id");
    String name = element.getAttribute("name").strip().replaceAll("\\s+", " ");
    return name.isEmpty() ? "«" + id + "»" : "«%s» (%s)".formatted(name, id);
  }
}
