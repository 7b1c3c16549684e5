package ru.tsur.methodology;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;
import ru.tsur.security.CurrentOfficial;
import ru.tsur.security.ModelerDoor;

/**
 * The Deploy button of Camunda Modeler: answers as the engine's REST would, but what is uploaded is
 * completed to the whole set and goes through the gate. Modeler's own duplicate filtering and
 * tenant are ignored. The request comes before any servlet, so its parts are read here.
 */
@Component
class DeployFromModeler implements ModelerDoor {

  private static final String VERSION = "7.24.0";
  private static final int LARGEST = 20 << 20;
  private static final int MOST_FILES = 200;
  private static final int LONGEST_NAME = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  private final Publication publication;
  private final CurrentOfficial current;
  private final ObjectMapper json;

  DeployFromModeler(Publication publication, CurrentOfficial current, ObjectMapper json) {
    this.publication = publication;
    this.current = current;
    this.json = json;
  }

  @Override
  public void version(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer(response, 200, Map.of("version", VERSION));
  }

  @Override
  public void deploy(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String type = request.getContentType();
    if (type == null
        || !type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/form-data")) {
      refuse(response, "InvalidRequestException", "Ожидаются файлы (multipart/form-data).");
      return;
    }
    var upload = new Upload();
    String name;
    try {
      name = read(request, upload);
    } catch (IOException unreadable) {
      refuse(
          response,
          "InvalidRequestException",
          "Запрос не читается или больше %d МБ.".formatted(LARGEST >> 20));
      return;
    }
    if (upload.isEmpty()) {
      refuse(response, "InvalidRequestException", "В запросе нет файлов.");
      return;
    }
    try {
      answer(
          response,
          200,
          deployed(
              publication.publish(
                  upload.files(), name, Publication.Door.MODELER, current.official().id())));
    } catch (PublicationRefused refused) {
      refuse(response, "GateRefused", refused.getMessage());
    }
  }

  /** The name of the deployment. */
  private static String read(HttpServletRequest request, Upload upload) throws IOException {
    var parts = new FileUpload();
    parts.setSizeMax(LARGEST);
    parts.setFileCountMax(MOST_FILES);
    String name = "Modeler";
    FileItemIterator items = parts.getItemIterator(new ServletRequestContext(request));
    while (items.hasNext()) {
      FileItemStream item = items.next();
      try (InputStream content = item.openStream()) {
        byte[] bytes = content.readAllBytes();
        if (!item.isFormField()) {
          upload.add(item.getName(), bytes);
        } else if ("deployment-name".equals(item.getFieldName())) {
          String given = new String(bytes, StandardCharsets.UTF_8).strip();
          name =
              given.isEmpty() ? name : given.substring(0, Math.min(given.length(), LONGEST_NAME));
        }
      }
    }
    return name;
  }

  private static Map<String, Object> deployed(DeploymentWithDefinitions deployment) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("links", List.of());
    answer.put("id", deployment.getId());
    answer.put("name", deployment.getName());
    answer.put("source", deployment.getSource());
    answer.put(
        "deploymentTime",
        TIME.format(deployment.getDeploymentTime().toInstant().atZone(ZoneId.systemDefault())));
    answer.put("tenantId", null);
    Map<String, Object> processes = new LinkedHashMap<>();
    if (deployment.getDeployedProcessDefinitions() != null) {
      for (ProcessDefinition one : deployment.getDeployedProcessDefinitions()) {
        Map<String, Object> process =
            definition(
                one.getId(),
                one.getKey(),
                one.getName(),
                one.getVersion(),
                one.getResourceName(),
                one.getDeploymentId(),
                one.getCategory());
        process.put("description", one.getDescription());
        process.put("diagram", one.getDiagramResourceName());
        process.put("suspended", one.isSuspended());
        process.put("historyTimeToLive", one.getHistoryTimeToLive());
        process.put("startableInTasklist", one.isStartableInTasklist());
        processes.put(one.getId(), process);
      }
    }
    answer.put("deployedProcessDefinitions", processes);
    answer.put("deployedCaseDefinitions", null);
    Map<String, Object> decisions = new LinkedHashMap<>();
    if (deployment.getDeployedDecisionDefinitions() != null) {
      for (DecisionDefinition one : deployment.getDeployedDecisionDefinitions()) {
        decisions.put(
            one.getId(),
            definition(
                one.getId(),
                one.getKey(),
                one.getName(),
                one.getVersion(),
                one.getResourceName(),
                one.getDeploymentId(),
                one.getCategory()));
      }
    }
    answer.put("deployedDecisionDefinitions", decisions);
    answer.put("deployedDecisionRequirementsDefinitions", null);
    return answer;
  }

  private static Map<String, Object> definition(
      String id,
      String key,
      String name,
      int version,
      String resource,
      String deployment,
      String category) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("id", id);
    definition.put("key", key);
    definition.put("name", name);
    definition.put("version", version);
    definition.put("resource", resource);
    definition.put("deploymentId", deployment);
    definition.put("category", category);
    definition.put("tenantId", null);
    return definition;
  }

  private void refuse(HttpServletResponse response, String type, String message)
      throws IOException {
    answer(response, 400, Map.of("type", type, "message", message));
  }

  private void answer(HttpServletResponse response, int status, Map<String, Object> body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    json.writeValue(response.getOutputStream(), body);
  }
}
