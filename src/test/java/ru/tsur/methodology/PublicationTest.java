package ru.tsur.methodology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.tsur.ProductTest;

/** The set in the engine: put there at start, changed by a methodologist, never half. */
@ProductTest
class PublicationTest {

  @Autowired Publication publication;
  @Autowired PublishAtStart start;
  @Autowired SourceFiles files;

  @Test
  void theStartDeploysTheFilesOnce() {
    var set = publication.current().orElseThrow();
    assertThat(set.isFromFiles()).isTrue();
    assertThat(set.files()).isEqualTo(files.read());
    assertThat(set.files().files())
        .containsKeys("processes/appeal.bpmn", "forms/register.html", "forms/measures.form");

    start.run(null);

    assertThat(publication.current().orElseThrow().deployment()).isEqualTo(set.deployment());
  }
}
