package ru.tsur.security;

import static ru.tsur.security.Allowlist.Body.CLAIM;
import static ru.tsur.security.Allowlist.Body.EMPTY;
import static ru.tsur.security.Allowlist.Body.MODELER;
import static ru.tsur.security.Allowlist.Body.QUERY;
import static ru.tsur.security.Allowlist.Body.RELEASE;
import static ru.tsur.security.Allowlist.Body.VARIABLES;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls that pass to the engine and its webapps; everything else is 404. The one source: the
 * filter reads it, docs/security.md is written from it. Rows are what Tasklist 7.24 calls for our
 * officials, seen in a browser, and the same for {@code /engine-rest}.
 */
final class Allowlist {

  /** What a call's body is held to. */
  enum Body {
    EMPTY("тела нет"),
    QUERY("без ключей *Expression"),
    CLAIM("userId – только сам"),
    VARIABLES("только переменные из свойства fields задачи"),
    RELEASE("тела нет; возвращает только взявший"),
    MODELER("отвечает шлюз методолога, не движок");

    final String russian;

    Body(String russian) {
      this.russian = russian;
    }
  }

  /** Where a row applies. */
  enum Door {
    /** The engine's REST, at {@code /engine-rest} and at {@code /camunda/api/engine/…}. */
    ENGINE,
    /** {@code /engine-rest} only. */
    REST,
    /** Below {@code /camunda}. */
    WEBAPP
  }

  /**
   * @param path {@code {task}}, {@code {self}} and {@code {id}} stand for one segment, {@code **}
   *     for the rest of the path
   */
  record Row(Door door, String method, String path, Body body, String why) {

    Pattern pattern() {
      String regex =
          path.replace(".", "\\.")
              .replace("**", ".+")
              .replaceAll("\\{(task|self|id)}", "(?<$1>[^/]+)");
      return Pattern.compile(regex);
    }
  }

  /** A call that a row lets pass; ids taken from its path. */
  record Match(Row row, Optional<String> task, Optional<String> self) {}

  static final List<Row> ROWS =
      List.of(
          engine("GET", "/filter", EMPTY, "список фильтров"),
          engine("GET", "/filter/count", EMPTY, "есть ли фильтры"),
          engine("OPTIONS", "/filter", EMPTY, "можно ли создавать фильтры (нельзя)"),
          engine("GET", "/filter/{id}", EMPTY, "фильтр"),
          engine("OPTIONS", "/filter/{id}", EMPTY, "можно ли править фильтр (нельзя)"),
          engine("GET", "/filter/{id}/list", EMPTY, "задачи фильтра"),
          engine("POST", "/filter/{id}/list", QUERY, "задачи фильтра"),
          engine("GET", "/filter/{id}/count", EMPTY, "число задач фильтра"),
          engine("POST", "/filter/{id}/count", QUERY, "число задач фильтра"),
          engine("GET", "/task", EMPTY, "задачи"),
          engine("POST", "/task", QUERY, "задачи"),
          engine("GET", "/task/count", EMPTY, "число задач"),
          engine("POST", "/task/count", QUERY, "число задач"),
          engine("GET", "/task/{task}", EMPTY, "задача"),
          engine("GET", "/task/{task}/form", EMPTY, "какая у задачи форма"),
          engine("GET", "/task/{task}/deployed-form", EMPTY, "форма"),
          engine("GET", "/task/{task}/rendered-form", EMPTY, "форма"),
          engine("GET", "/task/{task}/form-variables", EMPTY, "переменные формы"),
          engine("GET", "/task/{task}/variables", EMPTY, "переменные (только коды)"),
          engine("GET", "/task/{task}/identity-links", EMPTY, "чья задача"),
          engine("POST", "/task/{task}/claim", CLAIM, "взять задачу"),
          engine("POST", "/task/{task}/unclaim", RELEASE, "вернуть задачу"),
          engine("POST", "/task/{task}/submit-form", VARIABLES, "завершить задачу"),
          engine("POST", "/task/{task}/complete", VARIABLES, "завершить задачу"),
          engine("GET", "/process-definition/{id}", EMPTY, "название схемы"),
          engine("GET", "/process-definition/{id}/xml", EMPTY, "вкладка со схемой"),
          engine("GET", "/user/{self}/profile", EMPTY, "своё имя"),
          engine("GET", "/identity/groups", EMPTY, "свои группы (userId – только сам)"),
          new Row(Door.REST, "GET", "/version", MODELER, "Modeler: связь есть"),
          new Row(Door.REST, "POST", "/deployment/create", MODELER, "Modeler: развернуть"),
          webapp("GET", "/api/engine/engine/", "какие есть движки"),
          webapp("GET", "/api/admin/auth/user/default", "кто вошёл"),
          webapp("GET", "/api/tasklist/plugin/{id}/static/**", "части Tasklist"),
          webapp("GET", "/app/tasklist/**", "Tasklist"),
          webapp("GET", "/lib/**", "библиотеки Tasklist"),
          webapp("GET", "/assets/**", "шрифты и картинки Tasklist"),
          webapp("GET", "/favicon.ico", "значок"));

  private static final String REST = "/engine-rest";
  private static final String WEBAPP = "/camunda";
  private static final String WEBAPP_ENGINE = "/camunda/api/engine/engine/default";

  /** No encoded characters but «:» and «@», no dots alone, no parameters, nothing doubled. */
  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_~@:-][A-Za-z0-9._~@:-]*)+/?");

  private Allowlist() {}

  private static Row engine(String method, String path, Body body, String why) {
    return new Row(Door.ENGINE, method, path, body, why);
  }

  private static Row webapp(String method, String path, String why) {
    return new Row(Door.WEBAPP, method, path, EMPTY, why);
  }

  /**
   * @param uri as sent, undecoded, without the query
   */
  static Optional<Match> match(String method, String uri) {
    String path = uri.replaceAll("%3[Aa]", ":").replace("%40", "@");
    if (!PLAIN.matcher(path).matches()) {
      return Optional.empty();
    }
    String asked = method.equals("HEAD") ? "GET" : method;
    for (Row row : ROWS) {
      var found = rest(row.door(), path).flatMap(rest -> match(row, asked, rest));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> rest(Door door, String path) {
    if (path.startsWith(REST + "/")) {
      return door == Door.WEBAPP ? Optional.empty() : Optional.of(path.substring(REST.length()));
    }
    if (door == Door.WEBAPP && path.startsWith(WEBAPP + "/")) {
      return Optional.of(path.substring(WEBAPP.length()));
    }
    return door == Door.ENGINE && path.startsWith(WEBAPP_ENGINE + "/")
        ? Optional.of(path.substring(WEBAPP_ENGINE.length()))
        : Optional.empty();
  }

  private static Optional<Match> match(Row row, String method, String path) {
    if (!row.method().equals(method)) {
      return Optional.empty();
    }
    Matcher matcher = row.pattern().matcher(path);
    return matcher.matches()
        ? Optional.of(new Match(row, group(row, matcher, "task"), group(row, matcher, "self")))
        : Optional.empty();
  }

  private static Optional<String> group(Row row, Matcher matcher, String name) {
    return row.path().contains("{" + name + "}")
        ? Optional.of(matcher.group(name))
        : Optional.empty();
  }
}
