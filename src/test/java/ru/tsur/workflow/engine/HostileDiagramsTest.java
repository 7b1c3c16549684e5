package ru.tsur.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * Hostile diagrams and tables against two engines: one with the gate, which must refuse them, and
 * one without, where nothing of them may run all the same.
 */
class HostileDiagramsTest {

  /** Set by hostile code if it ever runs. */
  static final AtomicInteger RAN = new AtomicInteger();

  private static ProcessEngine gated;
  private static ProcessEngine ungated;

  /** Helpers and steps as the product has them, in miniature. */
  public static final class Terms {
    public String due(DelegateExecution execution, String term) {
      return term + " of " + execution.getProcessBusinessKey();
    }

    public String secret() {
      RAN.incrementAndGet();
      return "secret";
    }
  }

  public static final class Hostile implements JavaDelegate {
    public Hostile() {
      RAN.incrementAndGet();
    }

    @Override
    public void execute(DelegateExecution execution) {
      RAN.incrementAndGet();
    }
  }

  private static ProcessEngine engine(String name, boolean gate) {
    var beans = new StaticListableBeanFactory();
    beans.addBean("terms", new Terms());
    beans.addBean("closeAppeal", (JavaDelegate) step -> step.setVariable("closed", true));
    beans.addBean("dataSource", (JavaDelegate) step -> RAN.incrementAndGet());
    var configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName(name);
    configuration.setJdbcUrl("jdbc:h2:mem:" + name);
    configuration.setHistoryTimeToLive("P1826D");
    configuration.setJobExecutorActivate(false);
    configuration.setProcessEnginePlugins(
        List.<ProcessEnginePlugin>of(
            new ClosedEngine(
                beans,
                new TakenFlows(null, null) {
                  @Override
                  public void notify(DelegateExecution execution) {
                    // not under test
                  }
                },
                gate)));
    return configuration.buildProcessEngine();
  }

  private static ProcessEngine gated() {
    if (gated == null) {
      gated = engine("gated", true);
    }
    return gated;
  }

  private static ProcessEngine ungated() {
    if (ungated == null) {
      ungated = engine("ungated", false);
    }
    return ungated;
  }

  @AfterAll
  static void close() {
    Stream.of(gated, ungated).filter(engine -> engine != null).forEach(ProcessEngine::close);
  }

  @BeforeEach
  void nothingRanYet() {
    RAN.set(0);
  }

  /** The product's own call activity leaves it out: the diagram runs without. */
  private static final String DROPPED = "";

  private static final String HOSTILE = Hostile.class.getName();
  private static final String RUN =
      "T.forName('" + HOSTILE + "').getDeclaredConstructor().newInstance()";

