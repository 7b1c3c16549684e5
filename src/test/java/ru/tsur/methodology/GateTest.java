package ru.tsur.methodology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the gate: the good set with one thing spoiled. */
class GateTest {

  private static final FileSet GOOD = good();
  private static final Gate GATE =
      new Gate(
          () ->
              new Gate.Product(
                  firstColumn("blocks.csv"),
                  firstColumn("bodies.csv"),
                  element -> !element.equals("Task_Unknown"),
                  GOOD));

  @Test
  void theGoodSetPasses() {
    assertThat(GATE.check(GOOD)).isEmpty();
  }

  static Stream<Arguments> spoiled() {
    return Stream.of(
        // What DiagramSafety refuses, with the cure
        bad(
            "response",
            "delegateExpression=\"${recordApprovalRoute}\"",
            "delegateExpression=\"${runtimeService}\"",
            "неизвестный помощник"),
        bad(
            "consideration",
            "${desk.executor(execution)}",
            "${desk.nobody(execution)}",
            "у помощника «desk» нет действия «nobody»"),
        bad(
            "appeal",
            "<bpmn:serviceTask id=\"Task_CloseAppeal\" name=\"Снять обращение с контроля\" camunda:delegateExpression=\"${closeAppeal}\">",
            "<bpmn:serviceTask id=\"Task_CloseAppeal\" name=\"Снять обращение с контроля\" camunda:class=\"java.lang.Runtime\">",
            "«Снять обращение с контроля» (Task_CloseAppeal): класс Java"),
        bad(
            "consideration",
            "<camunda:property name=\"fields\" value=\"accepted\" />\n        </camunda:properties>",
            "<camunda:property name=\"fields\" value=\"accepted\" />\n        </camunda:properties><camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"groovy\">x</camunda:script></camunda:executionListener>",
            "вызовите именованный шаг"),
        bad(
            "consideration",
            "${accepted == true}",
            "${accepted.getClass() == null}",
            "Flow_Accepted"),
        // Terms and roles
        bad(
            "consideration",
            "'STEP_ACCEPT'".replace("'", "&#39;"),
            "&#39;STEP_NONE&#39;",
            "«Принять вопросы или вернуть» (Task_AcceptQuestions): срока «STEP_NONE» нет в terms.dmn"),
        bad(
            "appeal",
            "${terms.breach(execution,'T5')}",
            "${terms.breach(execution,'T55')}",
            "срока «T55» нет в terms.dmn"),
        bad(
            "appeal",
            "${terms.breach(execution,'T5')}",
            "${terms.breach(execution,'T20')}",
            "у срока «T20» в terms.dmn нет длины"),
        bad(
            "appeal",
            "${terms.breach(execution,'T5')}",
            "${terms.breach(execution,type)}",
            "назван не кодом"),
        bad(
            "consideration",
            "&#39;approver&#39;",
            "&#39;boss&#39;",
            "неизвестная роль «boss»: можно registrar"),
        bad(
            "appeal",
            "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${terms.breach(execution,'T5')}</bpmn:timeDate>",
            "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P30D</bpmn:timeDuration>",
            "«Срок ответа 30 дней (ст. 12)» (Event_TermBreached): срок «P30D» вписан в схему"),
        bad(
            "delivery",
            "${terms.retry(execution)}",
            "2027-01-01T00:00:00",
            "срок «2027-01-01T00:00:00» вписан в схему"),
        bad("appeal", "${terms.reminders(execution)}", "R3/PT1H", "срок «R3/PT1H» вписан в схему"),
        // References and bindings
        bad(
            "merits",
            "calledElement=\"response\"",
            "calledElement=\"responce\"",
            "«Подготовка ответа» (Call_Response): процесса «responce» нет в наборе"),
        bad(
            "merits",
            "calledElement=\"response\" camunda:calledElementBinding=\"deployment\"",
            "calledElement=\"response\"",
            "выберите Binding «deployment»"),
        bad(
            "merits",
            "calledElement=\"response\" camunda:calledElementBinding=\"deployment\"",
            "calledElement=\"response\" camunda:calledElementBinding=\"latest\"",
            "процесс берётся не из своего набора (latest)"),
        bad(
            "appeal",
            "<camunda:in businessKey=\"${execution.processBusinessKey}\" />",
            "",
            "передайте Business key"),
        bad(
            "escalation",
            "camunda:decisionRef=\"ladder\"",
            "camunda:decisionRef=\"stairs\"",
            "таблицы «stairs» нет в наборе"),
        bad(
            "escalation",
            "camunda:decisionRefBinding=\"deployment\"",
            "",
            "таблица берётся не из своего набора"),
        bad(
            "escalation",
            "camunda:formRef=\"measures\"",
            "camunda:formRef=\"measure\"",
            "формы «measure» нет в наборе"),
        bad(
            "escalation",
            "camunda:formRefBinding=\"deployment\"",
            "camunda:formRefBinding=\"latest\"",
            "форма берётся не из своего набора"),
        bad(
            "consideration",
            "forms/accept.html",
            "forms/acept.html",
            "формы «forms/acept.html» нет в наборе"),
        bad(
            "consideration",
            "embedded:deployment:forms/accept.html",
            "embedded:app:forms/accept.html",
            "форма «embedded:app:forms/accept.html» задана не так"),
        bad(
            "delivery",
            "camunda:topic=\"letter-email\"",
            "camunda:topic=\"fax\"",
            "внешнюю задачу «fax» никто не выполняет"),
        // User tasks
        bad(
            "consideration",
            " name=\"Принять вопросы или вернуть\"",
            "",
            "«Task_AcceptQuestions»: у шага нет названия"),
        bad(
            "consideration",
            " camunda:formKey=\"embedded:deployment:forms/accept.html\"",
            "",
            "у задачи нет формы"),
        bad(
            "consideration",
            " camunda:dueDate=\"${terms.due(execution,&#39;STEP_ACCEPT&#39;)}\"",
            "",
            "у задачи нет срока"),
        bad(
            "consideration",
            "camunda:dueDate=\"${terms.due(execution,&#39;STEP_ACCEPT&#39;)}\"",
            "camunda:dueDate=\"2027-01-01T00:00:00\"",
            "срок задачи «2027-01-01T00:00:00» не из таблицы"),
        bad(
            "consideration",
            " camunda:candidateGroups=\"${desk.group(execution,&#39;head&#39;)}\"",
            "",
            "не указано, чья это задача"),
        bad(
            "consideration",
            "camunda:candidateGroups=\"${desk.group(execution,&#39;head&#39;)}\"",
            "camunda:candidateGroups=\"camunda-admin\"",
            "группа «camunda-admin» задана не ролью"),
        bad(
            "response",
            "camunda:candidateGroups=\"${approver}\"",
            "camunda:candidateGroups=\"${anybody}\"",
            "группа «${anybody}» задана не ролью"),
        bad(
            "consideration",
            "camunda:assignee=\"${desk.executor(execution)}\"",
            "camunda:assignee=\"ivanov\"",
            "задача назначена лично («ivanov»)"),
        bad(
            "consideration",
            "<bpmn:documentation>Прочитайте вопросы",
            "<bpmn:documentation></bpmn:documentation><bpmn:documentation>Прочитайте вопросы",
            "у задачи нет описания"),
        bad(
            "consideration",
            "<camunda:property name=\"fields\" value=\"accepted\" />",
            "<camunda:property name=\"field\" value=\"accepted\" />",
            "нет свойства fields"),
        bad(
            "escalation",
            "value=\"measure,days\"",
            "value=\"measure\"",
            "поле «days» формы «measures» не названо в свойстве fields"),
        bad(
            "consideration",
            "Task_AcceptQuestions",
            "Task_Unknown",
            "программа не знает задачи с этим идентификатором"),
        // The drawing
        bad(
            "consideration",
            " camunda:historyTimeToLive=\"P1826D\"",
            "",
            "не указан срок хранения истории"),
        bad(
            "consideration",
            "camunda:historyTimeToLive=\"P1826D\"",
            "camunda:historyTimeToLive=\"P5Y\"",
            "не указан срок хранения истории"),
        bad(
            "consideration",
            "id=\"consideration\" name=\"Рассмотрение вопросов\"",
            "id=\"consideration\" name=\"\"",
            "у процесса нет названия"),
        bad(
            "consideration",
            "<bpmn:documentation>Один блок",
            "<bpmn:documentation></bpmn:documentation><bpmn:documentation>Один блок",
            "у процесса нет описания"),
        bad(
            "consideration",
            "isExecutable=\"true\"",
            "isExecutable=\"false\"",
            "процесс не исполняемый"),
        bad(
            "consideration",
            " default=\"Flow_Returned\"",
            "",
            "«Вопросы приняты?» (Gateway_Accepted): у развилки нет ветви по умолчанию"),
        bad("consideration", " name=\"Вопросы приняты?\"", "", "у развилки нет вопроса"),
        bad(
            "consideration",
            "id=\"Flow_Returned\" name=\"нет\"",
            "id=\"Flow_Returned\"",
            "ветвь Flow_Returned без ответа"),
        bad(
            "consideration",
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${accepted == true}</bpmn:conditionExpression>",
            "",
            "у ветви Flow_Accepted нет условия"),
        bad(
            "consideration",
            "${accepted == true}",
            "${accepted == false}",
            "«Вопросы приняты?» (Gateway_Accepted): условие ветви Flow_Accepted – отрицание"),
        bad(
            "extension",
            "${granted == 'YES'}",
            "${granted != 'NO'}",
            "условие ветви Flow_Granted – отрицание"),
        bad(
            "delivery",
            "${delivery == 'SENT'}",
            "${not (delivery eq 'RETRY')}",
            "условие ветви Flow_Sent – отрицание"),
        bad("consideration", " name=\"Возвращено координатору\"", "", "у события нет названия"),
        bad(
            "response",
            "id=\"response\"",
            "id=\"consideration\"",
            "процесс с идентификатором «consideration» уже есть в файле"),
        bad("appeal", "id=\"appeal\"", "id=\"letter\"", "нет процесса «appeal»"),
        bad("appeal", " camunda:delegateExpression=\"${closeAppeal}\"", "", "у шага нет действия"),
        // Tables
        table("terms", "<text>30</text>", "<text>31</text>", "строка T5: Срок T5"),
        table("terms", "<text>30</text>", "<text>тридцать</text>", "нужно целое число"),
        table(
            "outcomes",
            "<text>\"SECRET\"</text>",
            "<text>\"SECRET\",\"BORING\"</text>",
            "перечень закона закрытый"),
        table("outcomes", "<text>\"T12\"</text>", "<text>\"T99\"</text>", "срок «T99»"),
        table("outcomes", "<text>\"T12\"</text>", "<text>\"\"</text>", "а срока нет"),
        table("requests", "<text>\"REFUSED\"</text>", "<text>\"ALLOWED\"</text>", "у судов"),
        table("requests", "<text>\"EXTRACT\"</text>", "<text>\"COPY\"</text>", "ст. 8 ч. 6"),
        table("requests", "<text>\"EXTRACT\"</text>", "<text>\"\"</text>", "что прилагается"),
        table("requests", "<text>\"COPY\"</text>", "<text>\"ALL\"</text>", "что прилагается «ALL»"),
        table("requests", "<text>complained</text>", "<text>mood</text>", "«mood»"),
        table("outcomes", "<text>\"REFUSED\"</text>", "<text>\"MAYBE\"</text>", "решение «MAYBE»"),
        table(
            "outcomes",
            "<text>link</text>",
            "<text>mood</text>",
            "неизвестный входной столбец «mood»"),
        table("terms", "\"STEP_SIGN\"", "\"STEP_SIGNED\"", "нет строки «STEP_SIGN»"),
        table("terms", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"", "должна быть UNIQUE"),
        table("terms", "name=\"unit\"", "name=\"units\"", "Нет столбца с именем unit"),
        table(
            "terms", "name=\"onExpiry\"", "name=\"after\"", "неизвестный выходной столбец «after»"),
        table(
            "routing",
            "<text>\"roads\"</text>",
            "<text>\"rods\"</text>",
            "неизвестный блок «rods»"),
        table(
            "routing",
            "<text>\"gzhi\"</text>",
            "<text>\"gzi\"</text>",
            "строка 1: неизвестный орган «gzi»"),
        table(
            "routing", "<text>\"0101\", \"0102\"", "<text>0101 или \"0102\"", "условие «0101 или"),
        table(
            "routing",
            "hitPolicy=\"FIRST\"",
            "hitPolicy=\"COLLECT\"",
            "политика попаданий «COLLECT» не поддерживается"),
        table("routing", "name=\"body\"", "name=\"organ\"", "неизвестный выходной столбец «organ»"),
        table(
            "routing",
            "<text>municipality</text>",
            "<text>town</text>",
            "неизвестный входной столбец «town»"),
        table(
            "routing",
            "<text>\"0106\", \"0107\"</text>",
            "<text></text>",
            "строка никогда не сработает"),
        table(
            "routing",
            "<inputExpression id=\"Input_ThemeExpression\" typeRef=\"string\">",
            "<inputExpression id=\"Input_ThemeExpression\" typeRef=\"string\" expressionLanguage=\"javascript\">",
            "допускается только FEEL"),
        table(
            "routing",
            " camunda:historyTimeToLive=\"P1826D\"",
            "",
            "не указан срок хранения истории"),
        table(
            "approval-route",
            "<text>\"approver\"</text>",
            "<text>\"approver,boss\"</text>",
            "роль согласующего «boss»"),
        table(
            "approval-route",
            "<text>\"PARALLEL\"</text>",
            "<text>\"RANDOM\"</text>",
            "порядок «RANDOM»"),
        table("ladder", "<text>\"1\"</text>", "<text>\"4\"</text>", "ступень «4»"),
        table(
            "ladder",
            "<inputEntry id=\"Entry_Otherwise_Type\">\n          <text></text>",
            "<inputEntry id=\"Entry_Otherwise_Type\">\n          <text>\"COMPLAINT\"</text>",
            "нет строки «во всех остальных случаях»"),
        // Forms
        form(
            "\"type\": \"radio\"",
            "\"type\": \"filepicker\"",
            "«Принятая мера» (Field_Measure): поле вида «filepicker» Tasklist не показывает"),
        form("\"type\": \"radio\"", "\"type\": \"html\"", "поле вида «html»"),
        form("\"type\": \"radio\"", "\"type\": \"iframe\"", "поле вида «iframe»"),
        form("\"schemaVersion\": 16", "\"schemaVersion\": 18", "версия схемы формы 18"),
        form(
            "\"key\": \"measure\"",
            "\"key\": \"block\"",
            "поле «block» формы «measures» не названо в свойстве fields"),
        form("\"key\": \"measure\"", "\"key\": \"days\"", "ключ «days» повторяется"),
        form(
            "Выберите меру",
            "<script>alert(1)</script>Выберите меру",
            "разметка, ссылки на сценарии"),
        form("\"components\": [", "\"components\": ", "не читается как форма"),
        Arguments.of("forms/sign.html", "<", "< ", "страница .html содержит код"));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("spoiled")
  void refuses(String file, String from, String to, String message) {
    assertThat(GATE.check(spoil(file, from, to)))
        .filteredOn(problem -> !problem.warning())
        .extracting(Problem::toString)
        .anySatisfy(text -> assertThat(text).matches("(?s)(processes|forms)/.*").contains(message));
  }

  /** The parser's own words are English and know neither line nor column. */
  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          appeal.bpmn | </bpmn:process>         | </bpmn:proces>              | файл не читается как XML: строка 295, столбец 5
          terms.dmn   | <?xml                   | x<?xml                      | файл не читается как XML: строка 1, столбец 1; начните с действующего файла
          appeal.bpmn | <bpmn:process           | <bpmn:prozess/><bpmn:process | столбец 18: элемент «prozess» здесь не на месте; откройте
          appeal.bpmn | sequenceFlow id=        | sequenceFlow idd=           | неизвестное свойство «idd»
          appeal.bpmn | sourceRef=\"            | sourceRef=\"9 x             | не подходит
          terms.dmn   | <decision id=           | <decision idd=              | строка 3, столбец
          terms.dmn   | DMN/20191111/MODEL/\"   | DMN/x/\"                    | это не таблица DMN
          appeal.bpmn | BPMN/20100524/MODEL\"   | x\"                         | это не схема BPMN 2.0
          """)
  void whatDoesNotReadIsSaidOnceInRussianWithItsPlace(
      String file, String from, String to, String message) {
    assertThat(GATE.check(spoil("processes/" + file, from, to)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("processes/" + file);
              assertThat(problem.message())
                  .contains(message)
                  .doesNotContain("уберите", "Unable", "Exception", "cvc");
            });
  }

  @Test
  void aShorterTermMayStand() {
    var shorter = spoil("processes/terms.dmn", "<text>30</text>", "<text>25</text>");
    assertThat(GATE.check(shorter)).allMatch(Problem::warning);
  }

  @Test
  void aFigureInALabelOnlyWarns() {
    var shorter = spoil("processes/terms.dmn", "<text>30</text>", "<text>25</text>");
    assertThat(GATE.check(shorter))
        .extracting(Problem::toString)
        .anySatisfy(text -> assertThat(text).contains("в подписи 30 дней, а в таблице сроков 25"));
  }

  @Test
  void freeTextInACamundaFormOnlyWarns() {
    assertThat(
            GATE.check(
                spoil("forms/measures.form", "\"type\": \"radio\"", "\"type\": \"textfield\"")))
        .isNotEmpty()
        .allMatch(Problem::warning);
  }

  @Test
  void anIdOfAFormIsTakenOnce() {
    byte[] form = GOOD.file("forms/measures.form").orElseThrow();
    assertThat(GATE.check(GOOD.with(Map.of("forms/another.form", form))))
        .extracting(Problem::message)
        .anySatisfy(text -> assertThat(text).contains("форма «measures» уже есть в файле"));
  }

  @Test
  void theFormOfMeasuresPromisesNoStepAboveTheThird() {
    assertThat(new String(GOOD.file("forms/measures.form").orElseThrow(), UTF_8))
        .contains("ступень 3 – последняя");
  }

  @Test
  void foreignFilesAreRefused() {
    for (String name :
        List.of("processes/a.cmmn", "forms/x.js", "processes/схема.bpmn", "forms/new.html")) {
      assertThat(GATE.check(GOOD.with(Map.of(name, "<x/>".getBytes(UTF_8)))))
          .as(name)
          .anyMatch(problem -> problem.file().equals(name));
    }
  }

  @Test
  void foreignEntitiesAreRefused() {
    var xxe =
        spoil(
            "processes/appeal.bpmn",
            "<bpmn:definitions",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><bpmn:definitions");
    assertThat(GATE.check(xxe))
        .extracting(Problem::message)
        .anySatisfy(text -> assertThat(text).contains("DOCTYPE"));
  }

  @Test
  void anEmptyOrganizationIsNotAsked() {
    var gate = new Gate(() -> new Gate.Product(Set.of(), Set.of(), element -> true, GOOD));
    assertThat(gate.check(GOOD)).isEmpty();
  }

  private static Arguments bad(String diagram, String from, String to, String message) {
    return Arguments.of("processes/" + diagram + ".bpmn", from, to, message);
  }

  private static Arguments table(String table, String from, String to, String message) {
    return Arguments.of("processes/" + table + ".dmn", from, to, message);
  }

  private static Arguments form(String from, String to, String message) {
    return Arguments.of("forms/measures.form", from, to, message);
  }

  static FileSet spoil(String file, String from, String to) {
    String text = new String(GOOD.file(file).orElseThrow(), UTF_8);
    assertThat(text).as("the good %s", file).contains(from);
    // all occurrences of an id, the first of anything else
    String spoiled =
        from.startsWith("Task_") ? text.replace(from, to) : replaceFirst(text, from, to);
    return GOOD.with(Map.of(file, spoiled.getBytes(UTF_8)));
  }

  private static String replaceFirst(String text, String from, String to) {
    int at = text.indexOf(from);
    return text.substring(0, at) + to + text.substring(at + from.length());
  }

  static FileSet good() {
    Map<String, byte[]> files = new TreeMap<>();
    for (String folder : List.of("processes", "forms")) {
      try (Stream<Path> all = Files.list(Path.of(folder))) {
        for (Path file : all.toList()) {
          files.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    return new FileSet(files);
  }

  static Set<String> firstColumn(String file) {
    try (Stream<String> lines =
        Files.lines(Path.of("src/main/resources/demo/organization", file))) {
      return lines.skip(1).map(line -> line.split(",")[0]).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
