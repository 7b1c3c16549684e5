package ru.tsur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import ru.tsur.DiagramStyle.TermRow;

/** Every diagram is fit to hang on a wall, and every rule that says so can fail. */
class DiagramStyleTest {

  private static final Path PROCESSES = Path.of("processes");

  static Stream<String> diagrams() throws IOException {
    try (var files = Files.list(PROCESSES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".bpmn"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("diagrams")
  void isFitForTheWall(String file) throws IOException {
    assertThat(DiagramStyle.findings(Files.readString(PROCESSES.resolve(file)), terms())).isEmpty();
  }

  @Test
  void thereAreDiagramsAndTerms() throws IOException {
    assertThat(diagrams()).hasSizeGreaterThanOrEqualTo(7);
    assertThat(terms()).containsKeys("T1", "T5", "STEP_LADDER_1");
  }

  @Test
  void theSmallDiagramBelowIsGood() {
    assertThat(DiagramStyle.findings(GOOD, terms())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # what is done to it                  | this                                  | becomes                                   | finding
          task without a name                   | name="Спросить заявителя"             | name=""                                   | Task_Ask: no name
          empty word                            | name="Спросить заявителя"             | name="Обработать обращение"               | Task_Ask: «Обработать»
          split without a question              | name="Согласен?"                      | name="Проверка"                           | Gateway_Agreed: a split asks
          branch without an answer              | name="нет"                            | name=""                                   | Flow_No: branch without an answer
          label on a plain flow                 | id="Flow_Start"                       | id="Flow_Start" name="дальше"             | Flow_Start: label on a flow that is no branch
          two variables in a condition          | ${agreed == true}                     | ${agreed == true and other}               | Flow_Yes: is not one variable
          a call in a condition                 | ${agreed == true}                     | ${appeals.agreed(execution)}              | Flow_Yes: is not one variable
          a negation in a condition             | ${agreed == true}                     | ${agreed == false}                        | Flow_Yes: is not one variable
          a no in a condition                   | ${agreed == true}                     | ${agreed == 'NO'}                         | Flow_Yes: is not one variable
          anything else in a condition          | ${agreed == true}                     | ${agreed != 'NOTHING'}                    | Flow_Yes: is not one variable
          two things of one name                | name="Исправить"                      | name="Исполнить"                          | Task_Act: named like Task_Fix
          a figure of no row in a note          | <text>Кто</text>                      | <text>5 дней (ст. 8 ч. 2)</text>          | Note: «5 дней» is in no row
          no default flow                       | ` default="Flow_No"`                  |                                           | Gateway_Agreed: no default flow
          generated id                          | Task_Ask                              | Activity_0x1                              | Activity_0x1: id should begin
          generated id of a gateway             | Gateway_Agreed                        | Exclusive_1                               | Exclusive_1: id should begin
          generated id of a flow                | Flow_Yes                              | Line_1                                    | Line_1: id should begin
          generated id of an event              | Event_Late                            | Boundary_1                                | Boundary_1: id should begin
          generated id of an end                | End_Done                              | Event_Done                                | Event_Done: id should begin
          no documentation                      | Спросите заявителя, согласен ли он    | .                                         | Task_Ask: no documentation
          no article                            | (ст. 8 ч. 2 59-ФЗ)                    |                                           | Task_Ask: documentation names no article
          a figure of no row in documentation   | в течение 3 дней                      | в течение 5 дней                          | Task_Ask: «5 дней» is in no row
          a figure that is not the table's      | Срок 3 дня (ст. 8 ч. 2)               | Срок 5 дней (ст. 8 ч. 2)                  | Event_Late: «Срок 5 дней
          working days for calendar days        | Срок 3 дня (ст. 8 ч. 2)               | Срок 3 рабочих дня (ст. 8 ч. 2)           | Event_Late: «Срок 3 рабочих
          another article                       | Срок 3 дня (ст. 8 ч. 2)               | Срок 3 дня (ст. 12)                       | Event_Late: «Срок 3 дня (ст. 12)»
          unknown term                          | breach(execution,'T1')                | breach(execution,'T99')                   | Event_Late: unknown term T99
          literal duration                      | ${terms.breach(execution,'T1')}       | P3D                                       | Event_Late: literal duration P3D
          timer by another bean                 | ${terms.breach(execution,'T1')}       | ${other.date(execution)}                  | Event_Late: timer is no term
          history in years                      | "P1826D"                              | "P5Y"                                     | small: historyTimeToLive
          not executable                        | isExecutable="true"                   | isExecutable="false"                      | small: not executable
          class                                 | camunda:delegateExpression="${act}"   | camunda:class="java.lang.Runtime"         | Task_Act: attribute class
          expression                            | camunda:delegateExpression="${act}"   | camunda:expression="${act.now()}"         | Task_Act: attribute expression
          method in a step                      | ${act}                                | ${act.now(execution)}                     | Task_Act: not the name of a bean
          script                                | <serviceTask                          | <scriptTask                               | scriptTask is not allowed
          due date is no term                   | ${terms.due(execution,'T1')}          | ${now()}                                  | Task_Ask: due date is no term
          nobody's task                         | camunda:candidateGroups="clerks"      |                                           | Task_Ask: no candidate group
          form from elsewhere                   | embedded:deployment:forms/ask.html    | embedded:app:ask.html                     | Task_Ask: form not bound
          decision variables not listed         | name="fields"                         | name="other"                              | Task_Ask: no property «fields»
          nobody says who                       | sourceRef="Task_Ask" targetRef="Note" | sourceRef="Task_Act" targetRef="Note"     | Task_Ask: no annotation
          not drawn                             | bpmnElement="Flow_Fixed"              | bpmnElement="Flow_Start"                  | Flow_Fixed: not drawn
          overlap                               | x="311" y="190" width="100"           | x="370" y="90" width="100"                | overlaps
          odd size                              | x="311" y="190" width="100"           | x="311" y="190" width="160"               | Task_Fix: a task is 100×80
          an event on the wrong edge            | x="92" y="122" width="36"             | x="92" y="42" width="36"                  | Event_Late: not on the bottom edge
          askew                                 | x="236" y="100" /> <!-- ask -->       | x="236" y="103" />                        | Flow_Asked: not at right angles
          in from above                         | x="461" y="100" /> <!-- yes -->       | x="461" y="100" /><di:waypoint x="511" y="100" /><di:waypoint x="511" y="60" /> | Flow_Yes: does not enter at the left
          beside the tip                        | x="261" y="125" /> <!-- no -->        | x="251" y="115" /><di:waypoint x="251" y="125" /><di:waypoint x="261" y="125" /> | Flow_No: leaves a gateway beside its tips
          through a shape                       | x="436" y="290" /> <!-- back -->      | x="436" y="250" /><di:waypoint x="361" y="250" /><di:waypoint x="361" y="290" /> | Flow_Fixed: runs through Task_Fix
          way back over a shape                 | y="290"                               | y="176"                                   | Flow_Fixed: a way back runs under
          crossing                              | y="290"                               | y="160"                                   | crosses
          off the row                           | x="611" y="100" /> <!-- end -->       | x="580" y="100" /><di:waypoint x="580" y="90" /><di:waypoint x="611" y="90" /> | Flow_Acted: the happy path leaves its row
          too narrow                            | x="611" y="82" width="36"             | x="591" y="82" width="36"                 | Flow_Acted: does not enter
          label on a line                       | x="244" y="56" width="40"             | x="290" y="92" width="40"                 | Gateway_Agreed: label on Flow_Yes
          label on the mark of the default      | x="272" y="136" width="20"            | x="263" y="127" width="20"                | Flow_No: label on the mark of Gateway_Agreed
          label on a shape                      | x="244" y="56" width="40"             | x="150" y="66" width="40"                 | Gateway_Agreed: label on Task_Ask
          label without a place                 | `<BPMNLabel><dc:Bounds x="244" y="56" width="40" height="14" /></BPMNLabel>` |  | Gateway_Agreed: label without a place
          larger than a screen                  | x="0" y="82" width="36"               | x="-900" y="82" width="36"                | diagram: larger than a screen
          """)
  void eachRuleCanFail(String done, String what, String becomes, String finding) {
    assertThat(GOOD).contains(what);
    var bad = GOOD.replace(what, becomes == null ? "" : becomes);
    if (done.equals("script")) {
      bad = bad.replace("</serviceTask>", "</scriptTask>");
    }
    assertThat(DiagramStyle.findings(bad, terms())).anyMatch(line -> line.contains(finding));
  }

  /** The figures of the terms table, by term. */
  private static Map<String, TermRow> terms() {
    try (var file = Files.newInputStream(PROCESSES.resolve("terms.dmn"))) {
      var table =
          Dmn.readModelFromStream(file)
              .getModelElementsByType(DecisionTable.class)
              .iterator()
              .next();
      var columns = table.getOutputs().stream().map(Output::getName).toList();
      var rows = new LinkedHashMap<String, TermRow>();
      for (var rule : table.getRules()) {
        var cells =
            rule.getOutputEntries().stream()
                .map(cell -> cell.getText().getTextContent().strip().replace("\"", ""))
                .toList();
        var term = rule.getInputEntries().iterator().next().getText().getTextContent();
        rows.put(
            term.strip().replace("\"", ""),
            new TermRow(
                cells.get(columns.indexOf("length")),
                cells.get(columns.indexOf("unit")),
                cells.get(columns.indexOf("article"))));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String GOOD =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
        <process id="small" name="Малый процесс" isExecutable="true" camunda:historyTimeToLive="P1826D">
          <documentation>Малый процесс, в котором соблюдены все правила оформления.</documentation>
          <startEvent id="Start_Asked" name="Поступило" />
          <userTask id="Task_Ask" name="Спросить заявителя" camunda:formKey="embedded:deployment:forms/ask.html" camunda:candidateGroups="clerks" camunda:dueDate="${terms.due(execution,'T1')}">
            <documentation>Спросите заявителя, согласен ли он, в течение 3 дней (ст. 8 ч. 2 59-ФЗ)</documentation>
            <extensionElements><camunda:properties><camunda:property name="fields" value="agreed" /></camunda:properties></extensionElements>
          </userTask>
          <boundaryEvent id="Event_Late" name="Срок 3 дня (ст. 8 ч. 2)" attachedToRef="Task_Ask"><timerEventDefinition><timeDate xsi:type="tFormalExpression">${terms.breach(execution,'T1')}</timeDate></timerEventDefinition></boundaryEvent>
          <endEvent id="End_Late" name="Опоздали" />
          <exclusiveGateway id="Gateway_Agreed" name="Согласен?" default="Flow_No" />
          <serviceTask id="Task_Act" name="Исполнить" camunda:delegateExpression="${act}"><documentation>Исполняет то, на что заявитель согласился.</documentation></serviceTask>
          <endEvent id="End_Done" name="Исполнено" />
          <serviceTask id="Task_Fix" name="Исправить" camunda:delegateExpression="${fix}"><documentation>Исправляет то, с чем заявитель не согласился.</documentation></serviceTask>
          <sequenceFlow id="Flow_Start" sourceRef="Start_Asked" targetRef="Task_Ask" />
          <sequenceFlow id="Flow_Late" sourceRef="Event_Late" targetRef="End_Late" />
          <sequenceFlow id="Flow_Asked" sourceRef="Task_Ask" targetRef="Gateway_Agreed" />
          <sequenceFlow id="Flow_Yes" name="да" sourceRef="Gateway_Agreed" targetRef="Task_Act"><conditionExpression xsi:type="tFormalExpression">${agreed == true}</conditionExpression></sequenceFlow>
          <sequenceFlow id="Flow_No" name="нет" sourceRef="Gateway_Agreed" targetRef="Task_Fix" />
          <sequenceFlow id="Flow_Acted" sourceRef="Task_Act" targetRef="End_Done" />
          <sequenceFlow id="Flow_Fixed" sourceRef="Task_Fix" targetRef="Task_Ask" />
          <textAnnotation id="Note"><text>Кто</text></textAnnotation>
          <association id="Association_Who" sourceRef="Task_Ask" targetRef="Note" />
        </process>
        <BPMNDiagram xmlns="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"><BPMNPlane bpmnElement="small">
          <BPMNShape bpmnElement="Start_Asked"><dc:Bounds x="0" y="82" width="36" height="36" /><BPMNLabel><dc:Bounds x="0" y="122" width="50" height="14" /></BPMNLabel></BPMNShape>
          <BPMNShape bpmnElement="Task_Ask"><dc:Bounds x="86" y="60" width="100" height="80" /></BPMNShape>
          <BPMNShape bpmnElement="Event_Late"><dc:Bounds x="92" y="122" width="36" height="36" /><BPMNLabel><dc:Bounds x="120" y="165" width="60" height="28" /></BPMNLabel></BPMNShape>
          <BPMNShape bpmnElement="End_Late"><dc:Bounds x="136" y="212" width="36" height="36" /><BPMNLabel><dc:Bounds x="130" y="252" width="50" height="14" /></BPMNLabel></BPMNShape>
          <BPMNShape bpmnElement="Gateway_Agreed"><dc:Bounds x="236" y="75" width="50" height="50" /><BPMNLabel><dc:Bounds x="244" y="56" width="40" height="14" /></BPMNLabel></BPMNShape>
          <BPMNShape bpmnElement="Task_Act"><dc:Bounds x="461" y="60" width="100" height="80" /></BPMNShape>
          <BPMNShape bpmnElement="End_Done"><dc:Bounds x="611" y="82" width="36" height="36" /><BPMNLabel><dc:Bounds x="605" y="122" width="50" height="14" /></BPMNLabel></BPMNShape>
          <BPMNShape bpmnElement="Task_Fix"><dc:Bounds x="311" y="190" width="100" height="80" /></BPMNShape>
          <BPMNShape bpmnElement="Note"><dc:Bounds x="96" y="14" width="60" height="30" /></BPMNShape>
          <BPMNEdge bpmnElement="Association_Who"><di:waypoint x="96" y="60" /><di:waypoint x="96" y="44" /></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_Start"><di:waypoint x="36" y="100" /><di:waypoint x="86" y="100" /></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_Late"><di:waypoint x="110" y="158" /><di:waypoint x="110" y="230" /><di:waypoint x="136" y="230" /></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_Asked"><di:waypoint x="186" y="100" /><di:waypoint x="236" y="100" /> <!-- ask --></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_Yes"><di:waypoint x="286" y="100" /><di:waypoint x="461" y="100" /> <!-- yes --><BPMNLabel><dc:Bounds x="290" y="80" width="20" height="14" /></BPMNLabel></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_No"><di:waypoint x="261" y="125" /> <!-- no --><di:waypoint x="261" y="230" /><di:waypoint x="311" y="230" /><BPMNLabel><dc:Bounds x="272" y="136" width="20" height="14" /></BPMNLabel></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_Acted"><di:waypoint x="561" y="100" /><di:waypoint x="611" y="100" /> <!-- end --></BPMNEdge>
          <BPMNEdge bpmnElement="Flow_Fixed"><di:waypoint x="411" y="230" /><di:waypoint x="436" y="230" /><di:waypoint x="436" y="290" /> <!-- back --><di:waypoint x="61" y="290" /><di:waypoint x="61" y="100" /><di:waypoint x="86" y="100" /></BPMNEdge>
        </BPMNPlane></BPMNDiagram>
      </definitions>
      """;
}