  static Stream<Arguments> hostile() {
    return Stream.of(
        expression("class of a string", "${''.getClass()." + RUN.substring(2) + "}"),
        expression("class property", "${''.class.name}"),
        expression("bracket with a built name", "${''['cl'.concat('ass')]}"),
        expression(
            "services of the execution", "${execution.processEngineServices.runtimeService}"),
        expression("services by method", "${execution.getProcessEngine()}"),
        expression("model of the execution", "${execution.bpmnModelInstance}"),
        expression("variables by method", "${execution.setVariable('tenant', 'x')}"),
        expression("class of a helper", "${terms.class}"),
        expression("method of a helper not in the list", "${terms.secret()}"),
        expression("a bean not in the list", "${dataSource.execute(execution)}"),
        expression("reflection through a function", "${now().getClass()}"),
        expression("deferred syntax", "#{''.getClass()}"),
        expression("string method", "${'a'.getBytes()}"),
        Arguments.of(
            "class",
            task("<serviceTask id='Task_Hostile' name='Вредная' camunda:class='" + HOSTILE + "'/>"),
            "Классы Java в схемах запрещены: " + HOSTILE),
        Arguments.of(
            "delegate not in the list",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная' camunda:delegateExpression='${dataSource}'/>"),
            "Cannot resolve identifier 'dataSource'"),
        Arguments.of(
            "listener class",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная' camunda:delegateExpression='${closeAppeal}'>"
                    + "<extensionElements><camunda:executionListener event='start' class='"
                    + HOSTILE
                    + "'/></extensionElements></serviceTask>"),
            "Классы Java в схемах запрещены: " + HOSTILE),
        Arguments.of(
            "script task",
            task(
                "<scriptTask id='Task_Hostile' name='Вредная' scriptFormat='juel'><script>${''.class}</script></scriptTask>"),
            "Сценарии запрещены: juel"),
        Arguments.of(
            "listener script",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная' camunda:delegateExpression='${closeAppeal}'>"
                    + "<extensionElements><camunda:executionListener event='start'><camunda:script scriptFormat='javascript'>1</camunda:script>"
                    + "</camunda:executionListener></extensionElements></serviceTask>"),
            "Сценарии запрещены: javascript"),
        Arguments.of(
            "input script",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная' camunda:delegateExpression='${closeAppeal}'>"
                    + "<extensionElements><camunda:inputOutput><camunda:inputParameter name='x'>"
                    + "<camunda:script scriptFormat='groovy'>1</camunda:script></camunda:inputParameter></camunda:inputOutput>"
                    + "</extensionElements></serviceTask>"),
            "Сценарии запрещены: groovy"),
        Arguments.of(
            "script condition",
            process(
                "<startEvent id='s'/><sequenceFlow id='f' name='Вредная' sourceRef='s' targetRef='e'>"
                    + "<conditionExpression xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='tFormalExpression'"
                    + " language='javascript'>true</conditionExpression></sequenceFlow><endEvent id='e'/>"),
            "Сценарии запрещены: javascript"),
        Arguments.of(
            "shell",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная' camunda:type='shell'><extensionElements>"
                    + "<camunda:field name='command' stringValue='touch'/><camunda:field name='arg1' stringValue='target/shell-ran'/>"
                    + "</extensionElements></serviceTask>"),
            "Классы Java в схемах запрещены: org.camunda.bpm.engine.impl.bpmn.behavior.ShellActivityBehavior"),
        Arguments.of(
            "mail",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная' camunda:type='mail'><extensionElements>"
                    + "<camunda:field name='to' stringValue='a@b'/><camunda:field name='text' stringValue='x'/>"
                    + "</extensionElements></serviceTask>"),
            "Exception while instantiating class 'org.camunda.bpm.engine.impl.bpmn.behavior.MailActivityBehavior'"),
        Arguments.of(
            "connector",
            task(
                "<serviceTask id='Task_Hostile' name='Вредная'><extensionElements><camunda:connector>"
                    + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></extensionElements></serviceTask>"),
            "If you are using a connector"),
        Arguments.of(
            "variable mapping class",
            task(
                "<callActivity id='Task_Hostile' name='Вредная' calledElement='harmless' camunda:variableMappingClass='"
                    + HOSTILE
                    + "'/>"),
            DROPPED),
        Arguments.of(
            "class in the old namespace",
            task(
                "<serviceTask xmlns:activiti='http://activiti.org/bpmn' id='Task_Hostile' name='Вредная' activiti:class='"
                    + HOSTILE
                    + "'/>"),
            "Классы Java в схемах запрещены: " + HOSTILE));
  }

  private static Arguments expression(String what, String expression) {
    String escaped = expression.replace("'", "&apos;");
    return Arguments.of(
        what,
        task(
            "<serviceTask id='Task_Hostile' name='Вредная' camunda:expression='" + escaped + "'/>"),
        expression.contains("dataSource")
            ? "Cannot resolve identifier 'dataSource'"
            : "из выражения запрещено");
  }

  private static String task(String task) {
    return process(
        "<startEvent id='s'/><sequenceFlow id='f1' sourceRef='s' targetRef='Task_Hostile'/>"
            + task
            + "<sequenceFlow id='f2' sourceRef='Task_Hostile' targetRef='e'/><endEvent id='e'/>");
  }

  private static String process(String content) {
    return "<?xml version='1.0' encoding='UTF-8'?><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
        + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn' targetNamespace='t'>"
        + "<process id='hostile' isExecutable='true'>"
        + content
        + "</process><process id='harmless' isExecutable='true'><startEvent id='h'/></process></definitions>";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void theGateRefusesItAndNamesTheElement(String what, String diagram, String why) {
    assertThatThrownBy(() -> deploy(gated(), "hostile.bpmn", diagram))
        .isInstanceOf(DiagramRefused.class)
        .hasMessageContaining("Вредная")
        .hasMessageContaining("строка 1");
    assertThat(gated().getRepositoryService().createDeploymentQuery().count()).isZero();
    assertThat(RAN).hasValue(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void withoutTheGateItDoesNotRun(String what, String diagram, String why)
      throws java.io.IOException {
    java.nio.file.Files.deleteIfExists(java.nio.file.Path.of("target/shell-ran"));
    Throwable stopped =
        catchThrowable(
            () -> {
              deploy(ungated(), "hostile.bpmn", diagram);
              ungated().getRuntimeService().startProcessInstanceByKey("hostile", "key");
            });

    assertThat(RAN).hasValue(0);
    if (why.equals(DROPPED)) {
      assertThat(stopped).isNull();
    } else {
      assertStopped(stopped, why);
    }
    assertThat(new java.io.File("target/shell-ran")).doesNotExist();
  }

  /** By the closure meant for it, and not by a mistake of the test. */
  private static void assertStopped(Throwable stopped, String why) {
    assertThat(stopped).as("nothing hostile passes silently").isNotNull();
    assertThat(Stream.iterate(stopped, Objects::nonNull, Throwable::getCause))
        .extracting(Throwable::getMessage)
        .as("stopped by «%s»", why)
        .anySatisfy(message -> assertThat(message).contains(why));
  }

  static Stream<Arguments> hostileTables() {
    return Stream.of(
        Arguments.of(
            "juel input",
            table("expressionLanguage='juel'", "''.getClass()", ""),
            "обращение к «getClass» из выражения запрещено"),
        Arguments.of(
            "juel cell",
            table("", "x", "expressionLanguage='juel'"),
            "обращение к «getClass» из выражения запрещено"),
        Arguments.of(
            "javascript input",
            table("expressionLanguage='javascript'", "1", ""),
            "Сценарии запрещены: javascript"),
        Arguments.of(
            "groovy input",
            table("expressionLanguage='groovy'", "1", ""),
            "Сценарии запрещены: groovy"),
        Arguments.of(
            "Java from FEEL",
            table(
                "",
                "{f: function(a) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}, r: f(-1)}.r",
                ""),
            "External functions are disabled"));
  }

  private static String table(String inputLanguage, String input, String cellLanguage) {
    return "<?xml version='1.0' encoding='UTF-8'?><definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'"
        + " xmlns:camunda='http://camunda.org/schema/1.0/dmn' id='d' name='d' namespace='t'>"
        + "<decision id='hostile' name='Вредная' camunda:historyTimeToLive='P1826D'><decisionTable id='t'>"
        + "<input id='i'><inputExpression id='ie' "
        + inputLanguage
        + "><text><![CDATA["
        + input
        + "]]></text></inputExpression></input>"
        + "<output id='o' name='o'/><rule id='r'><inputEntry id='c' "
        + cellLanguage
        + "><text>"
        + (cellLanguage.isEmpty() ? "" : "cellInput.getClass()")
        + "</text></inputEntry><outputEntry id='x'><text>1</text></outputEntry></rule></decisionTable></decision></definitions>";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileTables")
  void theGateRefusesTheTable(String what, String table, String why) {
    assertThatThrownBy(() -> deploy(gated(), "hostile.dmn", table))
        .isInstanceOf(DiagramRefused.class)
        .hasMessageContaining("FEEL");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileTables")
  void withoutTheGateTheTableDoesNotRun(String what, String table, String why) {
    deploy(ungated(), "hostile.dmn", table);
    assertStopped(
        catchThrowable(
            () ->
                ungated()
                    .getDecisionService()
                    .evaluateDecisionTableByKey("hostile", Map.<String, Object>of("x", "x"))),
        why);
  }

  @Test
  void cmmnIsNotTaken() {
    assertThatThrownBy(() -> deploy(gated(), "x.cmmn", "<a/>"))
        .isInstanceOf(DiagramRefused.class)
        .hasMessageContaining("CMMN");
  }

  @Test
  void externalEntitiesAreRefusedByBoth() {
    String diagram =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + process("<startEvent id='s' name='&x;'/>").substring(38);

    assertThatThrownBy(() -> deploy(gated(), "xxe.bpmn", diagram))
        .isInstanceOf(DiagramRefused.class)
        .hasMessageContaining("DOCTYPE");
    assertStopped(
        catchThrowable(() -> deploy(ungated(), "xxe.bpmn", diagram)), "DOCTYPE is disallowed");
  }

  @Test
  void theExpressionsOfOurDiagramsWork() {
    String diagram =
        process(
            "<startEvent id='s'/><sequenceFlow id='f1' sourceRef='s' targetRef='Task_A'/>"
                + "<userTask id='Task_A' name='А' camunda:candidateGroups='${approver}'>"
                + "<documentation>Срок по статье 12: ${triage}.</documentation>"
                + "<extensionElements><camunda:inputOutput><camunda:inputParameter name='due'>${terms.due(execution,&apos;T1&apos;)}</camunda:inputParameter>"
                + "<camunda:inputParameter name='key'>${execution.processBusinessKey}</camunda:inputParameter></camunda:inputOutput></extensionElements></userTask>"
                + "<sequenceFlow id='f2' sourceRef='Task_A' targetRef='Gateway'/>"
                + "<exclusiveGateway id='Gateway' default='f4'/>"
                + "<sequenceFlow id='f3' sourceRef='Gateway' targetRef='Task_B'><conditionExpression>${triage == &apos;REDIRECT&apos;}</conditionExpression></sequenceFlow>"
                + "<sequenceFlow id='f4' sourceRef='Gateway' targetRef='e'/>"
                + "<serviceTask id='Task_B' name='Б' camunda:delegateExpression='${closeAppeal}'/>"
                + "<sequenceFlow id='f5' sourceRef='Task_B' targetRef='Task_C'/><userTask id='Task_C' name='В'/>"
                + "<sequenceFlow id='f6' sourceRef='Task_C' targetRef='e'/><endEvent id='e'/>");
    String deployment = deploy(gated(), "good.bpmn", diagram);
    try {
      gated()
          .getRuntimeService()
          .startProcessInstanceByKey(
              "hostile",
              "key-1",
              Map.of("approver", "approver@a.b", "triage", "REDIRECT", "terms", "not the bean"));
      var tasks = gated().getTaskService();
      var task = tasks.createTaskQuery().taskCandidateGroup("approver@a.b").singleResult();
      assertThat(task.getDescription()).isEqualTo("Срок по статье 12: REDIRECT.");
      assertThat(tasks.getVariable(task.getId(), "due")).isEqualTo("T1 of key-1");
      assertThat(tasks.getVariable(task.getId(), "key")).isEqualTo("key-1");

      tasks.complete(task.getId());

      var next = tasks.createTaskQuery().singleResult();
      assertThat(next.getTaskDefinitionKey()).isEqualTo("Task_C");
      assertThat(tasks.getVariable(next.getId(), "closed")).isEqualTo(true);
    } finally {
      gated().getRepositoryService().deleteDeployment(deployment, true);
    }
  }

  /** CVE-2026-109432 behind all doors: the query is evaluated, the expression goes nowhere. */
  @Test
  void expressionsOfQueriesAndFiltersReachNothing() {
    Map.of(
            "${''.getClass()}", "обращение к «getClass» из выражения запрещено",
            "${terms.secret()}", "обращение к «secret» из выражения запрещено",
            "${now().class}", "обращение к «class» из выражения запрещено",
            "${dataSource}", "Cannot resolve identifier 'dataSource'")
        .forEach(
            (hostile, why) ->
                assertStopped(
                    catchThrowable(
                        () ->
                            ungated()
                                .getTaskService()
                                .createTaskQuery()
                                .or()
                                .taskAssigneeExpression(hostile)
                                .endOr()
                                .list()),
                    why));
    assertThat(RAN).hasValue(0);

    ungated().getIdentityService().setAuthenticatedUserId("me");
    try {
      assertThat(
              ungated()
                  .getTaskService()
                  .createTaskQuery()
                  .or()
                  .taskAssigneeExpression("${currentUser()}")
                  .dueBeforeExpression("${now()}")
                  .endOr()
                  .count())
          .isZero();
    } finally {
      ungated().getIdentityService().clearAuthentication();
    }
  }

  private static String deploy(ProcessEngine engine, String name, String content) {
    return engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream(
            name, new java.io.ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
        .deploy()
        .getId();
  }
}
