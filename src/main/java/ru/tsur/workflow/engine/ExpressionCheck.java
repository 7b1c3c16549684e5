package ru.tsur.workflow.engine;

import java.util.Optional;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/** Reads an expression without evaluating it and names the first thing it must not touch. */
final class ExpressionCheck {

  private static final Builder BUILDER = new Builder(Builder.Feature.METHOD_INVOCATIONS);

  private ExpressionCheck() {}

  static boolean isExpression(String text) {
    return text.contains("${") || text.contains("#{");
  }

  /** Russian complaint; empty if all is allowed. */
  static Optional<String> complaint(String text) {
    try {
      return complaint(BUILDER.build(text).getRoot());
    } catch (TreeBuilderException unreadable) {
      return Optional.of("выражение «%s» не читается".formatted(text));
    }
  }

  private static Optional<String> complaint(Node node) {
    if (node instanceof AstBracket) {
      return Optional.of("обращение в квадратных скобках запрещено");
    }
    if (node instanceof AstMethod) {
      return methodComplaint(node);
    }
    if (node instanceof AstDot) {
      String property = property(node);
      return isIdentifier(node.getChild(0), "execution", "task")
              && ExpressionAllowlist.EXECUTION.contains(property)
          ? Optional.empty()
          : Optional.of("обращение к «%s» запрещено".formatted(property));
    }
    if (node instanceof AstFunction function
        && !ExpressionAllowlist.FUNCTIONS.contains(function.getName())) {
      return Optional.of("неизвестная функция «%s»".formatted(function.getName()));
    }
    return children(node);
  }

  private static Optional<String> methodComplaint(Node method) {
    Node target = method.getChild(0);
    if (!(target instanceof AstDot)) {
      return Optional.of("обращение в квадратных скобках запрещено");
    }
    String name = property(target);
    if (!(target.getChild(0) instanceof AstIdentifier bean)) {
      return Optional.of("вызов «%s» запрещён".formatted(name));
    }
    var methods = ExpressionAllowlist.BEANS.get(bean.getName());
    if (methods == null) {
      return Optional.of("неизвестный помощник «%s»".formatted(bean.getName()));
    }
    if (!methods.contains(name)) {
      return Optional.of("у помощника «%s» нет действия «%s»".formatted(bean.getName(), name));
    }
    return children(method.getChild(1));
  }

  private static Optional<String> children(Node node) {
    for (int i = 0; i < node.getCardinality(); i++) {
      Node child = node.getChild(i);
      if (child != null) {
        var complaint = complaint(child);
        if (complaint.isPresent()) {
          return complaint;
        }
      }
    }
    return Optional.empty();
  }

  private static String property(Node dot) {
    return dot.toString().substring(2); // JUEL prints «. name»
  }

  private static boolean isIdentifier(Node node, String... names) {
    if (node instanceof AstIdentifier identifier) {
      for (String name : names) {
        if (name.equals(identifier.getName())) {
          return true;
        }
      }
    }
    return false;
  }
}
