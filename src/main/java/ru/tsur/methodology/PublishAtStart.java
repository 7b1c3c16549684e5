package ru.tsur.methodology;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import ru.tsur.organization.OrganizationFiles;

/**
 * At every start, before anything needs a diagram: publishes the files if they changed. Refused
 * files leave the set that ran before in place; without one the product does not start.
 */
@Component
@Order(10)
class PublishAtStart implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(PublishAtStart.class);

  private final Publication publication;
  private final SourceFiles files;
  private final boolean command;

  /**
   * @param organization read before the gate asks for its bodies and blocks
   */
  PublishAtStart(
      Publication publication,
      SourceFiles files,
      OrganizationFiles organization,
      @Value("${tsur.command:false}") boolean command) {
    this.publication = publication;
    this.files = files;
    this.command = command;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (command) {
      return;
    }
    try {
      publication.publishFiles(files.read());
    } catch (PublicationRefused refused) {
      if (publication.current().isEmpty()) {
        throw refused;
      }
      LOG.error(
          "Files of {} refused, the set that ran before goes on. {}",
          files.location(),
          refused.getMessage());
    }
  }
}
