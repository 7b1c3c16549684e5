package ru.tsur.workflow.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.bpmn.parser.FieldDeclaration;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Does not know the two task types of the engine that act on the machine by themselves. */
class ClosedParse extends BpmnParse {

  ClosedParse(BpmnParser parser) {
    super(parser);
  }

  @Override
  protected void parseShellServiceTask(
      ActivityImpl activity, Element element, List<FieldDeclaration> fields) {
    addError("Задача типа shell запрещена.", element);
  }

  @Override
  protected void parseEmailServiceTask(
      ActivityImpl activity, Element element, List<FieldDeclaration> fields) {
    addError("Задача типа mail запрещена.", element);
  }
}
