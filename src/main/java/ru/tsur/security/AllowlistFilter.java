package ru.tsur.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import ru.tsur.organization.Official;
import ru.tsur.organization.Role;

/**
 * Stands before the servlets of the engine's REST and webapps, on their own path patterns: what is
 * not in the {@link Allowlist} does not exist, and a body may not say more than its row allows.
 */
class AllowlistFilter extends OncePerRequestFilter {

  private static final int LARGEST_BODY = 1 << 20;
  private static final int LONGEST_VALUE = 4_000;
  private static final Set<String> SIMPLE_TYPES =
      Set.of("string", "boolean", "integer", "short", "long", "double", "date", "null");

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final CurrentOfficial current;
  private final TaskAccess tasks;
  private final ObjectProvider<ModelerDoor> modeler;

  AllowlistFilter(CurrentOfficial current, TaskAccess tasks, ObjectProvider<ModelerDoor> modeler) {
    this.current = current;
    this.tasks = tasks;
    this.modeler = modeler;
  }

  private static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      var official = current.find(SecurityContextHolder.getContext().getAuthentication());
      if (official.isEmpty()) {
        throw new Refused(401, "Войдите в систему.");
      }
      var match =
          Allowlist.match(request.getMethod(), request.getRequestURI())
              .orElseThrow(AllowlistFilter::absent);
      if (fromAnotherSite(request)) {
        throw new Refused(403, "Запрос пришёл со страницы другого сайта.");
      }
      if (match.row().body() == Allowlist.Body.MODELER) {
        answerModeler(official.get(), request, response);
        return;
      }
      checkParameters(request, match, official.get());
      if (match.task().isPresent() && !tasks.sees(official.get().id(), match.task().get())) {
        throw gone(official.get(), match);
      }
      HttpServletRequest checked = checkBody(request, match, official.get());
      if (match.row().body() == Allowlist.Body.RELEASE) {
        chain.doFilter(new ClaimByNobody(checked), response);
        return;
      }
      chain.doFilter(checked, response);
    } catch (Refused refused) {
      Refusals.write(response, refused.status, refused.getMessage());
    }
  }

  /**
   * A change at the engine's REST that a browser sends, with the HTTP Basic it keeps, because a
   * page of another site makes it. Modeler's own page is a file, which no site can be; programs say
   * nothing. Tasklist has its token.
   */
  private static boolean fromAnotherSite(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (Set.of("GET", "HEAD").contains(request.getMethod())
        || request.getRequestURI().startsWith("/camunda/")
        || "file://".equals(origin)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !Set.of("same-origin", "none").contains(site)) {
      return true;
    }
    // The scheme is left out: behind a proxy it is another one here than in the browser.
    return origin != null
        && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader("Host"));
  }

  private static Refused absent() {
    return new Refused(404, "Не найдено.");
  }

  /**
   * A second completion is told from a task that does not exist for him; what is only read is
   * absent both times.
   */
  private Refused gone(Official official, Allowlist.Match match) {
    return match.row().method().equals("POST")
            && tasks.wasHis(official.id(), match.task().orElseThrow())
        ? new Refused(409, EngineRefusals.DONE)
        : new Refused(404, "Задание не найдено: оно уже завершено или передано другому.");
  }

  private void answerModeler(
      Official official, HttpServletRequest request, HttpServletResponse response)
      throws IOException, Refused {
    ModelerDoor door = modeler.getIfAvailable();
    if (door == null || !current.holds(official, Role.METHODOLOGIST)) {
      throw absent();
    }
    if (request.getMethod().equals("POST")) {
      door.deploy(request, response);
    } else {
      door.version(request, response);
    }
  }

  private static void checkParameters(
      HttpServletRequest request, Allowlist.Match match, Official official) throws Refused {
    // getParameterNames would read a form body; only the query string counts here.
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    for (String pair : query.split("&")) {
      String name = decoded(pair.split("=", 2)[0]).toLowerCase(Locale.ROOT);
      if (name.endsWith("expression")) {
        throw new Refused(400, "Выражения в запросах запрещены.");
      }
    }
    if (match.self().isPresent() && !match.self().get().equals(official.id().value())) {
      throw absent();
    }
    if (match.row().path().equals("/identity/groups")) {
      String[] users = request.getParameterValues("userId");
      if (users == null || users.length != 1 || !users[0].equals(official.id().value())) {
        throw absent();
      }
    }
  }

  private static String decoded(String text) throws Refused {
    try {
      return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refused(400, "Запрос не читается.");
    }
  }

  private HttpServletRequest checkBody(
      HttpServletRequest request, Allowlist.Match match, Official official)
      throws IOException, Refused {
    byte[] content = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (content.length > LARGEST_BODY) {
      throw new Refused(413, "Запрос больше " + LARGEST_BODY / 1024 + " КБ.");
    }
    if (match.row().body() == Allowlist.Body.EMPTY) {
      if (content.length > 0) {
        throw new Refused(400, "У этого запроса не бывает тела.");
      }
      return request;
    }
    checkType(request, content);
    JsonNode body = read(content);
    if (match.row().body() == Allowlist.Body.CLAIM) {
      JsonNode user = body.get("userId");
      if (user == null || !user.isTextual() || !user.textValue().equals(official.id().value())) {
        throw new Refused(403, "Взять задачу можно только на себя.");
      }
    }
    if (match.row().body() == Allowlist.Body.VARIABLES) {
      checkVariables(body, tasks.fields(match.task().orElseThrow()));
    }
    return new ReadAgain(request, content);
  }

  /**
   * A page of another site can make a browser send forms and plain text, or nothing at all, without
   * asking; JSON it cannot. Tasklist sends nothing when there is nothing to say, and a token.
   */
  private static void checkType(HttpServletRequest request, byte[] content) throws Refused {
    boolean tasklist = request.getRequestURI().startsWith("/camunda/");
    String type = Optional.ofNullable(request.getContentType()).orElse("").split(";", 2)[0];
    if (!type.strip().equalsIgnoreCase("application/json") && !(tasklist && content.length == 0)) {
      throw new Refused(415, "Отправьте данные как application/json.");
    }
  }

  private static JsonNode read(byte[] content) throws Refused {
    if (content.length == 0) {
      return JSON.createObjectNode();
    }
    try (JsonParser parser = JSON.createParser(content)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME
            && parser.currentName().toLowerCase(Locale.ROOT).endsWith("expression")) {
          throw new Refused(400, "Выражения в запросах запрещены.");
        }
      }
      JsonNode body = JSON.readTree(content);
      if (!body.isObject()) {
        throw new Refused(400, "Тело запроса – не объект JSON.");
      }
      return body;
    } catch (IOException malformed) {
      throw new Refused(400, "Тело запроса не читается как JSON.");
    }
  }

  private static void checkVariables(JsonNode body, Set<String> fields) throws Refused {
    JsonNode variables = body.path("variables");
    if (variables.isMissingNode() || variables.isNull()) {
      return;
    }
    if (!variables.isObject()) {
      throw new Refused(400, "variables – не объект JSON.");
    }
    for (var variable : variables.properties()) {
      String name = variable.getKey();
      if (!fields.contains(name)) {
        throw new Refused(400, "Поле «%s» у этой задачи не принимается.".formatted(name));
      }
      JsonNode type = variable.getValue().path("type");
      if (type.isTextual() && !SIMPLE_TYPES.contains(type.textValue().toLowerCase(Locale.ROOT))) {
        throw new Refused(400, "Поле «%s»: такой вид значения не принимается.".formatted(name));
      }
      JsonNode value = variable.getValue().path("value");
      if (value.isContainerNode()) {
        throw new Refused(400, "Поле «%s»: ожидается одно значение.".formatted(name));
      }
      if (value.isTextual() && value.textValue().length() > LONGEST_VALUE) {
        throw new Refused(400, "Поле «%s»: не более %d знаков.".formatted(name, LONGEST_VALUE));
      }
    }
  }

  /** The request with its body put back, which is JSON. */
  private static class ReadAgain extends jakarta.servlet.http.HttpServletRequestWrapper {

    private final byte[] content;

    ReadAgain(HttpServletRequest request, byte[] content) {
      super(request);
      this.content = content;
    }

    @Override
    public jakarta.servlet.ServletInputStream getInputStream() {
      var bytes = new java.io.ByteArrayInputStream(content);
      return new jakarta.servlet.ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
          return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(jakarta.servlet.ReadListener listener) {
          throw new IllegalStateException("Read already");
        }
      };
    }

    @Override
    public java.io.BufferedReader getReader() {
      return new java.io.BufferedReader(
          new java.io.InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
      return content.length;
    }

    @Override
    public long getContentLengthLong() {
      return content.length;
    }

    @Override
    public String getContentType() {
      return content.length == 0 ? super.getContentType() : "application/json";
    }

    @Override
    public String getHeader(String name) {
      return "content-type".equalsIgnoreCase(name) ? getContentType() : super.getHeader(name);
    }

    @Override
    public java.util.Enumeration<String> getHeaders(String name) {
      return "content-type".equalsIgnoreCase(name) && content.length > 0
          ? Collections.enumeration(List.of(getContentType()))
          : super.getHeaders(name);
    }
  }

  /**
   * The engine takes giving back for assigning to nobody and would ask for the right to assign; as
   * a claim by nobody it asks whose the task is. Camunda's own filters still stand behind this one.
   */
  private static final class ClaimByNobody extends ReadAgain {

    private static final byte[] NOBODY = "{\"userId\":null}".getBytes(StandardCharsets.UTF_8);

    ClaimByNobody(HttpServletRequest request) {
      super(request, NOBODY);
    }

    private static String claim(String path) {
      return path == null ? null : path.replaceFirst("/unclaim/?$", "/claim");
    }

    @Override
    public String getRequestURI() {
      return claim(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(claim(super.getRequestURL().toString()));
    }

    @Override
    public String getPathInfo() {
      return claim(super.getPathInfo());
    }
  }
}
