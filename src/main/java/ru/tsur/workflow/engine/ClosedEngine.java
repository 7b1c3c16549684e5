package ru.tsur.workflow.engine;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.cfg.auth.ResourceAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.beans.factory.BeanFactory;

/**
 * Closes the engine (docs/security.md). The gate before a deployment and what holds at run time do
 * not rely on each other: each has its own tests with the other one off.
 */
class ClosedEngine extends AbstractProcessEnginePlugin {

  private final BeanFactory beans;
  private final TakenFlows takenFlows;
  private final boolean gate;

  ClosedEngine(BeanFactory beans, TakenFlows takenFlows, boolean gate) {
    this.beans = beans;
    this.takenFlows = takenFlows;
    this.gate = gate;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    // Code
    engine.setExpressionManager(new SafeExpressions(beans));
    engine.setScriptEngineResolver(new NoScripts());
    engine.setArtifactFactory(ClosedEngine::refuseClass);
    engine.setCmmnEnabled(false);
    engine.setEnableExpressionsInAdhocQueries(false);
    engine.setEnableXxeProcessing(false);
    if (gate) {
      engine.setCustomPreDeployers(List.of(ClosedEngine::check));
    }
    engine.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(new ParseRules(takenFlows))));

    // Who sees and does what
    engine.setAuthorizationEnabled(true);
    engine.setAuthorizationCheckRevokes(
        ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
    engine.setAuthorizationEnabledForCustomCode(false);
    engine.setTenantCheckEnabled(true);
    engine.setTenantIdProvider(new InstanceTenants());
    engine.setCommandCheckers(List.of(new Guard(), new AuthorizationCommandChecker()));
    engine.setResourceAuthorizationProvider(noRowPerResource());
    engine.setStandaloneTasksEnabled(false);
    engine.setGeneralResourceWhitelistPattern("[a-zA-Z0-9._@-]+");
  }

  private static <T> T refuseClass(Class<T> type) {
    throw new ProcessEngineException("Классы Java в схемах запрещены: " + type.getName());
  }

  private static void check(DeploymentEntity deployment) {
    var problems = new ArrayList<DiagramSafety.Problem>();
    deployment
        .getResources()
        .forEach(
            (name, resource) -> problems.addAll(DiagramSafety.problems(name, resource.getBytes())));
    if (!problems.isEmpty()) {
      throw new DiagramRefused(problems);
    }
  }

  /** The stock provider writes a row for each task and candidate: seconds for a list of tasks. */
  private static ResourceAuthorizationProvider noRowPerResource() {
    return (ResourceAuthorizationProvider)
        Proxy.newProxyInstance(
            ClosedEngine.class.getClassLoader(),
            new Class<?>[] {ResourceAuthorizationProvider.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  case "toString" -> "no rows";
                  default -> null;
                });
  }
}
