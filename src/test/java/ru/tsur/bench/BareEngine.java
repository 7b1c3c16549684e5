package ru.tsur.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.task.Task;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The stock engine with the product's diagrams and tables and nothing around it: no register, no
 * rights, no tenants, default settings, full history. The beans that diagrams name only give
 * gateways and loops what they read.
 */
final class BareEngine implements World, AutoCloseable {

  /** What the product's forms decide, task by task. */
  private static final Map<String, Map<String, Object>> DECISIONS =
      Map.of(
          "Task_RegisterAppeal", Map.of("type", "APPLICATION"),
          "Task_Triage", Map.of("triage", "CONSIDER"),
          "Task_ConfirmRouting", Map.of("responsible", "question-1"),
          "Task_AcceptQuestions", Map.of("accepted", true),
          "Task_ApprovePart", Map.of("approved", true),
          "Task_DraftAnswer", Map.of("letter", UUID.randomUUID().toString()),
          "Task_ApproveInTurn", Map.of("approved", true),
          "Task_ApproveInParallel", Map.of("approved", true),
          "Task_SignAnswer", Map.of("signed", true));

  private final ProcessEngine engine;

  BareEngine(DataSource database) throws Exception {
    var configuration =
        (ProcessEngineConfigurationImpl)
            ProcessEngineConfiguration.createStandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("bare");
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
    configuration.setJobExecutorActivate(false);
    configuration.setBeans(new HashMap<>(Stubs.all()));
    engine = configuration.buildProcessEngine();
    DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
    for (String kind : List.of("bpmn", "dmn")) {
      for (Resource file :
          new PathMatchingResourcePatternResolver().getResources("classpath:processes/*." + kind)) {
        deployment.addInputStream(file.getFilename(), file.getInputStream());
      }
    }
    deployment.deploy();
  }

  @Override
  public String begins(int questions) {
    String appeal = questions + ":" + UUID.randomUUID();
    engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "appeal", appeal, Map.of("type", "APPLICATION", "registered", false));
    return appeal;
  }

  @Override
  public List<Task> open(String appeal) {
    return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(appeal).list();
  }

  @Override
  public String whoMay(Task task) {
    return "somebody";
  }

  @Override
  public Map<String, Object> shows(Task task, String official) {
    return engine.getFormService().getTaskFormVariables(task.getId());
  }

  @Override
  public void completes(Task task, String official, Map<String, Object> shown) {
    engine.getTaskService().claim(task.getId(), official);
    engine
        .getTaskService()
        .complete(task.getId(), DECISIONS.getOrDefault(task.getTaskDefinitionKey(), Map.of()));
  }

  @Override
  public void sends() {
    List<LockedExternalTask> due =
        engine
            .getExternalTaskService()
            .fetchAndLock(1, "bench")
            .topic("letter-email", 60_000)
            .execute();
    engine
        .getExternalTaskService()
        .complete(due.get(0).getId(), "bench", Map.of("delivery", "SENT"));
  }

  @Override
  public boolean isEnded(String appeal) {
    return engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(appeal)
            .count()
        == 0;
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Public for the engine's expressions. */
  public static final class Stubs {

    private Stubs() {}

    static Map<Object, Object> all() {
      JavaDelegate nothing = step -> {};
      ExecutionListener routed =
          step -> {
            if (step.getVariable("question") != null) {
              step.setVariable("routing", count(step) > 1 ? "SEVERAL" : "CLEAR");
            }
          };
      ExecutionListener approvalRoute =
          step -> {
            var answer = (DmnDecisionResult) step.getVariable("decisionResult");
            step.setVariable("order", answer.getSingleResult().getEntry("order"));
            // not «approvers»: on a stock engine a variable hides the bean of its name
            step.setVariable("route", answer.getSingleResult().getEntry("approvers"));
          };
      return Map.of(
          "desk", new Desk(),
          "terms", new Terms(),
          "questions", new Questions(),
          "assignments", new Assignments(),
          "approvers", new Approvers(),
          "letters", new Letters(),
          "recordRoute", routed,
          "recordApprovalRoute", approvalRoute,
          "formAssignments", nothing,
          "closeAppeal", nothing);
    }

    private static int count(DelegateExecution step) {
      return Integer.parseInt(step.getProcessBusinessKey().substring(0, 1));
    }

    private static List<String> ids(String what, DelegateExecution step) {
      return IntStream.rangeClosed(1, count(step)).mapToObj(i -> what + "-" + i).toList();
    }

    /** {@code ${desk…}}. */
    public static final class Desk {
      public String group(DelegateExecution step, String role) {
        return role + "@minroads.roads";
      }

      public String executor(DelegateExecution step) {
        return null;
      }
    }

    /** {@code ${terms…}}. */
    public static final class Terms {
      public Date due(DelegateExecution step, String term) {
        return Date.from(inAMonth());
      }

      public Date breach(DelegateExecution step, String term) {
        return Date.from(inAMonth());
      }

      public String reminders(DelegateExecution step) {
        return "R1/" + inAMonth() + "/PT1S";
      }

      private static Instant inAMonth() {
        return ClockUtil.getCurrentTime()
            .toInstant()
            .truncatedTo(ChronoUnit.SECONDS)
            .plus(30, ChronoUnit.DAYS);
      }
    }

    /** {@code ${questions…}}. */
    public static final class Questions {
      public List<String> of(DelegateExecution step) {
        return ids("question", step);
      }

      public String theme(DelegateExecution step) {
        return "question-1".equals(step.getVariable("question")) ? "0301" : "0501";
      }

      public String municipality(DelegateExecution step) {
        return "question-1".equals(step.getVariable("question")) ? "zarechensk" : "";
      }
    }

    /** {@code ${assignments…}}. */
    public static final class Assignments {
      public List<String> of(DelegateExecution step) {
        return ids("assignment", step);
      }

      public String tenant(DelegateExecution step) {
        return "minroads.roads";
      }

      public String responsibleTenant(DelegateExecution step) {
        return "minroads.roads";
      }

      public boolean several(DelegateExecution step) {
        return count(step) > 1;
      }
    }

    /** {@code ${approvers…}}. */
    public static final class Approvers {
      public List<String> of(DelegateExecution step) {
        return Stream.of(((String) step.getVariable("route")).split(","))
            .map(role -> role + "@minroads.roads")
            .toList();
      }
    }

    /** {@code ${letters…}}. */
    public static final class Letters {
      public String method(DelegateExecution step) {
        return "EMAIL";
      }
    }
  }
}
