package ru.tsur.workflow.engine;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import ru.tsur.organization.Tenant;

/**
 * Nothing without a tenant exists: what is started from outside belongs to the ЦУР, or to whom it
 * names: a promise to the body that made it, sealed if it is about a complaint. What is called gets
 * its tenant from {@link BodyCall}.
 */
public class InstanceTenants implements TenantIdProvider {

  /** Key of the diagram of a promise. */
  public static final String PROMISE = "promise";

  /** Key of the diagram of a letter that came back. */
  public static final String RETURNED = "returned";

  /** Key of the diagram of control over what was sent on. */
  public static final String REDIRECT_CONTROL = "redirect-control";

  /** Key of the diagram of an appeal; it is sealed if it is considered again. */
  private static final String APPEAL = "appeal";

  private static final Set<String> OF_THEIR_OWN =
      Set.of(PROMISE, RETURNED, REDIRECT_CONTROL, APPEAL);

  @Override
  public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
    Object named = context.getVariables().get(BodyCall.TENANT);
    return OF_THEIR_OWN.contains(context.getProcessDefinition().getKey()) && named != null
        ? named.toString()
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
