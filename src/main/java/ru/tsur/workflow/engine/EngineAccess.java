package ru.tsur.workflow.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;

/** In whose name the engine is asked: a person's, with his rights, or the product's own. */
@Component
public class EngineAccess {

  private final ObjectProvider<ProcessEngine> engine;
  private final EngineGroups groups;

  EngineAccess(ObjectProvider<ProcessEngine> engine, EngineGroups groups) {
    this.engine = engine;
    this.groups = groups;
  }

  /**
   * Does the work without the tenant check of the person in whose command it runs: a step may write
   * to the appeal although its official sees his own body only. Inside a command of the engine or
   * outside of any; outside it runs as one command, in the caller's transaction.
   */
  public <T> T acrossBodies(Supplier<T> work) {
    CommandContext running = Context.getCommandContext();
    return running == null
        ? configuration()
            .getCommandExecutorTxRequired()
            .execute(command -> unchecked(command, work))
        : unchecked(running, work);
  }

  /** As {@link #acrossBodies(Supplier)}. */
  public void acrossBodies(Runnable work) {
    acrossBodies(
        () -> {
          work.run();
          return null;
        });
  }

  private static <T> T unchecked(CommandContext command, Supplier<T> work) {
    boolean tenants = command.isTenantCheckEnabled();
    boolean rights = command.isAuthorizationCheckEnabled();
    command.disableTenantCheck();
    command.disableAuthorizationCheck();
    try {
      return work.get();
    } finally {
      if (tenants) {
        command.enableTenantCheck();
      }
      if (rights) {
        command.enableAuthorizationCheck();
      }
    }
  }

  /** Asks the engine as this official: his tenants, his groups, nothing more. */
  public <T> T as(OfficialId official, Supplier<T> work) {
    var identity = engine.getObject().getIdentityService();
    Authentication before = identity.getCurrentAuthentication();
    identity.setAuthentication(
        official.value(), groups.groupsOf(official), groups.tenantsOf(official));
    try {
      return work.get();
    } finally {
      if (before == null) {
        identity.clearAuthentication();
      } else {
        identity.setAuthentication(before.getUserId(), before.getGroupIds(), before.getTenantIds());
      }
    }
  }

  /** As {@link #as(OfficialId, Supplier)}. */
  public void as(OfficialId official, Runnable work) {
    as(
        official,
        () -> {
          work.run();
          return null;
        });
  }

  private ProcessEngineConfigurationImpl configuration() {
    return (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
  }
}
