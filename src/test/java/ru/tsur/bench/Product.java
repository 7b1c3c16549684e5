package ru.tsur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import ru.tsur.appeal.AppealId;
import ru.tsur.appeal.Channel;
import ru.tsur.desk.TasklistDoor;
import ru.tsur.organization.OfficialId;
import ru.tsur.process.Region;
import ru.tsur.workflow.engine.EngineAccess;

/** The product, by the services that its doors call, each official with his own rights. */
final class Product implements World {

  private static final Region.Asked WASTE = new Region.Asked("Не вывозят мусор", "0501", "");

  private final Region region;
  private final TasklistDoor desk;
  private final TaskService tasks;
  private final EngineAccess engine;
  private final ObjectMapper json;

  Product(
      Region region, TasklistDoor desk, TaskService tasks, EngineAccess engine, ObjectMapper json) {
    this.region = region;
    this.desk = desk;
    this.tasks = tasks;
    this.engine = engine;
    this.json = json;
  }

  @Override
  public String begins(int questions) {
    AppealId appeal =
        questions == 1
            ? region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS)
            : region.appealByRest(Channel.OFFICIAL_SITE, Region.ROADS, WASTE);
    return appeal.toString();
  }

  @Override
  public List<Task> open(String appeal) {
    return engine.acrossBodies(
        () -> tasks.createTaskQuery().processInstanceBusinessKey(appeal).list());
  }

  @Override
  public String whoMay(Task task) {
    return region.entitled(task).value();
  }

  @Override
  public Map<String, Object> shows(Task task, String official) {
    return desk.opens(task, new OfficialId(official));
  }

  @Override
  public void completes(Task task, String official, Map<String, Object> shown) {
    ObjectNode values = json.valueToTree(shown);
    if (task.getTaskDefinitionKey().equals("Task_RegisterAppeal")) {
      values.put("offer", "NONE");
    }
    values.path("results").forEach(row -> ((ObjectNode) row).put("result", "EXPLAINED"));
    if (task.getTaskDefinitionKey().equals("Task_PreparePart")) {
      values.put("text", "Ремонт выполнен, дорога принята по акту.");
    }
    desk.completes(task, new OfficialId(official), values);
  }

  @Override
  public void sends() {
    region.mailIsSent();
  }

  @Override
  public boolean isEnded(String appeal) {
    return region.isEnded(AppealId.of(appeal));
  }
}
