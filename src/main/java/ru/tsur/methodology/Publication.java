package ru.tsur.methodology;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OfficialId;
import ru.tsur.workflow.DmnTerms;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * The sets in the engine. Each is one deployment with everything in it, unchanged files too, since
 * call activities, decisions and forms bind to their own deployment; running appeals so keep their
 * version of everything.
 */
@Component
public class Publication {

  /** A set as deployed. */
  public record Published(
      String deployment, String name, String source, Instant at, FileSet files) {

    boolean isFromFiles() {
      return source.equals(FROM_FILES);
    }

    /** Who published it; empty if it came from the files. */
    Optional<OfficialId> by() {
      return isFromFiles()
          ? Optional.empty()
          : Optional.of(new OfficialId(source.substring(source.indexOf(':') + 1)));
    }
  }

  /** By which door a methodologist came. */
  enum Door {
    MODELER("modeler:"),
    PAGE("page:");

    private final String prefix;

    Door(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
  private static final String FROM_FILES = "classpath";
  private static final int MANY = 1_000;

  private final RepositoryService repository;
  private final EngineAccess engine;
  private final Gate gate;

  Publication(RepositoryService repository, EngineAccess engine, Gate gate) {
    this.repository = repository;
    this.engine = engine;
    this.gate = gate;
  }

  /** The set that new appeals run on. */
  public Optional<Published> current() {
    return last(Publication::isOurs);
  }

  /** Which version of a process, by its file, new appeals run on; and of a decision. */
  Map<String, Integer> versions(Published set) {
    return engine.acrossBodies(
        () -> {
          Map<String, Integer> versions = new TreeMap<>();
          repository
              .createProcessDefinitionQuery()
              .deploymentId(set.deployment())
              .listPage(0, MANY)
              .forEach(one -> versions.put(one.getResourceName(), one.getVersion()));
          repository
              .createDecisionDefinitionQuery()
              .deploymentId(set.deployment())
              .listPage(0, MANY)
              .forEach(one -> versions.put(one.getResourceName(), one.getVersion()));
          return versions;
        });
  }

  /**
   * Deploys the files if they are others than when they were last deployed from there. What a
   * methodologist published in between stays otherwise: a restart takes nothing back.
   *
   * @return whether anything was deployed
   * @throws PublicationRefused by the gate
   */
  synchronized boolean publishFiles(FileSet files) {
    Optional<Published> before = last(source -> source.equals(FROM_FILES));
    if (before.isPresent() && before.get().files().equals(files)) {
      return false;
    }
    current()
        .filter(set -> !set.isFromFiles())
        .ifPresent(
            set ->
                LOG.warn(
                    "The files changed: they replace what was published as {} by {}; other there: {}",
                    set.name(),
                    set.source(),
                    files.differences(set.files())));
    deploy(files, "processes", FROM_FILES);
    return true;
  }

  /**
   * Completes what a methodologist brings to the whole current set and deploys that.
   *
   * @throws PublicationRefused by the gate
   */
  synchronized DeploymentWithDefinitions publish(
      Map<String, byte[]> brought, String name, Door door, OfficialId by) {
    FileSet base = current().map(Published::files).orElse(new FileSet(Map.of()));
    return deploy(base.with(brought), name, door.prefix + by.value());
  }

  private DeploymentWithDefinitions deploy(FileSet set, String name, String source) {
    List<Problem> problems = gate.check(set);
    List<Problem> refusals = problems.stream().filter(problem -> !problem.warning()).toList();
    if (!refusals.isEmpty()) {
      throw new PublicationRefused(refusals);
    }
    problems.forEach(warning -> LOG.warn("Published with a warning: {}", warning));
    DeploymentWithDefinitions deployed;
    try {
      deployed =
          engine.acrossBodies(
              () -> {
                var deployment =
                    repository
                        .createDeployment()
                        .name(name)
                        .source(source)
                        .enableDuplicateFiltering(false);
                set.files()
                    .forEach(
                        (file, bytes) ->
                            deployment.addInputStream(file, new ByteArrayInputStream(bytes)));
                return deployment.deployWithResult();
              });
    } catch (ParseException unreadable) {
      LOG.warn("The engine does not read what the gate let through", unreadable);
      throw new PublicationRefused(
          unreadable.getResorceReports().stream()
              .flatMap(
                  file ->
                      file.getErrors().stream()
                          .map(error -> notRead(file.getResourceName(), error)))
              .toList());
    } catch (ProcessEngineException unreadable) {
      LOG.warn("The engine does not take what the gate let through", unreadable);
      throw new PublicationRefused(
          List.of(
              new Problem(
                  "весь набор",
                  "",
                  "движок его не принимает: опубликуйте файлы по одному, чтобы найти мешающий",
                  false)));
    }
    LOG.info("Published {} from {} as deployment {}", name, source, deployed.getId());
    return deployed;
  }

  private static Problem notRead(String file, org.camunda.bpm.engine.Problem error) {
    return new Problem(
        file,
        error.getMainElementId() == null ? "" : "«" + error.getMainElementId() + "»",
        "движок не понимает этот элемент ("
            + Standard.place(error.getLine(), error.getColumn())
            + "): проверьте его свойства в Camunda Modeler",
        false);
  }

  /** Versions of a definition only grow, whatever the clock says; each set has the terms. */
  private Optional<Published> last(Predicate<String> source) {
    return engine.acrossBodies(
        () ->
            repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(DmnTerms.DECISION)
                .orderByDecisionDefinitionVersion()
                .desc()
                .listPage(0, MANY)
                .stream()
                .map(terms -> deployment(terms.getDeploymentId()))
                .filter(
                    deployment ->
                        deployment.getSource() != null && source.test(deployment.getSource()))
                .findFirst()
                .map(this::published));
  }

  private Deployment deployment(String id) {
    return repository.createDeploymentQuery().deploymentId(id).singleResult();
  }

  private Published published(Deployment deployment) {
    Map<String, byte[]> files = new TreeMap<>();
    repository
        .getDeploymentResources(deployment.getId())
        .forEach(resource -> files.put(resource.getName(), resource.getBytes()));
    return new Published(
        deployment.getId(),
        deployment.getName(),
        deployment.getSource(),
        deployment.getDeploymentTime().toInstant(),
        new FileSet(files));
  }

  private static boolean isOurs(String source) {
    if (source.equals(FROM_FILES)) {
      return true;
    }
    for (Door door : Door.values()) {
      if (source.startsWith(door.prefix)) {
        return true;
      }
    }
    return false;
  }
}
