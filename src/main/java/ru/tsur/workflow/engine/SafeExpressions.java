package ru.tsur.workflow.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.springframework.beans.factory.BeanFactory;

/**
 * Every expression of the engine, in diagrams, tables, filters and ad-hoc queries alike, goes
 * through here: {@link ExpressionAllowlist} and the variables of the scope, nothing else. No
 * reflection, no class, no assignment. Closes CVE-2026-109432 (docs/security.md).
 */
class SafeExpressions extends JuelExpressionManager {

  private final BeanFactory beans;

  SafeExpressions(BeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public void addFunction(String name, Method function) {
    if (ExpressionAllowlist.FUNCTIONS.contains(name)) {
      super.addFunction(name, function);
    }
  }

  @Override
  protected ELResolver createElResolver() {
    var resolver = new CompositeELResolver();
    resolver.add(new NamedBeans()); // first: no variable can take the name of a bean
    resolver.add(new VariableScopeElResolver());
    resolver.add(new VariableContextElResolver());
    resolver.add(new Members());
    return resolver;
  }

  private static ELException refused(Object what) {
    return new ELException("обращение к «" + what + "» из выражения запрещено");
  }

  private abstract static class ReadOnly extends ELResolver {

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
      return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
      throw refused(property);
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
      return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
      return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
      return Object.class;
    }
  }

  private final class NamedBeans extends ReadOnly {

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      if (base == null
          && property instanceof String name
          && (ExpressionAllowlist.BEANS.containsKey(name)
              || ExpressionAllowlist.DELEGATES.contains(name))
          && beans.containsBean(name)) {
        context.setPropertyResolved(true);
        Object bean = beans.getBean(name);
        return ExpressionAllowlist.BEANS.containsKey(name) ? new Named(name, bean) : bean;
      }
      return null;
    }
  }

  /** A helper bean under the name by which its methods are allowed. */
  private record Named(String name, Object bean) {}

  /** Last in the row: answers for every object, mostly with a refusal. */
  private static final class Members extends ReadOnly {

    private static final Map<Class<?>, Set<String>> METHODS =
        Map.of(
            String.class, Set.of("equals", "isEmpty", "startsWith", "contains", "length"),
            Collection.class, Set.of("contains", "isEmpty", "size"));

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      if (base == null) {
        return null; // an unknown name: JUEL says which
      }
      if (base instanceof BaseDelegateExecution || base instanceof DelegateTask) {
        if (!ExpressionAllowlist.EXECUTION.contains(String.valueOf(property))) {
          throw refused(property);
        }
        context.setPropertyResolved(true);
        return ofExecution(base, (String) property);
      }
      throw refused(property);
    }

    private static Object ofExecution(Object base, String property) {
      if (base instanceof DelegateTask task) {
        return switch (property) {
          case "id" -> task.getId();
          case "processInstanceId" -> task.getProcessInstanceId();
          case "tenantId" -> task.getTenantId();
          default -> ofExecution(task.getExecution(), property);
        };
      }
      var execution = (BaseDelegateExecution) base;
      if (!(execution instanceof DelegateExecution step)) {
        throw refused(property);
      }
      return switch (property) {
        case "id" -> step.getId();
        case "processBusinessKey" -> step.getProcessBusinessKey();
        case "processInstanceId" -> step.getProcessInstanceId();
        case "currentActivityId" -> step.getCurrentActivityId();
        case "tenantId" -> step.getTenantId();
        default -> throw refused(property);
      };
    }

    @Override
    public Object invoke(
        ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
      String name = String.valueOf(method);
      Object target = base;
      Set<String> allowed = Set.of();
      if (base instanceof Named named) {
        allowed = ExpressionAllowlist.BEANS.get(named.name());
        target = named.bean();
      } else if (base instanceof String) {
        allowed = METHODS.get(String.class);
      } else if (base instanceof Collection) {
        allowed = METHODS.get(Collection.class);
      }
      if (!allowed.contains(name)) {
        throw refused(name);
      }
      context.setPropertyResolved(true);
      return call(context, target, name, arguments == null ? new Object[0] : arguments);
    }

    private static Object call(ELContext context, Object target, String name, Object[] given) {
      for (Method method : target.getClass().getMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() == given.length
            && !method.isBridge()) {
          Object[] arguments = coerced(context, method, given);
          try {
            if (!(target instanceof String || target instanceof Collection)) {
              method.setAccessible(true); // package-private beans with public methods
            } else if (target instanceof Collection) {
              method = Collection.class.getMethod(name, method.getParameterTypes());
            }
            return method.invoke(target, arguments);
          } catch (InvocationTargetException thrown) {
            throw new ELException(thrown.getCause());
          } catch (ReflectiveOperationException impossible) {
            throw new ELException(impossible);
          }
        }
      }
      throw refused(name);
    }

    private static Object[] coerced(ELContext context, Method method, Object[] given) {
      var factory = (ExpressionFactory) context.getContext(ExpressionFactory.class);
      var arguments = new Object[given.length];
      for (int i = 0; i < given.length; i++) {
        Class<?> type = method.getParameterTypes()[i];
        arguments[i] =
            type.isInstance(given[i]) || given[i] == null && !type.isPrimitive()
                ? given[i]
                : factory.coerceToType(given[i], type);
      }
      return arguments;
    }
  }
}
