package ru.tsur.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Complaints;

/**
 * What lives on after the closing of an appeal ends: if nothing of the appeal runs any more, nobody
 * has to be shown the instances of a complaint.
 */
@Component
class LastInstance extends AbstractProcessEnginePlugin implements ExecutionListener {

  /** Keys of the diagrams of what lives on. */
  private static final Set<String> LIVING_ON =
      Set.of(InstanceTenants.PROMISE, InstanceTenants.RETURNED, InstanceTenants.REDIRECT_CONTROL);

  private final JdbcTemplate jdbc;
  private final ObjectProvider<Complaints> complaints;

  LastInstance(JdbcTemplate jdbc, ObjectProvider<Complaints> complaints) {
    this.jdbc = jdbc;
    this.complaints = complaints;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
    if (listeners == null) {
      listeners = new ArrayList<>();
      configuration.setCustomPostBPMNParseListeners(listeners);
    }
    listeners.add(
        new AbstractBpmnParseListener() {
          @Override
          public void parseProcess(Element element, ProcessDefinitionEntity process) {
            if (LIVING_ON.contains(process.getKey())) {
              process.addListener(EVENTNAME_END, LastInstance.this);
            }
          }
        });
  }

  @Override
  public void notify(DelegateExecution instance) {
    long others =
        jdbc.queryForObject(
            """
            select count(*) from act_ru_execution
            where business_key_ = ? and id_ = root_proc_inst_id_ and id_ <> ?
            """,
            Long.class,
            instance.getProcessBusinessKey(),
            instance.getProcessInstanceId());
    if (others == 0) {
      complaints
          .getObject()
          .closed(new AppealId(UUID.fromString(instance.getProcessBusinessKey())));
    }
  }
}
