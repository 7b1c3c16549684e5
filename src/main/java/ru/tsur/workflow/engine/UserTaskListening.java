package ru.tsur.workflow.engine;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.tsur.workflow.TasksInHand;

/**
 * Every user task of every diagram tells {@link TasksInHand} when it opens, is taken, completed or
 * goes away.
 */
@Component
class UserTaskListening extends AbstractProcessEnginePlugin {

  /** Extension property of a user task: the decision variables it may set. */
  public static final String FIELDS = "fields";

  private static final String PART = "${terms.dueOfPart(execution)}";

  private static final Pattern DUE =
      Pattern.compile("\\$\\{terms\\.due\\(execution, *'([A-Z0-9_]+)'\\)}");

  private final ObjectProvider<TasksInHand> tasks;

  UserTaskListening(ObjectProvider<TasksInHand> tasks) {
    this.tasks = tasks;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
    if (listeners == null) {
      listeners = new java.util.ArrayList<>();
      configuration.setCustomPostBPMNParseListeners(listeners);
    }
    listeners.add(new Listen());
  }

  private final class Listen extends AbstractBpmnParseListener {

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
      TaskDefinition task =
          ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
      Set<String> fields = fields(element);
      String term = term(task.getDueDateExpression());
      boolean part =
          task.getDueDateExpression() != null
              && PART.equals(task.getDueDateExpression().getExpressionText());
      if (part) {
        task.addBuiltInTaskListener(
            TaskListener.EVENTNAME_CREATE, listener(TasksInHand::partOpened));
      }
      if (term != null) {
        task.addBuiltInTaskListener(
            TaskListener.EVENTNAME_CREATE, listener((t, d) -> t.opened(d, term)));
      }
      task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, listener(TasksInHand::taken));
      task.addBuiltInTaskListener(
          TaskListener.EVENTNAME_COMPLETE, listener((t, d) -> t.completed(d, fields)));
      task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, listener(TasksInHand::gone));
    }

    private TaskListener listener(
        BiConsumer<TasksInHand, org.camunda.bpm.engine.delegate.DelegateTask> tells) {
      return delegate -> tells.accept(tasks.getObject(), delegate);
    }

    private String term(Expression due) {
      Matcher matcher = DUE.matcher(due == null ? "" : due.getExpressionText());
      return matcher.matches() ? matcher.group(1) : null;
    }

    private Set<String> fields(Element task) {
      Element extensions = task.element("extensionElements");
      Element properties = extensions == null ? null : extensions.element("properties");
      if (properties == null) {
        return Set.of();
      }
      return properties.elements("property").stream()
          .filter(property -> FIELDS.equals(property.attribute("name")))
          .flatMap(property -> Stream.of(property.attribute("value").split(",")))
          .map(String::strip)
          .filter(field -> !field.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
