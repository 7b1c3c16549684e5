package ru.tsur.workflow.engine;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import ru.tsur.organization.Organization;

/**
 * Plugins of the engine. The zone is a parameter so that it is checked before the engine writes.
 */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE) // after Camunda's own: ours has the last word
  ProcessEnginePlugin closedEngine(
      BeanFactory beans, TakenFlows takenFlows, InstallationZone checked) {
    return new ClosedEngine(beans, takenFlows, true);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  ProcessEnginePlugin identityPlugin(Organization organization, EngineGroups groups) {
    return new AbstractProcessEnginePlugin() {
      @Override
      public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setIdentityProviderSessionFactory(
            IdentityFromOrganization.factory(organization, groups));
      }
    };
  }
}
