package ru.tsur.workflow;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import ru.tsur.deadline.Term;
import ru.tsur.deadline.TermId;
import ru.tsur.deadline.Terms;
import ru.tsur.deadline.UnknownTerm;
import ru.tsur.workflow.engine.EngineAccess;

/**
 * The terms table as last deployed, read as rows and kept until a newer version is there. Reading
 * it evaluates nothing and so writes no decision history.
 */
@Component
class StoredTerms implements Terms {

  private record Version(String definition, List<Term> rows) {}

  private final RepositoryService repository;
  private final EngineAccess engine;
  private final AtomicReference<Version> latest = new AtomicReference<>(new Version("", List.of()));

  StoredTerms(@Lazy RepositoryService repository, @Lazy EngineAccess engine) {
    this.repository = repository;
    this.engine = engine;
  }

  @Override
  public Term term(TermId id) {
    return all().stream()
        .filter(term -> term.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownTerm(id.value()));
  }

  @Override
  public List<Term> all() {
    DecisionDefinition definition =
        engine.acrossBodies(
            () ->
                repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey("terms")
                    .latestVersion()
                    .singleResult());
    Version known = latest.get();
    if (!known.definition().equals(definition.getId())) {
      known =
          new Version(
              definition.getId(), DmnTerms.read(repository.getDecisionModel(definition.getId())));
      latest.set(known);
    }
    return known.rows();
  }
}
