package ru.tsur.workflow.engine;

import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** What every diagram gets as the engine reads it: our call activity, and a record of each flow. */
class ParseRules extends AbstractBpmnParseListener {

  private final TakenFlows takenFlows;

  ParseRules(TakenFlows takenFlows) {
    this.takenFlows = takenFlows;
  }

  @Override
  public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (activity.getActivityBehavior() instanceof CallActivityBehavior stock) {
      activity.setActivityBehavior(new BodyCall(stock.getCallableElement()));
    }
  }

  @Override
  public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
    transition.addListener(ExecutionListener.EVENTNAME_TAKE, takenFlows);
  }
}
