package ru.tsur.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * The filters of Tasklist: made by the product alone, sorted by term. A renamed or changed one is
 * made anew.
 */
@Component("desk.filters")
@Order(40)
class Filters implements ApplicationRunner {

  /** A count beyond this is shown as «1000+». */
  static final int COUNTED = 1000;

  private final FilterService filters;
  private final TaskService tasks;
  private final EngineAccess engine;

  Filters(FilterService filters, TaskService tasks, EngineAccess engine) {
    this.filters = filters;
    this.tasks = tasks;
    this.engine = engine;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    engine.acrossBodies(
        () -> {
          List<Filter> stored = filters.createFilterQuery().list();
          int priority = 0;
          for (Map.Entry<String, TaskQuery> wanted : wanted().entrySet()) {
            store(stored, wanted.getKey(), wanted.getValue(), priority);
            priority += 10;
          }
          stored.stream()
              .filter(filter -> !wanted().containsKey(filter.getName()))
              .forEach(filter -> filters.deleteFilter(filter.getId()));
        });
  }

  private void store(List<Filter> stored, String name, TaskQuery query, int priority) {
    Filter filter =
        stored.stream()
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseGet(() -> filters.newTaskFilter(name));
    filter.setQuery(query);
    filter.setProperties(
        Map.of(
            "priority",
            priority,
            "refresh",
            true,
            "showUndefinedVariable",
            false,
            "variables",
            List.of()));
    filters.saveFilter(filter);
  }

  private Map<String, TaskQuery> wanted() {
    Map<String, TaskQuery> wanted = new LinkedHashMap<>();
    wanted.put(
        "Мои задачи",
        byTerm(
            tasks
                .createTaskQuery()
                .or()
                .taskAssigneeExpression("${currentUser()}")
                .taskCandidateGroupInExpression("${currentUserGroups()}")
                .endOr()));
    wanted.put("Моего органа и блока", byTerm(ofMyGroups()));
    wanted.put(
        "Срок сегодня и завтра",
        byTerm(
            ofMyGroups()
                .dueAfterExpression("${filters.todayStart()}")
                .dueBeforeExpression("${filters.tomorrowEnd()}")));
    wanted.put("Просроченные", byTerm(ofMyGroups().dueBeforeExpression("${filters.now()}")));
    wanted.put("Эскалации", byTerm(ofMyGroups().processDefinitionKey("escalation")));
    wanted.put("В работе у сотрудников", byTerm(tasks.createTaskQuery().taskAssigned()));
    return wanted;
  }

  private TaskQuery ofMyGroups() {
    return tasks
        .createTaskQuery()
        .taskCandidateGroupInExpression("${currentUserGroups()}")
        .includeAssignedTasks();
  }

  private static TaskQuery byTerm(TaskQuery query) {
    return query.orderByDueDate().asc().orderByTaskCreateTime().asc();
  }

  /** How many tasks each filter shows this official; at most {@value #COUNTED} are counted. */
  Map<String, String> counts(OfficialId official) {
    return engine.as(
        official,
        () -> {
          Map<String, String> counts = new LinkedHashMap<>();
          for (Filter filter : filters.createTaskFilterQuery().listPage(0, COUNTED)) {
            // one more to see whether there are more than these: the engine refuses it
            int found = filters.listPage(filter.getId(), 0, COUNTED).size();
            counts.put(filter.getId(), found >= COUNTED ? COUNTED + "+" : String.valueOf(found));
          }
          return counts;
        });
  }
}
