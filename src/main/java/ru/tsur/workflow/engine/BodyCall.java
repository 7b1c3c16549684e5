package ru.tsur.workflow.engine;

import org.camunda.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.CallableElement;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmProcessDefinition;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.util.CallableElementUtil;
import org.camunda.bpm.engine.variable.VariableMap;
import ru.tsur.organization.Tenant;

/**
 * A call activity whose called instance belongs to the tenant mapped as {@code tenant}, and to the
 * ЦУР when none is mapped; it is sealed if the appeal is a complaint on one of ours. The stock one
 * would inherit the caller's tenant, and the tenant provider is not asked then.
 */
class BodyCall extends CallActivityBehavior {

  static final String TENANT = "tenant";

  BodyCall(CallableElement callableElement) {
    setCallableElement(callableElement);
  }

  @Override
  protected void startInstance(
      ActivityExecution execution, VariableMap variables, String businessKey) {
    var caller = (ExecutionEntity) execution;
    PvmProcessDefinition definition =
        CallableElementUtil.getProcessDefinitionToCall(
            caller, caller.getProcessDefinitionTenantId(), getCallableElement());
    var called = (ExecutionEntity) execution.createSubProcessInstance(definition, businessKey);
    Object mapped = variables.get(TENANT);
    Tenant tenant = mapped == null ? Tenant.TSUR : Tenant.ofInstance(mapped.toString());
    called.setTenantId(
        IdentityFromOrganization.of(Context.getCommandContext())
            .map(identity -> identity.sealed(businessKey, tenant))
            .orElse(tenant.value()));
    called.start(variables);
  }
}
