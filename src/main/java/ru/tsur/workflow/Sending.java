package ru.tsur.workflow;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import ru.tsur.correspondence.Outbox;

/**
 * Letters and reminders leave by themselves, but never from a command of the jar: it may run beside
 * the server, whose attempts under way are none of its business.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "tsur.command", havingValue = "false", matchIfMissing = true)
class Sending {

  private final Outbox outbox;

  Sending(Outbox outbox) {
    this.outbox = outbox;
  }

  /** What a crash interrupted becomes UNKNOWN before anything is sent. */
  @EventListener(ApplicationReadyEvent.class)
  void settleInterrupted() {
    outbox.resolveInterrupted();
  }
}
