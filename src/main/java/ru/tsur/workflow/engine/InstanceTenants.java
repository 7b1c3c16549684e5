package ru.tsur.workflow.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import ru.tsur.organization.Tenant;

/**
 * Nothing without a tenant exists: what is started from outside belongs to the ЦУР, a promise to
 * the body that made it. What is called gets its tenant from {@link BodyCall}.
 */
public class InstanceTenants implements TenantIdProvider {

  /** Key of the diagram of a promise. */
  public static final String PROMISE = "promise";

  @Override
  public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
    Object named = context.getVariables().get(BodyCall.TENANT);
    return context.getProcessDefinition().getKey().equals(PROMISE) && named != null
        ? new Tenant(named.toString()).value()
        : Tenant.TSUR.value();
  }

  @Override
  public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
    return Tenant.TSUR.value();
  }

  @Override
  public String provideTenantIdForHistoricDecisionInstance(
      TenantIdProviderHistoricDecisionInstanceContext context) {
    DelegateExecution execution = context.getExecution();
    return execution == null || execution.getTenantId() == null
        ? Tenant.TSUR.value()
        : execution.getTenantId();
  }
}
